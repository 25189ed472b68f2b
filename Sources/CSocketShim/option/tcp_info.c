// For all constants of <netinet/tcp.h>, some of which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/tcp_info.h"

#include "csock/option.h"

#include <netinet/tcp.h>
#include <string.h>

// Offset and size of each member in the kernel's struct tcp_info, whose first bytes are bit-fields
// (see below). Only the kernel's own header declares all members, and it conflicts with the C
// library's.
typedef struct {
    uint16_t from, to, size;
} place;

#define PLACE(from, member)                                                                        \
    {from, offsetof(csock_tcp_info, member), sizeof((csock_tcp_info *)0)->member}

static const place places[] = {
    PLACE(0, state),
    PLACE(1, ca_state),
    PLACE(2, retransmits),
    PLACE(3, probes),
    PLACE(4, backoff),
    PLACE(5, options),
    PLACE(8, rto),
    PLACE(12, ato),
    PLACE(16, snd_mss),
    PLACE(20, rcv_mss),
    PLACE(24, unacked),
    PLACE(28, sacked),
    PLACE(32, lost),
    PLACE(36, retrans),
    PLACE(40, fackets),
    PLACE(44, last_data_sent),
    PLACE(48, last_ack_sent),
    PLACE(52, last_data_recv),
    PLACE(56, last_ack_recv),
    PLACE(60, pmtu),
    PLACE(64, rcv_ssthresh),
    PLACE(68, rtt),
    PLACE(72, rttvar),
    PLACE(76, snd_ssthresh),
    PLACE(80, snd_cwnd),
    PLACE(84, advmss),
    PLACE(88, reordering),
    PLACE(92, rcv_rtt),
    PLACE(96, rcv_space),
    PLACE(100, total_retrans),
    PLACE(104, pacing_rate),
    PLACE(112, max_pacing_rate),
    PLACE(120, bytes_acked),
    PLACE(128, bytes_received),
    PLACE(136, segs_out),
    PLACE(140, segs_in),
    PLACE(144, notsent_bytes),
    PLACE(148, min_rtt),
    PLACE(152, data_segs_in),
    PLACE(156, data_segs_out),
    PLACE(160, delivery_rate),
    PLACE(168, busy_time),
    PLACE(176, rwnd_limited),
    PLACE(184, sndbuf_limited),
    PLACE(192, delivered),
    PLACE(196, delivered_ce),
    PLACE(200, bytes_sent),
    PLACE(208, bytes_retrans),
    PLACE(216, dsack_dups),
    PLACE(220, reord_seen),
    PLACE(224, rcv_ooopack),
    PLACE(228, snd_wnd),
    PLACE(232, rcv_wnd),
    PLACE(236, rehash),
    PLACE(240, total_rto),
    PLACE(242, total_rto_recoveries),
    PLACE(244, total_rto_time),
    PLACE(248, received_ce),
    PLACE(252, delivered_e1_bytes),
    PLACE(256, delivered_e0_bytes),
    PLACE(260, delivered_ce_bytes),
    PLACE(264, received_e1_bytes),
    PLACE(268, received_e0_bytes),
    PLACE(272, received_ce_bytes),
};

_Static_assert(offsetof(struct tcp_info, tcpi_rto) == 8, "the first number");
_Static_assert(offsetof(struct tcp_info, tcpi_last_ack_recv) == 56, "the times");
_Static_assert(offsetof(struct tcp_info, tcpi_total_retrans) == 100,
               "the last that all libcs have");

// Bytes 6 and 7 are bit-fields. The compiler lays them out as the kernel's compiler did, on both
// byte orders.
enum { BITS_AT = 6 };
typedef struct {
    uint8_t snd_wscale : 4, rcv_wscale : 4;
    uint8_t delivery_rate_app_limited : 1, fastopen_client_fail : 2;
} bits;
_Static_assert(sizeof(bits) == 2, "two bytes");

// Larger than any kernel's struct, so that getsockopt(2) returns the struct's own length.
enum { ROOM = 1024 };

int csock_get_tcp_info(int fd, csock_tcp_info *info) {
    uint8_t bytes[ROOM];
    int length = csock_get_option(fd, CSOCK_SOL_TCP, CSOCK_TCP_INFO, bytes, sizeof bytes);
    if (length < 0)
        return length;
    *info = (csock_tcp_info){.size = (uint32_t)length};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].from + places[i].size <= length)
            memcpy((uint8_t *)info + places[i].to, bytes + places[i].from, places[i].size);
    bits found = {0};
    if (BITS_AT + (int)sizeof found <= length)
        memcpy(&found, bytes + BITS_AT, sizeof found);
    info->snd_wscale = found.snd_wscale;
    info->rcv_wscale = found.rcv_wscale;
    info->delivery_rate_app_limited = found.delivery_rate_app_limited;
    info->fastopen_client_fail = found.fastopen_client_fail;
    return 0;
}
