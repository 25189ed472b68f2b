internal import CSocketShim

/// Which clock gives packets their time of departure, and how: tc-etf(8).
public struct TransmitTime: Hashable, Sendable {
    /// Bits of ``TransmitTime``.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The kernel's `SOF_TXTIME_` bits.
        public let rawValue: UInt32

        /// Any bits, known here or not.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The time is the latest, not the exact one: `SOF_TXTIME_DEADLINE_MODE`
        public static let deadlineMode = Flags(rawValue: UInt32(CSOCK_SOF_TXTIME_DEADLINE_MODE))
        /// Packets that missed it are reported in the error queue: `SOF_TXTIME_REPORT_ERRORS`
        public static let reportErrors = Flags(rawValue: UInt32(CSOCK_SOF_TXTIME_REPORT_ERRORS))
    }

    /// The clock's number, clock_gettime(2): 1 is monotonic, 11 is TAI.
    public let clock: Int32
    /// How it is used.
    public let flags: Flags

    /// A clock by its number.
    public init(clock: Int32, flags: Flags = []) {
        self.clock = clock
        self.flags = flags
    }
}
