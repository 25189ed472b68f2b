public import CSocketShim

/// A protocol, by its IANA number: protocols(5). Any number is possible.
@frozen
public struct SocketProtocol: RawRepresentable, Hashable, Sendable {
    /// The kernel's `IPPROTO_` number. Families other than IPv4 and IPv6 have numbers of their own.
    public let rawValue: Int32

    /// Any protocol, with or without a name here.
    @inlinable
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    @inlinable
    init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// 0: the usual protocol of the family and type
    @inlinable public static var `default`: SocketProtocol { SocketProtocol(0) }
    /// `IPPROTO_IP`, 0. Raw sockets refuse it.
    @inlinable public static var ip: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_IP) }
    /// `IPPROTO_ICMP`, 1: icmp(7)
    @inlinable public static var icmp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_ICMP) }
    /// `IPPROTO_IGMP`, 2
    @inlinable public static var igmp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_IGMP) }
    /// `IPPROTO_IPIP`, 4
    @inlinable public static var ipip: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_IPIP) }
    /// `IPPROTO_TCP`, 6: tcp(7)
    @inlinable public static var tcp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_TCP) }
    /// `IPPROTO_UDP`, 17: udp(7)
    @inlinable public static var udp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_UDP) }
    /// `IPPROTO_IPV6`, 41: ipv6(7)
    @inlinable public static var ipv6: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_IPV6) }
    /// `IPPROTO_RSVP`, 46
    @inlinable public static var rsvp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_RSVP) }
    /// `IPPROTO_GRE`, 47
    @inlinable public static var gre: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_GRE) }
    /// `IPPROTO_ESP`, 50
    @inlinable public static var esp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_ESP) }
    /// `IPPROTO_AH`, 51
    @inlinable public static var ah: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_AH) }
    /// `IPPROTO_ICMPV6`, 58
    @inlinable public static var icmpv6: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_ICMPV6) }
    /// `IPPROTO_PIM`, 103
    @inlinable public static var pim: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_PIM) }
    /// `IPPROTO_SCTP`, 132
    @inlinable public static var sctp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_SCTP) }
    /// `IPPROTO_UDPLITE`, 136: udplite(7)
    @inlinable public static var udpLite: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_UDPLITE) }
    /// `IPPROTO_RAW`, 255: raw(7). Implies ``SocketOption/ipHeaderIncluded``.
    @inlinable public static var raw: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_RAW) }
    /// `IPPROTO_MPTCP`, 262: multipath TCP
    @inlinable public static var mptcp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_MPTCP) }
}

extension SocketProtocol {
    /// The name of the static member, or the number: `udp`. ``description`` has the IANA name instead.
    var memberName: String {
        describe([
            .icmp: "icmp", .igmp: "igmp", .ipip: "ipip", .tcp: "tcp", .udp: "udp", .ipv6: "ipv6", .rsvp: "rsvp",
            .gre: "gre", .esp: "esp", .ah: "ah", .icmpv6: "icmpv6", .pim: "pim", .sctp: "sctp", .udpLite: "udpLite",
            .raw: "raw", .mptcp: "mptcp",
        ])
    }
}
