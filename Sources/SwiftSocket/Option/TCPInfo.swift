internal import CSocketShim

/// What the kernel knows about a TCP connection: tcp(7), `struct tcp_info` of linux/tcp.h. What is younger
/// than the kernel is zero.
public struct TCPInfo: Sendable {
    private let info: csock_tcp_info

    init(_ info: csock_tcp_info) {
        self.info = info
    }

    /// A connection's state. Open to any number.
    public struct State: RawRepresentable, Hashable, Sendable {
        /// The kernel's `TCP_` number.
        public let rawValue: UInt8

        /// Any number, known here or not.
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

    /// The state of congestion control. Open to any number.
    public struct CongestionState: RawRepresentable, Hashable, Sendable {
        /// The kernel's `TCP_CA_` number.
        public let rawValue: UInt8

        /// Any number, known here or not.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        private init(_ number: Int) {
            self.init(rawValue: UInt8(number))
        }

        /// Nothing is wrong: `TCP_CA_Open`
        public static let open = CongestionState(CSOCK_TCP_CA_Open)
        /// Acknowledgements are doubtful: `TCP_CA_Disorder`
        public static let disorder = CongestionState(CSOCK_TCP_CA_Disorder)
        /// The window shrinks because of a congestion mark or the like: `TCP_CA_CWR`
        public static let windowReduced = CongestionState(CSOCK_TCP_CA_CWR)
        /// Lost segments are sent again: `TCP_CA_Recovery`
        public static let recovery = CongestionState(CSOCK_TCP_CA_Recovery)
        /// The same, after a timeout: `TCP_CA_Loss`
        public static let loss = CongestionState(CSOCK_TCP_CA_Loss)
    }

    /// What both ends agreed upon.
    public struct Options: OptionSet, Hashable, Sendable {
        /// The kernel's `TCPI_OPT_` bits.
        public let rawValue: UInt8

        /// Any bits, known here or not.
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
        /// A packet that can be marked was received: `TCPI_OPT_ECN_SEEN`
        public static let ecnSeen = Options(CSOCK_TCPI_OPT_ECN_SEEN)
        /// The data that opened the connection was acknowledged: `TCPI_OPT_SYN_DATA`
        public static let synData = Options(CSOCK_TCPI_OPT_SYN_DATA)
        /// Timestamps in microseconds: `TCPI_OPT_USEC_TS`
        public static let microsecondTimestamps = Options(CSOCK_TCPI_OPT_USEC_TS)
        /// The connection came with data, to a listener: `TCPI_OPT_TFO_CHILD`
        public static let fastOpenChild = Options(CSOCK_TCPI_OPT_TFO_CHILD)
    }

    /// How many bytes of `struct tcp_info` the kernel has.
    public var size: Int { Int(info.size) }
    /// The connection's state: `tcpi_state`
    public var state: State { State(rawValue: info.state) }
    /// The state of congestion control: `tcpi_ca_state`
    public var congestionState: CongestionState { CongestionState(rawValue: info.ca_state) }
    /// What both ends agreed upon: `tcpi_options`
    public var options: Options { Options(rawValue: info.options) }
    /// How often the oldest segment timed out in a row: `tcpi_retransmits`
    public var retransmits: UInt8 { info.retransmits }
    /// Keep-alive and window probes that were not answered: `tcpi_probes`
    public var probes: UInt8 { info.probes }
    /// How often the retransmission timeout has doubled: `tcpi_backoff`
    public var backoff: UInt8 { info.backoff }
    /// The peer's window scaling, 0 to 14: `tcpi_snd_wscale`
    public var sendWindowScale: UInt8 { info.snd_wscale }
    /// This end's window scaling, 0 to 14: `tcpi_rcv_wscale`
    public var receiveWindowScale: UInt8 { info.rcv_wscale }
    /// Whether the delivery rate was measured with too little data: `tcpi_delivery_rate_app_limited`
    public var deliveryRateIsApplicationLimited: Bool { info.delivery_rate_app_limited != 0 }
    /// Why fast open failed at this end, 0 to 3, `enum tcp_fastopen_client_fail`: `tcpi_fastopen_client_fail`
    public var fastOpenClientFailure: UInt8 { info.fastopen_client_fail }
    /// The retransmission timeout: `tcpi_rto`
    public var retransmissionTimeout: Duration { .microseconds(Int64(info.rto)) }
    /// The delayed acknowledgement timeout: `tcpi_ato`
    public var acknowledgementTimeout: Duration { .microseconds(Int64(info.ato)) }
    /// The largest segment to send, in bytes: `tcpi_snd_mss`
    public var sendMaxSegment: UInt32 { info.snd_mss }
    /// The largest segment received, estimated, in bytes: `tcpi_rcv_mss`
    public var receiveMaxSegment: UInt32 { info.rcv_mss }
    /// Segments in flight; of a listener, connections that wait to be accepted: `tcpi_unacked`
    public var unacknowledged: UInt32 { info.unacked }
    /// Segments acknowledged out of order; of a listener, its backlog: `tcpi_sacked`
    public var selectivelyAcknowledged: UInt32 { info.sacked }
    /// Segments deemed lost: `tcpi_lost`
    public var lost: UInt32 { info.lost }
    /// Segments in flight for another time: `tcpi_retrans`
    public var retransmitted: UInt32 { info.retrans }
    /// 0 since Linux 4.15: `tcpi_fackets`
    public var forwardAcknowledged: UInt32 { info.fackets }
    /// How long ago data was sent: `tcpi_last_data_sent`
    public var timeSinceDataSent: Duration { .milliseconds(Int64(info.last_data_sent)) }
    /// Zero: not remembered: `tcpi_last_ack_sent`
    public var timeSinceAcknowledgementSent: Duration { .milliseconds(Int64(info.last_ack_sent)) }
    /// How long ago data was received: `tcpi_last_data_recv`
    public var timeSinceDataReceived: Duration { .milliseconds(Int64(info.last_data_recv)) }
    /// How long ago an acknowledgement was received: `tcpi_last_ack_recv`
    public var timeSinceAcknowledgementReceived: Duration { .milliseconds(Int64(info.last_ack_recv)) }
    /// The path's MTU in bytes: `tcpi_pmtu`
    public var pathMTU: UInt32 { info.pmtu }
    /// The limit of the advertised window, in bytes: `tcpi_rcv_ssthresh`
    public var receiveSlowStartThreshold: UInt32 { info.rcv_ssthresh }
    /// The smoothed round-trip time: `tcpi_rtt`
    public var roundTripTime: Duration { .microseconds(Int64(info.rtt)) }
    /// The mean deviation of the round-trip time: `tcpi_rttvar`
    public var roundTripTimeVariation: Duration { .microseconds(Int64(info.rttvar)) }
    /// The slow start threshold in segments; 2147483647 before congestion: `tcpi_snd_ssthresh`
    public var sendSlowStartThreshold: UInt32 { info.snd_ssthresh }
    /// The congestion window in segments: `tcpi_snd_cwnd`
    public var congestionWindow: UInt32 { info.snd_cwnd }
    /// The largest segment that was advertised, in bytes: `tcpi_advmss`
    public var advertisedMaxSegment: UInt32 { info.advmss }
    /// By how many segments data is out of order: `tcpi_reordering`
    public var reordering: UInt32 { info.reordering }
    /// The round-trip time as the receiver estimates it: `tcpi_rcv_rtt`
    public var receiverRoundTripTime: Duration { .microseconds(Int64(info.rcv_rtt)) }
    /// Bytes that tune the receive buffer: `tcpi_rcv_space`
    public var receiveSpace: UInt32 { info.rcv_space }
    /// Segments sent again, in all: `tcpi_total_retrans`
    public var totalRetransmitted: UInt32 { info.total_retrans }
    /// Bytes per second; `UInt64.max` without limit: `tcpi_pacing_rate`
    public var pacingRate: UInt64 { info.pacing_rate }
    /// Bytes per second at most; `UInt64.max` without limit: `tcpi_max_pacing_rate`
    public var maxPacingRate: UInt64 { info.max_pacing_rate }
    /// Bytes acknowledged, in all, with one for the connection's beginning: `tcpi_bytes_acked`
    public var bytesAcknowledged: UInt64 { info.bytes_acked }
    /// Bytes received, in all: `tcpi_bytes_received`
    public var bytesReceived: UInt64 { info.bytes_received }
    /// Segments sent, in all: `tcpi_segs_out`
    public var segmentsSent: UInt32 { info.segs_out }
    /// Segments received, in all: `tcpi_segs_in`
    public var segmentsReceived: UInt32 { info.segs_in }
    /// Bytes that wait to be sent: `tcpi_notsent_bytes`
    public var bytesNotSent: UInt32 { info.notsent_bytes }
    /// The least round-trip time; 4294967295 microseconds if none was measured: `tcpi_min_rtt`
    public var minRoundTripTime: Duration { .microseconds(Int64(info.min_rtt)) }
    /// Segments with data received, in all: `tcpi_data_segs_in`
    public var dataSegmentsReceived: UInt32 { info.data_segs_in }
    /// Segments with data sent, in all: `tcpi_data_segs_out`
    public var dataSegmentsSent: UInt32 { info.data_segs_out }
    /// Bytes per second that reached the peer: `tcpi_delivery_rate`
    public var deliveryRate: UInt64 { info.delivery_rate }
    /// The time spent sending data: `tcpi_busy_time`
    public var busyTime: Duration { .microseconds(Int64(clamping: info.busy_time)) }
    /// Of that, the time that the peer's window held it up: `tcpi_rwnd_limited`
    public var windowLimitedTime: Duration { .microseconds(Int64(clamping: info.rwnd_limited)) }
    /// Of that, the time that the send buffer held it up: `tcpi_sndbuf_limited`
    public var bufferLimitedTime: Duration { .microseconds(Int64(clamping: info.sndbuf_limited)) }
    /// Segments that reached the peer, in all: `tcpi_delivered`
    public var delivered: UInt32 { info.delivered }
    /// Of those, the ones with a congestion mark: `tcpi_delivered_ce`
    public var deliveredWithCongestion: UInt32 { info.delivered_ce }
    /// Bytes sent, in all, with those sent again: `tcpi_bytes_sent`
    public var bytesSent: UInt64 { info.bytes_sent }
    /// Bytes sent again, in all: `tcpi_bytes_retrans`
    public var bytesRetransmitted: UInt64 { info.bytes_retrans }
    /// Segments that the peer reported to have twice: `tcpi_dsack_dups`
    public var duplicates: UInt32 { info.dsack_dups }
    /// How often data was seen out of order: `tcpi_reord_seen`
    public var reorderingsSeen: UInt32 { info.reord_seen }
    /// Segments received out of order: `tcpi_rcv_ooopack`
    public var segmentsReceivedOutOfOrder: UInt32 { info.rcv_ooopack }
    /// The peer's window in bytes: `tcpi_snd_wnd`
    public var sendWindow: UInt32 { info.snd_wnd }
    /// This end's window in bytes; Linux 6.2: `tcpi_rcv_wnd`
    public var receiveWindow: UInt32 { info.rcv_wnd }
    /// How often another path was tried; Linux 6.2: `tcpi_rehash`
    public var rehashes: UInt32 { info.rehash }
    /// Retransmission timeouts, in all; Linux 6.7: `tcpi_total_rto`
    public var timeouts: UInt16 { info.total_rto }
    /// How often timeouts were got over; Linux 6.7: `tcpi_total_rto_recoveries`
    public var timeoutRecoveries: UInt16 { info.total_rto_recoveries }
    /// How long that took, in all; Linux 6.7: `tcpi_total_rto_time`
    public var timeoutTime: Duration { .milliseconds(Int64(info.total_rto_time)) }
    /// Segments received with a congestion mark, RFC 9768; Linux 6.18: `tcpi_received_ce`
    public var receivedWithCongestion: UInt32 { info.received_ce }
    /// Bytes delivered with ECT(1); Linux 6.18: `tcpi_delivered_e1_bytes`
    public var bytesDeliveredECT1: UInt32 { info.delivered_e1_bytes }
    /// Bytes delivered with ECT(0); Linux 6.18: `tcpi_delivered_e0_bytes`
    public var bytesDeliveredECT0: UInt32 { info.delivered_e0_bytes }
    /// Bytes delivered with a congestion mark; Linux 6.18: `tcpi_delivered_ce_bytes`
    public var bytesDeliveredWithCongestion: UInt32 { info.delivered_ce_bytes }
    /// Bytes received with ECT(1); Linux 6.18: `tcpi_received_e1_bytes`
    public var bytesReceivedECT1: UInt32 { info.received_e1_bytes }
    /// Bytes received with ECT(0); Linux 6.18: `tcpi_received_e0_bytes`
    public var bytesReceivedECT0: UInt32 { info.received_e0_bytes }
    /// Bytes received with a congestion mark; Linux 6.18: `tcpi_received_ce_bytes`
    public var bytesReceivedWithCongestion: UInt32 { info.received_ce_bytes }
}
