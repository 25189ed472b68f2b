internal import CSocketShim

/// The code of an ICMPv6 message. Open to any number; the message type determines the meaning of a number.
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

    /// The code of message types with a single code.
    public static let none: ICMPv6Code = 0

    // Destination unreachable.

    /// Destination unreachable: there is no route.
    public static let noRoute = ICMPv6Code(CSOCK_ICMPV6_NO_ROUTE)
    /// Destination unreachable: a filter prohibits communication.
    public static let communicationProhibited = ICMPv6Code(CSOCK_ICMPV6_COMMUNICATION_PROHIBITED)
    /// Destination unreachable: the destination is beyond the scope of the source address.
    public static let beyondScope = ICMPv6Code(CSOCK_ICMPV6_BEYOND_SCOPE)
    /// Destination unreachable: the node does not reply on its link.
    public static let addressUnreachable = ICMPv6Code(CSOCK_ICMPV6_ADDRESS_UNREACHABLE)
    /// Destination unreachable: no socket is bound to the port.
    public static let portUnreachable = ICMPv6Code(CSOCK_ICMPV6_PORT_UNREACHABLE)
    /// Destination unreachable: the source address violates a policy.
    public static let sourcePolicyFailed = ICMPv6Code(CSOCK_ICMPV6_SOURCE_POLICY_FAILED)
    /// Destination unreachable: the route rejects packets.
    public static let routeRejected = ICMPv6Code(CSOCK_ICMPV6_ROUTE_REJECTED)
    /// Destination unreachable: an error in a source routing header, RFC 6550.
    public static let sourceRoutingError = ICMPv6Code(CSOCK_ICMPV6_SOURCE_ROUTING_ERROR)
    /// Destination unreachable: the headers are too long, RFC 8883.
    public static let headersTooLong = ICMPv6Code(CSOCK_ICMPV6_HEADERS_TOO_LONG)

    // Time exceeded.

    /// Time exceeded: too many hops.
    public static let hopLimitExceeded = ICMPv6Code(CSOCK_ICMPV6_HOP_LIMIT_EXCEEDED)
    /// Time exceeded: reassembly timed out.
    public static let reassemblyTimeExceeded = ICMPv6Code(CSOCK_ICMPV6_REASSEMBLY_TIME_EXCEEDED)

    // Parameter problem.

    /// Parameter problem: a field of a header is wrong.
    public static let erroneousField = ICMPv6Code(CSOCK_ICMPV6_ERRONEOUS_FIELD)
    /// Parameter problem: a Next Header is unknown.
    public static let unrecognizedNextHeader = ICMPv6Code(CSOCK_ICMPV6_UNRECOGNIZED_NEXT_HEADER)
    /// Parameter problem: an option is unknown.
    public static let unrecognizedOption = ICMPv6Code(CSOCK_ICMPV6_UNRECOGNIZED_OPTION)
    /// Parameter problem: the first fragment lacks a part of the headers, RFC 7112.
    public static let incompleteHeaderChain = ICMPv6Code(CSOCK_ICMPV6_INCOMPLETE_HEADER_CHAIN)
}
