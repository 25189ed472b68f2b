#include "csock/raw.h"

#include "core/ip_offset.h"
#include "csock/assigned_number.h"
#include "csock/constant.h"
#include "csock/option.h"
#include "csock/socket.h"
#include "wire/wire.h"

#include <errno.h>
#include <string.h>
#if defined(__FreeBSD__)
#include <sys/param.h>
#endif

enum {
    TOTAL_LENGTH = CSOCK_IPV4_AT_TOTAL_LENGTH,
    FLAGS_AND_OFFSET = CSOCK_IPV4_AT_FLAGS,
    BOTH_END = FLAGS_AND_OFFSET + 2,
};

int csock_raw_socket(int family, int protocol, bool header_included, int flags) {
    bool is_ipv4 = family == CSOCK_AF_INET;
    if (!is_ipv4 && family != CSOCK_AF_INET6)
        return -EAFNOSUPPORT;
    if (flags & ~CSOCK_SOCK_NONBLOCK || protocol < 0 || protocol > UINT8_MAX)
        return -EINVAL;
    int fd = csock_socket(family, CSOCK_SOCK_RAW | flags, protocol);
    // The kernel includes the header for CSOCK_IPPROTO_RAW only.
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

ssize_t csock_raw_send(int fd, const csock_message *message, int64_t timeout_ns) {
    enum { PIECES_MAX = 16 };
    csock_bytes pieces[PIECES_MAX];
    uint8_t start[CSOCK_RAW_HEADER_SIZE];
    if (!csock_raw_wants_host_order() || message->piece_count == 0)
        return csock_send_message(fd, message, timeout_ns);
    // The start of the header is sent as a piece of its own, in this kernel's byte order.
    csock_bytes header = message->pieces[0];
    csock_message changed = *message;
    if (message->piece_count > PIECES_MAX - 1)
        return -EMSGSIZE;
    size_t copied = csock_raw_outgoing(header.start, header.count, true, start);
    pieces[0] = csock_view(start, copied);
    memcpy(pieces + 1, message->pieces, message->piece_count * sizeof *pieces);
    (void)csock_wire_take(&pieces[1], copied);
    changed.pieces = pieces;
    changed.piece_count = message->piece_count + 1;
    return csock_send_message(fd, &changed, timeout_ns);
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

// Returns whether the copy has both fields. An IPv6 header is in network byte order on every
// system.
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
