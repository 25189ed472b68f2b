/// A multicast group of IPv4 or IPv6 on an interface, to join or leave: RFC 3678. See ``SocketOption/joinGroup``.
public struct MulticastMembership: Hashable, Sendable {
    /// The group, with port 0.
    public let group: SocketAddress
    /// The index of the interface; 0 lets the routing table choose.
    public let interfaceIndex: UInt32

    /// An IPv4 group.
    public init(_ group: IPv4Address, interfaceIndex: UInt32 = 0) {
        self.group = .ipv4(group, port: 0)
        self.interfaceIndex = interfaceIndex
    }

    /// An IPv6 group.
    public init(_ group: IPv6Address, interfaceIndex: UInt32 = 0) {
        self.group = .ipv6(group, port: 0)
        self.interfaceIndex = interfaceIndex
    }
}

/// One sender to a multicast group of IPv4 or IPv6 on an interface: RFC 3678. See ``SocketOption/joinSourceGroup``.
public struct MulticastSource: Hashable, Sendable {
    /// The group, with port 0.
    public let group: SocketAddress
    /// The sender, with port 0.
    public let source: SocketAddress
    /// The index of the interface; 0 lets the routing table choose.
    public let interfaceIndex: UInt32

    /// A sender to an IPv4 group.
    public init(_ group: IPv4Address, source: IPv4Address, interfaceIndex: UInt32 = 0) {
        self.group = .ipv4(group, port: 0)
        self.source = .ipv4(source, port: 0)
        self.interfaceIndex = interfaceIndex
    }

    /// A sender to an IPv6 group.
    public init(_ group: IPv6Address, source: IPv6Address, interfaceIndex: UInt32 = 0) {
        self.group = .ipv6(group, port: 0)
        self.source = .ipv6(source, port: 0)
        self.interfaceIndex = interfaceIndex
    }
}

/// An IPv4 multicast group on an interface, given by its index or a local address: `struct ip_mreqn`, ip(7). The
/// kernel's older form of ``MulticastMembership``.
public struct IPv4Membership: Hashable, Sendable {
    /// The group.
    public let group: IPv4Address
    /// A local address of the interface, used if the index is 0.
    public let localAddress: IPv4Address
    /// The index of the interface; 0 if it is given by the address.
    public let interfaceIndex: UInt32

    /// A group on an interface; 0.0.0.0 and 0 let the routing table choose.
    public init(_ group: IPv4Address, localAddress: IPv4Address = .any, interfaceIndex: UInt32 = 0) {
        self.group = group
        self.localAddress = localAddress
        self.interfaceIndex = interfaceIndex
    }
}

/// One sender to an IPv4 multicast group on an interface, given by a local address: `struct ip_mreq_source`, ip(7). The
/// kernel's older form of ``MulticastSource``.
public struct IPv4SourceMembership: Hashable, Sendable {
    /// The group.
    public let group: IPv4Address
    /// The sender.
    public let source: IPv4Address
    /// A local address of the interface.
    public let localAddress: IPv4Address

    /// A sender to a group on an interface; 0.0.0.0 lets the routing table choose.
    public init(_ group: IPv4Address, source: IPv4Address, localAddress: IPv4Address = .any) {
        self.group = group
        self.source = source
        self.localAddress = localAddress
    }
}

/// An IPv6 multicast group on an interface: `struct ipv6_mreq`, ipv6(7). The kernel's older form of
/// ``MulticastMembership``.
public struct IPv6Membership: Hashable, Sendable {
    /// The group.
    public let group: IPv6Address
    /// The index of the interface; 0 lets the routing table choose.
    public let interfaceIndex: UInt32

    /// A group on an interface.
    public init(_ group: IPv6Address, interfaceIndex: UInt32 = 0) {
        self.group = group
        self.interfaceIndex = interfaceIndex
    }
}
