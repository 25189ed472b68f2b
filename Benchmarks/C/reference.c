// What the checksum is measured against. Built by each compiler, and the best counts.

#include "reference.h"

#include <immintrin.h>
#include <string.h>

static uint64_t plus(uint64_t a, uint64_t b) {
    uint64_t sum = a + b;
    return sum + (sum < a);
}

static uint64_t load(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint16_t finish(uint64_t sum) {
    uint32_t half = (uint32_t)((sum + (sum << 32 | sum >> 32)) >> 32);
    return __builtin_bswap16((uint16_t)~((half + (half << 16 | half >> 16)) >> 16));
}

static uint64_t below_8(const uint8_t *bytes, size_t count) {
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++)
        word |= (uint64_t)bytes[i] << 8 * i;
    return word;
}

// RFC 1071 section 4.1, in the textbook's way.
uint16_t bench_textbook(const void *start, size_t count) {
    const uint8_t *bytes = start;
    uint32_t sum = 0;
    for (; count > 1; count -= 2, bytes += 2)
        sum += (uint32_t)bytes[0] << 8 | bytes[1];
    if (count > 0)
        sum += (uint32_t)bytes[0] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

// Words of 64 bits, each with its carry: what one writes in C.
uint16_t bench_words(const void *start, size_t count) {
    const uint8_t *bytes = start;
    uint64_t sum = 0;
    for (; count >= 8; count -= 8, bytes += 8)
        sum = plus(sum, load(bytes));
    return finish(plus(sum, below_8(bytes, count)));
}

#define ADC(offset) "adcq " #offset "(%[at]), %[sum]\n\t"
#define CHAIN(count, adds)                                                                         \
    __asm__("addq 0(%[at]), %[sum]\n\t" adds "adcq $0, %[sum]"                                     \
            : [sum] "+r"(sum)                                                                      \
            : [at] "r"(bytes), "m"(*(const uint8_t(*)[count])bytes)                                \
            : "cc")

static inline uint64_t add_40(uint64_t sum, const uint8_t *bytes) {
    CHAIN(40, ADC(8) ADC(16) ADC(24) ADC(32));
    return sum;
}

static inline uint64_t add_32(uint64_t sum, const uint8_t *bytes) {
    CHAIN(32, ADC(8) ADC(16) ADC(24));
    return sum;
}

static inline uint64_t add_16(uint64_t sum, const uint8_t *bytes) {
    CHAIN(16, ADC(8));
    return sum;
}

// Two chains of additions with carry in assembly, as in Linux's csum_partial.
uint16_t bench_chains(const void *start, size_t count) {
    const uint8_t *bytes = start;
    uint64_t one = 0, two = 0;
    for (; count >= 80; count -= 80, bytes += 80) {
        one = add_40(one, bytes);
        two = add_40(two, bytes + 40);
    }
    if (count >= 40) {
        one = add_40(one, bytes);
        count -= 40, bytes += 40;
    }
    if (count & 32) {
        two = add_32(two, bytes);
        bytes += 32;
    }
    if (count & 16) {
        one = add_16(one, bytes);
        bytes += 16;
    }
    if (count & 8) {
        two = plus(two, load(bytes));
        bytes += 8;
    }
    if (count & 7)
        one = plus(one, below_8(bytes, count & 7));
    return finish(plus(one, two));
}

#define ONES_8  -1, -1, -1, -1, -1, -1, -1, -1
#define ONES_32 ONES_8, ONES_8, ONES_8, ONES_8

#define AVX2 __attribute__((target("avx2"))) static inline

AVX2 __m256i load_256(const uint8_t *bytes) {
    __m256i word = _mm256_loadu_si256((const __m256i_u *)bytes);
    __asm__("" : "+x"(word)); // once, and not as an operand wherever it is used
    return word;
}

AVX2 __m256i average_of_4(__m256i a, __m256i b, __m256i c, __m256i d) {
    return _mm256_avg_epu16(_mm256_avg_epu16(a, b), _mm256_avg_epu16(c, d));
}

// By hand, in AVX2: 64-bit sums modulo 2^64, and an estimate of their carries from averages of the
// highest 16 bits, of which one instruction makes one of two vectors. 17 operations for eight
// vectors; sums and high halves take 24, vpmaddwd with a bias 24. What is left over is masked,
// without branches.
__attribute__((target("avx2"))) uint16_t bench_avx2(const void *start, size_t count) {
    static const int8_t masks[256] = {[128] = ONES_32, ONES_32, ONES_32, ONES_32};
    const uint8_t *bytes = start;
    if (count < 128 || count > 1 << 16)
        return bench_chains(start, count);
    uint64_t odd = count & 1 ? bytes[count - 1] : 0;
    count &= ~(size_t)1;
    __m256i zero = _mm256_setzero_si256(), one = zero, two = zero, three = zero, four = zero;
    __m256i tops = zero;
    for (; count >= 256; count -= 256, bytes += 256) {
        __m256i a = load_256(bytes), b = load_256(bytes + 32), c = load_256(bytes + 64);
        __m256i d = load_256(bytes + 96), e = load_256(bytes + 128), f = load_256(bytes + 160);
        __m256i g = load_256(bytes + 192), h = load_256(bytes + 224);
        one = _mm256_add_epi64(_mm256_add_epi64(one, a), e);
        two = _mm256_add_epi64(_mm256_add_epi64(two, b), f);
        three = _mm256_add_epi64(_mm256_add_epi64(three, c), g);
        four = _mm256_add_epi64(_mm256_add_epi64(four, d), h);
        __m256i mean = _mm256_avg_epu16(average_of_4(a, b, c, d), average_of_4(e, f, g, h));
        tops = _mm256_add_epi64(tops, _mm256_srli_epi64(mean, 48));
    }
    tops = _mm256_add_epi64(tops, tops);
    if (count >= 128) {
        __m256i a = load_256(bytes), b = load_256(bytes + 32), c = load_256(bytes + 64);
        __m256i d = load_256(bytes + 96);
        one = _mm256_add_epi64(one, a);
        two = _mm256_add_epi64(two, b);
        three = _mm256_add_epi64(three, c);
        four = _mm256_add_epi64(four, d);
        tops = _mm256_add_epi64(tops, _mm256_srli_epi64(average_of_4(a, b, c, d), 48));
        count -= 128, bytes += 128;
    }
    if (count > 0) {
        const uint8_t *mask = (const uint8_t *)masks + count, *from = bytes + count - 128;
        __m256i a = _mm256_and_si256(load_256(from), load_256(mask));
        __m256i b = _mm256_and_si256(load_256(from + 32), load_256(mask + 32));
        __m256i c = _mm256_and_si256(load_256(from + 64), load_256(mask + 64));
        __m256i d = _mm256_and_si256(load_256(from + 96), load_256(mask + 96));
        one = _mm256_add_epi64(one, a);
        two = _mm256_add_epi64(two, b);
        three = _mm256_add_epi64(three, c);
        four = _mm256_add_epi64(four, d);
        tops = _mm256_add_epi64(tops, _mm256_srli_epi64(average_of_4(a, b, c, d), 48));
    }
    one = _mm256_add_epi64(_mm256_add_epi64(one, two), _mm256_add_epi64(three, four));
    __m256i pairs =
        _mm256_add_epi64(_mm256_unpacklo_epi64(one, tops), _mm256_unpackhi_epi64(one, tops));
    __m128i last = _mm_add_epi64(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    uint64_t sum = (uint64_t)_mm_cvtsi128_si64(last), top = (uint64_t)_mm_extract_epi64(last, 1);
    uint64_t carries = (4 * top - (sum >> 48) + 0x8000) >> 16;
    return finish(plus(plus(sum, carries), odd));
}

// By hand, in AVX2, as it is known: sums and high halves.
__attribute__((target("avx2"))) uint16_t bench_avx2_halves(const void *start, size_t count) {
    const uint8_t *bytes = start;
    if (count < 128)
        return bench_chains(start, count);
    __m256i zero = _mm256_setzero_si256(), sums[4] = {zero, zero, zero, zero};
    __m256i halves[4] = {zero, zero, zero, zero};
    for (; count >= 128; count -= 128, bytes += 128)
        for (int i = 0; i < 4; i++) {
            __m256i word = load_256(bytes + 32 * i);
            sums[i] = _mm256_add_epi64(sums[i], word);
            halves[i] = _mm256_add_epi64(halves[i], _mm256_srli_epi64(word, 32));
        }
    for (; count >= 32; count -= 32, bytes += 32) {
        __m256i word = load_256(bytes);
        sums[0] = _mm256_add_epi64(sums[0], word);
        halves[0] = _mm256_add_epi64(halves[0], _mm256_srli_epi64(word, 32));
    }
    __m256i sum =
        _mm256_add_epi64(_mm256_add_epi64(sums[0], sums[1]), _mm256_add_epi64(sums[2], sums[3]));
    __m256i half = _mm256_add_epi64(_mm256_add_epi64(halves[0], halves[1]),
                                    _mm256_add_epi64(halves[2], halves[3]));
    __m256i pairs =
        _mm256_add_epi64(_mm256_unpacklo_epi64(sum, half), _mm256_unpackhi_epi64(sum, half));
    __m128i last = _mm_add_epi64(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    uint64_t low = (uint64_t)_mm_cvtsi128_si64(last), high = (uint64_t)_mm_extract_epi64(last, 1);
    uint64_t rest = 0;
    for (; count >= 8; count -= 8, bytes += 8)
        rest = plus(rest, load(bytes));
    rest = plus(rest, below_8(bytes, count));
    return finish(plus(plus(low - (high << 32), high), rest));
}
