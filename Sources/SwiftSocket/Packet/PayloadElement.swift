internal import CSocketShim

/// What stands one after another in the payload of a message: options, records, objects, written and read by C.
///
///     let payload = try [NDPOption.mtu(1500), .nonce([1, 2, 3, 4, 5, 6])].encoded()
///     for option in try NDPOption.list(in: payload) { print(option) }
public protocol PayloadElement: Hashable, Sendable, CustomStringConvertible {
    /// Reads all elements that bytes consist of.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid`` for bytes that are no such
    /// elements.
    static func list(in bytes: [UInt8]) throws(PacketError) -> [Self]

    /// The element's bytes. Throws ``ResultCode/packetFieldOutOfRange``.
    func encoded() throws(PacketError) -> [UInt8]
}

extension Sequence where Element: PayloadElement {
    /// The bytes of all elements. Throws ``ResultCode/packetFieldOutOfRange``.
    public func encoded() throws(PacketError) -> [UInt8] {
        var bytes: [UInt8] = []
        for element in self { bytes += try element.encoded() }
        return bytes
    }
}

/// An entry of an ICMPv4 router advertisement: RFC 1256.
///
/// The corresponding C type is `csock_icmpv4_router`.
public struct ICMPv4Router: Hashable, Sendable {
    /// The router's address.
    public var address: IPv4Address
    /// How much rather it is to be used than others; `Int32.min`: never as a default router.
    public var preferenceLevel: Int32

    /// An entry.
    public init(_ address: IPv4Address, preferenceLevel: Int32 = 0) {
        self.address = address
        self.preferenceLevel = preferenceLevel
    }
}

extension ICMPv4Router: PayloadElement {
    /// Reads the entries of 8 bytes that bytes consist of. The corresponding C function is
    /// `csock_icmpv4_router_next`.
    public static func list(in bytes: [UInt8]) throws(PacketError) -> [ICMPv4Router] {
        try list(in: bytes, entrySize: 2)
    }

    /// Reads the entries of `entrySize` times 4 bytes that bytes consist of.
    public static func list(in bytes: [UInt8], entrySize: UInt8) throws(PacketError) -> [ICMPv4Router] {
        try unsafe bytes.withCBytes { bytes throws(PacketError) in
            try unsafe elements(
                of: bytes, csock_icmpv4_router(),
                { unsafe csock_icmpv4_router_next($0, UInt32(entrySize), $1, $2) },
                { ICMPv4Router(IPv4Address($0.address), preferenceLevel: $0.preference_level) }
            ).get()
        }
    }

    /// The entry's bytes. The corresponding C function is `csock_icmpv4_router_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        var router = csock_icmpv4_router(address: address.octets, preference_level: preferenceLevel)
        return try unsafe encodedBytes { memory throws(PacketError) in
            Int(
                try unsafe PacketError.check {
                    unsafe csock_icmpv4_router_encode(&router, memory.baseAddress, memory.count, $0)
                })
        }
    }

    /// `{192.0.2.1 0}`, as tcpdump tells it.
    public var description: String { "{\(address) \(preferenceLevel)}" }
}
