/// The IPv4 header: RFC 791, RFC 2474 (DSCP), RFC 3168 (ECN).
///
/// csock/raw.h lists the fields that Linux overwrites with IP_HDRINCL.
#ifndef CSOCK_WIRE_IPV4_H
#define CSOCK_WIRE_IPV4_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_IPV4_HEADER_MIN = 20,
    CSOCK_IPV4_HEADER_MAX = 60,
    CSOCK_IPV4_OPTIONS_MAX = 40,
};

/// `flags` of csock_ipv4_header.
enum {
    CSOCK_IPV4_MORE_FRAGMENTS = 1,
    CSOCK_IPV4_DONT_FRAGMENT = 2,
    CSOCK_IPV4_RESERVED = 4, ///< must be 0: RFC 791; and see RFC 3514
};

/// An IPv4 header. The version is 4, and the header's length follows from the options.
typedef struct csock_ipv4_header {
    uint32_t dscp;            ///< differentiated services code point, 6 bits
    uint32_t ecn;             ///< explicit congestion notification, 2 bits
    uint32_t total_length;    ///< of header and payload in bytes, 16 bits
    uint32_t identification;  ///< 16 bits
    uint32_t flags;           ///< CSOCK_IPV4_…, 3 bits
    uint32_t fragment_offset; ///< in units of 8 bytes, 13 bits
    uint32_t time_to_live;    ///< 8 bits
    uint32_t protocol;        ///< CSOCK_IPPROTO_… of the payload, 8 bits
    uint32_t checksum;        ///< of the header, 16 bits
    uint8_t source[4];
    uint8_t destination[4];
    csock_bytes options; ///< 0 to 40 bytes, padded to a multiple of 4: csock/wire/ipv4_option.h
} csock_ipv4_header;

/// Writes a header. Returns its length, 20 to 60. Fails with -CSOCK_EPKTRANGE, also for options of
/// more than 40 bytes or of a length that is no multiple of 4, and -CSOCK_EPKTROOM.
CSOCK_INLINE int csock_ipv4_header_encode(const csock_ipv4_header *_Nonnull header,
                                          void *_Nullable buffer, size_t capacity,
                                          csock_wire_error *_Nullable error);

/// Reads the header of a datagram of `count` bytes, or more: bytes after the total length, such as
/// Ethernet padding, are ignored. Returns the header's length, 20 to 60: the payload begins there,
/// and ends at `total_length`. Fails with -CSOCK_EPKTSHORT, and -CSOCK_EPKTFIELD for another
/// version, a header length below 20, a total length below that, and options whose lengths are
/// wrong.
CSOCK_INLINE int csock_ipv4_header_decode(csock_ipv4_header *_Nonnull header,
                                          const void *_Nullable bytes, size_t count,
                                          csock_wire_error *_Nullable error);

/// The same for a datagram that ends early. Options may be cut off. Fails with -CSOCK_EPKTFIELD
/// only.
int csock_ipv4_header_decode_lenient(csock_ipv4_header *_Nonnull header,
                                     const void *_Nullable bytes, size_t count,
                                     csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#include "../inline/ipv4.h"

#endif
