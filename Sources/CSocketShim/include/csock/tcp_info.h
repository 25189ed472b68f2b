/// State and statistics of a TCP connection: tcp(7), TCP_INFO.
#ifndef CSOCK_TCP_INFO_H
#define CSOCK_TCP_INFO_H

#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// State and statistics of a TCP connection: struct tcp_info of linux/tcp.h, without the prefix of
/// its members' names. Members that the running kernel does not have are 0. The kernel's last word
/// is omitted: Linux 6.18 and 7.0 define it differently. Times are in microseconds unless the
/// member says otherwise.
typedef struct csock_tcp_info {
    uint32_t size;                     ///< size of the kernel's struct tcp_info in bytes
    uint8_t state;                     ///< CSOCK_TCP_ESTABLISHED, …
    uint8_t ca_state;                  ///< CSOCK_TCP_CA_…
    uint8_t retransmits;               ///< timeouts of the oldest unacknowledged segment
    uint8_t probes;                    ///< unanswered keep-alive and window probes
    uint8_t backoff;                   ///< number of times the retransmission timeout was doubled
    uint8_t options;                   ///< CSOCK_TCPI_OPT_…
    uint8_t snd_wscale;                ///< the peer's window scale, 0 to 14
    uint8_t rcv_wscale;                ///< this host's window scale, 0 to 14
    uint8_t delivery_rate_app_limited; ///< 1 if the application limited delivery_rate
    uint8_t fastopen_client_fail; ///< reason of a failed Fast Open: enum tcp_fastopen_client_fail
    uint32_t rto;                 ///< retransmission timeout
    uint32_t ato;                 ///< delayed acknowledgement timeout
    uint32_t snd_mss;             ///< bytes
    uint32_t rcv_mss;             ///< bytes, estimated
    uint32_t unacked;             ///< segments; on a listener: length of the accept queue
    uint32_t sacked;              ///< segments; on a listener: its backlog
    uint32_t lost;                ///< segments
    uint32_t retrans;             ///< retransmitted segments in flight
    uint32_t fackets;             ///< 0 since Linux 4.15
    uint32_t last_data_sent;      ///< milliseconds ago
    uint32_t last_ack_sent;       ///< always 0: the kernel does not record it
    uint32_t last_data_recv;      ///< milliseconds ago
    uint32_t last_ack_recv;       ///< milliseconds ago
    uint32_t pmtu;                ///< bytes
    uint32_t rcv_ssthresh;        ///< bytes
    uint32_t rtt;                 ///< smoothed
    uint32_t rttvar;              ///< mean deviation
    uint32_t snd_ssthresh;        ///< segments; 0x7fffffff if never reached
    uint32_t snd_cwnd;            ///< segments
    uint32_t advmss;              ///< bytes
    uint32_t reordering;          ///< segments
    uint32_t rcv_rtt;             ///< receiver's estimate
    uint32_t rcv_space;           ///< bytes; target of receive buffer tuning
    uint32_t total_retrans;       ///< segments
    uint64_t pacing_rate;         ///< bytes per second; UINT64_MAX: no limit
    uint64_t max_pacing_rate;
    uint64_t bytes_acked;
    uint64_t bytes_received;
    uint32_t segs_out;
    uint32_t segs_in;
    uint32_t notsent_bytes;
    uint32_t min_rtt; ///< UINT32_MAX: not measured
    uint32_t data_segs_in;
    uint32_t data_segs_out;
    uint64_t delivery_rate;  ///< bytes per second
    uint64_t busy_time;      ///< time with data to send or unacknowledged
    uint64_t rwnd_limited;   ///< part of busy_time limited by the peer's window
    uint64_t sndbuf_limited; ///< part of busy_time limited by the send buffer
    uint32_t delivered;      ///< segments
    uint32_t delivered_ce;   ///< segments with an ECN congestion mark
    uint64_t bytes_sent;     ///< including retransmissions
    uint64_t bytes_retrans;
    uint32_t dsack_dups;           ///< segments that the peer received twice
    uint32_t reord_seen;           ///< number of reordering events
    uint32_t rcv_ooopack;          ///< segments received out of order
    uint32_t snd_wnd;              ///< peer's window in bytes
    uint32_t rcv_wnd;              ///< this host's window in bytes; Linux 6.2
    uint32_t rehash;               ///< number of attempts on another path; Linux 6.2
    uint16_t total_rto;            ///< number of timeouts; Linux 6.7
    uint16_t total_rto_recoveries; ///< number of recoveries from timeouts; Linux 6.7
    uint32_t total_rto_time;       ///< milliseconds spent in those recoveries; Linux 6.7
    uint32_t received_ce;          ///< segments with a CE mark, RFC 9768; Linux 6.18
    uint32_t delivered_e1_bytes;   ///< bytes per ECN mark, here and below; Linux 6.18
    uint32_t delivered_e0_bytes;
    uint32_t delivered_ce_bytes;
    uint32_t received_e1_bytes;
    uint32_t received_e0_bytes;
    uint32_t received_ce_bytes;
} csock_tcp_info;

/// Reads CSOCK_TCP_INFO. Returns 0, or -ENOPROTOOPT or -EOPNOTSUPP on a socket that is not TCP.
/// See tcp(7), TCP_INFO.
int csock_get_tcp_info(int fd, csock_tcp_info *_Nonnull info);

CSOCK_END_DECLS

#endif
