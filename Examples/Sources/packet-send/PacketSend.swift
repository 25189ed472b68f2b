import ArgumentParser
import Foundation
import PcapFile
import SwiftSocket
import WallClock

@main
struct PacketSend: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "packet-send",
        abstract: "Builds a packet and sends it as it is, IP header included.",
        discussion: """
            Lengths and checksums are filled in. Sending needs CAP_NET_RAW, --dry-run nothing. \
            Send only to hosts that are yours, or whose owner agrees.
            """)

    @Argument(help: "The destination's numeric address, IPv4 or IPv6.")
    var destination: Host
    @OptionGroup(title: "IP")
    var ip: IPArguments
    @OptionGroup(title: "Transport")
    var transport: TransportArguments
    @OptionGroup(title: "TCP")
    var tcp: TCPArguments
    @OptionGroup(title: "ICMP")
    var icmp: ICMPArguments
    @OptionGroup(title: "Payload")
    var payload: PayloadArguments
    @OptionGroup(title: "Ethernet")
    var link: LinkArguments

    @Option(help: "Cut the packet into fragments of so many bytes at most, without the Ethernet header.")
    var mtu: Int?
    @Flag(help: "Spoil the checksum of the transport header.")
    var badChecksum = false
    @Option(name: .shortAndLong, help: "How many times to send.")
    var count = 1
    @Option(help: "How many seconds to wait in between.")
    var interval = 1.0
    @Flag(name: [.customShort("n"), .long], help: "Print the packet, do not send it.")
    var dryRun = false
    @Option(name: .shortAndLong, help: "Write what is sent, or would be, to a pcap file.")
    var write: String?

    func validate() throws {
        if destination.isIPv4 && ip.identification > 0xffff {
            throw ValidationError("--id must be 0 to 65535 for IPv4.")
        }
        if count < 1 { throw ValidationError("--count must be at least 1.") }
        if !(0..<1e6).contains(interval) { throw ValidationError("--interval is out of range.") }
        if let source = ip.source, source.address.family != destination.address.family {
            throw ValidationError("Source and destination are of different families.")
        }
        if link.ethernet != nil && link.interface == nil && !dryRun {
            throw ValidationError("--ethernet needs --interface.")
        }
        if !destination.isIPv4 && ip.ipOptions != nil {
            throw ValidationError("--ip-options are of IPv4 only.")
        }
    }

    func run() throws {
        let packets = try wirePackets()
        let capture = try write.map { try PcapWriter(path: $0, linkType: link.ethernet == nil ? .raw : .ethernet) }
        let sender = dryRun ? nil : try link.interface.map(Sender.init(interface:)) ?? Sender(to: destination)
        for round in 0..<(dryRun ? 1 : count) {
            if round > 0 { Thread.sleep(forTimeInterval: interval) }
            for packet in packets {
                try sender?.send(packet)
                try capture?.write(CapturedPacket(time: wallClock(), bytes: packet))
                if dryRun { try show(packet) }
            }
        }
        if !dryRun {
            let bytes = packets.reduce(0) { $0 + $1.count }
            print("sent \(packets.count * count) packets, \(bytes * count) bytes, to \(destination)")
        }
    }

    /// The packet, or its fragments, each with the Ethernet header that it is sent with.
    private func wirePackets() throws -> [[UInt8]] {
        var packet = try builtPacket()
        var filling = PacketFilling.all
        if badChecksum {
            packet = try packet.filled().withWrongChecksum()
            filling = []
        }
        let whole = try packet.encoded(filling: filling)
        let pieces = try mtu.map { try Packet.fragments(of: whole, mtu: $0, identification: ip.identification) }
        let frame = try Packet(headers: link.headers(for: destination.isIPv4 ? .ipv4 : .ipv6)).encoded()
        return (pieces ?? [whole]).map { frame + $0 }
    }

    private func show(_ bytes: [UInt8]) throws {
        let first: LayerKind = link.ethernet != nil ? .ethernet : destination.isIPv4 ? .ipv4 : .ipv6
        print(try Packet.decodeLeniently(bytes, as: first).packet)
        print(HexDump(bytes), terminator: "")
    }
}
