/// A short way through csock_packet_dissect for most packets. All other packets, invalid ones
/// included, take the general way in packet_dissect.c. Read that first: this only saves time.
#ifndef CSOCK_PACKET_USUAL_H
#define CSOCK_PACKET_USUAL_H

#include "csock/assigned_number.h"
#include "csock/packet.h"

/// Sets the place of a layer; `length` is that of header and payload.
static inline void csock_usual_place(csock_layer *_Nonnull layer, uint32_t kind,
                                     uint32_t header_length, size_t offset, size_t length) {
    layer->kind = kind;
    layer->header_length = header_length;
    layer->checksum = CSOCK_CHECKSUM_UNVERIFIED;
    layer->offset = offset;
    layer->length = length;
}

/// Dissects IP with TCP or UDP from the layer `index` on: complete packets that are no fragments
/// and have no options that need a loop. Returns the number of all layers, or 0 for any other
/// packet. It makes no function call, because a call costs as much as reading a header.
CSOCK_INLINE int csock_usual_dissect(csock_packet *_Nonnull packet, csock_layer *_Nonnull layers,
                                     size_t index, uint32_t kind, const uint8_t *_Nullable start,
                                     size_t offset, size_t count) {
    const uint8_t *bytes = offset > 0 ? start + offset : start;
    size_t length = count - offset; // of the layer and its payload
    csock_layer *layer = &layers[index];
    uint32_t header_length, protocol;
    if (kind == CSOCK_LAYER_IPV4) {
        enum { MORE_FRAGMENTS_OR_OFFSET = 0x3fff };
        header_length = csock_ipv4_header_length(bytes, length);
        if (header_length != CSOCK_IPV4_HEADER_MIN ||
            (csock_load64(bytes) & MORE_FRAGMENTS_OR_OFFSET) != 0)
            return 0;
        csock_ipv4_header_fields(&layer->ipv4, bytes, header_length);
        protocol = layer->ipv4.protocol;
        length = layer->ipv4.total_length;
    } else if (kind == CSOCK_LAYER_IPV6) {
        header_length = csock_ipv6_header_length(bytes, length);
        if (header_length == 0)
            return 0;
        csock_ipv6_header_fields(&layer->ipv6, bytes);
        protocol = layer->ipv6.next_header;
        length = header_length + layer->ipv6.payload_length;
    } else {
        return 0;
    }
    csock_usual_place(layer, kind, header_length, offset, length);
    offset += header_length;
    bytes += header_length;
    length -= header_length;
    layer = &layers[index + 1];
    if (protocol == CSOCK_IPPROTO_TCP) {
        kind = CSOCK_LAYER_TCP;
        header_length = csock_tcp_header_length(bytes, length);
        if (header_length == 0 || !csock_tcp_options_are_usual(bytes, header_length))
            return 0;
        csock_tcp_header_fields(&layer->tcp, bytes, header_length);
    } else if (protocol == CSOCK_IPPROTO_UDP) {
        kind = CSOCK_LAYER_UDP;
        header_length = csock_udp_header_length(bytes, length);
        if (header_length == 0)
            return 0;
        csock_udp_header_fields(&layer->udp, bytes);
        length = layer->udp.length;
    } else {
        return 0;
    }
    csock_usual_place(layer, kind, header_length, offset, length);
    packet->count = index + 2;
    packet->offset = offset + header_length;
    packet->next = CSOCK_LAYER_PAYLOAD;
    packet->incomplete = false;
    packet->fragment = false;
    packet->payload = csock_view(bytes + header_length, length - header_length);
    packet->trailer = csock_view(bytes + length, count - offset - length);
    return (int)index + 2;
}

#endif
