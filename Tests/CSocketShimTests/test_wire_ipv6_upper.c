#include "csock/constant.h"
#include "csock/result.h"
#include "csock/wire/ipv6_route.h"
#include "csock/wire/ipv6_upper.h"
#include "csock/wire/protocol.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// In the order of RFC 8200 section 4.1: hop-by-hop options, destination options, routing, the first
// fragment, authentication (RFC 4302, 24 bytes), destination options, and a UDP port.
static const uint8_t chain[] = {
    0x3c, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00, // hop-by-hop
    0x2b, 0x01, 0x01, 0x0c, 0x00, 0x00, 0x00, 0x00, 0,    0,    0,    0,
    0,    0,    0,    0,                                                    // destination
    0x2c, 0x00, 0xfd, 0x00, 0x00, 0x00, 0x00, 0x00,                         // routing
    0x33, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x07,                         // fragment
    0x3c, 0x04, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, // authentication
    0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab, //
    0x11, 0x00, 0x01, 0x04, 0x00, 0x00, 0x00, 0x00,                         // destination
    0xd0, 0xa3,
};

enum { UPPER = sizeof chain - 2, FRAGMENT = 32 };

TEST(ipv6_upper_layer_is_found_after_all_extension_headers) {
    csock_ipv6_upper upper;
    csock_wire_error error;
    CHECK_INT(csock_ipv6_upper_layer(&upper, CSOCK_IPPROTO_HOPOPTS, chain, sizeof chain, &error),
              UPPER);
    CHECK_INT(error.code, 0);
    CHECK_INT(upper.protocol, CSOCK_IPPROTO_UDP);
    CHECK_INT(upper.headers, 6);
    CHECK_INT(upper.offset, UPPER);
    CHECK(upper.is_fragment);
    CHECK_INT(upper.fragment_offset, 0);
    static const uint32_t ends[] = {
        CSOCK_IPPROTO_TCP, CSOCK_IPPROTO_ICMPV6, CSOCK_IPPROTO_ESP, CSOCK_IPPROTO_NONE, 253, 256};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        CHECK_INT(csock_ipv6_upper_layer(&upper, ends[i], NULL, 0, NULL), 0);
        CHECK_INT(upper.protocol, ends[i]);
        CHECK_INT(upper.headers, 0);
        CHECK(!upper.is_fragment);
    }
}

TEST(ipv6_upper_layer_of_a_later_fragment_is_the_fragments_next_header) {
    uint8_t bytes[sizeof chain];
    csock_ipv6_upper upper;
    memcpy(bytes, chain, sizeof bytes);
    bytes[FRAGMENT + 3] = 0xb9; // the next bytes are no authentication header
    CHECK_INT(csock_ipv6_upper_layer(&upper, CSOCK_IPPROTO_HOPOPTS, bytes, sizeof bytes, NULL),
              FRAGMENT + 8);
    CHECK_INT(upper.protocol, CSOCK_IPPROTO_AH);
    CHECK_INT(upper.headers, 4);
    CHECK(upper.is_fragment);
    CHECK_INT(upper.fragment_offset, 23);
}

static void check_fails(uint32_t next_header, const uint8_t *bytes, size_t count, int code,
                        uint32_t layer, uint64_t needed, uint64_t available) {
    uint8_t *copy = exact_copy(bytes, count);
    csock_ipv6_upper upper;
    csock_wire_error error = {0};
    CHECK_INT(csock_ipv6_upper_layer(&upper, next_header, copy, count, &error), -code);
    CHECK_INT(error.code, code);
    CHECK_INT(error.layer, layer);
    CHECK_INT(error.needed, needed);
    CHECK_INT(error.available, available);
    CHECK_INT(csock_ipv6_upper_layer(&upper, next_header, copy, count, NULL), -code);
    free(copy);
}

TEST(ipv6_upper_layer_names_the_header_that_is_truncated_or_invalid) {
    static uint8_t many[17 * 8];
    uint8_t bytes[sizeof chain];
    csock_ipv6_upper upper;
    check_fails(CSOCK_IPPROTO_HOPOPTS, NULL, 0, CSOCK_EPKTSHORT, CSOCK_LAYER_IPV6_HOP_BY_HOP, 8, 0);
    check_fails(CSOCK_IPPROTO_HOPOPTS, chain, 9, CSOCK_EPKTSHORT, CSOCK_LAYER_IPV6_DESTINATION, 8,
                1);
    check_fails(CSOCK_IPPROTO_HOPOPTS, chain, 23, CSOCK_EPKTSHORT, CSOCK_LAYER_IPV6_DESTINATION, 16,
                15);
    check_fails(CSOCK_IPPROTO_ROUTING, chain + 24, 7, CSOCK_EPKTSHORT, CSOCK_LAYER_IPV6_ROUTING, 8,
                7);
    check_fails(CSOCK_IPPROTO_FRAGMENT, chain + 32, 7, CSOCK_EPKTSHORT, CSOCK_LAYER_IPV6_FRAGMENT,
                8, 7);
    check_fails(CSOCK_IPPROTO_AH, chain + 40, 23, CSOCK_EPKTSHORT, CSOCK_LAYER_IPV6, 24, 23);
    memcpy(bytes, chain, sizeof bytes);
    bytes[41] = 0;
    check_fails(CSOCK_IPPROTO_AH, bytes + 40, 24, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV6, 1, 0);
    // A next header of 0 is a second hop-by-hop options header.
    check_fails(CSOCK_IPPROTO_DSTOPTS, many, 16, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV6_HOP_BY_HOP, 0,
                1);
    for (size_t i = 0; i < sizeof many; i += 8)
        many[i] = CSOCK_IPPROTO_DSTOPTS;
    check_fails(CSOCK_IPPROTO_DSTOPTS, many, sizeof many, CSOCK_EPKTFIELD,
                CSOCK_LAYER_IPV6_DESTINATION, 16, 17);
    many[15 * 8] = CSOCK_IPPROTO_TCP;
    CHECK_INT(csock_ipv6_upper_layer(&upper, CSOCK_IPPROTO_DSTOPTS, many, sizeof many, NULL), 128);
    CHECK_INT(upper.headers, CSOCK_IPV6_EXTENSION_HEADERS_MAX);
}

static void check_stays_inside(const uint8_t *bytes, size_t count) {
    uint8_t *copy = exact_copy(bytes, count);
    csock_ipv6_upper upper;
    int result = csock_ipv6_upper_layer(&upper, CSOCK_IPPROTO_HOPOPTS, copy, count, NULL);
    CHECK(upper.offset <= count);
    CHECK(upper.headers <= CSOCK_IPV6_EXTENSION_HEADERS_MAX);
    CHECK(result == (int)upper.offset || result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD);
    free(copy);
}

TEST(ipv6_upper_layer_of_any_bytes_stays_in_bounds) {
    uint8_t bytes[sizeof chain];
    memcpy(bytes, chain, sizeof bytes);
    for (size_t count = 0; count <= sizeof chain; count++)
        check_stays_inside(bytes, count);
    for (size_t bit = 0; bit < sizeof chain * 8; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        check_stays_inside(bytes, sizeof bytes);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

// RFC 8754: two segments, one segment left, a tag, and a padding TLV.
static const uint8_t segments[] = {
    0x11, 0x05, 0x04, 0x01, 0x01, 0x80, 0x12, 0x34, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x04, 0x06, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

TEST(ipv6_segment_route_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_ROUTING, segments, sizeof segments, 48);
    csock_ipv6_routing_header *header = &layer.ipv6_routing;
    csock_ipv6_segment_route route;
    csock_wire_error error;
    uint8_t data[44];
    CHECK_INT(csock_ipv6_segment_route_decode(&route, header, NULL), 44);
    CHECK_INT(route.flags, 0x80);
    CHECK_INT(route.tag, 0x1234);
    CHECK(route.segments.start == segments + 8);
    CHECK_INT(route.segments.count, 32);
    CHECK_INT(route.tlvs.count, 8);
    memset(data, 0xa5, sizeof data);
    CHECK_INT(csock_ipv6_segment_route_encode(&route, data, sizeof data, NULL), 44);
    CHECK_BYTES(data, 44, segments + 4, 44);
    for (size_t room = 0; room < 44; room++)
        CHECK_INT(csock_ipv6_segment_route_encode(&route, data, room, NULL), -CSOCK_EPKTROOM);
    for (size_t count = 0; count < 36; count++) { // as after lenient decoding
        header->data.count = count;
        CHECK_INT(csock_ipv6_segment_route_decode(&route, header, &error), -CSOCK_EPKTFIELD);
        CHECK_TEXT(error.field, "Last Entry");
    }
    header->type = CSOCK_IPV6_ROUTING_SOURCE;
    CHECK_INT(csock_ipv6_segment_route_decode(&route, header, &error), -CSOCK_EPKTFIELD);
    CHECK_TEXT(error.field, "Routing Type");
    static const uint8_t bytes[2064];
    static const struct {
        csock_ipv6_segment_route route;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{256, 0, {bytes, 16}, {NULL, 0}}, "Flags", 256, 255},
        {{0, 65536, {bytes, 16}, {NULL, 0}}, "Tag", 65536, 65535},
        {{0, 0, {NULL, 0}, {NULL, 0}}, "Segment List", 0, 16},
        {{0, 0, {bytes, 33}, {NULL, 0}}, "Segment List", 33, 32},
        {{0, 0, {bytes, 2048}, {NULL, 0}}, "Segment List", 2048, 2032},
        {{0, 0, {bytes, 16}, {bytes, 12}}, "TLV objects", 12, 8},
        {{0, 0, {bytes, 2032}, {bytes, 16}}, "TLV objects", 16, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_INT(csock_ipv6_segment_route_encode(&cases[i].route, data, sizeof data, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
}

TEST(ipv6_home_route_is_decoded_and_encoded) {
    static const uint8_t bytes[] = {0x3a, 0x02, 0x02, 0x01, 0x00, 0x00, 0x00, 0x09,
                                    0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
                                    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x07};
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_ROUTING, bytes, sizeof bytes, 24);
    csock_ipv6_home_route route;
    csock_wire_error error;
    uint8_t data[20];
    CHECK_INT(csock_ipv6_home_route_decode(&route, &layer.ipv6_routing, NULL), 20);
    CHECK_INT(route.reserved, 9);
    CHECK_BYTES(route.home_address, 16, bytes + 8, 16);
    memset(data, 0xa5, sizeof data);
    CHECK_INT(csock_ipv6_home_route_encode(&route, data, sizeof data, NULL), 20);
    CHECK_BYTES(data, 20, bytes + 4, 20);
    CHECK_INT(csock_ipv6_home_route_encode(&route, data, 19, NULL), -CSOCK_EPKTROOM);
    layer.ipv6_routing.data.count = 12;
    CHECK_INT(csock_ipv6_home_route_decode(&route, &layer.ipv6_routing, &error), -CSOCK_EPKTFIELD);
    CHECK_TEXT(error.field, "Hdr Ext Len");
    layer.ipv6_routing.type = CSOCK_IPV6_ROUTING_RPL;
    CHECK_INT(csock_ipv6_home_route_decode(&route, &layer.ipv6_routing, &error), -CSOCK_EPKTFIELD);
    CHECK_TEXT(error.field, "Routing Type");
}
