#include "csock/result.h"
#include "csock/wire/ipv4_option.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// A captured ping of 4 bytes from 192.0.2.1 to 198.51.100.2, with Ethernet padding.
static const uint8_t plain[] = {0x45, 0xb9, 0x00, 0x20, 0x1c, 0x46, 0x40, 0x00, 0x40, 0x01,
                                0x36, 0x7b, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02,
                                0x08, 0x00, 0xf7, 0xfd, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00,
                                0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00};

TEST(ipv4_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV4, plain, sizeof plain, 20);
    const uint8_t source[] = {192, 0, 2, 1}, destination[] = {198, 51, 100, 2};
    CHECK_INT(layer.ipv4.dscp, 46);
    CHECK_INT(layer.ipv4.ecn, 1);
    CHECK_INT(layer.ipv4.total_length, 32);
    CHECK_INT(layer.ipv4.identification, 0x1c46);
    CHECK_INT(layer.ipv4.flags, CSOCK_IPV4_DONT_FRAGMENT);
    CHECK_INT(layer.ipv4.fragment_offset, 0);
    CHECK_INT(layer.ipv4.time_to_live, 64);
    CHECK_INT(layer.ipv4.protocol, 1);
    CHECK_INT(layer.ipv4.checksum, 0x367b);
    CHECK_BYTES(layer.ipv4.source, 4, source, 4);
    CHECK_BYTES(layer.ipv4.destination, 4, destination, 4);
    CHECK_INT(layer.ipv4.options.count, 0);
}

TEST(decoding_ipv4_names_the_invalid_field) {
    uint8_t bytes[sizeof plain];
#define CHANGED(offset, value, ...)                                                                \
    memcpy(bytes, plain, sizeof plain);                                                            \
    bytes[offset] = value;                                                                         \
    check_refused(CSOCK_LAYER_IPV4, bytes, sizeof bytes, __VA_ARGS__)
    CHANGED(0, 0x65, CSOCK_EPKTFIELD, "Version", 4, 6);
    CHANGED(3, 19, CSOCK_EPKTFIELD, "Total Length", 20, 19);
    CHANGED(3, 39, CSOCK_EPKTSHORT, "Total Length", 39, 38);
    CHANGED(0, 0x4f, CSOCK_EPKTSHORT, "Options", 60, 38);
    CHANGED(0, 0x46, CSOCK_EPKTFIELD, "Option Length", 2,
            0); // the bytes of the ping, read as options
    check_refused(CSOCK_LAYER_IPV4, plain, 3, CSOCK_EPKTSHORT, "Total Length", 20, 3);
    check_refused(CSOCK_LAYER_IPV4, plain, 31, CSOCK_EPKTSHORT, "Total Length", 32, 31);
    check_refused(CSOCK_LAYER_IPV4, NULL, 0, CSOCK_EPKTSHORT, "Version", 20, 0);
}

TEST(lenient_decoding_of_a_truncated_ipv4_header_keeps_what_is_there) {
    csock_ipv4_header header;
    csock_wire_error error;
    CHECK_INT(csock_ipv4_header_decode_lenient(&header, plain, 28, &error), 20);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Total Length");
    CHECK_INT(error.needed, 32);
    CHECK_INT(error.available, 28);
    CHECK_INT(csock_ipv4_header_decode_lenient(&header, plain, 14, &error), 14);
    CHECK_TEXT(error.field, "Source Address");
    CHECK_INT(header.source[1], 0);
    CHECK_INT(header.source[0], 192);
    CHECK_INT(header.source[2], 0);
    CHECK_INT(header.checksum, 0x367b);
}

TEST(encoding_ipv4_refuses_values_out_of_range) {
    static const uint8_t options[44];
    csock_layer layer = check_wire(CSOCK_LAYER_IPV4, plain, sizeof plain, 20);
    csock_layer changed;
#define HOLDS_NOT(member, field, value, greatest)                                                  \
    changed = layer;                                                                               \
    changed.ipv4.member = value;                                                                   \
    check_unrepresentable(&changed, field, value, greatest)
    HOLDS_NOT(dscp, "DSCP", 64, 63);
    HOLDS_NOT(ecn, "ECN", 4, 3);
    HOLDS_NOT(total_length, "Total Length", 65536, 65535);
    HOLDS_NOT(identification, "Identification", 65536, 65535);
    HOLDS_NOT(flags, "Flags", 8, 7);
    HOLDS_NOT(fragment_offset, "Fragment Offset", 0x2000, 0x1fff);
    HOLDS_NOT(time_to_live, "Time to Live", 256, 255);
    HOLDS_NOT(protocol, "Protocol", 256, 255);
    HOLDS_NOT(checksum, "Header Checksum", 0x10000, 0xffff);
    changed = layer;
    changed.ipv4.options.start = options;
    for (size_t count = 1; count <= 44; count++) {
        changed.ipv4.options.count = count;
        if (count > 40)
            check_unrepresentable(&changed, "Options", count, 40);
        else if (count % 4 != 0)
            check_unrepresentable(&changed, "Options", count, count / 4 * 4);
    }
}

// RFC 791 and RFC 2113: router alert, record route with one address, timestamp with an address,
// loose and strict source route, no-operation, and padding that is not zero.
static const uint8_t with_options[] = {
    0x4f, 0x00, 0x00, 0x3c, 0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00, 0x0a, 0x00, 0x00,
    0x01, 0xe0, 0x00, 0x00, 0x16, 0x94, 0x04, 0x00, 0x00, 0x07, 0x07, 0x08, 0x0a, 0x00, 0x00,
    0x02, 0x44, 0x0c, 0x0d, 0x31, 0x0a, 0x00, 0x00, 0x03, 0x00, 0x01, 0x02, 0x03, 0x83, 0x07,
    0x04, 0x0a, 0x00, 0x00, 0x04, 0x89, 0x03, 0x04, 0x01, 0x42, 0x02, 0x00, 0x00, 0x5a, 0x00,
};

TEST(ipv4_options_are_listed_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV4, with_options, sizeof with_options, 60);
    static const csock_ipv4_option wanted[] = {
        {CSOCK_IPV4_OPTION_ROUTER_ALERT, 0, 0, 0, 0, {with_options + 24, 0}},
        {CSOCK_IPV4_OPTION_RECORD_ROUTE, 8, 0, 0, 0, {with_options + 27, 4}},
        {CSOCK_IPV4_OPTION_TIMESTAMP, 13, 3, 1, 0, {with_options + 35, 8}},
        {CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE, 4, 0, 0, 0, {with_options + 46, 4}},
        {CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE, 4, 0, 0, 0, {with_options + 53, 0}},
        {CSOCK_IPV4_OPTION_NO_OPERATION, 0, 0, 0, 0, {with_options + 54, 0}},
        {66, 0, 0, 0, 0, {with_options + 56, 0}},
        {CSOCK_IPV4_OPTION_END, 0, 0, 0, 0, {with_options + 57, 3}},
    };
    csock_bytes options = layer.ipv4.options;
    uint8_t again[40];
    size_t written = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        csock_ipv4_option option;
        CHECK_INT(csock_ipv4_option_next(&options, &option, NULL), 1);
        CHECK_INT(option.type, wanted[i].type);
        CHECK_INT(option.pointer, wanted[i].pointer);
        CHECK_INT(option.overflow, wanted[i].overflow);
        CHECK_INT(option.flag, wanted[i].flag);
        CHECK_INT(option.value, wanted[i].value);
        CHECK(option.data.start == wanted[i].data.start);
        CHECK_INT(option.data.count, wanted[i].data.count);
        int length =
            csock_ipv4_option_encode(&option, again + written, sizeof again - written, NULL);
        if (CHECK(length > 0))
            written += (size_t)length;
    }
    csock_ipv4_option none;
    CHECK_INT(csock_ipv4_option_next(&options, &none, NULL), 0);
    CHECK_BYTES(again, written, with_options + 20, 40);
}

TEST(decoding_ipv4_options_refuses_wrong_lengths) {
    static const struct {
        uint8_t bytes[8];
        size_t count;
        uint64_t needed, available;
    } cases[] = {
        {{0x94}, 1, 2, 0},             // no length
        {{0x94, 1, 0, 0}, 4, 2, 1},    // less than type and length
        {{0x94, 5, 0, 0}, 4, 4, 5},    // longer than the bytes
        {{0x94, 3, 0, 0}, 4, 4, 3},    // router alert of one byte
        {{0x94, 5, 0, 0, 0}, 5, 4, 5}, // router alert of three bytes
        {{0x07, 2, 0, 0}, 4, 3, 2},    // a route without a pointer
        {{0x07, 5, 4, 1, 2}, 5, 3, 5}, // half an address
        {{0x44, 3, 5, 0}, 4, 4, 3},    // a timestamp without flags
        {{0x44, 8, 5, 1, 0, 0, 0, 0}, 8, 4, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *copy = exact_copy(cases[i].bytes, cases[i].count);
        csock_bytes options = {copy, cases[i].count};
        csock_ipv4_option option;
        csock_wire_error error = {0};
        CHECK_INT(csock_ipv4_option_next(&options, &option, &error), -CSOCK_EPKTFIELD);
        CHECK_TEXT(error.code ? error.field : "", "Option Length");
        CHECK_INT(error.needed, cases[i].needed);
        CHECK_INT(error.available, cases[i].available);
        CHECK_INT(options.count, cases[i].count);
        free(copy);
    }
}

TEST(encoding_ipv4_options_refuses_values_out_of_range) {
    static const uint8_t data[256];
    static const struct {
        csock_ipv4_option option;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{256, 0, 0, 0, 0, {data, 0}}, "Option Type", 256, 255},
        {{CSOCK_IPV4_OPTION_NO_OPERATION, 0, 0, 0, 0, {data, 1}}, "Option Data", 1, 0},
        {{30, 0, 0, 0, 0, {data, 254}}, "Option Data", 254, 253},
        {{CSOCK_IPV4_OPTION_ROUTER_ALERT, 0, 0, 0, 65536, {data, 0}},
         "Router Alert Value",
         65536,
         65535},
        {{CSOCK_IPV4_OPTION_ROUTER_ALERT, 0, 0, 0, 0, {data, 1}}, "Option Data", 1, 0},
        {{CSOCK_IPV4_OPTION_RECORD_ROUTE, 256, 0, 0, 0, {data, 4}}, "Option Pointer", 256, 255},
        {{CSOCK_IPV4_OPTION_RECORD_ROUTE, 4, 0, 0, 0, {data, 5}}, "Option Data", 5, 4},
        {{CSOCK_IPV4_OPTION_TIMESTAMP, 5, 16, 0, 0, {data, 4}}, "Overflow", 16, 15},
        {{CSOCK_IPV4_OPTION_TIMESTAMP, 5, 0, 16, 0, {data, 4}}, "Flag", 16, 15},
        {{CSOCK_IPV4_OPTION_TIMESTAMP, 5, 0, 1, 0, {data, 12}}, "Option Data", 12, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t buffer[300];
        csock_wire_error error = {0};
        CHECK_INT(csock_ipv4_option_encode(&cases[i].option, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.code ? error.field : "", cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
    csock_ipv4_option alert = {.type = CSOCK_IPV4_OPTION_ROUTER_ALERT};
    uint8_t buffer[4];
    csock_wire_error error;
    CHECK_INT(csock_ipv4_option_encode(&alert, buffer, 3, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 4);
}

TEST(ipv4_header_longer_than_the_buffer_is_refused) {
    uint8_t bytes[20];
    memcpy(bytes, plain, sizeof bytes);
    bytes[0] = 0x4f;
    bytes[3] = 20;
    check_refused(CSOCK_LAYER_IPV4, bytes, sizeof bytes, CSOCK_EPKTSHORT, "Options", 60, 20);
}

TEST(ipv4_options_that_ihl_cannot_express_are_refused) {
    static const uint8_t options[44];
    csock_layer layer = check_wire(CSOCK_LAYER_IPV4, plain, sizeof plain, 20);
    const size_t counts[] = {1, 3, 41, 44};
    for (size_t i = 0; i < 4; i++) {
        layer.ipv4.options.start = options;
        layer.ipv4.options.count = counts[i];
        check_unrepresentable(&layer, "Options", counts[i], counts[i] > 40 ? 40 : 0);
    }
}

TEST(ipv4_ihl_below_5_is_refused) {
    uint8_t bytes[sizeof plain];
    memcpy(bytes, plain, sizeof bytes);
    for (uint8_t ihl = 0; ihl < 5; ihl++) {
        csock_ipv4_header header;
        bytes[0] = 0x40 | ihl;
        check_refused(CSOCK_LAYER_IPV4, bytes, sizeof bytes, CSOCK_EPKTFIELD, "IHL", 5, ihl);
        CHECK_INT(csock_ipv4_header_decode_lenient(&header, bytes, sizeof bytes, NULL),
                  -CSOCK_EPKTFIELD);
    }
}
