// Public, so that C's functions are inlined into the caller.
public import CSocketShim

/// A UDP header: RFC 768.
///
///     let header = UDPHeader(sourcePort: 53411, destinationPort: 53)
///
/// `Packet` fills in length and checksum. The corresponding C type is `csock_udp_header`.
@frozen
public struct UDPHeader: Hashable, Sendable {
    /// The sender's port, or 0.
    public var sourcePort: UInt16
    /// The receiver's port.
    public var destinationPort: UInt16
    /// The length of header and payload in bytes.
    public var length: UInt16
    /// The checksum of pseudo-header, header and payload; 0 means no checksum.
    public var checksum: UInt16

    /// A header with the given fields.
    @inlinable
    public init(sourcePort: UInt16, destinationPort: UInt16, length: UInt16 = 0, checksum: UInt16 = 0) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.length = length
        self.checksum = checksum
    }
}

extension UDPHeader: CHeader {
    /// UDP.
    @inlinable public static var layerKind: LayerKind { .udp }

    @inlinable @inline(__always)
    init(_ c: UnsafePointer<csock_udp_header>) {
        unsafe self.init(
            sourcePort: UInt16(truncatingIfNeeded: c.pointee.source_port),
            destinationPort: UInt16(truncatingIfNeeded: c.pointee.destination_port),
            length: UInt16(truncatingIfNeeded: c.pointee.length),
            checksum: UInt16(truncatingIfNeeded: c.pointee.checksum))
    }

    @inlinable @inline(__always)
    func withC<Result>(_ body: (csock_udp_header) -> Result) -> Result {
        body(
            csock_udp_header(
                source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort), length: UInt32(length),
                checksum: UInt32(checksum)))
    }

    init(layer: UnsafePointer<csock_layer>) {
        unsafe self.init(csock_layer_header(layer).assumingMemoryBound(to: csock_udp_header.self))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        withC { unsafe body(csock_layer(Self.layerKind, $0)) }
    }

    /// Reads the header by way of `csock_udp_header_decode` or `csock_udp_header_decode_lenient`.
    @inlinable @inline(__always)
    public static func read(_ reader: inout HeaderReader) -> UDPHeader? {
        unsafe reader.read(
            layerKind, csock_udp_header(), { unsafe UDPHeader($0) },
            by: reader.isLenient ? csock_udp_header_decode_lenient : csock_udp_header_decode)
    }

    /// Writes the header by way of `csock_udp_header_encode`.
    @inlinable @inline(__always)
    public func write(to writer: inout HeaderWriter) {
        withC { unsafe writer.write($0, by: csock_udp_header_encode) }
    }
}
