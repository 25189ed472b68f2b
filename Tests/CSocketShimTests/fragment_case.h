/// Datagrams for the tests of fragmentation and reassembly.
#ifndef FRAGMENT_CASE_H
#define FRAGMENT_CASE_H

#include "csock/fragment.h"
#include "csock/reassembly.h"

enum { MOST_FRAGMENTS = 96, GREATEST_DATAGRAM = 65575 };

/// Packets, each in memory of its own.
typedef struct {
    size_t count;
    uint8_t *_Nullable bytes[MOST_FRAGMENTS];
    size_t lengths[MOST_FRAGMENTS];
} packets;

/// Writes a datagram and returns its length: IPv4 from 192.0.2.1 to 198.51.100.2, or IPv6 from
/// 2001:db8::1 to 2001:db8::2, protocol 253 (for experiments). Byte n of the payload is
/// (n + seed) % 251.
size_t make_datagram(uint8_t *_Nonnull buffer, int version, size_t payload, unsigned seed);

/// Fragments a packet. Checks that no fragment is longer than the MTU.
packets cut(const void *_Nonnull packet, size_t count, size_t mtu, uint32_t identification);
void free_packets(packets *_Nonnull all);

/// A reassembler with memory of its own.
csock_reassembler make_table(size_t datagrams, size_t payload_max);
void free_table(csock_reassembler *_Nonnull table);

/// Adds a packet from memory of the exact size.
int add(csock_reassembler *_Nonnull table, const void *_Nullable packet, size_t count,
        int64_t now_ns, csock_bytes *_Nonnull datagram);

/// make_fragment writes a fragment of such a datagram at an offset of `units` of 8 bytes, valid or
/// not, and returns its length. add_made adds it at time 0, and checks that a completed datagram is
/// make_datagram's with seed 0.
size_t make_fragment(uint8_t *_Nonnull buffer, int version, size_t units, size_t payload,
                     bool more);
int add_made(csock_reassembler *_Nonnull table, int version, size_t units, size_t payload,
             bool more);

#endif
