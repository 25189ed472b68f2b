internal import CSocketShim

/// The clock of the times at which packets are to be sent: tc-etf(8).
public struct TransmitTime: Hashable, Sendable {
    /// How the times are used.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The kernel's `SOF_TXTIME_` bits.
        public let rawValue: UInt32

        /// Any bits, with or without a name here.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The time is the latest time, not the exact time: `SOF_TXTIME_DEADLINE_MODE`
        public static let deadlineMode = Flags(rawValue: UInt32(CSOCK_SOF_TXTIME_DEADLINE_MODE))
        /// Packets that missed their time are reported in the error queue: `SOF_TXTIME_REPORT_ERRORS`
        public static let reportErrors = Flags(rawValue: UInt32(CSOCK_SOF_TXTIME_REPORT_ERRORS))
    }

    /// The number of the clock, clock_gettime(2): 1 is monotonic, 11 is TAI.
    public let clock: Int32
    /// How the times are used.
    public let flags: Flags

    /// A clock by its number.
    public init(clock: Int32, flags: Flags = []) {
        self.clock = clock
        self.flags = flags
    }
}

extension TransmitTime.Flags: CustomStringConvertible {
    /// The names of the flags: `[deadlineMode]`.
    public var description: String {
        describe([.deadlineMode: "deadlineMode", .reportErrors: "reportErrors"])
    }
}
