internal import CSocketShim

/// The options of ``IPv6HopByHopOptions`` or ``IPv6DestinationOptions``: a sequence of them, kept as the bytes that they
/// take.
///
///     let options: IPv6Options = [.routerAlert(0)]
///     for option in options { print(option) } // rtalert: 0x0000, padn
///
/// Options that are given are aligned as their RFCs ask and padded to fill the header. Bytes that were read, or
/// are given as bytes, stay as they are.
public struct IPv6Options: Hashable, Sendable {
    /// The options as they stand in the header: 6 bytes more than a multiple of 8, 2046 at most. Any other number
    /// is refused when the header is written.
    public var bytes: [UInt8]

    /// Options as they stand in a header.
    public init(bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// Options in order, with padding for their alignment and to fill the header. Of none the header is all
    /// padding.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for an option that cannot be written, and
    /// ``ResultCode/noRoomForPacket`` for more than 2046 bytes. The corresponding C functions are
    /// `csock_ipv6_option_append` and `csock_ipv6_option_pad`.
    public init(_ options: some Sequence<IPv6Option>) throws(PacketError) {
        bytes = try unsafe array(CSOCK_IPV6_OPTIONS_MAX) { memory throws(PacketError) in
            var count = 0
            for option in options { count = try unsafe option.append(to: memory, after: count) }
            let end = try unsafe PacketError.check {
                unsafe csock_ipv6_option_pad(memory.baseAddress, count, memory.count, 8, 0, $0)
            }
            return Int(end)
        }
    }
}

extension IPv6Options: Sequence {
    /// Goes through the options.
    public struct Iterator: IteratorProtocol {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: [UInt8]) {
            rest = bytes[...]
        }

        /// The next option.
        public mutating func next() -> IPv6Option? {
            if rest.isEmpty { return nil }
            let (option, left) = unsafe rest.withUnsafeBytes { bytes in
                var list = unsafe csock_bytes(bytes)
                guard let option = unsafe IPv6Option(next: &list) else {
                    return unsafe (IPv6Option.malformed(Array(bytes)), 0)
                }
                return unsafe (option, list.count)
            }
            rest = rest.suffix(left)
            return option
        }
    }

    /// Goes through the options, in order, padding among them.
    public func makeIterator() -> Iterator { Iterator(bytes) }
}

extension IPv6Options: ExpressibleByArrayLiteral {
    /// Options in order, with padding for their alignment and to fill the header. Options that cannot be written,
    /// or take more than 2046 bytes, make the header one that cannot be.
    public init(arrayLiteral options: IPv6Option...) {
        do {
            self = try Self(options)
        } catch {
            bytes = [UInt8](repeating: 0, count: CSOCK_IPV6_OPTIONS_MAX + 8)
        }
    }
}

extension IPv6Options: CustomStringConvertible {
    /// The options, as tcpdump lists them: `(rtalert: 0x0000) (padn)`.
    public var description: String { map { "(\($0))" }.joined(separator: " ") }
}
