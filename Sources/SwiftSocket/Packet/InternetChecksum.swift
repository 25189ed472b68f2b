// Public, so that C is called from where it is used, without a call between.
public import CSocketShim

/// The checksum of IPv4, ICMP, IGMP, UDP, UDP-Lite and TCP: RFC 1071. A running sum over pieces of any length
/// in any split, as a plain value.
///
///     let (header, payload) = ([UInt8](repeating: 0, count: 8), Array("question".utf8))
///     var sum = InternetChecksum()
///     sum.addPseudoHeader(
///         source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2), protocol: .udp,
///         length: header.count + payload.count)
///     sum.add(header)
///     sum.add(payload)
///     print(sum.udpValue)
///
/// A checksum is a number in the machine's byte order, as the fields of headers are; the most significant byte
/// goes first. `Packet` fills in all checksums of a packet. The corresponding C type is `csock_checksum`.
@frozen
public struct InternetChecksum: Sendable {
    @usableFromInline var c = csock_checksum()

    /// The sum of nothing.
    @inlinable
    public init() {}

    /// How many bytes there were in all pieces. The next piece begins at an odd place if it is odd.
    public var byteCount: Int { Int(truncatingIfNeeded: c.count) }
}

// MARK: Adding

extension InternetChecksum {
    /// Adds a piece, any collection with contiguous storage: the bytes that follow those of the pieces
    /// before, whether their number is even or odd.
    ///
    /// The corresponding C function is `csock_checksum_partial`.
    @inlinable
    public mutating func add(_ bytes: some Collection<UInt8>) {
        unsafe withContiguousBytes(of: bytes) { unsafe add($0) }
    }

    /// Adds the bytes of a span; see ``add(_:)-(Collection<UInt8>)``.
    @inlinable
    public mutating func add(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe add($0) }
    }

    /// Adds the bytes of memory; see ``add(_:)-(Collection<UInt8>)``.
    @inlinable
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        unsafe csock_checksum_partial(&c, bytes.baseAddress, bytes.count)
    }

    /// Adds a piece, of which only what lies within the first `covered` bytes of all pieces counts: the
    /// partial coverage of UDP-Lite (RFC 3828); see ``udpLiteCoverage(_:length:)``.
    ///
    /// The corresponding C function is `csock_checksum_partial_covered`.
    @inlinable
    public mutating func add(_ bytes: some Collection<UInt8>, covered: Int) {
        unsafe withContiguousBytes(of: bytes) { unsafe addCovered($0, covered) }
    }

    /// Appends what was summed apart, as if its pieces followed here. The corresponding C function is
    /// `csock_checksum_add`.
    @inlinable
    public mutating func add(_ next: InternetChecksum) {
        unsafe withUnsafePointer(to: next.c) { unsafe csock_checksum_add(&c, $0) }
    }

    /// Adds a field of a header that stands at an even place. It is no piece, and may be added at any time.
    /// The corresponding C function is `csock_checksum_add16`.
    @inlinable
    public mutating func add(field: UInt16) {
        unsafe csock_checksum_add16(&c, field)
    }

    /// Adds a field of 32 bits that stands at an even place. The corresponding C function is
    /// `csock_checksum_add32`.
    @inlinable
    public mutating func add(field: UInt32) {
        unsafe csock_checksum_add32(&c, field)
    }

    /// Adds the pseudo-header that UDP, UDP-Lite and TCP have over IPv4, at any time. `length` is that of
    /// the upper layer, header and payload, in bytes.
    ///
    /// The corresponding C function is `csock_checksum_pseudo_ipv4`.
    public mutating func addPseudoHeader(
        source: IPv4Address, destination: IPv4Address, protocol: SocketProtocol, length: Int
    ) {
        let (number, length) = (UInt32(bitPattern: `protocol`.rawValue), UInt32(truncatingIfNeeded: length))
        unsafe source.withBytes { source in
            unsafe destination.withBytes { unsafe csock_checksum_pseudo_ipv4(&c, source, $0, number, length) }
        }
    }

    /// Adds the pseudo-header of IPv6, which ICMPv6 has too (RFC 8200 section 8.1), at any time. `protocol`
    /// is the upper layer's, whatever extension headers stand before it, and `destination` the final one.
    /// `length` is that of the upper layer in bytes, of a jumbogram up to 32 bits.
    ///
    /// The corresponding C function is `csock_checksum_pseudo_ipv6`.
    public mutating func addPseudoHeader(
        source: IPv6Address, destination: IPv6Address, protocol: SocketProtocol, length: Int
    ) {
        let (number, length) = (UInt32(bitPattern: `protocol`.rawValue), UInt32(truncatingIfNeeded: length))
        unsafe source.withBytes { source in
            unsafe destination.withBytes { unsafe csock_checksum_pseudo_ipv6(&c, source, $0, number, length) }
        }
    }

    @inlinable
    mutating func addCovered(_ bytes: UnsafeRawBufferPointer, _ covered: Int) {
        unsafe csock_checksum_partial_covered(&c, bytes.baseAddress, bytes.count, UInt64(max(covered, 0)))
    }
}

// MARK: The result

extension InternetChecksum {
    /// The ones' complement sum in 16 bits. 0 only if nothing but zeros was added.
    @inlinable
    public var folded: UInt16 {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_fold($0) }
    }

    /// The checksum for the header: the complement of the sum, which was made with 0 in its place. The
    /// corresponding C function is `csock_checksum_finish`.
    @inlinable
    public var value: UInt16 {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_finish($0) }
    }

    /// The checksum for a header of UDP or UDP-Lite, where 0 means that there is none and 0xFFFF stands for
    /// it. The corresponding C function is `csock_checksum_finish_udp`.
    @inlinable
    public var udpValue: UInt16 {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_finish_udp($0) }
    }

    /// Whether a sum with the header's checksum in it says that the data is intact. UDP over IPv4 may have a
    /// field of 0, which is no checksum. The corresponding C function is `csock_checksum_verify`.
    @inlinable
    public var isValid: Bool {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_verify($0) }
    }

    /// The checksum of any collection of bytes with contiguous storage. The corresponding C function is
    /// `csock_checksum_of`.
    @inlinable
    public static func of(_ bytes: some Collection<UInt8>) -> UInt16 {
        unsafe withContiguousBytes(of: bytes) { unsafe of($0) }
    }

    /// The checksum of the bytes of a span.
    @inlinable
    public static func of(_ bytes: RawSpan) -> UInt16 {
        unsafe bytes.withUnsafeBytes { unsafe of($0) }
    }

    /// The checksum of the bytes of memory.
    @inlinable
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt16 {
        unsafe csock_checksum_of(bytes.baseAddress, bytes.count)
    }

    /// How many bytes, from the header's first on, a UDP-Lite checksum covers. `coverage` is the header's
    /// field: 0 stands for all. `nil` if it is wrong, from 1 to 7 or above `length`, that of header and
    /// payload: such packets are dropped (RFC 3828 section 3.1).
    ///
    /// The corresponding C function is `csock_checksum_coverage`.
    public static func udpLiteCoverage(_ coverage: UInt16, length: Int) -> Int? {
        var covered: UInt64 = 0
        let isRight = unsafe csock_checksum_coverage(UInt32(coverage), max(length, 0), &covered)
        return isRight ? Int(covered) : nil
    }
}
