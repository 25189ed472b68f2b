/// State and statistics of a TCP connection: tcp(7), `struct tcp_info` of linux/tcp.h. Fields that the running kernel
/// does not have are zero. See ``SocketOption/tcpInfo``.
public struct TCPInfo: Hashable, Sendable {
    /// The count of bytes of `struct tcp_info` that the kernel has.
    public let size: Int
    /// The connection's state: `tcpi_state`
    public let state: State
    /// The state of congestion control: `tcpi_ca_state`
    public let congestionState: CongestionState
    /// What both ends agreed on: `tcpi_options`
    public let options: Options
    /// How many times in a row the oldest segment timed out: `tcpi_retransmits`
    public let retransmits: UInt8
    /// Keep-alive and window probes without an answer: `tcpi_probes`
    public let probes: UInt8
    /// How many times the retransmission timeout has doubled: `tcpi_backoff`
    public let backoff: UInt8
    /// The peer's window scale, 0 to 14: `tcpi_snd_wscale`
    public let sendWindowScale: UInt8
    /// This end's window scale, 0 to 14: `tcpi_rcv_wscale`
    public let receiveWindowScale: UInt8
    /// Whether ``deliveryRate`` was limited by too little data to send: `tcpi_delivery_rate_app_limited`
    public let deliveryRateIsApplicationLimited: Bool
    /// Why fast open failed at this end, 0 to 3, `enum tcp_fastopen_client_fail`: `tcpi_fastopen_client_fail`
    public let fastOpenClientFailure: UInt8
    /// The retransmission timeout: `tcpi_rto`
    public let retransmissionTimeout: Duration
    /// The timeout of delayed acknowledgements: `tcpi_ato`
    public let acknowledgementTimeout: Duration
    /// The largest segment to send, in bytes: `tcpi_snd_mss`
    public let sendMaxSegment: UInt32
    /// The largest segment received, estimated, in bytes: `tcpi_rcv_mss`
    public let receiveMaxSegment: UInt32
    /// Segments in transit; for a listener, connections that wait to be accepted: `tcpi_unacked`
    public let unacknowledged: UInt32
    /// Segments acknowledged out of order; for a listener, its backlog: `tcpi_sacked`
    public let selectivelyAcknowledged: UInt32
    /// Segments that are considered lost: `tcpi_lost`
    public let lost: UInt32
    /// Retransmitted segments in transit: `tcpi_retrans`
    public let retransmitted: UInt32
    /// Always 0 since Linux 4.15: `tcpi_fackets`
    public let forwardAcknowledged: UInt32
    /// Time since data was last sent: `tcpi_last_data_sent`
    public let timeSinceDataSent: Duration
    /// Always zero: `tcpi_last_ack_sent`
    public let timeSinceAcknowledgementSent: Duration
    /// Time since data was last received: `tcpi_last_data_recv`
    public let timeSinceDataReceived: Duration
    /// Time since an acknowledgement was last received: `tcpi_last_ack_recv`
    public let timeSinceAcknowledgementReceived: Duration
    /// The path's MTU in bytes: `tcpi_pmtu`
    public let pathMTU: UInt32
    /// The limit of the advertised window in bytes: `tcpi_rcv_ssthresh`
    public let receiveSlowStartThreshold: UInt32
    /// The smoothed round-trip time: `tcpi_rtt`
    public let roundTripTime: Duration
    /// The mean deviation of the round-trip time: `tcpi_rttvar`
    public let roundTripTimeVariation: Duration
    /// The slow start threshold in segments; 2147483647 before congestion: `tcpi_snd_ssthresh`
    public let sendSlowStartThreshold: UInt32
    /// The congestion window in segments: `tcpi_snd_cwnd`
    public let congestionWindow: UInt32
    /// The largest segment that this end advertised, in bytes: `tcpi_advmss`
    public let advertisedMaxSegment: UInt32
    /// By how many segments data arrives out of order: `tcpi_reordering`
    public let reordering: UInt32
    /// The receiver's estimate of the round-trip time: `tcpi_rcv_rtt`
    public let receiverRoundTripTime: Duration
    /// Bytes by which the kernel tunes the receive buffer: `tcpi_rcv_space`
    public let receiveSpace: UInt32
    /// Retransmitted segments in total: `tcpi_total_retrans`
    public let totalRetransmitted: UInt32
    /// The pacing rate in bytes per second; `UInt64.max` for no limit: `tcpi_pacing_rate`
    public let pacingRate: UInt64
    /// The highest pacing rate in bytes per second; `UInt64.max` for no limit: `tcpi_max_pacing_rate`
    public let maxPacingRate: UInt64
    /// Bytes acknowledged in total, including one for the SYN: `tcpi_bytes_acked`
    public let bytesAcknowledged: UInt64
    /// Bytes received in total: `tcpi_bytes_received`
    public let bytesReceived: UInt64
    /// Segments sent in total: `tcpi_segs_out`
    public let segmentsSent: UInt32
    /// Segments received in total: `tcpi_segs_in`
    public let segmentsReceived: UInt32
    /// Bytes that wait to be sent: `tcpi_notsent_bytes`
    public let bytesNotSent: UInt32
    /// The smallest round-trip time: `tcpi_min_rtt`
    public let minRoundTripTime: Duration
    /// Segments with data received in total: `tcpi_data_segs_in`
    public let dataSegmentsReceived: UInt32
    /// Segments with data sent in total: `tcpi_data_segs_out`
    public let dataSegmentsSent: UInt32
    /// The rate of delivery to the peer in bytes per second: `tcpi_delivery_rate`
    public let deliveryRate: UInt64
    /// Time spent sending data: `tcpi_busy_time`
    public let busyTime: Duration
    /// The part of ``busyTime`` limited by the peer's window: `tcpi_rwnd_limited`
    public let windowLimitedTime: Duration
    /// The part of ``busyTime`` limited by the send buffer: `tcpi_sndbuf_limited`
    public let bufferLimitedTime: Duration
    /// Segments delivered to the peer in total: `tcpi_delivered`
    public let delivered: UInt32
    /// Segments delivered with a congestion mark in total: `tcpi_delivered_ce`
    public let deliveredWithCongestion: UInt32
    /// Bytes sent in total, including retransmitted ones: `tcpi_bytes_sent`
    public let bytesSent: UInt64
    /// Bytes retransmitted in total: `tcpi_bytes_retrans`
    public let bytesRetransmitted: UInt64
    /// Segments that the peer reported as received twice: `tcpi_dsack_dups`
    public let duplicates: UInt32
    /// How often data arrived out of order: `tcpi_reord_seen`
    public let reorderingsSeen: UInt32
    /// Segments received out of order: `tcpi_rcv_ooopack`
    public let segmentsReceivedOutOfOrder: UInt32
    /// The peer's window in bytes: `tcpi_snd_wnd`
    public let sendWindow: UInt32
    /// This end's window in bytes; Linux 6.2: `tcpi_rcv_wnd`
    public let receiveWindow: UInt32
    /// How often another path was tried; Linux 6.2: `tcpi_rehash`
    public let rehashes: UInt32
    /// Retransmission timeouts in total; Linux 6.7: `tcpi_total_rto`
    public let timeouts: UInt16
    /// Recoveries from retransmission timeouts in total; Linux 6.7: `tcpi_total_rto_recoveries`
    public let timeoutRecoveries: UInt16
    /// Time spent in those recoveries in total; Linux 6.7: `tcpi_total_rto_time`
    public let timeoutTime: Duration
    /// Segments received with a congestion mark, RFC 9768; Linux 6.18: `tcpi_received_ce`
    public let receivedWithCongestion: UInt32
    /// Bytes delivered with ECT(1); Linux 6.18: `tcpi_delivered_e1_bytes`
    public let bytesDeliveredECT1: UInt32
    /// Bytes delivered with ECT(0); Linux 6.18: `tcpi_delivered_e0_bytes`
    public let bytesDeliveredECT0: UInt32
    /// Bytes delivered with a congestion mark; Linux 6.18: `tcpi_delivered_ce_bytes`
    public let bytesDeliveredWithCongestion: UInt32
    /// Bytes received with ECT(1); Linux 6.18: `tcpi_received_e1_bytes`
    public let bytesReceivedECT1: UInt32
    /// Bytes received with ECT(0); Linux 6.18: `tcpi_received_e0_bytes`
    public let bytesReceivedECT0: UInt32
    /// Bytes received with a congestion mark; Linux 6.18: `tcpi_received_ce_bytes`
    public let bytesReceivedWithCongestion: UInt32
}
