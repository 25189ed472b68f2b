import SwiftSocket

/// Which packets to show: all conditions hold. What tcpdump's words mean, of those that are known here.
struct Filter {
    var etherType: EtherType?
    var `protocol`: SocketProtocol?
    var port: UInt16?
    var host: SocketAddress?

    static let help = """
        A filter has conditions that all hold, as tcpdump writes them, "and" in between or not: ip, ip6, arp, \
        tcp, udp, icmp, icmp6, igmp, sctp, proto NUMBER, port NUMBER, host ADDRESS (of IP, not of ARP), \
        ether proto NUMBER.
        """

    /// Reads the words of an expression.
    init(_ words: [String]) throws {
        var rest = words.joined(separator: " ").split(separator: " ").map(String.init)[...]
        while let word = rest.popFirst() {
            switch word {
            case "and": break
            case "ip": try set(\.etherType, .ipv4, word)
            case "ip6": try set(\.etherType, .ipv6, word)
            case "arp": try set(\.etherType, .arp, word)
            case "ether":
                guard rest.popFirst() == "proto" else { throw FilterError("ether is to be followed by proto") }
                try set(\.etherType, EtherType(rawValue: try number(after: word, &rest)), word)
            case "tcp": try set(\.protocol, .tcp, word)
            case "udp": try set(\.protocol, .udp, word)
            case "igmp": try set(\.protocol, .igmp, word)
            case "sctp": try set(\.protocol, .sctp, word)
            case "icmp":
                try set(\.protocol, .icmp, word)
                try set(\.etherType, .ipv4, word)
            case "icmp6":
                try set(\.protocol, .icmpv6, word)
                try set(\.etherType, .ipv6, word)
            case "proto":
                let number: UInt8 = try number(after: word, &rest)
                try set(\.protocol, SocketProtocol(rawValue: Int32(number)), word)
            case "port": try set(\.port, try number(after: word, &rest), word)
            case "host":
                let text = rest.popFirst() ?? ""
                guard let address = try? SocketAddress(host: text, port: 0) else {
                    throw FilterError("\"\(text)\" is no numeric address")
                }
                try set(\.host, address, word)
            default: throw FilterError("\"\(word)\" is not known")
            }
        }
    }

    private mutating func set<Value: Equatable>(
        _ member: WritableKeyPath<Filter, Value?>, _ value: Value, _ word: String
    ) throws {
        if let old = self[keyPath: member], old != value {
            throw FilterError("\"\(word)\" contradicts what precedes it")
        }
        self[keyPath: member] = value
    }

    private func number<Number: FixedWidthInteger>(
        after word: String, _ rest: inout ArraySlice<String>
    ) throws -> Number {
        let text = rest.popFirst() ?? ""
        let number = text.hasPrefix("0x") ? Number(text.dropFirst(2), radix: 16) : Number(text)
        guard let number else { throw FilterError("\"\(text)\" is no number for \(word)") }
        return number
    }
}

/// What is wrong with a filter's words.
struct FilterError: Error, CustomStringConvertible {
    let description: String

    init(_ text: String) {
        description = "the filter: \(text)"
    }
}
