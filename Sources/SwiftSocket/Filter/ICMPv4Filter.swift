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
