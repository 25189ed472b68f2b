public import CSocketShim

/// An address family: socket(2). Open to any number.
public struct SocketFamily: RawRepresentable, Hashable, Sendable {
    /// The kernel's `AF_` number.
    public let rawValue: Int32

    /// Any family, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// None: `AF_UNSPEC`
    public static let unspecified = SocketFamily(CSOCK_AF_UNSPEC)
    /// IPv4: `AF_INET`, ip(7)
    public static let inet = SocketFamily(CSOCK_AF_INET)
    /// IPv6: `AF_INET6`, ipv6(7)
    public static let inet6 = SocketFamily(CSOCK_AF_INET6)
    /// Unix sockets: `AF_UNIX`, unix(7)
    public static let unix = SocketFamily(CSOCK_AF_UNIX)
    /// The kernel's own messages: `AF_NETLINK`, netlink(7)
    public static let netlink = SocketFamily(CSOCK_AF_NETLINK)
    /// Frames of a network interface: `AF_PACKET`, packet(7); needs CAP_NET_RAW
    public static let link = SocketFamily(CSOCK_AF_PACKET)
    /// Virtual machines and their host: `AF_VSOCK`, vsock(7)
    public static let vsock = SocketFamily(CSOCK_AF_VSOCK)
}

/// A socket type: socket(2). Open to any number.
public struct SocketType: RawRepresentable, Hashable, Sendable {
    /// The kernel's `SOCK_` number.
    public let rawValue: Int32

    /// Any type, known here or not. `SOCK_NONBLOCK` may be part of it, for opening.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// A reliable stream of bytes: `SOCK_STREAM`
    public static let stream = SocketType(CSOCK_SOCK_STREAM)
    /// Datagrams: `SOCK_DGRAM`
    public static let datagram = SocketType(CSOCK_SOCK_DGRAM)
    /// Packets with their headers: `SOCK_RAW`, raw(7); needs CAP_NET_RAW
    public static let raw = SocketType(CSOCK_SOCK_RAW)
    /// A reliable stream of datagrams: `SOCK_SEQPACKET`
    public static let sequencedPacket = SocketType(CSOCK_SOCK_SEQPACKET)
    /// Reliable datagrams without an order: `SOCK_RDM`
    public static let reliableDatagram = SocketType(CSOCK_SOCK_RDM)
}

/// A protocol, by its IANA number: protocols(5). Open to any number.
public struct SocketProtocol: RawRepresentable, Hashable, Sendable {
    /// The kernel's `IPPROTO_` number; in other families the family's own.
    public let rawValue: Int32

    /// Any protocol, known here or not.
    @inlinable
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    @inlinable
    init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// What the family and the type imply: 0
    @inlinable public static var `default`: SocketProtocol { SocketProtocol(0) }
    /// `IPPROTO_IP`, 0; a raw socket refuses it
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
    /// `IPPROTO_RAW`, 255: raw(7); implies IP_HDRINCL
    @inlinable public static var raw: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_RAW) }
    /// `IPPROTO_MPTCP`, 262: multipath TCP
    @inlinable public static var mptcp: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_MPTCP) }
}
