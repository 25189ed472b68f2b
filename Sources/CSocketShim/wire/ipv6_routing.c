#include "csock/wire/ipv6_routing.h"

#include "wire/ipv6_extension.h"

enum {
    NEXT_HEADER = CSOCK_EXTENSION_NEXT_HEADER,
    LENGTH = CSOCK_EXTENSION_LENGTH,
    ROUTING_TYPE = 2,
    SEGMENTS_LEFT = 3,
    DATA = 4,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_IPV6_ROUTING,
    {
        {NEXT_HEADER, "Next Header"},
        {LENGTH, "Hdr Ext Len"},
        {ROUTING_TYPE, "Routing Type"},
        {SEGMENTS_LEFT, "Segments Left"},
        {DATA, "type-specific data"},
        {0, NULL},
    },
};

int csock_ipv6_routing_header_encode(const csock_ipv6_routing_header *header, void *buffer,
                                     size_t capacity, csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Next Header", NEXT_HEADER, header->next_header, 0xff},
        {"Routing Type", ROUTING_TYPE, header->type, 0xff},
        {"Segments Left", SEGMENTS_LEFT, header->segments_left, 0xff},
    };
    uint8_t *bytes = (uint8_t *)buffer;
    size_t fitting = csock_extension_fitting(header->data.count, DATA);
    int result = csock_wire_out_of_range(error, CSOCK_LAYER_IPV6_ROUTING, limits,
                                         sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (header->data.count != fitting)
        return csock_wire_fail_at(error, CSOCK_EPKTRANGE, &layout, DATA, header->data.count,
                                  fitting);
    size_t length = DATA + header->data.count;
    if (length > capacity)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, NEXT_HEADER, length, capacity);
    csock_extension_store(bytes, header->next_header, length);
    csock_store8(bytes + ROUTING_TYPE, header->type);
    csock_store8(bytes + SEGMENTS_LEFT, header->segments_left);
    csock_copy(bytes + DATA, header->data.start, header->data.count);
    csock_wire_clear(error);
    return (int)length;
}

int csock_ipv6_routing_header_decode_lenient(csock_ipv6_routing_header *header, const void *bytes,
                                             size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint8_t padded[DATA];
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t length = csock_extension_length(fixed); // the least, if nothing says how long it is
    size_t there = length < count ? length : count;
    header->next_header = fixed[NEXT_HEADER];
    header->type = fixed[ROUTING_TYPE];
    header->segments_left = fixed[SEGMENTS_LEFT];
    header->data = csock_view(NULL, 0);
    if (there > DATA)
        header->data = csock_view(start + DATA, there - DATA);
    csock_wire_clear(error);
    if (there < length)
        csock_wire_short(error, &layout, length, count);
    return (int)there;
}

int csock_ipv6_routing_header_decode(csock_ipv6_routing_header *header, const void *bytes,
                                     size_t count, csock_wire_error *error) {
    csock_wire_error missing;
    int length = csock_ipv6_routing_header_decode_lenient(header, bytes, count, &missing);
    if (error)
        *error = missing;
    return missing.code == 0 ? length : -missing.code;
}
