/// The UDP header: RFC 768.
#ifndef CSOCK_WIRE_UDP_H
#define CSOCK_WIRE_UDP_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum { CSOCK_UDP_HEADER_LENGTH = 8 };

/// A UDP header.
typedef struct csock_udp_header {
    uint32_t source_port;      ///< 16 bits
    uint32_t destination_port; ///< 16 bits
    uint32_t length;           ///< of header and payload in bytes, 16 bits
    uint32_t checksum;         ///< 16 bits; 0: none (IPv4, and IPv6 where RFC 6935 allows it)
} csock_udp_header;

/// Writes a header. Returns 8. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
CSOCK_INLINE int csock_udp_header_encode(const csock_udp_header *_Nonnull header,
                                         void *_Nullable buffer, size_t capacity,
                                         csock_wire_error *_Nullable error);

/// Reads the header of a datagram of `count` bytes, or more: bytes after `length` are ignored.
/// Returns 8. Fails with -CSOCK_EPKTSHORT, and -CSOCK_EPKTFIELD for a length below 8 (as in a
/// jumbogram, RFC 2675).
CSOCK_INLINE int csock_udp_header_decode(csock_udp_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error);

/// The same for a datagram that ends early. Fails with -CSOCK_EPKTFIELD only.
int csock_udp_header_decode_lenient(csock_udp_header *_Nonnull header, const void *_Nullable bytes,
                                    size_t count, csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#include "../inline/udp.h"

#endif
