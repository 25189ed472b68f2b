internal import CSocketShim

/// The ICMPv4 messages that a raw socket receives, by type: icmp(7). A new socket receives all types. Only types below
/// 32 can be blocked.
///
///     var filter = ICMPv4Filter.blockAll
///     try filter.pass(0)
///     try socket.setOption(.icmpv4Filter, filter)
///
/// ``ICMPv6Filter`` is the same for ICMPv6.
public struct ICMPv4Filter: Sendable {
    var c: csock_icmpv4_filter

    /// Passes all types.
    ///
    /// The corresponding C function is `csock_icmpv4_filter_pass_all`.
    public static let passAll = ICMPv4Filter(c: csock_icmpv4_filter_pass_all())
    /// Blocks all types that can be blocked: those below 32.
    ///
    /// The corresponding C function is `csock_icmpv4_filter_block_all`.
    public static let blockAll = ICMPv4Filter(c: csock_icmpv4_filter_block_all())

    /// Passes a type.
    ///
    /// Throws `EINVAL` for a type of 32 or more, which always passes.
    ///
    /// The corresponding C function is `csock_icmpv4_filter_pass`.
    public mutating func pass(_ type: UInt8) throws(SocketError) {
        try SocketError.check(.filter, Int(unsafe csock_icmpv4_filter_pass(&c, UInt32(type))))
    }

    /// Blocks a type.
    ///
    /// Throws `EINVAL` for a type of 32 or more, which always passes.
    ///
    /// The corresponding C function is `csock_icmpv4_filter_block`.
    public mutating func block(_ type: UInt8) throws(SocketError) {
        try SocketError.check(.filter, Int(unsafe csock_icmpv4_filter_block(&c, UInt32(type))))
    }

    /// Whether the filter passes a type. Types of 32 or more always pass.
    ///
    /// The corresponding C function is `csock_icmpv4_filter_passes`.
    public func passes(_ type: UInt8) -> Bool {
        unsafe withUnsafePointer(to: c) { unsafe csock_icmpv4_filter_passes($0, UInt32(type)) }
    }
}

extension ICMPv4Filter: Hashable, CustomStringConvertible {
    /// Whether two filters pass the same types.
    public static func == (left: ICMPv4Filter, right: ICMPv4Filter) -> Bool { left.c.blocked == right.c.blocked }

    /// Hashes the types that pass.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(c.blocked)
    }

    /// The types that pass: `ICMPv4Filter(passes: 0, 32-255)`.
    public var description: String { "ICMPv4Filter(\(describePassing(passes)))" }
}
