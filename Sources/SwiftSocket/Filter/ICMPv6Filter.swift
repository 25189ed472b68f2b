internal import CSocketShim

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

extension ICMPv6Filter {
    mutating func read(_ descriptor: Int32) -> Int32 {
        unsafe csock_get_icmpv6_filter(descriptor, &filter)
    }

    func write(_ descriptor: Int32) -> Int32 {
        unsafe withUnsafePointer(to: filter) { unsafe csock_set_icmpv6_filter(descriptor, $0) }
    }
}
