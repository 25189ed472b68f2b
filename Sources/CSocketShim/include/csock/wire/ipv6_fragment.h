/// The IPv6 fragment header: RFC 8200 section 4.5.
#ifndef CSOCK_WIRE_IPV6_FRAGMENT_H
#define CSOCK_WIRE_IPV6_FRAGMENT_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum { CSOCK_IPV6_FRAGMENT_HEADER_LENGTH = 8 };

/// A fragment header.
typedef struct csock_ipv6_fragment_header {
    uint32_t next_header;     ///< CSOCK_IPPROTO_… of what the first fragment begins with, 8 bits
    uint32_t reserved;        ///< should be 0, 8 bits
    uint32_t fragment_offset; ///< in units of 8 bytes, 13 bits
    uint32_t reserved_flags;  ///< should be 0, 2 bits
    uint32_t more_fragments;  ///< M flag: 0 in the last fragment, 1 bit
    uint32_t identification;
} csock_ipv6_fragment_header;

/// Writes a header. Returns 8. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_ipv6_fragment_header_encode(const csock_ipv6_fragment_header *_Nonnull header,
                                      void *_Nullable buffer, size_t capacity,
                                      csock_wire_error *_Nullable error);

/// Reads a header. Returns 8. Fails with -CSOCK_EPKTSHORT.
int csock_ipv6_fragment_header_decode(csock_ipv6_fragment_header *_Nonnull header,
                                      const void *_Nullable bytes, size_t count,
                                      csock_wire_error *_Nullable error);

/// The same for bytes that end early. Never fails.
int csock_ipv6_fragment_header_decode_lenient(csock_ipv6_fragment_header *_Nonnull header,
                                              const void *_Nullable bytes, size_t count,
                                              csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
