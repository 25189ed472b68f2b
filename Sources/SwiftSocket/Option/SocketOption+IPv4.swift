internal import CSocketShim

// Options of IPPROTO_IP, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether binding to port 0 leaves the choice of the port to connecting, so that connections can share ports:
    /// `IP_BIND_ADDRESS_NO_PORT`, ip(7). Also for IPv6.
    public static var ipBindAddressNoPort: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_BIND_ADDRESS_NO_PORT, "IP_BIND_ADDRESS_NO_PORT")
    }

    /// Whether received datagrams come with the checksum of their payload: `IP_CHECKSUM`, Linux 4.0. UDP.
    public static var ipChecksum: Self { Self(CSOCK_SOL_IP, CSOCK_IP_CHECKSUM, "IP_CHECKSUM") }

    /// Whether the socket can be bound to an address that this machine does not have: `IP_FREEBIND`, ip(7).
    public static var ipFreeBind: Self { Self(CSOCK_SOL_IP, CSOCK_IP_FREEBIND, "IP_FREEBIND") }

    /// Whether packets are sent with an IPv4 header by the caller: `IP_HDRINCL`, ip(7), raw(7). Raw sockets; on other
    /// sockets setting throws `ENOPROTOOPT` and reading returns false. ``SocketProtocol/raw`` implies it.
    public static var ipHeaderIncluded: Self { Self(CSOCK_SOL_IP, CSOCK_IP_HDRINCL, "IP_HDRINCL") }

    /// Whether the socket receives datagrams to groups that other sockets of this machine joined, which is the default:
    /// `IP_MULTICAST_ALL`, ip(7).
    public static var ipMulticastAll: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_ALL, "IP_MULTICAST_ALL") }

    /// Whether members on this machine receive the multicast datagrams that the socket sends, which is the default:
    /// `IP_MULTICAST_LOOP`, ip(7).
    public static var ipMulticastLoop: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_LOOP, "IP_MULTICAST_LOOP")
    }

    /// Whether the firewall leaves fragments as they are when sending: `IP_NODEFRAG`, ip(7). Raw sockets, else
    /// `ENOPROTOOPT`.
    public static var ipNoDefragment: Self { Self(CSOCK_SOL_IP, CSOCK_IP_NODEFRAG, "IP_NODEFRAG") }

    /// Whether received datagrams come with the sender's security label, with IPsec or NetLabel: `IP_PASSSEC`, ip(7).
    public static var ipPassSecurity: Self { Self(CSOCK_SOL_IP, CSOCK_IP_PASSSEC, "IP_PASSSEC") }

    /// Whether received datagrams come with their destination and interface: `IP_PKTINFO`, ip(7). See
    /// ``AncillaryData/destination`` and ``AncillaryData/interfaceIndex``.
    public static var ipPacketInfo: Self { Self(CSOCK_SOL_IP, CSOCK_IP_PKTINFO, "IP_PKTINFO") }

    /// Whether errors are put into the error queue with their cause: `IP_RECVERR`, ip(7).
    /// ``Socket/recvErrorQueue(_:flags:)`` receives them. An unconnected datagram socket then also fails on every ICMP
    /// error.
    public static var ipReceiveErrors: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVERR, "IP_RECVERR") }

    /// Whether ICMP errors in the error queue come with their RFC 4884 extensions: `IP_RECVERR_RFC4884`, Linux 5.9.
    public static var ipReceiveErrorsRFC4884: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_RECVERR_RFC4884, "IP_RECVERR_RFC4884")
    }

    /// Whether received datagrams come with the size of their largest fragment: `IP_RECVFRAGSIZE`, Linux 4.11. UDP and
    /// raw sockets, else `EINVAL`.
    public static var ipReceiveFragmentSize: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_RECVFRAGSIZE, "IP_RECVFRAGSIZE")
    }

    /// Whether received datagrams come with their IPv4 options, processed: `IP_RECVOPTS`, ip(7).
    public static var ipReceiveOptions: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVOPTS, "IP_RECVOPTS") }

    /// Whether received datagrams come with their destination before redirection: `IP_RECVORIGDSTADDR`, ip(7).
    public static var ipReceiveOriginalDestination: Self {
        Self(CSOCK_SOL_IP, CSOCK_IP_RECVORIGDSTADDR, "IP_RECVORIGDSTADDR")
    }

    /// Whether received datagrams come with their type of service: `IP_RECVTOS`, ip(7). See
    /// ``AncillaryData/trafficClass``.
    public static var ipReceiveTOS: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVTOS, "IP_RECVTOS") }

    /// Whether received datagrams come with their time to live: `IP_RECVTTL`, ip(7). See ``AncillaryData/hopLimit``.
    public static var ipReceiveTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RECVTTL, "IP_RECVTTL") }

    /// Whether received datagrams come with their IPv4 options, unprocessed: `IP_RETOPTS`, `IP_RECVRETOPTS`, ip(7).
    public static var ipReturnOptions: Self { Self(CSOCK_SOL_IP, CSOCK_IP_RETOPTS, "IP_RETOPTS") }

    /// Whether the socket receives forwarded packets that have the router alert option: `IP_ROUTER_ALERT`, ip(7), RFC
    /// 2113. Raw sockets, else `EINVAL`.
    public static var ipRouterAlert: Self { Self(CSOCK_SOL_IP, CSOCK_IP_ROUTER_ALERT, "IP_ROUTER_ALERT") }

    /// Whether the socket can use addresses that this machine does not have: `IP_TRANSPARENT`, ip(7). Switching it on
    /// needs CAP_NET_ADMIN or CAP_NET_RAW, else `EPERM`.
    public static var ipTransparent: Self { Self(CSOCK_SOL_IP, CSOCK_IP_TRANSPARENT, "IP_TRANSPARENT") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// The lowest time to live of packets to receive, 0 to 255: `IP_MINTTL`, RFC 5082. Other packets are dropped.
    public static var ipMinTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MINTTL, "IP_MINTTL") }

    /// The time to live of multicast datagrams, 0 to 255; 0 keeps them on this machine, -1 restores the default of 1:
    /// `IP_MULTICAST_TTL`, ip(7). `EINVAL` for any other value, and on stream sockets.
    public static var ipMulticastTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MULTICAST_TTL, "IP_MULTICAST_TTL") }

    /// The type of service of packets that are sent, 0 to 255: DSCP in the upper six bits, ECN in the lower two:
    /// `IP_TOS`, ip(7). `EINVAL` for any other value. TCP keeps its own ECN bits. Setting it also sets ``priority``.
    public static var ipTOS: Self { Self(CSOCK_SOL_IP, CSOCK_IP_TOS, "IP_TOS") }

    /// The time to live of packets other than multicast, 1 to 255; -1 restores the system's: `IP_TTL`, ip(7). `EINVAL`
    /// for any other value.
    public static var ipTTL: Self { Self(CSOCK_SOL_IP, CSOCK_IP_TTL, "IP_TTL") }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.ReadWrite {
    /// The index of the interface that sends unicast packets, 0 for the routing table's choice: `IP_UNICAST_IF`, ip(7).
    /// Unlike ``bindToInterfaceIndex`` it does not affect receiving. `EADDRNOTAVAIL` for an index without an interface.
    public static var ipUnicastInterfaceIndex: Self { Self(CSOCK_SOL_IP, CSOCK_IP_UNICAST_IF, "IP_UNICAST_IF") }
}

extension SocketOption where Value == [UInt8], Access == OptionAccess.ReadWrite {
    /// The IPv4 options of every packet that is sent, at most 40 bytes, padded to a multiple of 4: `IP_OPTIONS`, ip(7),
    /// RFC 791. `EINVAL` for malformed options; `EPERM` for options that need CAP_NET_RAW. After setting it, a raw
    /// socket with ``ipHeaderIncluded`` cannot send.
    public static var ipOptions: Self { Self(CSOCK_SOL_IP, CSOCK_IP_OPTIONS, "IP_OPTIONS") }
}

extension SocketOption where Value == PathMTUDiscovery, Access == OptionAccess.ReadWrite {
    /// How the MTU of a path is found, and whether packets are fragmented: `IP_MTU_DISCOVER`, ip(7). `EINVAL` for other
    /// numbers.
    public static var ipMTUDiscovery: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MTU_DISCOVER, "IP_MTU_DISCOVER") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadOnly {
    /// The known MTU of the path to the peer in bytes: `IP_MTU`, ip(7). `ENOTCONN` if the socket is not connected.
    public static var ipMTU: Self { Self(CSOCK_SOL_IP, CSOCK_IP_MTU, "IP_MTU") }
}

extension SocketOption where Value == PortRange, Access == OptionAccess.ReadWrite {
    /// The ports from which the kernel chooses one for this socket: `IP_LOCAL_PORT_RANGE`, ip(7), Linux 6.3. Also for
    /// IPv6. `EINVAL` if the first port is above the last.
    ///
    /// The corresponding C functions are `csock_set_port_range` and `csock_get_port_range`.
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
    /// A local address of the interface that sends multicast datagrams, 0.0.0.0 for the routing table's choice:
    /// `IP_MULTICAST_IF`, ip(7). `EADDRNOTAVAIL` if this machine does not have the address; `EINVAL` on stream sockets.
    /// ``ipMulticastInterfaceIndex`` is the same by index.
    ///
    /// The corresponding C functions are `csock_set_multicast_interface` and `csock_get_multicast_interface`.
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
    /// The index of the interface that sends multicast datagrams, 0 for the routing table's choice: `IP_MULTICAST_IF`,
    /// ip(7). The kernel has no way to read the index back. `EADDRNOTAVAIL` for an index without an interface.
    ///
    /// The corresponding C function is `csock_set_multicast_interface`.
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
