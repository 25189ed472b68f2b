internal import CSocketShim

/// A UDP-Lite header: RFC 3828. It has no length field; the IP header has the length.
///
///     let header = UDPLiteHeader(sourcePort: 1234, destinationPort: 5678, checksumCoverage: 8)
///
/// `Packet` fills in the checksum. The corresponding C type is `csock_udplite_header`.
public struct UDPLiteHeader: Hashable, Sendable {
    /// The sender's port, or 0.
    public var sourcePort: UInt16
    /// The receiver's port.
    public var destinationPort: UInt16
    /// The number of bytes that the checksum covers, from the header's start: 8 or more, or 0 for all.
    public var checksumCoverage: UInt16
    /// The checksum of the pseudo-header and the covered bytes. It is never sent as 0.
    public var checksum: UInt16

    /// A header with the given fields.
    public init(sourcePort: UInt16, destinationPort: UInt16, checksumCoverage: UInt16 = 0, checksum: UInt16 = 0) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.checksumCoverage = checksumCoverage
        self.checksum = checksum
    }
}

extension UDPLiteHeader: CHeader {
    /// UDP-Lite.
    public static var layerKind: LayerKind { .udpLite }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.udplite
        self.init(
            sourcePort: UInt16(truncatingIfNeeded: header.source_port),
            destinationPort: UInt16(truncatingIfNeeded: header.destination_port),
            checksumCoverage: UInt16(truncatingIfNeeded: header.checksum_coverage),
            checksum: UInt16(truncatingIfNeeded: header.checksum))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(
            csock_layer(
                Self.layerKind,
                csock_udplite_header(
                    source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort),
                    checksum_coverage: UInt32(checksumCoverage), checksum: UInt32(checksum))))
    }
}
