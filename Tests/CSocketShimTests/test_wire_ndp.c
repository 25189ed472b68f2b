#include "csock/result.h"
#include "csock/wire/icmpv6.h"
#include "csock/wire/ndp_option.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

#define PREFIX 0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 0

// Options and their fields, with every field in use. `data` is the offset of the option data.
static const struct {
    uint8_t bytes[48];
    size_t count, data;
    csock_ndp_option option;
} options[] = {
    // Linux: the source's link-layer address
    {{0x01, 0x01, 0xce, 0x6b, 0xcc, 0x61, 0x85, 0x3a},
     8,
     2,
     {.type = CSOCK_NDP_OPTION_SOURCE_LINK_LAYER_ADDRESS}},
    // Linux: a nonce
    {{0x0e, 0x01, 0xe4, 0x41, 0x86, 0x6f, 0xc2, 0xdb}, 8, 2, {.type = CSOCK_NDP_OPTION_NONCE}},
    // RFC 4861 section 4.6.2
    {{0x03, 0x04, 0x40, 0xdf,   0x00, 0x27, 0x8d, 0x00, 0x00, 0x09, 0x3a, 0x80, 0x12,
      0x34, 0x56, 0x78, PREFIX, 0,    0,    0,    0,    0,    0,    0,    1},
     32,
     32,
     {.type = CSOCK_NDP_OPTION_PREFIX_INFORMATION,
      .prefix_length = 64,
      .flags = CSOCK_NDP_PREFIX_ON_LINK | CSOCK_NDP_PREFIX_AUTONOMOUS | 0x1f,
      .valid_lifetime = 2592000,
      .preferred_lifetime = 604800,
      .reserved2 = 0x12345678,
      .prefix = {PREFIX, 0, 0, 0, 0, 0, 0, 0, 1}}},
    // Section 4.6.3
    {{0x04, 0x02, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0x60, 0, 0, 0, 0, 0, 0, 0x40},
     16,
     8,
     {.type = CSOCK_NDP_OPTION_REDIRECTED_HEADER, .reserved1 = 0x1234, .reserved2 = 0x56789abc}},
    // Section 4.6.4
    {{0x05, 0x01, 0x12, 0x34, 0x00, 0x00, 0x05, 0xdc},
     8,
     8,
     {.type = CSOCK_NDP_OPTION_MTU, .reserved1 = 0x1234, .mtu = 1500}},
    // RFC 4191 section 2.3: the default route; and one of 48 bits
    {{0x18, 0x01, 0x00, 0xef, 0xff, 0xff, 0xff, 0xff},
     8,
     8,
     {.type = CSOCK_NDP_OPTION_ROUTE_INFORMATION, .flags = 0xef, .lifetime = CSOCK_NDP_INFINITE}},
    {{0x18, 0x02, 0x30, 0x08, 0x00, 0x00, 0x0e, 0x10, PREFIX},
     16,
     8,
     {.type = CSOCK_NDP_OPTION_ROUTE_INFORMATION,
      .prefix_length = 48,
      .flags = CSOCK_NDP_PREFERENCE_HIGH,
      .lifetime = 3600}},
    // RFC 8106 sections 5.1 and 5.2
    {{0x19, 0x05, 0x12, 0x34, 0x00,   0x00, 0x0e, 0x10, PREFIX, 0, 0, 0, 0,
      0,    0,    0,    1,    PREFIX, 0,    0,    0,    0,      0, 0, 0, 2},
     40,
     8,
     {.type = CSOCK_NDP_OPTION_RECURSIVE_DNS_SERVER, .reserved1 = 0x1234, .lifetime = 3600}},
    {{0x1f, 0x03, 0x12, 0x34, 0x00, 0x00, 0x00, 0x00, 0x07, 'e', 'x', 'a',
      'm',  'p',  'l',  'e',  0x03, 'o',  'r',  'g',  0x00, 0,   0,   0x5a},
     24,
     8,
     {.type = CSOCK_NDP_OPTION_DNS_SEARCH_LIST, .reserved1 = 0x1234}},
    // an unassigned type
    {{0xc8, 0x02, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, 16, 2, {.type = 200}},
};
enum { OPTIONS = sizeof options / sizeof options[0] };

static void check_option(const csock_ndp_option *option, const uint8_t *bytes, size_t i) {
    csock_ndp_option wanted = options[i].option;
    wanted.data.start = bytes + options[i].data;
    wanted.data.count = options[i].count - options[i].data;
    CHECK(option->data.start == wanted.data.start);
    CHECK_INT(option->data.count, wanted.data.count);
    CHECK_BYTES(option, offsetof(csock_ndp_option, data), &wanted,
                offsetof(csock_ndp_option, data));
}

TEST(ndp_options_of_every_type_are_listed_and_encoded) {
    uint8_t all[1024], again[64];
    size_t count = 0, place = 0;
    for (size_t i = 0; i < OPTIONS; i++) {
        memcpy(all + count, options[i].bytes, options[i].count);
        count += options[i].count;
    }
    csock_bytes rest = {all, count};
    csock_ndp_option option;
    csock_wire_error error;
    for (size_t i = 0; i < OPTIONS; i++) {
        CHECK_INT(csock_ndp_option_next(&rest, &option, &error), 1);
        check_option(&option, all + place, i);
        memset(again, 0xa5, sizeof again);
        CHECK_INT(csock_ndp_option_encode(&option, again, sizeof again, &error), options[i].count);
        CHECK_BYTES(again, options[i].count, options[i].bytes, options[i].count);
        CHECK_INT(again[options[i].count], 0xa5);
        CHECK_INT(csock_ndp_option_encode(&option, again, options[i].count - 1, &error),
                  -CSOCK_EPKTROOM);
        CHECK_INT(error.needed, options[i].count);
        CHECK_INT(error.available, options[i].count - 1);
        place += options[i].count;
    }
    CHECK_INT(csock_ndp_option_next(&rest, &option, &error), 0);
    CHECK_INT(error.code, 0);
}

TEST(ndp_options_with_changed_bits_or_missing_bytes_round_trip_or_fail) {
    for (size_t i = 0; i < OPTIONS; i++)
        for (size_t bit = 0; bit < options[i].count * 8; bit++)
            for (size_t cut = options[i].count; cut > bit / 8; cut -= 1 + cut / 4) {
                uint8_t *copy = exact_copy(options[i].bytes, cut), again[64];
                csock_bytes rest = {copy, cut};
                csock_ndp_option option;
                csock_wire_error error;
                copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
                int result = csock_ndp_option_next(&rest, &option, &error);
                if (result == 1) {
                    size_t length = cut - rest.count;
                    CHECK_INT(csock_ndp_option_encode(&option, again, sizeof again, NULL), length);
                    CHECK_BYTES(again, length, copy, length);
                } else {
                    CHECK_INT(result, -CSOCK_EPKTFIELD);
                    CHECK_INT(error.code, CSOCK_EPKTFIELD);
                    CHECK_INT(rest.count, cut);
                }
                free(copy);
            }
}

TEST(decoding_ndp_options_refuses_wrong_lengths) {
    static const struct {
        uint8_t bytes[24];
        size_t count;
        const char *field;
        uint64_t needed, available;
    } cases[] = {
        {{0x01, 0x00, 0, 0, 0, 0, 0, 0}, 8, "Option Length", 1, 0}, // RFC 4861 section 4.6
        {{0x01}, 1, "Option Length", 1, 0},
        {{0x01, 0x01, 0, 0, 0, 0, 0}, 7, "Option Length", 0, 1},
        {{0x01, 0x03}, 16, "Option Length", 2, 3},
        {{0x03, 0x01}, 8, "Option Length", 4, 1}, // prefix information has 4 units
        {{0x05, 0x02}, 16, "Option Length", 1, 2},
        {{0x18, 0x01, 0x01}, 8, "Prefix Length", 0, 1}, // no room for a prefix
        {{0x18, 0x02, 0x41}, 16, "Prefix Length", 64, 65},
        {{0x19, 0x01}, 8, "Option Length", 3, 1},
        {{0x19, 0x02}, 16, "Option Length", 3, 2},
        {{0x1f, 0x01}, 8, "Option Length", 2, 1},
    };
    csock_ndp_option option;
    csock_wire_error error;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *copy = exact_copy(cases[i].bytes, cases[i].count);
        csock_bytes rest = {copy, cases[i].count};
        CHECK_INT(csock_ndp_option_next(&rest, &option, &error), -CSOCK_EPKTFIELD);
        CHECK_TEXT(error.field, cases[i].field);
        CHECK_INT(error.needed, cases[i].needed);
        CHECK_INT(error.available, cases[i].available);
        CHECK_INT(rest.count, cases[i].count);
        CHECK_INT(csock_ndp_option_next(&rest, &option, NULL), -CSOCK_EPKTFIELD);
        free(copy);
    }
}

TEST(encoding_ndp_options_refuses_values_out_of_range) {
    static const uint8_t data[2048];
    const struct {
        csock_ndp_option option;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{.type = 256, .data = {data, 6}}, "Option Type", 256, 255},
        {{.type = 1, .data = {data, 5}}, "Option Data", 5, 6},
        {{.type = 1, .data = {data, 7}}, "Option Data", 7, 6},
        {{.type = 1, .data = {data, 2046}}, "Option Data", 2046, 2038},
        {{.type = 3, .prefix_length = 129}, "Prefix Length", 129, 128},
        {{.type = 3, .data = {data, 8}}, "Option Data", 8, 0},
        {{.type = 5, .reserved1 = 65536}, "Reserved", 65536, 65535},
        {{.type = 24, .prefix_length = 65, .data = {data, 8}}, "Prefix Length", 65, 64},
        {{.type = 24, .flags = 256}, "Flags", 256, 255},
        {{.type = 24, .data = {data, 24}}, "Option Data", 24, 16},
        {{.type = 25}, "Option Data", 0, 16},
        {{.type = 25, .data = {data, 24}}, "Option Data", 24, 16},
        {{.type = 31, .data = {data, 2040}}, "Option Data", 2040, 2032},
    };
    uint8_t buffer[2048];
    csock_wire_error error;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_INT(csock_ndp_option_encode(&cases[i].option, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
}

TEST(domain_names_of_the_dns_search_list_are_listed) {
    static const uint8_t list[] = "\x07"
                                  "example\x03"
                                  "org\0\x05"
                                  "a.b\\\x01\0\0\0";
    csock_bytes names = {list, sizeof list - 1};
    char text[CSOCK_NDP_DOMAIN_TEXT_MAX];
    csock_wire_error error;
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), 11);
    CHECK_TEXT(text, "example.org");
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), 14);
    CHECK_TEXT(text, "a\\046b\\092\\001");
    CHECK_INT(names.count, 2);
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), 0);
    CHECK_INT(error.code, 0);
    names.count = 0;
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), 0);
}

TEST(domain_names_that_are_too_long_truncated_or_compressed_are_refused) {
    char text[CSOCK_NDP_DOMAIN_TEXT_MAX];
    csock_wire_error error;
    uint8_t longest[256];
    // Four labels fill 254 bytes. Each byte is written as four characters.
    memset(longest, 1, sizeof longest);
    longest[0] = longest[64] = longest[128] = 63;
    longest[192] = 61;
    longest[254] = 0;
    csock_bytes names = {longest, 255};
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), CSOCK_NDP_DOMAIN_TEXT_MAX - 1);
    longest[192] = 62;
    longest[255] = 0;
    names = (csock_bytes){longest, 256};
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), -CSOCK_EPKTFIELD);
    CHECK_INT(error.needed, 255);
    CHECK_INT(error.available, 256);
    CHECK_INT(names.count, 256);
    for (size_t cut = 1; cut < 13; cut++) {
        uint8_t *copy = exact_copy("\x07"
                                   "example\x03"
                                   "org",
                                   cut);
        names = (csock_bytes){copy, cut};
        CHECK_INT(csock_ndp_domain_next(&names, text, &error), -CSOCK_EPKTSHORT);
        CHECK(error.needed > cut);
        free(copy);
    }
    names = (csock_bytes){(const uint8_t *)"\xc0\x0c", 2}; // compression: RFC 8106 forbids it
    CHECK_INT(csock_ndp_domain_next(&names, text, &error), -CSOCK_EPKTFIELD);
    CHECK_INT(error.needed, 63);
    CHECK_INT(error.available, 0xc0);
}
