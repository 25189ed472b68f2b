#include "c_side.h"

#include "csock/checksum.h"
#include "csock/crc32c.h"
#include "csock/layer.h"

void bench_c_checksum(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        bench_touch(bytes->start);
        result += csock_checksum_of(bytes->start, bytes->count);
    }
    bench_use(result);
}

void bench_c_checksum_of_two(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        csock_checksum sum = {0};
        bench_touch(bytes->start);
        csock_checksum_partial(&sum, bytes->start, 20);
        csock_checksum_partial(&sum, bytes->start, bytes->count);
        result += csock_checksum_finish(&sum);
    }
    bench_use(result);
}

void bench_c_update(const void *context, size_t times) {
    (void)context;
    uint16_t result = 1;
    for (size_t i = 0; i < times; i++)
        result = csock_checksum_replace16(result, 1, (uint16_t)i);
    bench_use(result);
}

void bench_c_crc32c(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        bench_touch(bytes->start);
        result += csock_crc32c(0, bytes->start, bytes->count);
    }
    bench_use(result);
}

void bench_c_ipv4_encode(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    csock_layer layer = {.kind = CSOCK_LAYER_IPV4};
    layer.ipv4.time_to_live = 64;
    for (size_t i = 0; i < times; i++) {
        layer.ipv4.identification = (uint16_t)i;
        bench_use((uint64_t)csock_layer_encode(&layer, bytes->start, bytes->count, NULL));
        bench_touch(bytes->start);
    }
}

void bench_c_ipv4_decode(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        csock_layer layer;
        csock_wire_error error;
        bench_touch(bytes->start);
        csock_layer_decode(&layer, CSOCK_LAYER_IPV4, bytes->start, bytes->count, &error);
        result += layer.ipv4.identification;
    }
    bench_use(result);
}
