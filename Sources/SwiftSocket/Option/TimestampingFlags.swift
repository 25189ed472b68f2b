internal import CSocketShim

/// Which times of packets to report, and how: the kernel's networking/timestamping.rst.
public struct TimestampingFlags: OptionSet, OptionNumber, Hashable {
    /// The kernel's `SOF_TIMESTAMPING_` bits.
    public let rawValue: Int32

    /// Any bits, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int) {
        self.init(rawValue: Int32(bits))
    }

    /// Take the time of sending, by the card: `SOF_TIMESTAMPING_TX_HARDWARE`
    public static let transmitHardware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_HARDWARE)
    /// Take the time of sending, by the driver: `SOF_TIMESTAMPING_TX_SOFTWARE`
    public static let transmitSoftware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_SOFTWARE)
    /// Take the time of entering the queue: `SOF_TIMESTAMPING_TX_SCHED`
    public static let transmitScheduler = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_SCHED)
    /// Take the time of TCP's acknowledgement: `SOF_TIMESTAMPING_TX_ACK`
    public static let transmitAcknowledged = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_ACK)
    /// Take the time of arrival, by the card: `SOF_TIMESTAMPING_RX_HARDWARE`
    public static let receiveHardware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_RX_HARDWARE)
    /// Take the time of arrival, by the kernel: `SOF_TIMESTAMPING_RX_SOFTWARE`
    public static let receiveSoftware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_RX_SOFTWARE)
    /// Report the kernel's times: `SOF_TIMESTAMPING_SOFTWARE`
    public static let software = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_SOFTWARE)
    /// Report the card's times: `SOF_TIMESTAMPING_RAW_HARDWARE`
    public static let rawHardware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_RAW_HARDWARE)
    /// With the number of the packet: `SOF_TIMESTAMPING_OPT_ID`
    public static let withID = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_OPT_ID)
    /// With the ancillary data that receives bring: `SOF_TIMESTAMPING_OPT_CMSG`
    public static let withControlMessages = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_OPT_CMSG)
    /// Without the packet itself: `SOF_TIMESTAMPING_OPT_TSONLY`
    public static let timestampOnly = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_OPT_TSONLY)
}
