internal import CSocketShim

/// An IPv4 address: RFC 791. A plain value of 32 bits.
@frozen
public struct IPv4Address: RawRepresentable, Hashable, Sendable {
    /// The address as a number: `0x7f000001` is 127.0.0.1.
    public let rawValue: UInt32

    /// Makes an address from a number.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Makes an address from its four bytes: `IPv4Address(127, 0, 0, 1)`.
    @inlinable
    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        rawValue = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
    }

    /// Makes an address from four bytes in network order; `nil` for any other number of them.
    public init?(bytes: some Collection<UInt8>) {
        if bytes.count != 4 { return nil }
        rawValue = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The bytes in network order.
    public var bytes: [UInt8] {
        unsafe withBytes { unsafe Array(UnsafeBufferPointer(start: $0, count: 4)) }
    }

    /// 127.0.0.1
    @inlinable public static var loopback: IPv4Address { IPv4Address(127, 0, 0, 1) }
    /// 0.0.0.0: all interfaces, when binding.
    @inlinable public static var any: IPv4Address { IPv4Address(0, 0, 0, 0) }
    /// 255.255.255.255: every host of the link.
    @inlinable public static var broadcast: IPv4Address { IPv4Address(255, 255, 255, 255) }
    /// 224.0.0.1: every multicast host of the link.
    @inlinable public static var allHosts: IPv4Address { IPv4Address(224, 0, 0, 1) }

    /// Lends the bytes in network order to C.
    func withBytes<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        unsafe withBytePointer(to: rawValue.bigEndian, body)
    }

    /// Makes an address from the four bytes in network order that C writes. Throws C's failure.
    init(_ write: (UnsafeMutablePointer<UInt8>) -> Int32) throws(SocketError) {
        var host: UInt32 = 0
        let result = unsafe withMutableBytePointer(to: &host, write)
        try SocketError.check(.address, Int(result))
        rawValue = UInt32(bigEndian: host)
    }
}

extension IPv4Address: LosslessStringConvertible {
    /// Reads dotted decimal as inet_pton(3) does: four parts without leading zeros. `nil` for anything else.
    ///
    /// The corresponding C function is `csock_ipv4_parse`.
    public init?(_ description: String) {
        do {
            self = unsafe try IPv4Address { host in
                unsafe withText(of: description) { unsafe csock_ipv4_parse($0, $1, host) }
            }
        } catch {
            return nil
        }
    }

    /// Dotted decimal: `192.0.2.1`.
    ///
    /// The corresponding C function is `csock_ipv4_format`.
    public var description: String {
        unsafe withBytes { host in
            unsafe text(capacity: CSOCK_IPV4_TEXT_MAX) { unsafe csock_ipv4_format(host, $0) }
        }
    }
}

extension IPv4Address: Comparable {
    /// Numerical order.
    public static func < (left: IPv4Address, right: IPv4Address) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension IPv4Address {
    private func isKind(_ kind: Int) -> Bool {
        unsafe withBytes { unsafe csock_ipv4_kind($0) } & UInt32(kind) != 0
    }

    /// 0.0.0.0
    public var isUnspecified: Bool { isKind(CSOCK_IP_UNSPECIFIED) }
    /// 127.0.0.0/8
    public var isLoopback: Bool { isKind(CSOCK_IP_LOOPBACK) }
    /// 224.0.0.0/4
    public var isMulticast: Bool { isKind(CSOCK_IP_MULTICAST) }
    /// 255.255.255.255
    public var isBroadcast: Bool { isKind(CSOCK_IP_BROADCAST) }
    /// 169.254.0.0/16: RFC 3927.
    public var isLinkLocal: Bool { isKind(CSOCK_IP_LINK_LOCAL) }
    /// 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16: RFC 1918.
    public var isPrivate: Bool { isKind(CSOCK_IP_PRIVATE) }
    /// 100.64.0.0/10, behind carrier-grade NAT: RFC 6598.
    public var isShared: Bool { isKind(CSOCK_IP_SHARED) }
    /// 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24: RFC 5737.
    public var isDocumentation: Bool { isKind(CSOCK_IP_DOCUMENTATION) }
    /// 198.18.0.0/15: RFC 2544.
    public var isBenchmarking: Bool { isKind(CSOCK_IP_BENCHMARKING) }
    /// 240.0.0.0/4 without the broadcast address: RFC 1112.
    public var isReserved: Bool { isKind(CSOCK_IP_RESERVED) }
}
