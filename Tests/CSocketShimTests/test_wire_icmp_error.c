#include "csock/result.h"
#include "csock/wire/icmp_extension.h"
#include "harness.h"
#include "icmp_extension_case.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// A quote of `quote` bytes, then the extension structure.
static csock_bytes payload_of(uint8_t *bytes, size_t quote) {
    for (size_t i = 0; i < quote; i++)
        bytes[i] = (uint8_t)i;
    memcpy(bytes + quote, icmp_structure, sizeof icmp_structure);
    return csock_view(bytes, quote + sizeof icmp_structure);
}

static void check_parts(csock_bytes payload, csock_bytes datagram, csock_bytes extension,
                        size_t quote) {
    CHECK(datagram.start == payload.start);
    CHECK_INT(datagram.count, quote);
    CHECK_INT(extension.count, payload.count - quote);
    CHECK(extension.count == 0 || extension.start == payload.start + quote);
}

TEST(icmp_error_is_split_into_quote_and_extension) {
    uint8_t bytes[512];
    csock_bytes payload = payload_of(bytes, 136), datagram, extension;
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED, .length = 34};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_TIME_EXCEEDED, .length = 17};
    csock_wire_error error;
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, 136);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, 136);
    // Without a length, and for types without that field, everything is the quote.
    v4.length = v6.length = 0;
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    v4 = (csock_icmpv4_header){.type = CSOCK_ICMPV4_REDIRECT, .length = 34};
    v6 = (csock_icmpv6_header){.type = CSOCK_ICMPV6_PACKET_TOO_BIG, .length = 17};
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    // A length that leaves no extension.
    v4 = (csock_icmpv4_header){.type = CSOCK_ICMPV4_PARAMETER_PROBLEM, .length = 5};
    CHECK_INT(csock_icmpv4_error_split(&v4, csock_view(bytes, 20), &datagram, &extension, &error),
              0);
    check_parts(csock_view(bytes, 20), datagram, extension, 20);
}

TEST(icmp_error_whose_length_does_not_fit_is_refused) {
    uint8_t bytes[512];
    csock_bytes payload = payload_of(bytes, 128), datagram, extension;
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_DESTINATION_UNREACHABLE, .length = 31};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_DESTINATION_UNREACHABLE, .length = 20};
    csock_wire_error error;
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error),
              -CSOCK_EPKTFIELD);
    CHECK_TEXT(error.field, "Length");
    CHECK_INT(error.layer, CSOCK_LAYER_ICMPV4);
    CHECK_INT(error.offset, 5);
    CHECK_INT(error.needed, 32);
    CHECK_INT(error.available, 31);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error),
              -CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Original Datagram");
    CHECK_INT(error.layer, CSOCK_LAYER_ICMPV6);
    CHECK_INT(error.needed, 168);
    CHECK_INT(error.available, 8 + 128 + sizeof icmp_structure);
    // Lenient splitting returns what is there.
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    CHECK_INT(error.code, 0);
    check_parts(payload, datagram, extension, 124);
    CHECK_INT(csock_icmpv6_error_split_lenient(&v6, payload, &datagram, &extension, &error), 0);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    check_parts(payload, datagram, extension, payload.count);
    CHECK_INT(csock_icmpv6_error_split(&v6, csock_view(NULL, 0), &datagram, &extension, NULL),
              -CSOCK_EPKTSHORT);
    CHECK_INT(
        csock_icmpv6_error_split_lenient(&v6, csock_view(NULL, 0), &datagram, &extension, NULL), 0);
    CHECK_INT(datagram.count + extension.count, 0);
}

// RFC 4884 section 5.5.
TEST(lenient_split_finds_an_extension_without_a_length) {
    uint8_t bytes[512];
    csock_bytes payload = payload_of(bytes, 128), datagram, extension;
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_TIME_EXCEEDED};
    csock_wire_error error;
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, 128);
    CHECK_INT(csock_icmpv6_error_split_lenient(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    v4.type = CSOCK_ICMPV4_REDIRECT;
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    v4.type = CSOCK_ICMPV4_TIME_EXCEEDED;
    bytes[128 + 3] ^= 1; // a wrong checksum
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    bytes[128 + 2] = bytes[128 + 3] = 0; // no checksum
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    for (size_t count = 126; count < 132; count++) {
        uint8_t *copy = exact_copy(bytes, count);
        payload = csock_view(copy, count);
        CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
        check_parts(payload, datagram, extension, count);
        free(copy);
    }
}

TEST(icmp_error_is_composed_with_a_padded_quote) {
    static const struct {
        size_t quote, v4, v6; // v4 and v6: the padded lengths
    } cases[] = {
        {0, 128, 128},   {28, 128, 128},  {128, 128, 128},    {129, 132, 136},
        {132, 132, 136}, {136, 136, 136}, {1020, 1020, 1024},
    };
    uint8_t quote[2048], buffer[3000], wanted[3000];
    csock_bytes objects = csock_view(icmp_structure + 4, sizeof icmp_structure - 4), datagram,
                extension;
    csock_wire_error error;
    memset(quote, 0xee, sizeof quote);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED};
        csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_DESTINATION_UNREACHABLE};
        size_t length = cases[i].v4 + sizeof icmp_structure;
        memset(wanted, 0, sizeof wanted);
        memset(wanted, 0xee, cases[i].quote);
        memcpy(wanted + cases[i].v4, icmp_structure, sizeof icmp_structure);
        memset(buffer, 0xa5, sizeof buffer);
        CHECK_INT(csock_icmpv4_error_compose(&v4, csock_view(quote, cases[i].quote), objects,
                                             buffer, length, &error),
                  length);
        CHECK_BYTES(buffer, length, wanted, length);
        CHECK_INT(buffer[length], 0xa5);
        CHECK_INT(v4.length, cases[i].v4 / 4);
        CHECK_INT(
            csock_icmpv4_error_split(&v4, csock_view(buffer, length), &datagram, &extension, NULL),
            0);
        check_parts(csock_view(buffer, length), datagram, extension, cases[i].v4);
        CHECK_INT(csock_icmpv4_error_compose(&v4, csock_view(quote, cases[i].quote), objects,
                                             buffer, length - 1, &error),
                  -CSOCK_EPKTROOM);
        CHECK_INT(error.needed, length);
        length = cases[i].v6 + sizeof icmp_structure;
        CHECK_INT(csock_icmpv6_error_compose(&v6, csock_view(quote, cases[i].quote), objects,
                                             buffer, sizeof buffer, &error),
                  length);
        CHECK_INT(v6.length, cases[i].v6 / 8);
        CHECK_INT(
            csock_icmpv6_error_split(&v6, csock_view(buffer, length), &datagram, &extension, NULL),
            0);
        check_parts(csock_view(buffer, length), datagram, extension, cases[i].v6);
    }
}

TEST(composing_an_icmp_error_refuses_quotes_and_extensions_that_do_not_fit) {
    uint8_t quote[2048] = {0}, buffer[3000];
    csock_bytes objects = csock_view(icmp_structure + 4, sizeof icmp_structure - 4);
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED, .length = 7};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_TIME_EXCEEDED, .length = 7};
    csock_wire_error error;
    // Without an extension, the quote is not padded.
    CHECK_INT(csock_icmpv4_error_compose(&v4, csock_view(quote, 29), csock_view(NULL, 0), buffer,
                                         29, &error),
              29);
    CHECK_INT(v4.length, 0);
    CHECK_INT(csock_icmpv4_error_compose(&v4, csock_view(quote, 1021), objects, buffer,
                                         sizeof buffer, &error),
              -CSOCK_EPKTRANGE);
    CHECK_INT(error.needed, 1021);
    CHECK_INT(error.available, 1020);
    CHECK_INT(csock_icmpv6_error_compose(&v6, csock_view(quote, 2041), objects, buffer,
                                         sizeof buffer, &error),
              -CSOCK_EPKTRANGE);
    CHECK_INT(error.available, 2040);
    CHECK_INT(csock_icmpv6_error_compose(&v6, csock_view(quote, 8), csock_view(quote, SIZE_MAX),
                                         buffer, sizeof buffer, &error),
              -CSOCK_EPKTRANGE);
    v6.type = CSOCK_ICMPV6_PACKET_TOO_BIG;
    CHECK_INT(csock_icmpv6_error_compose(&v6, csock_view(quote, 8), objects, buffer, sizeof buffer,
                                         &error),
              -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Extension");
}
