#include "checksum_internal.h"

#if defined(__x86_64__)

#include <immintrin.h>

// What a sum modulo 2^64 has lost is the number of its carries, and an estimate of the sum's
// highest bits tells that: 16 bits of each word, so that the error stays below half of 2^64. The
// estimate comes from averages of 16-bit lanes, one instruction for two vectors, of which only the
// highest lane of each word counts. An average of eight is rounded up by less than 1.5 and leaves
// out less than 1 of each word's lower bits: for each eight words the error is between -8 and 12
// times 2^48, and there are at most 2048 eights in 128 KiB.

// All bits zero, then all one: where a load begins says how many bytes of it count.
#define ONES_16 -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
#define ONES_64 ONES_16, ONES_16, ONES_16, ONES_16
static const int8_t masks[512] = {[256] = ONES_64, ONES_64, ONES_64, ONES_64};

#define NAME       csock_sum_avx2
#define WIDTH      32
#define TARGET     __attribute__((target("avx2")))
#define AVERAGE    _mm256_avg_epu16
#define INTRINSIC  __m256i
#define REGISTER   "x"
#define WITH(name) name##_avx2
#include "checksum_x86_sum.h"

#define NAME       csock_sum_avx512
#define WIDTH      64
#define TARGET     __attribute__((target("avx512bw")))
#define AVERAGE    _mm512_avg_epu16
#define INTRINSIC  __m512i
#define REGISTER   "v"
#define WITH(name) name##_avx512
#include "checksum_x86_sum.h"

#endif
