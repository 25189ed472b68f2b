#include "csock/packet.h"

#include "csock/constant.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/protocol.h"
#include "packet_checksum.h"
#include "wire/wire.h"

// Where a packet is being read.
typedef struct {
    const uint8_t *bytes;
    size_t end;      // of what belongs to the layer that comes next
    bool incomplete; // more belongs to the layers that come than is there
    bool fragment;   // and that is in other packets, missing from none
} reading;

static uint32_t next_in_ipv4(const csock_ipv4_header *header) {
    if (header->fragment_offset == 0 && header->protocol == CSOCK_IPPROTO_TCP)
        return CSOCK_LAYER_TCP; // by far the commonest, without a call
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

// IEEE 802.3: an EtherType that is a length.
static size_t length_by_ethertype(size_t header_length, uint32_t ethertype) {
    return ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX ? header_length + ethertype : SIZE_MAX;
}

// What a header says of what follows it.
typedef struct {
    uint32_t kind;   // CSOCK_LAYER_… of the next layer
    bool incomplete; // it is a fragment's
    size_t length;   // of this header and all that belongs to it; SIZE_MAX if it does not say
} following;

static following what_follows(const csock_layer *layer) {
    following next = {CSOCK_LAYER_PAYLOAD, false, SIZE_MAX};
    switch (layer->kind) {
    case CSOCK_LAYER_ETHERNET:
        next.kind = csock_layer_of_ethertype(layer->ethernet.ethertype);
        next.length = length_by_ethertype(layer->header_length, layer->ethernet.ethertype);
        break;
    case CSOCK_LAYER_VLAN:
        next.kind = csock_layer_of_ethertype(layer->vlan.ethertype);
        next.length = length_by_ethertype(layer->header_length, layer->vlan.ethertype);
        break;
    case CSOCK_LAYER_ARP: // nothing comes after it but padding
        next.length = layer->header_length;
        break;
    case CSOCK_LAYER_IPV4:
        next.kind = next_in_ipv4(&layer->ipv4);
        next.incomplete = layer->ipv4.flags & CSOCK_IPV4_MORE_FRAGMENTS;
        next.length = layer->ipv4.total_length;
        break;
    case CSOCK_LAYER_IPV6:
        next.kind = next_in_ipv6(layer->ipv6.next_header);
        // Or it is a jumbogram, whose length stands in the hop-by-hop options.
        if (layer->ipv6.payload_length != 0 || layer->ipv6.next_header != CSOCK_IPPROTO_HOPOPTS)
            next.length = CSOCK_IPV6_HEADER_LENGTH + (size_t)layer->ipv6.payload_length;
        break;
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
        next.kind = next_in_ipv6(layer->ipv6_options.next_header);
        break;
    case CSOCK_LAYER_IPV6_ROUTING:
        next.kind = next_in_ipv6(layer->ipv6_routing.next_header);
        break;
    case CSOCK_LAYER_IPV6_FRAGMENT:
        if (layer->ipv6_fragment.fragment_offset == 0)
            next.kind = next_in_ipv6(layer->ipv6_fragment.next_header);
        next.incomplete = layer->ipv6_fragment.more_fragments;
        break;
    case CSOCK_LAYER_UDP:
        next.length = layer->udp.length;
        break;
    default:
        break;
    }
    return next;
}

// Sets where the layer ends, and what belongs to the next.
static void bound(csock_layer *layer, const following *next, reading *now) {
    size_t there = now->end - layer->offset;
    size_t said = next->length;
    if (said < layer->header_length) // of a header that ends early
        said = layer->header_length;
    if (next->incomplete || (said != SIZE_MAX && said > there))
        now->incomplete = true;
    now->fragment |= next->incomplete;
    layer->length = said < there ? said : there;
    now->end = layer->offset + layer->length;
}

// RFC 9653: a sender may leave the checksum out, as 0.
static uint32_t state_of_sctp(const csock_layer *layer, const uint8_t *bytes) {
    if (csock_sctp_checksum(bytes, layer->length, csock_view(NULL, 0)) == layer->sctp.checksum)
        return CSOCK_CHECKSUM_GOOD;
    return layer->sctp.checksum == 0 ? CSOCK_CHECKSUM_OFF : CSOCK_CHECKSUM_BAD;
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
        layer->checksum = state_of_sctp(layer, bytes);
    else if (csock_layer_sum(layers, index, bytes, layer->header_length, layer->length,
                             csock_view(NULL, 0), &sum))
        layer->checksum = csock_checksum_verify(&sum) ? CSOCK_CHECKSUM_GOOD : CSOCK_CHECKSUM_BAD;
}

// Reads the commonest headers without a call, and any other by its own decoder, strictly or not.
static inline int read_layer(csock_layer *layer, uint32_t kind, const uint8_t *bytes, size_t count,
                             bool lenient, csock_wire_error *error) {
    int length = -1;
    if (kind == CSOCK_LAYER_IPV4)
        length = csock_ipv4_header_decode(&layer->ipv4, bytes, count, error);
    else if (kind == CSOCK_LAYER_TCP)
        length = csock_tcp_header_decode(&layer->tcp, bytes, count, error);
    else if (kind == CSOCK_LAYER_UDP)
        length = csock_udp_header_decode(&layer->udp, bytes, count, error);
    if (length < 0)
        return lenient ? csock_layer_decode_lenient(layer, kind, bytes, count, error)
                       : csock_layer_decode(layer, kind, bytes, count, error);
    layer->kind = kind;
    layer->checksum = CSOCK_CHECKSUM_UNVERIFIED;
    layer->header_length = (uint32_t)length;
    return length;
}

// RFC 2675: the length of a packet whose Payload Length is 0 stands in its hop-by-hop options, and
// is one that has no room there.
static int read_jumbo_length(const csock_layer *layer, size_t there, bool lenient,
                             csock_wire_error *error, following *next) {
    csock_bytes options = layer->ipv6_options.options;
    csock_ipv6_option option;
    uint32_t length = 0;
    while (csock_ipv6_option_next(&options, &option, NULL) > 0)
        if (option.type == CSOCK_IPV6_OPTION_JUMBO_PAYLOAD)
            length = option.value;
    if (length <= UINT16_MAX)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, layer->kind, "Jumbo Payload Length", 0,
                               UINT16_MAX + 1, length);
    next->length = length;
    if (length > there)
        csock_wire_fail(error, CSOCK_EPKTSHORT, layer->kind, "Jumbo Payload Length", 0, length,
                        there);
    return lenient || length <= there ? 0 : -CSOCK_EPKTSHORT;
}

// Whether a header that was read leniently was all there: it is written again as it was.
static bool is_whole(const csock_layer *layer, const uint8_t *bytes) {
    enum { LONGEST = 2048 }; // IPv6's extension headers; an IGMP report that is longer is payload
    uint8_t again[LONGEST];
    csock_wire_error ignored;
    return layer->header_length <= LONGEST &&
           csock_layer_encode(layer, again, layer->header_length, &ignored) ==
               (int)layer->header_length &&
           memcmp(again, bytes, layer->header_length) == 0;
}

int csock_packet_dissect(csock_packet *packet, csock_layer *layers, size_t capacity, uint32_t first,
                         const void *bytes, size_t count, int flags, csock_wire_error *error) {
    reading now = {.bytes = (const uint8_t *)bytes, .end = count};
    const bool lenient = flags & CSOCK_DISSECT_LENIENT;
    csock_wire_error missing;
    size_t offset = 0;
    missing.code = 0;
    packet->count = 0;
    packet->offset = 0;
    packet->payload = csock_view(NULL, 0);
    packet->trailer = csock_view(NULL, 0);
    for (uint32_t kind = first; kind != CSOCK_LAYER_PAYLOAD;) {
        csock_layer *layer = &layers[packet->count];
        csock_wire_error here;
        if (packet->count == capacity)
            return csock_wire_fail(error, CSOCK_EPKTLAYERS, kind, "Layers", 0, capacity + 1,
                                   capacity);
        size_t there = now.end - offset;
        const uint8_t *start = offset > 0 ? now.bytes + offset : now.bytes;
        int length = read_layer(layer, kind, start, there, lenient || now.incomplete, &here);
        following next = {CSOCK_LAYER_PAYLOAD, false, SIZE_MAX};
        if (length > 0)
            next = what_follows(layer);
        if (length > 0 && here.code == 0 && kind == CSOCK_LAYER_IPV6_HOP_BY_HOP &&
            packet->count > 0 && layer[-1].kind == CSOCK_LAYER_IPV6 &&
            layer[-1].ipv6.payload_length == 0) {
            int result = read_jumbo_length(layer, there, lenient, &here, &next);
            length = result < 0 ? result : length;
        }
        if (length == -CSOCK_EPKTFIELD && lenient && packet->count > 0) {
            missing = here;
            break;
        }
        if (length < 0) {
            if (error)
                *error = here;
            return length;
        }
        if (here.code != 0)
            now.incomplete = true;
        if (here.code != 0 && lenient && !now.fragment && missing.code == 0)
            missing = here;
        // Nothing is there any more, or what begins here goes on in another fragment.
        if (length == 0 || (!lenient && here.code != 0 && !is_whole(layer, start)))
            break;
        layer->offset = offset;
        packet->count++;
        bound(layer, &next, &now);
        if (flags & CSOCK_DISSECT_CHECKSUMS)
            verify(layers, packet->count - 1, &now);
        offset += (size_t)length;
        packet->offset = offset;
        kind = next.kind;
    }
    if (now.end > offset)
        packet->payload = csock_view(now.bytes + offset, now.end - offset);
    if (count > now.end)
        packet->trailer = csock_view(now.bytes + now.end, count - now.end);
    csock_wire_clear(error);
    if (error && missing.code != 0)
        *error = missing;
    return (int)packet->count;
}
