// struct ucred.
#define _GNU_SOURCE

#include "csock/option.h"

#include "csock/constant.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

int csock_set_option(int fd, int level, int name, const void *value, size_t length) {
    if (length > INT_MAX)
        return -EINVAL;
    return setsockopt(fd, level, name, value, (socklen_t)length) < 0 ? -errno : 0;
}

int csock_get_option(int fd, int level, int name, void *value, size_t capacity) {
    if (capacity > INT_MAX)
        return -EINVAL;
    socklen_t length = (socklen_t)capacity;
    if (getsockopt(fd, level, name, value, &length) < 0)
        return -errno;
    return (int)(length < capacity ? length : capacity);
}

typedef enum {
    INT,      // the kernel's int
    UNSIGNED, // 32 bits that are no int
    WIDE,     // 64 bits
    NETWORK,  // 32 bits in network byte order
    TIMEVAL,
    LINGER,
} option_kind;

// What an option takes, where the kernel would bend a value instead of refusing it, or wants more
// than an int in the machine's order.
typedef struct {
    option_kind kind;
    bool minus_one; // -1 is allowed beside the range
    int64_t least, most;
    int64_t unit_ns; // of times
} option_rule;

#define MICROSECOND INT64_C(1000)

static const option_rule no_rule = {.least = INT32_MIN, .most = INT32_MAX};

static const option_rule socket_rules[] = {
    [CSOCK_SO_BUSY_POLL] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_SO_COOKIE] = {WIDE, .most = INT64_MAX},
    [CSOCK_SO_LINGER] = {LINGER, .minus_one = true, .most = INT32_MAX, .unit_ns = CSOCK_SECOND},
    [CSOCK_SO_MARK] = {UNSIGNED, .most = UINT32_MAX},
    [CSOCK_SO_MAX_PACING_RATE] = {WIDE, .minus_one = true, .most = INT64_MAX},
    [CSOCK_SO_NETNS_COOKIE] = {WIDE, .most = INT64_MAX},
    [CSOCK_SO_PEEK_OFF] = {.minus_one = true, .most = INT32_MAX},
    [CSOCK_SO_PRIORITY] = {UNSIGNED, .most = UINT32_MAX},
    [CSOCK_SO_RCVBUF] = {.most = INT32_MAX},
    [CSOCK_SO_RCVBUFFORCE] = {.most = INT32_MAX},
    [CSOCK_SO_RCVLOWAT] = {.most = INT32_MAX},
    [CSOCK_SO_RCVTIMEO] = {TIMEVAL, .minus_one = true, .most = INT64_MAX, .unit_ns = MICROSECOND},
    [CSOCK_SO_SNDBUF] = {.most = INT32_MAX},
    [CSOCK_SO_SNDBUFFORCE] = {.most = INT32_MAX},
    [CSOCK_SO_SNDTIMEO] = {TIMEVAL, .minus_one = true, .most = INT64_MAX, .unit_ns = MICROSECOND},
};

static const option_rule ip_rules[] = {
    [CSOCK_IP_MINTTL] = {.most = 255},
    [CSOCK_IP_MULTICAST_TTL] = {.minus_one = true, .most = 255},
    [CSOCK_IP_TOS] = {.most = 255},
    [CSOCK_IP_TTL] = {.minus_one = true, .least = 1, .most = 255},
    [CSOCK_IP_UNICAST_IF] = {NETWORK, .most = INT32_MAX},
};

static const option_rule ipv6_rules[] = {
    [CSOCK_IPV6_MINHOPCOUNT] = {.most = 255},
    [CSOCK_IPV6_MULTICAST_HOPS] = {.minus_one = true, .most = 255},
    [CSOCK_IPV6_TCLASS] = {.minus_one = true, .most = 255},
    [CSOCK_IPV6_UNICAST_HOPS] = {.minus_one = true, .most = 255},
    [CSOCK_IPV6_UNICAST_IF] = {NETWORK, .most = INT32_MAX},
};

static const option_rule tcp_rules[] = {
    [CSOCK_TCP_DEFER_ACCEPT] = {.most = INT32_MAX, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_DELACK_MAX_US] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_TCP_KEEPIDLE] = {.least = 1, .most = 32767, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_KEEPINTVL] = {.least = 1, .most = 32767, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_LINGER2] = {.minus_one = true, .most = INT32_MAX, .unit_ns = CSOCK_SECOND},
    [CSOCK_TCP_NOTSENT_LOWAT] = {UNSIGNED, .most = UINT32_MAX},
    [CSOCK_TCP_QUEUE_SEQ] = {UNSIGNED, .most = UINT32_MAX},
    [CSOCK_TCP_RTO_MAX_MS] = {.most = INT32_MAX, .unit_ns = CSOCK_MILLISECOND},
    [CSOCK_TCP_RTO_MIN_US] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_TCP_TIMESTAMP] = {UNSIGNED, .most = UINT32_MAX},
    [CSOCK_TCP_TX_DELAY] = {.most = INT32_MAX, .unit_ns = MICROSECOND},
    [CSOCK_TCP_USER_TIMEOUT] = {.most = INT32_MAX, .unit_ns = CSOCK_MILLISECOND},
    [CSOCK_TCP_WINDOW_CLAMP] = {.most = INT32_MAX},
};

static const option_rule udplite_rules[] = {
    [CSOCK_UDPLITE_RECV_CSCOV] = {.most = UINT16_MAX},
    [CSOCK_UDPLITE_SEND_CSCOV] = {.most = UINT16_MAX},
};

static const option_rule vsock_rules[] = {
    [CSOCK_SO_VM_SOCKETS_BUFFER_SIZE] = {WIDE, .most = INT64_MAX},
    [CSOCK_SO_VM_SOCKETS_BUFFER_MIN_SIZE] = {WIDE, .most = INT64_MAX},
    [CSOCK_SO_VM_SOCKETS_BUFFER_MAX_SIZE] = {WIDE, .most = INT64_MAX},
};

static const option_rule *find_rule(int level, int name) {
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

// The system's number, which depends on the width of its time_t, and for some on PowerPC.
static int system_name(int level, int name) {
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

static bool allows(const option_rule *rule, int64_t value) {
    return (rule->least <= value && value <= rule->most) || (rule->minus_one && value == -1);
}

int csock_set_option_int(int fd, int level, int name, int64_t value) {
    const option_rule *rule = find_rule(level, name);
    if (!allows(rule, value))
        return -EINVAL;
    name = system_name(level, name);
    if (rule->kind == WIDE)
        return csock_set_option(fd, level, name, &value, sizeof value);
    if (rule->kind >= TIMEVAL)
        return -EINVAL;
    // An unsigned number keeps its bits.
    uint32_t bits = (uint32_t)value;
    if (rule->kind == NETWORK)
        bits = htonl(bits);
    return csock_set_option(fd, level, name, &bits, sizeof bits);
}

int csock_get_option_int(int fd, int level, int name, int64_t *value) {
    const option_rule *rule = find_rule(level, name);
    if (rule->kind >= TIMEVAL)
        return -EINVAL;
    union {
        uint8_t one;
        uint16_t two;
        int32_t four;
        uint32_t bits;
        int64_t eight;
    } read = {0};
    // No more than an int unless the option is known to be longer: the kernel writes as many bytes
    // as fit of some that are structs.
    int length = csock_get_option(fd, level, system_name(level, name), &read,
                                  rule->kind == WIDE ? sizeof read.eight : sizeof read.four);
    if (length < 0)
        return length;
    switch (length) {
    case 0:
        *value = 0;
        return 0;
    case sizeof read.one:
        *value = read.one;
        return 0;
    case sizeof read.two:
        *value = read.two;
        return 0;
    case sizeof read.four:
        *value = rule->kind == NETWORK    ? (int64_t)ntohl(read.bits)
                 : rule->kind == UNSIGNED ? (int64_t)read.bits
                                          : (int64_t)read.four;
        return 0;
    case sizeof read.eight:
        *value = read.eight;
        return 0;
    default:
        return -EINVAL;
    }
}

static int set_limit(int fd, int name, int64_t microseconds) {
    // Zero means no limit to the kernel.
    int64_t wanted = microseconds < 0 ? 0 : microseconds > 0 ? microseconds : 1;
    struct timeval limit = {.tv_sec = (time_t)(wanted / 1000000),
                            .tv_usec = (suseconds_t)(wanted % 1000000)};
    if (limit.tv_sec != wanted / 1000000)
        return -EINVAL; // a time_t of 32 bits
    return csock_set_option(fd, SOL_SOCKET, name, &limit, sizeof limit);
}

static int set_linger(int fd, int64_t seconds) {
    struct linger linger = {.l_onoff = seconds >= 0, .l_linger = seconds < 0 ? 0 : (int)seconds};
    return csock_set_option(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

int csock_set_option_time(int fd, int level, int name, int64_t time_ns) {
    const option_rule *rule = find_rule(level, name);
    if (rule->unit_ns == 0 || time_ns < -1)
        return -EINVAL;
    int64_t units =
        time_ns < 0 ? -1 : time_ns / rule->unit_ns + (time_ns % rule->unit_ns != 0 ? 1 : 0);
    if (!allows(rule, units))
        return -EINVAL;
    switch (rule->kind) {
    case TIMEVAL:
        return set_limit(fd, system_name(level, name), units);
    case LINGER:
        return set_linger(fd, units);
    default:
        return csock_set_option_int(fd, level, name, units);
    }
}

static int get_limit(int fd, int name, int64_t *microseconds) {
    struct timeval limit = {0};
    int length = csock_get_option(fd, SOL_SOCKET, name, &limit, sizeof limit);
    if (length < 0)
        return length;
    // Saturates: the kernel keeps more than 292 years.
    bool none = limit.tv_sec == 0 && limit.tv_usec == 0;
    int64_t seconds = limit.tv_sec;
    if (seconds > INT64_MAX / CSOCK_SECOND - 1)
        seconds = INT64_MAX / CSOCK_SECOND - 1;
    *microseconds = none ? -1 : seconds * 1000000 + limit.tv_usec;
    return 0;
}

static int get_linger(int fd, int64_t *seconds) {
    struct linger linger = {0};
    int length = csock_get_option(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    if (length < 0)
        return length;
    *seconds = linger.l_onoff ? linger.l_linger : -1;
    return 0;
}

int csock_get_option_time(int fd, int level, int name, int64_t *time_ns) {
    const option_rule *rule = find_rule(level, name);
    int64_t units = 0;
    int result = rule->unit_ns == 0      ? -EINVAL
                 : rule->kind == TIMEVAL ? get_limit(fd, system_name(level, name), &units)
                 : rule->kind == LINGER  ? get_linger(fd, &units)
                                         : csock_get_option_int(fd, level, name, &units);
    if (result < 0)
        return result;
    *time_ns = units < 0 ? -1 : units * rule->unit_ns;
    return 0;
}

int csock_set_option_text(int fd, int level, int name, const char *text, size_t length) {
    char padded[CSOCK_OPTION_NAME_SIZE] = {0};
    if (length >= sizeof padded)
        return -ENAMETOOLONG;
    if (length > 0) {
        if (memchr(text, 0, length))
            return -EINVAL;
        memcpy(padded, text, length);
    }
    return csock_set_option(fd, level, name, padded, length + 1);
}

int csock_get_option_text(int fd, int level, int name, char *text, size_t capacity) {
    int length = csock_get_option(fd, level, name, text, capacity);
    return length < 0 ? length : (int)strnlen(text, (size_t)length);
}

int csock_take_error(int fd) {
    int64_t error;
    int result = csock_get_option_int(fd, SOL_SOCKET, SO_ERROR, &error);
    return result < 0 ? result : -(int)error;
}

int csock_peer_credentials(int fd, csock_credentials *peer) {
    struct ucred credentials = {.uid = UINT32_MAX, .gid = UINT32_MAX};
    int length = csock_get_option(fd, SOL_SOCKET, SO_PEERCRED, &credentials, sizeof credentials);
    if (length < 0)
        return length;
    *peer = (csock_credentials){credentials.pid, credentials.uid, credentials.gid};
    return 0;
}

int csock_peer_groups(int fd, uint32_t *groups, size_t capacity) {
    if (capacity > INT_MAX / sizeof *groups)
        return -EINVAL;
    int length =
        csock_get_option(fd, SOL_SOCKET, CSOCK_SO_PEERGROUPS, groups, capacity * sizeof *groups);
    return length < 0 ? length : length / (int)sizeof *groups;
}

int csock_original_destination(int fd, int level, csock_address *address) {
    uint8_t bytes[CSOCK_ADDRESS_MAX];
    // netfilter wants the size of the family's sockaddr exactly.
    size_t size = level == CSOCK_SOL_IP ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    int length = csock_get_option(fd, level, CSOCK_SO_ORIGINAL_DST, bytes, size);
    return length < 0 ? length : csock_address_set_bytes(address, bytes, (size_t)length);
}

int csock_set_port_range(int fd, uint16_t low, uint16_t high) {
    uint32_t range = (uint32_t)high << 16 | low;
    return csock_set_option(fd, CSOCK_SOL_IP, CSOCK_IP_LOCAL_PORT_RANGE, &range, sizeof range);
}

int csock_get_port_range(int fd, uint16_t *low, uint16_t *high) {
    uint32_t range = 0;
    int length =
        csock_get_option(fd, CSOCK_SOL_IP, CSOCK_IP_LOCAL_PORT_RANGE, &range, sizeof range);
    if (length < 0)
        return length;
    *low = (uint16_t)(range & UINT16_MAX);
    *high = (uint16_t)(range >> 16);
    return 0;
}

int csock_path_mtu(int fd) {
    // struct ip6_mtuinfo: an address that says nothing here, and the MTU.
    uint8_t bytes[sizeof(struct sockaddr_in6) + sizeof(uint32_t)];
    uint32_t mtu;
    int length = csock_get_option(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_PATHMTU, bytes, sizeof bytes);
    if (length < 0)
        return length;
    memcpy(&mtu, bytes + sizeof(struct sockaddr_in6), sizeof mtu);
    return (int)mtu;
}

// The kernel's struct sock_txtime, for libcs without its headers.
typedef struct {
    int32_t clock;
    uint32_t flags;
} transmit_time;

int csock_set_transmit_time(int fd, int32_t clock, uint32_t flags) {
    transmit_time time = {clock, flags};
    return csock_set_option(fd, SOL_SOCKET, CSOCK_SO_TXTIME, &time, sizeof time);
}

int csock_get_transmit_time(int fd, int32_t *clock, uint32_t *flags) {
    transmit_time time = {0};
    int length = csock_get_option(fd, SOL_SOCKET, CSOCK_SO_TXTIME, &time, sizeof time);
    if (length < 0)
        return length;
    *clock = time.clock;
    *flags = time.flags;
    return 0;
}
