/// Following IPv6 extension headers to the upper layer: RFC 8200 section 4.
#ifndef CSOCK_WIRE_IPV6_UPPER_H
#define CSOCK_WIRE_IPV6_UPPER_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The largest number of extension headers followed. RFC 8200 section 4.1 has seven in its order; a
/// packet with many is an attack: RFC 8504 section 5.3.
enum { CSOCK_IPV6_EXTENSION_HEADERS_MAX = 16 };

/// The upper layer of an IPv6 packet.
typedef struct csock_ipv6_upper {
    uint32_t protocol;        ///< CSOCK_IPPROTO_…; CSOCK_IPPROTO_NONE if nothing follows
    uint32_t headers;         ///< how many extension headers come before it
    size_t offset;            ///< of the upper layer, from the first extension header
    bool is_fragment;         ///< there is a fragment header
    uint32_t fragment_offset; ///< in units of 8 bytes; if not 0, the bytes at `offset` continue an
                              ///< earlier fragment and have no header
} csock_ipv6_upper;

/// Finds the upper layer. `next_header` is from the IPv6 header; `bytes` are the `count` bytes
/// after it. The search goes past hop-by-hop and destination options, routing, fragment and
/// authentication (RFC 4302) headers. It stops at any other protocol, ESP included, and after a
/// fragment header of a later fragment. The upper layer may have no bytes at all. Returns `offset`.
/// Fails with -CSOCK_EPKTSHORT for a header that ends early, and -CSOCK_EPKTFIELD for too many, for
/// hop-by-hop options that are not first, and for an authentication header below its least length;
/// `upper` then describes the position reached. The error's layer is the header's, and its offset
/// counts from that header; the authentication header's is CSOCK_LAYER_IPV6.
int csock_ipv6_upper_layer(csock_ipv6_upper *_Nonnull upper, uint32_t next_header,
                           const void *_Nullable bytes, size_t count,
                           csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
