internal import CSocketShim

extension TCPInfo {
    /// The state of a connection. Any number is possible.
    public struct State: RawRepresentable, Hashable, Sendable {
        /// The kernel's `TCP_` number.
        public let rawValue: UInt8

        /// Any number, with or without a name here.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        private init(_ number: Int) {
            self.init(rawValue: UInt8(number))
        }

        /// `TCP_ESTABLISHED`
        public static let established = State(CSOCK_TCP_ESTABLISHED)
        /// `TCP_SYN_SENT`
        public static let synSent = State(CSOCK_TCP_SYN_SENT)
        /// `TCP_SYN_RECV`
        public static let synReceived = State(CSOCK_TCP_SYN_RECV)
        /// `TCP_FIN_WAIT1`
        public static let finWait1 = State(CSOCK_TCP_FIN_WAIT1)
        /// `TCP_FIN_WAIT2`
        public static let finWait2 = State(CSOCK_TCP_FIN_WAIT2)
        /// `TCP_TIME_WAIT`
        public static let timeWait = State(CSOCK_TCP_TIME_WAIT)
        /// `TCP_CLOSE`
        public static let closed = State(CSOCK_TCP_CLOSE)
        /// `TCP_CLOSE_WAIT`
        public static let closeWait = State(CSOCK_TCP_CLOSE_WAIT)
        /// `TCP_LAST_ACK`
        public static let lastAck = State(CSOCK_TCP_LAST_ACK)
        /// `TCP_LISTEN`
        public static let listen = State(CSOCK_TCP_LISTEN)
        /// `TCP_CLOSING`
        public static let closing = State(CSOCK_TCP_CLOSING)
    }

    /// The state of congestion control. Any number is possible.
    public struct CongestionState: RawRepresentable, Hashable, Sendable {
        /// The kernel's `TCP_CA_` number.
        public let rawValue: UInt8

        /// Any number, with or without a name here.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        private init(_ number: Int) {
            self.init(rawValue: UInt8(number))
        }

        /// Normal: `TCP_CA_Open`
        public static let open = CongestionState(CSOCK_TCP_CA_Open)
        /// Acknowledgements arrive out of order: `TCP_CA_Disorder`
        public static let disorder = CongestionState(CSOCK_TCP_CA_Disorder)
        /// The window is being reduced, for example after a congestion mark: `TCP_CA_CWR`
        public static let windowReduced = CongestionState(CSOCK_TCP_CA_CWR)
        /// Lost segments are retransmitted: `TCP_CA_Recovery`
        public static let recovery = CongestionState(CSOCK_TCP_CA_Recovery)
        /// Lost segments are retransmitted after a timeout: `TCP_CA_Loss`
        public static let loss = CongestionState(CSOCK_TCP_CA_Loss)
    }

    /// Features that both ends agreed on.
    public struct Options: OptionSet, Hashable, Sendable {
        /// The kernel's `TCPI_OPT_` bits.
        public let rawValue: UInt8

        /// Any bits, with or without a name here.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        private init(_ bits: Int) {
            self.init(rawValue: UInt8(bits))
        }

        /// Timestamps: `TCPI_OPT_TIMESTAMPS`
        public static let timestamps = Options(CSOCK_TCPI_OPT_TIMESTAMPS)
        /// Selective acknowledgements: `TCPI_OPT_SACK`
        public static let selectiveAcknowledgements = Options(CSOCK_TCPI_OPT_SACK)
        /// Window scaling: `TCPI_OPT_WSCALE`
        public static let windowScaling = Options(CSOCK_TCPI_OPT_WSCALE)
        /// Congestion marks: `TCPI_OPT_ECN`
        public static let ecn = Options(CSOCK_TCPI_OPT_ECN)
        /// A packet that can carry a congestion mark was received: `TCPI_OPT_ECN_SEEN`
        public static let ecnSeen = Options(CSOCK_TCPI_OPT_ECN_SEEN)
        /// Data in the SYN was acknowledged: `TCPI_OPT_SYN_DATA`
        public static let synData = Options(CSOCK_TCPI_OPT_SYN_DATA)
        /// Timestamps in microseconds: `TCPI_OPT_USEC_TS`
        public static let microsecondTimestamps = Options(CSOCK_TCPI_OPT_USEC_TS)
        /// A listener accepted the connection by fast open: `TCPI_OPT_TFO_CHILD`
        public static let fastOpenChild = Options(CSOCK_TCPI_OPT_TFO_CHILD)
    }
}

extension TCPInfo.State: CustomStringConvertible {
    /// The name, or the number of a state without a name here: `established`.
    public var description: String {
        describe([
            .established: "established", .synSent: "synSent", .synReceived: "synReceived", .finWait1: "finWait1",
            .finWait2: "finWait2", .timeWait: "timeWait", .closed: "closed", .closeWait: "closeWait",
            .lastAck: "lastAck", .listen: "listen", .closing: "closing",
        ])
    }
}

extension TCPInfo.CongestionState: CustomStringConvertible {
    /// The name, or the number of a state without a name here: `open`.
    public var description: String {
        describe([
            .open: "open", .disorder: "disorder", .windowReduced: "windowReduced", .recovery: "recovery", .loss: "loss",
        ])
    }
}

extension TCPInfo.Options: CustomStringConvertible {
    /// The names of the features: `[timestamps, ecn]`.
    public var description: String {
        describe([
            .timestamps: "timestamps", .selectiveAcknowledgements: "selectiveAcknowledgements",
            .windowScaling: "windowScaling", .ecn: "ecn", .ecnSeen: "ecnSeen", .synData: "synData",
            .microsecondTimestamps: "microsecondTimestamps", .fastOpenChild: "fastOpenChild",
        ])
    }
}
