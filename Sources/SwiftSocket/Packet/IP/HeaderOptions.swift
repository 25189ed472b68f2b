public import CSocketShim

/// An option of an IPv4 or TCP header.
public protocol HeaderOption: PacketCodable {
    /// Bytes that cannot be decoded as options, at the end of a list.
    static func malformed(_ bytes: [UInt8]) -> Self
}

/// The options of an IPv4 or TCP header: a sequence of options, stored as their encoded bytes, 40 at most.
///
///     var header = IPv4Header(source: .loopback, destination: .allHosts, protocol: .igmp)
///     header.options = [.routerAlert(0)]
///     for option in header.options { print(option) }
///
/// Encoding the header refuses more than 40 bytes.
@frozen
public struct HeaderOptions<Option: HeaderOption>: Sendable {
    /// The greatest number of bytes that the header's length field allows.
    @inlinable static var capacity: Int { 40 }
    @usableFromInline var storage = InlineArray<40, UInt8>(repeating: 0)

    /// The number of bytes that the options take, padding included. More than 40 cannot be encoded.
    @inlinable public var byteCount: Int { storedByteCount }
    // A property of its own, because inlined code cannot set one that is read-only to others.
    @usableFromInline var storedByteCount = 0

    /// No options.
    @inlinable
    public init() {}

    /// Encoded options. A header can only hold a multiple of 4 bytes.
    public init(bytes: some Collection<UInt8>) {
        storedByteCount = bytes.count
        for (index, byte) in bytes.prefix(Self.capacity).enumerated() { storage[index] = byte }
    }

    /// Options in order, padded with zeros to a multiple of 4 bytes.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for an option that cannot be encoded, and
    /// ``ResultCode/noRoomForPacket`` for more than 40 bytes.
    public init(_ options: some Sequence<Option>) throws(PacketError) {
        var error = unsafe csock_wire_error()
        let length = unsafe withUnsafeMutableBytes(of: &storage) { memory in
            var writer = unsafe HeaderWriter(memory, Option.errorLayer, &error)
            for option in options { option.write(to: &writer) }
            return writer.finish()
        }
        if length < 0 { throw unsafe PacketError(error) }
        storedByteCount = (length + 3) / 4 * 4
    }

    @inlinable
    init(_ bytes: csock_bytes) {
        storedByteCount = unsafe bytes.count
        guard let start = unsafe bytes.start, storedByteCount > 0 else { return }
        unsafe withUnsafeMutableBytes(of: &storage) { memory in
            unsafe memory.copyMemory(
                from: UnsafeRawBufferPointer(start: start, count: Swift.min(bytes.count, Self.capacity)))
        }
    }

    /// The encoded options; the first 40 bytes if there are more.
    public var bytes: [UInt8] { unsafe withBytes { unsafe Array($0) } }

    @inlinable
    func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        unsafe withUnsafeBytes(of: storage) { memory in
            unsafe body(UnsafeRawBufferPointer(rebasing: memory.prefix(byteCount)))
        }
    }

    /// Lends the bytes to C. A count over 40 is passed on although only 40 bytes are stored: C refuses the count and
    /// reads no byte.
    @inlinable @inline(__always)
    func withCBytes<Value>(_ body: (csock_bytes) -> Value) -> Value {
        unsafe withUnsafeBytes(of: storage) { memory in
            let start = unsafe memory.assumingMemoryBound(to: UInt8.self).baseAddress
            return unsafe body(csock_bytes(start: start, count: storedByteCount))
        }
    }
}

extension HeaderOptions: Sequence {
    /// Iterates over the options.
    @frozen
    public struct Iterator: IteratorProtocol {
        @usableFromInline let options: HeaderOptions
        @usableFromInline var position = 0

        @inlinable
        init(_ options: HeaderOptions) {
            self.options = options
        }

        /// The next option.
        @inlinable
        public mutating func next() -> Option? {
            var error = unsafe csock_wire_error()
            return unsafe options.withBytes { bytes in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...])
                if unsafe rest.isEmpty { return nil }
                var reader = unsafe HeaderReader(rest, Option.errorLayer, leniently: false, &error)
                if let option = Option.read(&reader) {
                    position += reader.position
                    return option
                }
                position += rest.count
                return unsafe .malformed(Array(rest))
            }
        }
    }

    /// Iterates over the options, in order.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension HeaderOptions: ExpressibleByArrayLiteral {
    /// Options in order, padded with zeros to a multiple of 4 bytes. With options that cannot be encoded, or take more
    /// than 40 bytes, the header cannot be encoded either.
    public init(arrayLiteral options: Option...) {
        self.init()
        do {
            self = try Self(options)
        } catch {
            storedByteCount = Swift.max(Self.capacity + 4, error.needed)
        }
    }
}

extension HeaderOptions: Hashable {
    /// Whether the encoded bytes are equal.
    public static func == (left: HeaderOptions, right: HeaderOptions) -> Bool {
        left.byteCount == right.byteCount
            && left.bytes == right.bytes
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(byteCount)
        unsafe withBytes { unsafe hasher.combine(bytes: $0) }
    }
}

extension HeaderOptions: CustomStringConvertible {
    /// The options in the form of tcpdump: `mss 1460,sackOK,nop,wscale 7`.
    public var description: String { map(\.description).joined(separator: ",") }
}
