internal import CSocketShim

/// `flags` of a neighbour advertisement: RFC 4861 section 4.4.
public struct NDPNeighborFlags: OptionSet, Hashable, Sendable {
    /// The three bits.
    public let rawValue: UInt8

    /// Any bits; more than three are refused when the message is written.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sender is a router (R).
    public static let router = NDPNeighborFlags(rawValue: UInt8(CSOCK_NDP_ROUTER))
    /// It answers a solicitation (S).
    public static let solicited = NDPNeighborFlags(rawValue: UInt8(CSOCK_NDP_SOLICITED))
    /// It replaces the link-layer address that is known (O).
    public static let override = NDPNeighborFlags(rawValue: UInt8(CSOCK_NDP_OVERRIDE))
}

/// How much rather a router, or a route, is to be used than others: RFC 4191 section 2.1.
public enum NDPRouterPreference: UInt8, Hashable, Sendable {
    /// As those that say nothing.
    case medium = 0
    /// Before others.
    case high = 1
    /// To be taken for medium, and not to be sent.
    case reserved = 2
    /// After others.
    case low = 3

    /// The bits of an octet of flags.
    init(flags: UInt8) {
        switch Int(flags) & CSOCK_NDP_PREFERENCE_MASK {
        case CSOCK_NDP_PREFERENCE_HIGH: self = .high
        case CSOCK_NDP_PREFERENCE_LOW: self = .low
        case CSOCK_NDP_PREFERENCE_RESERVED: self = .reserved
        default: self = .medium
        }
    }

    /// The octet of flags with these bits.
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

/// What a router advertises: RFC 4861 section 4.2, RFC 4191, RFC 5175. Its options are the packet's payload.
public struct NDPRouterAdvertisement: Hashable, Sendable {
    /// The flags of a router advertisement.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The octet; two of its bits are the ``NDPRouterAdvertisement/preference``.
        public let rawValue: UInt8

        /// Any bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Addresses are to be had by DHCPv6 (M).
        public static let managed = Flags(rawValue: UInt8(CSOCK_NDP_MANAGED))
        /// Other configuration is (O).
        public static let other = Flags(rawValue: UInt8(CSOCK_NDP_OTHER))
        /// The router is a home agent (H): RFC 6275.
        public static let homeAgent = Flags(rawValue: UInt8(CSOCK_NDP_HOME_AGENT))
        /// It was relayed by a proxy (P): RFC 4389.
        public static let proxy = Flags(rawValue: UInt8(CSOCK_NDP_PROXY))
    }

    /// The hop limit that hosts are to send with; 0 leaves it open.
    public var currentHopLimit: UInt8
    /// What else holds.
    public var flags: Flags
    /// For how many seconds it is a default router; 0: it is none.
    public var lifetime: UInt16
    /// For how many milliseconds a neighbour is reachable after it was heard of; 0 leaves it open.
    public var reachableTime: UInt32
    /// How many milliseconds lie between solicitations; 0 leaves it open.
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

    /// How much rather the router is to be used than others: two bits of ``flags``.
    public var preference: NDPRouterPreference {
        get { NDPRouterPreference(flags: flags.rawValue) }
        set { flags = Flags(rawValue: newValue.flags(others: flags.rawValue)) }
    }
}
