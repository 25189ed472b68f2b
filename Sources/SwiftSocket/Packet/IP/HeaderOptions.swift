public import CSocketShim

/// An option of an IPv4 or TCP header, written and read by C.
public protocol HeaderOption: Hashable, Sendable, CustomStringConvertible {
    /// Takes the first option from bytes that are not empty. Where the bytes are no option, takes them all as
    /// one that keeps them.
    static func next(_ bytes: inout UnsafeRawBufferPointer) -> Self

    /// Writes the option to the start of memory, and returns its length.
    func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
}

/// The options of an IPv4 or TCP header: a sequence of them, kept as the 40 bytes at most that they take.
///
///     var header = IPv4Header(source: .loopback, destination: .allHosts, protocol: .igmp)
///     header.options = [.routerAlert(0)]
///     for option in header.options { print(option) }
///
/// More than 40 bytes are refused when the header is written.
@frozen
public struct HeaderOptions<Option: HeaderOption>: Sendable {
    /// As many as the header's length field has room for.
    @inlinable static var capacity: Int { 40 }
    @usableFromInline var storage = InlineArray<40, UInt8>(repeating: 0)

    /// How many bytes the options take, padding included. Over 40 they cannot be written.
    @inlinable public var byteCount: Int { storedByteCount }
    // Apart, because code that is inlined cannot write to what others may only read.
    @usableFromInline var storedByteCount = 0

    /// No options.
    @inlinable
    public init() {}

    /// Options as they stand in a header. A header can only hold multiples of 4 bytes.
    public init(bytes: some Collection<UInt8>) {
        storedByteCount = bytes.count
        for (index, byte) in bytes.prefix(Self.capacity).enumerated() { storage[index] = byte }
    }

    /// Options in order, padded with zeros to a multiple of 4 bytes.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for an option that cannot be written, and
    /// ``ResultCode/noRoomForPacket`` for more than 40 bytes.
    public init(_ options: some Sequence<Option>) throws(PacketError) {
        for option in options { try append(option) }
        storedByteCount = (storedByteCount + 3) / 4 * 4
    }

    /// Writes an option after those that are there.
    private mutating func append(_ option: Option) throws(PacketError) {
        let start = byteCount
        storedByteCount += try unsafe withUnsafeMutableBytes(of: &storage) { memory throws(PacketError) in
            try unsafe option.encode(into: .init(rebasing: memory[start...]))
        }
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

    /// The options as they stand in the header. Of more than 40 bytes the first 40.
    public var bytes: [UInt8] { unsafe withBytes { unsafe Array($0) } }

    private func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        unsafe withUnsafeBytes(of: storage) { memory in
            unsafe body(UnsafeRawBufferPointer(rebasing: memory.prefix(byteCount)))
        }
    }

    /// Lends the bytes to C. Of more than 40 their number is right, and no more than 40 are there: C refuses
    /// the number.
    @inlinable
    func withCBytes<Value>(
        _ body: (csock_bytes) throws(PacketError) -> Value
    ) throws(PacketError) -> Value {
        try unsafe withUnsafeBytes(of: storage) { memory throws(PacketError) in
            let start = unsafe memory.assumingMemoryBound(to: UInt8.self).baseAddress
            return try unsafe body(csock_bytes(start: start, count: storedByteCount))
        }
    }
}

extension HeaderOptions: Sequence {
    /// Goes through the options.
    public struct Iterator: IteratorProtocol {
        private let options: HeaderOptions
        private var position = 0

        init(_ options: HeaderOptions) {
            self.options = options
        }

        /// The next option.
        public mutating func next() -> Option? {
            let start = position
            let taken: (option: Option, rest: Int)? = unsafe options.withBytes { bytes in
                var rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
                if unsafe rest.isEmpty { return nil }
                let option = unsafe Option.next(&rest)
                let left = rest.count
                return (option, left)
            }
            guard let taken else { return nil }
            position = Swift.min(options.byteCount, HeaderOptions.capacity) - taken.rest
            return taken.option
        }
    }

    /// Goes through the options, in order.
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension HeaderOptions: ExpressibleByArrayLiteral {
    /// Options in order, padded with zeros to a multiple of 4 bytes. Options that cannot be written, or take
    /// more than 40 bytes, make the header one that cannot be.
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
    /// Whether two have the same bytes.
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
    /// The options, as tcpdump lists them: `mss 1460,sackOK,nop,wscale 7`.
    public var description: String { map(\.description).joined(separator: ",") }
}
