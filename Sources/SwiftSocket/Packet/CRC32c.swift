internal import CSocketShim

/// CRC32c, the checksum of SCTP: RFC 9260 appendix A. A plain value with the CRC of the pieces added so far.
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

    /// The CRC of no bytes.
    public init() {}

    /// The value of an SCTP checksum field for this CRC, as a number that is sent most significant byte first. The
    /// corresponding C function is `csock_crc32c_sctp`.
    public var sctpValue: UInt32 { csock_crc32c_sctp(value) }

    /// Adds a piece: any collection of bytes.
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

    /// The CRC of any collection of bytes.
    @inlinable
    public static func of(_ bytes: some Collection<UInt8>) -> UInt32 {
        var crc = CRC32c()
        crc.add(bytes)
        return crc.value
    }
}
