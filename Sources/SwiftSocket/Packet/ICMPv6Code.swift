internal import CSocketShim

/// The code of an ICMPv6 message, which says more about its type. Open to any number; what a number means
/// depends on the type.
public struct ICMPv6Code: RawRepresentable, Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// The number.
    public let rawValue: UInt8

    /// Any code, known here or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Any code, known here or not.
    public init(integerLiteral value: UInt8) {
        self.init(rawValue: value)
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt8(number))
    }

    /// The code of types that have but one.
    public static let none: ICMPv6Code = 0

    // Destination unreachable.

    /// Destination unreachable: there is no route.
    public static let noRoute = ICMPv6Code(CSOCK_ICMPV6_NO_ROUTE)
    /// Destination unreachable: a filter says no.
    public static let communicationProhibited = ICMPv6Code(CSOCK_ICMPV6_COMMUNICATION_PROHIBITED)
    /// Destination unreachable: it is beyond the scope of the source address.
    public static let beyondScope = ICMPv6Code(CSOCK_ICMPV6_BEYOND_SCOPE)
    /// Destination unreachable: the node does not answer on its link.
    public static let addressUnreachable = ICMPv6Code(CSOCK_ICMPV6_ADDRESS_UNREACHABLE)
    /// Destination unreachable: nobody listens at the port.
    public static let portUnreachable = ICMPv6Code(CSOCK_ICMPV6_PORT_UNREACHABLE)
    /// Destination unreachable: the source address is against a policy.
    public static let sourcePolicyFailed = ICMPv6Code(CSOCK_ICMPV6_SOURCE_POLICY_FAILED)
    /// Destination unreachable: the route says to reject.
    public static let routeRejected = ICMPv6Code(CSOCK_ICMPV6_ROUTE_REJECTED)
    /// Destination unreachable: an error in a source routing header, RFC 6550.
    public static let sourceRoutingError = ICMPv6Code(CSOCK_ICMPV6_SOURCE_ROUTING_ERROR)
    /// Destination unreachable: the headers are too long, RFC 8883.
    public static let headersTooLong = ICMPv6Code(CSOCK_ICMPV6_HEADERS_TOO_LONG)

    // Time exceeded.

    /// Time exceeded: too many routers.
    public static let hopLimitExceeded = ICMPv6Code(CSOCK_ICMPV6_HOP_LIMIT_EXCEEDED)
    /// Time exceeded: fragments are missing.
    public static let reassemblyTimeExceeded = ICMPv6Code(CSOCK_ICMPV6_REASSEMBLY_TIME_EXCEEDED)

    // Parameter problem.

    /// Parameter problem: a field of a header is wrong.
    public static let erroneousField = ICMPv6Code(CSOCK_ICMPV6_ERRONEOUS_FIELD)
    /// Parameter problem: a Next Header is unknown.
    public static let unrecognizedNextHeader = ICMPv6Code(CSOCK_ICMPV6_UNRECOGNIZED_NEXT_HEADER)
    /// Parameter problem: an option is unknown.
    public static let unrecognizedOption = ICMPv6Code(CSOCK_ICMPV6_UNRECOGNIZED_OPTION)
    /// Parameter problem: the first fragment has not all headers, RFC 7112.
    public static let incompleteHeaderChain = ICMPv6Code(CSOCK_ICMPV6_INCOMPLETE_HEADER_CHAIN)
}

/// `flags` of a neighbour advertisement: RFC 4861 section 4.4.
public struct NeighborFlags: OptionSet, Hashable, Sendable {
    /// The three bits.
    public let rawValue: UInt8

    /// Any bits; more than three are refused when the message is written.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sender is a router (R).
    public static let router = NeighborFlags(rawValue: UInt8(CSOCK_NDP_ROUTER))
    /// It answers a solicitation (S).
    public static let solicited = NeighborFlags(rawValue: UInt8(CSOCK_NDP_SOLICITED))
    /// It replaces the link-layer address that is known (O).
    public static let override = NeighborFlags(rawValue: UInt8(CSOCK_NDP_OVERRIDE))
}

/// How much rather a router, or a route, is to be used than others: RFC 4191 section 2.1.
public enum RouterPreference: UInt8, Hashable, Sendable {
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
public struct RouterAdvertisement: Hashable, Sendable {
    /// The flags of a router advertisement.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The octet; two of its bits are the ``RouterAdvertisement/preference``.
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
        lifetime: UInt16, currentHopLimit: UInt8 = 0, flags: Flags = [], preference: RouterPreference = .medium,
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
    public var preference: RouterPreference {
        get { RouterPreference(flags: flags.rawValue) }
        set { flags = Flags(rawValue: newValue.flags(others: flags.rawValue)) }
    }
}
