#include "csock/packet.h"
#include "csock/result.h"
#include "harness.h"
#include "packet_case.h"

#include <string.h>

#define GOOD CSOCK_CHECKSUM_GOOD

TEST(dissection_reports_good_bad_and_absent_checksums) {
    uint8_t bytes[sizeof udp_packet];
    csock_layer layers[2];
    csock_packet packet;
    memcpy(bytes, udp_packet, sizeof bytes);
    bytes[sizeof bytes - 1] ^= 1;
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   CSOCK_DISSECT_CHECKSUMS, NULL),
              2);
    CHECK_INT(layers[0].checksum, GOOD);
    CHECK_INT(layers[1].checksum, CSOCK_CHECKSUM_BAD);
    bytes[8] ^= 1;
    bytes[26] = bytes[27] = 0;
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   CSOCK_DISSECT_CHECKSUMS, NULL),
              2);
    CHECK_INT(layers[0].checksum, CSOCK_CHECKSUM_BAD);
    CHECK_INT(layers[1].checksum, CSOCK_CHECKSUM_OFF);
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, bytes, sizeof bytes, 0, NULL),
        2);
    CHECK_INT(layers[0].checksum, CSOCK_CHECKSUM_UNVERIFIED);
}

TEST(composing_refuses_an_invalid_udplite_coverage) {
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDPLITE}};
    csock_bytes payload = {udp_packet, 4};
    csock_wire_error error;
    uint8_t buffer[64];
    for (uint32_t coverage = 0; coverage < 20; coverage++) {
        bool holds = coverage == 0 || (coverage >= 8 && coverage <= 12);
        layers[1].udplite.checksum_coverage = coverage;
        CHECK_INT(
            csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, sizeof buffer, &error),
            holds ? 32 : -CSOCK_EPKTRANGE);
        if (!holds)
            CHECK_TEXT(error.field, "Checksum Coverage");
    }
}

TEST(sctp_checksum_of_zero_is_absent) {
    uint8_t bytes[sizeof sctp_packet];
    csock_layer layers[2];
    csock_packet packet;
    memcpy(bytes, sctp_packet, sizeof bytes);
    memset(bytes + 28, 0, 4);
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   CSOCK_DISSECT_CHECKSUMS, NULL),
              2);
    CHECK_INT(layers[1].checksum, CSOCK_CHECKSUM_OFF);
    bytes[28] = 1;
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   CSOCK_DISSECT_CHECKSUMS, NULL),
              2);
    CHECK_INT(layers[1].checksum, CSOCK_CHECKSUM_BAD);
}

// RFC 768.
TEST(composed_udp_checksum_of_zero_is_sent_as_ffff) {
    csock_layer layers[2];
    csock_packet packet;
    uint8_t buffer[64];
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, udp_packet,
                                   sizeof udp_packet, 0, NULL),
              2);
    uint32_t found = 0;
    for (uint32_t port = 0; port < 65536; port++) {
        layers[1].udp.source_port = port;
        CHECK_INT(csock_packet_compose(layers, 2, packet.payload, CSOCK_FILL_ALL, buffer,
                                       sizeof buffer, NULL),
                  33);
        CHECK(buffer[26] != 0 || buffer[27] != 0);
        found += buffer[26] == 0xff && buffer[27] == 0xff;
    }
    CHECK_INT(found, 1);
}
