#include "csock/packet_text.h"

#include "packet/packet_field.h"
#include "wire/icmp.h"
#include "wire/igmp_table.h"
#include "wire/print.h"
#include "wire/tables.h"

static const csock_table *table_of_kind(uint32_t kind) {
    static const csock_table *const tables[] = {
        [CSOCK_LAYER_ETHERNET] = &csock_ethernet_table,
        [CSOCK_LAYER_VLAN] = &csock_vlan_table,
        [CSOCK_LAYER_ARP] = &csock_arp_table,
        [CSOCK_LAYER_IPV4] = &csock_ipv4_table,
        [CSOCK_LAYER_IPV6] = &csock_ipv6_table,
        [CSOCK_LAYER_IPV6_HOP_BY_HOP] = &csock_ipv6_hop_by_hop_table,
        [CSOCK_LAYER_IPV6_DESTINATION] = &csock_ipv6_destination_table,
        [CSOCK_LAYER_IPV6_ROUTING] = &csock_ipv6_routing_table,
        [CSOCK_LAYER_IPV6_FRAGMENT] = &csock_ipv6_fragment_table,
        [CSOCK_LAYER_UDP] = &csock_udp_table,
        [CSOCK_LAYER_UDPLITE] = &csock_udplite_table,
        [CSOCK_LAYER_TCP] = &csock_tcp_table,
        [CSOCK_LAYER_SCTP] = &csock_sctp_table,
    };
    if (kind == CSOCK_LAYER_ICMPV4)
        return csock_icmpv4_table(UINT32_MAX);
    if (kind == CSOCK_LAYER_ICMPV6)
        return csock_icmpv6_table(UINT32_MAX);
    if (kind == CSOCK_LAYER_IGMP)
        return csock_igmp_table(UINT32_MAX, false);
    return kind < sizeof tables / sizeof tables[0] ? tables[kind] : NULL;
}

static const csock_table *table_of(const csock_layer *layer) {
    switch (layer->kind) {
    case CSOCK_LAYER_ICMPV4:
        return csock_icmpv4_table(layer->icmpv4.type);
    case CSOCK_LAYER_ICMPV6:
        return csock_icmpv6_table(layer->icmpv6.type);
    case CSOCK_LAYER_IGMP:
        return csock_igmp_table(layer->igmp.type, layer->igmp.version_3);
    default:
        return table_of_kind(layer->kind);
    }
}

uint32_t csock_layer_fixed_length(uint32_t kind) {
    const csock_table *table = table_of_kind(kind);
    return table ? table->length : 0;
}

static const csock_field *lend(const csock_table *table, size_t *count) {
    *count = table ? table->count : 0;
    return table ? table->fields : NULL;
}

const csock_field *csock_layer_fields(uint32_t kind, size_t *count) {
    return lend(table_of_kind(kind), count);
}

const csock_field *csock_layer_header_fields(const csock_layer *layer, size_t *count) {
    return lend(table_of(layer), count);
}

size_t csock_field_format(const csock_field *field, const void *header, char *text,
                          size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_print_field(&written, field, header);
    return written.length;
}

static void print_layer(csock_text *text, const csock_layer *layer) {
    const csock_table *table = table_of(layer);
    if (table && table->text)
        csock_print_words(text, table->text, table, &layer->ethernet);
    else
        csock_text_print(text, "%s, length %u", csock_layer_name(layer->kind),
                         layer->header_length);
}

size_t csock_layer_format(const csock_layer *layer, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    print_layer(&written, layer);
    return written.length;
}

size_t csock_packet_format(const csock_packet *packet, const csock_layer *layers, char *text,
                           size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    for (size_t i = 0; i < packet->count; i++) {
        csock_text_put(&written, written.length > 0 ? "\n" : "");
        print_layer(&written, &layers[i]);
    }
    if (packet->payload.count > 0)
        csock_text_print(&written, "%spayload, length %zu", written.length > 0 ? "\n" : "",
                         packet->payload.count);
    if (packet->trailer.count > 0)
        csock_text_print(&written, "%strailer, length %zu", written.length > 0 ? "\n" : "",
                         packet->trailer.count);
    return written.length;
}
