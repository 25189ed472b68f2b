#include "csock/result.h"
#include "csock/wire/icmpv4.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>

// Messages and their fields. Those marked Linux were captured.
static const struct {
    uint8_t bytes[40];
    size_t count, header_length;
    csock_icmpv4_header header;
} messages[] = {
    // a ping and its reply
    {{0x08, 0x00, 0x41, 0xbb, 0xab, 0xe8, 0x00, 0x01, 0xff, 0x09, 0x06, 0x6b},
     12,
     8,
     {.type = 8, .checksum = 0x41bb, .identifier = 0xabe8, .sequence_number = 1}},
    {{0x00, 0x00, 0x49, 0xbb, 0xab, 0xe8, 0x00, 0x01, 0xff, 0x09, 0x06, 0x6b},
     12,
     8,
     {.type = 0, .checksum = 0x49bb, .identifier = 0xabe8, .sequence_number = 1}},
    // Linux: port unreachable
    {{0x03, 0x03, 0x02, 0x9c, 0x00, 0x00, 0x00, 0x00, 0x45, 0x00, 0x00, 0x21},
     12,
     8,
     {.type = 3, .code = CSOCK_ICMPV4_PORT_UNREACHABLE, .checksum = 0x029c}},
    // RFC 1191 section 4 with RFC 4884 section 4.1, every field in use
    {{0x03, 0x04, 0x12, 0x34, 0x56, 0x20, 0x05, 0x78},
     8,
     8,
     {.type = 3,
      .code = CSOCK_ICMPV4_FRAGMENTATION_NEEDED,
      .checksum = 0x1234,
      .unused = 0x56,
      .length = 32,
      .next_hop_mtu = 1400}},
    // RFC 792: source quench
    {{0x04, 0x00, 0xfb, 0xff, 0x01, 0x02, 0x03, 0x04},
     8,
     8,
     {.type = 4, .checksum = 0xfbff, .unused = 0x01020304}},
    // RFC 792: redirect
    {{0x05, 0x01, 0x38, 0xfd, 0xc0, 0x00, 0x02, 0x01},
     8,
     8,
     {.type = 5,
      .code = CSOCK_ICMPV4_REDIRECT_HOST,
      .checksum = 0x38fd,
      .gateway = {192, 0, 2, 1}}},
    // RFC 1256: an advertisement of one router, and a solicitation
    {{0x09, 0x00, 0x69, 0xf0, 0x01, 0x02, 0x07, 0x08, 0xc0, 0x00, 0x02, 0x01, 0xff, 0xff, 0xff,
      0xfe},
     16,
     8,
     {.type = 9, .checksum = 0x69f0, .num_addrs = 1, .addr_entry_size = 2, .lifetime = 1800}},
    {{0x0a, 0x00, 0xf5, 0xff, 0x00, 0x00, 0x00, 0x00}, 8, 8, {.type = 10, .checksum = 0xf5ff}},
    // RFC 792 with RFC 4884: time exceeded, parameter problem
    {{0x0b, 0x01, 0xf4, 0xde, 0xab, 0x20, 0xcd, 0xef},
     8,
     8,
     {.type = 11,
      .code = CSOCK_ICMPV4_REASSEMBLY_TIME_EXCEEDED,
      .checksum = 0xf4de,
      .unused = 0xabcdef,
      .length = 32}},
    {{0x0c, 0x02, 0xdf, 0xdf, 0x14, 0x20, 0xab, 0xcd},
     8,
     8,
     {.type = 12,
      .code = CSOCK_ICMPV4_BAD_LENGTH,
      .checksum = 0xdfdf,
      .pointer = 20,
      .length = 32,
      .unused = 0xabcd}},
    // Linux: timestamp reply
    {{0x0e, 0x00, 0x0e, 0xfb, 0x12, 0x34, 0x00, 0x01, 0x01, 0x02,
      0x03, 0x04, 0x04, 0xbc, 0xe1, 0xa8, 0x04, 0xbc, 0xe1, 0xa8},
     20,
     20,
     {.type = 14,
      .checksum = 0x0efb,
      .identifier = 0x1234,
      .sequence_number = 1,
      .originate_timestamp = 0x01020304,
      .receive_timestamp = 0x04bce1a8,
      .transmit_timestamp = 0x04bce1a8}},
    {{0x0d, 0x00, 0xdc, 0xc4, 0x12, 0x34, 0x00, 0x01, 0x01, 0x02, 0x03, 0x04},
     20,
     20,
     {.type = 13,
      .checksum = 0xdcc4,
      .identifier = 0x1234,
      .sequence_number = 1,
      .originate_timestamp = 0x01020304}},
    // RFC 792: information request; RFC 950 appendix I: address mask reply
    {{0x0f, 0x00, 0xf0, 0xfc, 0x00, 0x01, 0x00, 0x02},
     8,
     8,
     {.type = 15, .checksum = 0xf0fc, .identifier = 1, .sequence_number = 2}},
    {{0x12, 0x00, 0xed, 0xfd, 0x00, 0x01, 0x00, 0x02, 0xff, 0xff, 0xff, 0x00},
     12,
     12,
     {.type = 18,
      .checksum = 0xedfd,
      .identifier = 1,
      .sequence_number = 2,
      .address_mask = {255, 255, 255, 0}}},
    // RFC 2521: need authentication
    {{0x28, 0x04, 0xd7, 0xe7, 0x12, 0x34, 0x00, 0x14},
     8,
     8,
     {.type = 40, .code = 4, .checksum = 0xd7e7, .unused = 0x1234, .pointer = 20}},
    // RFC 8335: a request about "lo" with its object; Linux: the reply
    {{0x2a, 0x00, 0x8b, 0xdd, 0x43, 0x21, 0x07, 0x01, 0x20, 0x00,
      0x70, 0x87, 0x00, 0x08, 0x03, 0x01, 0x6c, 0x6f, 0x00, 0x00},
     20,
     8,
     {.type = 42, .checksum = 0x8bdd, .identifier = 0x4321, .sequence_number = 7, .local = 1}},
    {{0x2b, 0x00, 0x8a, 0xd7, 0x43, 0x21, 0x07, 0x07, 0x20, 0x00, 0x70, 0x87},
     12,
     8,
     {.type = 43,
      .checksum = 0x8ad7,
      .identifier = 0x4321,
      .sequence_number = 7,
      .active = 1,
      .ipv4 = 1,
      .ipv6 = 1}},
    // RFC 8335, every field in use
    {{0x2a, 0x00, 0x00, 0x00, 0x43, 0x21, 0xfe, 0xaa},
     8,
     8,
     {.type = 42, .identifier = 0x4321, .sequence_number = 254, .unused = 0x55}},
    {{0x2b, 0x04, 0x00, 0x00, 0x43, 0x21, 0xfe, 0x55},
     8,
     8,
     {.type = 43,
      .code = CSOCK_EXTENDED_ECHO_MULTIPLE_INTERFACES,
      .identifier = 0x4321,
      .sequence_number = 254,
      .state = CSOCK_EXTENDED_ECHO_REACHABLE,
      .unused = 2,
      .active = 1,
      .ipv6 = 1}},
    // an unassigned type
    {{0xc8, 0x01, 0x02, 0x03, 0x04, 0x05}, 6, 4, {.type = 200, .code = 1, .checksum = 0x0203}},
    {{0xc8, 0x01, 0x02, 0x03}, 4, 4, {.type = 200, .code = 1, .checksum = 0x0203}},
};

TEST(icmpv4_messages_of_every_type_are_decoded_and_encoded) {
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        csock_layer layer = check_wire(CSOCK_LAYER_ICMPV4, messages[i].bytes, messages[i].count,
                                       messages[i].header_length);
        CHECK_BYTES(&layer.icmpv4, sizeof layer.icmpv4, &messages[i].header,
                    sizeof messages[i].header);
        CHECK_INT(csock_icmpv4_header_length(layer.icmpv4.type), messages[i].header_length);
    }
}

TEST(truncated_icmpv4_messages_name_the_missing_field) {
    static const uint8_t timestamps[] = {0x0e, 0x00, 0x0e, 0xfb, 0x12, 0x34, 0x00, 0x01,
                                         0x01, 0x02, 0x03, 0x04, 0x04, 0xbc, 0xe1};
    csock_icmpv4_header header;
    csock_wire_error error;
    check_refused(CSOCK_LAYER_ICMPV4, timestamps, 15, CSOCK_EPKTSHORT, "Receive Timestamp", 20, 15);
    check_refused(CSOCK_LAYER_ICMPV4, timestamps, 7, CSOCK_EPKTSHORT, "Sequence Number", 20, 7);
    check_refused(CSOCK_LAYER_ICMPV4, NULL, 0, CSOCK_EPKTSHORT, "Type", 8, 0);
    check_refused(CSOCK_LAYER_ICMPV4, "\xc8\0", 2, CSOCK_EPKTSHORT, "Checksum", 4, 2);
    CHECK_INT(csock_icmpv4_header_decode_lenient(&header, timestamps, 15, &error), 15);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Receive Timestamp");
    CHECK_INT(error.offset, 12);
    CHECK_INT(header.originate_timestamp, 0x01020304);
    CHECK_INT(header.receive_timestamp, 0x04bce100);
    CHECK_INT(header.transmit_timestamp, 0);
}

TEST(encoding_icmpv4_refuses_values_out_of_range) {
    csock_layer layer;
#define HOLDS_NOT(number, member, field, value, greatest)                                          \
    layer =                                                                                        \
        (csock_layer){.kind = CSOCK_LAYER_ICMPV4, .icmpv4 = {.type = number, .member = value}};    \
    check_unrepresentable(&layer, field, value, greatest)
    layer = (csock_layer){.kind = CSOCK_LAYER_ICMPV4, .icmpv4 = {.type = 256}};
    check_unrepresentable(&layer, "Type", 256, 255);
    HOLDS_NOT(8, code, "Code", 256, 255);
    HOLDS_NOT(8, checksum, "Checksum", 65536, 65535);
    HOLDS_NOT(8, identifier, "Identifier", 65536, 65535);
    HOLDS_NOT(13, sequence_number, "Sequence Number", 65536, 65535);
    HOLDS_NOT(3, unused, "Unused", 256, 255);
    HOLDS_NOT(3, length, "Length", 256, 255);
    HOLDS_NOT(3, next_hop_mtu, "Next-Hop MTU", 65536, 65535);
    HOLDS_NOT(11, unused, "Unused", 0x1000000, 0xffffff);
    HOLDS_NOT(11, length, "Length", 256, 255);
    HOLDS_NOT(12, pointer, "Pointer", 256, 255);
    HOLDS_NOT(12, unused, "Unused", 65536, 65535);
    HOLDS_NOT(9, num_addrs, "Num Addrs", 256, 255);
    HOLDS_NOT(9, addr_entry_size, "Addr Entry Size", 256, 255);
    HOLDS_NOT(9, lifetime, "Lifetime", 65536, 65535);
    HOLDS_NOT(40, pointer, "Pointer", 65536, 65535);
    HOLDS_NOT(42, sequence_number, "Sequence Number", 256, 255);
    HOLDS_NOT(42, unused, "Reserved", 128, 127);
    HOLDS_NOT(42, local, "L", 2, 1);
    HOLDS_NOT(43, state, "State", 8, 7);
    HOLDS_NOT(43, unused, "Res", 4, 3);
    HOLDS_NOT(43, active, "A", 2, 1);
    HOLDS_NOT(43, ipv4, "4", 2, 1);
    HOLDS_NOT(43, ipv6, "6", UINT32_MAX, 1);
#undef HOLDS_NOT
}

TEST(encoding_icmpv4_ignores_members_of_other_types) {
    const csock_icmpv4_header echo = {
        .type = 8, .sequence_number = 1, .next_hop_mtu = 1 << 20, .unused = 7, .gateway = {1}};
    uint8_t bytes[8];
    CHECK_INT(csock_icmpv4_header_encode(&echo, bytes, sizeof bytes, NULL), 8);
    CHECK_BYTES(bytes, 8, "\x08\0\0\0\0\0\0\x01", 8);
}

TEST(router_addresses_of_an_icmpv4_advertisement_are_listed) {
    static const uint8_t entries[] = {0xc0, 0x00, 0x02, 0x01, 0x00, 0x00, 0x00, 0x07,
                                      0xc0, 0x00, 0x02, 0x02, 0x80, 0x00, 0x00, 0x00,
                                      0xc0, 0x00, 0x02, 0x03, 0x00, 0x00, 0x00};
    static const int32_t levels[] = {7, INT32_MIN};
    uint8_t *copy = exact_copy(entries, sizeof entries);
    csock_bytes payload = {copy, sizeof entries};
    csock_icmpv4_router router;
    csock_wire_error error;
    uint8_t again[8];
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(csock_icmpv4_router_next(&payload, 2, &router, &error), 1);
        CHECK_BYTES(router.address, 4, entries + 8 * i, 4);
        CHECK_INT(router.preference_level, levels[i]);
        CHECK_INT(csock_icmpv4_router_encode(&router, again, 7, &error), -CSOCK_EPKTROOM);
        CHECK_INT(csock_icmpv4_router_encode(&router, again, 8, &error), 8);
        CHECK_BYTES(again, 8, entries + 8 * i, 8);
    }
    CHECK_INT(csock_icmpv4_router_next(&payload, 2, &router, &error), -CSOCK_EPKTSHORT);
    CHECK_INT(error.needed, 8);
    CHECK_INT(error.available, 7);
    CHECK_INT(payload.count, 7);
    // Entries of three words. The third is skipped.
    payload = (csock_bytes){copy, sizeof entries};
    CHECK_INT(csock_icmpv4_router_next(&payload, 3, &router, &error), 1);
    CHECK_INT(payload.count, sizeof entries - 12);
    CHECK_INT(csock_icmpv4_router_next(&payload, UINT32_MAX, &router, &error), -CSOCK_EPKTSHORT);
    CHECK_INT(csock_icmpv4_router_next(&payload, 1, &router, &error), -CSOCK_EPKTFIELD);
    CHECK_INT(error.needed, 2);
    payload.count = 0;
    CHECK_INT(csock_icmpv4_router_next(&payload, 2, &router, &error), 0);
    CHECK_INT(error.code, 0);
    free(copy);
}
