/// The UDP-Lite header: RFC 3828.
#ifndef CSOCK_WIRE_UDPLITE_H
#define CSOCK_WIRE_UDPLITE_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum { CSOCK_UDPLITE_HEADER_LENGTH = 8 };

/// A UDP-Lite header. The length of the datagram comes from the IP header.
typedef struct csock_udplite_header {
    uint32_t source_port;       ///< 16 bits
    uint32_t destination_port;  ///< 16 bits
    uint32_t checksum_coverage; ///< number of bytes that the checksum covers, from the start of the
                                ///< header: 8 or more; 0: all; 16 bits
    uint32_t checksum;          ///< 16 bits; never sent as 0
} csock_udplite_header;

/// Writes a header. Returns 8. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_udplite_header_encode(const csock_udplite_header *_Nonnull header, void *_Nullable buffer,
                                size_t capacity, csock_wire_error *_Nullable error);

/// Reads the header of a datagram of `count` bytes. Returns 8. Fails with -CSOCK_EPKTSHORT, also
/// for a coverage of more bytes than there are, and -CSOCK_EPKTFIELD for a coverage of 1 to 7. RFC
/// 3828 section 3.1 tells receivers to discard both.
int csock_udplite_header_decode(csock_udplite_header *_Nonnull header, const void *_Nullable bytes,
                                size_t count, csock_wire_error *_Nullable error);

/// The same for a datagram that ends early. Fails with -CSOCK_EPKTFIELD only.
int csock_udplite_header_decode_lenient(csock_udplite_header *_Nonnull header,
                                        const void *_Nullable bytes, size_t count,
                                        csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
