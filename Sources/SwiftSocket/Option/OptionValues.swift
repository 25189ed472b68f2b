internal import CSocketShim

/// What closing a socket does with data that has not been sent: socket(7).
public struct Linger: Hashable, Sendable {
    /// How long closing waits for the data to be sent; `nil` if it does not wait, and the kernel goes on
    /// sending in the background.
    public let time: Duration?

    /// Waits for so long; zero discards the data and resets the connection.
    public init(time: Duration?) {
        self.time = time
    }

    /// Does not wait: the kernel goes on in the background.
    public static let off = Linger(time: nil)
    /// Discards the data and resets the connection.
    public static let reset = Linger(time: .zero)
}

/// Who is at the other end of a Unix socket: unix(7).
public struct PeerCredentials: Hashable, Sendable {
    /// The process; 0 without one, or without one in this process's namespace.
    public let processID: Int32
    /// The effective user; 4294967295 without one.
    public let userID: UInt32
    /// The effective group; 4294967295 without one.
    public let groupID: UInt32
}

/// From which ports the kernel chooses, within net.ipv4.ip_local_port_range, which is used alone where the
/// two have no port in common: ip(7). 0 leaves an end to the latter.
public struct PortRange: Hashable, Sendable {
    /// The first port.
    public let low: UInt16
    /// The last port.
    public let high: UInt16

    /// From the first to the last port, both included.
    public init(low: UInt16, high: UInt16) {
        self.low = low
        self.high = high
    }

    /// The system's range.
    public static let system = PortRange(low: 0, high: 0)
}

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

/// How the MTU of a path is found out, and whether packets are fragmented: ip(7). Open to any number.
public struct PathMTUDiscovery: OptionNumber, Hashable {
    /// The kernel's `IP_PMTUDISC_` number.
    public let rawValue: Int32

    /// Any number, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// Packets are fragmented, here and on the way: `IP_PMTUDISC_DONT`
    public static let dont = PathMTUDiscovery(CSOCK_IP_PMTUDISC_DONT)
    /// Packets are fragmented here where the path's known MTU asks for it: `IP_PMTUDISC_WANT`
    public static let want = PathMTUDiscovery(CSOCK_IP_PMTUDISC_WANT)
    /// Packets are never fragmented; larger ones are `EMSGSIZE`: `IP_PMTUDISC_DO`
    public static let `do` = PathMTUDiscovery(CSOCK_IP_PMTUDISC_DO)
    /// The same, but what is known of the path is ignored: `IP_PMTUDISC_PROBE`
    public static let probe = PathMTUDiscovery(CSOCK_IP_PMTUDISC_PROBE)
    /// The interface's MTU holds, and what is heard of the path is not believed:
    /// `IP_PMTUDISC_INTERFACE`
    public static let interface = PathMTUDiscovery(CSOCK_IP_PMTUDISC_INTERFACE)
    /// The same, with fragmentation: `IP_PMTUDISC_OMIT`
    public static let omit = PathMTUDiscovery(CSOCK_IP_PMTUDISC_OMIT)
}

/// Which buffers keep the size that was set.
public struct BufferLock: OptionSet, OptionNumber, Hashable {
    /// The kernel's `SOCK_…_LOCK` bits.
    public let rawValue: Int32

    /// Any bits, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// `SOCK_SNDBUF_LOCK`
    public static let send = BufferLock(rawValue: Int32(CSOCK_SOCK_SNDBUF_LOCK))
    /// `SOCK_RCVBUF_LOCK`
    public static let receive = BufferLock(rawValue: Int32(CSOCK_SOCK_RCVBUF_LOCK))
}

/// Which of this system's addresses to prefer as source: RFC 5014.
public struct IPv6AddressPreferences: OptionSet, OptionNumber, Hashable {
    /// The kernel's `IPV6_PREFER_SRC_` bits.
    public let rawValue: Int32

    /// Any bits, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int) {
        self.init(rawValue: Int32(bits))
    }

    /// Temporary addresses: `IPV6_PREFER_SRC_TMP`
    public static let temporary = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_TMP)
    /// Public addresses: `IPV6_PREFER_SRC_PUBLIC`
    public static let `public` = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_PUBLIC)
    /// Neither before the other: `IPV6_PREFER_SRC_PUBTMP_DEFAULT`
    public static let publicOrTemporary = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_PUBTMP_DEFAULT)
    /// Care-of addresses: `IPV6_PREFER_SRC_COA`
    public static let careOf = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_COA)
    /// Home addresses: `IPV6_PREFER_SRC_HOME`
    public static let home = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_HOME)
    /// Cryptographically generated addresses: `IPV6_PREFER_SRC_CGA`
    public static let cryptographic = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_CGA)
    /// Addresses that are not: `IPV6_PREFER_SRC_NONCGA`
    public static let nonCryptographic = IPv6AddressPreferences(CSOCK_IPV6_PREFER_SRC_NONCGA)
}

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
