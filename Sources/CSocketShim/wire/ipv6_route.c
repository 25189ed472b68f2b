#include "csock/wire/ipv6_route.h"

#include "wire/table.h"

// Of the header: where its routing type stands, and where the data begins, to which the tables
// here belong.
enum { ROUTING_TYPE = 2, DATA = 4 };

enum {
    LAST_ENTRY = 0,
    SEGMENTS = 4,
    SEGMENT_LENGTH = 16,
    // Of segments and TLV objects together.
    LIST_MAX = CSOCK_IPV6_ROUTING_DATA_MAX - SEGMENTS,
    TLV_UNIT = 8,
};

#define HEADER csock_ipv6_home_route
static const csock_field home_fields[] = {
    CSOCK_VALUE(RESERVED, "Reserved", reserved, 0, 32),
    CSOCK_ADDRESS(IPV6, "Home Address", home_address, 32),
};
static const csock_table home_table =
    CSOCK_TABLE(CSOCK_LAYER_IPV6_ROUTING, 20, home_fields, NULL, NULL);
#undef HEADER
#define HEADER csock_ipv6_segment_route
static const csock_field segment_fields[] = {
    CSOCK_COMPUTED("Last Entry", LAST_ENTRY * 8, 8),
    CSOCK_VALUE(FLAGS, "Flags", flags, 8, 8),
    CSOCK_NUMBER("Tag", tag, 16, 16),
    CSOCK_BYTES("Segment List", segments, SEGMENTS * 8, SEGMENT_LENGTH,
                LIST_MAX / SEGMENT_LENGTH * SEGMENT_LENGTH, SEGMENT_LENGTH),
    CSOCK_BYTES("TLV objects", tlvs, SEGMENTS * 8, 0, LIST_MAX, TLV_UNIT),
};
static const csock_table segment_table =
    CSOCK_TABLE(CSOCK_LAYER_IPV6_ROUTING, SEGMENTS, segment_fields, NULL, NULL);

static int check_type(const csock_ipv6_routing_header *header, uint32_t type,
                      csock_wire_error *error) {
    if (header->type == type)
        return 0;
    return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV6_ROUTING, "Routing Type",
                           ROUTING_TYPE, type, header->type);
}

int csock_ipv6_home_route_encode(const csock_ipv6_home_route *route, void *buffer, size_t capacity,
                                 csock_wire_error *error) {
    return csock_table_shift(error, DATA,
                             csock_inline_encode(error, &home_table, route, buffer, capacity));
}

int csock_ipv6_home_route_decode(csock_ipv6_home_route *route,
                                 const csock_ipv6_routing_header *header, csock_wire_error *error) {
    int result = check_type(header, CSOCK_IPV6_ROUTING_TYPE_2, error);
    if (result < 0)
        return result;
    if (header->data.count != home_table.length)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV6_ROUTING, "Hdr Ext Len", 1,
                               home_table.length, header->data.count);
    csock_inline_load(&home_table, route, header->data.start);
    csock_wire_clear(error);
    return home_table.length;
}

int csock_ipv6_segment_route_encode(const csock_ipv6_segment_route *route, void *buffer,
                                    size_t capacity, csock_wire_error *error) {
    size_t length, segments = route->segments.count, tlvs = route->tlvs.count;
    int result = csock_table_check(error, &segment_table, route, &length);
    if (result == 0 && tlvs > LIST_MAX - segments)
        result = csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV6_ROUTING, "TLV objects",
                                 SEGMENTS + segments, tlvs, LIST_MAX - segments);
    if (result == 0)
        result = csock_inline_encode(error, &segment_table, route, buffer, capacity);
    if (result > 0)
        csock_store8((uint8_t *)buffer + LAST_ENTRY, (uint32_t)(segments / SEGMENT_LENGTH) - 1);
    return csock_table_shift(error, DATA, result);
}

int csock_ipv6_segment_route_decode(csock_ipv6_segment_route *route,
                                    const csock_ipv6_routing_header *header,
                                    csock_wire_error *error) {
    const uint8_t *bytes = header->data.start;
    size_t count = header->data.count;
    int result = check_type(header, CSOCK_IPV6_ROUTING_SEGMENT, error);
    if (result < 0)
        return result;
    // Lenient decoding of the header may have cut the data off anywhere.
    size_t most = count < SEGMENTS ? 0 : (count - SEGMENTS) / SEGMENT_LENGTH;
    size_t number = count > LAST_ENTRY ? bytes[LAST_ENTRY] + (size_t)1 : 1;
    if (number > most)
        return csock_table_shift(error, DATA,
                                 csock_table_fail(error, CSOCK_EPKTFIELD, &segment_table,
                                                  "Last Entry", most > 0 ? most - 1 : 0,
                                                  number - 1));
    size_t segments = number * SEGMENT_LENGTH;
    csock_inline_load(&segment_table, route, bytes);
    route->segments = csock_view(bytes + SEGMENTS, segments);
    route->tlvs = csock_view(bytes + SEGMENTS + segments, count - SEGMENTS - segments);
    csock_wire_clear(error);
    return (int)count;
}
