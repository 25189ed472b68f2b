#include "csock/wire/ethertype.h"

#include "core/text.h"

#include <errno.h>

typedef struct {
    uint32_t ethertype;
    uint32_t layer;
    const char *name; // as tcpdump(8) prints it
} known_ethertype;

// If several EtherTypes announce one layer, the first is used for sending.
static const known_ethertype known[] = {
    {CSOCK_ETHERTYPE_IPV4, CSOCK_LAYER_IPV4, "IPv4"},
    {CSOCK_ETHERTYPE_ARP, CSOCK_LAYER_ARP, "ARP"},
    {CSOCK_ETHERTYPE_WAKE_ON_LAN, CSOCK_LAYER_PAYLOAD, "Wake on LAN"},
    {CSOCK_ETHERTYPE_BRIDGING, CSOCK_LAYER_ETHERNET, "Transparent Ethernet Bridging"},
    {CSOCK_ETHERTYPE_RARP, CSOCK_LAYER_ARP, "Reverse ARP"},
    {CSOCK_ETHERTYPE_VLAN, CSOCK_LAYER_VLAN, "802.1Q"},
    {CSOCK_ETHERTYPE_IPV6, CSOCK_LAYER_IPV6, "IPv6"},
    {CSOCK_ETHERTYPE_FLOW_CONTROL, CSOCK_LAYER_PAYLOAD, "Flow Control"},
    {CSOCK_ETHERTYPE_SLOW_PROTOCOLS, CSOCK_LAYER_PAYLOAD, "Slow Protocols"},
    {CSOCK_ETHERTYPE_MPLS, CSOCK_LAYER_PAYLOAD, "MPLS unicast"},
    {CSOCK_ETHERTYPE_MPLS_UPSTREAM, CSOCK_LAYER_PAYLOAD, "MPLS multicast"},
    {CSOCK_ETHERTYPE_PPPOE_DISCOVERY, CSOCK_LAYER_PAYLOAD, "PPPoE D"},
    {CSOCK_ETHERTYPE_PPPOE_SESSION, CSOCK_LAYER_PAYLOAD, "PPPoE S"},
    {CSOCK_ETHERTYPE_EAPOL, CSOCK_LAYER_PAYLOAD, "EAPOL"},
    {CSOCK_ETHERTYPE_SERVICE_VLAN, CSOCK_LAYER_VLAN, "802.1Q-QinQ"},
    {CSOCK_ETHERTYPE_LLDP, CSOCK_LAYER_PAYLOAD, "LLDP"},
    {CSOCK_ETHERTYPE_MACSEC, CSOCK_LAYER_PAYLOAD, "MACsec"},
    {CSOCK_ETHERTYPE_PTP, CSOCK_LAYER_PAYLOAD, "PTP"},
    {CSOCK_ETHERTYPE_LOOPBACK, CSOCK_LAYER_PAYLOAD, "Loopback"},
    {CSOCK_ETHERTYPE_OLD_SERVICE_VLAN, CSOCK_LAYER_VLAN, "802.1Q-9100"},
};

enum { KNOWN_COUNT = sizeof known / sizeof known[0] };

uint32_t csock_layer_of_ethertype(uint32_t ethertype) {
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (known[i].ethertype == ethertype)
            return known[i].layer;
    return CSOCK_LAYER_PAYLOAD;
}

int csock_ethertype_of_layer(uint32_t layer) {
    if (layer >> 16 == CSOCK_LAYER_ETHERTYPE >> 16)
        return (int)(layer & UINT16_MAX);
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (known[i].layer == layer && layer != CSOCK_LAYER_PAYLOAD)
            return (int)known[i].ethertype;
    return -EPROTONOSUPPORT;
}

const char *csock_ethertype_name(uint32_t ethertype) {
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (known[i].ethertype == ethertype)
            return known[i].name;
    return NULL;
}

size_t csock_ethertype_format(uint32_t ethertype, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    const char *name = csock_ethertype_name(ethertype);
    if (ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX)
        csock_text_print(&written, "length %u", ethertype);
    else
        csock_text_print(&written, name ? "ethertype %s (0x%04x)" : "ethertype %s0x%04x",
                         name ? name : "", ethertype);
    return written.length;
}
