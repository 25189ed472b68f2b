/// The fixed headers of IPv4 and UDP as whole words in the machine's byte order, so that they are
/// written in few stores, and can be summed without being read again.
#ifndef CSOCK_WIRE_IPV4_UDP_H
#define CSOCK_WIRE_IPV4_UDP_H

#include "csock/wire/ipv4.h"
#include "csock/wire/udp.h"
#include "wire.h"

/// The 20 bytes of an IPv4 header.
typedef struct {
    uint64_t first;
    uint64_t second;
    uint32_t third;
} csock_ipv4_words;

/// Where Header Checksum is in the second word.
enum { CSOCK_IPV4_CHECKSUM_SHIFT = 32 };

static inline bool csock_ipv4_fits(const csock_ipv4_header *_Nonnull header) {
    return header->dscp <= 0x3f && header->ecn <= 3 && header->flags <= 7 &&
           header->fragment_offset <= 0x1fff && (header->time_to_live | header->protocol) <= 0xff &&
           (header->total_length | header->identification | header->checksum) <= 0xffff &&
           header->options.count <= CSOCK_IPV4_OPTIONS_MAX && header->options.count % 4 == 0;
}

/// Of a header that fits, with these fields instead of its own. (It is not copied first: members
/// that were written one by one a moment ago cannot be read several at once without a stall.)
static inline csock_ipv4_words csock_ipv4_to_words(const csock_ipv4_header *_Nonnull header,
                                                   uint32_t total_length, uint32_t protocol,
                                                   uint32_t checksum) {
    uint32_t ihl = (uint32_t)(CSOCK_IPV4_HEADER_MIN + header->options.count) / 4;
    uint32_t start = 4u << 28 | ihl << 24 | header->dscp << 18 | header->ecn << 16 | total_length;
    csock_ipv4_words words = {
        (uint64_t)start << 32 | header->identification << 16 | header->flags << 13 |
            header->fragment_offset,
        (uint64_t)header->time_to_live << 56 | (uint64_t)protocol << 48 |
            (uint64_t)checksum << CSOCK_IPV4_CHECKSUM_SHIFT | csock_load32(header->source),
        csock_load32(header->destination),
    };
    return words;
}

static inline void csock_ipv4_store(uint8_t *_Nonnull bytes, csock_ipv4_words words) {
    csock_store64(bytes, words.first);
    csock_store64(bytes + 8, words.second);
    csock_store32(bytes + 16, words.third);
}

// One by one: together they would be read as a vector, and they were written one by one a moment
// ago.
static inline bool csock_udp_fits(const csock_udp_header *_Nonnull header) {
    return header->source_port <= 0xffff && header->destination_port <= 0xffff &&
           header->length <= 0xffff && header->checksum <= 0xffff;
}

/// The 8 bytes of a UDP header that fits, with these fields instead of its own.
static inline uint64_t csock_udp_to_word(const csock_udp_header *_Nonnull header, uint32_t length,
                                         uint32_t checksum) {
    return (uint64_t)header->source_port << 48 | (uint64_t)header->destination_port << 32 |
           length << 16 | checksum;
}

#endif
