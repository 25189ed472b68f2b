#include "tables.h"

#include <string.h>

// By CSOCK_LAYER_…
static const char *const names[] = {
    [CSOCK_LAYER_ETHERNET] = "ethernet",
    [CSOCK_LAYER_VLAN] = "vlan",
    [CSOCK_LAYER_ARP] = "arp",
    [CSOCK_LAYER_IPV4] = "ipv4",
    [CSOCK_LAYER_IPV6] = "ipv6",
    [CSOCK_LAYER_IPV6_HOP_BY_HOP] = "hop_by_hop",
    [CSOCK_LAYER_IPV6_DESTINATION] = "destination",
    [CSOCK_LAYER_IPV6_ROUTING] = "routing",
    [CSOCK_LAYER_IPV6_FRAGMENT] = "fragment",
    [CSOCK_LAYER_UDP] = "udp",
    [CSOCK_LAYER_UDPLITE] = "udplite",
    [CSOCK_LAYER_TCP] = "tcp",
    [CSOCK_LAYER_ICMPV4] = "icmpv4",
    [CSOCK_LAYER_ICMPV6] = "icmpv6",
    [CSOCK_LAYER_IGMP] = "igmp",
    [CSOCK_LAYER_SCTP] = "sctp",
};

record header_record(const csock_layer *layer) {
    record described = {names[layer->kind], NULL, 0};
    described.fields = csock_layer_header_fields(layer, &described.count);
    return described;
}

uint32_t header_kind(const char *name) {
    for (uint32_t kind = 0; kind < sizeof names / sizeof names[0]; kind++)
        if (names[kind] && strcmp(names[kind], name) == 0)
            return kind;
    return CSOCK_LAYER_PAYLOAD;
}

const csock_field *header_field(uint32_t kind, const char *name) {
    const csock_field *field = NULL;
    // The members of ICMP and IGMP depend on the type, those of queries also on the form.
    for (uint32_t type = 0; type < 256 && !field; type++) {
        csock_layer layer = {.kind = kind};
        if (kind == CSOCK_LAYER_ICMPV4)
            layer.icmpv4.type = type;
        else if (kind == CSOCK_LAYER_ICMPV6)
            layer.icmpv6.type = type;
        else if (kind == CSOCK_LAYER_IGMP)
            layer.igmp = (csock_igmp_header){.type = type, .version_3 = true};
        record described = header_record(&layer);
        field = find_field(&described, name);
    }
    return field;
}
