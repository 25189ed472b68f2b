#include "csock/result.h"
#include "harness.h"
#include "wire_case.h"

#include <string.h>

// From port 53411 to port 53, with four bytes of payload.
static const uint8_t datagram[] = {0xd0, 0xa3, 0x00, 0x35, 0x00, 0x0c,
                                   0x12, 0x34, 0xde, 0xad, 0xbe, 0xef};

TEST(udp_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_UDP, datagram, sizeof datagram, 8);
    CHECK_INT(layer.udp.source_port, 53411);
    CHECK_INT(layer.udp.destination_port, 53);
    CHECK_INT(layer.udp.length, 12);
    CHECK_INT(layer.udp.checksum, 0x1234);
    check_wire(CSOCK_LAYER_UDP, "\0\0\0\0\0\x08\0\0", 8, 8);
}

TEST(decoding_udp_names_the_invalid_field) {
    uint8_t bytes[sizeof datagram];
    memcpy(bytes, datagram, sizeof bytes);
    bytes[5] = 7;
    check_refused(CSOCK_LAYER_UDP, bytes, sizeof bytes, CSOCK_EPKTFIELD, "Length", 8, 7);
    bytes[5] = 13;
    check_refused(CSOCK_LAYER_UDP, bytes, sizeof bytes, CSOCK_EPKTSHORT, "Length", 13, 12);
    check_refused(CSOCK_LAYER_UDP, bytes, 7, CSOCK_EPKTSHORT, "Checksum", 8, 7);
    check_refused(CSOCK_LAYER_UDP, NULL, 0, CSOCK_EPKTSHORT, "Source Port", 8, 0);
}

TEST(encoding_udp_refuses_values_out_of_range) {
    csock_layer layer = {.kind = CSOCK_LAYER_UDP, .udp = {.length = 8}};
    csock_layer changed;
#define HOLDS_NOT(member, field)                                                                   \
    changed = layer;                                                                               \
    changed.udp.member = 65536;                                                                    \
    check_unrepresentable(&changed, field, 65536, 65535)
    HOLDS_NOT(source_port, "Source Port");
    HOLDS_NOT(destination_port, "Destination Port");
    HOLDS_NOT(length, "Length");
    HOLDS_NOT(checksum, "Checksum");
}

TEST(udp_length_is_not_truncated_to_16_bits) {
    csock_layer layer = {.kind = CSOCK_LAYER_UDP, .udp = {.length = 8 + 65536}};
    check_unrepresentable(&layer, "Length", 65544, 65535);
}
