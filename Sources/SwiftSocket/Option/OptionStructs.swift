internal import CSocketShim

// Options whose values are structs: each has a C function of its own.

extension SocketOption where Value == IPv4Address {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
            var bytes: UInt32 = 0
            try id.get(socket) { descriptor in
                unsafe withMutableBytePointer(to: &bytes) {
                    unsafe csock_get_multicast_interface(descriptor, $0)
                }
            }
            return IPv4Address(rawValue: UInt32(bigEndian: bytes))
        }
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.withBytes { unsafe csock_set_multicast_interface(descriptor, $0, 0) }
            }
        }
    }
}

extension SocketOption where Value == PortRange {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
            var low: UInt16 = 0
            var high: UInt16 = 0
            try id.get(socket) { unsafe csock_get_port_range($0, &low, &high) }
            return PortRange(low: low, high: high)
        }
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { csock_set_port_range($0, value.low, value.high) }
        }
    }
}

extension SocketOption where Value == TransmitTime {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
            var clock: Int32 = 0
            var flags: UInt32 = 0
            try id.get(socket) { unsafe csock_get_transmit_time($0, &clock, &flags) }
            return TransmitTime(clock: clock, flags: TransmitTime.Flags(rawValue: flags))
        }
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { csock_set_transmit_time($0, value.clock, value.flags.rawValue) }
        }
    }
}

extension ReadOnlySocketOption where Value == PeerCredentials {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
            var peer = csock_credentials()
            try id.get(socket) { unsafe csock_peer_credentials($0, &peer) }
            return PeerCredentials(processID: peer.process, userID: peer.user, groupID: peer.group)
        }
    }
}

extension ReadOnlySocketOption where Value == SocketAddress {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
            var address = csock_address()
            try id.get(socket) { unsafe csock_original_destination($0, id.level, &address) }
            return SocketAddress(address)
        }
    }
}

extension ReadOnlySocketOption where Value == TCPInfo {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
            var info = csock_tcp_info()
            try id.get(socket) { unsafe csock_get_tcp_info($0, &info) }
            return TCPInfo(info)
        }
    }
}

extension ReadOnlySocketOption where Value == [UInt32] {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in
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

extension WriteOnlySocketOption where Value == UInt32 {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe IPv4Address.any.withBytes {
                    unsafe csock_set_multicast_interface(descriptor, $0, value)
                }
            }
        }
    }
}

extension WriteOnlySocketOption where Value == IPv4Membership {
    init(_ number: Int, _ cName: StaticString) {
        id = OptionID(CSOCK_SOL_IP, number, cName)
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.group.withBytes { group in
                    unsafe value.localAddress.withBytes {
                        unsafe csock_set_ipv4_membership(descriptor, id.number, group, $0, value.interface)
                    }
                }
            }
        }
    }
}

extension WriteOnlySocketOption where Value == IPv4SourceMembership {
    init(_ number: Int, _ cName: StaticString) {
        id = OptionID(CSOCK_SOL_IP, number, cName)
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.group.withBytes { group in
                    unsafe value.source.withBytes { source in
                        unsafe value.localAddress.withBytes {
                            unsafe csock_set_ipv4_source_membership(descriptor, id.number, group, source, $0)
                        }
                    }
                }
            }
        }
    }
}

extension WriteOnlySocketOption where Value == IPv6Membership {
    init(_ number: Int, _ cName: StaticString) {
        id = OptionID(CSOCK_SOL_IPV6, number, cName)
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.group.withBytes {
                    unsafe csock_set_ipv6_membership(descriptor, id.number, $0, value.interface)
                }
            }
        }
    }
}

// The C functions find the level of the next two by the group's family.

extension WriteOnlySocketOption where Value == MulticastMembership {
    init(_ number: Int, _ cName: StaticString) {
        id = OptionID(CSOCK_SOL_IP, number, cName)
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.group.withPointer {
                    unsafe csock_set_membership(descriptor, id.number, $0, value.interface)
                }
            }
        }
    }
}

extension WriteOnlySocketOption where Value == MulticastSource {
    init(_ number: Int, _ cName: StaticString) {
        id = OptionID(CSOCK_SOL_IP, number, cName)
        writer = { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.group.withPointer { group in
                    unsafe value.source.withPointer {
                        unsafe csock_set_source_membership(descriptor, id.number, group, $0, value.interface)
                    }
                }
            }
        }
    }
}
