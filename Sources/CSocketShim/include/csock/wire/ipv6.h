/// The IPv6 header: RFC 8200 section 3, RFC 2474 (DSCP), RFC 3168 (ECN), RFC 6437 (flow label).
#ifndef CSOCK_WIRE_IPV6_H
#define CSOCK_WIRE_IPV6_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum { CSOCK_IPV6_HEADER_LENGTH = 40 };

/// An IPv6 header. The version is 6.
typedef struct csock_ipv6_header {
    uint32_t dscp;           ///< differentiated services code point, 6 bits of the traffic class
    uint32_t ecn;            ///< explicit congestion notification, 2 bits of the traffic class
    uint32_t flow_label;     ///< 20 bits
    uint32_t payload_length; ///< of all that follows this header in bytes, 16 bits; 0: a jumbogram
                             ///< (RFC 2675), or nothing follows
    uint32_t next_header;    ///< CSOCK_IPPROTO_… of the payload or extension header, 8 bits
    uint32_t hop_limit;      ///< 8 bits
    uint8_t source[16];
    uint8_t destination[16];
} csock_ipv6_header;

/// Writes a header. Returns 40. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
CSOCK_INLINE int csock_ipv6_header_encode(const csock_ipv6_header *_Nonnull header,
                                          void *_Nullable buffer, size_t capacity,
                                          csock_wire_error *_Nullable error);

/// Reads the header of a packet of `count` bytes, or more: bytes after the payload length, such as
/// Ethernet padding, are ignored. Returns 40. Fails with -CSOCK_EPKTSHORT, and -CSOCK_EPKTFIELD for
/// another version.
CSOCK_INLINE int csock_ipv6_header_decode(csock_ipv6_header *_Nonnull header,
                                          const void *_Nullable bytes, size_t count,
                                          csock_wire_error *_Nullable error);

/// The same for a packet that ends early. Fails with -CSOCK_EPKTFIELD only.
int csock_ipv6_header_decode_lenient(csock_ipv6_header *_Nonnull header,
                                     const void *_Nullable bytes, size_t count,
                                     csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#include "../inline/ipv6.h"

#endif
