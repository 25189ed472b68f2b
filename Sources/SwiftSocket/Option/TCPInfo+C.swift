internal import CSocketShim

extension TCPInfo {
    init(_ info: csock_tcp_info) {
        size = Int(info.size)
        state = State(rawValue: info.state)
        congestionState = CongestionState(rawValue: info.ca_state)
        options = Options(rawValue: info.options)
        retransmits = info.retransmits
        probes = info.probes
        backoff = info.backoff
        sendWindowScale = info.snd_wscale
        receiveWindowScale = info.rcv_wscale
        deliveryRateIsApplicationLimited = info.delivery_rate_app_limited != 0
        fastOpenClientFailure = info.fastopen_client_fail
        retransmissionTimeout = .microseconds(Int64(info.rto))
        acknowledgementTimeout = .microseconds(Int64(info.ato))
        sendMaxSegment = info.snd_mss
        receiveMaxSegment = info.rcv_mss
        unacknowledged = info.unacked
        selectivelyAcknowledged = info.sacked
        lost = info.lost
        retransmitted = info.retrans
        forwardAcknowledged = info.fackets
        timeSinceDataSent = .milliseconds(Int64(info.last_data_sent))
        timeSinceAcknowledgementSent = .milliseconds(Int64(info.last_ack_sent))
        timeSinceDataReceived = .milliseconds(Int64(info.last_data_recv))
        timeSinceAcknowledgementReceived = .milliseconds(Int64(info.last_ack_recv))
        pathMTU = info.pmtu
        receiveSlowStartThreshold = info.rcv_ssthresh
        roundTripTime = .microseconds(Int64(info.rtt))
        roundTripTimeVariation = .microseconds(Int64(info.rttvar))
        sendSlowStartThreshold = info.snd_ssthresh
        congestionWindow = info.snd_cwnd
        advertisedMaxSegment = info.advmss
        reordering = info.reordering
        receiverRoundTripTime = .microseconds(Int64(info.rcv_rtt))
        receiveSpace = info.rcv_space
        totalRetransmitted = info.total_retrans
        pacingRate = info.pacing_rate
        maxPacingRate = info.max_pacing_rate
        bytesAcknowledged = info.bytes_acked
        bytesReceived = info.bytes_received
        segmentsSent = info.segs_out
        segmentsReceived = info.segs_in
        bytesNotSent = info.notsent_bytes
        minRoundTripTime = .microseconds(Int64(info.min_rtt))
        dataSegmentsReceived = info.data_segs_in
        dataSegmentsSent = info.data_segs_out
        deliveryRate = info.delivery_rate
        busyTime = .microseconds(Int64(clamping: info.busy_time))
        windowLimitedTime = .microseconds(Int64(clamping: info.rwnd_limited))
        bufferLimitedTime = .microseconds(Int64(clamping: info.sndbuf_limited))
        delivered = info.delivered
        deliveredWithCongestion = info.delivered_ce
        bytesSent = info.bytes_sent
        bytesRetransmitted = info.bytes_retrans
        duplicates = info.dsack_dups
        reorderingsSeen = info.reord_seen
        segmentsReceivedOutOfOrder = info.rcv_ooopack
        sendWindow = info.snd_wnd
        receiveWindow = info.rcv_wnd
        rehashes = info.rehash
        timeouts = info.total_rto
        timeoutRecoveries = info.total_rto_recoveries
        timeoutTime = .milliseconds(Int64(info.total_rto_time))
        receivedWithCongestion = info.received_ce
        bytesDeliveredECT1 = info.delivered_e1_bytes
        bytesDeliveredECT0 = info.delivered_e0_bytes
        bytesDeliveredWithCongestion = info.delivered_ce_bytes
        bytesReceivedECT1 = info.received_e1_bytes
        bytesReceivedECT0 = info.received_e0_bytes
        bytesReceivedWithCongestion = info.received_ce_bytes
    }
}
