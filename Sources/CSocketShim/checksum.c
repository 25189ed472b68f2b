#include "csock/checksum.h"

#include "checksum_internal.h"

#include <string.h>

static inline void append(csock_checksum *sum, uint64_t piece, size_t count) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_at(piece, sum->count));
    sum->count += count;
}

// Apart, so that what is short makes no call and saves no registers.
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

void csock_checksum_add(csock_checksum *sum, const csock_checksum *next) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_at(next->sum, sum->count));
    sum->count += next->count;
}

void csock_checksum_add16(csock_checksum *sum, uint16_t number) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_of16(number));
}

void csock_checksum_add32(csock_checksum *sum, uint32_t number) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_of32(number));
}

// The numbers of a pseudo-header stand for 32 bits each, whatever its layout: a zero before a
// number changes no sum.
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

uint16_t csock_checksum_fold(const csock_checksum *sum) {
    return csock_sum_fold(sum->sum);
}

uint16_t csock_checksum_finish(const csock_checksum *sum) {
    return (uint16_t)~csock_sum_fold(sum->sum);
}

static uint16_t udp(uint16_t checksum) {
    return checksum == 0 ? UINT16_MAX : checksum;
}

uint16_t csock_checksum_finish_udp(const csock_checksum *sum) {
    return udp(csock_checksum_finish(sum));
}

bool csock_checksum_verify(const csock_checksum *sum) {
    return csock_sum_fold(sum->sum) == UINT16_MAX;
}

__attribute__((noinline)) static uint16_t of_long(const void *bytes, size_t count) {
    return (uint16_t)~csock_sum_fold(csock_sum_long(bytes, count));
}

uint16_t csock_checksum_of(const void *bytes, size_t count) {
    if (count >= CSOCK_SUM_LONG)
        return of_long(bytes, count);
    return (uint16_t)~csock_sum_fold(csock_sum_short(bytes, count));
}

// RFC 1624, equation 3: HC' = ~(~HC + ~m + m'), with halves of 16 bits added as well as numbers
// of 16. What has not changed is told apart for a checksum of 0xFFFF, which zeros have: the
// equation would make it 0.
static uint16_t replace(uint16_t checksum, uint32_t before, uint32_t after) {
    if (before == after)
        return checksum;
    return (uint16_t)~csock_sum_fold_numbers((uint64_t)(uint16_t)~checksum + ~before + after);
}

uint16_t csock_checksum_replace16(uint16_t checksum, uint16_t before, uint16_t after) {
    return replace(checksum, before, after);
}

uint16_t csock_checksum_replace32(uint16_t checksum, uint32_t before, uint32_t after) {
    return replace(checksum, before, after);
}

static uint16_t folded_at(const void *bytes, size_t count, size_t place) {
    return csock_sum_fold(csock_sum_at(csock_sum(bytes, count), place));
}

uint16_t csock_checksum_replace_bytes(uint16_t checksum, size_t offset, const void *before,
                                      const void *after, size_t count) {
    return replace(checksum, folded_at(before, count, offset), folded_at(after, count, offset));
}

uint16_t csock_checksum_replace16_udp(uint16_t checksum, uint16_t before, uint16_t after) {
    return checksum == 0 ? 0 : udp(csock_checksum_replace16(checksum, before, after));
}

uint16_t csock_checksum_replace32_udp(uint16_t checksum, uint32_t before, uint32_t after) {
    return checksum == 0 ? 0 : udp(csock_checksum_replace32(checksum, before, after));
}

uint16_t csock_checksum_replace_bytes_udp(uint16_t checksum, size_t offset, const void *before,
                                          const void *after, size_t count) {
    return checksum == 0
               ? 0
               : udp(csock_checksum_replace_bytes(checksum, offset, before, after, count));
}

bool csock_checksum_coverage(uint32_t coverage, size_t length, uint64_t *covered) {
    enum { HEADER = 8 };
    if ((coverage > 0 && coverage < HEADER) || coverage > length || length < HEADER)
        return false;
    *covered = coverage == 0 ? length : coverage;
    return true;
}
