#include "packet/packet_checksum.h"

#include "csock/assigned_number.h"
#include "csock/crc32c.h"
#include "csock/wire/ipv4_option.h"
#include "csock/wire/ipv6_option.h"
#include "wire/wire.h"

enum { IPV4_ADDRESS = 4, IPV6_ADDRESS = 16 };

// The part of a header from `offset` on.
static csock_bytes rest_of(const csock_layer *layer, const uint8_t *packet, size_t offset) {
    return layer->header_length > offset
               ? csock_view(packet + layer->offset + offset, layer->header_length - offset)
               : csock_view(NULL, 0);
}

// RFC 1122 section 3.2.1.8: the last address of a source route with addresses left to visit.
static const uint8_t *final_ipv4(const csock_layer *ip, const uint8_t *packet) {
    csock_bytes options = rest_of(ip, packet, CSOCK_IPV4_HEADER_MIN);
    csock_ipv4_option option;
    while (options.count > 0 && csock_ipv4_option_next(&options, &option, NULL) > 0)
        if ((option.type == CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE ||
             option.type == CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE) &&
            option.data.count >= IPV4_ADDRESS && option.pointer <= option.data.count)
            return option.data.start + option.data.count - IPV4_ADDRESS;
    return packet + ip->offset + CSOCK_IPV4_AT_DESTINATION;
}

// RFC 8200 section 8.1. The last address of the route is at the end of the list in types 0
// (RFC 2460) and 2 (RFC 6275), and at the start in segment routing (RFC 8754). Four bytes come
// before the list.
static const uint8_t *final_ipv6(const csock_layer *layers, size_t ip, size_t index,
                                 const uint8_t *packet) {
    enum { SOURCE_ROUTE = 0, HOME_ADDRESS = 2, SEGMENT_ROUTING = 4, BEFORE = 4 };
    for (size_t i = ip + 1; i < index; i++) {
        const uint8_t *header = packet + layers[i].offset;
        csock_bytes data = rest_of(&layers[i], packet, CSOCK_AT_ROUTING_DATA);
        if (layers[i].kind != CSOCK_LAYER_IPV6_ROUTING || data.count < BEFORE + IPV6_ADDRESS ||
            header[CSOCK_AT_ROUTING_SEGMENTS_LEFT] == 0)
            continue;
        uint32_t type = header[CSOCK_AT_ROUTING_TYPE];
        if (type == SEGMENT_ROUTING)
            return data.start + BEFORE;
        if (type == SOURCE_ROUTE || type == HOME_ADDRESS)
            return data.start + data.count - IPV6_ADDRESS;
    }
    return packet + layers[ip].offset + CSOCK_IPV6_AT_DESTINATION;
}

// RFC 6275 section 11.3.1: the source of a mobile node away from home is the home address in its
// destination option.
static void first_ipv6(const csock_layer *layers, size_t ip, size_t index, const uint8_t *packet,
                       uint8_t source[IPV6_ADDRESS]) {
    csock_ipv6_option option;
    csock_copy(source, packet + layers[ip].offset + CSOCK_IPV6_AT_SOURCE, IPV6_ADDRESS);
    for (size_t i = ip + 1; i < index; i++) {
        csock_bytes options = layers[i].kind == CSOCK_LAYER_IPV6_DESTINATION
                                  ? rest_of(&layers[i], packet, CSOCK_AT_EXTENSION_OPTIONS)
                                  : csock_view(NULL, 0);
        while (csock_ipv6_option_next(&options, &option, NULL) > 0)
            if (option.type == CSOCK_IPV6_OPTION_HOME_ADDRESS)
                csock_copy(source, option.address, IPV6_ADDRESS);
    }
}

static bool add_pseudo_header(csock_checksum *sum, const csock_layer *layers, size_t index,
                              const uint8_t *packet, size_t length) {
    uint32_t protocol = (uint32_t)csock_protocol_of_layer(layers[index].kind);
    for (size_t i = index; i-- > 0;) {
        if (layers[i].kind == CSOCK_LAYER_IPV4) {
            csock_checksum_pseudo_ipv4(sum, packet + layers[i].offset + CSOCK_IPV4_AT_SOURCE,
                                       final_ipv4(&layers[i], packet), protocol, (uint32_t)length);
            return true;
        }
        if (layers[i].kind == CSOCK_LAYER_IPV6) {
            uint8_t source[IPV6_ADDRESS];
            first_ipv6(layers, i, index, packet, source);
            csock_checksum_pseudo_ipv6(sum, source, final_ipv6(layers, i, index, packet), protocol,
                                       (uint32_t)length);
            return true;
        }
    }
    return false;
}

uint32_t csock_sctp_checksum(const uint8_t *bytes, size_t count, csock_bytes payload) {
    static const uint8_t zeros[4];
    size_t at = csock_checksum_offset(CSOCK_LAYER_SCTP);
    uint32_t crc = csock_crc32c(0, bytes, at);
    crc = csock_crc32c(crc, zeros, sizeof zeros);
    crc = csock_crc32c(crc, bytes + at + sizeof zeros, count - at - sizeof zeros);
    return csock_crc32c(crc, payload.start, payload.count);
}

bool csock_layer_sum(const csock_layer *layers, size_t index, const uint8_t *packet, size_t count,
                     csock_bytes payload, csock_checksum *sum) {
    const csock_layer *layer = &layers[index];
    const uint8_t *bytes = packet + layer->offset;
    uint64_t covered = (uint64_t)count + payload.count;
    const csock_checksum none = {0};
    *sum = none;
    switch (layer->kind) {
    case CSOCK_LAYER_IPV4:
        covered = layer->header_length;
        break;
    case CSOCK_LAYER_UDPLITE:
        if (!csock_checksum_coverage(csock_load16(bytes + CSOCK_AT_UDPLITE_COVERAGE),
                                     count + payload.count, &covered))
            return false;
        // fall through
    case CSOCK_LAYER_UDP:
    case CSOCK_LAYER_TCP:
    case CSOCK_LAYER_ICMPV6:
        if (!add_pseudo_header(sum, layers, index, packet, count + payload.count))
            return false;
        break;
    default:
        break;
    }
    size_t first = covered < count ? (size_t)covered : count;
    csock_checksum_partial(sum, bytes, first);
    if (covered > first)
        csock_checksum_partial(sum, payload.start, (size_t)covered - first);
    return true;
}
