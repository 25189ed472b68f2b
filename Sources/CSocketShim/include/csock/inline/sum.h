/// The arithmetic of the Internet checksum, inline: what csock/checksum.h is made of. Use that,
/// unless every nanosecond counts.
///
/// A sum is a 64-bit number of ones' complement over words in the order in which memory has them.
/// That is right on every machine (RFC 1071 section 2 (B)): only the folded sum is swapped, once,
/// if the machine is little-endian. A carry out of the top comes in again at the bottom, and a
/// piece at an odd place is rotated by 8 bits, which swaps its bytes in each pair.
#ifndef CSOCK_INLINE_SUM_H
#define CSOCK_INLINE_SUM_H

#include "../byte_order.h"

CSOCK_BEGIN_DECLS

/// Two sums together.
static inline uint64_t csock_sum_plus(uint64_t a, uint64_t b) {
    uint64_t sum = a + b;
    return sum + (sum < a);
}

/// A sum as it counts when it begins `place` bytes after an even place.
static inline uint64_t csock_sum_at(uint64_t sum, uint64_t place) {
    return place & 1 ? sum << 8 | sum >> 56 : sum;
}

/// A number as memory has it, most significant byte first; and such a sum as a number.
static inline uint64_t csock_sum_of16(uint16_t number) {
    return CSOCK_NETWORK16(number);
}
static inline uint64_t csock_sum_of32(uint32_t number) {
    return CSOCK_NETWORK32(number);
}
static inline uint64_t csock_sum_of64(uint64_t number) {
    return CSOCK_NETWORK64(number);
}

/// The sum of two, four and eight bytes at an even place.
static inline uint64_t csock_sum_load16(const void *_Nonnull bytes) {
    uint16_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}
static inline uint64_t csock_sum_load32(const void *_Nonnull bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}
static inline uint64_t csock_sum_load64(const void *_Nonnull bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/// A sum of numbers in 16 bits. A half added to the other leaves the sum of both in the upper one,
/// with the carry that the lower one made.
static inline uint16_t csock_sum_fold_numbers32(uint32_t sum) {
    return (uint16_t)((sum + (sum << 16 | sum >> 16)) >> 16);
}
static inline uint16_t csock_sum_fold_numbers(uint64_t sum) {
    return csock_sum_fold_numbers32((uint32_t)((sum + (sum << 32 | sum >> 32)) >> 32));
}

/// The 16 bits of a sum as a number.
static inline uint16_t csock_sum_fold(uint64_t sum) {
    return (uint16_t)csock_sum_of16(csock_sum_fold_numbers(sum));
}

/// UDP's checksum: 0 means that there is none, and 0xFFFF stands for it.
static inline uint16_t csock_sum_udp(uint16_t checksum) {
    return checksum == 0 ? UINT16_MAX : checksum;
}

/// Copies bytes to a place that does not overlap, then sums them as from an even place on. A last
/// one without a partner has a zero after it.
uint64_t csock_sum_copy(uint8_t *_Nullable to, const uint8_t *_Nullable from, size_t count);

CSOCK_END_DECLS

#endif
