public import CSocketShim

/// A UDP-Lite header: RFC 3828. How long the datagram is, IP says.
///
///     let header = UDPLiteHeader(sourcePort: 1234, destinationPort: 5678, checksumCoverage: 8)
///
/// `Packet` fills in the checksum. The corresponding C type is `csock_udplite_header`.
public struct UDPLiteHeader: Hashable, Sendable {
    /// The sender's port, or 0.
    public var sourcePort: UInt16
    /// The receiver's port.
    public var destinationPort: UInt16
    /// How many bytes the checksum is over, from the header's start: 8 or more, or 0 for all.
    public var checksumCoverage: UInt16
    /// The checksum of pseudo-header and those bytes. It is never sent as 0.
    public var checksum: UInt16

    /// A header with the given fields.
    public init(sourcePort: UInt16, destinationPort: UInt16, checksumCoverage: UInt16 = 0, checksum: UInt16 = 0) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.checksumCoverage = checksumCoverage
        self.checksum = checksum
    }
}

extension UDPLiteHeader: PacketHeader {
    /// UDP-Lite.
    public static var layerKind: LayerKind { .udpLite }

    /// Takes over what C has read.
    public init(_ layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.udplite
        self.init(
            sourcePort: UInt16(truncatingIfNeeded: header.source_port),
            destinationPort: UInt16(truncatingIfNeeded: header.destination_port),
            checksumCoverage: UInt16(truncatingIfNeeded: header.checksum_coverage),
            checksum: UInt16(truncatingIfNeeded: header.checksum))
    }

    /// Lends the header to C.
    public func withUnsafeLayer(
        _ body: (csock_layer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        var layer = unsafe csock_layer(Self.layerKind)
        unsafe layer.udplite = csock_udplite_header(
            source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort),
            checksum_coverage: UInt32(checksumCoverage), checksum: UInt32(checksum))
        return try unsafe body(layer)
    }

    /// `UDP-Lite 1234 > 5678, coverage 8`; 0 is all.
    public var description: String { "UDP-Lite \(sourcePort) > \(destinationPort), coverage \(checksumCoverage)" }
}
