// struct in6_pktinfo and struct in_pktinfo.
#define _GNU_SOURCE

#include "core/internal.h"
#include "csock/ancillary.h"
#include "csock/constant.h"
#include "csock/option_constant.h"
#include "csock/socket.h"

#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

// Room for a hop limit, a traffic class and packet information, aligned as the kernel wants it.
typedef union {
    struct cmsghdr alignment;
    uint8_t bytes[CMSG_SPACE(sizeof(int)) * 2 + CMSG_SPACE(sizeof(struct in6_pktinfo))];
} control_data;

static void add(struct msghdr *message, control_data *control, int level, int type,
                const void *value, size_t size) {
    struct cmsghdr header = {.cmsg_level = level, .cmsg_type = type};
    size_t end = message->msg_controllen;
    header.cmsg_len = (socklen_t)CMSG_LEN(size);
    memcpy(control->bytes + end, &header, sizeof header);
    memcpy(control->bytes + end + CMSG_LEN(0), value, size);
    message->msg_controllen = (socklen_t)(end + CMSG_SPACE(size));
}

static int add_ipv4(struct msghdr *message, control_data *control, const csock_ancillary *asked) {
    int hop_limit = asked->hop_limit, traffic_class = asked->traffic_class;
    struct in_pktinfo info = {.ipi_ifindex = (int)asked->interface_index};
    uint16_t port;
    if (asked->present & CSOCK_TOLD_HOP_LIMIT)
        add(message, control, CSOCK_SOL_IP, IP_TTL, &hop_limit, sizeof hop_limit);
    if (asked->present & CSOCK_TOLD_TRAFFIC_CLASS)
        add(message, control, CSOCK_SOL_IP, IP_TOS, &traffic_class, sizeof traffic_class);
    if (!(asked->present & (CSOCK_TOLD_LOCAL | CSOCK_TOLD_INTERFACE)))
        return 0;
    if (!(asked->present & CSOCK_TOLD_INTERFACE))
        info.ipi_ifindex = 0;
    if (asked->present & CSOCK_TOLD_LOCAL &&
        csock_address_get_ipv4(&asked->local, (uint8_t *)&info.ipi_spec_dst, &port) < 0)
        return -EINVAL;
    add(message, control, CSOCK_SOL_IP, IP_PKTINFO, &info, sizeof info);
    return 0;
}

static int add_ipv6(struct msghdr *message, control_data *control, const csock_ancillary *asked) {
    int hop_limit = asked->hop_limit, traffic_class = asked->traffic_class;
    struct in6_pktinfo info = {.ipi6_ifindex = asked->interface_index};
    uint16_t port;
    uint32_t flow_info, scope_id;
    if (asked->present & CSOCK_TOLD_HOP_LIMIT)
        add(message, control, CSOCK_SOL_IPV6, IPV6_HOPLIMIT, &hop_limit, sizeof hop_limit);
    if (asked->present & CSOCK_TOLD_TRAFFIC_CLASS)
        add(message, control, CSOCK_SOL_IPV6, IPV6_TCLASS, &traffic_class, sizeof traffic_class);
    if (!(asked->present & (CSOCK_TOLD_LOCAL | CSOCK_TOLD_INTERFACE)))
        return 0;
    if (!(asked->present & CSOCK_TOLD_INTERFACE))
        info.ipi6_ifindex = 0;
    if (asked->present & CSOCK_TOLD_LOCAL &&
        csock_address_get_ipv6(&asked->local, info.ipi6_addr.s6_addr, &port, &flow_info,
                               &scope_id) < 0)
        return -EINVAL;
    add(message, control, CSOCK_SOL_IPV6, IPV6_PKTINFO, &info, sizeof info);
    return 0;
}

// The family decides which control messages are understood.
static int family_of(int fd, const csock_address *to) {
    csock_socket_info info;
    if (to)
        return csock_address_family(to);
    int result = csock_describe(fd, &info);
    return result < 0 ? result : info.family;
}

ssize_t csock_send_ancillary(int fd, const void *header, size_t header_count, const void *payload,
                             size_t payload_count, int flags, const csock_address *to,
                             const csock_ancillary *ancillary, int64_t timeout_ns) {
    control_data control = {.bytes = {0}};
    struct iovec pieces[] = {{.iov_base = (void *)header, .iov_len = header_count},
                             {.iov_base = (void *)payload, .iov_len = payload_count}};
    struct msghdr message = {.msg_name = to ? (void *)&to->storage : NULL,
                             .msg_namelen = to ? to->length : 0,
                             .msg_iov = pieces,
                             .msg_iovlen = 2,
                             .msg_control = control.bytes};
    int family = family_of(fd, to);
    if (ancillary->interface_index > INT_MAX)
        return -ENODEV;
    int result = family < 0                 ? family
                 : family == CSOCK_AF_INET  ? add_ipv4(&message, &control, ancillary)
                 : family == CSOCK_AF_INET6 ? add_ipv6(&message, &control, ancillary)
                                            : -EAFNOSUPPORT;
    return result < 0 ? result : csock_send_msghdr(fd, &message, flags, timeout_ns);
}
