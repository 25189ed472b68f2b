/// The parts of a packet for fragmentation: the head that every fragment carries, and the payload
/// that is split.
#ifndef CSOCK_FRAGMENT_PARTS_H
#define CSOCK_FRAGMENT_PARTS_H

#include "csock/wire/base.h"

typedef struct {
    uint32_t layer;                    ///< CSOCK_LAYER_IPV4 or CSOCK_LAYER_IPV6
    bool is_fragment;                  ///< of IPv6: has a fragment header
    bool more;                         ///< not the last fragment
    csock_bytes head;                  ///< the IPv4 header, or what precedes IPv6's fragment header
    csock_bytes payload;               ///< what is fragmented, without padding after the packet
    size_t next_header;                ///< where the head says what follows it
    uint32_t protocol;                 ///< of the payload
    uint32_t identification;           ///< 0 in an IPv6 packet without a fragment header
    size_t offset;                     ///< of this fragment's payload in the datagram, in bytes
    const uint8_t *_Nonnull addresses; ///< source and destination
    size_t address_count;              ///< bytes of both
} csock_parts;

/// Finds the parts of an IPv4 or IPv6 packet. Returns 0, -CSOCK_EPKTSHORT or -CSOCK_EPKTFIELD.
int csock_parts_find(csock_parts *_Nonnull parts, const void *_Nullable packet, size_t count,
                     csock_wire_error *_Nullable error);

/// Whether the first fragment has enough of the upper layer's header: RFC 8200 section 4.5, RFC
/// 1858 section 3.2.1.
bool csock_parts_have_header(const csock_parts *_Nonnull parts);

#endif
