internal import CSocketShim

/// The code of an ICMPv4 message. Open to any number; the message type determines the meaning of a number.
public struct ICMPv4Code: RawRepresentable, Hashable, Sendable, ExpressibleByIntegerLiteral {
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
    public static let none: ICMPv4Code = 0

    // Destination unreachable.

    /// Destination unreachable: there is no route to the network.
    public static let netUnreachable = ICMPv4Code(CSOCK_ICMPV4_NET_UNREACHABLE)
    /// Destination unreachable: the host does not reply on its network.
    public static let hostUnreachable = ICMPv4Code(CSOCK_ICMPV4_HOST_UNREACHABLE)
    /// Destination unreachable: the host does not support the protocol.
    public static let protocolUnreachable = ICMPv4Code(CSOCK_ICMPV4_PROTOCOL_UNREACHABLE)
    /// Destination unreachable: no socket is bound to the port.
    public static let portUnreachable = ICMPv4Code(CSOCK_ICMPV4_PORT_UNREACHABLE)
    /// Destination unreachable: the datagram is larger than the next link's MTU and must not be fragmented.
    public static let fragmentationNeeded = ICMPv4Code(CSOCK_ICMPV4_FRAGMENTATION_NEEDED)
    /// Destination unreachable: the source route failed.
    public static let sourceRouteFailed = ICMPv4Code(CSOCK_ICMPV4_SOURCE_ROUTE_FAILED)
    /// Destination unreachable: the network is unknown.
    public static let netUnknown = ICMPv4Code(CSOCK_ICMPV4_NET_UNKNOWN)
    /// Destination unreachable: the host is unknown.
    public static let hostUnknown = ICMPv4Code(CSOCK_ICMPV4_HOST_UNKNOWN)
    /// Destination unreachable: the source host is isolated.
    public static let sourceHostIsolated = ICMPv4Code(CSOCK_ICMPV4_SOURCE_HOST_ISOLATED)
    /// Destination unreachable: communication with the network is prohibited.
    public static let netProhibited = ICMPv4Code(CSOCK_ICMPV4_NET_PROHIBITED)
    /// Destination unreachable: communication with the host is prohibited.
    public static let hostProhibited = ICMPv4Code(CSOCK_ICMPV4_HOST_PROHIBITED)
    /// Destination unreachable: no route to the network supports the type of service.
    public static let netUnreachableForTOS = ICMPv4Code(CSOCK_ICMPV4_NET_UNREACHABLE_FOR_TOS)
    /// Destination unreachable: no route to the host supports the type of service.
    public static let hostUnreachableForTOS = ICMPv4Code(CSOCK_ICMPV4_HOST_UNREACHABLE_FOR_TOS)
    /// Destination unreachable: a filter prohibits communication.
    public static let communicationProhibited = ICMPv4Code(CSOCK_ICMPV4_COMMUNICATION_PROHIBITED)
    /// Destination unreachable: the precedence is not allowed.
    public static let hostPrecedenceViolation = ICMPv4Code(CSOCK_ICMPV4_HOST_PRECEDENCE_VIOLATION)
    /// Destination unreachable: the precedence is too low.
    public static let precedenceCutoff = ICMPv4Code(CSOCK_ICMPV4_PRECEDENCE_CUTOFF)

    // Redirect.

    /// Redirect datagrams for the network.
    public static let redirectNet = ICMPv4Code(CSOCK_ICMPV4_REDIRECT_NET)
    /// Redirect datagrams for the host.
    public static let redirectHost = ICMPv4Code(CSOCK_ICMPV4_REDIRECT_HOST)
    /// Redirect datagrams for the network with the type of service.
    public static let redirectNetForTOS = ICMPv4Code(CSOCK_ICMPV4_REDIRECT_NET_FOR_TOS)
    /// Redirect datagrams for the host with the type of service.
    public static let redirectHostForTOS = ICMPv4Code(CSOCK_ICMPV4_REDIRECT_HOST_FOR_TOS)

    // Time exceeded.

    /// Time exceeded: too many hops.
    public static let timeToLiveExceeded = ICMPv4Code(CSOCK_ICMPV4_TTL_EXCEEDED)
    /// Time exceeded: reassembly timed out.
    public static let reassemblyTimeExceeded = ICMPv4Code(CSOCK_ICMPV4_REASSEMBLY_TIME_EXCEEDED)

    // Parameter problem.

    /// Parameter problem: the pointer indicates the byte.
    public static let pointerIndicatesError = ICMPv4Code(CSOCK_ICMPV4_POINTER_INDICATES_ERROR)
    /// Parameter problem: an option is missing.
    public static let requiredOptionMissing = ICMPv4Code(CSOCK_ICMPV4_REQUIRED_OPTION_MISSING)
    /// Parameter problem: a length is wrong.
    public static let badLength = ICMPv4Code(CSOCK_ICMPV4_BAD_LENGTH)
}
