/// VLAN tags: IEEE 802.1Q (customer) and 802.1ad (service). A tag follows an EtherType for which
/// csock_ethertype_is_vlan is true. Its own EtherType announces the next header, which may be
/// another tag.
#ifndef CSOCK_WIRE_VLAN_H
#define CSOCK_WIRE_VLAN_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum { CSOCK_VLAN_HEADER_LENGTH = 4 };

/// `identifier` of a VLAN tag.
enum {
    CSOCK_VLAN_PRIORITY_ONLY = 0, ///< no VLAN: the tag carries a priority
    CSOCK_VLAN_RESERVED = 4095,
};

/// A VLAN tag.
typedef struct csock_vlan_header {
    uint32_t priority;      ///< priority code point (PCP), 3 bits
    uint32_t drop_eligible; ///< drop eligible indicator (DEI), 1 bit
    uint32_t identifier;    ///< VLAN identifier (VID), 12 bits
    uint32_t ethertype;     ///< CSOCK_ETHERTYPE_… of what follows, or its length, 16 bits
} csock_vlan_header;

/// Writes a tag. Returns 4. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_vlan_header_encode(const csock_vlan_header *_Nonnull header, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Reads a tag. Returns 4. Fails with -CSOCK_EPKTSHORT, also if `ethertype` is a length and fewer
/// bytes follow.
int csock_vlan_header_decode(csock_vlan_header *_Nonnull header, const void *_Nullable bytes,
                             size_t count, csock_wire_error *_Nullable error);

/// The same for a tag that ends early. Never fails.
int csock_vlan_header_decode_lenient(csock_vlan_header *_Nonnull header,
                                     const void *_Nullable bytes, size_t count,
                                     csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
