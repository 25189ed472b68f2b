#include "packet/packet_checksum.h"

#include "csock/assigned_number.h"
#include "csock/crc32c.h"
#include "csock/wire/ipv4_option.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/protocol.h"
#include "wire/wire.h"

// RFC 1122 section 3.2.1.8: the last address of a source route that has not been used up.
static const uint8_t *final_ipv4(const csock_ipv4_header *header) {
    csock_bytes options = header->options;
    csock_ipv4_option option;
    while (options.count > 0 && csock_ipv4_option_next(&options, &option, NULL) > 0)
        if ((option.type == CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE ||
             option.type == CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE) &&
            option.data.count >= 4 && option.pointer <= option.data.count)
            return option.data.start + option.data.count - 4;
    return header->destination;
}

// RFC 8200 section 8.1. Types 0 (RFC 2460) and 2 (RFC 6275) have the last address at the end of
// their list, segment routing (RFC 8754) at the start; each has four bytes before it.
static const uint8_t *final_ipv6(const csock_layer *layers, size_t ip, size_t index) {
    enum { SOURCE_ROUTE = 0, HOME_ADDRESS = 2, SEGMENT_ROUTING = 4, BEFORE = 4, ADDRESS = 16 };
    for (size_t i = ip + 1; i < index; i++) {
        const csock_ipv6_routing_header *routing = &layers[i].ipv6_routing;
        if (layers[i].kind != CSOCK_LAYER_IPV6_ROUTING || routing->segments_left == 0 ||
            routing->data.count < BEFORE + ADDRESS)
            continue;
        if (routing->type == SEGMENT_ROUTING)
            return routing->data.start + BEFORE;
        if (routing->type == SOURCE_ROUTE || routing->type == HOME_ADDRESS)
            return routing->data.start + routing->data.count - ADDRESS;
    }
    return layers[ip].ipv6.destination;
}

// RFC 6275 section 11.3.1: a mobile node away from home sends from its home address, as far as
// upper layers can see, which stands in a destination option.
static void first_ipv6(const csock_layer *layers, size_t ip, size_t index, uint8_t source[16]) {
    csock_ipv6_option option;
    csock_copy(source, layers[ip].ipv6.source, 16);
    for (size_t i = ip + 1; i < index; i++) {
        csock_bytes options = layers[i].kind == CSOCK_LAYER_IPV6_DESTINATION
                                  ? layers[i].ipv6_options.options
                                  : csock_view(NULL, 0);
        while (csock_ipv6_option_next(&options, &option, NULL) > 0)
            if (option.type == CSOCK_IPV6_OPTION_HOME_ADDRESS)
                csock_copy(source, option.address, 16);
    }
}

static bool add_pseudo_header(csock_checksum *sum, const csock_layer *layers, size_t index,
                              size_t length) {
    uint32_t protocol = (uint32_t)csock_protocol_of_layer(layers[index].kind);
    for (size_t i = index; i-- > 0;) {
        if (layers[i].kind == CSOCK_LAYER_IPV4) {
            csock_checksum_pseudo_ipv4(sum, layers[i].ipv4.source, final_ipv4(&layers[i].ipv4),
                                       protocol, (uint32_t)length);
            return true;
        }
        if (layers[i].kind == CSOCK_LAYER_IPV6) {
            uint8_t source[16];
            first_ipv6(layers, i, index, source);
            csock_checksum_pseudo_ipv6(sum, source, final_ipv6(layers, i, index), protocol,
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

bool csock_layer_sum(const csock_layer *layers, size_t index, const uint8_t *bytes,
                     size_t header_length, size_t count, csock_bytes payload, csock_checksum *sum) {
    uint64_t covered = (uint64_t)count + payload.count;
    const csock_checksum none = {0};
    *sum = none;
    switch (layers[index].kind) {
    case CSOCK_LAYER_IPV4:
        covered = header_length;
        break;
    case CSOCK_LAYER_UDPLITE:
        if (!csock_checksum_coverage(layers[index].udplite.checksum_coverage, count + payload.count,
                                     &covered))
            return false;
        // fall through
    case CSOCK_LAYER_UDP:
    case CSOCK_LAYER_TCP:
    case CSOCK_LAYER_ICMPV6:
        if (!add_pseudo_header(sum, layers, index, count + payload.count))
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
