import PcapFile
import SwiftSocket

/// Reads packets from an interface, or from all of them.
final class Capture: Sendable {
    let linkType: LinkType
    private let socket: Socket
    private let snapshotLength: Int

    /// Ethernet frames where the interface has them; of any other, and of all at once, what Linux makes of their
    /// packets.
    static func linkType(of interface: NetworkInterface?) -> LinkType {
        switch interface?.hardwareType {
        case .ethernet?, .loopback?: .ethernet
        default: .linuxCooked
        }
    }

    init(
        _ interface: NetworkInterface?, _ filter: SocketFilter, snapshotLength: Int, promiscuous: Bool,
        timeout: Duration?
    ) throws(SocketError) {
        linkType = Self.linkType(of: interface)
        self.snapshotLength = snapshotLength
        // Without an EtherType nothing is received until the filter is there.
        socket = try Socket.link(linkType == .ethernet ? .raw : .datagram)
        try socket.setOption(.filter, filter)
        try socket.setOption(.timestampNanoseconds, true)
        try socket.setOption(.linkAuxiliaryData, true)
        if let interface, promiscuous {
            try socket.setOption(.linkAddMembership, .promiscuous(interfaceIndex: interface.index))
        }
        try socket.setTimeout(timeout)
        try socket.bind(interfaceIndex: interface?.index ?? 0, etherType: .all)
    }

    /// The next packet; `nil` if none comes in time.
    func next() throws(SocketError) -> CapturedPacket? {
        do {
            while true {
                let message = try socket.recvMessage(snapshotLength, flags: .truncate)
                guard let address = message.address?.linkAddress else { continue }
                // The loopback shows each packet twice, as it is sent and as it arrives.
                if address.hardwareType == .loopback && address.kind == .outgoing { continue }
                return packet(message, address)
            }
        } catch  where error.code == .badFileDescriptor || error.code == .timedOut {
            return nil
        }
    }

    private func packet(_ message: ReceivedMessage, _ address: LinkAddress) -> CapturedPacket {
        var bytes = message.bytes
        var length = message.ancillary.frame?.length ?? message.length
        if linkType == .linuxCooked {
            let header = cookedHeader(address)
            bytes = header + bytes
            length += header.count
        } else if let vlan = message.ancillary.vlan, bytes.count >= 12 {
            // The kernel removed the VLAN tag that followed the hardware addresses.
            bytes.insert(contentsOf: [vlan.etherType.rawValue, vlan.tag].flatMap(\.networkBytes), at: 12)
            length += 4
        }
        var packet = CapturedPacket(
            time: message.ancillary.timestamp ?? .zero, bytes: Array(bytes.prefix(snapshotLength)),
            length: length)
        packet.isChecksumUnfinished = message.ancillary.frame?.isChecksumUnfinished ?? false
        return packet
    }

    /// How many packets passed the filter, and how many of them were lost.
    func summary() throws(SocketError) -> String {
        let statistics = try socket.option(.linkStatistics)
        return "\(statistics.packets) packets received, \(statistics.drops) of them dropped by the kernel"
    }
}
