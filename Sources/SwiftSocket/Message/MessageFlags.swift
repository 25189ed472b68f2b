internal import CSocketShim

/// Flags of a single send or receive, and what a receive reports: send(2), recv(2).
public struct MessageFlags: OptionSet, Hashable, Sendable {
    /// The kernel's `MSG_` bits.
    public let rawValue: Int32

    /// Any bits, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int) {
        self.init(rawValue: Int32(bits))
    }

    /// Out-of-band data: `MSG_OOB`
    public static let outOfBand = MessageFlags(CSOCK_MSG_OOB)
    /// Receive without taking: `MSG_PEEK`
    public static let peek = MessageFlags(CSOCK_MSG_PEEK)
    /// Send to directly connected hosts only: `MSG_DONTROUTE`
    public static let dontRoute = MessageFlags(CSOCK_MSG_DONTROUTE)
    /// Reported: control data was cut off: `MSG_CTRUNC`
    public static let controlTruncated = MessageFlags(CSOCK_MSG_CTRUNC)
    /// Asked for: tell a datagram's true length. Reported: the datagram was cut off. `MSG_TRUNC`
    public static let truncate = MessageFlags(CSOCK_MSG_TRUNC)
    /// Never wait, whatever the timeout: `MSG_DONTWAIT`
    public static let dontWait = MessageFlags(CSOCK_MSG_DONTWAIT)
    /// The end of a record: `MSG_EOR`
    public static let endOfRecord = MessageFlags(CSOCK_MSG_EOR)
    /// Wait until the buffer is full: `MSG_WAITALL`; of no effect with a timeout, and a signal ends it
    public static let waitAll = MessageFlags(CSOCK_MSG_WAITALL)
    /// The peer is known to be there: `MSG_CONFIRM`
    public static let confirm = MessageFlags(CSOCK_MSG_CONFIRM)
    /// Receive from the error queue, or reported so: `MSG_ERRQUEUE`
    public static let errorQueue = MessageFlags(CSOCK_MSG_ERRQUEUE)
    /// Always set here, on every send: `MSG_NOSIGNAL`
    public static let noSignal = MessageFlags(CSOCK_MSG_NOSIGNAL)
    /// More will follow, so wait with sending: `MSG_MORE`
    public static let more = MessageFlags(CSOCK_MSG_MORE)
    /// Send without copying: `MSG_ZEROCOPY`
    public static let zeroCopy = MessageFlags(CSOCK_MSG_ZEROCOPY)
    /// Connect and send at once: `MSG_FASTOPEN`, tcp(7)
    public static let fastOpen = MessageFlags(CSOCK_MSG_FASTOPEN)
}
