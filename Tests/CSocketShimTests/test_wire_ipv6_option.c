#include "csock/result.h"
#include "csock/wire/ipv6_option.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// From an MLDv2 report: router alert and PadN.
static const uint8_t report[] = {0x05, 0x02, 0x00, 0x00, 0x01, 0x00};

// A tunnel limit, Pad1, a home address (RFC 6275), an unknown type, and padding that is not zero.
static const uint8_t from_home[] = {
    0x04, 0x01, 0x07, 0x00, 0xc9, 0x10, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x07, 0x3e, 0x01, 0xff, 0x01, 0x03, 0xaa, 0xbb, 0xcc,
};

TEST(ipv6_options_are_listed_and_encoded) {
    static const uint8_t jumbo[] = {0xc2, 4, 0x00, 0x01, 0x00, 0x00, 5, 2, 0, 0};
    static const struct {
        const uint8_t *bytes;
        size_t count, number;
        csock_ipv6_option wanted[6];
    } cases[] = {
        {report, sizeof report, 2, {{.type = CSOCK_IPV6_OPTION_ROUTER_ALERT}, {.type = 1}}},
        {from_home,
         sizeof from_home,
         5,
         {{.type = CSOCK_IPV6_OPTION_TUNNEL_LIMIT, .value = 7},
          {.type = CSOCK_IPV6_OPTION_PAD1},
          {.type = CSOCK_IPV6_OPTION_HOME_ADDRESS, .address = {0x20, 0x01, 0x0d, 0xb8, [15] = 7}},
          {.type = 0x3e, .data = {from_home + 24, 1}},
          {.type = CSOCK_IPV6_OPTION_PADN, .data = {from_home + 27, 3}}}},
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

TEST(decoding_ipv6_options_refuses_wrong_lengths) {
    static const struct {
        uint8_t bytes[20];
        size_t count;
        uint64_t needed, available;
    } cases[] = {
        {{1}, 1, 0, 0},          // no length
        {{1, 3, 0, 0}, 4, 2, 3}, // longer than the bytes
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

TEST(encoding_ipv6_options_refuses_values_out_of_range) {
    static const uint8_t bytes[256];
    static const struct {
        csock_ipv6_option option;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{.type = 256}, "Option Type", 256, 255},
        {{.type = 4, .value = 256}, "Tunnel Encapsulation Limit", 256, 255},
        {{.type = 5, .value = 65536}, "Router Alert Value", 65536, 65535},
        {{.type = 0, .data = {bytes, 1}}, "Option Data", 1, 0},
        {{.type = 5, .data = {bytes, 1}}, "Option Data", 1, 0},
        {{.type = 1, .data = {bytes, 256}}, "Option Data", 256, 255},
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

TEST(ipv6_options_are_padded_to_an_alignment) {
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

TEST(ipv6_options_are_encoded_with_the_alignment_of_their_rfcs) {
    static const csock_ipv6_option options[] = {
        {.type = CSOCK_IPV6_OPTION_TUNNEL_LIMIT, .value = 4},
        {.type = CSOCK_IPV6_OPTION_ROUTER_ALERT, .value = 1},
        {.type = CSOCK_IPV6_OPTION_JUMBO_PAYLOAD, .value = 65536},
        {.type = CSOCK_IPV6_OPTION_HOME_ADDRESS, .address = {[15] = 1}},
    };
    static const uint8_t wanted[] = {
        4,    1,  4, 0,                                           // tunnel limit, to 2n
        5,    2,  0, 1,                                           // router alert, at 4n+2
        0xc2, 4,  0, 1, 0, 0, 1, 4, 0, 0, 0, 0,                   // jumbo payload, to 8n+6
        0xc9, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, // home address
    };
    uint8_t bytes[64];
    csock_wire_error error;
    for (size_t room = 0; room <= sizeof wanted; room++) {
        int count = 0;
        for (size_t i = 0; i < sizeof options / sizeof options[0] && count >= 0; i++)
            count = csock_ipv6_option_append(&options[i], bytes, (size_t)count, room, &error);
        if (room < sizeof wanted) {
            CHECK_INT(count, -CSOCK_EPKTROOM);
            CHECK_INT(error.available, room);
            CHECK_BETWEEN(error.needed, room + 1, sizeof wanted);
        } else {
            CHECK_BYTES(bytes, (size_t)count, wanted, sizeof wanted);
        }
    }
    CHECK_INT(csock_ipv6_option_append(&options[0], NULL, 0, 0, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 3);
}
