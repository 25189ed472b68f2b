#include "csock/layer.h"

#include "packet/packet_next.h"
#include "wire/wire.h"

#include <errno.h>
#include <limits.h>

// Each kind with a codec: its number, its member of the union, and the names of its functions.
#define LAYERS(LAYER)                                                                              \
    LAYER(ETHERNET, ethernet, csock_ethernet_header)                                               \
    LAYER(VLAN, vlan, csock_vlan_header)                                                           \
    LAYER(ARP, arp, csock_arp_header)                                                              \
    LAYER(IPV4, ipv4, csock_ipv4_header)                                                           \
    LAYER(IPV6, ipv6, csock_ipv6_header)                                                           \
    LAYER(IPV6_HOP_BY_HOP, ipv6_options, csock_ipv6_hop_by_hop_header)                             \
    LAYER(IPV6_DESTINATION, ipv6_options, csock_ipv6_destination_header)                           \
    LAYER(IPV6_ROUTING, ipv6_routing, csock_ipv6_routing_header)                                   \
    LAYER(IPV6_FRAGMENT, ipv6_fragment, csock_ipv6_fragment_header)                                \
    LAYER(UDP, udp, csock_udp_header)                                                              \
    LAYER(UDPLITE, udplite, csock_udplite_header)                                                  \
    LAYER(TCP, tcp, csock_tcp_header)                                                              \
    LAYER(ICMPV4, icmpv4, csock_icmpv4_header)                                                     \
    LAYER(ICMPV6, icmpv6, csock_icmpv6_header)                                                     \
    LAYER(IGMP, igmp, csock_igmp_header)                                                           \
    LAYER(SCTP, sctp, csock_sctp_header)

static int unknown(uint32_t kind, csock_wire_error *error) {
    csock_wire_fail(error, EINVAL, kind, "Kind", 0, CSOCK_LAYER_SCTP, kind);
    return -EINVAL;
}

static int place(csock_layer *layer, uint32_t kind, int length) {
    layer->kind = kind;
    layer->checksum = CSOCK_CHECKSUM_UNVERIFIED;
    layer->offset = 0;
    layer->length = 0;
    layer->header_length = length < 0 ? 0 : (uint32_t)length;
    return length;
}

int csock_layer_decode(csock_layer *layer, uint32_t kind, const void *bytes, size_t count,
                       csock_wire_error *error) {
#define DECODE(KIND, member, name)                                                                 \
    case CSOCK_LAYER_##KIND:                                                                       \
        return place(layer, kind, name##_decode(&layer->member, bytes, count, error));
    switch (kind) {
        LAYERS(DECODE)
    default:
        return unknown(kind, error);
    }
}

int csock_layer_decode_lenient(csock_layer *layer, uint32_t kind, const void *bytes, size_t count,
                               csock_wire_error *error) {
#define DECODE_LENIENT(KIND, member, name)                                                         \
    case CSOCK_LAYER_##KIND:                                                                       \
        return place(layer, kind, name##_decode_lenient(&layer->member, bytes, count, error));
    switch (kind) {
        LAYERS(DECODE_LENIENT)
    default:
        return unknown(kind, error);
    }
}

static int encode_own(const csock_layer *layer, void *buffer, size_t capacity,
                      csock_wire_error *error) {
    csock_bytes bytes = layer->custom;
    if (bytes.count > INT_MAX)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, layer->kind, "Header", 0, bytes.count,
                               INT_MAX);
    if (bytes.count > capacity)
        return csock_wire_fail(error, CSOCK_EPKTROOM, layer->kind, "Header", 0, bytes.count,
                               capacity);
    csock_copy((uint8_t *)buffer, bytes.start, bytes.count);
    csock_wire_clear(error);
    return (int)bytes.count;
}

int csock_layer_encode(const csock_layer *layer, void *buffer, size_t capacity,
                       csock_wire_error *error) {
#define ENCODE(KIND, member, name)                                                                 \
    case CSOCK_LAYER_##KIND:                                                                       \
        return name##_encode(&layer->member, buffer, capacity, error);
    switch (layer->kind) {
        LAYERS(ENCODE)
    default:
        if (csock_layer_is_own(layer->kind))
            return encode_own(layer, buffer, capacity, error);
        return unknown(layer->kind, error);
    }
}

uint32_t csock_layer_next(const csock_layer *layer) {
    return csock_next_of(layer).kind;
}
