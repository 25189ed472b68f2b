#include "fragment/fragment_parts.h"

#include "core/ip_offset.h"
#include "csock/assigned_number.h"
#include "csock/wire/ipv4.h"
#include "csock/wire/ipv6.h"
#include "csock/wire/ipv6_fragment.h"
#include "csock/wire/ipv6_upper.h"
#include "csock/wire/protocol.h"
#include "wire/wire.h"

enum { UNIT = 8 };

static bool is_option_or_route(uint32_t number) {
    return number == CSOCK_IPPROTO_HOPOPTS || number == CSOCK_IPPROTO_ROUTING ||
           number == CSOCK_IPPROTO_DSTOPTS;
}

static int find_ipv4(csock_parts *parts, const uint8_t *packet, size_t count,
                     csock_wire_error *error) {
    csock_ipv4_header header;
    int length = csock_ipv4_header_decode(&header, packet, count, error);
    if (length < 0)
        return length;
    parts->layer = CSOCK_LAYER_IPV4;
    parts->more = header.flags & CSOCK_IPV4_MORE_FRAGMENTS;
    parts->is_fragment = parts->more || header.fragment_offset > 0;
    parts->head = csock_view(packet, (size_t)length);
    parts->payload = csock_view(packet + length, header.total_length - (size_t)length);
    parts->next_header = CSOCK_IPV4_AT_PROTOCOL;
    parts->protocol = header.protocol;
    parts->identification = header.identification;
    parts->offset = (size_t)header.fragment_offset * UNIT;
    parts->addresses = packet + CSOCK_IPV4_AT_SOURCE;
    parts->address_count = sizeof header.source + sizeof header.destination;
    return 0;
}

static int read_fragment_header(csock_parts *parts, const uint8_t *bytes, csock_wire_error *error) {
    csock_ipv6_fragment_header header;
    int result =
        csock_ipv6_fragment_header_decode(&header, bytes, CSOCK_IPV6_FRAGMENT_HEADER_LENGTH, error);
    if (result < 0)
        return result;
    parts->is_fragment = true;
    parts->more = header.more_fragments != 0;
    parts->protocol = header.next_header;
    parts->identification = header.identification;
    parts->offset = (size_t)header.fragment_offset * UNIT;
    return 0;
}

// The head ends before the fragment header or, without one, after the last header that routers
// read: RFC 8200 section 4.5.
static int walk_ipv6(csock_parts *parts, const uint8_t *packet, size_t end,
                     csock_wire_error *error) {
    size_t at = CSOCK_IPV6_HEADER_LENGTH, next = CSOCK_IPV6_AT_NEXT_HEADER;
    parts->head = csock_view(packet, at);
    parts->next_header = next;
    for (;;) {
        uint32_t number = packet[next];
        bool extends = is_option_or_route(number);
        if (!extends && number != CSOCK_IPPROTO_FRAGMENT)
            return 0;
        size_t length = end - at < UNIT ? UNIT : extends ? (packet[at + 1] + 1u) * UNIT : UNIT;
        if (end - at < length)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, csock_layer_of_protocol(number),
                                   "Next Header", 0, length, end - at);
        if (!extends) {
            parts->head = csock_view(packet, at);
            parts->next_header = next;
            return read_fragment_header(parts, packet + at, error);
        }
        next = at;
        at += length;
        if (number != CSOCK_IPPROTO_DSTOPTS) {
            parts->head = csock_view(packet, at);
            parts->next_header = next;
        }
    }
}

static int find_ipv6(csock_parts *parts, const uint8_t *packet, size_t count,
                     csock_wire_error *error) {
    csock_ipv6_header header;
    int result = csock_ipv6_header_decode(&header, packet, count, error);
    if (result < 0)
        return result;
    size_t end = CSOCK_IPV6_HEADER_LENGTH + (size_t)header.payload_length;
    parts->layer = CSOCK_LAYER_IPV6;
    parts->addresses = packet + CSOCK_IPV6_AT_SOURCE;
    parts->address_count = sizeof header.source + sizeof header.destination;
    result = walk_ipv6(parts, packet, end, error);
    if (result < 0)
        return result;
    size_t start = parts->head.count;
    if (parts->is_fragment)
        start += CSOCK_IPV6_FRAGMENT_HEADER_LENGTH;
    else
        parts->protocol = packet[parts->next_header];
    parts->payload = csock_view(packet + start, end - start);
    return 0;
}

int csock_parts_find(csock_parts *parts, const void *packet, size_t count,
                     csock_wire_error *error) {
    const uint8_t *bytes = (const uint8_t *)packet;
    memset(parts, 0, sizeof *parts);
    csock_wire_clear(error);
    return count > 0 && bytes[0] >> 4 == 6 ? find_ipv6(parts, bytes, count, error)
                                           : find_ipv4(parts, bytes, count, error);
}

static size_t least_header(uint32_t layer, uint32_t protocol) {
    // RFC 1858 requires TCP's flags in the first fragment. Requiring the whole header would refuse
    // fragments that RFC 791 allows.
    if (layer == CSOCK_LAYER_IPV4)
        return protocol == CSOCK_IPPROTO_TCP ? 16 : 0;
    switch (protocol) {
    case CSOCK_IPPROTO_TCP:
        return 20;
    case CSOCK_IPPROTO_UDP:
    case CSOCK_IPPROTO_UDPLITE:
        return 8;
    case CSOCK_IPPROTO_SCTP:
        return 12;
    case CSOCK_IPPROTO_ICMPV6:
        return 4;
    default:
        return 0;
    }
}

bool csock_parts_have_header(const csock_parts *parts) {
    csock_ipv6_upper upper = {.protocol = parts->protocol};
    if (parts->layer == CSOCK_LAYER_IPV6 &&
        csock_ipv6_upper_layer(&upper, parts->protocol, parts->payload.start, parts->payload.count,
                               NULL) < 0)
        return false;
    return upper.fragment_offset > 0 ||
           parts->payload.count - upper.offset >= least_header(parts->layer, upper.protocol);
}
