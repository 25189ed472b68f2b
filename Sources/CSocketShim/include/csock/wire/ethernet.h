/// The Ethernet header (IEEE 802.3, RFC 894) as AF_PACKET sockets and captures have it: without
/// preamble and frame check sequence.
#ifndef CSOCK_WIRE_ETHERNET_H
#define CSOCK_WIRE_ETHERNET_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ETHERNET_HEADER_LENGTH = 14,
    CSOCK_ETHERNET_PAYLOAD_MIN = 46, ///< shorter ones are padded by who sends the frame
};

/// What a payload is: IEEE 802 Numbers of the IANA.
enum {
    CSOCK_ETHERTYPE_LENGTH_MAX = 1500, ///< up to here it is the length of an IEEE 802.2 payload
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

/// An Ethernet header.
typedef struct csock_ethernet_header {
    uint8_t destination[6];
    uint8_t source[6];
    uint32_t ethertype; ///< CSOCK_ETHERTYPE_… of what follows, or its length, 16 bits
} csock_ethernet_header;

/// Writes a header. Returns 14. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_ethernet_header_encode(const csock_ethernet_header *_Nonnull header,
                                 void *_Nullable buffer, size_t capacity,
                                 csock_wire_error *_Nullable error);

/// Reads the header of a frame. Returns 14. Fails with -CSOCK_EPKTSHORT.
int csock_ethernet_header_decode(csock_ethernet_header *_Nonnull header,
                                 const void *_Nullable bytes, size_t count,
                                 csock_wire_error *_Nullable error);

/// The same of a frame that ends early. Never fails.
int csock_ethernet_header_decode_lenient(csock_ethernet_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
