internal import CSocketShim

/// A UDP header: RFC 768.
///
///     let header = UDPHeader(sourcePort: 53411, destinationPort: 53)
///
/// `Packet` fills in length and checksum. The corresponding C type is `csock_udp_header`.
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
    public init(sourcePort: UInt16, destinationPort: UInt16, length: UInt16 = 0, checksum: UInt16 = 0) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.length = length
        self.checksum = checksum
    }
}

extension UDPHeader: PacketHeader {
    /// UDP.
    public static var layerKind: LayerKind { .udp }

    /// Takes over what C has read.
    public init(_ layer: UnsafeLayer) {
        let header = unsafe layer.c.udp
        self.init(
            sourcePort: UInt16(truncatingIfNeeded: header.source_port),
            destinationPort: UInt16(truncatingIfNeeded: header.destination_port),
            length: UInt16(truncatingIfNeeded: header.length),
            checksum: UInt16(truncatingIfNeeded: header.checksum))
    }

    /// Lends the header to C.
    public func withUnsafeLayer(
        _ body: (UnsafeLayer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        var layer = unsafe UnsafeLayer(Self.layerKind)
        unsafe layer.c.udp = csock_udp_header(
            source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort), length: UInt32(length),
            checksum: UInt32(checksum))
        return try unsafe body(layer)
    }

    /// `UDP 53411 > 53, length 12`; the length is that of header and payload.
    public var description: String { "UDP \(sourcePort) > \(destinationPort), length \(length)" }
}
