#include "csock/packet.h"
#include "csock/result.h"
#include "harness.h"
#include "packet_case.h"

#include <string.h>

// Fragments that scapy 2.6 built.
static const uint8_t fragment[] = {0x45, 0x00, 0x00, 0x20, 0x00, 0x07, 0x20, 0x00, 0x40, 0x11, 0x6e,
                                   0x8f, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02, 0xd0, 0xa3,
                                   0x00, 0x35, 0x00, 0x40, 0x12, 0x34, 0x00, 0x01, 0x02, 0x03};
static const uint8_t later_fragment[] = {
    0x45, 0x00, 0x00, 0x20, 0x00, 0x07, 0x00, 0x01, 0x40, 0x11, 0x8e, 0x8e, 0xc0, 0x00, 0x02, 0x01,
    0xc6, 0x33, 0x64, 0x02, 0xd0, 0xa3, 0x00, 0x35, 0x00, 0x40, 0x12, 0x34, 0x00, 0x01, 0x02, 0x03};

TEST(first_fragment_shows_its_udp_header_and_later_fragments_are_payload) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    // The UDP length goes beyond the first fragment.
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, fragment, sizeof fragment,
                                   CSOCK_DISSECT_CHECKSUMS, &error),
              2);
    CHECK_INT(error.code, 0);
    CHECK_INT(layers[0].checksum, CSOCK_CHECKSUM_GOOD);
    CHECK_INT(layers[1].checksum, CSOCK_CHECKSUM_UNVERIFIED);
    CHECK_INT(layers[1].udp.length, 64);
    CHECK_INT(packet.payload.count, 4);
    // Bytes in other fragments are not missing. A truncated fragment is an error.
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, fragment, sizeof fragment,
                                   CSOCK_DISSECT_LENIENT, &error),
              2);
    CHECK_INT(error.code, 0);
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, fragment,
                                   sizeof fragment - 1, CSOCK_DISSECT_LENIENT, &error),
              2);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    CHECK_INT(error.layer, CSOCK_LAYER_IPV4);
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, later_fragment,
                                   sizeof later_fragment, 0, &error),
              1);
    CHECK_INT(packet.payload.count, 12);
}

TEST(fragment_that_ends_inside_a_header_is_dissected_and_composed) {
    for (size_t count = 20; count < sizeof fragment; count++) {
        uint8_t bytes[sizeof fragment];
        memcpy(bytes, fragment, sizeof bytes);
        bytes[3] = (uint8_t)count;
        check_any_packet(CSOCK_LAYER_IPV4, bytes, count);
        csock_layer layers[8];
        csock_packet packet;
        CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, bytes, count, 0, NULL),
                  count < 28 ? 1 : 2);
    }
}

// RFC 4884 section 3: a quote of 8 bytes of TCP, padded with zeros.
TEST(lenient_dissection_reads_a_quote_of_8_bytes_with_padding) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    uint8_t quote[128] = {0};
    memcpy(quote, udp_packet, 20);
    quote[3] = 60;
    quote[9] = 6;
    memcpy(quote + 20, "\xc8\x22\x01\xbb\x00\x00\x00\x07", 8);
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, quote, sizeof quote,
                                   CSOCK_DISSECT_LENIENT, &error),
              2);
    CHECK_INT(layers[1].tcp.source_port, 51234);
    CHECK_INT(layers[1].tcp.destination_port, 443);
    CHECK_INT(layers[1].tcp.sequence_number, 7);
    CHECK_TEXT(error.field, "Acknowledgment Number");
}

TEST(lenient_dissection_stops_at_an_invalid_field) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    uint8_t bytes[sizeof udp_packet];
    memcpy(bytes, udp_packet, sizeof bytes);
    bytes[25] = 7; // the UDP length
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, bytes, sizeof bytes, 0, &error),
        -CSOCK_EPKTFIELD);
    CHECK_INT(packet.count, 1);
    CHECK_INT(packet.offset, 20);
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   CSOCK_DISSECT_LENIENT, &error),
              1);
    CHECK_INT(error.code, CSOCK_EPKTFIELD);
    CHECK_TEXT(error.field, "Length");
    CHECK_INT(packet.payload.count, sizeof bytes - 20);
    bytes[0] = 0x54;
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   CSOCK_DISSECT_LENIENT, &error),
              -CSOCK_EPKTFIELD);
}

// RFC 2675.
TEST(jumbograms_have_the_length_of_their_jumbo_payload_option) {
    enum { PAYLOAD = 70000, OPTIONS = 8, SIZE = 40 + OPTIONS + PAYLOAD };
    static uint8_t bytes[SIZE + 10];
    const uint8_t jumbo[] = {CSOCK_IPPROTO_UDPLITE, 0, 0xc2, 4, 0, 1, 0x11, 0x78}; // 70008
    csock_layer layers[4];
    csock_packet packet;
    csock_wire_error error;
    bytes[0] = 0x60;
    memcpy(bytes + 40, jumbo, sizeof jumbo);
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes, 0, &error),
        3);
    CHECK_INT(packet.trailer.count, 10);
    CHECK_INT(layers[1].length, OPTIONS + PAYLOAD);
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, SIZE - 1, 0, &error),
        -CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Jumbo Payload Length");
    CHECK_INT(error.needed, OPTIONS + PAYLOAD);
    CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, SIZE - 1,
                                   CSOCK_DISSECT_LENIENT, &error),
              3);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    bytes[45] = 0; // a jumbo payload length that fits 16 bits
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes, 0, &error),
        -CSOCK_EPKTFIELD);
    CHECK_INT(error.available, 0x1178);
    memset(bytes + 42, 0, 6); // a Payload Length of 0 without the option
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes, 0, &error),
        -CSOCK_EPKTFIELD);
    CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes,
                                   CSOCK_DISSECT_LENIENT, &error),
              1);
}
