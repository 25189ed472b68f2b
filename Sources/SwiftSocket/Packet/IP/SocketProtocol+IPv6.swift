public import CSocketShim

extension SocketProtocol {
    /// As an IPv6 next header, ``IPv6HopByHopOptions``: 0
    @inlinable public static var ipv6HopByHopOptions: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_HOPOPTS) }
    /// As an IPv6 next header, a ``IPv6RoutingHeader``: 43
    @inlinable public static var ipv6Routing: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_ROUTING) }
    /// As an IPv6 next header, a ``IPv6FragmentHeader``: 44
    @inlinable public static var ipv6Fragment: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_FRAGMENT) }
    /// As an IPv6 next header, no header follows: 59
    @inlinable public static var noNextHeader: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_NONE) }
    /// As an IPv6 next header, ``IPv6DestinationOptions``: 60
    @inlinable public static var ipv6DestinationOptions: SocketProtocol { SocketProtocol(CSOCK_IPPROTO_DSTOPTS) }
}
