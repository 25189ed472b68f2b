/// The packets of address resolution: RFC 826 (ARP), RFC 903 (RARP), RFC 2390 (InARP), RFC 5227
/// (probes and announcements).
#ifndef CSOCK_WIRE_ARP_H
#define CSOCK_WIRE_ARP_H

#include "../assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ARP_HEADER_MIN = 8,   ///< with addresses of 0 bytes
    CSOCK_ARP_IPV4_LENGTH = 28, ///< for IPv4 on Ethernet: addresses of 6 and 4 bytes
};

/// `operation` of csock_arp_header.
enum {
    CSOCK_ARP_REQUEST = 1,
    CSOCK_ARP_REPLY = 2,
    CSOCK_RARP_REQUEST = 3,
    CSOCK_RARP_REPLY = 4,
    CSOCK_INARP_REQUEST = 8,
    CSOCK_INARP_REPLY = 9,
};

/// An ARP packet. Both hardware addresses have the same length, and both protocol addresses have
/// the same length; the length fields follow from these.
typedef struct csock_arp_header {
    uint32_t hardware_type;      ///< CSOCK_ARPHRD_ETHER or another, 16 bits
    uint32_t protocol_type;      ///< CSOCK_ETHERTYPE_IPV4 or another, 16 bits
    uint32_t operation;          ///< CSOCK_ARP_REQUEST, … or another, 16 bits
    csock_bytes sender_hardware; ///< 0 to 255 bytes
    csock_bytes sender_protocol; ///< 0 to 255 bytes
    csock_bytes target_hardware; ///< same length as `sender_hardware`; unknown in a request
    csock_bytes target_protocol; ///< as many as of the sender
} csock_arp_header;

/// Writes a packet. Returns its length, from 8. Fails with -CSOCK_EPKTRANGE, also for a target
/// address with another length than the sender's, and -CSOCK_EPKTROOM.
int csock_arp_header_encode(const csock_arp_header *_Nonnull header, void *_Nullable buffer,
                            size_t capacity, csock_wire_error *_Nullable error);

/// Reads a packet. Bytes after it are padding. Returns its length. Fails with -CSOCK_EPKTSHORT.
int csock_arp_header_decode(csock_arp_header *_Nonnull header, const void *_Nullable bytes,
                            size_t count, csock_wire_error *_Nullable error);

/// The same for a packet that ends early. Addresses may be cut off. Never fails.
int csock_arp_header_decode_lenient(csock_arp_header *_Nonnull header, const void *_Nullable bytes,
                                    size_t count, csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
