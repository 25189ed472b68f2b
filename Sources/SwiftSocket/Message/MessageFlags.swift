internal import CSocketShim

/// Flags of one send or receive, and flags that a receive reports: send(2), recv(2).
public struct MessageFlags: OptionSet, Hashable, Sendable {
    /// The kernel's `MSG_` bits.
    public let rawValue: Int32

    /// Any bits, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int) {
        self.init(rawValue: Int32(bits))
    }

    /// Send or receive out-of-band data; reported for out-of-band data: `MSG_OOB`
    public static let outOfBand = MessageFlags(CSOCK_MSG_OOB)
    /// Return data without removing it from the receive queue: `MSG_PEEK`
    public static let peek = MessageFlags(CSOCK_MSG_PEEK)
    /// Send only to directly connected hosts: `MSG_DONTROUTE`
    public static let dontRoute = MessageFlags(CSOCK_MSG_DONTROUTE)
    /// Reported: control messages were dropped because they did not fit: `MSG_CTRUNC`
    public static let controlTruncated = MessageFlags(CSOCK_MSG_CTRUNC)
    /// Receive: report the true length of a datagram, even if it is truncated: `MSG_TRUNC`. TCP discards the data.
    public static let truncate = MessageFlags(CSOCK_MSG_TRUNC)
    /// Reported: the datagram was truncated: `MSG_TRUNC`. The same bit as ``truncate``.
    public static let truncated = MessageFlags(CSOCK_MSG_TRUNC)
    /// Do not wait, whatever the timeout: `MSG_DONTWAIT`
    public static let dontWait = MessageFlags(CSOCK_MSG_DONTWAIT)
    /// Send the end of a record; reported at the end of a record: `MSG_EOR`
    public static let endOfRecord = MessageFlags(CSOCK_MSG_EOR)
    /// Receive until the buffer is full: `MSG_WAITALL`. It has no effect with a timeout, and a signal ends the receive.
    public static let waitAll = MessageFlags(CSOCK_MSG_WAITALL)
    /// Send: the peer has answered, so its link-layer address needs no probing: `MSG_CONFIRM`, arp(7)
    public static let confirm = MessageFlags(CSOCK_MSG_CONFIRM)
    /// Receive from the error queue; reported for a message of the error queue: `MSG_ERRQUEUE`
    public static let errorQueue = MessageFlags(CSOCK_MSG_ERRQUEUE)
    /// Send: do not raise SIGPIPE: `MSG_NOSIGNAL`. This library always sets it.
    public static let noSignal = MessageFlags(CSOCK_MSG_NOSIGNAL)
    /// Send later, with the data of the next send: `MSG_MORE`
    public static let more = MessageFlags(CSOCK_MSG_MORE)
    /// Send without copying the data: `MSG_ZEROCOPY`. Needs ``SocketOption/zeroCopy``.
    public static let zeroCopy = MessageFlags(CSOCK_MSG_ZEROCOPY)
    /// Connect and send in one call: `MSG_FASTOPEN`, tcp(7)
    public static let fastOpen = MessageFlags(CSOCK_MSG_FASTOPEN)
}

extension MessageFlags: CustomStringConvertible {
    /// The names of the flags; of flags with two names, the reported one: `[truncated, errorQueue]`.
    public var description: String {
        describe([
            .outOfBand: "outOfBand", .peek: "peek", .dontRoute: "dontRoute", .controlTruncated: "controlTruncated",
            .truncated: "truncated", .dontWait: "dontWait", .endOfRecord: "endOfRecord", .waitAll: "waitAll",
            .confirm: "confirm", .errorQueue: "errorQueue", .noSignal: "noSignal", .more: "more",
            .zeroCopy: "zeroCopy", .fastOpen: "fastOpen",
        ])
    }
}
