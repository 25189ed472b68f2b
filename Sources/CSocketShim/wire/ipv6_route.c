#include "csock/wire/ipv6_route.h"

#include "wire/wire.h"

// Where the data begins in its header, from which offsets count in errors; and its routing type.
enum { HEADER = 4, ROUTING_TYPE = 2 };

enum {
    HOME_RESERVED = 0,
    HOME_ADDRESS = 4,
    HOME_LENGTH = 20,
};

enum {
    LAST_ENTRY = 0,
    FLAGS = 1,
    TAG = 2,
    SEGMENTS = 4,
    SEGMENT_LENGTH = 16,
    TLV_UNIT = 8,
    SEGMENTS_LENGTH_MAX =
        (CSOCK_IPV6_ROUTING_DATA_MAX - SEGMENTS) / SEGMENT_LENGTH * SEGMENT_LENGTH,
};

static int fail(csock_wire_error *error, int code, const char *field, size_t offset,
                uint64_t needed, uint64_t available) {
    return csock_wire_fail(error, code, CSOCK_LAYER_IPV6_ROUTING, field, offset, needed, available);
}

static int check_type(const csock_ipv6_routing_header *header, uint32_t type,
                      csock_wire_error *error) {
    if (header->type != type)
        return fail(error, CSOCK_EPKTFIELD, "Routing Type", ROUTING_TYPE, type, header->type);
    return 0;
}

int csock_ipv6_home_route_encode(const csock_ipv6_home_route *route, void *buffer, size_t capacity,
                                 csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if (capacity < HOME_LENGTH)
        return fail(error, CSOCK_EPKTROOM, "Reserved", HEADER, HOME_LENGTH, capacity);
    csock_store32(bytes + HOME_RESERVED, route->reserved);
    memcpy(bytes + HOME_ADDRESS, route->home_address, sizeof route->home_address);
    csock_wire_clear(error);
    return HOME_LENGTH;
}

int csock_ipv6_home_route_decode(csock_ipv6_home_route *route,
                                 const csock_ipv6_routing_header *header, csock_wire_error *error) {
    int result = check_type(header, CSOCK_IPV6_ROUTING_TYPE_2, error);
    if (result < 0)
        return result;
    if (header->data.count != HOME_LENGTH)
        return fail(error, CSOCK_EPKTFIELD, "Hdr Ext Len", 1, HOME_LENGTH, header->data.count);
    route->reserved = csock_load32(header->data.start + HOME_RESERVED);
    memcpy(route->home_address, header->data.start + HOME_ADDRESS, sizeof route->home_address);
    csock_wire_clear(error);
    return HOME_LENGTH;
}

int csock_ipv6_segment_route_encode(const csock_ipv6_segment_route *route, void *buffer,
                                    size_t capacity, csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Flags", HEADER + FLAGS, route->flags, 0xff},
        {"Tag", HEADER + TAG, route->tag, 0xffff},
        {"Segment List", HEADER + SEGMENTS, route->segments.count, SEGMENTS_LENGTH_MAX},
    };
    uint8_t *bytes = (uint8_t *)buffer;
    size_t segments = route->segments.count, tlvs = route->tlvs.count;
    int result = csock_wire_out_of_range(error, CSOCK_LAYER_IPV6_ROUTING, limits,
                                         sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (segments < SEGMENT_LENGTH || segments % SEGMENT_LENGTH != 0)
        return fail(error, CSOCK_EPKTRANGE, "Segment List", HEADER + SEGMENTS, segments,
                    segments < SEGMENT_LENGTH ? (size_t)SEGMENT_LENGTH
                                              : segments / SEGMENT_LENGTH * SEGMENT_LENGTH);
    size_t most = CSOCK_IPV6_ROUTING_DATA_MAX - SEGMENTS - segments;
    if (tlvs > most || tlvs % TLV_UNIT != 0)
        return fail(error, CSOCK_EPKTRANGE, "TLV objects", HEADER + SEGMENTS + segments, tlvs,
                    tlvs > most ? most : tlvs / TLV_UNIT * TLV_UNIT);
    size_t length = SEGMENTS + segments + tlvs;
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Last Entry", HEADER, length, capacity);
    csock_store8(bytes + LAST_ENTRY, (uint32_t)(segments / SEGMENT_LENGTH) - 1);
    csock_store8(bytes + FLAGS, route->flags);
    csock_store16(bytes + TAG, route->tag);
    csock_copy(bytes + SEGMENTS, route->segments.start, segments);
    csock_copy(bytes + SEGMENTS + segments, route->tlvs.start, tlvs);
    csock_wire_clear(error);
    return (int)length;
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
        return fail(error, CSOCK_EPKTFIELD, "Last Entry", HEADER + LAST_ENTRY,
                    most > 0 ? most - 1 : 0, number - 1);
    size_t segments = number * SEGMENT_LENGTH;
    route->flags = bytes[FLAGS];
    route->tag = csock_load16(bytes + TAG);
    route->segments = csock_view(bytes + SEGMENTS, segments);
    route->tlvs = csock_view(bytes + SEGMENTS + segments, count - SEGMENTS - segments);
    csock_wire_clear(error);
    return (int)count;
}
