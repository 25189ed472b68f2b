#include "csock/wire/ipv6_upper.h"

#include "csock/assigned_number.h"
#include "csock/wire/ipv6_fragment.h"
#include "csock/wire/protocol.h"
#include "wire/ipv6_extension.h"

// RFC 4302: the length is in units of 4 bytes, of which the first two do not count.
enum { AH_UNIT = 4, AH_UNCOUNTED = 2, AH_UNITS_MIN = 1 };

static const uint32_t none = UINT32_MAX;

// The kind of an extension header that is passed, CSOCK_LAYER_IPV6 for an authentication header, or
// `none`.
static uint32_t kind_of(uint32_t protocol) {
    switch (protocol) {
    case CSOCK_IPPROTO_HOPOPTS:
        return CSOCK_LAYER_IPV6_HOP_BY_HOP;
    case CSOCK_IPPROTO_ROUTING:
        return CSOCK_LAYER_IPV6_ROUTING;
    case CSOCK_IPPROTO_FRAGMENT:
        return CSOCK_LAYER_IPV6_FRAGMENT;
    case CSOCK_IPPROTO_DSTOPTS:
        return CSOCK_LAYER_IPV6_DESTINATION;
    case CSOCK_IPPROTO_AH:
        return CSOCK_LAYER_IPV6;
    default:
        return none;
    }
}

static size_t header_length(uint32_t kind, const uint8_t *bytes) {
    if (kind == CSOCK_LAYER_IPV6_FRAGMENT)
        return CSOCK_IPV6_FRAGMENT_HEADER_LENGTH;
    if (kind == CSOCK_LAYER_IPV6)
        return (bytes[CSOCK_EXTENSION_LENGTH] + (size_t)AH_UNCOUNTED) * AH_UNIT;
    return csock_extension_length(bytes);
}

static void enter_fragment(csock_ipv6_upper *upper, const uint8_t *bytes) {
    csock_ipv6_fragment_header header;
    csock_ipv6_fragment_header_decode(&header, bytes, CSOCK_IPV6_FRAGMENT_HEADER_LENGTH, NULL);
    upper->is_fragment = true;
    upper->fragment_offset = header.fragment_offset;
}

int csock_ipv6_upper_layer(csock_ipv6_upper *upper, uint32_t next_header, const void *bytes,
                           size_t count, csock_wire_error *error) {
    const csock_ipv6_upper start = {.protocol = next_header};
    *upper = start;
    // Each header is at least 8 bytes long, and their number is bounded: it comes to an end.
    for (;;) {
        uint32_t kind = kind_of(upper->protocol);
        if (kind == none || upper->fragment_offset != 0)
            break;
        if (kind == CSOCK_LAYER_IPV6_HOP_BY_HOP && upper->headers > 0)
            return csock_wire_fail(error, CSOCK_EPKTFIELD, kind, "Next Header", 0, 0,
                                   upper->headers);
        if (upper->headers == CSOCK_IPV6_EXTENSION_HEADERS_MAX)
            return csock_wire_fail(error, CSOCK_EPKTFIELD, kind, "Next Header", 0,
                                   CSOCK_IPV6_EXTENSION_HEADERS_MAX, upper->headers + 1u);
        const char *field = kind == CSOCK_LAYER_IPV6 ? "Payload Len" : "Hdr Ext Len";
        size_t available = count - upper->offset;
        if (available < CSOCK_EXTENSION_UNIT)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, kind, "Next Header", 0,
                                   CSOCK_EXTENSION_UNIT, available);
        const uint8_t *header = (const uint8_t *)bytes + upper->offset;
        uint8_t units = header[CSOCK_EXTENSION_LENGTH];
        if (kind == CSOCK_LAYER_IPV6 && units < AH_UNITS_MIN)
            return csock_wire_fail(error, CSOCK_EPKTFIELD, kind, field, CSOCK_EXTENSION_LENGTH,
                                   AH_UNITS_MIN, units);
        size_t length = header_length(kind, header);
        if (length > available)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, kind, field, CSOCK_EXTENSION_LENGTH,
                                   length, available);
        if (kind == CSOCK_LAYER_IPV6_FRAGMENT)
            enter_fragment(upper, header);
        upper->protocol = header[CSOCK_EXTENSION_NEXT_HEADER];
        upper->offset += length;
        upper->headers++;
    }
    csock_wire_clear(error);
    return (int)upper->offset;
}
