/// The arithmetic of the Internet checksum that its sources and the builders of packets share.
///
/// A sum is a 64-bit number of ones' complement over words in the order in which memory has them.
/// That is right on every machine (RFC 1071 section 2 (B)): only the folded sum is swapped, once,
/// if the machine is little-endian. A carry out of the top comes in again at the bottom, and a
/// piece at an odd place is rotated by 8 bits, which swaps its bytes in each pair.
#ifndef CSOCK_CHECKSUM_INTERNAL_H
#define CSOCK_CHECKSUM_INTERNAL_H

#include "csock/base.h"

#include <string.h>

/// Two sums together.
static inline uint64_t csock_sum_plus(uint64_t a, uint64_t b) {
    uint64_t sum = a + b;
    return sum + (sum < a);
}

/// A sum as it counts when it begins `place` bytes after an even place.
static inline uint64_t csock_sum_at(uint64_t sum, uint64_t place) {
    return place & 1 ? sum << 8 | sum >> 56 : sum;
}

/// A number as memory has it, most significant byte first.
static inline uint64_t csock_sum_of16(uint16_t number) {
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap16(number) : number;
}
static inline uint64_t csock_sum_of32(uint32_t number) {
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap32(number) : number;
}

/// The sum of four bytes at an even place, and of eight.
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

/// The 16 bits of a sum as a number.
static inline uint16_t csock_sum_fold(uint64_t sum) {
    sum = (sum & UINT32_MAX) + (sum >> 32);
    sum = (sum & UINT32_MAX) + (sum >> 32);
    sum = (sum & UINT16_MAX) + (sum >> 16);
    sum = (sum & UINT16_MAX) + (sum >> 16);
    return (uint16_t)csock_sum_of16((uint16_t)sum);
}

/// The sum of bytes that begin at an even place. A last one without a partner has a zero after it.
uint64_t csock_sum(const void *_Nullable bytes, size_t count);

#endif
