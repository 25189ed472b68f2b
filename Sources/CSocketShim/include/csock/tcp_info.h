/// The state of a TCP connection: tcp(7), TCP_INFO.
#ifndef CSOCK_TCP_INFO_H
#define CSOCK_TCP_INFO_H

#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// What the kernel knows about a connection: tcp(7), linux/tcp.h. The members are those of struct
/// tcp_info, without the prefix; those that are younger than the kernel are 0. Left out is its last
/// word, which 6.18 and 7.0 lay out differently in the same place. Times are in microseconds unless
/// they say otherwise.
typedef struct csock_tcp_info {
    uint32_t size;       ///< how many bytes of struct tcp_info the kernel has
    uint8_t state;       ///< CSOCK_TCP_ESTABLISHED and so on
    uint8_t ca_state;    ///< CSOCK_TCP_CA_…
    uint8_t retransmits; ///< of the oldest segment, by timeout, so far
    uint8_t probes;      ///< keep-alive and window probes that were not answered
    uint8_t backoff;     ///< by how many doublings the retransmission timeout has grown
    uint8_t options;     ///< CSOCK_TCPI_OPT_…
    uint8_t snd_wscale;  ///< window scaling by the peer, 0 to 14
    uint8_t rcv_wscale;  ///< and by this end
    uint8_t delivery_rate_app_limited; ///< 1 if the application gave too little to measure the rate
    uint8_t fastopen_client_fail;      ///< why fast open failed: enum tcp_fastopen_client_fail
    uint32_t rto;                      ///< retransmission timeout
    uint32_t ato;                      ///< delayed acknowledgement timeout
    uint32_t snd_mss;                  ///< bytes
    uint32_t rcv_mss;                  ///< bytes, estimated
    uint32_t unacked;        ///< segments; of a listener: connections waiting to be accepted
    uint32_t sacked;         ///< segments; of a listener: its backlog
    uint32_t lost;           ///< segments
    uint32_t retrans;        ///< segments that are in flight for another time
    uint32_t fackets;        ///< 0 since Linux 4.15
    uint32_t last_data_sent; ///< milliseconds ago
    uint32_t last_ack_sent;  ///< 0: not remembered
    uint32_t last_data_recv; ///< milliseconds ago
    uint32_t last_ack_recv;  ///< milliseconds ago
    uint32_t pmtu;           ///< bytes
    uint32_t rcv_ssthresh;   ///< bytes
    uint32_t rtt;            ///< smoothed
    uint32_t rttvar;         ///< mean deviation
    uint32_t snd_ssthresh;   ///< segments; 0x7fffffff if never reached
    uint32_t snd_cwnd;       ///< segments
    uint32_t advmss;         ///< bytes
    uint32_t reordering;     ///< segments
    uint32_t rcv_rtt;        ///< estimated by the receiver
    uint32_t rcv_space;      ///< bytes, to tune the receive buffer
    uint32_t total_retrans;  ///< segments
    uint64_t pacing_rate;    ///< bytes per second; UINT64_MAX without limit
    uint64_t max_pacing_rate;
    uint64_t bytes_acked;
    uint64_t bytes_received;
    uint32_t segs_out;
    uint32_t segs_in;
    uint32_t notsent_bytes;
    uint32_t min_rtt; ///< UINT32_MAX if none was measured
    uint32_t data_segs_in;
    uint32_t data_segs_out;
    uint64_t delivery_rate;  ///< bytes per second
    uint64_t busy_time;      ///< sending data
    uint64_t rwnd_limited;   ///< of that, held up by the peer's window
    uint64_t sndbuf_limited; ///< of that, held up by the send buffer
    uint32_t delivered;      ///< segments
    uint32_t delivered_ce;   ///< of which with a congestion mark
    uint64_t bytes_sent;     ///< with those sent again
    uint64_t bytes_retrans;
    uint32_t dsack_dups;           ///< segments that the peer got twice
    uint32_t reord_seen;           ///< times that segments arrived out of order
    uint32_t rcv_ooopack;          ///< segments received out of order
    uint32_t snd_wnd;              ///< the peer's window in bytes
    uint32_t rcv_wnd;              ///< this end's window in bytes; Linux 6.2
    uint32_t rehash;               ///< times that another path was tried; Linux 6.2
    uint16_t total_rto;            ///< timeouts; Linux 6.7
    uint16_t total_rto_recoveries; ///< times that timeouts were got over; Linux 6.7
    uint32_t total_rto_time;       ///< that they took, in milliseconds; Linux 6.7
    uint32_t received_ce;          ///< segments with a congestion mark, RFC 9768; Linux 6.18
    uint32_t delivered_e1_bytes;   ///< bytes by their mark, and so on; Linux 6.18
    uint32_t delivered_e0_bytes;
    uint32_t delivered_ce_bytes;
    uint32_t received_e1_bytes;
    uint32_t received_e0_bytes;
    uint32_t received_ce_bytes;
} csock_tcp_info;

/// Reads CSOCK_TCP_INFO. Returns 0, or -ENOPROTOOPT or -EOPNOTSUPP for another kind of socket.
int csock_get_tcp_info(int fd, csock_tcp_info *_Nonnull info);

CSOCK_END_DECLS

#endif
