// Public, so that C is called from where it is used, without a call between.
public import CSocketShim

/// The checksum of IPv4, ICMP, IGMP, UDP, UDP-Lite and TCP: RFC 1071. A plain value with the sum of the pieces added so far;
/// the data may be split into pieces of any length.
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
/// A checksum is a number in the machine's byte order, as the fields of headers are. It is sent most significant byte
/// first. ``Packet`` fills in all checksums of a packet. The corresponding C type is `csock_checksum`.
@frozen
public struct InternetChecksum: Sendable {
    @usableFromInline var c = csock_checksum()

    /// The sum of no bytes.
    @inlinable
    public init() {}

    /// The number of bytes in all pieces. If it is odd, the next piece begins at an odd offset.
    public var byteCount: Int { Int(truncatingIfNeeded: c.count) }
}

// MARK: Adding

extension InternetChecksum {
    /// Adds a piece: any collection of bytes. They follow the bytes of the pieces before, whose number may be odd.
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

    /// Adds a piece, of which only bytes within the first `covered` bytes of all pieces count: the partial coverage of UDP-Lite
    /// (RFC 3828); see ``udpLiteCoverage(_:length:)``.
    ///
    /// The corresponding C function is `csock_checksum_partial_covered`.
    @inlinable
    public mutating func add(_ bytes: some Collection<UInt8>, covered: Int) {
        unsafe withContiguousBytes(of: bytes) { unsafe addCovered($0, covered) }
    }

    /// Appends another sum, as if its pieces were added here. The corresponding C function is `csock_checksum_add`.
    @inlinable
    public mutating func add(_ next: InternetChecksum) {
        unsafe withUnsafePointer(to: next.c) { unsafe csock_checksum_add(&c, $0) }
    }

    /// Adds a header field at an even offset. It is not a piece, and may be added at any time. The corresponding C function is
    /// `csock_checksum_add16`.
    @inlinable
    public mutating func add(field: UInt16) {
        unsafe csock_checksum_add16(&c, field)
    }

    /// Adds a header field of 32 bits at an even offset. The corresponding C function is `csock_checksum_add32`.
    @inlinable
    public mutating func add(field: UInt32) {
        unsafe csock_checksum_add32(&c, field)
    }

    /// Adds the pseudo-header of UDP, UDP-Lite and TCP over IPv4, at any time. `length` is that of the upper layer, header and
    /// payload, in bytes.
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

    /// Adds the pseudo-header of IPv6, which ICMPv6 uses too (RFC 8200 section 8.1), at any time. `protocol` is that of the
    /// upper layer, not of an extension header, and `destination` is the final destination. `length` is that of the upper layer
    /// in bytes; in a jumbogram it may take 32 bits.
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
    /// The ones' complement sum in 16 bits. It is 0 only if all bytes added are 0.
    @inlinable
    public var folded: UInt16 {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_fold($0) }
    }

    /// The checksum for the header: the complement of the sum of all bytes, with the checksum field 0. The corresponding C
    /// function is `csock_checksum_finish`.
    @inlinable
    public var value: UInt16 {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_finish($0) }
    }

    /// The checksum for a header of UDP or UDP-Lite. There a field of 0 means no checksum, and a checksum of 0 is sent as
    /// 0xFFFF. The corresponding C function is `csock_checksum_finish_udp`.
    @inlinable
    public var udpValue: UInt16 {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_finish_udp($0) }
    }

    /// Whether a sum that includes the header's checksum field is correct. Check first for a field of 0 in UDP over IPv4: it
    /// means no checksum. The corresponding C function is `csock_checksum_verify`.
    @inlinable
    public var isValid: Bool {
        unsafe withUnsafePointer(to: c) { unsafe csock_checksum_verify($0) }
    }

    /// The checksum of any collection of bytes. The corresponding C function is `csock_checksum_of`.
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

    /// The number of bytes, from the start of the header, that a UDP-Lite checksum covers. `coverage` is the header's field, 0
    /// for all bytes; `length` is that of header and payload. `nil` for a coverage of 1 to 7 or above `length`: receivers drop
    /// such packets (RFC 3828 section 3.1).
    ///
    /// The corresponding C function is `csock_checksum_coverage`.
    public static func udpLiteCoverage(_ coverage: UInt16, length: Int) -> Int? {
        var covered: UInt64 = 0
        let isRight = unsafe csock_checksum_coverage(UInt32(coverage), max(length, 0), &covered)
        return isRight ? Int(covered) : nil
    }
}
