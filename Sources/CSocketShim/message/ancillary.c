// For struct in_pktinfo and struct in6_pktinfo.
#define _GNU_SOURCE

#include "message/ancillary.h"

#include "csock/constant.h"
#include "csock/option_constant.h"
#include "csock/socket.h"

#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// Types of control messages that differ from the options that enable them. glibc hides these
// numbers behind feature macros or does not define them.
enum {
    RIGHTS = 1,            // SCM_RIGHTS
    PIDFD = 4,             // SCM_PIDFD
    TIMESTAMP_NEW = 63,    // SO_TIMESTAMP_NEW: 64-bit time_t with 32-bit long
    TIMESTAMPNS_NEW = 64,  // SO_TIMESTAMPNS_NEW
    VLAN_VALID = 0x10,     // TP_STATUS_VLAN_VALID
    VLAN_TPID_VALID = 0x40 // TP_STATUS_VLAN_TPID_VALID
};
_Static_assert((int)RIGHTS == (int)SCM_RIGHTS, "SCM_RIGHTS");

// The kernel's struct tpacket_auxdata, which musl does not define.
typedef struct {
    uint32_t status, length, captured;
    uint16_t link_offset, network_offset, vlan_tag, vlan_protocol;
} auxiliary_data;

// Reads an int or a single byte: IPv4's TOS arrives as a byte, the others as ints.
static bool get_small(const csock_control *one, uint8_t *value) {
    int32_t number;
    if (csock_control_get(one, &number, sizeof number)) {
        *value = (uint8_t)number;
        return true;
    }
    return csock_control_get(one, value, 1);
}

static bool get_time(const csock_control *one, int64_t unit_ns, int64_t *time_ns) {
    int64_t wide[2];
    int32_t narrow[2];
    if (csock_control_get(one, wide, sizeof wide)) {
        *time_ns = wide[0] * CSOCK_SECOND + wide[1] * unit_ns;
        return true;
    }
    if (!csock_control_get(one, narrow, sizeof narrow))
        return false;
    *time_ns = narrow[0] * CSOCK_SECOND + narrow[1] * unit_ns;
    return true;
}

// csock_ancillary has no member for descriptors: without this, they would leak.
static void close_descriptors(const csock_control *one) {
    for (size_t at = 0; at + sizeof(int) <= one->data.count; at += sizeof(int)) {
        int fd;
        memcpy(&fd, one->data.start + at, sizeof fd);
        if (fd >= 0)
            csock_close(fd);
    }
}

static uint32_t read_auxiliary(const csock_control *one, csock_ancillary *ancillary) {
    auxiliary_data data;
    if (!csock_control_get(one, &data, sizeof data))
        return 0;
    ancillary->frame_length = data.length;
    ancillary->frame_status = data.status;
    if (!(data.status & VLAN_VALID))
        return CSOCK_ANCILLARY_FRAME;
    ancillary->vlan_tag = data.vlan_tag;
    ancillary->vlan_protocol = data.status & VLAN_TPID_VALID ? data.vlan_protocol : 0;
    return CSOCK_ANCILLARY_FRAME | CSOCK_ANCILLARY_VLAN;
}

static uint32_t read_socket_level(const csock_control *one, csock_ancillary *ancillary) {
    switch (one->type) {
    case RIGHTS:
    case PIDFD:
        close_descriptors(one);
        return 0;
    case CSOCK_SO_TIMESTAMPNS:
    case TIMESTAMPNS_NEW:
        return get_time(one, 1, &ancillary->timestamp_ns) ? CSOCK_ANCILLARY_TIMESTAMP : 0;
    case CSOCK_SO_TIMESTAMP:
    case TIMESTAMP_NEW:
        return get_time(one, 1000, &ancillary->timestamp_ns) ? CSOCK_ANCILLARY_TIMESTAMP : 0;
    case CSOCK_SO_RXQ_OVFL:
        return csock_control_get(one, &ancillary->drops, sizeof ancillary->drops)
                   ? CSOCK_ANCILLARY_DROPS
                   : 0;
    default:
        return 0;
    }
}

static uint32_t read_ipv4_level(const csock_control *one, csock_ancillary *ancillary) {
    struct in_pktinfo info;
    switch (one->type) {
    case IP_TTL:
        return get_small(one, &ancillary->hop_limit) ? CSOCK_ANCILLARY_HOP_LIMIT : 0;
    case IP_TOS:
        return get_small(one, &ancillary->traffic_class) ? CSOCK_ANCILLARY_TRAFFIC_CLASS : 0;
    case IP_PKTINFO:
        if (!csock_control_get(one, &info, sizeof info))
            return 0;
        ancillary->interface_index = (uint32_t)info.ipi_ifindex;
        csock_address_set_ipv4(&ancillary->destination, (const uint8_t *)&info.ipi_addr, 0);
        csock_address_set_ipv4(&ancillary->local, (const uint8_t *)&info.ipi_spec_dst, 0);
        return CSOCK_ANCILLARY_INTERFACE | CSOCK_ANCILLARY_DESTINATION | CSOCK_ANCILLARY_LOCAL;
    default:
        return 0;
    }
}

static uint32_t read_ipv6_level(const csock_control *one, csock_ancillary *ancillary) {
    struct in6_pktinfo info;
    switch (one->type) {
    case IPV6_HOPLIMIT:
        return get_small(one, &ancillary->hop_limit) ? CSOCK_ANCILLARY_HOP_LIMIT : 0;
    case IPV6_TCLASS:
        return get_small(one, &ancillary->traffic_class) ? CSOCK_ANCILLARY_TRAFFIC_CLASS : 0;
    case IPV6_PKTINFO:
        if (!csock_control_get(one, &info, sizeof info))
            return 0;
        ancillary->interface_index = info.ipi6_ifindex;
        csock_address_set_ipv6(&ancillary->destination, info.ipi6_addr.s6_addr, 0, 0,
                               IN6_IS_ADDR_LINKLOCAL(&info.ipi6_addr) ? info.ipi6_ifindex : 0);
        if (IN6_IS_ADDR_MULTICAST(&info.ipi6_addr))
            return CSOCK_ANCILLARY_INTERFACE | CSOCK_ANCILLARY_DESTINATION;
        ancillary->local = ancillary->destination;
        return CSOCK_ANCILLARY_INTERFACE | CSOCK_ANCILLARY_DESTINATION | CSOCK_ANCILLARY_LOCAL;
    default:
        return 0;
    }
}

void csock_ancillary_read(const csock_control *one, csock_ancillary *ancillary) {
    switch (one->level) {
    case CSOCK_SOL_SOCKET:
        ancillary->present |= read_socket_level(one, ancillary);
        return;
    case CSOCK_SOL_IP:
        ancillary->present |= read_ipv4_level(one, ancillary);
        return;
    case CSOCK_SOL_IPV6:
        ancillary->present |= read_ipv6_level(one, ancillary);
        return;
    case CSOCK_SOL_PACKET:
        if (one->type == CSOCK_PACKET_AUXDATA)
            ancillary->present |= read_auxiliary(one, ancillary);
        return;
    }
}

// Control messages to send.

static int add_ipv4(csock_control_buffer *buffer, const csock_ancillary *ancillary) {
    int hop_limit = ancillary->hop_limit, traffic_class = ancillary->traffic_class;
    struct in_pktinfo info = {.ipi_ifindex = (int)ancillary->interface_index};
    uint16_t port;
    if (ancillary->present & CSOCK_ANCILLARY_HOP_LIMIT)
        csock_control_add(buffer, CSOCK_SOL_IP, IP_TTL, &hop_limit, sizeof hop_limit);
    if (ancillary->present & CSOCK_ANCILLARY_TRAFFIC_CLASS)
        csock_control_add(buffer, CSOCK_SOL_IP, IP_TOS, &traffic_class, sizeof traffic_class);
    if (!(ancillary->present & (CSOCK_ANCILLARY_LOCAL | CSOCK_ANCILLARY_INTERFACE)))
        return 0;
    if (!(ancillary->present & CSOCK_ANCILLARY_INTERFACE))
        info.ipi_ifindex = 0;
    if (ancillary->present & CSOCK_ANCILLARY_LOCAL &&
        csock_address_get_ipv4(&ancillary->local, (uint8_t *)&info.ipi_spec_dst, &port) < 0)
        return -EINVAL;
    csock_control_add(buffer, CSOCK_SOL_IP, IP_PKTINFO, &info, sizeof info);
    return 0;
}

static int add_ipv6(csock_control_buffer *buffer, const csock_ancillary *ancillary) {
    int hop_limit = ancillary->hop_limit, traffic_class = ancillary->traffic_class;
    struct in6_pktinfo info = {.ipi6_ifindex = ancillary->interface_index};
    uint16_t port;
    uint32_t flow_info, scope_id;
    if (ancillary->present & CSOCK_ANCILLARY_HOP_LIMIT)
        csock_control_add(buffer, CSOCK_SOL_IPV6, IPV6_HOPLIMIT, &hop_limit, sizeof hop_limit);
    if (ancillary->present & CSOCK_ANCILLARY_TRAFFIC_CLASS)
        csock_control_add(buffer, CSOCK_SOL_IPV6, IPV6_TCLASS, &traffic_class,
                          sizeof traffic_class);
    if (!(ancillary->present & (CSOCK_ANCILLARY_LOCAL | CSOCK_ANCILLARY_INTERFACE)))
        return 0;
    if (!(ancillary->present & CSOCK_ANCILLARY_INTERFACE))
        info.ipi6_ifindex = 0;
    if (ancillary->present & CSOCK_ANCILLARY_LOCAL &&
        csock_address_get_ipv6(&ancillary->local, info.ipi6_addr.s6_addr, &port, &flow_info,
                               &scope_id) < 0)
        return -EINVAL;
    csock_control_add(buffer, CSOCK_SOL_IPV6, IPV6_PKTINFO, &info, sizeof info);
    return 0;
}

int csock_ancillary_write(const csock_ancillary *ancillary, int family,
                          csock_control_buffer *buffer) {
    if (ancillary->interface_index > INT_MAX)
        return -ENODEV;
    switch (family) {
    case CSOCK_AF_INET:
        return add_ipv4(buffer, ancillary);
    case CSOCK_AF_INET6:
        return add_ipv6(buffer, ancillary);
    default:
        return -EAFNOSUPPORT;
    }
}
