/// The Ethernet header (IEEE 802.3, RFC 894) as packet sockets and capture files contain it,
/// without preamble and frame check sequence.
#ifndef CSOCK_WIRE_ETHERNET_H
#define CSOCK_WIRE_ETHERNET_H

#include "base.h"
#include "ethertype.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ETHERNET_HEADER_LENGTH = 14,
    CSOCK_ETHERNET_PAYLOAD_MIN = 46, ///< the sender pads shorter ones
};

/// An Ethernet header.
typedef struct csock_ethernet_header {
    uint8_t destination[6];
    uint8_t source[6];
    uint32_t ethertype; ///< CSOCK_ETHERTYPE_… of the payload, or the payload length (IEEE 802.3),
                        ///< 16 bits
} csock_ethernet_header;

/// Writes a header. Returns 14. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_ethernet_header_encode(const csock_ethernet_header *_Nonnull header,
                                 void *_Nullable buffer, size_t capacity,
                                 csock_wire_error *_Nullable error);

/// Reads the header of a frame. Returns 14. Fails with -CSOCK_EPKTSHORT, also if `ethertype` is a
/// length and fewer bytes follow.
int csock_ethernet_header_decode(csock_ethernet_header *_Nonnull header,
                                 const void *_Nullable bytes, size_t count,
                                 csock_wire_error *_Nullable error);

/// The same for a frame that ends early. Never fails.
int csock_ethernet_header_decode_lenient(csock_ethernet_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
