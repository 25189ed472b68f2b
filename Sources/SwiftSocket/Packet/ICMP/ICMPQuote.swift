internal import CSocketShim

/// The parts of an ICMP error's payload.
public struct ICMPQuote: Hashable, Sendable {
    /// The quoted datagram. Before an extension it may be padded with zeros.
    public let datagram: [UInt8]
    /// The bytes of the extension structure; empty if there is none.
    public let structure: [UInt8]
    /// The first field that is missing from a payload that ends early; `nil` after strict decoding.
    public let missing: PacketError?

    /// The extension, if there is one that can be decoded.
    public var `extension`: ICMPExtension? {
        structure.isEmpty ? nil : try? ICMPExtension(decoding: structure)
    }

    /// Whether the extension's checksum is correct, or there is no checksum. The corresponding C function is
    /// `csock_icmp_extension_verify`.
    public var isExtensionIntact: Bool {
        unsafe structure.withCBytes { unsafe csock_icmp_extension_verify($0) }
    }

    private typealias Splitter = (
        csock_bytes, UnsafeMutablePointer<csock_bytes>, UnsafeMutablePointer<csock_bytes>,
        UnsafeMutablePointer<csock_wire_error>
    ) -> Int32

    private static func decoded(_ payload: UnsafeRawBufferPointer, _ split: Splitter) -> Result<ICMPQuote, PacketError>
    {
        unsafe PacketError.result { error in
            var datagram = unsafe csock_bytes()
            var structure = unsafe csock_bytes()
            if unsafe split(csock_bytes(payload), &datagram, &structure, error) < 0 { return nil }
            return unsafe ICMPQuote(
                datagram: datagram.array, structure: structure.array,
                missing: error.pointee.code == 0 ? nil : PacketError(error.pointee))
        }
    }

    @usableFromInline
    static func decoded(
        _ payload: UnsafeRawBufferPointer, _ message: ICMPv4Message, leniently: Bool
    ) -> Result<ICMPQuote, PacketError> {
        var header = message.header
        let split = unsafe leniently ? csock_icmpv4_error_split_lenient : csock_icmpv4_error_split
        return unsafe decoded(payload) { unsafe split(&header, $0, $1, $2, $3) }
    }

    @usableFromInline
    static func decoded(
        _ payload: UnsafeRawBufferPointer, _ message: ICMPv6Message, leniently: Bool
    ) -> Result<ICMPQuote, PacketError> {
        var header = message.header
        let split = unsafe leniently ? csock_icmpv6_error_split_lenient : csock_icmpv6_error_split
        return unsafe decoded(payload) { unsafe split(&header, $0, $1, $2, $3) }
    }
}

extension ICMPv4Message {
    /// Decodes the payload of an error: the quoted datagram and an extension.
    ///
    /// Leniently, accepts a payload that ends early, and finds an extension after 128 bytes in a message without a
    /// length, as routers from before RFC 4884 send it. Strictly, throws ``ResultCode/packetTooShort``, and
    /// ``ResultCode/packetFieldNotValid`` for a quote of less than 128 bytes before an extension. The corresponding C
    /// functions are `csock_icmpv4_error_split` and `csock_icmpv4_error_split_lenient`.
    public func decodeQuote(_ payload: RawSpan, leniently: Bool = false) throws(PacketError) -> ICMPQuote {
        try unsafe payload.withUnsafeBytes { unsafe ICMPQuote.decoded($0, self, leniently: leniently) }.get()
    }

    /// Decodes the payload of an error from any collection of bytes; see ``decodeQuote(_:leniently:)-(RawSpan,_)``.
    @inlinable
    public func decodeQuote(
        _ payload: some Collection<UInt8>, leniently: Bool = false
    ) throws(PacketError) -> ICMPQuote {
        try unsafe withContiguousBytes(of: payload) { unsafe ICMPQuote.decoded($0, self, leniently: leniently) }.get()
    }

    /// The payload that quotes a datagram, with an extension if there are objects. Sets the message's length.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for a datagram of more than 1020 bytes before objects, and for
    /// objects in a type that cannot have them. The corresponding C function is `csock_icmpv4_error_compose`.
    public mutating func encodeQuote(
        _ datagram: some Collection<UInt8>, _ objects: [ICMPObject] = []
    ) throws(PacketError) -> [UInt8] {
        let datagram = Array(datagram)
        var header = header
        let payload = try encodedBytes(Self.layerKind) { writer in
            unsafe writer.write(objects) { writer, objects in
                unsafe datagram.withCBytes { datagram in
                    unsafe writer.write { unsafe csock_icmpv4_error_compose(&header, datagram, objects, $0, $1, $2) }
                }
            }
        }
        kind = Kind(header)
        return payload
    }
}

extension ICMPv6Message {
    /// Decodes the payload of an error: the quoted packet and an extension.
    ///
    /// Leniently, accepts a payload that ends early. Strictly, throws ``ResultCode/packetTooShort``, and
    /// ``ResultCode/packetFieldNotValid`` for a quote of less than 128 bytes before an extension. The corresponding C
    /// functions are `csock_icmpv6_error_split` and `csock_icmpv6_error_split_lenient`.
    public func decodeQuote(_ payload: RawSpan, leniently: Bool = false) throws(PacketError) -> ICMPQuote {
        try unsafe payload.withUnsafeBytes { unsafe ICMPQuote.decoded($0, self, leniently: leniently) }.get()
    }

    /// Decodes the payload of an error from any collection of bytes; see ``decodeQuote(_:leniently:)-(RawSpan,_)``.
    @inlinable
    public func decodeQuote(
        _ payload: some Collection<UInt8>, leniently: Bool = false
    ) throws(PacketError) -> ICMPQuote {
        try unsafe withContiguousBytes(of: payload) { unsafe ICMPQuote.decoded($0, self, leniently: leniently) }.get()
    }

    /// The payload that quotes a packet, with an extension if there are objects. Sets the message's length.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for a packet of more than 2040 bytes before objects, and for objects
    /// in a type that cannot have them. The corresponding C function is `csock_icmpv6_error_compose`.
    public mutating func encodeQuote(
        _ packet: some Collection<UInt8>, _ objects: [ICMPObject] = []
    ) throws(PacketError) -> [UInt8] {
        let packet = Array(packet)
        var header = header
        let payload = try encodedBytes(Self.layerKind) { writer in
            unsafe writer.write(objects) { writer, objects in
                unsafe packet.withCBytes { packet in
                    unsafe writer.write { unsafe csock_icmpv6_error_compose(&header, packet, objects, $0, $1, $2) }
                }
            }
        }
        kind = Kind(header)
        return payload
    }
}
