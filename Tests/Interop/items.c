#include "tables.h"

#include "csock/result.h"

#include <string.h>

// All walks have one type of function: the bytes left, the item, and the layer of the bytes.
#define WALK(name, item_type, take, encode)                                                        \
    static int name##_next(csock_bytes *left, void *item, const csock_layer *layer) {              \
        (void)layer;                                                                               \
        return take;                                                                               \
    }                                                                                              \
    static int name##_encode(const void *item, void *buffer, size_t capacity,                      \
                             csock_wire_error *error) {                                            \
        return encode((const item_type *)item, buffer, capacity, error);                           \
    }

// An item that is not in a list: decoded from all bytes left.
static int all_of(int length, csock_bytes *left) {
    if (length < 0)
        return length;
    left->start += length;
    left->count -= (size_t)length;
    return 1;
}

static const csock_field ipv4_option_members[] = {
    MEMBER(csock_ipv4_option, type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv4_option, pointer, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv4_option, overflow, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv4_option, flag, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv4_option, value, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv4_option, data, CSOCK_FIELD_BYTES),
};
WALK(ipv4_option, csock_ipv4_option, csock_ipv4_option_next(left, item, NULL),
     csock_ipv4_option_encode)

static const csock_field ipv6_option_members[] = {
    MEMBER(csock_ipv6_option, type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv6_option, value, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv6_option, address, CSOCK_FIELD_IPV6),
    MEMBER(csock_ipv6_option, data, CSOCK_FIELD_BYTES),
};
WALK(ipv6_option, csock_ipv6_option, csock_ipv6_option_next(left, item, NULL),
     csock_ipv6_option_encode)

static const csock_field tcp_option_members[] = {
    MEMBER(csock_tcp_option, kind, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, segment_size, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, shift_count, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, timestamp, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, echo_reply, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, block_count, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[0].left_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[0].right_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[1].left_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[1].right_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[2].left_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[2].right_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[3].left_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, blocks[3].right_edge, CSOCK_FIELD_NUMBER),
    MEMBER(csock_tcp_option, data, CSOCK_FIELD_BYTES),
};
WALK(tcp_option, csock_tcp_option, csock_tcp_option_next(left, item, NULL), csock_tcp_option_encode)

static const csock_field igmp_record_members[] = {
    MEMBER(csock_igmp_record, type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_igmp_record, group, CSOCK_FIELD_IPV6),
    MEMBER(csock_igmp_record, sources, CSOCK_FIELD_BYTES),
    MEMBER(csock_igmp_record, auxiliary, CSOCK_FIELD_BYTES),
};
WALK(igmp_record, csock_igmp_record, csock_igmp_record_next(left, item, NULL),
     csock_igmp_record_encode)

static const csock_field home_route_members[] = {
    MEMBER(csock_ipv6_home_route, reserved, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv6_home_route, home_address, CSOCK_FIELD_IPV6),
};
WALK(home_route, csock_ipv6_home_route,
     left->count == 0
         ? 0
         : all_of(csock_ipv6_home_route_decode(item, &layer->ipv6_routing, NULL), left),
     csock_ipv6_home_route_encode)

static const csock_field segment_route_members[] = {
    MEMBER(csock_ipv6_segment_route, flags, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv6_segment_route, tag, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ipv6_segment_route, segments, CSOCK_FIELD_BYTES),
    MEMBER(csock_ipv6_segment_route, tlvs, CSOCK_FIELD_BYTES),
};
WALK(segment_route, csock_ipv6_segment_route,
     left->count == 0
         ? 0
         : all_of(csock_ipv6_segment_route_decode(item, &layer->ipv6_routing, NULL), left),
     csock_ipv6_segment_route_encode)

static const csock_field router_members[] = {
    MEMBER(csock_icmpv4_router, address, CSOCK_FIELD_IPV6),
    MEMBER(csock_icmpv4_router, preference_level, CSOCK_FIELD_SIGNED),
};
WALK(router, csock_icmpv4_router,
     csock_icmpv4_router_next(left, layer->icmpv4.addr_entry_size, item, NULL),
     csock_icmpv4_router_encode)

static const csock_field ndp_option_members[] = {
    MEMBER(csock_ndp_option, type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, prefix_length, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, flags, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, valid_lifetime, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, preferred_lifetime, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, lifetime, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, mtu, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, reserved1, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, reserved2, CSOCK_FIELD_NUMBER),
    MEMBER(csock_ndp_option, prefix, CSOCK_FIELD_IPV6),
    MEMBER(csock_ndp_option, data, CSOCK_FIELD_BYTES),
};
WALK(ndp_option, csock_ndp_option, csock_ndp_option_next(left, item, NULL), csock_ndp_option_encode)

static const csock_field mld_query_members[] = {
    MEMBER(csock_mld_query, flags, CSOCK_FIELD_NUMBER),
    MEMBER(csock_mld_query, suppress, CSOCK_FIELD_NUMBER),
    MEMBER(csock_mld_query, robustness, CSOCK_FIELD_NUMBER),
    MEMBER(csock_mld_query, query_interval, CSOCK_FIELD_NUMBER),
    MEMBER(csock_mld_query, sources, CSOCK_FIELD_BYTES),
};
WALK(mld_query, csock_mld_query,
     left->count == 0 ? 0
                      : all_of(csock_mld_query_decode(item, left->start, left->count, NULL), left),
     csock_mld_query_encode)

static const csock_field mld_record_members[] = {
    MEMBER(csock_mld_record, type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_mld_record, multicast_address, CSOCK_FIELD_IPV6),
    MEMBER(csock_mld_record, sources, CSOCK_FIELD_BYTES),
    MEMBER(csock_mld_record, auxiliary, CSOCK_FIELD_BYTES),
};
WALK(mld_record, csock_mld_record, csock_mld_record_next(left, item, NULL), csock_mld_record_encode)

static const csock_field sctp_chunk_members[] = {
    MEMBER(csock_sctp_chunk, type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_sctp_chunk, flags, CSOCK_FIELD_NUMBER),
    MEMBER(csock_sctp_chunk, value, CSOCK_FIELD_BYTES),
    MEMBER(csock_sctp_chunk, padding, CSOCK_FIELD_BYTES),
};
WALK(sctp_chunk, csock_sctp_chunk, csock_sctp_chunk_next(left, item, NULL), csock_sctp_chunk_encode)

static const csock_field quote_members[] = {
    MEMBER(icmp_quote, datagram, CSOCK_FIELD_BYTES),
};

static int icmp_quote_encode(const void *item, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    csock_bytes datagram = ((const icmp_quote *)item)->datagram;
    (void)error;
    if (datagram.count > capacity)
        return -CSOCK_EPKTROOM;
    if (datagram.count > 0)
        memcpy(buffer, datagram.start, datagram.count);
    return (int)datagram.count;
}

static const csock_field icmp_object_members[] = {
    MEMBER(csock_icmp_object, class_num, CSOCK_FIELD_NUMBER),
    MEMBER(csock_icmp_object, c_type, CSOCK_FIELD_NUMBER),
    MEMBER(csock_icmp_object, payload, CSOCK_FIELD_BYTES),
};
WALK(icmp_object, csock_icmp_object, csock_icmp_object_next(left, item, NULL),
     csock_icmp_object_encode)

static const csock_field icmp_extension_members[] = {
    MEMBER(csock_icmp_extension, version, CSOCK_FIELD_NUMBER),
    MEMBER(csock_icmp_extension, reserved, CSOCK_FIELD_NUMBER),
    MEMBER(csock_icmp_extension, checksum, CSOCK_FIELD_NUMBER),
};
WALK(icmp_extension, csock_icmp_extension,
     left->count == 0
         ? 0
         : all_of(csock_icmp_extension_decode(item, left->start, left->count, NULL), left),
     csock_icmp_extension_encode)

enum {
    IPV4_OPTION,
    IPV6_OPTION,
    TCP_OPTION,
    IGMP_RECORD,
    HOME_ROUTE,
    SEGMENT_ROUTE,
    ROUTER,
    NDP_OPTION,
    MLD_QUERY,
    MLD_RECORD,
    SCTP_CHUNK,
    ICMP_QUOTE,
    ICMP_OBJECT,
    ICMP_EXTENSION,
};

const item_kind item_kinds[] = {
    [IPV4_OPTION] = {RECORD("ipv4_option", ipv4_option_members), ipv4_option_next,
                     ipv4_option_encode},
    [IPV6_OPTION] = {RECORD("ipv6_option", ipv6_option_members), ipv6_option_next,
                     ipv6_option_encode},
    [TCP_OPTION] = {RECORD("tcp_option", tcp_option_members), tcp_option_next, tcp_option_encode},
    [IGMP_RECORD] = {RECORD("igmp_record", igmp_record_members), igmp_record_next,
                     igmp_record_encode},
    [HOME_ROUTE] = {RECORD("home_route", home_route_members), home_route_next, home_route_encode},
    [SEGMENT_ROUTE] = {RECORD("segment_route", segment_route_members), segment_route_next,
                       segment_route_encode},
    [ROUTER] = {RECORD("router", router_members), router_next, router_encode},
    [NDP_OPTION] = {RECORD("ndp_option", ndp_option_members), ndp_option_next, ndp_option_encode},
    [MLD_QUERY] = {RECORD("mld_query", mld_query_members), mld_query_next, mld_query_encode},
    [MLD_RECORD] = {RECORD("mld_record", mld_record_members), mld_record_next, mld_record_encode},
    [SCTP_CHUNK] = {RECORD("sctp_chunk", sctp_chunk_members), sctp_chunk_next, sctp_chunk_encode},
    [ICMP_QUOTE] = {RECORD("icmp_quote", quote_members), NULL, icmp_quote_encode},
    [ICMP_OBJECT] = {RECORD("icmp_object", icmp_object_members), icmp_object_next,
                     icmp_object_encode},
    [ICMP_EXTENSION] = {RECORD("icmp_extension", icmp_extension_members), icmp_extension_next,
                        icmp_extension_encode},
};

const size_t item_kind_count = sizeof item_kinds / sizeof item_kinds[0];

csock_bytes *header_items(csock_layer *layer, const item_kind **kind) {
    switch (layer->kind) {
    case CSOCK_LAYER_IPV4:
        *kind = &item_kinds[IPV4_OPTION];
        return &layer->ipv4.options;
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
        *kind = &item_kinds[IPV6_OPTION];
        return &layer->ipv6_options.options;
    case CSOCK_LAYER_IPV6_ROUTING:
        *kind = layer->ipv6_routing.type == CSOCK_IPV6_ROUTING_TYPE_2 ? &item_kinds[HOME_ROUTE]
                : layer->ipv6_routing.type == CSOCK_IPV6_ROUTING_SEGMENT
                    ? &item_kinds[SEGMENT_ROUTE]
                    : NULL;
        return *kind ? &layer->ipv6_routing.data : NULL;
    case CSOCK_LAYER_TCP:
        *kind = &item_kinds[TCP_OPTION];
        return &layer->tcp.options;
    case CSOCK_LAYER_IGMP:
        *kind = &item_kinds[IGMP_RECORD];
        return &layer->igmp.records;
    default:
        return NULL;
    }
}

const item_kind *payload_items(const csock_layer *layer) {
    if (layer->kind == CSOCK_LAYER_SCTP)
        return &item_kinds[SCTP_CHUNK];
    if (layer->kind == CSOCK_LAYER_ICMPV4)
        return layer->icmpv4.type == CSOCK_ICMPV4_ROUTER_ADVERTISEMENT ? &item_kinds[ROUTER] : NULL;
    if (layer->kind != CSOCK_LAYER_ICMPV6)
        return NULL;
    switch (layer->icmpv6.type) {
    case CSOCK_ICMPV6_ROUTER_SOLICITATION:
    case CSOCK_ICMPV6_ROUTER_ADVERTISEMENT:
    case CSOCK_ICMPV6_NEIGHBOR_SOLICITATION:
    case CSOCK_ICMPV6_NEIGHBOR_ADVERTISEMENT:
    case CSOCK_ICMPV6_REDIRECT:
        return &item_kinds[NDP_OPTION];
    case CSOCK_ICMPV6_MULTICAST_LISTENER_QUERY:
        return &item_kinds[MLD_QUERY];
    case CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT_V2:
        return &item_kinds[MLD_RECORD];
    default:
        return NULL;
    }
}

const item_kind *const icmp_quote_kind = &item_kinds[ICMP_QUOTE],
                       *const icmp_object_kind = &item_kinds[ICMP_OBJECT],
                       *const icmp_extension_kind = &item_kinds[ICMP_EXTENSION];
