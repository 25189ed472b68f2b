#include "csock/packet.h"

#include "csock/assigned_number.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/protocol.h"
#include "packet/packet_checksum.h"
#include "packet/packet_usual.h"
#include "wire/wire.h"

// Where a packet is being read.
typedef struct {
    const uint8_t *bytes;
    size_t count;    // of the layers that were read
    size_t offset;   // where the next one begins
    size_t end;      // of what belongs to it
    bool incomplete; // more belongs to the layers that come than is there
    bool fragment;   // and that is in other packets, missing from none
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
    size_t there = now->end - now->offset;
    size_t said = next->length;
    if (said < layer->header_length) // of a header that ends early
        said = layer->header_length;
    if (next->incomplete || (said != SIZE_MAX && said > there))
        now->incomplete = true;
    now->fragment |= next->incomplete;
    layer->offset = now->offset;
    layer->length = said < there ? said : there;
    now->end = now->offset + layer->length;
    now->offset += layer->header_length;
    now->count++;
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

// Reads layer after layer from that of a kind on. Returns 0, with what is missing in the error, or
// what the first that cannot be read fails with.
static int read_layers(csock_layer *layers, size_t capacity, uint32_t kind, int flags, reading *now,
                       csock_wire_error *missing) {
    const bool lenient = flags & CSOCK_DISSECT_LENIENT;
    while (kind != CSOCK_LAYER_PAYLOAD) {
        csock_layer *layer = &layers[now->count];
        csock_wire_error here = {0};
        if (now->count == capacity)
            return csock_wire_fail(missing, CSOCK_EPKTLAYERS, kind, "Layers", 0, capacity + 1,
                                   capacity);
        size_t there = now->end - now->offset;
        const uint8_t *start = now->offset > 0 ? now->bytes + now->offset : now->bytes;
        int length = lenient || now->incomplete
                         ? csock_layer_decode_lenient(layer, kind, start, there, &here)
                         : csock_layer_decode(layer, kind, start, there, &here);
        following next = {CSOCK_LAYER_PAYLOAD, false, SIZE_MAX};
        if (length > 0)
            next = what_follows(layer);
        if (length > 0 && here.code == 0 && kind == CSOCK_LAYER_IPV6_HOP_BY_HOP && now->count > 0 &&
            layer[-1].kind == CSOCK_LAYER_IPV6 && layer[-1].ipv6.payload_length == 0) {
            int result = read_jumbo_length(layer, there, lenient, &here, &next);
            length = result < 0 ? result : length;
        }
        if (length < 0) {
            *missing = here;
            return length == -CSOCK_EPKTFIELD && lenient && now->count > 0 ? 0 : length;
        }
        if (here.code != 0)
            now->incomplete = true;
        if (here.code != 0 && lenient && !now->fragment && missing->code == 0)
            *missing = here;
        // Nothing is there any more, or what begins here goes on in another fragment.
        if (length == 0 || (!lenient && here.code != 0 && !is_whole(layer, start)))
            return 0;
        bound(layer, &next, now);
        if (flags & CSOCK_DISSECT_CHECKSUMS)
            verify(layers, now->count - 1, now);
        kind = next.kind;
    }
    return 0;
}

// Apart, so that what is usual saves no registers.
__attribute__((noinline)) static int dissect_any(csock_packet *packet, csock_layer *layers,
                                                 size_t capacity, uint32_t first,
                                                 const uint8_t *bytes, size_t count, int flags,
                                                 csock_wire_error *error) {
    reading now = {.bytes = bytes, .end = count};
    csock_wire_error missing;
    missing.code = 0;
    int result = read_layers(layers, capacity, first, flags, &now, &missing);
    csock_wire_clear(error);
    if (error && missing.code != 0)
        *error = missing;
    packet->count = now.count;
    packet->offset = now.offset;
    packet->payload = csock_view(NULL, 0);
    packet->trailer = csock_view(NULL, 0);
    if (result < 0)
        return result;
    if (now.end > now.offset)
        packet->payload = csock_view(bytes + now.offset, now.end - now.offset);
    if (count > now.end)
        packet->trailer = csock_view(bytes + now.end, count - now.end);
    return (int)now.count;
}

// Checksums are the general way's, and the short one takes room for all that it knows.
static inline bool may_be_usual(size_t count, size_t capacity, int flags) {
    return capacity >= count && !(flags & CSOCK_DISSECT_CHECKSUMS);
}

// A frame, which may be the usual behind its first header. Apart for the calls that this takes.
__attribute__((noinline)) static int dissect_frame(csock_packet *packet, csock_layer *layers,
                                                   size_t capacity, const uint8_t *start,
                                                   size_t count, int flags,
                                                   csock_wire_error *error) {
    enum { OFFSET = CSOCK_ETHERNET_HEADER_LENGTH };
    if (may_be_usual(3, capacity, flags) &&
        csock_ethernet_header_decode(&layers[0].ethernet, start, count, NULL) > 0) {
        uint32_t next = csock_layer_of_ethertype(layers[0].ethernet.ethertype);
        csock_usual_place(&layers[0], CSOCK_LAYER_ETHERNET, OFFSET, 0, count);
        if (csock_usual_dissect(packet, layers, 1, next, start, OFFSET, count) > 0) {
            csock_wire_clear(error);
            return 3;
        }
    }
    return dissect_any(packet, layers, capacity, CSOCK_LAYER_ETHERNET, start, count, flags, error);
}

int csock_packet_dissect(csock_packet *packet, csock_layer *layers, size_t capacity, uint32_t first,
                         const void *bytes, size_t count, int flags, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (first == CSOCK_LAYER_ETHERNET)
        return dissect_frame(packet, layers, capacity, start, count, flags, error);
    if (may_be_usual(2, capacity, flags) &&
        csock_usual_dissect(packet, layers, 0, first, start, 0, count) > 0) {
        csock_wire_clear(error);
        return 2;
    }
    return dissect_any(packet, layers, capacity, first, start, count, flags, error);
}
