internal import CSocketShim

// Options of IPPROTO_IPV6, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether the kernel chooses flow labels: `IPV6_AUTOFLOWLABEL`, Linux 3.17.
    public static var ipv6AutoFlowLabel: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_AUTOFLOWLABEL, "IPV6_AUTOFLOWLABEL")
    }

    /// Whether datagrams longer than the path's MTU are refused instead of fragmented: `IPV6_DONTFRAG`, RFC 3542.
    public static var ipv6DontFragment: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_DONTFRAG, "IPV6_DONTFRAG") }

    /// Whether received datagrams come with their traffic class and flow label: `IPV6_FLOWINFO`, linux/in6.h.
    public static var ipv6ReceiveFlowInfo: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_FLOWINFO, "IPV6_FLOWINFO") }

    /// Whether packets are sent with the flow information of the destination address: `IPV6_FLOWINFO_SEND`,
    /// linux/in6.h.
    public static var ipv6SendFlowInfo: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_FLOWINFO_SEND, "IPV6_FLOWINFO_SEND")
    }

    /// Whether the socket can be bound to an address that this machine does not have: `IPV6_FREEBIND`, Linux 4.15.
    public static var ipv6FreeBind: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_FREEBIND, "IPV6_FREEBIND") }

    /// Whether packets are sent with an IPv6 header by the caller, to which the kernel adds nothing: `IPV6_HDRINCL`,
    /// Linux 4.5. Raw sockets, else `ENOPROTOOPT`. ``SocketProtocol/raw`` implies it.
    public static var ipv6HeaderIncluded: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_HDRINCL, "IPV6_HDRINCL") }

    /// Whether the socket receives datagrams to groups that other sockets of this machine joined, which is the default:
    /// `IPV6_MULTICAST_ALL`, Linux 4.20.
    public static var ipv6MulticastAll: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_ALL, "IPV6_MULTICAST_ALL")
    }

    /// Whether members on this machine receive the multicast datagrams that the socket sends, which is the default:
    /// `IPV6_MULTICAST_LOOP`, ipv6(7).
    public static var ipv6MulticastLoop: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_LOOP, "IPV6_MULTICAST_LOOP")
    }

    /// Whether received datagrams come with their destination options: `IPV6_RECVDSTOPTS`, RFC 3542.
    public static var ipv6ReceiveDestinationOptions: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVDSTOPTS, "IPV6_RECVDSTOPTS")
    }

    /// Whether errors are put into the error queue with their cause: `IPV6_RECVERR`, ipv6(7).
    /// ``Socket/recvErrorQueue(_:flags:)`` receives them.
    public static var ipv6ReceiveErrors: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVERR, "IPV6_RECVERR") }

    /// Whether ICMP errors in the error queue come with their RFC 4884 extensions: `IPV6_RECVERR_RFC4884`, Linux 5.9.
    public static var ipv6ReceiveErrorsRFC4884: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVERR_RFC4884, "IPV6_RECVERR_RFC4884")
    }

    /// Whether received datagrams come with the size of their largest fragment: `IPV6_RECVFRAGSIZE`, Linux 4.11.
    public static var ipv6ReceiveFragmentSize: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVFRAGSIZE, "IPV6_RECVFRAGSIZE")
    }

    /// Whether received datagrams come with their hop limit: `IPV6_RECVHOPLIMIT`, RFC 3542. See
    /// ``AncillaryData/hopLimit``.
    public static var ipv6ReceiveHopLimit: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVHOPLIMIT, "IPV6_RECVHOPLIMIT")
    }

    /// Whether received datagrams come with their hop-by-hop options: `IPV6_RECVHOPOPTS`, RFC 3542.
    public static var ipv6ReceiveHopByHopOptions: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVHOPOPTS, "IPV6_RECVHOPOPTS")
    }

    /// Whether received datagrams come with their destination before redirection: `IPV6_RECVORIGDSTADDR`, linux/in6.h.
    public static var ipv6ReceiveOriginalDestination: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVORIGDSTADDR, "IPV6_RECVORIGDSTADDR")
    }

    /// Whether sending a datagram longer than the path's MTU is reported by a message with the MTU: `IPV6_RECVPATHMTU`,
    /// RFC 3542.
    public static var ipv6ReceivePathMTU: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVPATHMTU, "IPV6_RECVPATHMTU")
    }

    /// Whether received datagrams come with their destination and interface: `IPV6_RECVPKTINFO`, RFC 3542. See
    /// ``AncillaryData/destination`` and ``AncillaryData/interfaceIndex``.
    public static var ipv6ReceivePacketInfo: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVPKTINFO, "IPV6_RECVPKTINFO")
    }

    /// Whether received datagrams come with their routing header: `IPV6_RECVRTHDR`, RFC 3542.
    public static var ipv6ReceiveRoutingHeader: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVRTHDR, "IPV6_RECVRTHDR")
    }

    /// Whether received datagrams come with their traffic class: `IPV6_RECVTCLASS`, RFC 3542. See
    /// ``AncillaryData/trafficClass``.
    public static var ipv6ReceiveTrafficClass: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_RECVTCLASS, "IPV6_RECVTCLASS")
    }

    /// Whether the socket can use addresses that this machine does not have: `IPV6_TRANSPARENT`, linux/in6.h. Switching
    /// it on needs CAP_NET_ADMIN or CAP_NET_RAW, else `EPERM`.
    public static var ipv6Transparent: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_TRANSPARENT, "IPV6_TRANSPARENT")
    }

    /// Whether the socket is for IPv6 only and not also for IPv4: `IPV6_V6ONLY`, ipv6(7). Set it before
    /// ``Socket/bind(to:)``, else `EINVAL`; also `EINVAL` on raw sockets.
    public static var ipv6Only: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_V6ONLY, "IPV6_V6ONLY") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// The even offset in the payload at which the kernel writes and verifies the checksum, -1 for none:
    /// `IPV6_CHECKSUM`, RFC 3542. Raw sockets, else `ENOPROTOOPT`. For ICMPv6 it is always 2, and setting it is
    /// `EINVAL`.
    public static var ipv6Checksum: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, "IPV6_CHECKSUM") }

    /// The lowest hop limit of packets to receive, 0 to 255: `IPV6_MINHOPCOUNT`, RFC 5082. Other packets are dropped.
    public static var ipv6MinHopCount: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MINHOPCOUNT, "IPV6_MINHOPCOUNT")
    }

    /// When read, the known MTU of the path to the peer in bytes, `ENOTCONN` if the socket is not connected. When set,
    /// the size above which packets are fragmented, 1280 or more, 0 for none; `EINVAL` for any other value: `IPV6_MTU`,
    /// ipv6(7).
    public static var ipv6MTU: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MTU, "IPV6_MTU") }

    /// The hop limit of multicast datagrams, 0 to 255; 0 keeps them on this machine, -1 restores the default of 1:
    /// `IPV6_MULTICAST_HOPS`, ipv6(7). `EINVAL` for any other value, `ENOPROTOOPT` on stream sockets.
    public static var ipv6MulticastHops: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_HOPS, "IPV6_MULTICAST_HOPS")
    }

    /// The traffic class of packets that are sent, 0 to 255: DSCP in the upper six bits, ECN in the lower two; -1 is 0:
    /// `IPV6_TCLASS`, RFC 3542. `EINVAL` for any other value. TCP keeps its own ECN bits.
    public static var ipv6TrafficClass: Self { Self(CSOCK_SOL_IPV6, CSOCK_IPV6_TCLASS, "IPV6_TCLASS") }

    /// The hop limit of packets other than multicast, 0 to 255; -1 restores the system's: `IPV6_UNICAST_HOPS`, ipv6(7).
    /// `EINVAL` for any other value.
    public static var ipv6UnicastHops: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_UNICAST_HOPS, "IPV6_UNICAST_HOPS")
    }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.ReadWrite {
    /// The index of the interface that sends multicast datagrams, 0 for the routing table's choice:
    /// `IPV6_MULTICAST_IF`, ipv6(7). `ENODEV`; `ENOPROTOOPT` on stream sockets.
    public static var ipv6MulticastInterfaceIndex: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MULTICAST_IF, "IPV6_MULTICAST_IF")
    }

    /// The index of the interface that sends unicast packets, 0 for the routing table's choice: `IPV6_UNICAST_IF`,
    /// linux/in6.h. `EADDRNOTAVAIL` for an index without an interface.
    public static var ipv6UnicastInterfaceIndex: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_UNICAST_IF, "IPV6_UNICAST_IF")
    }
}

extension SocketOption where Value == IPv6AddressPreferences, Access == OptionAccess.ReadWrite {
    /// Which of this machine's addresses to prefer as source: `IPV6_ADDR_PREFERENCES`, RFC 5014. Reading adds the
    /// defaults. `EINVAL` for bits that exclude each other.
    public static var ipv6AddressPreferences: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_ADDR_PREFERENCES, "IPV6_ADDR_PREFERENCES")
    }
}

extension SocketOption where Value == PathMTUDiscovery, Access == OptionAccess.ReadWrite {
    /// How the MTU of a path is found, and whether packets are fragmented: `IPV6_MTU_DISCOVER`, ipv6(7). `EINVAL` for
    /// other numbers.
    public static var ipv6MTUDiscovery: Self {
        Self(CSOCK_SOL_IPV6, CSOCK_IPV6_MTU_DISCOVER, "IPV6_MTU_DISCOVER")
    }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadOnly {
    /// The MTU of the path to the peer in bytes: `IPV6_PATHMTU`, RFC 3542 section 11.4. `ENOTCONN` if the socket is not
    /// connected.
    ///
    /// The corresponding C function is `csock_path_mtu`.
    public static var ipv6PathMTU: Self {
        Self(id: OptionID(CSOCK_SOL_IPV6, CSOCK_IPV6_PATHMTU, "IPV6_PATHMTU")) { socket, id throws(SocketError) in
            try id.get(socket) { csock_path_mtu($0) }
        }
    }
}
