#include "csock/constant.h"
#include "csock/result.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/protocol.h"
#include "harness.h"
#include "wire_case.h"

#include <string.h>

// From an MLDv2 report: router alert, PadN, and the first bytes of ICMPv6.
static const uint8_t report[] = {0x3a, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00, 0x8f, 0x00};

// RFC 6275: a tunnel limit, Pad1, a home address (aligned to 8n+6), and padding that is not zero.
static const uint8_t from_home[] = {
    0x3b, 0x03, 0x04, 0x01, 0x07, 0x00, 0xc9, 0x10, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x07, 0x3e, 0x01, 0xff, 0x01, 0x03, 0xaa, 0xbb, 0xcc,
};

TEST(ipv6_options_headers_are_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_HOP_BY_HOP, report, sizeof report, 8);
    CHECK_INT(layer.ipv6_options.next_header, CSOCK_IPPROTO_ICMPV6);
    CHECK(layer.ipv6_options.options.start == report + 2);
    CHECK_INT(layer.ipv6_options.options.count, 6);
    layer = check_wire(CSOCK_LAYER_IPV6_DESTINATION, from_home, sizeof from_home, 32);
    CHECK_INT(layer.ipv6_options.next_header, CSOCK_IPPROTO_NONE);
    CHECK_INT(layer.ipv6_options.options.count, 30);
    // The longest header. Its options are PadN of several sizes.
    static uint8_t longest[2048] = {59, 255};
    size_t end = 2;
    for (size_t length = 255; end < sizeof longest; end += 2 + length) {
        if (length > sizeof longest - end - 2)
            length = sizeof longest - end - 2;
        longest[end] = CSOCK_IPV6_OPTION_PADN;
        longest[end + 1] = (uint8_t)length;
    }
    csock_ipv6_options_header header;
    CHECK_INT(csock_ipv6_destination_header_decode(&header, longest, sizeof longest, NULL), 2048);
    CHECK_INT(header.options.count, CSOCK_IPV6_OPTIONS_MAX);
}

TEST(decoding_an_ipv6_options_header_names_the_invalid_field) {
    static const uint32_t kinds[] = {CSOCK_LAYER_IPV6_HOP_BY_HOP, CSOCK_LAYER_IPV6_DESTINATION};
    for (size_t i = 0; i < 2; i++) {
        uint8_t bytes[sizeof report];
#define CHANGED(offset, value, ...)                                                                \
    memcpy(bytes, report, sizeof report);                                                          \
    bytes[offset] = value;                                                                         \
    check_refused(kinds[i], bytes, sizeof bytes, __VA_ARGS__)
        CHANGED(1, 1, CSOCK_EPKTSHORT, "Options", 16, 10);
        CHANGED(3, 5, CSOCK_EPKTFIELD, "Opt Data Len", 4, 5);
        CHANGED(7, 1, CSOCK_EPKTFIELD, "Opt Data Len", 0, 1);
    }
    check_refused(CSOCK_LAYER_IPV6_HOP_BY_HOP, report, 1, CSOCK_EPKTSHORT, "Hdr Ext Len", 8, 1);
    check_refused(CSOCK_LAYER_IPV6_DESTINATION, NULL, 0, CSOCK_EPKTSHORT, "Next Header", 8, 0);
}

TEST(encoding_an_ipv6_options_header_refuses_lengths_that_do_not_fit) {
    static const uint8_t options[2056];
    csock_layer layer = {.kind = CSOCK_LAYER_IPV6_HOP_BY_HOP, .ipv6_options = {256, {options, 6}}};
    check_unrepresentable(&layer, "Next Header", 256, 255);
    layer.ipv6_options.next_header = 255;
    for (size_t count = 0; count <= sizeof options; count++) {
        layer.ipv6_options.options.count = count;
        if (count > CSOCK_IPV6_OPTIONS_MAX)
            check_unrepresentable(&layer, "Options", count, CSOCK_IPV6_OPTIONS_MAX);
        else if (count % 8 != 6)
            check_unrepresentable(&layer, "Options", count,
                                  count < 6 ? 6 : (count - 6) / 8 * 8 + 6);
    }
}

// The deprecated type 0 with two addresses and one segment left.
static const uint8_t source_route[] = {
    0x11, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
};

TEST(ipv6_routing_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_ROUTING, source_route, sizeof source_route, 40);
    CHECK_INT(layer.ipv6_routing.next_header, CSOCK_IPPROTO_UDP);
    CHECK_INT(layer.ipv6_routing.type, CSOCK_IPV6_ROUTING_SOURCE);
    CHECK_INT(layer.ipv6_routing.segments_left, 1);
    CHECK(layer.ipv6_routing.data.start == source_route + 4);
    CHECK_INT(layer.ipv6_routing.data.count, 36);
    check_wire(CSOCK_LAYER_IPV6_ROUTING, "\x3b\0\xfd\xff\x01\x02\x03\x04\x05", 9, 8);
    check_refused(CSOCK_LAYER_IPV6_ROUTING, source_route, 39, CSOCK_EPKTSHORT, "type-specific data",
                  40, 39);
    check_refused(CSOCK_LAYER_IPV6_ROUTING, source_route, 3, CSOCK_EPKTSHORT, "Segments Left", 40,
                  3);
    check_refused(CSOCK_LAYER_IPV6_ROUTING, NULL, 0, CSOCK_EPKTSHORT, "Next Header", 8, 0);
}

TEST(encoding_an_ipv6_routing_header_refuses_values_out_of_range) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_ROUTING, source_route, sizeof source_route, 40);
    csock_layer changed;
#define HOLDS_NOT(member, field, value, greatest)                                                  \
    changed = layer;                                                                               \
    changed.ipv6_routing.member = value;                                                           \
    check_unrepresentable(&changed, field, value, greatest)
    HOLDS_NOT(next_header, "Next Header", 256, 255);
    HOLDS_NOT(type, "Routing Type", 256, 255);
    HOLDS_NOT(segments_left, "Segments Left", 256, 255);
    HOLDS_NOT(data.count, "type-specific data", 35, 28);
    HOLDS_NOT(data.count, "type-specific data", 0, 4);
    HOLDS_NOT(data.count, "type-specific data", 2052, 2044);
}

// The second of three fragments, with reserved bits that RFC 8200 says to ignore.
static const uint8_t fragment[] = {0x11, 0xa5, 0x05, 0xad, 0xde, 0xad, 0xbe, 0xef, 0x00};

TEST(ipv6_fragment_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_FRAGMENT, fragment, sizeof fragment, 8);
    CHECK_INT(layer.ipv6_fragment.next_header, CSOCK_IPPROTO_UDP);
    CHECK_INT(layer.ipv6_fragment.reserved, 0xa5);
    CHECK_INT(layer.ipv6_fragment.fragment_offset, 181);
    CHECK_INT(layer.ipv6_fragment.reserved_flags, 2);
    CHECK_INT(layer.ipv6_fragment.more_fragments, 1);
    CHECK_INT(layer.ipv6_fragment.identification, 0xdeadbeef);
    check_refused(CSOCK_LAYER_IPV6_FRAGMENT, fragment, 7, CSOCK_EPKTSHORT, "Identification", 8, 7);
    check_refused(CSOCK_LAYER_IPV6_FRAGMENT, NULL, 0, CSOCK_EPKTSHORT, "Next Header", 8, 0);
    csock_layer changed;
#undef HOLDS_NOT
#define HOLDS_NOT(member, field, value, greatest)                                                  \
    changed = layer;                                                                               \
    changed.ipv6_fragment.member = value;                                                          \
    check_unrepresentable(&changed, field, value, greatest)
    HOLDS_NOT(next_header, "Next Header", 256, 255);
    HOLDS_NOT(reserved, "Reserved", 256, 255);
    HOLDS_NOT(fragment_offset, "Fragment Offset", 0x2000, 0x1fff);
    HOLDS_NOT(reserved_flags, "Res", 4, 3);
    HOLDS_NOT(more_fragments, "M flag", 2, 1);
}
