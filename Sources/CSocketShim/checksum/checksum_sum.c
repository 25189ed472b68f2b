#include "checksum/checksum_internal.h"

// Sum and high halves. Over 64-bit words w, S is the sum modulo 2^64 and H the exact sum of w >>
// 32. The sum of the low halves is S - (H << 32), and the total is that plus H, so that the loop
// needs neither carry nor mask. H does not overflow below 2^32 words for each lane.
typedef uint64_t lanes __attribute__((vector_size(16)));

uint64_t csock_sum_portable(const uint8_t *bytes, size_t count) {
    lanes sums[2] = {{0}}, halves[2] = {{0}};
    for (; count >= 64; count -= 64, bytes += 64) {
        lanes a, b, c, d; // no function: where there are no vectors, none can be returned
        memcpy(&a, bytes, sizeof a);
        memcpy(&b, bytes + 16, sizeof b);
        memcpy(&c, bytes + 32, sizeof c);
        memcpy(&d, bytes + 48, sizeof d);
        sums[0] += a;
        halves[0] += a >> 32;
        sums[1] += b;
        halves[1] += b >> 32;
        sums[0] += c;
        halves[0] += c >> 32;
        sums[1] += d;
        halves[1] += d >> 32;
    }
    lanes sum = sums[0] + sums[1], half = halves[0] + halves[1];
    uint64_t low = sum[0] + sum[1], high = half[0] + half[1];
    return csock_sum_plus(csock_sum_plus(low - (high << 32), high), csock_sum_short(bytes, count));
}

#if defined(__x86_64__)

// 512 bits only on processors that do not slow down for them: those with VBMI.
unsigned csock_sum_widest(void) {
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi"))
        return 64;
    return __builtin_cpu_supports("avx2") ? 32 : 16;
}

static uint64_t sum_medium(const uint8_t *bytes, size_t count) {
    return __builtin_cpu_supports("avx2") ? csock_sum_avx2(bytes, count)
                                          : csock_sum_portable(bytes, count);
}

static uint64_t sum_large(const uint8_t *bytes, size_t count) {
    return csock_sum_widest() == 64 ? csock_sum_avx512(bytes, count) : sum_medium(bytes, count);
}

#else

unsigned csock_sum_widest(void) {
    return 16;
}

static uint64_t sum_medium(const uint8_t *bytes, size_t count) {
    return csock_sum_portable(bytes, count);
}

static uint64_t sum_large(const uint8_t *bytes, size_t count) {
    return csock_sum_portable(bytes, count);
}

#endif

uint64_t csock_sum_long(const uint8_t *bytes, size_t count) {
    // For short input, adding up more lanes at the end costs more than wider vectors save. Input on
    // which no variant overflows is summed in one call.
    enum { LARGE = 2048, AT_ONCE = 1 << 16 };
    uint64_t sum = 0;
    if (count < LARGE)
        return sum_medium(bytes, count);
    for (; count >= AT_ONCE + LARGE; count -= AT_ONCE, bytes += AT_ONCE)
        sum = csock_sum_plus(sum, sum_large(bytes, AT_ONCE));
    return csock_sum_plus(sum, sum_large(bytes, count));
}

uint64_t csock_sum_copy(uint8_t *to, const uint8_t *from, size_t count) {
    if (count > 0)
        memcpy(to, from, count);
    return csock_sum(from, count);
}
