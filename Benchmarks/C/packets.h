/// Packets built and dissected, by the library and by hand. Each is built by gcc and by clang,
/// whose names the Makefile appends.
#ifndef PACKETS_H
#define PACKETS_H

#include <stddef.h>
#include <stdint.h>

enum { BENCH_PAYLOAD = 64, BENCH_UDP = 20 + 8 + BENCH_PAYLOAD };

/// What differs from packet to packet.
typedef struct {
    uint8_t source[4], destination[4];
    uint16_t source_port, destination_port, identification;
    const uint8_t *payload;
    size_t payload_count;    // BENCH_PAYLOAD, which no compiler knows
    const uint8_t *template; // a packet like this one
} bench_datagram;

/// IPv4, UDP and payload with both checksums, into BENCH_UDP bytes.
void bench_build_by_hand(const bench_datagram *datagram, uint8_t *packet);
void bench_build_udp(const bench_datagram *datagram, uint8_t *packet);
void bench_build_composed(const bench_datagram *datagram, uint8_t *packet);
void bench_build_headers(const bench_datagram *datagram, uint8_t *packet);
/// The same where all of the packet is there but identification and source port.
void bench_build_updated(const bench_datagram *datagram, uint8_t *packet);

/// The sum of a packet's fields, which stands for reading them: IPv4 and TCP.
uint64_t bench_dissect(const uint8_t *packet, size_t count);
uint64_t bench_dissect_headers(const uint8_t *packet, size_t count);

#endif
