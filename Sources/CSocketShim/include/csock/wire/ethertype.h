/// EtherTypes: which layer one stands for, and its name.
#ifndef CSOCK_WIRE_ETHERTYPE_H
#define CSOCK_WIRE_ETHERTYPE_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// EtherTypes: the IANA registry "IEEE 802 Numbers".
enum {
    CSOCK_ETHERTYPE_LENGTH_MAX =
        1500, ///< values up to this are the length of an IEEE 802.2 payload
    CSOCK_ETHERTYPE_IPV4 = 0x0800,
    CSOCK_ETHERTYPE_ARP = 0x0806,
    CSOCK_ETHERTYPE_WAKE_ON_LAN = 0x0842,
    CSOCK_ETHERTYPE_BRIDGING = 0x6558, ///< a whole frame, in GRE: RFC 1701
    CSOCK_ETHERTYPE_RARP = 0x8035,
    CSOCK_ETHERTYPE_VLAN = 0x8100, ///< an IEEE 802.1Q tag: csock/wire/vlan.h
    CSOCK_ETHERTYPE_IPV6 = 0x86dd,
    CSOCK_ETHERTYPE_FLOW_CONTROL = 0x8808,
    CSOCK_ETHERTYPE_SLOW_PROTOCOLS = 0x8809, ///< LACP: IEEE 802.1AX
    CSOCK_ETHERTYPE_MPLS = 0x8847,
    CSOCK_ETHERTYPE_MPLS_UPSTREAM = 0x8848, ///< RFC 5332
    CSOCK_ETHERTYPE_PPPOE_DISCOVERY = 0x8863,
    CSOCK_ETHERTYPE_PPPOE_SESSION = 0x8864,
    CSOCK_ETHERTYPE_EAPOL = 0x888e,        ///< IEEE 802.1X
    CSOCK_ETHERTYPE_SERVICE_VLAN = 0x88a8, ///< an IEEE 802.1ad tag
    CSOCK_ETHERTYPE_LLDP = 0x88cc,
    CSOCK_ETHERTYPE_MACSEC = 0x88e5,
    CSOCK_ETHERTYPE_PTP = 0x88f7,
    CSOCK_ETHERTYPE_LOOPBACK = 0x9000,
    CSOCK_ETHERTYPE_OLD_SERVICE_VLAN = 0x9100, ///< a tag, from before IEEE 802.1ad
};

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
