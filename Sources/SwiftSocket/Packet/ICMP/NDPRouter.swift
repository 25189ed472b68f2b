internal import CSocketShim

/// The flags of a neighbour advertisement: RFC 4861 section 4.4.
public struct NDPNeighborFlags: OptionSet, Hashable, Sendable {
    /// The three bits.
    public let rawValue: UInt8

    /// Any bits; encoding refuses more than three.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sender is a router (R).
    public static let router = NDPNeighborFlags(rawValue: UInt8(CSOCK_NDP_ROUTER))
    /// The advertisement replies to a solicitation (S).
    public static let solicited = NDPNeighborFlags(rawValue: UInt8(CSOCK_NDP_SOLICITED))
    /// The advertisement replaces the cached link-layer address (O).
    public static let override = NDPNeighborFlags(rawValue: UInt8(CSOCK_NDP_OVERRIDE))
}

/// The preference of a router or route: RFC 4191 section 2.1.
public enum NDPRouterPreference: UInt8, Hashable, Sendable {
    /// Medium, the default.
    case medium = 0
    /// Preferred to others.
    case high = 1
    /// Receivers treat it as medium; it must not be sent.
    case reserved = 2
    /// Less preferred than others.
    case low = 3

    /// The preference in an octet of flags.
    init(flags: UInt8) {
        switch Int(flags) & CSOCK_NDP_PREFERENCE_MASK {
        case CSOCK_NDP_PREFERENCE_HIGH: self = .high
        case CSOCK_NDP_PREFERENCE_LOW: self = .low
        case CSOCK_NDP_PREFERENCE_RESERVED: self = .reserved
        default: self = .medium
        }
    }

    /// The octet of flags with this preference.
    func flags(others: UInt8) -> UInt8 {
        let bits =
            switch self {
            case .medium: CSOCK_NDP_PREFERENCE_MEDIUM
            case .high: CSOCK_NDP_PREFERENCE_HIGH
            case .reserved: CSOCK_NDP_PREFERENCE_RESERVED
            case .low: CSOCK_NDP_PREFERENCE_LOW
            }
        return others & ~UInt8(CSOCK_NDP_PREFERENCE_MASK) | UInt8(bits)
    }
}

/// The content of a router advertisement: RFC 4861 section 4.2, RFC 4191, RFC 5175. Its options are the payload.
public struct NDPRouterAdvertisement: Hashable, Sendable {
    /// The flags of a router advertisement.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The octet; two of its bits are the ``NDPRouterAdvertisement/preference``.
        public let rawValue: UInt8

        /// Any bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Addresses are available by DHCPv6 (M).
        public static let managed = Flags(rawValue: UInt8(CSOCK_NDP_MANAGED))
        /// Other configuration is available by DHCPv6 (O).
        public static let other = Flags(rawValue: UInt8(CSOCK_NDP_OTHER))
        /// The router is a home agent (H): RFC 6275.
        public static let homeAgent = Flags(rawValue: UInt8(CSOCK_NDP_HOME_AGENT))
        /// A proxy relayed the advertisement (P): RFC 4389.
        public static let proxy = Flags(rawValue: UInt8(CSOCK_NDP_PROXY))
    }

    /// The hop limit that hosts should use; 0 means unspecified.
    public var currentHopLimit: UInt8
    /// The flags.
    public var flags: Flags
    /// The lifetime as a default router in seconds; 0 means not a default router.
    public var lifetime: UInt16
    /// The time that a neighbour counts as reachable after a confirmation, in milliseconds; 0 means unspecified.
    public var reachableTime: UInt32
    /// The time between solicitations in milliseconds; 0 means unspecified.
    public var retransmissionTimer: UInt32

    /// An advertisement with the given fields.
    public init(
        lifetime: UInt16, currentHopLimit: UInt8 = 0, flags: Flags = [], preference: NDPRouterPreference = .medium,
        reachableTime: UInt32 = 0, retransmissionTimer: UInt32 = 0
    ) {
        self.currentHopLimit = currentHopLimit
        self.flags = flags
        self.lifetime = lifetime
        self.reachableTime = reachableTime
        self.retransmissionTimer = retransmissionTimer
        if preference != .medium { self.preference = preference }
    }

    /// The preference of the router: two bits of ``flags``.
    public var preference: NDPRouterPreference {
        get { NDPRouterPreference(flags: flags.rawValue) }
        set { flags = Flags(rawValue: newValue.flags(others: flags.rawValue)) }
    }
}
