internal import CSocketShim

// Options of IPPROTO_IPV6, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether the kernel makes up flow labels: `IPV6_AUTOFLOWLABEL`, Linux 3.17.
    public static var ipv6AutoFlowLabel: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_AUTOFLOWLABEL, "IPV6_AUTOFLOWLABEL")
    }

    /// Whether datagrams over the path's MTU are refused instead of fragmented: `IPV6_DONTFRAG`, RFC 3542.
    public static var ipv6DontFragment: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_DONTFRAG, "IPV6_DONTFRAG") }

    /// Whether datagrams bring traffic class and flow label: `IPV6_FLOWINFO`, linux/in6.h.
    public static var ipv6ReceiveFlowInfo: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_FLOWINFO, "IPV6_FLOWINFO") }

    /// Whether the flow information of the destination's address is sent: `IPV6_FLOWINFO_SEND`, linux/in6.h.
    public static var ipv6SendFlowInfo: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_FLOWINFO_SEND, "IPV6_FLOWINFO_SEND")
    }

    /// Whether an address can be bound that is not here, or not yet: `IPV6_FREEBIND`, Linux 4.15.
    public static var ipv6FreeBind: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_FREEBIND, "IPV6_FREEBIND") }

    /// Whether what is sent begins with its IPv6 header, to which the kernel adds nothing: `IPV6_HDRINCL`,
    /// Linux 4.5. Raw sockets, else `ENOPROTOOPT`. ``SocketProtocol/raw`` implies it.
    public static var ipv6HeaderIncluded: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_HDRINCL, "IPV6_HDRINCL") }

    /// Whether datagrams for groups that others in this system joined come too, which is the default:
    /// `IPV6_MULTICAST_ALL`, Linux 4.20.
    public static var ipv6MulticastAll: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_ALL, "IPV6_MULTICAST_ALL")
    }

    /// Whether multicast that is sent comes to this system's members too, which is the default:
    /// `IPV6_MULTICAST_LOOP`, ipv6(7).
    public static var ipv6MulticastLoop: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_LOOP, "IPV6_MULTICAST_LOOP")
    }

    /// Whether datagrams bring their destination options: `IPV6_RECVDSTOPTS`, RFC 3542.
    public static var ipv6ReceiveDestinationOptions: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVDSTOPTS, "IPV6_RECVDSTOPTS")
    }

    /// Whether errors are queued with their cause, for ``MessageFlags/errorQueue``: `IPV6_RECVERR`, ipv6(7).
    public static var ipv6ReceiveErrors: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVERR, "IPV6_RECVERR") }

    /// Whether queued ICMP errors bring their RFC 4884 extensions: `IPV6_RECVERR_RFC4884`, Linux 5.9.
    public static var ipv6ReceiveErrorsRFC4884: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVERR_RFC4884, "IPV6_RECVERR_RFC4884")
    }

    /// Whether datagrams bring the size of their largest fragment: `IPV6_RECVFRAGSIZE`, Linux 4.11.
    public static var ipv6ReceiveFragmentSize: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVFRAGSIZE, "IPV6_RECVFRAGSIZE")
    }

    /// Whether datagrams bring their hop limit: `IPV6_RECVHOPLIMIT`, RFC 3542.
    public static var ipv6ReceiveHopLimit: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVHOPLIMIT, "IPV6_RECVHOPLIMIT")
    }

    /// Whether datagrams bring their hop-by-hop options: `IPV6_RECVHOPOPTS`, RFC 3542.
    public static var ipv6ReceiveHopByHopOptions: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVHOPOPTS, "IPV6_RECVHOPOPTS")
    }

    /// Whether datagrams bring their destination before redirection: `IPV6_RECVORIGDSTADDR`, linux/in6.h.
    public static var ipv6ReceiveOriginalDestination: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVORIGDSTADDR, "IPV6_RECVORIGDSTADDR")
    }

    /// Whether a datagram over the path's MTU is reported as a message that brings it: `IPV6_RECVPATHMTU`,
    /// RFC 3542.
    public static var ipv6ReceivePathMTU: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVPATHMTU, "IPV6_RECVPATHMTU")
    }

    /// Whether datagrams bring their destination and interface: `IPV6_RECVPKTINFO`, RFC 3542.
    public static var ipv6ReceivePacketInfo: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVPKTINFO, "IPV6_RECVPKTINFO")
    }

    /// Whether datagrams bring their routing header: `IPV6_RECVRTHDR`, RFC 3542.
    public static var ipv6ReceiveRoutingHeader: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVRTHDR, "IPV6_RECVRTHDR")
    }

    /// Whether datagrams bring their traffic class: `IPV6_RECVTCLASS`, RFC 3542.
    public static var ipv6ReceiveTrafficClass: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVTCLASS, "IPV6_RECVTCLASS")
    }

    /// Whether addresses that are not here can be bound and served: `IPV6_TRANSPARENT`, linux/in6.h.
    /// Switching it on needs CAP_NET_ADMIN or CAP_NET_RAW, else `EPERM`.
    public static var ipv6Transparent: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_TRANSPARENT, "IPV6_TRANSPARENT")
    }

    /// Whether the socket leaves IPv4 alone: `IPV6_V6ONLY`, ipv6(7). Before ``Socket/bind(to:)``, else
    /// `EINVAL`; `EINVAL` on raw sockets too.
    public static var ipv6Only: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_V6ONLY, "IPV6_V6ONLY") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// At which even offset of the payload the kernel writes and verifies the checksum, -1 for nowhere:
    /// `IPV6_CHECKSUM`, RFC 3542. Raw sockets, else `ENOPROTOOPT`; for ICMPv6 it is 2 for good (`EINVAL`).
    public static var ipv6Checksum: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, "IPV6_CHECKSUM") }

    /// The least hop limit of packets to take, 0 to 255: `IPV6_MINHOPCOUNT`, RFC 5082. Others are dropped.
    public static var ipv6MinHopCount: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MINHOPCOUNT, "IPV6_MINHOPCOUNT")
    }

    /// The known MTU of the path to the peer in bytes, `ENOTCONN` before connecting; set, the size over which
    /// to fragment, 1280 and more, 0 for none: `IPV6_MTU`, ipv6(7). `EINVAL` below.
    public static var ipv6MTU: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MTU, "IPV6_MTU") }

    /// The hop limit of multicast, 0 (not beyond this host) to 255, 1 at first; -1 restores that:
    /// `IPV6_MULTICAST_HOPS`, ipv6(7). `EINVAL` beyond, `ENOPROTOOPT` on streams.
    public static var ipv6MulticastHops: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_HOPS, "IPV6_MULTICAST_HOPS")
    }

    /// The traffic class: DSCP in the upper six bits, ECN in the lower two; 0 to 255, -1 for 0:
    /// `IPV6_TCLASS`, RFC 3542. `EINVAL` beyond. On TCP the kernel keeps the ECN bits to itself.
    public static var ipv6TrafficClass: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_TCLASS, "IPV6_TCLASS") }

    /// The hop limit of packets other than multicast, 0 to 255; -1 restores the system's:
    /// `IPV6_UNICAST_HOPS`, ipv6(7). `EINVAL` beyond.
    public static var ipv6UnicastHops: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_UNICAST_HOPS, "IPV6_UNICAST_HOPS")
    }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.ReadWrite {
    /// The index of the interface that multicast goes out from, 0 for the routing table's:
    /// `IPV6_MULTICAST_IF`, ipv6(7). `ENODEV`; `ENOPROTOOPT` on streams.
    public static var ipv6MulticastInterfaceIndex: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_IF, "IPV6_MULTICAST_IF")
    }

    /// The index of the interface that unicast goes out from, 0 for the routing table's: `IPV6_UNICAST_IF`,
    /// linux/in6.h. `EADDRNOTAVAIL` for an index without an interface.
    public static var ipv6UnicastInterfaceIndex: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_UNICAST_IF, "IPV6_UNICAST_IF")
    }
}

extension SocketOption where Value == IPv6AddressPreferences, Access == OptionAccess.ReadWrite {
    /// Which of this system's addresses to prefer as source: `IPV6_ADDR_PREFERENCES`, RFC 5014. Reading adds
    /// the defaults. `EINVAL` for bits that exclude each other.
    public static var ipv6AddressPreferences: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_ADDR_PREFERENCES, "IPV6_ADDR_PREFERENCES")
    }
}

extension SocketOption where Value == PathMTUDiscovery, Access == OptionAccess.ReadWrite {
    /// How the MTU of a path is found out, and whether packets are fragmented: `IPV6_MTU_DISCOVER`, ipv6(7).
    /// `EINVAL` for other numbers.
    public static var ipv6MTUDiscovery: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MTU_DISCOVER, "IPV6_MTU_DISCOVER")
    }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadOnly {
    /// The MTU of the path to the peer: `IPV6_PATHMTU`, RFC 3542 section 11.4. `ENOTCONN` if the socket is not
    /// connected. The C function is `csock_path_mtu`.
    public static var ipv6PathMTU: Self {
        Self(id: OptionID(CSOCK_SOL_IPV6, CSOCK_IPV6_PATHMTU, "IPV6_PATHMTU")) { socket, id throws(SocketError) in
            try id.get(socket) { csock_path_mtu($0) }
        }
    }
}
