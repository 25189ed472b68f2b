#include "csock/packet.h"

#include "csock/assigned_number.h"
#include "csock/wire/ipv6_option.h"
#include "packet/packet_checksum.h"
#include "packet/packet_next.h"
#include "packet/packet_usual.h"
#include "wire/wire.h"

#include <errno.h>

// The state of reading a packet.
typedef struct {
    const uint8_t *bytes;
    size_t count;    // of the layers read so far
    size_t offset;   // of the next layer
    size_t end;      // of the next layer and its payload
    uint32_t next;   // the kind of the next layer
    bool incomplete; // bytes of the next layers are missing
    bool fragment;   // the missing bytes are in other fragments
} reading;

// Sets the end of a layer, and the bytes of the next.
static void bound(csock_layer *layer, const csock_next *next, reading *now) {
    size_t there = now->end - now->offset;
    size_t said = next->length;
    if (said < layer->header_length) // the header ends early
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

// RFC 9653: a sender may leave the checksum 0.
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
    else if (csock_layer_sum(layers, index, now->bytes, layer->length, csock_view(NULL, 0), &sum))
        layer->checksum = csock_checksum_verify(&sum) ? CSOCK_CHECKSUM_GOOD : CSOCK_CHECKSUM_BAD;
}

// RFC 2675: a packet with a Payload Length of 0 has its length in the hop-by-hop options. It is
// over 65535.
static int read_jumbo_length(const csock_layer *layer, size_t there, bool lenient,
                             csock_wire_error *error, csock_next *next) {
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

// Whether a header that was read leniently is complete: encoding it gives the same bytes.
static bool is_whole(const csock_layer *layer, const uint8_t *bytes) {
    enum { LONGEST = 2048 }; // IPv6's extension headers; an IGMP report that is longer is payload
    uint8_t again[LONGEST];
    csock_wire_error ignored;
    return layer->header_length <= LONGEST &&
           csock_layer_encode(layer, again, layer->header_length, &ignored) ==
               (int)layer->header_length &&
           memcmp(again, bytes, layer->header_length) == 0;
}

// Reads layers as long as their kinds are known. Returns 0, with what is missing in the error, or
// the error of the first layer that cannot be read.
static int read_layers(csock_layer *layers, size_t capacity, int flags, reading *now,
                       csock_wire_error *missing) {
    const bool lenient = flags & CSOCK_DISSECT_LENIENT;
    while (now->next != CSOCK_LAYER_PAYLOAD && !csock_layer_is_own(now->next)) {
        const uint32_t kind = now->next;
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
        csock_next next = {CSOCK_LAYER_PAYLOAD, false, SIZE_MAX};
        if (length > 0)
            next = csock_next_of(layer);
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
        // No byte is left, or the header continues in another fragment.
        if (length == 0 || (!lenient && here.code != 0 && !is_whole(layer, start)))
            return 0;
        // A header that ends early announces nothing: the field may be one of those that are 0.
        if (here.code == CSOCK_EPKTSHORT && (size_t)length == there && !is_whole(layer, start))
            next.kind = CSOCK_LAYER_PAYLOAD;
        bound(layer, &next, now);
        if (flags & CSOCK_DISSECT_CHECKSUMS)
            verify(layers, now->count - 1, now);
        now->next = next.kind;
    }
    return 0;
}

// Reads layers, and describes the packet. `count` is that of all bytes.
static int read_on(csock_packet *packet, csock_layer *layers, size_t capacity, reading *now,
                   size_t count, int flags, csock_wire_error *error) {
    csock_wire_error missing;
    missing.code = 0;
    int result = read_layers(layers, capacity, flags, now, &missing);
    csock_wire_clear(error);
    if (error && missing.code != 0)
        *error = missing;
    packet->count = now->count;
    packet->offset = now->offset;
    packet->next = now->next;
    packet->incomplete = now->incomplete;
    packet->fragment = now->fragment;
    packet->payload = csock_view(NULL, 0);
    packet->trailer = csock_view(NULL, 0);
    if (result < 0)
        return result;
    if (now->end > now->offset)
        packet->payload = csock_view(now->bytes + now->offset, now->end - now->offset);
    if (count > now->end)
        packet->trailer = csock_view(now->bytes + now->end, count - now->end);
    return (int)now->count;
}

// Not inlined, so that csock_packet_dissect saves no registers for it.
__attribute__((noinline)) static int dissect_any(csock_packet *packet, csock_layer *layers,
                                                 size_t capacity, uint32_t first,
                                                 const uint8_t *bytes, size_t count, int flags,
                                                 csock_wire_error *error) {
    reading now = {.bytes = bytes, .end = count, .next = first};
    return read_on(packet, layers, capacity, &now, count, flags, error);
}

int csock_packet_dissect_further(csock_packet *packet, csock_layer *layers, size_t capacity,
                                 const csock_own_header *own, const void *bytes, size_t count,
                                 int flags, csock_wire_error *error) {
    reading now = {.bytes = (const uint8_t *)bytes,
                   .count = packet->count,
                   .offset = packet->offset,
                   .end = count - packet->trailer.count,
                   .next = own->next,
                   .incomplete = packet->incomplete,
                   .fragment = packet->fragment};
    csock_next next = {.kind = own->next, .length = SIZE_MAX};
    if (!csock_layer_is_own(own->kind))
        return csock_wire_fail(error, EINVAL, own->kind, "Kind", 0, CSOCK_LAYER_PROTOCOL,
                               own->kind);
    if (own->length > packet->payload.count || own->length > UINT32_MAX)
        return csock_wire_fail(error, CSOCK_EPKTSHORT, own->kind, "Header", 0, own->length,
                               packet->payload.count);
    if (now.count >= capacity)
        return csock_wire_fail(error, CSOCK_EPKTLAYERS, own->kind, "Layers", 0, capacity + 1,
                               capacity);
    csock_layer *layer = &layers[now.count];
    layer->kind = own->kind;
    layer->header_length = (uint32_t)own->length;
    layer->checksum = CSOCK_CHECKSUM_UNVERIFIED;
    layer->custom = csock_view(packet->payload.start, own->length);
    bound(layer, &next, &now);
    return read_on(packet, layers, capacity, &now, count, flags, error);
}

// The short way verifies no checksums, and needs room for all layers that it reads.
static inline bool may_be_usual(size_t count, size_t capacity, int flags) {
    return capacity >= count && !(flags & CSOCK_DISSECT_CHECKSUMS);
}

// A frame: the short way may take what follows its header. Not inlined, because of the calls.
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
