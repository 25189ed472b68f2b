/// EtherTypes: which layer one stands for, and its name.
#ifndef CSOCK_WIRE_ETHERTYPE_H
#define CSOCK_WIRE_ETHERTYPE_H

#include "../assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Whether a VLAN tag comes next: 0x8100, 0x88a8, 0x9100.
static inline bool csock_ethertype_is_vlan(uint32_t ethertype) {
    return ethertype == CSOCK_ETHERTYPE_VLAN || ethertype == CSOCK_ETHERTYPE_SERVICE_VLAN ||
           ethertype == CSOCK_ETHERTYPE_OLD_SERVICE_VLAN;
}

/// The kind of layer that follows an Ethernet header or a VLAN tag with this EtherType, or
/// CSOCK_LAYER_PAYLOAD for a number without a decoder here.
uint32_t csock_layer_of_ethertype(uint32_t ethertype);

/// The EtherType of a kind of layer, also of one of CSOCK_LAYER_ETHERTYPE; -EPROTONOSUPPORT for a
/// kind without one.
int csock_ethertype_of_layer(uint32_t layer);

/// The kind of the layer that an EtherType announces: a kind of this library, or
/// CSOCK_LAYER_ETHERTYPE with the number. CSOCK_LAYER_PAYLOAD for lengths, up to
/// CSOCK_ETHERTYPE_LENGTH_MAX, and for numbers over 65535.
static inline uint32_t csock_layer_announced_by_ethertype(uint32_t ethertype) {
    uint32_t kind = csock_layer_of_ethertype(ethertype);
    if (kind != CSOCK_LAYER_PAYLOAD || ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX ||
        ethertype > UINT16_MAX)
        return kind;
    return CSOCK_LAYER_ETHERTYPE | ethertype;
}

/// The name of an EtherType as people write it, "IPv4", "802.1Q"; NULL if it has none here.
const char *_Nullable csock_ethertype_name(uint32_t ethertype);

/// Writes "ethertype IPv4 (0x0800)", "ethertype 0x88b5" or "length 38": at most `capacity` bytes,
/// with a NUL at the end unless `capacity` is 0. Returns the length of the whole text without the
/// NUL.
size_t csock_ethertype_format(uint32_t ethertype, char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
