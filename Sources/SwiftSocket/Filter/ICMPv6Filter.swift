internal import CSocketShim

/// The ICMPv6 messages that a raw socket receives, by type: RFC 3542 section 3.2. A new socket receives all types.
///
///     var filter = ICMPv6Filter.blockAll
///     try filter.pass(129)
///     try socket.setOption(.icmpv6Filter, filter)
///
/// ``ICMPv4Filter`` is the same for ICMPv4.
public struct ICMPv6Filter: Sendable {
    var c: csock_icmpv6_filter

    /// Passes all types.
    ///
    /// The corresponding C function is `csock_icmpv6_filter_pass_all`.
    public static let passAll = ICMPv6Filter(c: csock_icmpv6_filter_pass_all())
    /// Blocks all types.
    ///
    /// The corresponding C function is `csock_icmpv6_filter_block_all`.
    public static let blockAll = ICMPv6Filter(c: csock_icmpv6_filter_block_all())

    /// Passes a type. It can pass any type, and so never throws; ``ICMPv4Filter`` can throw.
    ///
    /// The corresponding C function is `csock_icmpv6_filter_pass`.
    public mutating func pass(_ type: UInt8) throws(SocketError) {
        try SocketError.check(.filter, Int(unsafe csock_icmpv6_filter_pass(&c, UInt32(type))))
    }

    /// Blocks a type. It can block any type, and so never throws; ``ICMPv4Filter`` can throw.
    ///
    /// The corresponding C function is `csock_icmpv6_filter_block`.
    public mutating func block(_ type: UInt8) throws(SocketError) {
        try SocketError.check(.filter, Int(unsafe csock_icmpv6_filter_block(&c, UInt32(type))))
    }

    /// Whether the filter passes a type.
    ///
    /// The corresponding C function is `csock_icmpv6_filter_passes`.
    public func passes(_ type: UInt8) -> Bool {
        unsafe withUnsafePointer(to: c) { unsafe csock_icmpv6_filter_passes($0, UInt32(type)) }
    }
}

extension ICMPv6Filter: Hashable, CustomStringConvertible {
    private var blocked: [UInt8] { unsafe withUnsafeBytes(of: c) { unsafe Array($0) } }

    /// Whether two filters pass the same types.
    public static func == (left: ICMPv6Filter, right: ICMPv6Filter) -> Bool { left.blocked == right.blocked }

    /// Hashes the types that pass.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(blocked)
    }

    /// The types that pass: `ICMPv6Filter(passes: 1-4, 129)`.
    public var description: String { "ICMPv6Filter(\(describePassing(passes)))" }
}

/// The types that a filter of ICMP messages passes, as ranges: `passes: 1-4, 129`.
func describePassing(_ passes: (UInt8) -> Bool) -> String {
    var ranges: [ClosedRange<Int>] = []
    for type in 0...255 where passes(UInt8(type)) {
        if let last = ranges.last, last.upperBound == type - 1 {
            ranges[ranges.count - 1] = last.lowerBound...type
        } else {
            ranges.append(type...type)
        }
    }
    let texts = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    return "passes: " + (texts.isEmpty ? "none" : texts.joined(separator: ", "))
}
