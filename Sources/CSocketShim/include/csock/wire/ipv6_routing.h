/// The IPv6 routing header: RFC 8200 section 4.4.
#ifndef CSOCK_WIRE_IPV6_ROUTING_H
#define CSOCK_WIRE_IPV6_ROUTING_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_IPV6_ROUTING_HEADER_MIN = 8,
    CSOCK_IPV6_ROUTING_HEADER_MAX = 2048,
    CSOCK_IPV6_ROUTING_DATA_MAX = 2044,
};

/// Routing types: the IANA registry.
enum {
    CSOCK_IPV6_ROUTING_SOURCE = 0,  ///< deprecated: RFC 5095
    CSOCK_IPV6_ROUTING_TYPE_2 = 2,  ///< to a mobile node's home address: RFC 6275
    CSOCK_IPV6_ROUTING_RPL = 3,     ///< RFC 6554
    CSOCK_IPV6_ROUTING_SEGMENT = 4, ///< RFC 8754
};

/// A routing header. Its length, a multiple of 8, follows from the data.
typedef struct csock_ipv6_routing_header {
    uint32_t next_header;   ///< CSOCK_IPPROTO_… of what follows, 8 bits
    uint32_t type;          ///< CSOCK_IPV6_ROUTING_… or another, 8 bits
    uint32_t segments_left; ///< 8 bits
    csock_bytes data;       ///< type-specific, 4 to 2044 bytes, 4 more than a multiple of 8:
                            ///< csock/wire/ipv6_route.h
} csock_ipv6_routing_header;

/// Writes a header. Returns its length. Fails with -CSOCK_EPKTRANGE, also for data that does not
/// fill the header, and -CSOCK_EPKTROOM.
int csock_ipv6_routing_header_encode(const csock_ipv6_routing_header *_Nonnull header,
                                     void *_Nullable buffer, size_t capacity,
                                     csock_wire_error *_Nullable error);

/// Reads a header. Returns its length: the next one begins there. Fails with -CSOCK_EPKTSHORT.
int csock_ipv6_routing_header_decode(csock_ipv6_routing_header *_Nonnull header,
                                     const void *_Nullable bytes, size_t count,
                                     csock_wire_error *_Nullable error);

/// The same for bytes that end early. Data may be cut off. Never fails.
int csock_ipv6_routing_header_decode_lenient(csock_ipv6_routing_header *_Nonnull header,
                                             const void *_Nullable bytes, size_t count,
                                             csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
