internal import CSocketShim

/// Which times of packets to report, and how: the kernel's networking/timestamping.rst.
public struct TimestampingFlags: OptionSet, OptionNumber, Hashable {
    /// The kernel's `SOF_TIMESTAMPING_` bits.
    public let rawValue: Int32

    /// Any bits, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int) {
        self.init(rawValue: Int32(bits))
    }

    /// Record when the card sends: `SOF_TIMESTAMPING_TX_HARDWARE`
    public static let transmitHardware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_HARDWARE)
    /// Record when the driver sends: `SOF_TIMESTAMPING_TX_SOFTWARE`
    public static let transmitSoftware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_SOFTWARE)
    /// Record when the packet enters the queue: `SOF_TIMESTAMPING_TX_SCHED`
    public static let transmitScheduler = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_SCHED)
    /// Record when TCP receives the acknowledgement: `SOF_TIMESTAMPING_TX_ACK`
    public static let transmitAcknowledged = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_TX_ACK)
    /// Record when the card receives: `SOF_TIMESTAMPING_RX_HARDWARE`
    public static let receiveHardware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_RX_HARDWARE)
    /// Record when the kernel receives: `SOF_TIMESTAMPING_RX_SOFTWARE`
    public static let receiveSoftware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_RX_SOFTWARE)
    /// Report the kernel's times: `SOF_TIMESTAMPING_SOFTWARE`
    public static let software = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_SOFTWARE)
    /// Report the card's times: `SOF_TIMESTAMPING_RAW_HARDWARE`
    public static let rawHardware = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_RAW_HARDWARE)
    /// Report the number of the packet too: `SOF_TIMESTAMPING_OPT_ID`
    public static let withID = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_OPT_ID)
    /// Report the control messages of received packets too: `SOF_TIMESTAMPING_OPT_CMSG`
    public static let withControlMessages = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_OPT_CMSG)
    /// Report the time without the packet: `SOF_TIMESTAMPING_OPT_TSONLY`
    public static let timestampOnly = TimestampingFlags(CSOCK_SOF_TIMESTAMPING_OPT_TSONLY)
}

extension TimestampingFlags: CustomStringConvertible {
    /// The names of the flags: `[receiveSoftware, software]`.
    public var description: String {
        describe([
            .transmitHardware: "transmitHardware", .transmitSoftware: "transmitSoftware",
            .transmitScheduler: "transmitScheduler", .transmitAcknowledged: "transmitAcknowledged",
            .receiveHardware: "receiveHardware", .receiveSoftware: "receiveSoftware", .software: "software",
            .rawHardware: "rawHardware", .withID: "withID", .withControlMessages: "withControlMessages",
            .timestampOnly: "timestampOnly",
        ])
    }
}
