// struct iovec in <sys/socket.h>.
#define _GNU_SOURCE

#include "csock/raw.h"

#include "core/internal.h"
#include "csock/assigned_number.h"
#include "csock/constant.h"
#include "csock/option.h"
#include "csock/socket.h"
#include "wire/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#if defined(__FreeBSD__)
#include <sys/param.h>
#endif

enum { TOTAL_LENGTH = 2, FLAGS_AND_OFFSET = 6, BOTH_END = 8 };

int csock_raw_socket(int family, int protocol, bool header_included, int flags) {
    bool is_ipv4 = family == CSOCK_AF_INET;
    if (!is_ipv4 && family != CSOCK_AF_INET6)
        return -EAFNOSUPPORT;
    if (flags & ~CSOCK_SOCK_NONBLOCK || protocol < 0 || protocol > UINT8_MAX)
        return -EINVAL;
    int fd = csock_socket(family, CSOCK_SOCK_RAW | flags, protocol);
    // CSOCK_IPPROTO_RAW has it on, all others off.
    if (fd < 0 || header_included == (protocol == CSOCK_IPPROTO_RAW))
        return fd;
    int result =
        csock_set_option_int(fd, is_ipv4 ? CSOCK_SOL_IP : CSOCK_SOL_IPV6,
                             is_ipv4 ? CSOCK_IP_HDRINCL : CSOCK_IPV6_HDRINCL, header_included);
    if (result == 0)
        return fd;
    csock_close(fd);
    return result;
}

ssize_t csock_raw_send(int fd, const void *header, size_t header_count, const void *payload,
                       size_t payload_count, int flags, const csock_address *to,
                       int64_t timeout_ns) {
    uint8_t start[CSOCK_RAW_HEADER_SIZE];
    size_t copied = csock_raw_outgoing(header, header_count, csock_raw_wants_host_order(), start);
    struct iovec pieces[] = {
        {.iov_base = start, .iov_len = copied},
        {.iov_base = header_count > copied ? (uint8_t *)header + copied : NULL,
         .iov_len = header_count - copied},
        {.iov_base = (void *)payload, .iov_len = payload_count},
    };
    struct msghdr message = {.msg_name = to ? (void *)&to->storage : NULL,
                             .msg_namelen = to ? to->length : 0,
                             .msg_iov = pieces,
                             .msg_iovlen = 3};
    return csock_send_msghdr(fd, &message, flags, timeout_ns);
}

ssize_t csock_raw_send_layers(int fd, const csock_layer *layers, size_t count, csock_bytes payload,
                              int fill, int flags, const csock_address *to, int64_t timeout_ns,
                              csock_wire_error *error) {
    uint8_t headers[CSOCK_RAW_HEADERS_MAX];
    ssize_t length =
        csock_packet_compose_headers(layers, count, payload, fill, headers, sizeof headers, error);
    if (length < 0)
        return length;
    return csock_raw_send(fd, headers, (size_t)length, payload.start, payload.count, flags, to,
                          timeout_ns);
}

bool csock_raw_wants_host_order(void) {
#if defined(__APPLE__) || defined(__NetBSD__) || defined(__DragonFly__)
    return true;
#elif defined(__FreeBSD__)
    return __FreeBSD_version < 1100000;
#else
    return false;
#endif
}

static uint16_t load_host(const uint8_t *bytes) {
    uint16_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static void store_host(uint8_t *bytes, uint32_t number) {
    uint16_t value = (uint16_t)number;
    memcpy(bytes, &value, sizeof value);
}

static size_t copy_start(uint8_t *copy, const void *header, size_t count) {
    size_t copied = count < CSOCK_RAW_HEADER_SIZE ? count : CSOCK_RAW_HEADER_SIZE;
    csock_copy(copy, header, copied);
    return copied;
}

// Whether both fields are there. IPv6 has its fields in network byte order everywhere.
static bool has_fields(const uint8_t *copy, size_t copied) {
    return copied >= BOTH_END && copy[0] >> 4 != 6;
}

size_t csock_raw_outgoing(const void *header, size_t count, bool host_order,
                          uint8_t copy[CSOCK_RAW_HEADER_SIZE]) {
    size_t copied = copy_start(copy, header, count);
    if (host_order && has_fields(copy, copied)) {
        store_host(copy + TOTAL_LENGTH, csock_load16(copy + TOTAL_LENGTH));
        store_host(copy + FLAGS_AND_OFFSET, csock_load16(copy + FLAGS_AND_OFFSET));
    }
    return copied;
}

int csock_raw_incoming(const void *header, size_t count, bool host_order,
                       uint8_t copy[CSOCK_RAW_HEADER_SIZE]) {
    size_t copied = copy_start(copy, header, count);
    if (host_order && has_fields(copy, copied)) {
        unsigned header_length = (copy[0] & 0xfu) * 4;
        unsigned total = load_host(copy + TOTAL_LENGTH) + header_length;
        if (total > UINT16_MAX)
            return -EINVAL;
        csock_store16(copy + TOTAL_LENGTH, total);
        csock_store16(copy + FLAGS_AND_OFFSET, load_host(copy + FLAGS_AND_OFFSET));
    }
    return (int)copied;
}
