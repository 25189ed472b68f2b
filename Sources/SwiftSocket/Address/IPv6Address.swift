internal import CSocketShim

/// An IPv6 address: RFC 4291. A plain value of 128 bits. A zone (`%eth0`) belongs to a
/// ``SocketAddress``, as its scope ID.
@frozen
public struct IPv6Address: Hashable, Sendable {
    /// The upper 64 bits as a number.
    public let high: UInt64
    /// The lower 64 bits as a number.
    public let low: UInt64

    /// Makes an address from its two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes an address from its eight groups: `IPv6Address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)`.
    public init(
        _ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16, _ e: UInt16, _ f: UInt16, _ g: UInt16, _ h: UInt16
    ) {
        high = UInt64(a) << 48 | UInt64(b) << 32 | UInt64(c) << 16 | UInt64(d)
        low = UInt64(e) << 48 | UInt64(f) << 32 | UInt64(g) << 16 | UInt64(h)
    }

    /// The IPv4-mapped address `::ffff:a.b.c.d`: RFC 4291 section 2.5.5.2.
    public init(mapping address: IPv4Address) {
        self.init(high: 0, low: 0xffff_0000_0000 | UInt64(address.rawValue))
    }

    /// The IPv4 address that this one maps, if ``isIPv4Mapped``.
    public var mappedIPv4Address: IPv4Address? {
        isIPv4Mapped ? IPv4Address(rawValue: UInt32(truncatingIfNeeded: low)) : nil
    }

    /// Makes an address from sixteen bytes in network order; `nil` for any other number of them.
    public init?(bytes: some Collection<UInt8>) {
        if bytes.count != 16 { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The bytes in network order.
    public var bytes: [UInt8] {
        unsafe withBytes { unsafe Array(UnsafeBufferPointer(start: $0, count: 16)) }
    }

    /// ::1
    @inlinable public static var loopback: IPv6Address { IPv6Address(high: 0, low: 1) }
    /// ::, all interfaces, when binding.
    @inlinable public static var any: IPv6Address { IPv6Address(high: 0, low: 0) }
    /// ff02::1, every node of the link.
    @inlinable public static var allNodes: IPv6Address { IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 1) }
    /// ff02::2, every router of the link.
    @inlinable public static var allRouters: IPv6Address { IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 2) }

    /// Lends the bytes in network order to C.
    func withBytes<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        unsafe withBytePointer(to: (high.bigEndian, low.bigEndian), body)
    }

    /// Makes an address from what C writes as sixteen bytes in network order, and C's result.
    init(_ write: (UnsafeMutablePointer<UInt8>) -> Int32) throws(SocketError) {
        var halves: (UInt64, UInt64) = (0, 0)
        let result = unsafe withMutableBytePointer(to: &halves, write)
        try SocketError.check(.address, Int(result))
        self.init(high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1))
    }
}

extension IPv6Address: LosslessStringConvertible {
    /// Reads any form of RFC 4291 section 2.2, as inet_pton(3) does, without a zone. `nil` for anything else.
    ///
    /// The corresponding C function is `csock_ipv6_parse`.
    public init?(_ description: String) {
        do {
            self = unsafe try IPv6Address { host in
                unsafe withText(of: description) { unsafe csock_ipv6_parse($0, $1, host) }
            }
        } catch {
            return nil
        }
    }

    /// The text that RFC 5952 recommends: `2001:db8::1`.
    ///
    /// The corresponding C function is `csock_ipv6_format`.
    public var description: String {
        unsafe withBytes { host in
            unsafe text(capacity: CSOCK_IPV6_TEXT_MAX) { unsafe csock_ipv6_format(host, $0) }
        }
    }
}

extension IPv6Address: Comparable {
    /// Numerical order.
    public static func < (left: IPv6Address, right: IPv6Address) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension IPv6Address {
    private func isKind(_ kind: Int) -> Bool {
        unsafe withBytes { unsafe csock_ipv6_kind($0) } & UInt32(kind) != 0
    }

    /// ::
    public var isUnspecified: Bool { isKind(CSOCK_IP_UNSPECIFIED) }
    /// ::1
    public var isLoopback: Bool { isKind(CSOCK_IP_LOOPBACK) }
    /// ff00::/8
    public var isMulticast: Bool { isKind(CSOCK_IP_MULTICAST) }
    /// fe80::/10: RFC 4291 section 2.5.6.
    public var isLinkLocal: Bool { isKind(CSOCK_IP_LINK_LOCAL) }
    /// fc00::/7, unique local addresses: RFC 4193.
    public var isPrivate: Bool { isKind(CSOCK_IP_PRIVATE) }
    /// 2001:db8::/32 and 3fff::/20: RFC 3849, RFC 9637.
    public var isDocumentation: Bool { isKind(CSOCK_IP_DOCUMENTATION) }
    /// 2001:2::/48: RFC 5180.
    public var isBenchmarking: Bool { isKind(CSOCK_IP_BENCHMARKING) }
    /// ::ffff:0:0/96: RFC 4291 section 2.5.5.2.
    public var isIPv4Mapped: Bool { isKind(CSOCK_IP_V4_MAPPED) }
}
