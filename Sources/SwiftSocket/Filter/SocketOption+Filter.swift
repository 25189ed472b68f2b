internal import CSocketShim

// Filters of what a socket receives.
extension SocketOption where Value == SocketFilter?, Access == OptionAccess.ReadWrite {
    /// Which packets a socket receives, and how many bytes of each: `SO_ATTACH_FILTER`, socket(7). `nil` detaches the
    /// filter. `ENOENT` if there is none to detach, `EPERM` if ``lockFilter`` is on.
    ///
    /// The corresponding C functions are `csock_attach_filter`, `csock_detach_filter` and `csock_get_filter`.
    public static var filter: Self {
        Self(
            id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_ATTACH_FILTER, "SO_ATTACH_FILTER"),
            reader: { socket, id throws(SocketError) in
                var program = [csock_filter_instruction](
                    repeating: csock_filter_instruction(), count: CSOCK_FILTER_INSTRUCTIONS_MAX)
                let count = try id.get(socket) { descriptor in
                    unsafe program.withUnsafeMutableBufferPointer {
                        unsafe csock_get_filter(descriptor, $0.baseAddress, $0.count)
                    }
                }
                return count == 0 ? nil : SocketFilter(accepted: Array(program.prefix(count)))
            },
            writer: { socket, id, value throws(SocketError) in
                try id.set(socket) { descriptor in
                    guard let value else { return csock_detach_filter(descriptor) }
                    return unsafe SocketFilter.withProgram(value.instructions) {
                        unsafe csock_attach_filter(descriptor, $0, $1)
                    }
                }
            })
    }
}

extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether ``filter`` can no longer be changed: `SO_LOCK_FILTER`, socket(7). `EPERM` for switching it off.
    public static var lockFilter: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_LOCK_FILTER, "SO_LOCK_FILTER") }
}

extension SocketOption where Value == ICMPv4Filter, Access == OptionAccess.ReadWrite {
    /// The messages that a raw ICMPv4 socket receives: `ICMP_FILTER`, icmp(7). `EOPNOTSUPP` on a raw socket of another
    /// protocol, `ENOPROTOOPT` on any other socket.
    ///
    /// The corresponding C functions are `csock_set_icmpv4_filter` and `csock_get_icmpv4_filter`.
    public static var icmpv4Filter: Self {
        Self(
            id: OptionID(CSOCK_SOL_RAW, CSOCK_ICMP_FILTER, "ICMP_FILTER"),
            reader: { socket, id throws(SocketError) in
                var filter = ICMPv4Filter.passAll
                try id.get(socket) { unsafe csock_get_icmpv4_filter($0, &filter.c) }
                return filter
            },
            writer: { socket, id, value throws(SocketError) in
                var filter = value
                try id.set(socket) { unsafe csock_set_icmpv4_filter($0, &filter.c) }
            })
    }
}

extension SocketOption where Value == ICMPv6Filter, Access == OptionAccess.ReadWrite {
    /// The messages that a raw ICMPv6 socket receives: `ICMP6_FILTER`, RFC 3542. `EOPNOTSUPP` on a raw socket of
    /// another protocol, `ENOPROTOOPT` on any other socket.
    ///
    /// The corresponding C functions are `csock_set_icmpv6_filter` and `csock_get_icmpv6_filter`.
    public static var icmpv6Filter: Self {
        Self(
            id: OptionID(CSOCK_SOL_ICMPV6, CSOCK_ICMPV6_FILTER, "ICMP6_FILTER"),
            reader: { socket, id throws(SocketError) in
                var filter = ICMPv6Filter.passAll
                try id.get(socket) { unsafe csock_get_icmpv6_filter($0, &filter.c) }
                return filter
            },
            writer: { socket, id, value throws(SocketError) in
                var filter = value
                try id.set(socket) { unsafe csock_set_icmpv6_filter($0, &filter.c) }
            })
    }
}
