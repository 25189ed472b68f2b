internal import CSocketShim

/// An error from a socket's queue, with the datagram that caused it: `IP_RECVERR`, ip(7).
public struct ReceivedError: Hashable, Sendable {
    /// Where an error comes from. Open to any number.
    public struct Origin: RawRepresentable, Hashable, Sendable {
        /// The kernel's `SO_EE_ORIGIN_` number.
        public let rawValue: UInt8

        /// Any origin, known here or not.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// This machine, such as `EMSGSIZE`: `SO_EE_ORIGIN_LOCAL`
        public static let local = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_LOCAL))
        /// ICMPv4: `SO_EE_ORIGIN_ICMP`
        public static let icmp = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_ICMP))
        /// ICMPv6: `SO_EE_ORIGIN_ICMP6`
        public static let icmpv6 = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_ICMP6))
        /// No error, but when something was sent: `SO_EE_ORIGIN_TIMESTAMPING`
        public static let timestamping = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_TIMESTAMPING))
        /// No error, but that memory is free again: `SO_EE_ORIGIN_ZEROCOPY`
        public static let zeroCopy = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_ZEROCOPY))
    }

    /// What went wrong: `hostUnreachable`, `messageTooLong`; success where it is no error.
    public let code: ResultCode
    /// Where the error comes from.
    public let origin: Origin
    /// The ICMP message's type.
    public let type: UInt8
    /// The ICMP message's code.
    public let icmpCode: UInt8
    /// For `messageTooLong` the MTU.
    public let info: UInt32
    /// With `ipReceiveErrorsRFC4884`, where the ICMP message's extensions begin.
    public let data: UInt32
    /// Who sent the ICMP message.
    public let offender: SocketAddress?
    /// What there is of the datagram that caused it; its address is where that was going.
    public let message: ReceivedMessage
}
