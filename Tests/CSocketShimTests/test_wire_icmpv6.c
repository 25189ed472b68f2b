#include "csock/result.h"
#include "csock/wire/icmpv4.h"
#include "csock/wire/icmpv6.h"
#include "tests.h"
#include "wire_case.h"

// Messages, and what they say. Those of Linux were captured.
static const struct {
    uint8_t bytes[40];
    size_t count, header_length;
    csock_icmpv6_header header;
} messages[] = {
    // Linux: port unreachable
    {{0x01, 0x04, 0x2c, 0x78, 0x00, 0x00, 0x00, 0x00, 0x60, 0x09},
     10,
     8,
     {.type = 1, .code = CSOCK_ICMPV6_PORT_UNREACHABLE, .checksum = 0x2c78}},
    // RFC 4884 section 4.4, every field in use
    {{0x01, 0x07, 0x12, 0x34, 0x10, 0xab, 0xcd, 0xef},
     8,
     8,
     {.type = 1,
      .code = CSOCK_ICMPV6_SOURCE_ROUTING_ERROR,
      .checksum = 0x1234,
      .length = 16,
      .unused = 0xabcdef}},
    // RFC 4443 sections 3.2 to 3.4
    {{0x02, 0x00, 0x12, 0x34, 0x00, 0x00, 0x05, 0x00},
     8,
     8,
     {.type = 2, .checksum = 0x1234, .mtu = 1280}},
    {{0x03, 0x01, 0x12, 0x34, 0x10, 0x00, 0x00, 0x01},
     8,
     8,
     {.type = 3,
      .code = CSOCK_ICMPV6_REASSEMBLY_TIME_EXCEEDED,
      .checksum = 0x1234,
      .length = 16,
      .unused = 1}},
    {{0x04, 0x02, 0x12, 0x34, 0x80, 0x00, 0x00, 0x28},
     8,
     8,
     {.type = 4,
      .code = CSOCK_ICMPV6_UNRECOGNIZED_OPTION,
      .checksum = 0x1234,
      .pointer = 0x80000028}},
    // ping of 4 bytes, and its reply
    {{0x80, 0x00, 0xd1, 0xc8, 0xab, 0xe9, 0x00, 0x01, 0x00, 0x01, 0x02, 0x03},
     12,
     8,
     {.type = 128, .checksum = 0xd1c8, .identifier = 0xabe9, .sequence_number = 1}},
    {{0x81, 0x00, 0xd0, 0xc8, 0xab, 0xe9, 0x00, 0x01, 0x00, 0x01, 0x02, 0x03},
     12,
     8,
     {.type = 129, .checksum = 0xd0c8, .identifier = 0xabe9, .sequence_number = 1}},
    // RFC 2710: a query for one address; a done
    {{0x82, 0x00, 0x12, 0x34, 0x03, 0xe8, 0x56, 0x78, 0xff, 0x02, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xff, 0x00, 0x00, 0x01},
     24,
     24,
     {.type = 130,
      .checksum = 0x1234,
      .maximum_response_code = 1000,
      .unused = 0x5678,
      .multicast_address = {0xff, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
                            0xff, 0x00, 0x00, 0x01}}},
    {{0x84, 0x00, 0x12, 0x34, 0x00, 0x00, 0x00, 0x00, 0xff, 0x02, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xff, 0x00, 0x00, 0x01},
     24,
     24,
     {.type = 132,
      .checksum = 0x1234,
      .multicast_address = {0xff, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
                            0xff, 0x00, 0x00, 0x01}}},
    // Linux: a version 2 report; RFC 9279: with a flag
    {{0x8f, 0x00, 0xcc, 0x4a, 0x00, 0x00, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00},
     12,
     8,
     {.type = 143, .checksum = 0xcc4a, .number_of_records = 2}},
    {{0x8f, 0x00, 0x12, 0x34, 0x80, 0x00, 0xff, 0xff},
     8,
     8,
     {.type = 143, .checksum = 0x1234, .flags = 0x8000, .number_of_records = 65535}},
    // Linux: router solicitation
    {{0x85, 0x00, 0x3f, 0x1e, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01, 0xce, 0x6b, 0xcc, 0x61, 0x85,
      0x3a},
     16,
     8,
     {.type = 133, .checksum = 0x3f1e}},
    // RFC 4861 section 4.2, every field in use
    {{0x86, 0x00, 0x12, 0x34, 0x40, 0xd4, 0x07, 0x08, 0x00, 0x00, 0x75, 0x30, 0x00, 0x00, 0x03,
      0xe8},
     16,
     16,
     {.type = 134,
      .checksum = 0x1234,
      .cur_hop_limit = 64,
      .flags =
          CSOCK_NDP_MANAGED | CSOCK_NDP_OTHER | CSOCK_NDP_PREFERENCE_RESERVED | CSOCK_NDP_PROXY,
      .router_lifetime = 1800,
      .reachable_time = 30000,
      .retrans_timer = 1000}},
    // Linux: neighbour solicitation and advertisement
    {{0x87, 0x00, 0x41, 0x09, 0x00, 0x00, 0x00, 0x00, 0xfd, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x02, 0x01, 0x01, 0xce, 0x6b, 0xcc, 0x61, 0x85, 0x3a},
     32,
     24,
     {.type = 135,
      .checksum = 0x4109,
      .target = {0xfd, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                 0x00, 0x02}}},
    {{0x88, 0x00, 0x8d, 0x22, 0x60, 0x00, 0x00, 0x00, 0xfd, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x02, 0x02, 0x01, 0xf2, 0x6a, 0xb1, 0x85, 0xcf, 0x01},
     32,
     24,
     {.type = 136,
      .checksum = 0x8d22,
      .flags = CSOCK_NDP_SOLICITED | CSOCK_NDP_OVERRIDE,
      .target = {0xfd, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                 0x00, 0x02}}},
    // RFC 4861 section 4.4, every field in use
    {{0x88, 0x00, 0x12, 0x34, 0x9a, 0xbc, 0xde, 0xf0, 0xfd, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02},
     24,
     24,
     {.type = 136,
      .checksum = 0x1234,
      .flags = CSOCK_NDP_ROUTER,
      .unused = 0x1abcdef0,
      .target = {0xfd, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                 0x00, 0x02}}},
    // RFC 4861 section 4.5
    {{0x89, 0x00, 0x12, 0x34, 0x01, 0x02, 0x03, 0x04, 0xfe, 0x80, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02},
     40,
     40,
     {.type = 137,
      .checksum = 0x1234,
      .unused = 0x01020304,
      .target = {0xfe, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                 0x00, 0x01},
      .destination = {0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                      0x00, 0x00, 0x02}}},
    // To Linux, RFC 8335: is "lo" up? And Linux's reply
    {{0xa0, 0x00, 0x15, 0x8d, 0x43, 0x21, 0x07, 0x01, 0x20, 0x00,
      0x70, 0x87, 0x00, 0x08, 0x03, 0x01, 0x6c, 0x6f, 0x00, 0x00},
     20,
     8,
     {.type = 160, .checksum = 0x158d, .identifier = 0x4321, .sequence_number = 7, .local = 1}},
    {{0xa1, 0x00, 0x14, 0x87, 0x43, 0x21, 0x07, 0x07, 0x20, 0x00,
      0x70, 0x87, 0x00, 0x08, 0x03, 0x01, 0x6c, 0x6f, 0x00, 0x00},
     20,
     8,
     {.type = 161,
      .checksum = 0x1487,
      .identifier = 0x4321,
      .sequence_number = 7,
      .active = 1,
      .ipv4 = 1,
      .ipv6 = 1}},
    // RFC 8335, every field in use
    {{0xa0, 0x04, 0x00, 0x00, 0x43, 0x21, 0xfe, 0xaa},
     8,
     8,
     {.type = 160, .code = 4, .identifier = 0x4321, .sequence_number = 254, .unused = 0x55}},
    {{0xa1, 0x02, 0x00, 0x00, 0x43, 0x21, 0xfe, 0x55},
     8,
     8,
     {.type = 161,
      .code = CSOCK_EXTENDED_ECHO_NO_SUCH_INTERFACE,
      .identifier = 0x4321,
      .sequence_number = 254,
      .state = CSOCK_EXTENDED_ECHO_REACHABLE,
      .unused = 2,
      .active = 1,
      .ipv6 = 1}},
    // A type of which only the first four bytes are known: RFC 4620
    {{0x8b, 0x00, 0x12, 0x34, 0x00, 0x02, 0x00, 0x00}, 8, 4, {.type = 139, .checksum = 0x1234}},
};

static void icmpv6_messages(void) {
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        csock_layer layer = check_wire(CSOCK_LAYER_ICMPV6, messages[i].bytes, messages[i].count,
                                       messages[i].header_length);
        CHECK_BYTES(&layer.icmpv6, sizeof layer.icmpv6, &messages[i].header,
                    sizeof messages[i].header);
        CHECK_INT(csock_icmpv6_header_length(layer.icmpv6.type), messages[i].header_length);
    }
}

static void icmpv6_ends_early(void) {
    const uint8_t *solicitation = messages[13].bytes;
    csock_icmpv6_header header;
    csock_wire_error error;
    check_refused(CSOCK_LAYER_ICMPV6, solicitation, 23, CSOCK_EPKTSHORT, "Target Address", 24, 23);
    check_refused(CSOCK_LAYER_ICMPV6, solicitation, 1, CSOCK_EPKTSHORT, "Code", 24, 1);
    check_refused(CSOCK_LAYER_ICMPV6, NULL, 0, CSOCK_EPKTSHORT, "Type", 4, 0);
    CHECK_INT(csock_icmpv6_header_decode_lenient(&header, solicitation, 10, &error), 10);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Target Address");
    CHECK_INT(error.offset, 8);
    CHECK_BYTES(header.target, 16, "\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
}

static void icmpv6_cannot_hold(void) {
    csock_layer layer;
#define HOLDS_NOT(number, member, field, value, greatest)                                          \
    layer =                                                                                        \
        (csock_layer){.kind = CSOCK_LAYER_ICMPV6, .icmpv6 = {.type = number, .member = value}};    \
    check_unrepresentable(&layer, field, value, greatest)
    layer = (csock_layer){.kind = CSOCK_LAYER_ICMPV6, .icmpv6 = {.type = 256}};
    check_unrepresentable(&layer, "Type", 256, 255);
    HOLDS_NOT(128, code, "Code", 256, 255);
    HOLDS_NOT(128, checksum, "Checksum", 65536, 65535);
    HOLDS_NOT(128, identifier, "Identifier", 65536, 65535);
    HOLDS_NOT(128, sequence_number, "Sequence Number", 65536, 65535);
    HOLDS_NOT(1, length, "Length", 256, 255);
    HOLDS_NOT(3, unused, "Unused", 0x1000000, 0xffffff);
    HOLDS_NOT(130, maximum_response_code, "Maximum Response Code", 65536, 65535);
    HOLDS_NOT(131, unused, "Reserved", 65536, 65535);
    HOLDS_NOT(143, flags, "Flags", 65536, 65535);
    HOLDS_NOT(143, number_of_records, "Nr of Mcast Address Records", 65536, 65535);
    HOLDS_NOT(134, cur_hop_limit, "Cur Hop Limit", 256, 255);
    HOLDS_NOT(134, flags, "Flags", 256, 255);
    HOLDS_NOT(134, router_lifetime, "Router Lifetime", 65536, 65535);
    HOLDS_NOT(136, flags, "Flags", 8, 7);
    HOLDS_NOT(136, unused, "Reserved", 1 << 29, (1 << 29) - 1);
    HOLDS_NOT(160, sequence_number, "Sequence Number", 256, 255);
    HOLDS_NOT(160, unused, "Reserved", 128, 127);
    HOLDS_NOT(160, local, "L", 2, 1);
    HOLDS_NOT(161, state, "State", 8, 7);
    HOLDS_NOT(161, unused, "Res", 4, 3);
    HOLDS_NOT(161, active, "A", 2, 1);
    HOLDS_NOT(161, ipv4, "4", 2, 1);
    HOLDS_NOT(161, ipv6, "6", 2, 1);
#undef HOLDS_NOT
}

const test wire_icmpv6_tests[] = {
    TEST(icmpv6_messages),
    TEST(icmpv6_ends_early),
    TEST(icmpv6_cannot_hold),
    END_OF_TESTS,
};
