public import CSocketShim

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
    init(_ layer: UnsafePointer<csock_layer>)

    /// Lends the header to C, with pointers that are valid during the call.
    func withUnsafeLayer(
        _ body: (csock_layer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int

    /// Reads the header at the start of memory, strictly or of bytes that may end early, by the functions that C has
    /// for headers of this kind. `nil` if it cannot be read; the error says why then, by a code that is not 0 and a
    /// field whose name is a constant. (It does not throw: the compiler does not see through a protocol's function with
    /// a typed error.)
    static func read(
        _ memory: UnsafeRawBufferPointer, leniently: Bool, _ length: inout Int32,
        _ error: UnsafeMutablePointer<csock_wire_error>
    ) -> Self?

    /// Writes the header to the start of memory, and returns its length. Throws
    /// ``ResultCode/noRoomForPacket`` and ``ResultCode/packetFieldOutOfRange``, with nothing written.
    @discardableResult
    func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
}

extension csock_layer {
    init(_ kind: LayerKind) {
        unsafe self.init()
        unsafe self.kind = kind.rawValue
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
    /// function is the header's own, or `csock_layer_decode`.
    @inlinable
    public static func decode(_ bytes: RawSpan) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe decoded { length, error in
            unsafe bytes.withUnsafeBytes { unsafe read($0, leniently: false, &length, error) }
        }
    }

    /// Reads the header at the start of any collection of bytes with contiguous storage; see
    /// ``decode(_:)-(RawSpan)``.
    @inlinable
    public static func decode(_ bytes: some Collection<UInt8>) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe decoded { length, error in
            unsafe withContiguousBytes(of: bytes) { unsafe read($0, leniently: false, &length, error) }
        }
    }

    /// Reads the header at the start of bytes that may end early, and tells what is missing.
    ///
    /// Throws ``ResultCode/packetFieldNotValid``. The corresponding C function is the header's own, or
    /// `csock_layer_decode_lenient`.
    @inlinable
    public static func decodeLeniently(_ bytes: RawSpan) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe decoded { length, error in
            unsafe bytes.withUnsafeBytes { unsafe read($0, leniently: true, &length, error) }
        }
    }

    /// Reads the header at the start of any collection of bytes that may end early; see
    /// ``decodeLeniently(_:)-(RawSpan)``.
    @inlinable
    public static func decodeLeniently(
        _ bytes: some Collection<UInt8>
    ) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe decoded { length, error in
            unsafe withContiguousBytes(of: bytes) { unsafe read($0, leniently: true, &length, error) }
        }
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

    // Always inline, so that a compiler can leave out the fields that nobody looks at.
    @inlinable @inline(__always)
    static func decoded(
        _ read: (inout Int32, UnsafeMutablePointer<csock_wire_error>) -> Self?
    ) throws(PacketError) -> DecodedHeader<Self> {
        var length: Int32 = 0
        var error = unsafe csock_wire_error()
        guard let header = unsafe read(&length, &error) else { throw unsafe PacketError(error) }
        let missing = unsafe error.code == 0 ? nil : PacketError(error)
        return DecodedHeader(header: header, length: Int(length), missing: missing)
    }

    /// Reads the header by one of C's functions.
    @inlinable @inline(__always)
    static func read<C>(
        _ empty: C, _ convert: (UnsafePointer<C>) -> Self, from memory: UnsafeRawBufferPointer, _ length: inout Int32,
        _ error: UnsafeMutablePointer<csock_wire_error>,
        by decode: (UnsafeMutablePointer<C>, UnsafeRawPointer?, Int, UnsafeMutablePointer<csock_wire_error>?) -> Int32
    ) -> Self? {
        var c = empty
        length = unsafe decode(&c, memory.baseAddress, memory.count, error)
        return length < 0 ? nil : unsafe convert(&c)
    }

    /// Reads the header by way of `csock_layer_decode` and `csock_layer_decode_lenient`.
    public static func read(
        _ memory: UnsafeRawBufferPointer, leniently: Bool, _ length: inout Int32,
        _ error: UnsafeMutablePointer<csock_wire_error>
    ) -> Self? {
        let kind = layerKind.rawValue
        return unsafe read(csock_layer(), { unsafe Self($0) }, from: memory, &length, error) {
            leniently
                ? unsafe csock_layer_decode_lenient($0, kind, $1, $2, $3)
                : unsafe csock_layer_decode($0, kind, $1, $2, $3)
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
    /// Throws ``ResultCode/packetFieldOutOfRange``. The corresponding C function is the header's own, or
    /// `csock_layer_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        try unsafe encodedBytes { memory throws(PacketError) in try unsafe encode(into: memory) }
    }

    /// Appends the header to a span. Throws ``ResultCode/noRoomForPacket`` and
    /// ``ResultCode/packetFieldOutOfRange``, with nothing appended.
    public func encode(into span: inout OutputRawSpan) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in try unsafe encode(into: memory) }
    }

    /// Writes the header by one of C's functions.
    @inlinable @inline(__always)
    static func write<C>(
        _ c: C, to memory: UnsafeMutableRawBufferPointer,
        by encode: (UnsafePointer<C>, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<csock_wire_error>?) -> Int32
    ) throws(PacketError) -> Int {
        var c = c
        return Int(try unsafe PacketError.check { unsafe encode(&c, memory.baseAddress, memory.count, $0) })
    }

    /// Writes the header to the start of memory, by way of `csock_layer_encode`, and returns its length.
    @discardableResult
    public func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
        try unsafe withUnsafeLayer { layer throws(PacketError) in
            try unsafe Self.write(layer, to: memory, by: csock_layer_encode)
        }
    }
}
