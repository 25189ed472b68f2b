internal import CSocketShim

/// An SCTP common header: RFC 9260 section 3.1. The payload is a list of ``SCTPChunk``s.
///
///     let header = SCTPHeader(sourcePort: 54321, destinationPort: 2905, verificationTag: 0x8a7b6c5d)
///     let packet = try header.encoded() + SCTPChunk(.cookieAck).encoded()
///
/// The corresponding C type is `csock_sctp_header`.
public struct SCTPHeader: Hashable, Sendable {
    /// The sender's port.
    public var sourcePort: UInt16
    /// The receiver's port.
    public var destinationPort: UInt16
    /// The number that the receiver chose for the association; 0 with an INIT chunk.
    public var verificationTag: UInt32
    /// The CRC32c of header and chunks, computed with this field 0. It is the only field that is sent least significant
    /// byte first: RFC 9260 appendix A.
    public var checksum: UInt32

    /// A header with the given fields.
    public init(sourcePort: UInt16, destinationPort: UInt16, verificationTag: UInt32, checksum: UInt32 = 0) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.verificationTag = verificationTag
        self.checksum = checksum
    }
}

extension SCTPHeader: CHeader {
    /// SCTP.
    public static var layerKind: LayerKind { .sctp }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.sctp
        self.init(
            sourcePort: UInt16(truncatingIfNeeded: header.source_port),
            destinationPort: UInt16(truncatingIfNeeded: header.destination_port),
            verificationTag: header.verification_tag, checksum: header.checksum)
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(
            csock_layer(
                Self.layerKind,
                csock_sctp_header(
                    source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort),
                    verification_tag: verificationTag, checksum: checksum)))
    }
}
