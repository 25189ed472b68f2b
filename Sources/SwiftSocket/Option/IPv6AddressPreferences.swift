internal import CSocketShim

/// Which of this machine's addresses to prefer as source: RFC 5014.
public struct IPv6AddressPreferences: OptionSet, OptionNumber, Hashable {
    /// The kernel's `IPV6_PREFER_SRC_` bits.
    public let rawValue: Int32

    /// Any bits, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int) {
        self.init(rawValue: Int32(bits))
    }

    /// Temporary addresses: `IPV6_PREFER_SRC_TMP`
    public static let temporary = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_TMP)
    /// Public addresses: `IPV6_PREFER_SRC_PUBLIC`
    public static let `public` = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_PUBLIC)
    /// Public and temporary addresses alike: `IPV6_PREFER_SRC_PUBTMP_DEFAULT`
    public static let publicOrTemporary = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_PUBTMP_DEFAULT)
    /// Care-of addresses: `IPV6_PREFER_SRC_COA`
    public static let careOf = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_COA)
    /// Home addresses: `IPV6_PREFER_SRC_HOME`
    public static let home = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_HOME)
    /// Cryptographically generated addresses: `IPV6_PREFER_SRC_CGA`
    public static let cryptographic = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_CGA)
    /// Addresses that are not cryptographically generated: `IPV6_PREFER_SRC_NONCGA`
    public static let nonCryptographic = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_NONCGA)
}

extension IPv6AddressPreferences: CustomStringConvertible {
    /// The names of the preferences: `[temporary]`.
    public var description: String {
        describe([
            .temporary: "temporary", .public: "public", .publicOrTemporary: "publicOrTemporary", .careOf: "careOf",
            .home: "home", .cryptographic: "cryptographic", .nonCryptographic: "nonCryptographic",
        ])
    }
}
