#include "csock/result.h"
#include "harness.h"
#include "wire_case.h"

#include <string.h>

// A UDP datagram of 4 bytes from 2001:db8::1 to ff02::1, with Ethernet padding.
static const uint8_t packet[] = {
    0x6b, 0x9a, 0xbc, 0xde, 0x00, 0x0c, 0x11, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xff, 0x02, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xd0, 0xa3,
    0x00, 0x35, 0x00, 0x0c, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef, 0x00, 0x00,
};

TEST(ipv6_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6, packet, sizeof packet, 40);
    CHECK_INT(layer.ipv6.dscp, 46);
    CHECK_INT(layer.ipv6.ecn, 1);
    CHECK_INT(layer.ipv6.flow_label, 0xabcde);
    CHECK_INT(layer.ipv6.payload_length, 12);
    CHECK_INT(layer.ipv6.next_header, 17);
    CHECK_INT(layer.ipv6.hop_limit, 64);
    CHECK_BYTES(layer.ipv6.source, 16, packet + 8, 16);
    CHECK_BYTES(layer.ipv6.destination, 16, packet + 24, 16);
}

TEST(decoding_ipv6_names_the_invalid_field) {
    uint8_t bytes[sizeof packet];
#define CHANGED(offset, value, ...)                                                                \
    memcpy(bytes, packet, sizeof packet);                                                          \
    bytes[offset] = value;                                                                         \
    check_refused(CSOCK_LAYER_IPV6, bytes, sizeof bytes, __VA_ARGS__)
    CHANGED(0, 0x4b, CSOCK_EPKTFIELD, "Version", 6, 4);
    CHANGED(5, 15, CSOCK_EPKTSHORT, "Payload Length", 55, 54);
    check_refused(CSOCK_LAYER_IPV6, packet, 39, CSOCK_EPKTSHORT, "Destination Address", 40, 39);
    check_refused(CSOCK_LAYER_IPV6, packet, 7, CSOCK_EPKTSHORT, "Hop Limit", 40, 7);
    check_refused(CSOCK_LAYER_IPV6, packet, 2, CSOCK_EPKTSHORT, "Flow Label", 40, 2);
    check_refused(CSOCK_LAYER_IPV6, NULL, 0, CSOCK_EPKTSHORT, "Version", 40, 0);
}

TEST(lenient_decoding_of_a_truncated_ipv6_header_keeps_what_is_there) {
    csock_ipv6_header header;
    csock_wire_error error;
    CHECK_INT(csock_ipv6_header_decode_lenient(&header, packet, 48, &error), 40);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Payload Length");
    CHECK_INT(error.needed, 52);
    CHECK_INT(error.available, 48);
    CHECK_INT(csock_ipv6_header_decode_lenient(&header, packet, 10, &error), 10);
    CHECK_TEXT(error.field, "Source Address");
    CHECK_INT(header.source[1], 1);
    CHECK_INT(header.source[2], 0);
    CHECK_INT(header.hop_limit, 64);
}

TEST(encoding_ipv6_refuses_values_out_of_range) {
    csock_layer layer = check_wire(CSOCK_LAYER_IPV6, packet, sizeof packet, 40);
    csock_layer changed;
#define HOLDS_NOT(member, field, value, greatest)                                                  \
    changed = layer;                                                                               \
    changed.ipv6.member = value;                                                                   \
    check_unrepresentable(&changed, field, value, greatest)
    HOLDS_NOT(dscp, "DSCP", 64, 63);
    HOLDS_NOT(ecn, "ECN", 4, 3);
    HOLDS_NOT(flow_label, "Flow Label", 0x100000, 0xfffff);
    HOLDS_NOT(payload_length, "Payload Length", 65536, 65535);
    HOLDS_NOT(next_header, "Next Header", 256, 255);
    HOLDS_NOT(hop_limit, "Hop Limit", 256, 255);
}
