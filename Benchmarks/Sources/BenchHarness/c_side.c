#include "c_side.h"

#include "csock/checksum.h"
#include "csock/crc32c.h"
#include "csock/packet.h"

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
    csock_ipv4_header header = {.time_to_live = 64};
    for (size_t i = 0; i < times; i++) {
        header.identification = (uint16_t)i;
        bench_touch(&header);
        bench_use((uint64_t)csock_ipv4_header_encode(&header, bytes->start, bytes->count, NULL));
        bench_touch(bytes->start);
    }
}

void bench_c_ipv4_decode(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        csock_ipv4_header header;
        csock_wire_error error = {0};
        bench_touch(bytes->start);
        if (csock_ipv4_header_decode(&header, bytes->start, bytes->count, &error) > 0)
            result += header.identification;
    }
    bench_use(result);
}

void bench_c_dissect(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint64_t result = 0;
    csock_layer layers[32];
    for (size_t i = 0; i < times; i++) {
        csock_packet packet;
        csock_wire_error error = {0};
        bench_touch(bytes->start);
        if (csock_packet_dissect(&packet, layers, 32, CSOCK_LAYER_IPV4, bytes->start, bytes->count,
                                 0, &error) < 2 ||
            layers[0].kind != CSOCK_LAYER_IPV4 || layers[1].kind != CSOCK_LAYER_TCP)
            continue;
        result += layers[0].ipv4.time_to_live;
        result ^= layers[0].ipv4.identification;
        result += layers[1].tcp.source_port;
        result ^= layers[1].tcp.destination_port;
        result += layers[1].tcp.sequence_number;
        result ^= layers[1].tcp.acknowledgment_number;
        result += layers[1].tcp.window;
        result ^= packet.payload.count;
    }
    bench_use(result);
}

void bench_c_compose_udp(const void *context, size_t times) {
    const bench_bytes *bytes = context;
    uint8_t packet[2048];
    csock_ipv4_header ip = {.flags = CSOCK_IPV4_DONT_FRAGMENT, .time_to_live = 64};
    csock_udp_header udp = {.source_port = 5353, .destination_port = 53};
    csock_bytes payload = {bytes->start, bytes->count};
    for (size_t i = 0; i < times; i++) {
        csock_wire_error error = {0};
        ip.identification = (uint16_t)i;
        bench_touch(&ip);
        bench_use(
            (uint64_t)csock_packet_compose_udp(&ip, &udp, payload, packet, sizeof packet, &error));
        bench_touch(packet);
    }
}
