#include "checksum/checksum_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

// A sum modulo 2^64 loses the number of its carries. An estimate of the sum's highest bits gives
// that number: 16 bits of each word, so that the error stays below half of 2^64. The estimate comes
// from averages of 16-bit lanes, one instruction for two vectors, of which only the highest lane of
// each word counts. An average of eight is rounded up by less than 1.5 and leaves out less than 1
// of each word's lower bits: for each eight words the error is between -8 and 12 times 2^48, and
// there are at most 2048 eights in 128 KiB.

// All bits 0, then all 1: the offset of a load selects how many of its bytes count.
#define ONES_16 -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define ONES_64 ONES_16, ONES_16, ONES_16, ONES_16
static const int8_t masks[512] = {[256] = ONES_64, ONES_64, ONES_64, ONES_64};

// The end of all variants. 4 * tops * 2^48 is close to the exact sum; `sums` has its lowest 64
// bits.
__attribute__((target("avx2"))) static inline uint64_t finish(__m256i sums, __m256i tops,
                                                              uint64_t odd) {
    __m256i pairs =
        _mm256_add_epi64(_mm256_unpacklo_epi64(sums, tops), _mm256_unpackhi_epi64(sums, tops));
    __m128i both = _mm_add_epi64(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    uint64_t sum = (uint64_t)_mm_cvtsi128_si64(both), top = (uint64_t)_mm_extract_epi64(both, 1);
    uint64_t carries = (4 * top - (sum >> 48) + 0x8000) >> 16;
    return csock_sum_plus(csock_sum_plus(sum, carries), odd);
}

__attribute__((target("avx512bw"))) static inline __m256i halve(__m512i sums) {
    return _mm256_add_epi64(_mm512_castsi512_si256(sums), _mm512_extracti64x4_epi64(sums, 1));
}

#define NAME       csock_sum_avx2
#define WIDTH      32
#define TARGET     __attribute__((target("avx2")))
#define AVERAGE    _mm256_avg_epu16
#define INTRINSIC  __m256i
#define HALF(sums) (sums)
#define REGISTER   "x"
#define WITH(name) name##_avx2
#include "checksum/checksum_x86_sum.h"

#define NAME       csock_sum_avx512
#define WIDTH      64
#define TARGET     __attribute__((target("avx512bw")))
#define AVERAGE    _mm512_avg_epu16
#define INTRINSIC  __m512i
#define HALF(sums) halve(sums)
#define REGISTER   "v"
#define WITH(name) name##_avx512
#include "checksum/checksum_x86_sum.h"

#endif
