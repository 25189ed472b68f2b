public import CSocketShim

/// A part of a packet that can be encoded to bytes and decoded from bytes: a header, an option, a record, a chunk.
///
///     let options: [NDPOption] = [.mtu(1500), .nonce([1, 2, 3, 4, 5, 6])]
///     let bytes = try options.encoded()
///     print(try [NDPOption](decoding: bytes) == options)
///
/// A type of your own conforms with two functions: ``read(_:)`` and ``write(to:)``. Every other way to decode and to
/// encode follows from them. See ``PacketHeader`` for an example.
public protocol PacketCodable: Hashable, Sendable, CustomStringConvertible {
    /// Reads a value at the reader's position.
    ///
    /// Returns `nil` for bytes that are no such value, after ``HeaderReader/fail(_:field:offset:needed:available:)``
    /// has said why. Reading past the end of the bytes needs no check: the reader gives zeros and keeps the error.
    static func read(_ reader: inout HeaderReader) -> Self?

    /// Writes the value at the writer's position, exactly as it is.
    ///
    /// A value that its field cannot hold is reported by
    /// ``HeaderWriter/fail(_:field:offset:needed:available:)``. Writing past the end of the memory needs no check.
    func write(to writer: inout HeaderWriter)

    /// The layer that errors of reader and writer name: the header's ``PacketHeader/layerKind``, and
    /// ``LayerKind/payload`` for other values.
    static var errorLayer: LayerKind { get }
}

extension PacketCodable {
    /// Payload.
    @inlinable public static var errorLayer: LayerKind { .payload }
}

// MARK: Decoding

extension PacketCodable {
    /// Reads the value at the start of bytes, strictly. Bytes after the value are ignored.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid``.
    @inlinable
    public init(decoding bytes: RawSpan) throws(PacketError) {
        self = try Self.decoded(bytes, leniently: false).header
    }

    /// Reads the value at the start of any collection of bytes; see ``init(decoding:)-(RawSpan)``.
    @inlinable
    public init(decoding bytes: some Collection<UInt8>) throws(PacketError) {
        self = try Self.decoded(bytes, leniently: false).header
    }

    // Always inlined, so that the compiler can leave out fields that the caller does not read.
    @inlinable @inline(__always)
    static func decoded(_ bytes: RawSpan, leniently: Bool) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe decoded { length, error in
            unsafe bytes.withUnsafeBytes { unsafe read($0, leniently, &length, error) }
        }
    }

    @inlinable @inline(__always)
    static func decoded(
        _ bytes: some Collection<UInt8>, leniently: Bool
    ) throws(PacketError) -> DecodedHeader<Self> {
        try unsafe decoded { length, error in
            unsafe withContiguousBytes(of: bytes) { unsafe read($0, leniently, &length, error) }
        }
    }

    @inlinable @inline(__always)
    static func decoded(
        _ read: (inout Int, UnsafeMutablePointer<csock_wire_error>) -> Self?
    ) throws(PacketError) -> DecodedHeader<Self> {
        var length = 0
        var error = unsafe csock_wire_error()
        guard let value = unsafe read(&length, &error) else { throw unsafe PacketError(error) }
        let missing = unsafe error.code == 0 ? nil : PacketError(error)
        return DecodedHeader(header: value, length: length, missing: missing)
    }

    /// Reads a value at the start of bytes: `nil` with an error.
    @inlinable @inline(__always)
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ leniently: Bool, _ length: inout Int,
        _ error: UnsafeMutablePointer<csock_wire_error>
    ) -> Self? {
        var reader = unsafe HeaderReader(bytes, errorLayer, leniently: leniently, error)
        let value = read(&reader)
        length = reader.position
        if value == nil || !reader.isGood {
            reader.requireError()
            return nil
        }
        return value
    }
}

extension Array where Element: PacketCodable {
    /// Reads the values that bytes consist of, to the end of the bytes, strictly.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid``; the error's offset counts from the
    /// start of the value that cannot be read.
    public init(decoding bytes: RawSpan) throws(PacketError) {
        self = try unsafe bytes.withUnsafeBytes { unsafe Self.decoded($0, Element.read) }.get()
    }

    /// Reads the values that any collection of bytes consists of; see ``Swift/Array/init(decoding:)-(RawSpan)``.
    @inlinable
    public init(decoding bytes: some Collection<UInt8>) throws(PacketError) {
        self = try unsafe withContiguousBytes(of: bytes) { unsafe Self.decoded($0, Element.read) }.get()
    }

    @usableFromInline
    static func decoded(
        _ bytes: UnsafeRawBufferPointer, _ read: (inout HeaderReader) -> Element?
    ) -> Result<[Element], PacketError> {
        var error = unsafe csock_wire_error()
        var elements: [Element] = []
        return unsafe withUnsafeMutablePointer(to: &error) { error in
            var reader = unsafe HeaderReader(bytes, Element.errorLayer, leniently: false, error)
            while reader.remaining > 0 {
                let start = reader.position
                guard let element = read(&reader), reader.isGood, reader.position > start else {
                    reader.requireError()
                    return .failure(unsafe PacketError(error.pointee))
                }
                elements.append(element)
            }
            return .success(elements)
        }
    }
}

// MARK: Encoding

extension PacketCodable {
    /// The value's bytes. Throws ``ResultCode/packetFieldOutOfRange``.
    public func encoded() throws(PacketError) -> [UInt8] {
        try encodedBytes(Self.errorLayer) { write(to: &$0) }
    }

    /// How many bytes the value takes. Throws ``ResultCode/packetFieldOutOfRange`` if it cannot be written.
    public func encodedLength() throws(PacketError) -> Int {
        var error = unsafe csock_wire_error()
        return try unsafe withUnsafeMutablePointer(to: &error) { error -> Result<Int, PacketError> in
            let nowhere = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
            var writer = unsafe HeaderWriter(nowhere, Self.errorLayer, error)
            write(to: &writer)
            return unsafe writer.hasFailed ? .failure(PacketError(error.pointee)) : .success(writer.position)
        }.get()
    }

    /// Appends the value to a span. Throws ``ResultCode/noRoomForPacket`` and ``ResultCode/packetFieldOutOfRange``,
    /// with nothing appended.
    @inlinable
    public func encode(into span: inout OutputRawSpan) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in try unsafe encode(into: memory) }
    }

    /// Writes the value to the start of memory, and returns its length. Throws ``ResultCode/noRoomForPacket`` and
    /// ``ResultCode/packetFieldOutOfRange``; the content of the memory is undefined then.
    @inlinable @inline(__always)
    @discardableResult
    public func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
        var error = unsafe csock_wire_error()
        let length = unsafe encodedLength(memory, &error)
        if length < 0 { throw unsafe PacketError(error) }
        return length
    }

    @inlinable @inline(__always)
    func encodedLength(
        _ memory: UnsafeMutableRawBufferPointer, _ error: UnsafeMutablePointer<csock_wire_error>
    ) -> Int {
        var writer = unsafe HeaderWriter(memory, Self.errorLayer, error)
        write(to: &writer)
        return writer.finish()
    }
}

extension Sequence where Element: PacketCodable {
    /// The bytes of all values, one after another. Throws ``ResultCode/packetFieldOutOfRange``.
    public func encoded() throws(PacketError) -> [UInt8] {
        try encodedBytes(Element.errorLayer) { writer in
            for element in self { element.write(to: &writer) }
        }
    }
}
