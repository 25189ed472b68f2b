/// Inline arithmetic of the Internet checksum, used by csock/checksum.h. Use that header instead.
///
/// A sum is a 64-bit ones' complement number over words in memory order. That works on every
/// machine (RFC 1071 section 2 (B)): only the folded sum is swapped, once, on a little-endian
/// machine. A carry out of the highest bit is added to the lowest. The sum of a piece at an odd
/// offset is rotated by 8 bits, which swaps the bytes of each pair.
#ifndef CSOCK_INLINE_SUM_H
#define CSOCK_INLINE_SUM_H

#include "../byte_order.h"

CSOCK_BEGIN_DECLS

/// Two sums together.
static inline uint64_t csock_sum_plus(uint64_t a, uint64_t b) {
    uint64_t sum = a + b;
    return sum + (sum < a);
}

/// The value of a sum whose piece begins `place` bytes after an even offset.
static inline uint64_t csock_sum_at(uint64_t sum, uint64_t place) {
    return place & 1 ? sum << 8 | sum >> 56 : sum;
}

/// Converts a number to a word in memory order (most significant byte first), and back.
static inline uint64_t csock_sum_of16(uint16_t number) {
    return CSOCK_NETWORK16(number);
}
static inline uint64_t csock_sum_of32(uint32_t number) {
    return CSOCK_NETWORK32(number);
}
static inline uint64_t csock_sum_of64(uint64_t number) {
    return CSOCK_NETWORK64(number);
}

/// The sum of two, four and eight bytes at an even offset.
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

/// Folds a sum of numbers to 16 bits. Adding the halves of a word to each other leaves their sum in
/// the upper half, with the carry of the lower half.
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

/// UDP's checksum: 0 becomes 0xFFFF, because 0 means no checksum.
static inline uint16_t csock_sum_udp(uint16_t checksum) {
    return checksum == 0 ? UINT16_MAX : checksum;
}

/// Copies bytes between buffers that do not overlap, and returns their sum, counted from an even
/// offset. An odd last byte is summed as if a zero byte followed.
uint64_t csock_sum_copy(uint8_t *_Nullable to, const uint8_t *_Nullable from, size_t count);

CSOCK_END_DECLS

#endif
