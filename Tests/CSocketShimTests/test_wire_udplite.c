#include "csock/result.h"
#include "harness.h"
#include "wire_case.h"

#include <string.h>

// From port 1234 to port 5678. The checksum covers the header and two of four bytes of payload.
static const uint8_t datagram[] = {0x04, 0xd2, 0x16, 0x2e, 0x00, 0x0a,
                                   0x12, 0x34, 0xde, 0xad, 0xbe, 0xef};

TEST(udplite_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_UDPLITE, datagram, sizeof datagram, 8);
    CHECK_INT(layer.udplite.source_port, 1234);
    CHECK_INT(layer.udplite.destination_port, 5678);
    CHECK_INT(layer.udplite.checksum_coverage, 10);
    CHECK_INT(layer.udplite.checksum, 0x1234);
    check_wire(CSOCK_LAYER_UDPLITE, "\0\0\0\0\0\0\0\0", 8, 8);
    check_wire(CSOCK_LAYER_UDPLITE, "\xff\xff\xff\xff\0\x08\xff\xff", 8, 8);
}

// RFC 3828 section 3.1.
TEST(decoding_udplite_refuses_a_coverage_shorter_than_the_header) {
    uint8_t bytes[sizeof datagram];
    memcpy(bytes, datagram, sizeof bytes);
    for (uint8_t coverage = 1; coverage < 8; coverage++) {
        csock_udplite_header header;
        bytes[5] = coverage;
        check_refused(CSOCK_LAYER_UDPLITE, bytes, sizeof bytes, CSOCK_EPKTFIELD,
                      "Checksum Coverage", 8, coverage);
        CHECK_INT(csock_udplite_header_decode_lenient(&header, bytes, sizeof bytes, NULL),
                  -CSOCK_EPKTFIELD);
    }
    bytes[5] = 13;
    check_refused(CSOCK_LAYER_UDPLITE, bytes, sizeof bytes, CSOCK_EPKTSHORT, "Checksum Coverage",
                  13, 12);
    check_refused(CSOCK_LAYER_UDPLITE, bytes, 7, CSOCK_EPKTSHORT, "Checksum", 8, 7);
}

TEST(lenient_decoding_of_a_truncated_udplite_header_keeps_what_is_there) {
    csock_udplite_header header;
    csock_wire_error error;
    CHECK_INT(csock_udplite_header_decode_lenient(&header, datagram, 9, &error), 8);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Checksum Coverage");
    CHECK_INT(error.needed, 10);
    CHECK_INT(header.checksum, 0x1234);
    CHECK_INT(csock_udplite_header_decode_lenient(&header, datagram, 5, &error), 5);
    CHECK_TEXT(error.field, "Checksum Coverage");
    CHECK_INT(header.checksum, 0);
}

TEST(encoding_udplite_refuses_values_out_of_range) {
    const csock_layer layer = {.kind = CSOCK_LAYER_UDPLITE};
    csock_layer changed;
#define HOLDS_NOT(member, field)                                                                   \
    changed = layer;                                                                               \
    changed.udplite.member = 65536;                                                                \
    check_unrepresentable(&changed, field, 65536, 65535)
    HOLDS_NOT(source_port, "Source Port");
    HOLDS_NOT(destination_port, "Destination Port");
    HOLDS_NOT(checksum_coverage, "Checksum Coverage");
    HOLDS_NOT(checksum, "Checksum");
}
