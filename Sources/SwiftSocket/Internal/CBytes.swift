public import CSocketShim

// Bytes on their way to C and back.

extension csock_bytes {
    @inlinable
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(start: bytes.assumingMemoryBound(to: UInt8.self).baseAddress, count: bytes.count)
    }

    /// A copy.
    var array: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }
}

extension [UInt8] {
    /// Lends the bytes to C.
    func withCBytes<Value>(_ body: (csock_bytes) throws(PacketError) -> Value) throws(PacketError) -> Value {
        try unsafe span.bytes.withUnsafeBytes { bytes throws(PacketError) in try unsafe body(csock_bytes(bytes)) }
    }
}

/// An array of what `body` writes into memory of `capacity` bytes; it returns how many.
func array(
    _ capacity: Int, _ body: (UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
) throws(PacketError) -> [UInt8] {
    var failure: PacketError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        do throws(PacketError) {
            count = try unsafe body(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: capacity))
        } catch {
            failure = error
        }
    }
    if let failure { throw failure }
    return bytes
}

/// Appends what `body` writes into the room that a span has left; it returns how many bytes.
@inlinable
func append(
    to span: inout OutputRawSpan, _ body: (UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
) throws(PacketError) {
    try unsafe span.withUnsafeMutableBytes { memory, count throws(PacketError) in
        count += try unsafe body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
    }
}

extension [[UInt8]] {
    /// Lends several pieces to C.
    func withCBytes<Value>(_ body: ([csock_bytes]) throws(PacketError) -> Value) throws(PacketError) -> Value {
        try unsafe [UInt8](joined()).withCBytes { all throws(PacketError) in
            var position = unsafe all.start
            let pieces = unsafe map { piece in
                defer { unsafe position = position.map { unsafe $0 + piece.count } }
                return unsafe csock_bytes(start: position, count: piece.count)
            }
            return try unsafe body(pieces)
        }
    }
}

/// What C writes to memory: called once to learn how much it takes, and once to write.
func encodedBytes(
    _ write: (UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
) throws(PacketError) -> [UInt8] {
    let length: Int
    do {
        length = try unsafe write(UnsafeMutableRawBufferPointer(start: nil, count: 0))
    } catch {
        if error.code != .noRoomForPacket { throw error }
        length = error.needed
    }
    return try unsafe array(length, write)
}

/// What a C function takes from bytes, one after another, until none are left.
func elements<Element, Value>(
    of bytes: csock_bytes, _ empty: Element,
    _ next: (
        UnsafeMutablePointer<csock_bytes>, UnsafeMutablePointer<Element>, UnsafeMutablePointer<csock_wire_error>?
    ) -> Int32,
    _ convert: (Element) -> Value
) -> Result<[Value], PacketError> {
    var rest = unsafe bytes
    var element = empty
    var values: [Value] = []
    do throws(PacketError) {
        while try unsafe PacketError.check({ unsafe next(&rest, &element, $0) }) > 0 {
            values.append(convert(element))
        }
    } catch {
        return .failure(error)
    }
    return .success(values)
}

/// Copies bytes that stand for an option which cannot be read, as they are.
func copy(_ bytes: [UInt8], to memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
    if bytes.count > memory.count { throw PacketError(noRoomFor: bytes.count, in: memory.count) }
    unsafe memory.copyBytes(from: bytes)
    return bytes.count
}

extension IPv4Address {
    /// The four bytes as C has them in a struct.
    @usableFromInline typealias Octets = (UInt8, UInt8, UInt8, UInt8)

    @inlinable
    init(_ octets: Octets) {
        self.init(octets.0, octets.1, octets.2, octets.3)
    }

    @inlinable
    var octets: Octets {
        (
            UInt8(truncatingIfNeeded: rawValue >> 24), UInt8(truncatingIfNeeded: rawValue >> 16),
            UInt8(truncatingIfNeeded: rawValue >> 8), UInt8(truncatingIfNeeded: rawValue)
        )
    }
}

extension [IPv4Address] {
    /// The addresses that stand one after another in a multiple of 4 bytes.
    init(octets: [UInt8]) {
        self = stride(from: 0, to: octets.count, by: 4).compactMap {
            IPv4Address(bytes: octets[$0..<Swift.min($0 + 4, octets.count)])
        }
    }

    /// The bytes of all addresses.
    var octets: [UInt8] { flatMap(\.bytes) }
}

extension IPv6Address {
    /// The sixteen bytes as C has them in a struct.
    @usableFromInline
    typealias Octets = (
        UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
    )

    @inlinable
    init(_ octets: Octets) {
        let words = unsafe withUnsafeBytes(of: octets) { unsafe $0.loadUnaligned(as: (UInt64, UInt64).self) }
        self.init(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
    }

    @inlinable
    var octets: Octets {
        unsafe withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { unsafe $0.loadUnaligned(as: Octets.self) }
    }
}

/// Bytes as hexadecimal digits.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

extension [IPv6Address] {
    /// The addresses that stand one after another in a multiple of 16 bytes.
    init(octets: [UInt8]) {
        self = stride(from: 0, to: octets.count, by: 16).compactMap {
            IPv6Address(bytes: octets[$0..<Swift.min($0 + 16, octets.count)])
        }
    }
}
