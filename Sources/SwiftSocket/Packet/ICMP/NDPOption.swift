internal import CSocketShim

/// An option of neighbour discovery: RFC 4861 section 4.6. Open to any type.
///
///     let payload = try [NDPOption.sourceLinkLayerAddress([0x02, 0, 0, 0, 0, 1])].encoded()
///     let ask = Packet(
///         IPv6Header(source: .loopback, destination: .allRouters, hopLimit: 255),
///         ICMPv6Message(.routerSolicitation), payload: payload)
///
/// Each option takes a multiple of 8 bytes; encoding refuses data of another length. `reserved` are bits that should be 0.
/// The corresponding C type is `csock_ndp_option`.
public enum NDPOption: Hashable, Sendable {
    /// The sender's link-layer address with padding; 6 bytes for Ethernet.
    case sourceLinkLayerAddress([UInt8])
    /// The target's link-layer address with padding; 6 bytes for Ethernet.
    case targetLinkLayerAddress([UInt8])
    /// A prefix of the link.
    case prefixInformation(NDPPrefix)
    /// The start of the redirected packet, with padding; 48 bits are reserved.
    case redirectedHeader([UInt8], reserved: UInt64 = 0)
    /// The link's MTU.
    case mtu(UInt32, reserved: UInt16 = 0)
    /// A number that the reply repeats: RFC 3971. 6 bytes plus a multiple of 8.
    case nonce([UInt8])
    /// A route: RFC 4191.
    case routeInformation(NDPRoute)
    /// Recursive DNS servers, with a lifetime in seconds: RFC 8106.
    case recursiveDNSServers([IPv6Address], lifetime: UInt32, reserved: UInt16 = 0)
    /// Domains in which names are looked up, for so many seconds: RFC 8106. The names are in the form of DNS,
    /// padded; see ``decodeDomainNames(_:)-(RawSpan)``.
    case dnsSearchList(names: [UInt8], lifetime: UInt32, reserved: UInt16 = 0)
    /// Any other type, with the bytes after type and length.
    case other(type: UInt8, data: [UInt8])
}

/// A prefix that a router advertises: RFC 4861 section 4.6.2.
public struct NDPPrefix: Hashable, Sendable {
    /// The uses of a prefix.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The octet.
        public let rawValue: UInt8

        /// Any bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The addresses of the prefix are on the link (L).
        public static let onLink = Flags(rawValue: UInt8(CSOCK_NDP_PREFIX_ON_LINK))
        /// Hosts may form addresses from the prefix (A): RFC 4862.
        public static let autonomous = Flags(rawValue: UInt8(CSOCK_NDP_PREFIX_AUTONOMOUS))
        /// The prefix is a full address of the router (R): RFC 6275.
        public static let routerAddress = Flags(rawValue: UInt8(CSOCK_NDP_PREFIX_ROUTER_ADDRESS))
    }

    /// The prefix; the bits after its length should be 0.
    public var prefix: IPv6Address
    /// The length of the prefix in bits, 0 to 128.
    public var length: UInt8
    /// The uses of the prefix.
    public var flags: Flags
    /// The lifetime of the prefix in seconds; `UInt32.max` means infinity.
    public var validLifetime: UInt32
    /// The time in seconds that addresses from the prefix are preferred; `UInt32.max` means infinity.
    public var preferredLifetime: UInt32
    /// Bits that should be 0.
    public var reserved: UInt32

    /// A prefix with the given fields.
    public init(
        _ prefix: IPv6Address, length: UInt8, flags: Flags = [.onLink, .autonomous], validLifetime: UInt32,
        preferredLifetime: UInt32, reserved: UInt32 = 0
    ) {
        self.prefix = prefix
        self.length = length
        self.flags = flags
        self.validLifetime = validLifetime
        self.preferredLifetime = preferredLifetime
        self.reserved = reserved
    }
}

/// A route that a router advertises: RFC 4191 section 2.3.
public struct NDPRoute: Hashable, Sendable {
    /// The first 0, 8 or 16 bytes of the prefix, at least as many as its length needs.
    public var prefix: [UInt8]
    /// The length of the prefix in bits, 0 to 128.
    public var length: UInt8
    /// An octet: two bits are the ``preference``, the others should be 0.
    public var flags: UInt8
    /// The lifetime of the route in seconds; `UInt32.max` means infinity.
    public var lifetime: UInt32

    /// A route with the given fields.
    public init(_ prefix: IPv6Address, length: UInt8, lifetime: UInt32, preference: NDPRouterPreference = .medium) {
        self.init(
            bytes: Array(prefix.bytes.prefix(length == 0 ? 0 : length <= 64 ? 8 : 16)), length: length,
            flags: preference.flags(others: 0), lifetime: lifetime)
    }

    init(bytes: [UInt8], length: UInt8, flags: UInt8, lifetime: UInt32) {
        prefix = bytes
        self.length = length
        self.flags = flags
        self.lifetime = lifetime
    }

    /// The preference of the route: two bits of ``flags``.
    public var preference: NDPRouterPreference {
        get { NDPRouterPreference(flags: flags) }
        set { flags = newValue.flags(others: flags) }
    }

    /// The prefix as an address.
    public var address: IPv6Address? {
        IPv6Address(bytes: prefix + [UInt8](repeating: 0, count: max(0, 16 - prefix.count)))
    }
}

extension NDPOption: PacketCodable {
    /// Reads an option by way of `csock_ndp_option_next`. If one option of a message cannot be decoded, the whole message
    /// is to be ignored: RFC 4861 section 6.1.
    public static func read(_ reader: inout HeaderReader) -> NDPOption? {
        unsafe reader.next(csock_ndp_option(), { unsafe NDPOption($0) }, by: csock_ndp_option_next)
    }

    /// Writes the option by way of `csock_ndp_option_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe withC { unsafe writer.write($0, by: csock_ndp_option_encode) }
    }

    /// The names of a DNS search list as text, such as `example.org`.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid``. The corresponding C function is
    /// `csock_ndp_domain_next`.
    public static func decodeDomainNames(_ names: RawSpan) throws(PacketError) -> [String] {
        try unsafe names.withUnsafeBytes { unsafe decodedDomainNames($0) }.get()
    }

    /// The names of a DNS search list in any collection of bytes; see ``decodeDomainNames(_:)-(RawSpan)``.
    @inlinable
    public static func decodeDomainNames(_ names: some Collection<UInt8>) throws(PacketError) -> [String] {
        try unsafe withContiguousBytes(of: names) { unsafe decodedDomainNames($0) }.get()
    }

    @usableFromInline
    static func decodedDomainNames(_ names: UnsafeRawBufferPointer) -> Result<[String], PacketError> {
        unsafe PacketError.result { error in
            var rest = unsafe csock_bytes(names)
            var texts: [String] = []
            while true {
                var length: Int32 = 0
                let name = unsafe text(capacity: CSOCK_NDP_DOMAIN_TEXT_MAX) { memory in
                    length = unsafe csock_ndp_domain_next(&rest, memory, error)
                    return max(Int(length), 0)
                }
                if length < 0 { return nil }
                if length == 0 { return texts }
                texts.append(name)
            }
        }
    }
}
