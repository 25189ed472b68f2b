internal import CSocketShim

/// An entry of an ICMPv4 router advertisement: RFC 1256.
///
/// The corresponding C type is `csock_icmpv4_router`.
public struct ICMPv4Router: Hashable, Sendable {
    /// The router's address.
    public var address: IPv4Address
    /// The preference as a default router; a greater number is preferred. `Int32.min` means never.
    public var preferenceLevel: Int32

    /// An entry with the given fields.
    public init(_ address: IPv4Address, preferenceLevel: Int32 = 0) {
        self.address = address
        self.preferenceLevel = preferenceLevel
    }
}

extension ICMPv4Router: PacketCodable {
    /// ICMPv4.
    public static var errorLayer: LayerKind { .icmpv4 }

    /// Reads an entry of 8 bytes by way of `csock_icmpv4_router_next`.
    public static func read(_ reader: inout HeaderReader) -> ICMPv4Router? {
        read(&reader, entrySize: 2)
    }

    @usableFromInline
    static func read(_ reader: inout HeaderReader, entrySize: UInt8) -> ICMPv4Router? {
        unsafe reader.next(
            csock_icmpv4_router(),
            { ICMPv4Router(IPv4Address($0.address), preferenceLevel: $0.preference_level) },
            by: { unsafe csock_icmpv4_router_next($0, UInt32(entrySize), $1, $2) })
    }

    /// Writes the entry by way of `csock_icmpv4_router_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe writer.write(c, by: csock_icmpv4_router_encode)
    }

    private var c: csock_icmpv4_router {
        csock_icmpv4_router(address: address.octets, preference_level: preferenceLevel)
    }

    /// `{192.0.2.1 0}`, in the form of tcpdump. The corresponding C function is `csock_icmpv4_router_format`.
    public var description: String { unsafe text(of: c, by: csock_icmpv4_router_format) }
}

extension [ICMPv4Router] {
    /// Reads entries of `entrySize` times 4 bytes, as the message's `entrySize` says.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid``. The corresponding C function is
    /// `csock_icmpv4_router_next`.
    public init(decoding bytes: RawSpan, entrySize: UInt8) throws(PacketError) {
        self = try unsafe bytes.withUnsafeBytes { bytes in
            unsafe Self.decoded(bytes) { ICMPv4Router.read(&$0, entrySize: entrySize) }
        }.get()
    }

    /// Reads entries of `entrySize` times 4 bytes from any collection of bytes.
    @inlinable
    public init(decoding bytes: some Collection<UInt8>, entrySize: UInt8) throws(PacketError) {
        self = try unsafe withContiguousBytes(of: bytes) { bytes in
            unsafe Self.decoded(bytes) { ICMPv4Router.read(&$0, entrySize: entrySize) }
        }.get()
    }
}
