#include "csock/packet.h"

#include "csock/constant.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/protocol.h"
#include "packet_checksum.h"
#include "wire/wire.h"

// Where a packet is being read.
typedef struct {
    const uint8_t *bytes;
    size_t end;      // of what belongs to the layer that comes next
    bool lenient;    // accept layers that end early
    bool incomplete; // more belongs to the layers that come than is there
} reading;

static uint32_t next_in_ipv4(const csock_ipv4_header *header) {
    uint32_t kind = csock_layer_of_protocol(header->protocol);
    bool of_ipv6 = kind >= CSOCK_LAYER_IPV6_HOP_BY_HOP && kind <= CSOCK_LAYER_IPV6_FRAGMENT;
    if (header->fragment_offset != 0 || of_ipv6 || kind == CSOCK_LAYER_ICMPV6)
        return CSOCK_LAYER_PAYLOAD;
    return kind;
}

static uint32_t next_in_ipv6(uint32_t next_header) {
    uint32_t kind = csock_layer_of_protocol(next_header);
    return kind == CSOCK_LAYER_ICMPV4 || kind == CSOCK_LAYER_IGMP ? (uint32_t)CSOCK_LAYER_PAYLOAD
                                                                  : kind;
}

static uint32_t next_kind(const csock_layer *layer) {
    switch (layer->kind) {
    case CSOCK_LAYER_ETHERNET:
        return csock_layer_of_ethertype(layer->ethernet.ethertype);
    case CSOCK_LAYER_VLAN:
        return csock_layer_of_ethertype(layer->vlan.ethertype);
    case CSOCK_LAYER_IPV4:
        return next_in_ipv4(&layer->ipv4);
    case CSOCK_LAYER_IPV6:
        return next_in_ipv6(layer->ipv6.next_header);
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
        return next_in_ipv6(layer->ipv6_options.next_header);
    case CSOCK_LAYER_IPV6_ROUTING:
        return next_in_ipv6(layer->ipv6_routing.next_header);
    case CSOCK_LAYER_IPV6_FRAGMENT:
        return layer->ipv6_fragment.fragment_offset != 0
                   ? (uint32_t)CSOCK_LAYER_PAYLOAD
                   : next_in_ipv6(layer->ipv6_fragment.next_header);
    default:
        return CSOCK_LAYER_PAYLOAD;
    }
}

// How long a layer says that it is, with its payload; SIZE_MAX if it does not say.
static size_t said_length(const csock_layer *layer) {
    switch (layer->kind) {
    case CSOCK_LAYER_IPV4:
        return layer->ipv4.total_length;
    case CSOCK_LAYER_IPV6:
        // A jumbogram's length stands in its hop-by-hop options: RFC 2675.
        if (layer->ipv6.payload_length == 0 && layer->ipv6.next_header == CSOCK_IPPROTO_HOPOPTS)
            return SIZE_MAX;
        return CSOCK_IPV6_HEADER_LENGTH + (size_t)layer->ipv6.payload_length;
    case CSOCK_LAYER_UDP:
        return layer->udp.length;
    default:
        return SIZE_MAX;
    }
}

static bool is_first_fragment(const csock_layer *layer) {
    switch (layer->kind) {
    case CSOCK_LAYER_IPV4:
        return layer->ipv4.flags & CSOCK_IPV4_MORE_FRAGMENTS;
    case CSOCK_LAYER_IPV6_FRAGMENT:
        return layer->ipv6_fragment.more_fragments;
    default:
        return false;
    }
}

// Sets where the layer ends, and what belongs to the next.
static void bound(csock_layer *layer, reading *now) {
    size_t there = now->end - layer->offset;
    size_t said = said_length(layer);
    if (said < layer->header_length) // of a header that ends early
        said = layer->header_length;
    if (said != SIZE_MAX && said > there)
        now->incomplete = true;
    layer->length = said < there ? said : there;
    now->end = layer->offset + layer->length;
    now->incomplete = now->incomplete || is_first_fragment(layer);
}

static bool sctp_is_right(const csock_layer *layer, const uint8_t *bytes) {
    return csock_sctp_checksum(bytes, layer->length, csock_view(NULL, 0)) == layer->sctp.checksum;
}

static void verify(csock_layer *layers, size_t index, const reading *now) {
    csock_layer *layer = &layers[index];
    const uint8_t *bytes = now->bytes + layer->offset;
    csock_checksum sum;
    bool whole = layer->kind == CSOCK_LAYER_IPV4 ? (bytes[0] & 0xfu) * 4 == layer->header_length
                                                 : !now->incomplete;
    if (csock_checksum_offset(layer->kind) == 0 || !whole)
        return;
    if (layer->kind == CSOCK_LAYER_UDP && layer->udp.checksum == 0)
        layer->checksum = CSOCK_CHECKSUM_OFF;
    else if (layer->kind == CSOCK_LAYER_SCTP)
        layer->checksum = sctp_is_right(layer, bytes) ? CSOCK_CHECKSUM_GOOD : CSOCK_CHECKSUM_BAD;
    else if (csock_layer_sum(layers, index, bytes, layer->header_length, layer->length,
                             csock_view(NULL, 0), &sum))
        layer->checksum = csock_checksum_verify(&sum) ? CSOCK_CHECKSUM_GOOD : CSOCK_CHECKSUM_BAD;
}

int csock_packet_dissect(csock_packet *packet, csock_layer *layers, size_t capacity, uint32_t first,
                         const void *bytes, size_t count, int flags, csock_wire_error *error) {
    reading now = {
        .bytes = (const uint8_t *)bytes, .end = count, .lenient = flags & CSOCK_DISSECT_LENIENT};
    csock_wire_error missing = {0};
    size_t offset = 0;
    packet->count = 0;
    packet->offset = 0;
    packet->payload = packet->trailer = csock_view(NULL, 0);
    for (uint32_t kind = first; kind != CSOCK_LAYER_PAYLOAD;) {
        csock_layer *layer = &layers[packet->count];
        csock_wire_error here;
        if (packet->count == capacity)
            return csock_wire_fail(error, CSOCK_EPKTLAYERS, kind, "Layers", 0, capacity + 1,
                                   capacity);
        size_t there = now.end - offset;
        const uint8_t *start = offset > 0 ? now.bytes + offset : now.bytes;
        int length = now.lenient || now.incomplete
                         ? csock_layer_decode_lenient(layer, kind, start, there, &here)
                         : csock_layer_decode(layer, kind, start, there, &here);
        if (length < 0) {
            if (error)
                *error = here;
            return length;
        }
        if (here.code != 0)
            now.incomplete = true;
        if (here.code != 0 && now.lenient && missing.code == 0)
            missing = here;
        if (length == 0) // nothing is there any more
            break;
        layer->offset = offset;
        packet->count++;
        bound(layer, &now);
        if (flags & CSOCK_DISSECT_CHECKSUMS)
            verify(layers, packet->count - 1, &now);
        offset += (size_t)length;
        packet->offset = offset;
        kind = next_kind(layer);
    }
    if (now.end > offset)
        packet->payload = csock_view(now.bytes + offset, now.end - offset);
    if (count > now.end)
        packet->trailer = csock_view(now.bytes + now.end, count - now.end);
    if (error)
        *error = missing;
    return (int)packet->count;
}
