#include "csock/checksum.h"

#include "checksum/checksum_internal.h"

#include <string.h>

static inline void append(csock_checksum *sum, uint64_t piece, size_t count) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_at(piece, sum->count));
    sum->count += count;
}

// A function of its own, so that short input makes no call and saves no registers.
__attribute__((noinline)) static void append_long(csock_checksum *sum, const void *bytes,
                                                  size_t count) {
    append(sum, csock_sum_long(bytes, count), count);
}

void csock_checksum_partial(csock_checksum *sum, const void *bytes, size_t count) {
    if (count < CSOCK_SUM_LONG)
        append(sum, csock_sum_short(bytes, count), count);
    else
        append_long(sum, bytes, count);
}

void csock_checksum_partial_covered(csock_checksum *sum, const void *bytes, size_t count,
                                    uint64_t covered) {
    uint64_t left = covered > sum->count ? covered - sum->count : 0;
    csock_checksum_partial(sum, bytes, count < left ? count : (size_t)left);
    if (count > left)
        sum->count += count - left;
}

void csock_checksum_copy(csock_checksum *sum, void *to, const void *from, size_t count) {
    append(sum, csock_sum_copy(to, from, count), count);
}

// The numbers of a pseudo-header are added as 32 bits each: a zero before a number does not change
// the sum.
static void add_pseudo_header(csock_checksum *sum, uint64_t addresses, uint32_t protocol,
                              uint32_t length) {
    uint64_t numbers = csock_sum_of32(protocol) + csock_sum_of32(length);
    sum->sum = csock_sum_plus(sum->sum, csock_sum_plus(addresses, numbers));
}

void csock_checksum_pseudo_ipv4(csock_checksum *sum, const uint8_t source[4],
                                const uint8_t destination[4], uint32_t protocol, uint32_t length) {
    add_pseudo_header(sum, csock_sum_load32(source) + csock_sum_load32(destination), protocol,
                      length);
}

void csock_checksum_pseudo_ipv6(csock_checksum *sum, const uint8_t source[16],
                                const uint8_t destination[16], uint32_t next_header,
                                uint32_t length) {
    uint64_t from = csock_sum_plus(csock_sum_load64(source), csock_sum_load64(source + 8));
    uint64_t to = csock_sum_plus(csock_sum_load64(destination), csock_sum_load64(destination + 8));
    add_pseudo_header(sum, csock_sum_plus(from, to), next_header, length);
}

__attribute__((noinline)) static uint16_t of_long(const void *bytes, size_t count) {
    return (uint16_t)~csock_sum_fold(csock_sum_long(bytes, count));
}

uint16_t csock_checksum_of(const void *bytes, size_t count) {
    if (count >= CSOCK_SUM_LONG)
        return of_long(bytes, count);
    return (uint16_t)~csock_sum_fold(csock_sum_short(bytes, count));
}

static uint16_t folded_at(const void *bytes, size_t count, size_t place) {
    return csock_sum_fold(csock_sum_at(csock_sum(bytes, count), place));
}

uint16_t csock_checksum_replace_bytes(uint16_t checksum, size_t offset, const void *before,
                                      const void *after, size_t count) {
    return csock_checksum_replace16(checksum, folded_at(before, count, offset),
                                    folded_at(after, count, offset));
}

uint16_t csock_checksum_replace_bytes_udp(uint16_t checksum, size_t offset, const void *before,
                                          const void *after, size_t count) {
    return checksum == 0 ? 0
                         : csock_sum_udp(csock_checksum_replace_bytes(checksum, offset, before,
                                                                      after, count));
}

bool csock_checksum_coverage(uint32_t coverage, size_t length, uint64_t *covered) {
    enum { HEADER = 8 };
    if ((coverage > 0 && coverage < HEADER) || coverage > length || length < HEADER)
        return false;
    *covered = coverage == 0 ? length : coverage;
    return true;
}
