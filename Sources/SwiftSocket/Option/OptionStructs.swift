internal import CSocketShim

// Options whose C functions stand for that option alone, so that their types have no initialiser that
// takes numbers; sorted by their C names.

extension SocketOption where Value == PortRange {
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

extension SocketOption where Value == IPv4Address {
    /// The local address of the interface that multicast goes out from, 0.0.0.0 for the routing table's:
    /// `IP_MULTICAST_IF`, ip(7). `EADDRNOTAVAIL` if it is none here; `EINVAL` on streams. The C functions are
    /// `csock_set_multicast_interface` and `csock_get_multicast_interface`.
    public static var ipMulticastInterface: Self {
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

extension WriteOnlySocketOption where Value == UInt32 {
    /// ``SocketOption/ipMulticastInterface`` by the interface's index, 0 for the routing table's:
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

extension ReadOnlySocketOption where Value == SocketAddress {
    /// Where a connection was going before the firewall redirected it: `SO_ORIGINAL_DST`,
    /// iptables-extensions(8). `ENOENT` if it was not. The C function is `csock_original_destination`.
    public static var ipOriginalDestination: Self { originalDestination(CSOCK_SOL_IP, "SO_ORIGINAL_DST") }

    /// Where a connection was going before the firewall redirected it: `IP6T_SO_ORIGINAL_DST`,
    /// ip6tables-extensions(8). `ENOENT` if it was not. The C function is `csock_original_destination`.
    public static var ipv6OriginalDestination: Self {
        originalDestination(CSOCK_SOL_IPV6, "IP6T_SO_ORIGINAL_DST")
    }

    private static func originalDestination(_ level: Int, _ cName: StaticString) -> Self {
        Self(id: OptionID(level, CSOCK_SO_ORIGINAL_DST, cName)) { socket, id throws(SocketError) in
            var address = csock_address()
            try id.get(socket) { unsafe csock_original_destination($0, id.level, &address) }
            return SocketAddress(address)
        }
    }
}

extension ReadOnlySocketOption where Value == PeerCredentials {
    /// Who was at the other end when the connection was made: `SO_PEERCRED`, unix(7). The C function is
    /// `csock_peer_credentials`.
    public static var peerCredentials: Self {
        Self(id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_PEERCRED, "SO_PEERCRED")) { socket, id throws(SocketError) in
            var peer = csock_credentials()
            try id.get(socket) { unsafe csock_peer_credentials($0, &peer) }
            return PeerCredentials(processID: peer.process, userID: peer.user, groupID: peer.group)
        }
    }
}

extension ReadOnlySocketOption where Value == [UInt32] {
    /// The supplementary groups of the other end: `SO_PEERGROUPS`, Linux 4.13. `ENODATA` without a Unix peer.
    /// The C function is `csock_peer_groups`.
    public static var peerGroups: Self {
        Self(id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_PEERGROUPS, "SO_PEERGROUPS")) { socket, id throws(SocketError) in
            // As many as a process can have: NGROUPS_MAX.
            var groups = [UInt32](repeating: 0, count: 65536)
            let count = try id.get(socket) { descriptor in
                unsafe groups.withUnsafeMutableBufferPointer {
                    unsafe csock_peer_groups(descriptor, $0.baseAddress, $0.count)
                }
            }
            return Array(groups.prefix(count))
        }
    }
}

extension SocketOption where Value == TransmitTime {
    /// Which clock gives packets their time of departure: `SO_TXTIME`, tc-etf(8). Another clock than the
    /// monotonic one (1) needs CAP_NET_ADMIN, else `EPERM`.
    public static var transmitTime: Self {
        Self(
            id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_TXTIME, "SO_TXTIME"),
            reader: { socket, id throws(SocketError) in
                var clock: Int32 = 0
                var flags: UInt32 = 0
                try id.get(socket) { unsafe csock_get_transmit_time($0, &clock, &flags) }
                return TransmitTime(clock: clock, flags: TransmitTime.Flags(rawValue: flags))
            },
            writer: { socket, id, value throws(SocketError) in
                try id.set(socket) { csock_set_transmit_time($0, value.clock, value.flags.rawValue) }
            })
    }
}

extension ReadOnlySocketOption where Value == Int {
    /// The MTU of the path to the peer: `IPV6_PATHMTU`, RFC 3542 section 11.4. `ENOTCONN` if the socket is not
    /// connected. The C function is `csock_path_mtu`.
    public static var ipv6PathMTU: Self {
        Self(id: OptionID(CSOCK_SOL_IPV6, CSOCK_IPV6_PATHMTU, "IPV6_PATHMTU")) { socket, id throws(SocketError) in
            try id.get(socket) { csock_path_mtu($0) }
        }
    }
}

extension ReadOnlySocketOption where Value == TCPInfo {
    /// What the kernel knows about a connection: `TCP_INFO`, tcp(7). The C function is `csock_get_tcp_info`.
    public static var tcpInfo: Self {
        Self(id: OptionID(CSOCK_SOL_TCP, CSOCK_TCP_INFO, "TCP_INFO")) { socket, id throws(SocketError) in
            var info = csock_tcp_info()
            try id.get(socket) { unsafe csock_get_tcp_info($0, &info) }
            return TCPInfo(info)
        }
    }
}

// Memberships: their C functions take the number, and imply the level.

/// A value that joins or leaves a multicast group.
protocol OptionMembership: Sendable {
    static var level: Int { get }
    /// Runs the C function.
    func set(_ descriptor: Int32, _ number: Int32) -> Int32
}

extension WriteOnlySocketOption where Value: OptionMembership {
    init(_ number: Int, _ cName: StaticString) {
        self.init(id: OptionID(Value.level, number, cName)) { socket, id, value throws(SocketError) in
            try id.set(socket) { value.set($0, id.number) }
        }
    }
}

extension IPv4Membership: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withBytes { group in
            unsafe localAddress.withBytes {
                unsafe csock_set_ipv4_membership(descriptor, number, group, $0, interface)
            }
        }
    }
}

extension IPv4SourceMembership: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withBytes { group in
            unsafe source.withBytes { source in
                unsafe localAddress.withBytes {
                    unsafe csock_set_ipv4_source_membership(descriptor, number, group, source, $0)
                }
            }
        }
    }
}

extension IPv6Membership: OptionMembership {
    static var level: Int { CSOCK_SOL_IPV6 }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withBytes { unsafe csock_set_ipv6_membership(descriptor, number, $0, interface) }
    }
}

// The C functions find the level of the next two by the group's family.

extension MulticastMembership: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withPointer { unsafe csock_set_membership(descriptor, number, $0, interface) }
    }
}

extension MulticastSource: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withPointer { group in
            unsafe source.withPointer {
                unsafe csock_set_source_membership(descriptor, number, group, $0, interface)
            }
        }
    }
}
