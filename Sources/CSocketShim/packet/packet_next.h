/// What the header of a layer says about the layer that follows it.
#ifndef CSOCK_PACKET_NEXT_H
#define CSOCK_PACKET_NEXT_H

#include "csock/assigned_number.h"
#include "csock/layer.h"

/// What follows a header.
typedef struct {
    uint32_t kind;   ///< CSOCK_LAYER_… of the next layer
    bool incomplete; ///< the payload continues in another fragment (csock_packet calls this
                     ///< `fragment`)
    size_t length;   ///< of the header and its payload; SIZE_MAX if the header does not say
} csock_next;

static inline uint32_t csock_next_in_ipv4(const csock_ipv4_header *_Nonnull header) {
    uint32_t kind = csock_layer_announced_by_protocol(header->protocol);
    if (header->fragment_offset != 0)
        return CSOCK_LAYER_PAYLOAD;
    // These belong to IPv6 and are not read here.
    if ((kind >= CSOCK_LAYER_IPV6_HOP_BY_HOP && kind <= CSOCK_LAYER_IPV6_FRAGMENT) ||
        kind == CSOCK_LAYER_ICMPV6)
        return CSOCK_LAYER_PROTOCOL | header->protocol;
    return kind;
}

static inline uint32_t csock_next_in_ipv6(uint32_t next_header) {
    uint32_t kind = csock_layer_announced_by_protocol(next_header);
    if (kind == CSOCK_LAYER_ICMPV4 || kind == CSOCK_LAYER_IGMP)
        return CSOCK_LAYER_PROTOCOL | next_header;
    return kind;
}

/// IEEE 802.3: an EtherType up to CSOCK_ETHERTYPE_LENGTH_MAX is the length of the payload.
static inline size_t csock_length_by_ethertype(size_t header_length, uint32_t ethertype) {
    return ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX ? header_length + ethertype : SIZE_MAX;
}

static inline csock_next csock_next_of(const csock_layer *_Nonnull layer) {
    csock_next next = {CSOCK_LAYER_PAYLOAD, false, SIZE_MAX};
    switch (layer->kind) {
    case CSOCK_LAYER_ETHERNET:
        next.kind = csock_layer_announced_by_ethertype(layer->ethernet.ethertype);
        next.length = csock_length_by_ethertype(layer->header_length, layer->ethernet.ethertype);
        break;
    case CSOCK_LAYER_VLAN:
        next.kind = csock_layer_announced_by_ethertype(layer->vlan.ethertype);
        next.length = csock_length_by_ethertype(layer->header_length, layer->vlan.ethertype);
        break;
    case CSOCK_LAYER_ARP: // only padding follows
        next.length = layer->header_length;
        break;
    case CSOCK_LAYER_IPV4:
        next.kind = csock_next_in_ipv4(&layer->ipv4);
        next.incomplete = layer->ipv4.flags & CSOCK_IPV4_MORE_FRAGMENTS;
        next.length = layer->ipv4.total_length;
        break;
    case CSOCK_LAYER_IPV6:
        next.kind = csock_next_in_ipv6(layer->ipv6.next_header);
        // Otherwise it is a jumbogram: the hop-by-hop options have the length.
        if (layer->ipv6.payload_length != 0 || layer->ipv6.next_header != CSOCK_IPPROTO_HOPOPTS)
            next.length = CSOCK_IPV6_HEADER_LENGTH + (size_t)layer->ipv6.payload_length;
        break;
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
        next.kind = csock_next_in_ipv6(layer->ipv6_options.next_header);
        break;
    case CSOCK_LAYER_IPV6_ROUTING:
        next.kind = csock_next_in_ipv6(layer->ipv6_routing.next_header);
        break;
    case CSOCK_LAYER_IPV6_FRAGMENT:
        if (layer->ipv6_fragment.fragment_offset == 0)
            next.kind = csock_next_in_ipv6(layer->ipv6_fragment.next_header);
        next.incomplete = layer->ipv6_fragment.more_fragments;
        break;
    case CSOCK_LAYER_UDP:
        next.length = layer->udp.length;
        break;
    default: // own headers too: dissecting continues after them on request
        break;
    }
    return next;
}

#endif
