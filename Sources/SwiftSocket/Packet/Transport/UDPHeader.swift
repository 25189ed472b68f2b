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
    /// The checksum of pseudo-header, header and payload; 0 for none.
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

extension UDPHeader: PacketHeader {
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

    @inlinable
    func withC(_ body: (csock_udp_header) throws(PacketError) -> Int) throws(PacketError) -> Int {
        try body(
            csock_udp_header(
                source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort), length: UInt32(length),
                checksum: UInt32(checksum)))
    }

    /// Takes over what C has read.
    @inlinable @inline(__always)
    public init(_ layer: UnsafePointer<csock_layer>) {
        unsafe self.init(csock_layer_header(layer).assumingMemoryBound(to: csock_udp_header.self))
    }

    /// Lends the header to C.
    public func withUnsafeLayer(
        _ body: (csock_layer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        try withC { c throws(PacketError) in
            var layer = unsafe csock_layer(Self.layerKind)
            unsafe layer.udp = c
            return try unsafe body(layer)
        }
    }

    /// Reads the header by way of `csock_udp_header_decode` and `csock_udp_header_decode_lenient`.
    @inlinable
    public static func read(
        _ memory: UnsafeRawBufferPointer, leniently: Bool, _ length: inout Int32,
        _ error: UnsafeMutablePointer<csock_wire_error>
    ) -> UDPHeader? {
        unsafe read(
            csock_udp_header(), { unsafe UDPHeader($0) }, from: memory, &length, error,
            by: leniently ? csock_udp_header_decode_lenient : csock_udp_header_decode)
    }

    /// Writes the header by way of `csock_udp_header_encode`, and returns its length.
    @inlinable
    @discardableResult
    public func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
        try withC { c throws(PacketError) in try unsafe Self.write(c, to: memory, by: csock_udp_header_encode) }
    }

    /// `UDP 53411 > 53, length 12`; the length is that of header and payload.
    public var description: String { "UDP \(sourcePort) > \(destinationPort), length \(length)" }
}
