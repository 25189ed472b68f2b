/// The loops of the Internet checksum, below csock/inline/sum.h.
#ifndef CSOCK_CHECKSUM_INTERNAL_H
#define CSOCK_CHECKSUM_INTERNAL_H

#include "csock/inline/sum.h"

/// Adds 40 bytes to a sum. Compilers do not emit add-with-carry chains for C, which take one cycle
/// for eight bytes.
static inline uint64_t csock_sum_plus_40(uint64_t sum, const uint8_t *_Nonnull bytes) {
#if defined(__x86_64__)
    __asm__("addq 0(%[bytes]), %[sum]\n\t"
            "adcq 8(%[bytes]), %[sum]\n\t"
            "adcq 16(%[bytes]), %[sum]\n\t"
            "adcq 24(%[bytes]), %[sum]\n\t"
            "adcq 32(%[bytes]), %[sum]\n\t"
            "adcq $0, %[sum]"
            : [sum] "+r"(sum)
            : [bytes] "r"(bytes), "m"(*(const uint8_t(*)[40])bytes)
            : "cc");
    return sum;
#else
    for (int i = 0; i < 40; i += 8)
        sum = csock_sum_plus(sum, csock_sum_load64(bytes + i));
    return sum;
#endif
}

/// The last `count` bytes of a word of `bits`, followed by zeros. `count` is less than the size of
/// the word. The shift has two parts because `count` may be 0.
static inline uint64_t csock_sum_last(uint64_t word, unsigned bits, size_t count) {
    unsigned rest = bits - 8 - 8 * (unsigned)count;
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
        return word >> 8 >> rest;
    return word << 8 << rest & UINT64_MAX >> (64 - bits);
}

/// The sum of 0 to 7 bytes.
static inline uint64_t csock_sum_below_8(const uint8_t *_Nullable bytes, size_t count) {
    if (count >= 4)
        return csock_sum_load32(bytes) +
               csock_sum_last(csock_sum_load32(bytes + count - 4), 32, count - 4);
    if (count >= 2)
        return csock_sum_load16(bytes) +
               (count == 3 ? csock_sum_of16((uint16_t)(bytes[2] << 8)) : 0);
    return count == 1 ? csock_sum_of16((uint16_t)(bytes[0] << 8)) : 0;
}

/// The sum of 8 to 31 bytes.
static inline uint64_t csock_sum_below_32(const uint8_t *_Nonnull bytes, size_t count) {
    uint64_t sum = csock_sum_last(csock_sum_load64(bytes + count - 8), 64, count % 8);
    if (count >= 16)
        sum = csock_sum_plus(sum, csock_sum_load64(bytes + 8));
    if (count >= 24)
        sum = csock_sum_plus(sum, csock_sum_load64(bytes + 16));
    return csock_sum_plus(sum, csock_sum_load64(bytes));
}

/// The sum of any number of bytes, fastest below some hundred: two independent chains. Most headers
/// are so short that a call would cost as much as the sum.
__attribute__((always_inline)) static inline uint64_t
csock_sum_short(const uint8_t *_Nullable bytes, size_t count) {
    uint64_t one = 0, two = 0;
    if (count < 32)
        return count < 8 ? csock_sum_below_8(bytes, count) : csock_sum_below_32(bytes, count);
    for (; count >= 80; count -= 80, bytes += 80) {
        one = csock_sum_plus_40(one, bytes);
        two = csock_sum_plus_40(two, bytes + 40);
    }
    if (count >= 40) {
        one = csock_sum_plus_40(one, bytes);
        count -= 40, bytes += 40;
    }
    for (; count >= 16; count -= 16, bytes += 16) {
        one = csock_sum_plus(one, csock_sum_load64(bytes));
        two = csock_sum_plus(two, csock_sum_load64(bytes + 8));
    }
    if (count >= 8) {
        two = csock_sum_plus(two, csock_sum_load64(bytes));
        count -= 8, bytes += 8;
    }
    if (count > 0) // more than 8 bytes precede
        one = csock_sum_plus(one, csock_sum_last(csock_sum_load64(bytes + count - 8), 64, count));
    return csock_sum_plus(one, two);
}

/// From this count on, vectors are not slower, although their lanes have to be added up at the end.
enum { CSOCK_SUM_LONG = 384 };

/// The sum of CSOCK_SUM_LONG bytes or more, with the widest vectors of the machine.
uint64_t csock_sum_long(const uint8_t *_Nonnull bytes, size_t count);

/// The variants of csock_sum_long: vectors of 16 bytes, or pairs of words on a machine without
/// vectors; vectors of 32 bytes if csock_sum_widest returns 32 or more; vectors of 64 bytes if it
/// returns 64.
uint64_t csock_sum_portable(const uint8_t *_Nonnull bytes, size_t count);
#if defined(__x86_64__)
uint64_t csock_sum_avx2(const uint8_t *_Nonnull bytes, size_t count);
uint64_t csock_sum_avx512(const uint8_t *_Nonnull bytes, size_t count);
#endif
unsigned csock_sum_widest(void);

/// The sum of bytes from an even offset. An odd last byte is followed by a zero.
static inline uint64_t csock_sum(const void *_Nullable bytes, size_t count) {
    const uint8_t *first = (const uint8_t *)bytes;
    return count < CSOCK_SUM_LONG ? csock_sum_short(first, count) : csock_sum_long(first, count);
}

#endif
