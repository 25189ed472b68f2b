import ArgumentParser
import SwiftSocket

/// The fields of the IP header.
struct IPArguments: ParsableArguments {
    @Option(help: "The source's numeric address; the one that the route to the destination has, if none is given.")
    var source: Host?
    @Option(name: [.long, .customLong("hop-limit")], help: "How many routers may forward it.")
    var ttl: UInt8 = 64
    @Option(help: "Differentiated services code point, 0 to 63.")
    var dscp: UInt8 = 0
    @Option(help: "Explicit congestion notification, 0 to 3.")
    var ecn: UInt8 = 0
    @Option(name: .customLong("id"), help: "The identification, of IPv6 that of fragments.")
    var identification: UInt32 = 0
    @Flag(help: "Set IPv4's \"don't fragment\".")
    var dontFragment = false
    @Option(help: "IPv4 options in hexadecimal digits, a multiple of 4 bytes.")
    var ipOptions: Hex?
    @Option(help: "IPv6's flow label, 0 to 1048575.")
    var flowLabel: UInt32 = 0

    /// The header for a packet to a destination; `protocol` is what follows.
    func header(to destination: Host, protocol: SocketProtocol) throws -> any PacketHeader {
        let source = try self.source ?? destination.localAddress()
        if let from = source.address.ipv4Address, let to = destination.address.ipv4Address {
            return IPv4Header(
                source: from, destination: to, protocol: `protocol`, timeToLive: ttl, dscp: dscp, ecn: ecn,
                identification: UInt16(identification), flags: dontFragment ? .dontFragment : [],
                options: IPv4Options(bytes: ipOptions?.bytes ?? []))
        }
        guard let from = source.address.ipv6Address, let to = destination.address.ipv6Address else {
            throw ValidationError("Source and destination are of different families.")
        }
        return IPv6Header(
            source: from, destination: to, nextHeader: `protocol`, hopLimit: ttl, dscp: dscp, ecn: ecn,
            flowLabel: flowLabel)
    }
}
