#include "csock/constant.h"
#include "csock/result.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/protocol.h"
#include "tests.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// Of an MLDv2 report: router alert and PadN, and where ICMPv6 begins.
static const uint8_t report[] = {0x3a, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00, 0x8f, 0x00};

// RFC 6275: a home address, 8n+6, behind a tunnel limit and Pad1, with padding that is not zero.
static const uint8_t from_home[] = {
    0x3b, 0x03, 0x04, 0x01, 0x07, 0x00, 0xc9, 0x10, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x07, 0x3e, 0x01, 0xff, 0x01, 0x03, 0xaa, 0xbb, 0xcc,
};

static void ipv6_options_header(void) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6_HOP_BY_HOP, report, sizeof report, 8);
    CHECK_INT(layer.ipv6_options.next_header, CSOCK_IPPROTO_ICMPV6);
    CHECK(layer.ipv6_options.options.start == report + 2);
    CHECK_INT(layer.ipv6_options.options.count, 6);
    layer = check_wire(CSOCK_LAYER_IPV6_DESTINATION, from_home, sizeof from_home, 32);
    CHECK_INT(layer.ipv6_options.next_header, CSOCK_IPPROTO_NONE);
    CHECK_INT(layer.ipv6_options.options.count, 30);
    // The longest there is: PadN of all sizes, of which the last fills it.
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

static void ipv6_options_header_is_refused(void) {
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

static void ipv6_options_header_cannot_hold(void) {
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

// Deprecated type 0 with two addresses, of which one is left.
static const uint8_t source_route[] = {
    0x11, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
};

static void ipv6_routing_header(void) {
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

static void ipv6_routing_header_cannot_hold(void) {
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

// The second of three fragments, with the reserved bits that RFC 8200 wants ignored.
static const uint8_t fragment[] = {0x11, 0xa5, 0x05, 0xad, 0xde, 0xad, 0xbe, 0xef, 0x00};

static void ipv6_fragment_header(void) {
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

static void ipv6_options(void) {
    static const uint8_t jumbo[] = {0xc2, 4, 0x00, 0x01, 0x00, 0x00, 5, 2, 0, 0};
    static const struct {
        const uint8_t *bytes;
        size_t count, number;
        csock_ipv6_option wanted[6];
    } cases[] = {
        {report + 2, 6, 2, {{.type = CSOCK_IPV6_OPTION_ROUTER_ALERT}, {.type = 1}}},
        {from_home + 2,
         30,
         5,
         {{.type = CSOCK_IPV6_OPTION_TUNNEL_LIMIT, .value = 7},
          {.type = CSOCK_IPV6_OPTION_PAD1},
          {.type = CSOCK_IPV6_OPTION_HOME_ADDRESS, .address = {0x20, 0x01, 0x0d, 0xb8, [15] = 7}},
          {.type = 0x3e, .data = {from_home + 26, 1}},
          {.type = CSOCK_IPV6_OPTION_PADN, .data = {from_home + 29, 3}}}},
        {jumbo,
         10,
         2,
         {{.type = CSOCK_IPV6_OPTION_JUMBO_PAYLOAD, .value = 65536},
          {.type = CSOCK_IPV6_OPTION_ROUTER_ALERT}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_bytes options = {cases[i].bytes, cases[i].count};
        csock_ipv6_option option;
        uint8_t again[64];
        size_t written = 0;
        for (size_t j = 0; j < cases[i].number; j++) {
            const csock_ipv6_option *wanted = &cases[i].wanted[j];
            CHECK_INT(csock_ipv6_option_next(&options, &option, NULL), 1);
            CHECK_INT(option.type, wanted->type);
            CHECK_INT(option.value, wanted->value);
            CHECK_BYTES(option.address, 16, wanted->address, 16);
            CHECK_INT(option.data.count, wanted->data.count);
            CHECK(option.data.count == 0 || option.data.start == wanted->data.start);
            int length =
                csock_ipv6_option_encode(&option, again + written, sizeof again - written, NULL);
            if (CHECK(length > 0))
                written += (size_t)length;
        }
        CHECK_INT(csock_ipv6_option_next(&options, &option, NULL), 0);
        CHECK_BYTES(again, written, cases[i].bytes, cases[i].count);
    }
    CHECK_INT(CSOCK_IPV6_OPTION_HOME_ADDRESS & CSOCK_IPV6_OPTION_ACTION,
              CSOCK_IPV6_OPTION_REPORT_UNICAST);
    CHECK_INT(CSOCK_IPV6_OPTION_ROUTER_ALERT & CSOCK_IPV6_OPTION_ACTION, CSOCK_IPV6_OPTION_SKIP);
}

static void ipv6_options_are_refused(void) {
    static const struct {
        uint8_t bytes[20];
        size_t count;
        uint64_t needed, available;
    } cases[] = {
        {{1}, 1, 0, 0},          // no length
        {{1, 3, 0, 0}, 4, 2, 3}, // more than there is
        {{5, 1, 0}, 3, 2, 1},    // router alert
        {{5, 3, 0, 0, 0}, 5, 2, 3},
        {{0xc2, 2, 0, 0}, 4, 4, 2}, // jumbo payload
        {{4, 0}, 2, 1, 0},          // tunnel limit
        {{0xc9, 15}, 17, 16, 15},   // home address
        {{0xc9, 17}, 19, 16, 17},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *copy = exact_copy(cases[i].bytes, cases[i].count);
        csock_bytes options = {copy, cases[i].count};
        csock_ipv6_option option;
        csock_wire_error error = {0};
        CHECK_INT(csock_ipv6_option_next(&options, &option, &error), -CSOCK_EPKTFIELD);
        CHECK_TEXT(error.code ? error.field : "", "Opt Data Len");
        CHECK_INT(error.layer, CSOCK_LAYER_IPV6);
        CHECK_INT(error.needed, cases[i].needed);
        CHECK_INT(error.available, cases[i].available);
        CHECK_INT(options.count, cases[i].count);
        free(copy);
    }
}

static void ipv6_options_cannot_hold(void) {
    static const uint8_t bytes[256];
    static const struct {
        csock_ipv6_option option;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{.type = 256}, "Option Type", 256, 255},
        {{.type = 4, .value = 256}, "Tunnel Encapsulation Limit", 256, 255},
        {{.type = 5, .value = 65536}, "Router Alert Value", 65536, 65535},
        {{.type = 0, .data = {bytes, 1}}, "Opt Data Len", 1, 0},
        {{.type = 5, .data = {bytes, 1}}, "Opt Data Len", 1, 0},
        {{.type = 1, .data = {bytes, 256}}, "Opt Data Len", 256, 255},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t buffer[300];
        csock_wire_error error = {0};
        CHECK_INT(csock_ipv6_option_encode(&cases[i].option, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.code ? error.field : "", cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
    csock_ipv6_option home = {.type = CSOCK_IPV6_OPTION_HOME_ADDRESS};
    for (size_t room = 0; room < 18; room++) {
        uint8_t *buffer = malloc(room);
        csock_wire_error error = {0};
        CHECK_INT(csock_ipv6_option_encode(&home, buffer, room, &error), -CSOCK_EPKTROOM);
        CHECK_INT(error.needed, 18);
        free(buffer);
    }
}

static void ipv6_options_are_padded(void) {
    for (uint32_t multiple = 1; multiple <= 8; multiple++)
        for (uint32_t rest = 0; rest < multiple; rest++)
            for (size_t count = 0; count < 20; count++) {
                uint8_t options[32];
                csock_ipv6_option padding = {0};
                memset(options, 0xa5, sizeof options);
                int padded =
                    csock_ipv6_option_pad(options, count, sizeof options, multiple, rest, NULL);
                CHECK_BETWEEN(padded, count, count + multiple - 1);
                CHECK_INT(((size_t)padded + 2) % multiple, rest);
                CHECK_INT(options[padded], 0xa5);
                csock_bytes after = {options + count, (size_t)padded - count};
                if (after.count > 0) {
                    CHECK_INT(csock_ipv6_option_next(&after, &padding, NULL), 1);
                    CHECK_INT(padding.type, (size_t)padded - count > 1);
                    CHECK_INT(after.count, 0);
                    CHECK_INT(csock_ipv6_option_pad(options, count, (size_t)padded - 1, multiple,
                                                    rest, NULL),
                              -CSOCK_EPKTROOM);
                }
            }
    csock_wire_error error;
    CHECK_INT(csock_ipv6_option_pad(NULL, 0, 0, 0, 0, &error), -CSOCK_EPKTRANGE);
    CHECK_INT(csock_ipv6_option_pad(NULL, 0, 0, 9, 0, &error), -CSOCK_EPKTRANGE);
    CHECK_INT(csock_ipv6_option_pad(NULL, 0, 0, 8, 8, &error), -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Alignment");
    CHECK_INT(csock_ipv6_option_pad(NULL, 0, 0, 8, 0, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 6);
}

const test wire_ipv6_extension_tests[] = {
    TEST(ipv6_options_header),
    TEST(ipv6_options_header_is_refused),
    TEST(ipv6_options_header_cannot_hold),
    TEST(ipv6_routing_header),
    TEST(ipv6_routing_header_cannot_hold),
    TEST(ipv6_fragment_header),
    TEST(ipv6_options),
    TEST(ipv6_options_are_refused),
    TEST(ipv6_options_cannot_hold),
    TEST(ipv6_options_are_padded),
    END_OF_TESTS,
};
