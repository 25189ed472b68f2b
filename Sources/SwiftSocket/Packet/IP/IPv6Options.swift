internal import CSocketShim

/// The options of ``IPv6HopByHopOptions`` or ``IPv6DestinationOptions``: a sequence of options, stored as their encoded
/// bytes.
///
///     let options: IPv6Options = [.routerAlert(0)]
///     for option in options { print(option) } // rtalert: 0x0000, padn
///
/// Options made from ``IPv6Option`` values are aligned as their RFCs require, and padded to fill the header. Options made
/// from bytes keep these bytes.
public struct IPv6Options: Hashable, Sendable {
    /// The encoded options: 6 bytes more than a multiple of 8, 2046 at most. Encoding the header refuses any other
    /// number.
    public var bytes: [UInt8]

    /// Encoded options.
    public init(bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// Options in order, with padding for their alignment and to fill the header. A header without options is all padding.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for an option that cannot be encoded, and
    /// ``ResultCode/noRoomForPacket`` for more than 2046 bytes. The corresponding C functions are
    /// `csock_ipv6_option_append` and `csock_ipv6_option_pad`.
    public init(_ options: some Sequence<IPv6Option>) throws(PacketError) {
        bytes = try unsafe array(CSOCK_IPV6_OPTIONS_MAX) { memory throws(PacketError) in
            var error = unsafe csock_wire_error()
            let length = unsafe withUnsafeMutablePointer(to: &error) { error in
                var writer = unsafe HeaderWriter(memory, IPv6Option.errorLayer, error)
                for option in options { option.write(to: &writer) }
                unsafe writer.append { unsafe csock_ipv6_option_pad($0, $1, $2, 8, 0, $3) }
                return writer.finish()
            }
            if length < 0 { throw unsafe PacketError(error) }
            return length
        }
    }
}

extension IPv6Options: Sequence {
    /// Iterates over the options.
    public struct Iterator: IteratorProtocol {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: [UInt8]) {
            rest = bytes[...]
        }

        /// The next option.
        public mutating func next() -> IPv6Option? {
            if rest.isEmpty { return nil }
            let (option, length) = unsafe rest.withUnsafeBytes { bytes in
                var error = unsafe csock_wire_error()
                return unsafe withUnsafeMutablePointer(to: &error) { error in
                    var reader = unsafe HeaderReader(bytes, .payload, leniently: false, error)
                    if let option = IPv6Option.read(&reader) { return (option, reader.position) }
                    return unsafe (IPv6Option.malformed(Array(bytes)), bytes.count)
                }
            }
            rest = rest.dropFirst(length)
            return option
        }
    }

    /// Iterates over the options in order, padding included.
    public func makeIterator() -> Iterator { Iterator(bytes) }
}

extension IPv6Options: ExpressibleByArrayLiteral {
    /// Options in order, with padding for their alignment and to fill the header. With options that cannot be
    /// encoded, or take more than 2046 bytes, the header cannot be encoded either.
    public init(arrayLiteral options: IPv6Option...) {
        do {
            self = try Self(options)
        } catch {
            bytes = [UInt8](repeating: 0, count: CSOCK_IPV6_OPTIONS_MAX + 8)
        }
    }
}

extension IPv6Options: CustomStringConvertible {
    /// The options in the form of tcpdump: `(rtalert: 0x0000) (padn)`. The corresponding C function is
    /// `csock_ipv6_options_format`.
    public var description: String {
        unsafe bytes.withCBytes { options in
            unsafe text { unsafe csock_ipv6_options_format(options, $0, $1) }
        }
    }
}
