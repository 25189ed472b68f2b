internal import CSocketShim

/// A hexadecimal dump of bytes, in the form of `tcpdump -X`.
///
///     print(HexDump([0x45, 0x00, 0x00, 0x54]))
///
/// Each line has an offset, 16 bytes and their ASCII characters, and ends with a newline. The corresponding C function is
/// `csock_hex_dump_line`.
public struct HexDump: Hashable, Sendable, CustomStringConvertible {
    /// The bytes.
    public let bytes: [UInt8]

    /// A dump of any bytes.
    public init(_ bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The lines.
    public var description: String {
        unsafe bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: CSOCK_HEX_DUMP_LINE_BYTES).map { offset in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
                return unsafe text(capacity: CSOCK_HEX_DUMP_LINE_MAX) {
                    unsafe csock_hex_dump_line(rest.baseAddress, rest.count, offset, $0)
                }
            }.joined()
        }
    }
}
