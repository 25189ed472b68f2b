internal import CSocketShim

/// A header of a packet: a plain value with the fields of its RFC, written and read by C.
///
///     let header = UDPHeader(sourcePort: 5353, destinationPort: 53, length: 8)
///     let bytes = try header.encoded()
///     let same = try UDPHeader(decoding: bytes)
///     print(same == header)
///
/// Reading is strict: it refuses bytes that end early and what contradicts the RFC. Checksums are not
/// verified. ``decodeLeniently(_:)-(RawSpan)`` also reads bytes that end early, as those do that an ICMP error
/// quotes. Writing writes the fields exactly as they are; `Packet` fills in lengths and checksums.
public protocol PacketHeader: Hashable, Sendable, CustomStringConvertible {
    /// Which kind of layer it is the header of.
    static var layerKind: LayerKind { get }

    /// Takes over what C has read. The layer's pointers are valid during the call.
    init(_ layer: UnsafeLayer)

    /// Lends the header to C, with pointers that are valid during the call.
    func withUnsafeLayer(
        _ body: (UnsafeLayer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int
}

/// A header as C has it: `csock_layer`, with pointers to memory that somebody else owns.
@unsafe
public struct UnsafeLayer {
    var c: csock_layer

    init(_ c: csock_layer) {
        unsafe self.c = c
    }

    init(_ kind: LayerKind) {
        unsafe c = csock_layer()
        unsafe c.kind = kind.rawValue
    }

    /// Reads a header, and tells its length and, leniently, what is missing. Generic code is specialised where
    /// it is used; what it calls to reach C is not generic.
    @usableFromInline
    init(
        decoding bytes: UnsafeRawBufferPointer, as kind: LayerKind, lenient: Bool, _ length: inout Int,
        _ missing: inout PacketError?
    ) throws(PacketError) {
        unsafe c = csock_layer()
        var error = unsafe csock_wire_error()
        let result =
            lenient
            ? unsafe csock_layer_decode_lenient(&c, kind.rawValue, bytes.baseAddress, bytes.count, &error)
            : unsafe csock_layer_decode(&c, kind.rawValue, bytes.baseAddress, bytes.count, &error)
        if result < 0 { throw unsafe PacketError(error) }
        if unsafe error.code != 0 { missing = unsafe PacketError(error) }
        length = Int(result)
    }

    /// Writes the header, and returns its length.
    @usableFromInline
    func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
        Int(
            try unsafe PacketError.check { error in
                unsafe withUnsafePointer(to: c) {
                    unsafe csock_layer_encode($0, memory.baseAddress, memory.count, error)
                }
            })
    }
}

/// A header that was read from the start of some bytes.
public struct DecodedHeader<Header: PacketHeader>: Hashable, Sendable {
    /// The header.
    public let header: Header
    /// How many of the bytes it took: the payload follows.
    public let length: Int
    /// What is not there of bytes that end early; fields that are missing are 0. `nil` after strict decoding.
    public let missing: PacketError?

    @usableFromInline
    init(header: Header, length: Int, missing: PacketError?) {
        self.header = header
        self.length = length
        self.missing = missing
    }
}

// MARK: Reading

extension PacketHeader {
    /// Reads the header at the start of bytes, strictly, and tells its length.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid``. The corresponding C
    /// function is `csock_layer_decode`.
    @inlinable
    public static func decode(_ bytes: RawSpan) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe bytes.withUnsafeBytes { unsafe decodeResult($0, lenient: false) }.get()
    }

    /// Reads the header at the start of any collection of bytes with contiguous storage; see
    /// ``decode(_:)-(RawSpan)``.
    @inlinable
    public static func decode(_ bytes: some Collection<UInt8>) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe withContiguousBytes(of: bytes) { unsafe decodeResult($0, lenient: false) }.get()
    }

    /// Reads the header at the start of bytes that may end early, and tells what is missing.
    ///
    /// Throws ``ResultCode/packetFieldNotValid``. The corresponding C function is
    /// `csock_layer_decode_lenient`.
    @inlinable
    public static func decodeLeniently(_ bytes: RawSpan) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe bytes.withUnsafeBytes { unsafe decodeResult($0, lenient: true) }.get()
    }

    /// Reads the header at the start of any collection of bytes that may end early; see
    /// ``decodeLeniently(_:)-(RawSpan)``.
    @inlinable
    public static func decodeLeniently(
        _ bytes: some Collection<UInt8>
    ) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe withContiguousBytes(of: bytes) { unsafe decodeResult($0, lenient: true) }.get()
    }

    /// Reads the header at the start of bytes, strictly; see ``decode(_:)-(RawSpan)``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(PacketError) {
        self = try Self.decode(bytes).header
    }

    /// Reads the header at the start of any collection of bytes; see ``decode(_:)-(RawSpan)``.
    @inlinable
    public init(decoding bytes: some Collection<UInt8>) throws(PacketError) {
        self = try Self.decode(bytes).header
    }

    @inlinable
    static func decodeResult(
        _ bytes: UnsafeRawBufferPointer, lenient: Bool
    ) -> Result<DecodedHeader<Self>, PacketError> {
        var length = 0
        var missing: PacketError?
        do throws(PacketError) {
            let layer = try unsafe UnsafeLayer(
                decoding: bytes, as: layerKind, lenient: lenient, &length, &missing)
            return .success(DecodedHeader(header: unsafe Self(layer), length: length, missing: missing))
        } catch {
            return .failure(error)
        }
    }
}

// MARK: Writing

extension PacketHeader {
    /// How many bytes the header takes. Throws ``ResultCode/packetFieldOutOfRange`` if it cannot be written.
    public func encodedLength() throws(PacketError) -> Int {
        do {
            return try unsafe encode(into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
        } catch {
            if error.code == .noRoomForPacket { return error.needed }
            throw error
        }
    }

    /// The header's bytes.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange``. The corresponding C function is `csock_layer_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        try unsafe encodedBytes { memory throws(PacketError) in try unsafe encode(into: memory) }
    }

    /// Appends the header to a span. Throws ``ResultCode/noRoomForPacket`` and
    /// ``ResultCode/packetFieldOutOfRange``, with nothing appended.
    public func encode(into span: inout OutputRawSpan) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in try unsafe encode(into: memory) }
    }

    /// Writes the header to the start of memory, and returns its length. Throws
    /// ``ResultCode/noRoomForPacket`` and ``ResultCode/packetFieldOutOfRange``, with nothing written.
    @inlinable
    @discardableResult
    public func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
        try unsafe withUnsafeLayer { layer throws(PacketError) in try unsafe layer.encode(into: memory) }
    }
}
