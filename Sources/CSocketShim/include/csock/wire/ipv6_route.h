/// The type-specific data of IPv6 routing headers: type 2 (RFC 6275 section 6.4) and segment
/// routing (RFC 8754 section 2).
#ifndef CSOCK_WIRE_IPV6_ROUTE_H
#define CSOCK_WIRE_IPV6_ROUTE_H

#include "ipv6_routing.h"

CSOCK_BEGIN_DECLS

/// The data of CSOCK_IPV6_ROUTING_TYPE_2. Segments Left of its header is 1.
typedef struct csock_ipv6_home_route {
    uint32_t reserved; ///< should be 0, 32 bits
    uint8_t home_address[16];
} csock_ipv6_home_route;

/// The data of CSOCK_IPV6_ROUTING_SEGMENT. Last Entry follows from the segments.
typedef struct csock_ipv6_segment_route {
    uint32_t flags;       ///< 8 bits, none is defined
    uint32_t tag;         ///< marks packets of a group, 16 bits
    csock_bytes segments; ///< 1 to 127 addresses of 16 bytes, the last segment first
    csock_bytes tlvs;     ///< optional type length values, a multiple of 8 bytes
} csock_ipv6_segment_route;

/// Writes data of type 2. Returns 20. Fails with -CSOCK_EPKTROOM.
int csock_ipv6_home_route_encode(const csock_ipv6_home_route *_Nonnull route,
                                 void *_Nullable buffer, size_t capacity,
                                 csock_wire_error *_Nullable error);

/// Reads the data of a routing header. Returns 20. Fails with -CSOCK_EPKTFIELD for another routing
/// type or length.
int csock_ipv6_home_route_decode(csock_ipv6_home_route *_Nonnull route,
                                 const csock_ipv6_routing_header *_Nonnull header,
                                 csock_wire_error *_Nullable error);

/// Writes data of segment routing. Returns its length. Fails with -CSOCK_EPKTRANGE, also for no
/// segment and for more than a header has room for, and -CSOCK_EPKTROOM.
int csock_ipv6_segment_route_encode(const csock_ipv6_segment_route *_Nonnull route,
                                    void *_Nullable buffer, size_t capacity,
                                    csock_wire_error *_Nullable error);

/// Reads the data of a routing header. Returns its length. Fails with -CSOCK_EPKTFIELD for another
/// routing type, and for a Last Entry that is not there.
int csock_ipv6_segment_route_decode(csock_ipv6_segment_route *_Nonnull route,
                                    const csock_ipv6_routing_header *_Nonnull header,
                                    csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
