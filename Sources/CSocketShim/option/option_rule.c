// For all SO_ constants, some of which -std=c11 hides.
#define _GNU_SOURCE

#include "option/option_rule.h"

#include "csock/option_constant.h"

#include <sys/socket.h>

#define MICROSECOND INT64_C(1000)

static const csock_option_rule no_rule = {.least = INT32_MIN, .most = INT32_MAX};

static const csock_option_rule socket_rules[] = {
    [CSOCK_SO_BUSY_POLL] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_SO_COOKIE] = {OPTION_WIDE, .most = INT64_MAX},
    [CSOCK_SO_LINGER] = {OPTION_LINGER, .minus_one = true, .most = INT32_MAX,
                         .unit_ns = CSOCK_SECOND},
    [CSOCK_SO_MARK] = {OPTION_UNSIGNED, .most = UINT32_MAX},
    [CSOCK_SO_MAX_PACING_RATE] = {OPTION_WIDE, .minus_one = true, .most = INT64_MAX},
    [CSOCK_SO_NETNS_COOKIE] = {OPTION_WIDE, .most = INT64_MAX},
    [CSOCK_SO_PEEK_OFF] = {.minus_one = true, .most = INT32_MAX},
    [CSOCK_SO_PRIORITY] = {OPTION_UNSIGNED, .most = UINT32_MAX},
    [CSOCK_SO_RCVBUF] = {.most = INT32_MAX},
    [CSOCK_SO_RCVBUFFORCE] = {.most = INT32_MAX},
    [CSOCK_SO_RCVLOWAT] = {.most = INT32_MAX},
    [CSOCK_SO_RCVTIMEO] = {OPTION_TIMEVAL, .minus_one = true, .most = INT64_MAX,
                           .unit_ns = MICROSECOND},
    [CSOCK_SO_SNDBUF] = {.most = INT32_MAX},
    [CSOCK_SO_SNDBUFFORCE] = {.most = INT32_MAX},
    [CSOCK_SO_SNDTIMEO] = {OPTION_TIMEVAL, .minus_one = true, .most = INT64_MAX,
                           .unit_ns = MICROSECOND},
};

static const csock_option_rule ip_rules[] = {
    [CSOCK_IP_MINTTL] = {.most = 255},
    [CSOCK_IP_MULTICAST_TTL] = {.minus_one = true, .most = 255},
    [CSOCK_IP_TOS] = {.most = 255},
    [CSOCK_IP_TTL] = {.minus_one = true, .least = 1, .most = 255},
    [CSOCK_IP_UNICAST_IF] = {OPTION_NETWORK, .most = INT32_MAX},
};

static const csock_option_rule ipv6_rules[] = {
    [CSOCK_IPV6_MINHOPCOUNT] = {.most = 255},
    [CSOCK_IPV6_MULTICAST_HOPS] = {.minus_one = true, .most = 255},
    [CSOCK_IPV6_TCLASS] = {.minus_one = true, .most = 255},
    [CSOCK_IPV6_UNICAST_HOPS] = {.minus_one = true, .most = 255},
    [CSOCK_IPV6_UNICAST_IF] = {OPTION_NETWORK, .most = INT32_MAX},
};

static const csock_option_rule tcp_rules[] = {
    [CSOCK_TCP_DEFER_ACCEPT] = {.most = INT32_MAX, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_DELACK_MAX_US] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_TCP_KEEPIDLE] = {.least = 1, .most = 32767, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_KEEPINTVL] = {.least = 1, .most = 32767, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_LINGER2] = {.minus_one = true, .most = INT32_MAX, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_NOTSENT_LOWAT] = {OPTION_UNSIGNED, .most = UINT32_MAX},
    [CSOCK_TCP_QUEUE_SEQ] = {OPTION_UNSIGNED, .most = UINT32_MAX},
    [CSOCK_TCP_RTO_MAX_MS] = {.most = INT32_MAX, .unit_ns = CSOCK_MILLISECOND},
    [CSOCK_TCP_RTO_MIN_US] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_TCP_TIMESTAMP] = {OPTION_UNSIGNED, .most = UINT32_MAX},
    [CSOCK_TCP_TX_DELAY] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_TCP_USER_TIMEOUT] = {.most = INT32_MAX, .unit_ns = CSOCK_MILLISECOND},
    [CSOCK_TCP_WINDOW_CLAMP] = {.most = INT32_MAX},
};

static const csock_option_rule udplite_rules[] = {
    [CSOCK_UDPLITE_RECV_CSCOV] = {.most = UINT16_MAX},
    [CSOCK_UDPLITE_SEND_CSCOV] = {.most = UINT16_MAX},
};

static const csock_option_rule vsock_rules[] = {
    [CSOCK_SO_VM_SOCKETS_BUFFER_SIZE] = {OPTION_WIDE, .most = INT64_MAX},
    [CSOCK_SO_VM_SOCKETS_BUFFER_MIN_SIZE] = {OPTION_WIDE, .most = INT64_MAX},
    [CSOCK_SO_VM_SOCKETS_BUFFER_MAX_SIZE] = {OPTION_WIDE, .most = INT64_MAX},
};

const csock_option_rule *csock_option_rule_of(int level, int name) {
#define FIND(rules)                                                                                \
    (name >= 0 && (size_t)name < sizeof rules / sizeof *rules && rules[name].most > 0              \
         ? &rules[name]                                                                            \
         : &no_rule)
    switch (level) {
    case CSOCK_SOL_SOCKET:
        return FIND(socket_rules);
    case CSOCK_SOL_IP:
        return FIND(ip_rules);
    case CSOCK_SOL_IPV6:
        return FIND(ipv6_rules);
    case CSOCK_SOL_TCP:
        return FIND(tcp_rules);
    case CSOCK_SOL_UDPLITE:
        return FIND(udplite_rules);
    case CSOCK_SOL_VSOCK:
        return FIND(vsock_rules);
    default:
        return &no_rule;
    }
}

int csock_option_system_name(int level, int name) {
    if (level != CSOCK_SOL_SOCKET)
        return name;
    switch (name) {
    case CSOCK_SO_PASSCRED:
        return SO_PASSCRED;
    case CSOCK_SO_PEERCRED:
        return SO_PEERCRED;
    case CSOCK_SO_RCVLOWAT:
        return SO_RCVLOWAT;
    case CSOCK_SO_SNDLOWAT:
        return SO_SNDLOWAT;
    case CSOCK_SO_RCVTIMEO:
        return SO_RCVTIMEO;
    case CSOCK_SO_SNDTIMEO:
        return SO_SNDTIMEO;
    case CSOCK_SO_TIMESTAMP:
        return SO_TIMESTAMP;
    case CSOCK_SO_TIMESTAMPNS:
        return SO_TIMESTAMPNS;
    case CSOCK_SO_TIMESTAMPING:
        return SO_TIMESTAMPING;
    default:
        return name;
    }
}
