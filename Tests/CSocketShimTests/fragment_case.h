/// Datagrams for the tests of fragmentation and reassembly.
#ifndef FRAGMENT_CASE_H
#define FRAGMENT_CASE_H

#include "csock/fragment.h"
#include "csock/reassembly.h"

enum { MOST_FRAGMENTS = 96, GREATEST_DATAGRAM = 65575 };

/// Packets in memory of their own.
typedef struct {
    size_t count;
    uint8_t *_Nullable bytes[MOST_FRAGMENTS];
    size_t lengths[MOST_FRAGMENTS];
} packets;

/// An IPv4 datagram, 192.0.2.1 to 198.51.100.2, or IPv6, 2001:db8::1 to 2001:db8::2, of a protocol
/// that no host knows (253), with a payload of which the n-th byte is (n + seed) % 251. Returns its
/// length.
size_t make_datagram(uint8_t *_Nonnull buffer, int version, size_t payload, unsigned seed);

/// Cuts a packet up. Every fragment is checked to be no longer than the MTU.
packets cut(const void *_Nonnull packet, size_t count, size_t mtu, uint32_t identification);
void free_packets(packets *_Nonnull all);

/// A table of datagrams with memory of its own.
csock_reassembler make_table(size_t datagrams, size_t payload_max);
void free_table(csock_reassembler *_Nonnull table);

/// Adds a packet from memory that ends where it does.
int add(csock_reassembler *_Nonnull table, const void *_Nullable packet, size_t count,
        int64_t now_ns, csock_bytes *_Nonnull datagram);

/// Writes a fragment of such a datagram, `units` of 8 bytes into it, whatever makes sense, and
/// returns its length; and adds it at the time 0. What it completes is checked to be one of
/// make_datagram's with seed 0.
size_t make_fragment(uint8_t *_Nonnull buffer, int version, size_t units, size_t payload,
                     bool more);
int add_made(csock_reassembler *_Nonnull table, int version, size_t units, size_t payload,
             bool more);

#endif
