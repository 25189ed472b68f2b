internal import CSocketShim

/// CRC32c, the checksum of SCTP: RFC 9260 appendix A. A running CRC over pieces, as a plain value.
///
///     var crc = CRC32c()
///     crc.add("12345".utf8)
///     crc.add("6789".utf8)
///     print(crc.value == 0xe306_9283)
///
/// The corresponding C function is `csock_crc32c`.
public struct CRC32c: Hashable, Sendable {
    /// The CRC of the bytes so far.
    public private(set) var value: UInt32 = 0

    /// The CRC of nothing.
    public init() {}

    /// What the checksum field of an SCTP packet with this CRC holds, as a number of which the most
    /// significant byte goes first. The corresponding C function is `csock_crc32c_sctp`.
    public var sctpValue: UInt32 { csock_crc32c_sctp(value) }

    /// Adds a piece, any collection with contiguous storage.
    @inlinable
    public mutating func add(_ bytes: some Collection<UInt8>) {
        unsafe withContiguousBytes(of: bytes) { unsafe add($0) }
    }

    /// Adds the bytes of a span.
    @inlinable
    public mutating func add(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe add($0) }
    }

    /// Adds the bytes of memory.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        value = unsafe csock_crc32c(value, bytes.baseAddress, bytes.count)
    }

    /// The CRC of any collection of bytes with contiguous storage.
    @inlinable
    public static func of(_ bytes: some Collection<UInt8>) -> UInt32 {
        var crc = CRC32c()
        crc.add(bytes)
        return crc.value
    }
}
