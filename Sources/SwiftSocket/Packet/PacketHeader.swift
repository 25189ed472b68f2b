/// A header of a packet: a plain value with the fields of its RFC.
///
///     let header = UDPHeader(sourcePort: 5353, destinationPort: 53, length: 8)
///     let bytes = try header.encoded()
///     let same = try UDPHeader(decoding: bytes)
///     print(same == header)
///
/// Decoding is strict: it refuses bytes that end early and values that the RFC forbids. Checksums are not verified.
/// ``decodeLeniently(_:)-(RawSpan)`` accepts bytes that end early, such as those quoted by an ICMP error. Encoding
/// writes the fields exactly as they are; ``Packet`` fills in lengths and checksums.
///
/// ## A header of your own
///
/// A struct with two functions and the number that announces it can stand between the library's headers in a
/// ``Packet``, in both directions (``Packet/decode(_:as:knowing:verifyingChecksums:)-(RawSpan,_,_,_)``):
///
///     struct MPLSHeader: PacketHeader {
///         var label: UInt32
///
///         static var layerKind: LayerKind { LayerKind(etherType: .mpls) }
///         var nextLayer: LayerKind { .ipv4 }
///
///         static func read(_ reader: inout HeaderReader) -> MPLSHeader? {
///             MPLSHeader(label: reader.readUInt32("Label") >> 12)
///         }
///
///         func write(to writer: inout HeaderWriter) {
///             writer.writeUInt32(label << 12 | 0x1ff)
///         }
///     }
///
///     let packet = Packet(
///         EthernetHeader(source: MACAddress(2, 0, 0, 0, 0, 1)), MPLSHeader(label: 16),
///         IPv4Header(source: .loopback, destination: .loopback))
///     print(try packet.filled()[EthernetHeader.self]?.etherType == .mpls)
///
/// Encoding the packet writes the header's bytes, and fills in the EtherType, protocol or next header in the header
/// before it and the lengths and checksums of the headers around it. No field of the own header is filled in.
public protocol PacketHeader: PacketCodable {
    /// The kind of layer that this type is the header of. For a type of your own, `LayerKind(protocol:)`,
    /// `LayerKind(etherType:)` or `LayerKind(own:)`.
    /// A kind of the library's belongs to the library's type.
    static var layerKind: LayerKind { get }

    /// The kind of the layer that follows the header, as far as the header says; ``LayerKind/payload`` by default.
    var nextLayer: LayerKind { get }
}

extension PacketHeader {
    /// The header's kind.
    @inlinable public static var errorLayer: LayerKind { layerKind }

    /// Payload.
    public var nextLayer: LayerKind { .payload }

    /// The fields by name, as `MPLSHeader(label: 16)`.
    public var description: String {
        let fields = Mirror(reflecting: self).children.map { "\($0.label ?? ""): \($0.value)" }
        return "\(Self.self)(\(fields.joined(separator: ", ")))"
    }
}

/// A header that was decoded from the start of some bytes.
@frozen
public struct DecodedHeader<Header: PacketCodable>: Hashable, Sendable {
    /// The header.
    public let header: Header
    /// The number of bytes that it took. The payload follows.
    public let length: Int
    /// The first field that is missing from bytes that end early; missing fields are 0. `nil` after strict decoding.
    public let missing: PacketError?

    @inlinable
    init(header: Header, length: Int, missing: PacketError?) {
        self.header = header
        self.length = length
        self.missing = missing
    }
}

extension PacketHeader {
    /// Decodes the header at the start of bytes, strictly, and returns it with its length.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid``. The corresponding C function is the
    /// header's own, such as `csock_udp_header_decode`.
    @inlinable
    public static func decode(_ bytes: RawSpan) throws(PacketError) -> DecodedHeader<Self> {
        try decoded(bytes, leniently: false)
    }

    /// Decodes the header at the start of any collection of bytes; see ``decode(_:)-(RawSpan)``.
    @inlinable
    public static func decode(_ bytes: some Collection<UInt8>) throws(PacketError) -> DecodedHeader<Self> {
        try decoded(bytes, leniently: false)
    }

    /// Decodes the header at the start of bytes that may end early, and tells what is missing.
    ///
    /// Throws ``ResultCode/packetFieldNotValid``. The corresponding C function is the header's own, such as
    /// `csock_udp_header_decode_lenient`.
    @inlinable
    public static func decodeLeniently(_ bytes: RawSpan) throws(PacketError) -> DecodedHeader<Self> {
        try decoded(bytes, leniently: true)
    }

    /// Decodes the header at the start of any collection of bytes that may end early; see
    /// ``decodeLeniently(_:)-(RawSpan)``.
    @inlinable
    public static func decodeLeniently(_ bytes: some Collection<UInt8>) throws(PacketError) -> DecodedHeader<Self> {
        try decoded(bytes, leniently: true)
    }
}
