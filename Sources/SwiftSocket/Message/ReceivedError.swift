internal import CSocketShim

/// A message of a socket's error queue: an error, or a report about a datagram that was sent, with the datagram:
/// `IP_RECVERR`, ip(7).
public struct ReceivedError: Hashable, Sendable {
    /// Where the message comes from. Any number is possible.
    public struct Origin: RawRepresentable, Hashable, Sendable {
        /// The kernel's `SO_EE_ORIGIN_` number.
        public let rawValue: UInt8

        /// Any origin, with or without a name here.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// This machine, for example `EMSGSIZE`: `SO_EE_ORIGIN_LOCAL`
        public static let local = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_LOCAL))
        /// An ICMPv4 message: `SO_EE_ORIGIN_ICMP`
        public static let icmp = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_ICMP))
        /// An ICMPv6 message: `SO_EE_ORIGIN_ICMP6`
        public static let icmpv6 = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_ICMP6))
        /// Not an error: the time at which a datagram was sent: `SO_EE_ORIGIN_TIMESTAMPING`
        public static let timestamping = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_TIMESTAMPING))
        /// Not an error: the kernel no longer uses the memory of a zero-copy send: `SO_EE_ORIGIN_ZEROCOPY`
        public static let zeroCopy = Origin(rawValue: UInt8(CSOCK_SO_EE_ORIGIN_ZEROCOPY))
    }

    /// The error, for example `hostUnreachable` or `messageTooLong`; success for messages that are no error.
    public let code: ResultCode
    /// Where the message comes from.
    public let origin: Origin
    /// The type of the ICMP message.
    public let type: UInt8
    /// The code of the ICMP message.
    public let icmpCode: UInt8
    /// For `messageTooLong` the MTU in bytes.
    public let info: UInt32
    /// With ``SocketOption/ipReceiveErrorsRFC4884``, the offset of the ICMP message's extensions.
    public let data: UInt32
    /// The sender of the ICMP message.
    public let offender: SocketAddress?
    /// The datagram that caused the error, as far as it is known. Its address is the datagram's destination.
    public let message: ReceivedMessage

    init(_ bytes: [UInt8], _ error: csock_received_error) {
        code = ResultCode(rawValue: error.code)
        origin = Origin(rawValue: error.origin)
        type = error.type
        icmpCode = error.icmp_code
        info = error.info
        data = error.data
        offender = SocketAddress(received: error.offender)
        message = ReceivedMessage(bytes, error.received, error.ancillary)
    }
}

extension ReceivedError.Origin: CustomStringConvertible {
    /// The name, or the number of an origin without a name here: `icmpv6`.
    public var description: String {
        describe([
            .local: "local", .icmp: "icmp", .icmpv6: "icmpv6", .timestamping: "timestamping", .zeroCopy: "zeroCopy",
        ])
    }
}
