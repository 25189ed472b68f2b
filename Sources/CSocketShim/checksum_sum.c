#include "checksum_internal.h"

// The last 0 to 7 bytes, followed by zeros.
static uint64_t sum_rest(const uint8_t *bytes, size_t count) {
    uint64_t word = 0;
    memcpy(&word, bytes, count);
    return word;
}

uint64_t csock_sum(const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    uint64_t sum = 0;
    for (; count >= 8; count -= 8, next += 8)
        sum = csock_sum_plus(sum, csock_sum_load64(next));
    return count > 0 ? csock_sum_plus(sum, sum_rest(next, count)) : sum;
}
