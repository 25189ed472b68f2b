/// The way through IPv6 extension headers: RFC 8200 section 4.
#ifndef CSOCK_WIRE_IPV6_UPPER_H
#define CSOCK_WIRE_IPV6_UPPER_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// How many extension headers are passed. RFC 8200 section 4.1 has seven in its order; a packet
/// with many is an attack: RFC 8504 section 5.3.
enum { CSOCK_IPV6_EXTENSION_HEADERS_MAX = 16 };

/// What the extension headers of a packet lead to.
typedef struct csock_ipv6_upper {
    uint32_t protocol;        ///< CSOCK_IPPROTO_…; CSOCK_IPPROTO_NONE if nothing follows
    uint32_t headers;         ///< how many extension headers come before it
    size_t offset;            ///< of the upper layer, from the first extension header
    bool is_fragment;         ///< there is a fragment header
    uint32_t fragment_offset; ///< in units of 8 bytes; not 0: what is at `offset` continues an
                              ///< earlier fragment and begins with no header
} csock_ipv6_upper;

/// Follows the next headers from `next_header`, of an IPv6 header, through the `count` bytes after
/// that header to the upper layer: past hop-by-hop and destination options, routing, fragment and
/// authentication (RFC 4302) headers. Any other protocol ends it, ESP too, and so does a fragment
/// header that is not of the first fragment. The upper layer may have no bytes at all. Returns
/// `offset`. Fails with -CSOCK_EPKTSHORT for a header that ends early, and -CSOCK_EPKTFIELD for too
/// many, for hop-by-hop options that are not first, and for an authentication header below its
/// least length; `upper` is then how far it came. The error's layer is the header's, and its
/// offset counts from that header; the authentication header's is CSOCK_LAYER_IPV6.
int csock_ipv6_upper_layer(csock_ipv6_upper *_Nonnull upper, uint32_t next_header,
                           const void *_Nullable bytes, size_t count,
                           csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
