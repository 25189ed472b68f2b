import PcapFile
import SwiftSocket

/// What of a captured packet the library's decoders read, and what is in front of that.
struct LinkLayer {
    /// A line about a header that only captures have.
    var line: String?
    /// The first header that the library knows.
    var first: LayerKind
    /// Where it begins.
    var offset = 0
    /// What that is, unless the packet begins with it as Ethernet's do.
    var etherType: EtherType?
}

extension LinkLayer {
    /// Reads what packets of a link type begin with. Whatever is not known is payload.
    init(of packet: CapturedPacket, _ type: LinkType) {
        let bytes = packet.bytes
        switch type {
        case .ethernet:
            self.init(first: .ethernet)
        case .raw:
            let version = bytes.first.map { $0 >> 4 }
            let etherType: EtherType? = version == 4 ? .ipv4 : version == 6 ? .ipv6 : nil
            self.init(first: etherType?.layerKind ?? .payload, etherType: etherType)
        case .linuxCooked where bytes.count >= 16:
            // Packet type, hardware type, address length, address (8 bytes), protocol.
            self.init(
                packetType: UInt16(bytes, at: 0), address: bytes[6..<14].prefix(Int(bytes[5])),
                etherType: UInt16(bytes, at: 14), offset: 16)
        case .linuxCooked2 where bytes.count >= 20:
            // Protocol, reserved, interface, hardware type, packet type, address length, address (8 bytes).
            self.init(
                packetType: UInt16(bytes[10]), address: bytes[12..<20].prefix(Int(bytes[11])),
                etherType: UInt16(bytes, at: 0), offset: 20)
        default:
            self.init(first: .payload)
        }
    }

    private init(packetType: UInt16, address: ArraySlice<UInt8>, etherType number: UInt16, offset: Int) {
        let etherType = EtherType(rawValue: number)
        let way = ["to us", "broadcast", "multicast", "to another", "from us"]
        var line = "Linux cooked, \(packetType < 5 ? way[Int(packetType)] : "type \(packetType)")"
        if let address = MACAddress(bytes: address) { line += ", \(address)" }
        self.init(
            line: "\(line), \(etherType)", first: etherType.layerKind, offset: offset, etherType: etherType)
    }
}

/// The header in front of packets from interfaces of all kinds: LINUX_SLL of tcpdump.org's list.
func cookedHeader(_ address: LinkAddress) -> [UInt8] {
    let hardware = address.hardwareAddress
    return [UInt16(address.kind.rawValue), address.hardwareType.rawValue, UInt16(hardware.count)].flatMap(
        \.networkBytes)
        + hardware.prefix(8) + [UInt8](repeating: 0, count: max(0, 8 - hardware.count))
        + address.etherType.rawValue.networkBytes
}

extension UInt16 {
    /// In network byte order.
    var networkBytes: [UInt8] { [UInt8(self >> 8), UInt8(self & 0xff)] }

    fileprivate init(_ bytes: [UInt8], at offset: Int) {
        self = UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }
}
