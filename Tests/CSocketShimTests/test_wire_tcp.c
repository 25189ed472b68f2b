#include "csock/result.h"
#include "csock/wire/tcp_option.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// A SYN-ACK from port 443 of 2001:db8::1, with the options in the order of Linux.
static const uint8_t syn_ack[] = {
    0x01, 0xbb, 0xc8, 0x22, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0xa0, 0x12,
    0xfe, 0x88, 0x02, 0xc0, 0x00, 0x00, 0x02, 0x04, 0x05, 0xa0, 0x04, 0x02, 0x08, 0x0a,
    0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x01, 0x03, 0x03, 0x07,
};

// The flags and fields that a SYN-ACK does not use, and two bytes of payload.
static const uint8_t urgent[] = {0xc0, 0x01, 0x00, 0x19, 0xff, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00,
                                 0x01, 0x5b, 0xf9, 0x00, 0x00, 0x12, 0x34, 0xff, 0xfe, 0x68, 0x69};

TEST(tcp_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_TCP, syn_ack, sizeof syn_ack, 40);
    CHECK_INT(layer.tcp.source_port, 443);
    CHECK_INT(layer.tcp.destination_port, 51234);
    CHECK_INT(layer.tcp.sequence_number, 0x01020304);
    CHECK_INT(layer.tcp.acknowledgment_number, 0x05060708);
    CHECK_INT(layer.tcp.reserved, 0);
    CHECK_INT(layer.tcp.flags, CSOCK_TCP_SYN | CSOCK_TCP_ACK);
    CHECK_INT(layer.tcp.window, 65160);
    CHECK_INT(layer.tcp.checksum, 0x02c0);
    CHECK_INT(layer.tcp.urgent_pointer, 0);
    CHECK(layer.tcp.options.start == syn_ack + 20);
    CHECK_INT(layer.tcp.options.count, 20);
    layer = check_wire(CSOCK_LAYER_TCP, urgent, sizeof urgent, 20);
    CHECK_INT(layer.tcp.sequence_number, 0xffffffff);
    CHECK_INT(layer.tcp.acknowledgment_number, 0x80000001);
    CHECK_INT(layer.tcp.reserved, 5);
    CHECK_INT(layer.tcp.flags, CSOCK_TCP_AE | CSOCK_TCP_CWR | CSOCK_TCP_ECE | CSOCK_TCP_URG |
                                   CSOCK_TCP_ACK | CSOCK_TCP_PSH | CSOCK_TCP_FIN);
    CHECK_INT(layer.tcp.urgent_pointer, 65534);
    CHECK_INT(layer.tcp.options.count, 0);
}

TEST(decoding_tcp_names_the_invalid_field) {
    uint8_t bytes[sizeof syn_ack];
#define CHANGED(offset, value, ...)                                                                \
    memcpy(bytes, syn_ack, sizeof syn_ack);                                                        \
    bytes[offset] = value;                                                                         \
    check_refused(CSOCK_LAYER_TCP, bytes, sizeof bytes, __VA_ARGS__)
    for (uint8_t offset = 0; offset < 5; offset++) {
        csock_tcp_header header;
        CHANGED(12, (uint8_t)(offset << 4), CSOCK_EPKTFIELD, "Data Offset", 5, offset);
        CHECK_INT(csock_tcp_header_decode_lenient(&header, bytes, sizeof bytes, NULL),
                  -CSOCK_EPKTFIELD);
    }
    CHANGED(12, 0xb0, CSOCK_EPKTSHORT, "Options", 44, 40);
    CHANGED(21, 1, CSOCK_EPKTFIELD, "Option Length", 2, 1);
    CHANGED(21, 21, CSOCK_EPKTFIELD, "Option Length", 20, 21);
    check_refused(CSOCK_LAYER_TCP, syn_ack, 39, CSOCK_EPKTSHORT, "Options", 40, 39);
    check_refused(CSOCK_LAYER_TCP, syn_ack, 15, CSOCK_EPKTSHORT, "Window", 20, 15);
    check_refused(CSOCK_LAYER_TCP, NULL, 0, CSOCK_EPKTSHORT, "Source Port", 20, 0);
}

TEST(lenient_decoding_of_a_truncated_tcp_header_keeps_what_is_there) {
    csock_tcp_header header;
    csock_wire_error error;
    CHECK_INT(csock_tcp_header_decode_lenient(&header, syn_ack, 8, &error), 8);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Acknowledgment Number");
    CHECK_INT(error.needed, 20);
    CHECK_INT(error.available, 8);
    CHECK_INT(header.destination_port, 51234);
    CHECK_INT(header.sequence_number, 0x01020304);
    CHECK_INT(header.flags, 0);
    CHECK_INT(csock_tcp_header_decode_lenient(&header, syn_ack, 28, &error), 28);
    CHECK_TEXT(error.field, "Options");
    CHECK_INT(error.needed, 40);
    CHECK_INT(header.options.count, 8);
}

TEST(encoding_tcp_refuses_values_out_of_range) {
    static const uint8_t options[44];
    csock_layer layer = check_wire(CSOCK_LAYER_TCP, syn_ack, sizeof syn_ack, 40);
    csock_layer changed;
#define HOLDS_NOT(member, field, value, greatest)                                                  \
    changed = layer;                                                                               \
    changed.tcp.member = value;                                                                    \
    check_unrepresentable(&changed, field, value, greatest)
    HOLDS_NOT(source_port, "Source Port", 65536, 65535);
    HOLDS_NOT(destination_port, "Destination Port", 65536, 65535);
    HOLDS_NOT(reserved, "Reserved", 8, 7);
    HOLDS_NOT(flags, "Control Bits", 0x200, 0x1ff);
    HOLDS_NOT(window, "Window", 65536, 65535);
    HOLDS_NOT(checksum, "Checksum", 65536, 65535);
    HOLDS_NOT(urgent_pointer, "Urgent Pointer", 65536, 65535);
    changed = layer;
    changed.tcp.options.start = options;
    for (size_t count = 1; count <= 44; count++) {
        changed.tcp.options.count = count;
        if (count > 40)
            check_unrepresentable(&changed, "Options", count, 40);
        else if (count % 4 != 0)
            check_unrepresentable(&changed, "Options", count, count / 4 * 4);
    }
}

// Decodes a list of options, which may be longer than a header allows, and encodes it again.
static void check_options(const uint8_t *bytes, size_t count, const csock_tcp_option *wanted,
                          size_t number) {
    csock_bytes options = {bytes, count};
    csock_tcp_option option;
    uint8_t again[64];
    size_t written = 0;
    for (size_t i = 0; i < number; i++) {
        CHECK_INT(csock_tcp_option_next(&options, &option, NULL), 1);
        CHECK_INT(option.kind, wanted[i].kind);
        CHECK_INT(option.segment_size, wanted[i].segment_size);
        CHECK_INT(option.shift_count, wanted[i].shift_count);
        CHECK_INT(option.timestamp, wanted[i].timestamp);
        CHECK_INT(option.echo_reply, wanted[i].echo_reply);
        CHECK_INT(option.block_count, wanted[i].block_count);
        CHECK_BYTES(option.blocks, sizeof option.blocks, wanted[i].blocks, sizeof option.blocks);
        CHECK_INT(option.data.count, wanted[i].data.count);
        CHECK(option.data.count == 0 || option.data.start == wanted[i].data.start);
        int length =
            csock_tcp_option_encode(&option, again + written, sizeof again - written, NULL);
        if (CHECK(length > 0))
            written += (size_t)length;
    }
    CHECK_INT(csock_tcp_option_next(&options, &option, NULL), 0);
    CHECK_BYTES(again, written, bytes, count);
}

TEST(tcp_options_are_listed_and_encoded) {
    static const csock_tcp_option of_syn_ack[] = {
        {.kind = CSOCK_TCP_OPTION_MSS, .segment_size = 1440},
        {.kind = CSOCK_TCP_OPTION_SACK_PERMITTED},
        {.kind = CSOCK_TCP_OPTION_TIMESTAMPS, .timestamp = 0x11223344, .echo_reply = 0x55667788},
        {.kind = CSOCK_TCP_OPTION_NO_OPERATION},
        {.kind = CSOCK_TCP_OPTION_WINDOW_SCALE, .shift_count = 7},
    };
    check_options(syn_ack + 20, 20, of_syn_ack, 5);
    static const uint8_t blocks[] = {5, 18,   0,    0,    0,    1, 0, 0, 0,
                                     2, 0xff, 0xff, 0xff, 0xfe, 0, 0, 0, 3};
    static const csock_tcp_option of_blocks = {
        .kind = CSOCK_TCP_OPTION_SACK, .block_count = 2, .blocks = {{1, 2}, {0xfffffffe, 3}}};
    check_options(blocks, sizeof blocks, &of_blocks, 1);
    // RFC 2385, RFC 7413 with and without a cookie, RFC 5482, an unknown kind, and padding that is
    // not zero.
    static const uint8_t bytes[] = {19, 18, 1,  2,  3,    4,  5,   6, 7,    8,    9,    10,
                                    11, 12, 13, 14, 15,   16, 34,  6, 0xc0, 0x0c, 0x1e, 0xaa,
                                    34, 2,  28, 4,  0x80, 30, 254, 2, 0,    9};
    static const csock_tcp_option of_bytes[] = {
        {.kind = CSOCK_TCP_OPTION_MD5, .data = {bytes + 2, 16}},
        {.kind = CSOCK_TCP_OPTION_FAST_OPEN, .data = {bytes + 20, 4}},
        {.kind = CSOCK_TCP_OPTION_FAST_OPEN},
        {.kind = CSOCK_TCP_OPTION_USER_TIMEOUT, .data = {bytes + 28, 2}},
        {.kind = 254},
        {.kind = CSOCK_TCP_OPTION_END, .data = {bytes + 33, 1}},
    };
    check_options(bytes, sizeof bytes, of_bytes, 6);
}

TEST(decoding_tcp_options_refuses_wrong_lengths) {
    static const struct {
        uint8_t bytes[44];
        size_t count;
        uint64_t needed, available;
    } cases[] = {
        {{2}, 1, 2, 0},             // no length
        {{2, 0, 0, 0}, 4, 2, 0},    // a length of 0
        {{2, 5, 0, 0}, 4, 4, 5},    // longer than the bytes
        {{2, 3, 0, 0}, 4, 4, 3},    // a segment size of one byte
        {{2, 5, 0, 0, 0}, 5, 4, 5}, // a segment size of three bytes
        {{3, 2, 0, 0}, 4, 3, 2},    // a window scale without a shift
        {{3, 4, 0, 0}, 4, 3, 4},    // a window scale with two
        {{4, 3, 0, 0}, 4, 2, 3},    // SACK permitted
        {{5, 2, 0, 0}, 4, 10, 2},   // SACK without a block
        {{5, 17}, 17, 10, 17},      // an incomplete second block
        {{5, 42}, 42, 34, 42},      // five blocks
        {{8, 9}, 9, 10, 9},         // too short for timestamps
        {{8, 11}, 11, 10, 11},      // too long for timestamps
        {{19, 17}, 17, 18, 17},     // too short for an MD5 digest
        {{34, 3, 0}, 3, 6, 3},      // a cookie of 1 byte
        {{34, 7}, 7, 6, 7},         // a cookie of 5 bytes
        {{34, 20}, 20, 18, 20},     // a cookie of 18 bytes
        {{254, 44}, 43, 43, 44},    // longer than the bytes
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *copy = exact_copy(cases[i].bytes, cases[i].count);
        csock_bytes options = {copy, cases[i].count};
        csock_tcp_option option;
        csock_wire_error error = {0};
        CHECK_INT(csock_tcp_option_next(&options, &option, &error), -CSOCK_EPKTFIELD);
        CHECK_TEXT(error.code ? error.field : "", "Option Length");
        CHECK_INT(error.layer, CSOCK_LAYER_TCP);
        CHECK_INT(error.needed, cases[i].needed);
        CHECK_INT(error.available, cases[i].available);
        CHECK_INT(options.count, cases[i].count);
        free(copy);
    }
}

static void check_option_cannot_hold(csock_tcp_option option, const char *field, uint64_t needed,
                                     uint64_t available) {
    uint8_t buffer[300], untouched[300];
    csock_wire_error error = {0};
    memset(buffer, 0xa5, sizeof buffer);
    memset(untouched, 0xa5, sizeof untouched);
    CHECK_INT(csock_tcp_option_encode(&option, buffer, sizeof buffer, &error), -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.code ? error.field : "", field);
    CHECK_INT(error.needed, needed);
    CHECK_INT(error.available, available);
    CHECK_BYTES(buffer, sizeof buffer, untouched, sizeof untouched);
}

TEST(encoding_tcp_options_refuses_values_out_of_range) {
    static const uint8_t bytes[300];
#define OPTION(...) ((csock_tcp_option){__VA_ARGS__})
    check_option_cannot_hold(OPTION(.kind = 256), "Option Type", 256, 255);
    check_option_cannot_hold(OPTION(.kind = 2, .segment_size = 65536), "Maximum Segment Size",
                             65536, 65535);
    check_option_cannot_hold(OPTION(.kind = 3, .shift_count = 256), "Shift Count", 256, 255);
    check_option_cannot_hold(OPTION(.kind = 5, .block_count = 5), "Block Count", 5, 4);
    check_option_cannot_hold(OPTION(.kind = 5), "Option Data", 0, 8);
    check_option_cannot_hold(OPTION(.kind = 8, .data = {bytes, 1}), "Option Data", 1, 0);
    check_option_cannot_hold(OPTION(.kind = 4, .data = {bytes, 1}), "Option Data", 1, 0);
    check_option_cannot_hold(OPTION(.kind = 19, .data = {bytes, 15}), "Option Data", 15, 16);
    check_option_cannot_hold(OPTION(.kind = 34, .data = {bytes, 5}), "Option Data", 5, 4);
    check_option_cannot_hold(OPTION(.kind = 254, .data = {bytes, 254}), "Option Data", 254, 253);
    check_option_cannot_hold(OPTION(.kind = 1, .data = {bytes, 1}), "Option Data", 1, 0);
    csock_tcp_option timestamps = OPTION(.kind = 8);
    for (size_t room = 0; room < 10; room++) {
        uint8_t *buffer = malloc(room);
        csock_wire_error error = {0};
        CHECK_INT(csock_tcp_option_encode(&timestamps, buffer, room, &error), -CSOCK_EPKTROOM);
        CHECK_INT(error.needed, 10);
        CHECK_INT(error.available, room);
        free(buffer);
    }
}
