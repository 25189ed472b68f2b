// struct in6_pktinfo and struct in_pktinfo.
#define _GNU_SOURCE

#include "csock/ancillary.h"

#include "core/internal.h"
#include "csock/constant.h"
#include "csock/option_constant.h"
#include "csock/socket.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

// Control messages that are not named as the options that ask for them; glibc has these numbers
// behind feature macros, or not at all.
enum {
    RIGHTS = 1,         // SCM_RIGHTS
    PIDFD = 4,          // SCM_PIDFD
    TIMESTAMP_NEW = 63, // of a time_t of 64 bits where long has 32
    TIMESTAMPNS_NEW = 64,
    VLAN_VALID = 0x10,     // TP_STATUS_VLAN_VALID
    VLAN_TPID_VALID = 0x40 // TP_STATUS_VLAN_TPID_VALID
};
_Static_assert((int)RIGHTS == (int)SCM_RIGHTS, "SCM_RIGHTS");

// The kernel's struct sock_extended_err and struct tpacket_auxdata, which musl comes without.
typedef struct {
    uint32_t code;
    uint8_t origin, type, icmp_code, padding;
    uint32_t info, data;
} extended_error;

typedef struct {
    uint32_t status, length, captured;
    uint16_t link_offset, network_offset, vlan_tag, vlan_protocol;
} auxiliary_data;

// Room for all that is asked for at once, and some more; aligned as the kernel wants it.
typedef union {
    struct cmsghdr alignment;
    uint8_t bytes[1024];
} control_data;

// A view of a control message's data.
typedef struct {
    int level, type;
    const uint8_t *data;
    size_t count;
} control_message;

// Copies a value that is there in full.
static bool get(const control_message *one, void *value, size_t size) {
    if (one->count < size)
        return false;
    memcpy(value, one->data, size);
    return true;
}

// A number of one byte, as IPv4's TOS, or of four.
static bool get_small(const control_message *one, uint8_t *value) {
    int32_t number;
    if (get(one, &number, sizeof number)) {
        *value = (uint8_t)number;
        return true;
    }
    return get(one, value, 1);
}

static bool get_time(const control_message *one, int64_t unit_ns, int64_t *time_ns) {
    int64_t wide[2];
    int32_t narrow[2];
    if (get(one, wide, sizeof wide)) {
        *time_ns = wide[0] * CSOCK_SECOND + wide[1] * unit_ns;
        return true;
    }
    if (!get(one, narrow, sizeof narrow))
        return false;
    *time_ns = narrow[0] * CSOCK_SECOND + narrow[1] * unit_ns;
    return true;
}

// Nobody asked for descriptors here, and nobody would close them.
static void close_descriptors(const control_message *one) {
    for (size_t at = 0; at + sizeof(int) <= one->count; at += sizeof(int)) {
        int fd;
        memcpy(&fd, one->data + at, sizeof fd);
        if (fd >= 0)
            csock_close(fd);
    }
}

static uint32_t read_auxiliary(const control_message *one, csock_ancillary *told) {
    auxiliary_data data;
    if (!get(one, &data, sizeof data))
        return 0;
    told->frame_length = data.length;
    told->frame_status = data.status;
    if (!(data.status & VLAN_VALID))
        return CSOCK_TOLD_FRAME;
    told->vlan_tag = data.vlan_tag;
    told->vlan_protocol = data.status & VLAN_TPID_VALID ? data.vlan_protocol : 0;
    return CSOCK_TOLD_FRAME | CSOCK_TOLD_VLAN;
}

static uint32_t read_socket_level(const control_message *one, csock_ancillary *told) {
    switch (one->type) {
    case RIGHTS:
    case PIDFD:
        close_descriptors(one);
        return 0;
    case CSOCK_SO_TIMESTAMPNS:
    case TIMESTAMPNS_NEW:
        return get_time(one, 1, &told->timestamp_ns) ? CSOCK_TOLD_TIMESTAMP : 0;
    case CSOCK_SO_TIMESTAMP:
    case TIMESTAMP_NEW:
        return get_time(one, 1000, &told->timestamp_ns) ? CSOCK_TOLD_TIMESTAMP : 0;
    case CSOCK_SO_RXQ_OVFL:
        return get(one, &told->drops, sizeof told->drops) ? CSOCK_TOLD_DROPS : 0;
    default:
        return 0;
    }
}

static uint32_t read_ipv4_level(const control_message *one, csock_ancillary *told) {
    struct in_pktinfo info;
    switch (one->type) {
    case IP_TTL:
        return get_small(one, &told->hop_limit) ? CSOCK_TOLD_HOP_LIMIT : 0;
    case IP_TOS:
        return get_small(one, &told->traffic_class) ? CSOCK_TOLD_TRAFFIC_CLASS : 0;
    case IP_PKTINFO:
        if (!get(one, &info, sizeof info))
            return 0;
        told->interface_index = (uint32_t)info.ipi_ifindex;
        csock_address_set_ipv4(&told->destination, (const uint8_t *)&info.ipi_addr, 0);
        csock_address_set_ipv4(&told->local, (const uint8_t *)&info.ipi_spec_dst, 0);
        return CSOCK_TOLD_INTERFACE | CSOCK_TOLD_DESTINATION | CSOCK_TOLD_LOCAL;
    default:
        return 0;
    }
}

static uint32_t read_ipv6_level(const control_message *one, csock_ancillary *told) {
    struct in6_pktinfo info;
    switch (one->type) {
    case IPV6_HOPLIMIT:
        return get_small(one, &told->hop_limit) ? CSOCK_TOLD_HOP_LIMIT : 0;
    case IPV6_TCLASS:
        return get_small(one, &told->traffic_class) ? CSOCK_TOLD_TRAFFIC_CLASS : 0;
    case IPV6_PKTINFO:
        if (!get(one, &info, sizeof info))
            return 0;
        told->interface_index = info.ipi6_ifindex;
        csock_address_set_ipv6(&told->destination, info.ipi6_addr.s6_addr, 0, 0,
                               IN6_IS_ADDR_LINKLOCAL(&info.ipi6_addr) ? info.ipi6_ifindex : 0);
        if (IN6_IS_ADDR_MULTICAST(&info.ipi6_addr))
            return CSOCK_TOLD_INTERFACE | CSOCK_TOLD_DESTINATION;
        told->local = told->destination;
        return CSOCK_TOLD_INTERFACE | CSOCK_TOLD_DESTINATION | CSOCK_TOLD_LOCAL;
    default:
        return 0;
    }
}

static void read_one(const control_message *one, csock_ancillary *told) {
    switch (one->level) {
    case CSOCK_SOL_SOCKET:
        told->present |= read_socket_level(one, told);
        return;
    case CSOCK_SOL_IP:
        told->present |= read_ipv4_level(one, told);
        return;
    case CSOCK_SOL_IPV6:
        told->present |= read_ipv6_level(one, told);
        return;
    case CSOCK_SOL_PACKET:
        if (one->type == CSOCK_PACKET_AUXDATA)
            told->present |= read_auxiliary(one, told);
        return;
    }
}

static bool is_error(const control_message *one) {
    return (one->level == CSOCK_SOL_IP && one->type == CSOCK_IP_RECVERR) ||
           (one->level == CSOCK_SOL_IPV6 && one->type == CSOCK_IPV6_RECVERR) ||
           (one->level == CSOCK_SOL_PACKET && one->type == 16); // PACKET_TX_TIMESTAMP
}

// The error, and behind it the address of the offender, of family 0 if there is none.
static void read_error(const control_message *one, csock_received_error *error) {
    extended_error extended;
    if (!get(one, &extended, sizeof extended))
        return;
    error->code = (int)extended.code;
    error->origin = extended.origin;
    error->type = extended.type;
    error->icmp_code = extended.icmp_code;
    error->info = extended.info;
    error->data = extended.data;
    size_t rest = one->count - sizeof extended;
    csock_address offender;
    if (csock_address_set_bytes(&offender, one->data + sizeof extended, rest) < 0)
        return;
    size_t wanted = csock_address_family(&offender) == CSOCK_AF_INET ? sizeof(struct sockaddr_in)
                    : csock_address_family(&offender) == CSOCK_AF_INET6
                        ? sizeof(struct sockaddr_in6)
                        : 0;
    if (wanted > 0 && rest >= wanted)
        csock_address_set_bytes(&error->offender, one->data + sizeof extended, wanted);
}

// Goes through what the kernel wrote. The macros of <sys/socket.h> do not compile without warnings
// in every libc.
static void read_all(const uint8_t *bytes, size_t count, csock_ancillary *told,
                     csock_received_error *error) {
    struct cmsghdr header;
    while (count >= sizeof header) {
        memcpy(&header, bytes, sizeof header);
        size_t length = header.cmsg_len;
        if (length < CMSG_LEN(0) || length > count)
            return;
        const control_message one = {header.cmsg_level, header.cmsg_type, bytes + CMSG_LEN(0),
                                     length - CMSG_LEN(0)};
        if (error && is_error(&one))
            read_error(&one, error);
        else
            read_one(&one, told);
        size_t space = CMSG_SPACE(one.count);
        if (space > count)
            return;
        bytes += space;
        count -= space;
    }
}

static ssize_t receive(int fd, void *buffer, size_t capacity, int flags, csock_message *message,
                       csock_ancillary *told, csock_received_error *error, int64_t timeout_ns) {
    control_data control;
    struct iovec piece = {.iov_base = buffer, .iov_len = capacity};
    struct msghdr header = {.msg_name = &message->from.storage,
                            .msg_namelen = CSOCK_ADDRESS_MAX,
                            .msg_iov = &piece,
                            .msg_iovlen = 1,
                            .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes};
    ssize_t count = csock_recv_msghdr(fd, &header, flags, timeout_ns);
    message->from.length = header.msg_namelen;
    message->length = count < 0 ? 0 : (size_t)count;
    message->flags = header.msg_flags;
    read_all(control.bytes, header.msg_controllen, told, error);
    return count > 0 && (size_t)count > capacity ? (ssize_t)capacity : count;
}

ssize_t csock_recv_ancillary(int fd, void *buffer, size_t capacity, int flags,
                             csock_message *message, csock_ancillary *ancillary,
                             int64_t timeout_ns) {
    *ancillary = (csock_ancillary){0};
    return receive(fd, buffer, capacity, flags | MSG_CMSG_CLOEXEC, message, ancillary, NULL,
                   timeout_ns);
}

ssize_t csock_recv_frame(int fd, void *buffer, size_t capacity, int flags, csock_message *message,
                         csock_ancillary *ancillary, int64_t timeout_ns) {
    *ancillary = (csock_ancillary){0};
    return receive(fd, buffer, capacity, flags & ~MSG_CMSG_CLOEXEC, message, ancillary, NULL,
                   timeout_ns);
}

ssize_t csock_recv_error(int fd, void *buffer, size_t capacity, int flags,
                         csock_received_error *error, int64_t timeout_ns) {
    *error = (csock_received_error){0};
    // Without a deadline a blocking descriptor would not wait: the error queue never blocks.
    return receive(fd, buffer, capacity, flags | MSG_ERRQUEUE, &error->message, &error->ancillary,
                   error, timeout_ns < 0 ? INT64_MAX : timeout_ns);
}
