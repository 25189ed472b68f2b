public import CSocketShim

/// A position in memory at which a ``PacketCodable`` is written.
///
/// Every function writes at the position and moves it. Numbers are written in network byte order. Past the end of the
/// memory nothing is written, but the position still moves: encoding then throws ``ResultCode/noRoomForPacket`` with
/// the number of bytes needed.
@safe
@frozen
public struct HeaderWriter: ~Copyable {
    @usableFromInline let start: UnsafeMutableRawPointer?
    @usableFromInline let capacity: Int
    /// Where the first error goes.
    @usableFromInline let error: UnsafeMutablePointer<csock_wire_error>
    @usableFromInline var offset = 0
    @usableFromInline var hasFailed = false
    /// The layer that errors name.
    @usableFromInline var kind: LayerKind

    /// The bytes written so far.
    @inlinable public var position: Int { offset }

    @inlinable @inline(__always)
    init(
        _ memory: UnsafeMutableRawBufferPointer, _ kind: LayerKind, _ error: UnsafeMutablePointer<csock_wire_error>
    ) {
        self.kind = kind
        unsafe start = memory.baseAddress
        capacity = memory.count
        unsafe self.error = unsafe error
    }

    /// Writes a byte.
    @inlinable
    public mutating func writeUInt8(_ number: UInt8) { writeNumber(number) }
    /// Writes a number of 16 bits.
    @inlinable
    public mutating func writeUInt16(_ number: UInt16) { writeNumber(number) }
    /// Writes a number of 32 bits.
    @inlinable
    public mutating func writeUInt32(_ number: UInt32) { writeNumber(number) }
    /// Writes a number of 64 bits.
    @inlinable
    public mutating func writeUInt64(_ number: UInt64) { writeNumber(number) }

    @inlinable
    mutating func writeNumber<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
        let end = offset + MemoryLayout<Number>.size
        if let start = unsafe start, end <= capacity {
            unsafe start.storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
        }
        offset = end
    }

    /// Writes any collection of bytes.
    @inlinable
    public mutating func writeBytes(_ bytes: some Collection<UInt8>) {
        unsafe withContiguousBytes(of: bytes) { unsafe write($0) }
    }

    /// Writes the bytes of a span.
    @inlinable
    public mutating func writeBytes(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe write($0) }
    }

    @usableFromInline
    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        let room = unsafe unwritten
        if bytes.count <= room.count { unsafe room.copyMemory(from: bytes) }
        offset += bytes.count
    }

    /// Keeps an error, unless there is one already: encoding throws it.
    ///
    /// `offset` is that of the field from the header's start. For ``ResultCode/packetFieldOutOfRange``, `needed` is the
    /// value and `available` the greatest value that the field holds.
    public mutating func fail(
        _ code: ResultCode, field: StaticString, offset: Int, needed: Int, available: Int
    ) {
        if hasFailed { return }
        hasFailed = true
        let code = code == .success ? .packetFieldOutOfRange : code
        unsafe error.pointee = csock_wire_error(code, kind, field, offset: offset, needed: needed, available: available)
    }
}

// MARK: For types that C writes

extension HeaderWriter {
    /// Keeps an error, unless there is one already.
    mutating func fail(_ other: PacketError) {
        if hasFailed { return }
        hasFailed = true
        unsafe error.pointee = other.c
    }

    /// Writes by one of C's functions the value that `body` makes of encoded parts.
    mutating func write<Part: PacketCodable>(
        _ parts: [Part], _ body: (inout HeaderWriter, csock_bytes) -> Void
    ) {
        do throws(PacketError) {
            let bytes = try parts.encoded()
            unsafe bytes.withCBytes { unsafe body(&self, $0) }
        } catch {
            fail(error)
        }
    }
}

extension HeaderWriter {
    /// The memory that is left: none after an error or past the end.
    @inlinable var unwritten: UnsafeMutableRawBufferPointer {
        guard let start = unsafe start, !hasFailed, offset <= capacity else {
            return unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
        }
        return unsafe UnsafeMutableRawBufferPointer(start: start + offset, count: capacity - offset)
    }

    /// Writes by one of C's functions.
    @inlinable @inline(__always)
    mutating func write<C>(
        _ c: C,
        by encode: (UnsafePointer<C>, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<csock_wire_error>?) -> Int32
    ) {
        var c = c
        unsafe write { unsafe encode(&c, $0, $1, $2) }
    }

    /// Writes by a function that is given the memory that is left.
    @inlinable @inline(__always)
    mutating func write(
        _ encode: (UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<csock_wire_error>?) -> Int32
    ) {
        if hasFailed { return }  // the first error stays
        let room = unsafe unwritten
        let length = unsafe encode(room.baseAddress, room.count, error)
        // The writer stays in registers: nothing takes its address.
        let advance = unsafe length >= 0 ? Int(length) : Self.lengthNeeded(error)
        if advance < 0 { hasFailed = true } else { offset += advance }
    }

    /// The length of a value that did not fit; -1 after any other error.
    @usableFromInline
    static func lengthNeeded(_ error: UnsafeMutablePointer<csock_wire_error>) -> Int {
        unsafe error.pointee.code == CSOCK_EPKTROOM ? Int(clamping: error.pointee.needed) : -1
    }

    /// Appends by one of C's functions, which returns the new number of bytes in the memory.
    mutating func append(
        _ body: (UnsafeMutableRawPointer?, Int, Int, UnsafeMutablePointer<csock_wire_error>?) -> Int32
    ) {
        if hasFailed || offset > capacity { return }
        let length = unsafe body(start, offset, capacity, error)
        let end = unsafe length >= 0 ? Int(length) : Self.lengthNeeded(error)
        if end < 0 { hasFailed = true } else { offset = end }
    }

    /// The number of bytes written, or -1 with an error.
    @inlinable @inline(__always)
    func finish() -> Int {
        if !hasFailed && offset <= capacity { return offset }
        if !hasFailed { unsafe Self.reportRoom(error, kind, needed: offset, available: capacity) }
        return -1
    }

    @usableFromInline
    static func reportRoom(
        _ error: UnsafeMutablePointer<csock_wire_error>, _ kind: LayerKind, needed: Int, available: Int
    ) {
        if unsafe error.pointee.code != CSOCK_EPKTROOM {
            unsafe error.pointee = csock_wire_error(
                .noRoomForPacket, kind, "Bytes", offset: 0, needed: needed, available: available)
        }
        unsafe (error.pointee.needed, error.pointee.available) = (UInt64(needed), UInt64(available))
    }
}
