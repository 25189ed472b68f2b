#include "csock/wire/protocol.h"

#include "core/text.h"
#include "csock/assigned_number.h"

#include <errno.h>

typedef struct {
    uint32_t protocol;
    const char *name; // the IANA registry's keyword
} known_protocol;

static const known_protocol known[] = {
    {CSOCK_IPPROTO_HOPOPTS, "HOPOPT"},
    {CSOCK_IPPROTO_ICMP, "ICMP"},
    {CSOCK_IPPROTO_IGMP, "IGMP"},
    {CSOCK_IPPROTO_IPIP, "IPv4"},
    {CSOCK_IPPROTO_TCP, "TCP"},
    {CSOCK_IPPROTO_UDP, "UDP"},
    {CSOCK_IPPROTO_IPV6, "IPv6"},
    {CSOCK_IPPROTO_ROUTING, "IPv6-Route"},
    {CSOCK_IPPROTO_FRAGMENT, "IPv6-Frag"},
    {CSOCK_IPPROTO_RSVP, "RSVP"},
    {CSOCK_IPPROTO_GRE, "GRE"},
    {CSOCK_IPPROTO_ESP, "ESP"},
    {CSOCK_IPPROTO_AH, "AH"},
    {CSOCK_IPPROTO_ICMPV6, "IPv6-ICMP"},
    {CSOCK_IPPROTO_NONE, "IPv6-NoNxt"},
    {CSOCK_IPPROTO_DSTOPTS, "IPv6-Opts"},
    {89, "OSPF"},
    {CSOCK_IPPROTO_PIM, "PIM"},
    {112, "VRRP"},
    {CSOCK_IPPROTO_SCTP, "SCTP"},
    {CSOCK_IPPROTO_UDPLITE, "UDPLite"},
};

enum { KNOWN_COUNT = sizeof known / sizeof known[0] };

uint32_t csock_layer_of_protocol(uint32_t protocol) {
    // Indexed by number: csock_packet_dissect looks up every header.
    static const uint8_t layers[256] = {
        [CSOCK_IPPROTO_HOPOPTS] = CSOCK_LAYER_IPV6_HOP_BY_HOP,
        [CSOCK_IPPROTO_ICMP] = CSOCK_LAYER_ICMPV4,
        [CSOCK_IPPROTO_IGMP] = CSOCK_LAYER_IGMP,
        [CSOCK_IPPROTO_IPIP] = CSOCK_LAYER_IPV4,
        [CSOCK_IPPROTO_TCP] = CSOCK_LAYER_TCP,
        [CSOCK_IPPROTO_UDP] = CSOCK_LAYER_UDP,
        [CSOCK_IPPROTO_IPV6] = CSOCK_LAYER_IPV6,
        [CSOCK_IPPROTO_ROUTING] = CSOCK_LAYER_IPV6_ROUTING,
        [CSOCK_IPPROTO_FRAGMENT] = CSOCK_LAYER_IPV6_FRAGMENT,
        [CSOCK_IPPROTO_ICMPV6] = CSOCK_LAYER_ICMPV6,
        [CSOCK_IPPROTO_DSTOPTS] = CSOCK_LAYER_IPV6_DESTINATION,
        [CSOCK_IPPROTO_SCTP] = CSOCK_LAYER_SCTP,
        [CSOCK_IPPROTO_UDPLITE] = CSOCK_LAYER_UDPLITE,
    };
    return protocol < 256 ? layers[protocol] : (uint32_t)CSOCK_LAYER_PAYLOAD;
}

int csock_protocol_of_layer(uint32_t layer) {
    // Indexed by kind: csock_packet_compose looks up every header. 0 means none, except for
    // hop-by-hop options (below).
    static const uint8_t protocols[] = {
        [CSOCK_LAYER_IPV4] = CSOCK_IPPROTO_IPIP,
        [CSOCK_LAYER_IPV6] = CSOCK_IPPROTO_IPV6,
        [CSOCK_LAYER_IPV6_DESTINATION] = CSOCK_IPPROTO_DSTOPTS,
        [CSOCK_LAYER_IPV6_ROUTING] = CSOCK_IPPROTO_ROUTING,
        [CSOCK_LAYER_IPV6_FRAGMENT] = CSOCK_IPPROTO_FRAGMENT,
        [CSOCK_LAYER_UDP] = CSOCK_IPPROTO_UDP,
        [CSOCK_LAYER_UDPLITE] = CSOCK_IPPROTO_UDPLITE,
        [CSOCK_LAYER_TCP] = CSOCK_IPPROTO_TCP,
        [CSOCK_LAYER_ICMPV4] = CSOCK_IPPROTO_ICMP,
        [CSOCK_LAYER_ICMPV6] = CSOCK_IPPROTO_ICMPV6,
        [CSOCK_LAYER_IGMP] = CSOCK_IPPROTO_IGMP,
        [CSOCK_LAYER_SCTP] = CSOCK_IPPROTO_SCTP,
    };
    if (layer < sizeof protocols && protocols[layer] != 0)
        return protocols[layer];
    if (layer >> 8 == CSOCK_LAYER_PROTOCOL >> 8)
        return (int)(layer & UINT8_MAX);
    return layer == CSOCK_LAYER_IPV6_HOP_BY_HOP ? CSOCK_IPPROTO_HOPOPTS : -EPROTONOSUPPORT;
}

const char *csock_protocol_name(uint32_t protocol) {
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (known[i].protocol == protocol)
            return known[i].name;
    return NULL;
}

size_t csock_protocol_format(uint32_t protocol, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    const char *name = csock_protocol_name(protocol);
    csock_text_print(&written, name ? "%s (%u)" : "%s%u", name ? name : "", protocol);
    return written.length;
}
