import ArgumentParser
import SwiftSocket

/// What follows the IP header.
enum Transport: ExpressibleByArgument, Equatable {
    case udp, tcp, icmp
    /// The payload, as the one of a protocol.
    case raw(SocketProtocol)

    init?(argument: String) {
        switch argument {
        case "udp": self = .udp
        case "tcp": self = .tcp
        case "icmp", "icmpv6": self = .icmp
        default:
            guard let number = UInt8(argument) else { return nil }
            self = .raw(SocketProtocol(rawValue: Int32(number)))
        }
    }
}

/// Which protocol, and its ports.
struct TransportArguments: ParsableArguments {
    @Option(
        name: [.customShort("p"), .long],
        help: "udp, tcp, icmp (of the destination's version) or a number, for which the payload is all that follows.")
    var `protocol` = Transport.udp
    @Option(name: [.long, .customLong("sport")], help: "The source port of UDP and TCP.")
    var sourcePort: UInt16 = 40000
    @Option(name: [.long, .customLong("dport")], help: "The destination port of UDP and TCP.")
    var destinationPort: UInt16 = 9
}

/// The fields of a TCP header.
struct TCPArguments: ParsableArguments {
    @Option(help: "The flags: fin, syn, rst, psh, ack, urg, ece, cwr, ae, with commas in between, or none.")
    var flags = FlagList(flags: .syn)
    @Option(name: .customLong("seq"), help: "The sequence number.")
    var sequenceNumber: UInt32 = 0
    @Option(name: .customLong("ack"), help: "The acknowledgment number.")
    var acknowledgmentNumber: UInt32 = 0
    @Option(help: "The window.")
    var window: UInt16 = 64240
    @Option(help: "The urgent pointer.")
    var urgent: UInt16 = 0
    @Option(help: "The option \"maximum segment size\".")
    var mss: UInt16?
    @Flag(help: "The option \"SACK permitted\".")
    var sackPermitted = false
    @Option(help: "The option \"timestamps\": value:echo.")
    var timestamps: NumberPair?
    @Option(help: "The option \"window scale\".")
    var wscale: UInt8?
    @Option(help: "A block of the option \"SACK\": left:right. Can be repeated.")
    var sack: [NumberPair] = []

    func header(_ transport: TransportArguments) throws(PacketError) -> TCPHeader {
        TCPHeader(
            sourcePort: transport.sourcePort, destinationPort: transport.destinationPort,
            sequenceNumber: sequenceNumber, acknowledgmentNumber: acknowledgmentNumber, flags: flags.flags,
            window: window, urgentPointer: urgent, options: try options())
    }

    private func options() throws(PacketError) -> TCPOptions {
        var options: [TCPOption] = []
        if let mss { options.append(.maximumSegmentSize(mss)) }
        if sackPermitted { options.append(.sackPermitted) }
        if let timestamps { options.append(.timestamps(value: timestamps.first, echoReply: timestamps.second)) }
        if let wscale { options += [.noOperation, .windowScale(wscale)] }
        if !sack.isEmpty {
            let blocks = sack.map { TCPOption.SACKBlock(leftEdge: $0.first, rightEdge: $0.second) }
            options += [.noOperation, .noOperation, .sack(blocks)]
        }
        return try TCPOptions(options)
    }
}

/// TCP flags by their names.
struct FlagList: ExpressibleByArgument {
    let flags: TCPFlags

    var defaultValueDescription: String {
        Self.names.filter { flags.contains($0.value) && $0.key != "none" }.keys.sorted().joined(separator: ",")
    }

    private static let names: [String: TCPFlags] = [
        "fin": .fin, "syn": .syn, "rst": .rst, "psh": .psh, "ack": .ack, "urg": .urg, "ece": .ece, "cwr": .cwr,
        "ae": .ae, "none": [],
    ]

    init(flags: TCPFlags) {
        self.flags = flags
    }

    init?(argument: String) {
        var flags: TCPFlags = []
        for name in argument.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            guard let flag = Self.names[String(name)] else { return nil }
            flags.insert(flag)
        }
        self.flags = flags
    }
}

/// Two numbers with a colon in between.
struct NumberPair: ExpressibleByArgument {
    let first: UInt32
    let second: UInt32

    init?(argument: String) {
        let numbers = argument.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
        guard numbers.count == 2, let first = numbers[0], let second = numbers[1] else { return nil }
        (self.first, self.second) = (first, second)
    }
}
