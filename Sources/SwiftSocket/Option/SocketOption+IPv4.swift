internal import CSocketShim

// Options of IPPROTO_IP, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether binding to port 0 leaves the choice of a port to connecting, so that ports can be shared:
    /// `IP_BIND_ADDRESS_NO_PORT`, ip(7). For IPv6 too.
    public static var ipBindAddressNoPort: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_BIND_ADDRESS_NO_PORT, "IP_BIND_ADDRESS_NO_PORT")
    }

    /// Whether datagrams bring the checksum of their payload: `IP_CHECKSUM`, Linux 4.0. UDP.
    public static var ipChecksum: Self { Self(CSOCK_SOL_IP, CSOCK_IP_CHECKSUM, "IP_CHECKSUM") }

    /// Whether an address can be bound that is not here, or not yet: `IP_FREEBIND`, ip(7).
    public static var ipFreeBind: Self { Self(CSOCK_SOL_IP, CSOCK_IP_FREEBIND, "IP_FREEBIND") }

    /// Whether what is sent begins with its IPv4 header: `IP_HDRINCL`, ip(7), raw(7). Raw sockets: elsewhere
    /// setting is `ENOPROTOOPT` and reading is false. ``SocketProtocol/raw`` implies it.
    public static var ipHeaderIncluded: Self { Self(CSOCK_SOL_IP, CSOCK_IP_HDRINCL, "IP_HDRINCL") }

    /// Whether datagrams for groups that others in this system joined come too, which is the default:
    /// `IP_MULTICAST_ALL`, ip(7).
    public static var ipMulticastAll: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_ALL, "IP_MULTICAST_ALL") }

    /// Whether multicast that is sent comes to this system's members too, which is the default:
    /// `IP_MULTICAST_LOOP`, ip(7).
    public static var ipMulticastLoop: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_LOOP, "IP_MULTICAST_LOOP")
    }

    /// Whether fragments are left alone by the firewall on output: `IP_NODEFRAG`, ip(7). Raw sockets, else
    /// `ENOPROTOOPT`.
    public static var ipNoDefragment: Self { Self(CSOCK_SOL_IP, CSOCK_IP_NODEFRAG, "IP_NODEFRAG") }

    /// Whether datagrams bring their sender's security label, with IPsec or NetLabel: `IP_PASSSEC`, ip(7).
    public static var ipPassSecurity: Self { Self(CSOCK_SOL_IP, CSOCK_IP_PASSSEC, "IP_PASSSEC") }

    /// Whether datagrams bring their destination and interface: `IP_PKTINFO`, ip(7).
    public static var ipPacketInfo: Self { Self(CSOCK_SOL_IP, CSOCK_IP_PKTINFO, "IP_PKTINFO") }

    /// Whether errors are queued with their cause, for ``MessageFlags/errorQueue``: `IP_RECVERR`, ip(7).
    /// Unconnected datagram sockets then fail on every ICMP error.
    public static var ipReceiveErrors: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVERR, "IP_RECVERR") }

    /// Whether queued ICMP errors bring their RFC 4884 extensions: `IP_RECVERR_RFC4884`, Linux 5.9.
    public static var ipReceiveErrorsRFC4884: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_RECVERR_RFC4884, "IP_RECVERR_RFC4884")
    }

    /// Whether datagrams bring the size of their largest fragment: `IP_RECVFRAGSIZE`, Linux 4.11. UDP and raw
    /// sockets, else `EINVAL`.
    public static var ipReceiveFragmentSize: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_RECVFRAGSIZE, "IP_RECVFRAGSIZE")
    }

    /// Whether datagrams bring their IPv4 options, processed: `IP_RECVOPTS`, ip(7).
    public static var ipReceiveOptions: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVOPTS, "IP_RECVOPTS") }

    /// Whether datagrams bring their destination before redirection: `IP_RECVORIGDSTADDR`, ip(7).
    public static var ipReceiveOriginalDestination: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_RECVORIGDSTADDR, "IP_RECVORIGDSTADDR")
    }

    /// Whether datagrams bring their type of service: `IP_RECVTOS`, ip(7).
    public static var ipReceiveTOS: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVTOS, "IP_RECVTOS") }

    /// Whether datagrams bring their time to live: `IP_RECVTTL`, ip(7).
    public static var ipReceiveTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVTTL, "IP_RECVTTL") }

    /// Whether datagrams bring their IPv4 options, unprocessed: `IP_RETOPTS`, `IP_RECVRETOPTS`, ip(7).
    public static var ipReturnOptions: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RETOPTS, "IP_RETOPTS") }

    /// Whether the socket gets the forwarded packets with the router alert option: `IP_ROUTER_ALERT`, ip(7),
    /// RFC 2113. Raw sockets, else `EINVAL`.
    public static var ipRouterAlert: Self { Self(CSOCK_SOL_IP, CSOCK_IP_ROUTER_ALERT, "IP_ROUTER_ALERT") }

    /// Whether addresses that are not here can be bound and served: `IP_TRANSPARENT`, ip(7). Switching it on
    /// needs CAP_NET_ADMIN or CAP_NET_RAW, else `EPERM`.
    public static var ipTransparent: Self { Self(CSOCK_SOL_IP, CSOCK_IP_TRANSPARENT, "IP_TRANSPARENT") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// The least time to live of packets to take, 0 to 255: `IP_MINTTL`, RFC 5082. Others are dropped.
    public static var ipMinTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MINTTL, "IP_MINTTL") }

    /// The time to live of multicast, 0 (not beyond this host) to 255, 1 at first; -1 restores that:
    /// `IP_MULTICAST_TTL`, ip(7). `EINVAL` beyond, and on streams.
    public static var ipMulticastTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_TTL, "IP_MULTICAST_TTL") }

    /// The type of service: DSCP in the upper six bits, ECN in the lower two: `IP_TOS`, ip(7). 0 to 255, else
    /// `EINVAL`. On TCP the kernel keeps the ECN bits to itself. Setting it sets ``priority`` too.
    public static var ipTOS: Self { Self(CSOCK_SOL_IP, CSOCK_IP_TOS, "IP_TOS") }

    /// The time to live of packets other than multicast, 1 to 255; -1 restores the system's: `IP_TTL`, ip(7).
    /// `EINVAL` beyond.
    public static var ipTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_TTL, "IP_TTL") }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.ReadWrite {
    /// The index of the interface that unicast goes out from, 0 for the routing table's: `IP_UNICAST_IF`,
    /// ip(7). Unlike ``bindToInterfaceIndex`` it does not limit what is received. `EADDRNOTAVAIL` for an index
    /// without an interface.
    public static var ipUnicastInterfaceIndex: Self { Self(CSOCK_SOL_IP, CSOCK_IP_UNICAST_IF, "IP_UNICAST_IF") }
}

extension SocketOption where Value == [UInt8], Access == OptionAccess.ReadWrite {
    /// The IPv4 options of every packet, at most 40 bytes, padded to a multiple of 4: `IP_OPTIONS`, ip(7),
    /// RFC 791. `EINVAL` if they are malformed; `EPERM` for those that need CAP_NET_RAW. A raw socket with
    /// ``ipHeaderIncluded`` cannot send any more once it was set.
    public static var ipOptions: Self { Self(CSOCK_SOL_IP, CSOCK_IP_OPTIONS, "IP_OPTIONS") }
}

extension SocketOption where Value == PathMTUDiscovery, Access == OptionAccess.ReadWrite {
    /// How the MTU of a path is found out, and whether packets are fragmented: `IP_MTU_DISCOVER`, ip(7).
    /// `EINVAL` for other numbers.
    public static var ipMTUDiscovery: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MTU_DISCOVER, "IP_MTU_DISCOVER") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadOnly {
    /// The known MTU of the path to the peer in bytes: `IP_MTU`, ip(7). `ENOTCONN` before connecting.
    public static var ipMTU: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MTU, "IP_MTU") }
}

extension SocketOption where Value == PortRange, Access == OptionAccess.ReadWrite {
    /// From which ports the kernel chooses one for this socket: `IP_LOCAL_PORT_RANGE`, ip(7), Linux 6.3. For
    /// IPv6 too. `EINVAL` for a range upside down. The C functions are `csock_set_port_range` and
    /// `csock_get_port_range`.
    public static var ipLocalPortRange: Self {
        Self(
            id: OptionID(CSOCK_SOL_IP, CSOCK_IP_LOCAL_PORT_RANGE, "IP_LOCAL_PORT_RANGE"),
            reader: { socket, id throws(SocketError) in
                var low: UInt16 = 0
                var high: UInt16 = 0
                try id.get(socket) { unsafe csock_get_port_range($0, &low, &high) }
                return PortRange(low: low, high: high)
            },
            writer: { socket, id, value throws(SocketError) in
                try id.set(socket) { csock_set_port_range($0, value.low, value.high) }
            })
    }
}

extension SocketOption where Value == IPv4Address, Access == OptionAccess.ReadWrite {
    /// The local address of the interface that multicast goes out from, 0.0.0.0 for the routing table's:
    /// `IP_MULTICAST_IF`, ip(7). `EADDRNOTAVAIL` if it is none here; `EINVAL` on streams. The C functions are
    /// `csock_set_multicast_interface` and `csock_get_multicast_interface`.
    public static var ipMulticastInterfaceAddress: Self {
        Self(
            id: OptionID(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_IF, "IP_MULTICAST_IF"),
            reader: { socket, id throws(SocketError) in
                var bytes: UInt32 = 0
                try id.get(socket) { descriptor in
                    unsafe withMutableBytePointer(to: &bytes) {
                        unsafe csock_get_multicast_interface(descriptor, $0)
                    }
                }
                return IPv4Address(rawValue: UInt32(bigEndian: bytes))
            },
            writer: { socket, id, value throws(SocketError) in
                try id.set(socket) { descriptor in
                    unsafe value.withBytes { unsafe csock_set_multicast_interface(descriptor, $0, 0) }
                }
            })
    }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.WriteOnly {
    /// ``SocketOption/ipMulticastInterfaceAddress`` by the interface's index, 0 for the routing table's:
    /// `IP_MULTICAST_IF`, ip(7). The kernel does not tell it back. `EADDRNOTAVAIL` for an index without an interface.
    public static var ipMulticastInterfaceIndex: Self {
        Self(id: OptionID(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_IF, "IP_MULTICAST_IF")) {
            socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe IPv4Address.any.withBytes {
                    unsafe csock_set_multicast_interface(descriptor, $0, value)
                }
            }
        }
    }
}
