/// The IPv6 extension headers that consist of options: hop-by-hop options (RFC 8200 section 4.3,
/// RFC 9673) and destination options (RFC 8200 section 4.6). They have the same format; different
/// nodes read them.
#ifndef CSOCK_WIRE_IPV6_OPTIONS_H
#define CSOCK_WIRE_IPV6_OPTIONS_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_IPV6_OPTIONS_HEADER_MIN = 8,
    CSOCK_IPV6_OPTIONS_HEADER_MAX = 2048,
    CSOCK_IPV6_OPTIONS_MAX = 2046,
};

/// A header of options. Its length, a multiple of 8, follows from the options.
typedef struct csock_ipv6_options_header {
    uint32_t next_header; ///< CSOCK_IPPROTO_… of what follows, 8 bits
    csock_bytes options;  ///< 6 to 2046 bytes; length + 2 is a multiple of 8:
                          ///< csock/wire/ipv6_option.h
} csock_ipv6_options_header;

/// Writes a header. Returns its length. Fails with -CSOCK_EPKTRANGE, also for options that do not
/// fill the header, and -CSOCK_EPKTROOM.
int csock_ipv6_hop_by_hop_header_encode(const csock_ipv6_options_header *_Nonnull header,
                                        void *_Nullable buffer, size_t capacity,
                                        csock_wire_error *_Nullable error);

/// Reads a header. Returns its length: the next one begins there. Fails with -CSOCK_EPKTSHORT, and
/// -CSOCK_EPKTFIELD for options whose lengths are wrong.
int csock_ipv6_hop_by_hop_header_decode(csock_ipv6_options_header *_Nonnull header,
                                        const void *_Nullable bytes, size_t count,
                                        csock_wire_error *_Nullable error);

/// The same for bytes that end early. Options may be cut off. Never fails.
int csock_ipv6_hop_by_hop_header_decode_lenient(csock_ipv6_options_header *_Nonnull header,
                                                const void *_Nullable bytes, size_t count,
                                                csock_wire_error *_Nullable error);

/// As csock_ipv6_hop_by_hop_header_encode.
int csock_ipv6_destination_header_encode(const csock_ipv6_options_header *_Nonnull header,
                                         void *_Nullable buffer, size_t capacity,
                                         csock_wire_error *_Nullable error);

/// As csock_ipv6_hop_by_hop_header_decode.
int csock_ipv6_destination_header_decode(csock_ipv6_options_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error);

/// As csock_ipv6_hop_by_hop_header_decode_lenient.
int csock_ipv6_destination_header_decode_lenient(csock_ipv6_options_header *_Nonnull header,
                                                 const void *_Nullable bytes, size_t count,
                                                 csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
