/// What Swift is compared with: the same work by C, over the same bytes.
#ifndef C_SIDE_H
#define C_SIDE_H

#include "bench.h"

/// The bytes of a contender.
typedef struct bench_bytes {
    uint8_t *_Nonnull start;
    size_t count;
} bench_bytes;

/// Each takes a bench_bytes.
void bench_c_checksum(const void *_Nullable bytes, size_t times);
void bench_c_checksum_of_two(const void *_Nullable bytes, size_t times);
void bench_c_update(const void *_Nullable bytes, size_t times);
void bench_c_crc32c(const void *_Nullable bytes, size_t times);
void bench_c_ipv4_encode(const void *_Nullable bytes, size_t times);
void bench_c_ipv4_decode(const void *_Nullable bytes, size_t times);
void bench_c_dissect(const void *_Nullable bytes, size_t times);
void bench_c_compose_udp(const void *_Nullable bytes, size_t times);

#endif
