public import CSocketShim

/// A position in the bytes from which a ``PacketCodable`` is read.
///
/// Every function reads at the position and moves it. Numbers are in network byte order. Past the end of the bytes a
/// number is 0 and an array is shorter; the reader keeps the first error, and decoding throws it:
///
///     struct Probe: PacketCodable {
///         var sequence: UInt32
///         var flags: UInt8
///
///         static func read(_ reader: inout HeaderReader) -> Probe? {
///             Probe(sequence: reader.readUInt32("Sequence"), flags: reader.readUInt8("Flags"))
///         }
///
///         func write(to writer: inout HeaderWriter) {
///             writer.writeUInt32(sequence)
///             writer.writeUInt8(flags)
///         }
///
///         var description: String { "probe \(sequence)" }
///     }
///
/// Lenient decoding (``PacketHeader/decodeLeniently(_:)-(RawSpan)``) accepts the error ``ResultCode/packetTooShort`` and
/// reports it as ``DecodedHeader/missing``. The names of fields appear in errors.
@safe
@frozen
public struct HeaderReader: ~Copyable {
    @usableFromInline let start: UnsafeRawPointer?
    @usableFromInline let count: Int
    /// Where the first error goes.
    @usableFromInline let error: UnsafeMutablePointer<csock_wire_error>
    /// A header that C has read already.
    @usableFromInline let layer: UnsafePointer<csock_layer>?
    @usableFromInline let kind: LayerKind
    /// Whether bytes that end early are accepted.
    public let isLenient: Bool
    @usableFromInline var offset = 0

    /// The bytes read so far.
    @inlinable public var position: Int { offset }
    /// The bytes that are left.
    @inlinable public var remaining: Int { count - offset }

    @inlinable @inline(__always)
    init(
        _ bytes: UnsafeRawBufferPointer, _ kind: LayerKind, leniently: Bool,
        _ error: UnsafeMutablePointer<csock_wire_error>, layer: UnsafePointer<csock_layer>? = nil
    ) {
        unsafe start = bytes.baseAddress
        count = bytes.count
        unsafe self.error = unsafe error
        unsafe self.layer = unsafe layer
        self.kind = kind
        isLenient = leniently
    }

    /// Reads a byte.
    @inlinable
    public mutating func readUInt8(_ field: StaticString = "") -> UInt8 { readNumber(field) }
    /// Reads a number of 16 bits.
    @inlinable
    public mutating func readUInt16(_ field: StaticString = "") -> UInt16 { readNumber(field) }
    /// Reads a number of 32 bits.
    @inlinable
    public mutating func readUInt32(_ field: StaticString = "") -> UInt32 { readNumber(field) }
    /// Reads a number of 64 bits.
    @inlinable
    public mutating func readUInt64(_ field: StaticString = "") -> UInt64 { readNumber(field) }

    @inlinable
    mutating func readNumber<Number: FixedWidthInteger & BitwiseCopyable>(_ field: StaticString) -> Number {
        let end = offset + MemoryLayout<Number>.size
        guard let start = unsafe start, end <= count else {
            runShort(field, needed: end)
            return 0
        }
        defer { offset = end }
        return unsafe Number(bigEndian: start.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// Reads `count` bytes; a negative count counts as 0.
    public mutating func readBytes(_ count: Int, _ field: StaticString = "") -> [UInt8] {
        let count = max(count, 0)
        let available = min(count, remaining)
        let bytes = unsafe Array(UnsafeRawBufferPointer(rebasing: unread.prefix(available)))
        if available < count {
            runShort(field, needed: offset + Swift.min(count, Int.max - offset))
        } else {
            offset += count
        }
        return bytes
    }

    /// Keeps an error, unless there is one already: decoding throws it.
    ///
    /// `offset` is that of the field from the header's start. For ``ResultCode/packetFieldNotValid``, `needed` is the
    /// bound that the value breaks and `available` the value; for ``ResultCode/packetTooShort`` they are numbers of
    /// bytes.
    public mutating func fail(
        _ code: ResultCode, field: StaticString, offset: Int, needed: Int, available: Int
    ) {
        if unsafe error.pointee.code != 0 { return }
        unsafe error.pointee = csock_wire_error(
            code, kind, field, offset: offset, needed: needed, available: available)
    }

    @usableFromInline
    mutating func runShort(_ field: StaticString, needed: Int) {
        fail(.packetTooShort, field: field, offset: offset, needed: needed, available: count)
        offset = count
    }
}

// MARK: For types that C reads

extension HeaderReader {
    @inlinable var unread: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: start.map { unsafe $0 + offset }, count: remaining)
    }

    /// Keeps an error, unless there is one already.
    mutating func fail(_ other: PacketError) {
        if unsafe error.pointee.code == 0 { unsafe error.pointee = other.c }
    }

    /// Whether the value read is accepted: strictly there is no error, leniently bytes may be missing.
    @inlinable @inline(__always) var isGood: Bool {
        let code = unsafe error.pointee.code
        return code == 0 || (isLenient && code == CSOCK_EPKTSHORT)
    }

    /// Makes sure that a failure has an error.
    @usableFromInline
    func requireError() {
        if unsafe error.pointee.code != 0 { return }
        let code: ResultCode = remaining == 0 ? .packetTooShort : .packetFieldNotValid
        unsafe error.pointee = csock_wire_error(
            code, kind, "", offset: offset, needed: count + 1, available: count)
    }

    /// The header that C has read already, if it is of this kind: the type that is read can be another's part.
    @inlinable @inline(__always)
    func layer(of kind: LayerKind) -> UnsafePointer<csock_layer>? {
        guard let layer = unsafe layer, unsafe layer.pointee.kind == kind.rawValue else { return nil }
        return unsafe layer
    }

    /// Reads a header by one of C's functions, or takes over the one that C has read already.
    @inlinable @inline(__always)
    mutating func read<C, Value>(
        _ kind: LayerKind, _ empty: C, _ convert: (UnsafePointer<C>) -> Value,
        by decode: (
            UnsafeMutablePointer<C>, UnsafeRawPointer?, Int, UnsafeMutablePointer<csock_wire_error>?
        ) -> Int32
    ) -> Value? {
        if let layer = unsafe layer(of: kind) {
            return unsafe convert(csock_layer_header(layer).assumingMemoryBound(to: C.self))
        }
        return unsafe self.decode(empty, convert, by: decode)
    }

    /// Reads by one of C's functions.
    @inlinable @inline(__always)
    mutating func decode<C, Value>(
        _ empty: C, _ convert: (UnsafePointer<C>) -> Value,
        by decode: (
            UnsafeMutablePointer<C>, UnsafeRawPointer?, Int, UnsafeMutablePointer<csock_wire_error>?
        ) -> Int32
    ) -> Value? {
        var c = empty
        let bytes = unsafe unread
        let length = unsafe decode(&c, bytes.baseAddress, bytes.count, error)
        if length < 0 { return nil }
        offset += Int(length)
        return unsafe convert(&c)
    }

    /// Takes the next element of a list by one of C's functions.
    mutating func next<C, Value>(
        _ empty: C, _ convert: (C) -> Value,
        by next: (
            UnsafeMutablePointer<csock_bytes>, UnsafeMutablePointer<C>, UnsafeMutablePointer<csock_wire_error>?
        ) -> Int32
    ) -> Value? {
        var rest = unsafe csock_bytes(unread)
        var element = empty
        if unsafe next(&rest, &element, error) <= 0 { return nil }
        offset = unsafe count - rest.count
        return convert(element)
    }
}
