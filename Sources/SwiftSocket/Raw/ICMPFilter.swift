internal import CSocketShim

/// Which ICMPv4 messages a raw socket receives: icmp(7). All pass unless they are blocked, which only types below
/// 32 can be.
///
///     var filter = ICMPv4Filter.blockAll
///     try filter.pass(0)
///     try socket.setOption(.icmpv4Filter, filter)
public struct ICMPv4Filter: RawRepresentable, Hashable, Sendable {
    /// The kernel's bits: bit n blocks type n.
    public var rawValue: UInt32

    /// A filter of the kernel's bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Passes all types.
    public static let passAll = ICMPv4Filter(rawValue: csock_icmpv4_filter_pass_all().blocked)
    /// Blocks all types that can be blocked: those below 32.
    public static let blockAll = ICMPv4Filter(rawValue: csock_icmpv4_filter_block_all().blocked)

    /// Lets a type pass. Throws `EINVAL` for one of 32 and more. The corresponding C function is
    /// `csock_icmpv4_filter_pass`.
    public mutating func pass(_ type: UInt8) throws(SocketError) {
        unsafe try change { unsafe csock_icmpv4_filter_pass($0, UInt32(type)) }
    }

    /// Blocks a type. Throws `EINVAL` for one of 32 and more, which no filter can block. The corresponding C
    /// function is `csock_icmpv4_filter_block`.
    public mutating func block(_ type: UInt8) throws(SocketError) {
        unsafe try change { unsafe csock_icmpv4_filter_block($0, UInt32(type)) }
    }

    /// Whether messages of a type pass; those of 32 and more do.
    public func passes(_ type: UInt8) -> Bool {
        var filter = csock_icmpv4_filter(blocked: rawValue)
        return unsafe csock_icmpv4_filter_passes(&filter, UInt32(type))
    }

    private mutating func change(
        _ body: (UnsafeMutablePointer<csock_icmpv4_filter>) -> Int32
    ) throws(SocketError) {
        var filter = csock_icmpv4_filter(blocked: rawValue)
        try SocketError.check(.filter, Int(unsafe body(&filter)))
        rawValue = filter.blocked
    }
}

/// Which ICMPv6 messages a raw socket receives: RFC 3542 section 3.2. All pass unless they are blocked.
public struct ICMPv6Filter: Sendable {
    private var filter: csock_icmpv6_filter

    private init(_ filter: csock_icmpv6_filter) {
        self.filter = filter
    }

    /// Passes all types.
    public static let passAll = ICMPv6Filter(csock_icmpv6_filter_pass_all())
    /// Blocks all types.
    public static let blockAll = ICMPv6Filter(csock_icmpv6_filter_block_all())

    /// Lets a type pass. The corresponding C function is `csock_icmpv6_filter_pass`.
    public mutating func pass(_ type: UInt8) {
        _ = unsafe csock_icmpv6_filter_pass(&filter, UInt32(type))
    }

    /// Blocks a type. The corresponding C function is `csock_icmpv6_filter_block`.
    public mutating func block(_ type: UInt8) {
        _ = unsafe csock_icmpv6_filter_block(&filter, UInt32(type))
    }

    /// Whether messages of a type pass.
    public func passes(_ type: UInt8) -> Bool {
        unsafe withUnsafePointer(to: filter) { unsafe csock_icmpv6_filter_passes($0, UInt32(type)) }
    }
}

extension ICMPv6Filter: Hashable {
    private var blocked: [UInt8] { unsafe withUnsafeBytes(of: filter) { unsafe Array($0) } }

    /// Whether two filters pass the same types.
    public static func == (left: ICMPv6Filter, right: ICMPv6Filter) -> Bool { left.blocked == right.blocked }

    /// Hashes the types that pass.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(blocked)
    }
}

extension SocketOption where Value == ICMPv4Filter {
    /// Which messages a raw ICMPv4 socket receives: `ICMP_FILTER`, icmp(7). `EOPNOTSUPP` on a raw socket of
    /// another protocol. The C functions are `csock_set_icmpv4_filter` and `csock_get_icmpv4_filter`.
    public static var icmpv4Filter: Self {
        Self(
            id: OptionID(CSOCK_SOL_RAW, CSOCK_ICMP_FILTER, "ICMP_FILTER"),
            reader: { socket, id throws(SocketError) in
                var filter = csock_icmpv4_filter()
                try id.get(socket) { unsafe csock_get_icmpv4_filter($0, &filter) }
                return ICMPv4Filter(rawValue: filter.blocked)
            },
            writer: { socket, id, value throws(SocketError) in
                var filter = csock_icmpv4_filter(blocked: value.rawValue)
                try id.set(socket) { unsafe csock_set_icmpv4_filter($0, &filter) }
            })
    }
}

extension SocketOption where Value == ICMPv6Filter {
    /// Which messages a raw ICMPv6 socket receives: `ICMP6_FILTER`, RFC 3542. `EOPNOTSUPP` on a raw socket of
    /// another protocol. The C functions are `csock_set_icmpv6_filter` and `csock_get_icmpv6_filter`.
    public static var icmpv6Filter: Self {
        Self(
            id: OptionID(CSOCK_SOL_ICMPV6, CSOCK_ICMPV6_FILTER, "ICMP6_FILTER"),
            reader: { socket, id throws(SocketError) in
                var value = ICMPv6Filter.passAll
                try id.get(socket) { value.read($0) }
                return value
            },
            writer: { socket, id, value throws(SocketError) in try id.set(socket) { value.write($0) } })
    }
}

extension ICMPv6Filter {
    fileprivate mutating func read(_ descriptor: Int32) -> Int32 {
        unsafe csock_get_icmpv6_filter(descriptor, &filter)
    }

    fileprivate func write(_ descriptor: Int32) -> Int32 {
        unsafe withUnsafePointer(to: filter) { unsafe csock_set_icmpv6_filter(descriptor, $0) }
    }
}
