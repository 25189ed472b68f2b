#include "csock/packet.h"
#include "csock/result.h"
#include "harness.h"
#include "packet_case.h"
#include "random.h"

#define GOOD CSOCK_CHECKSUM_GOOD

TEST(packets_have_limits_of_length_and_of_layers) {
    static uint8_t buffer[70000], bytes[65536];
    csock_layer layers[CSOCK_PACKET_LAYERS_MAX + 1];
    csock_packet packet;
    csock_wire_error error;
    csock_bytes payload = {bytes, 0};
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, udp_packet,
                                   sizeof udp_packet, 0, &error),
              2);
    // The longest payload has 65535 - 28 bytes.
    payload.count = 65536;
    CHECK_INT(
        csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, sizeof buffer, &error),
        -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Length");
    CHECK_INT(error.needed, 65544);
    payload.count = 65535 - 27;
    CHECK_INT(
        csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, sizeof buffer, &error),
        -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Total Length");
    CHECK_INT(error.needed, 65536);
    payload.count = 65535 - 28;
    CHECK_INT(
        csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, sizeof buffer, &error),
        65535);
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, buffer, 65535,
                                   CSOCK_DISSECT_CHECKSUMS, &error),
              2);
    CHECK_INT(layers[1].checksum, GOOD);
    payload.count = SIZE_MAX;
    CHECK_INT(
        csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, sizeof buffer, &error),
        -CSOCK_EPKTROOM);
    CHECK_INT(csock_packet_dissect(&packet, layers, 1, CSOCK_LAYER_IPV4, udp_packet,
                                   sizeof udp_packet, 0, &error),
              -CSOCK_EPKTLAYERS);
    CHECK_INT(packet.count, 1);
    CHECK_INT(packet.offset, 20);
    char text[CSOCK_WIRE_ERROR_TEXT_MAX];
    csock_wire_error_format(&error, text);
    CHECK_TEXT(text, "UDP: Layers at byte 0: too many: 2, 1 at most");
    for (size_t i = 0; i <= CSOCK_PACKET_LAYERS_MAX; i++)
        layers[i] = layers[0];
    payload.count = 0;
    CHECK_INT(csock_packet_compose(layers, CSOCK_PACKET_LAYERS_MAX + 1, payload, CSOCK_FILL_ALL,
                                   buffer, sizeof buffer, &error),
              -CSOCK_EPKTLAYERS);
    CHECK_INT(csock_packet_compose(layers, CSOCK_PACKET_LAYERS_MAX, payload, CSOCK_FILL_ALL, buffer,
                                   sizeof buffer, &error),
              CSOCK_PACKET_LAYERS_MAX * 20);
    CHECK_INT(csock_packet_compose(NULL, 0, payload, CSOCK_FILL_ALL, NULL, 0, &error), 0);
}

// Of valid and of invalid headers.
TEST(compose_udp_agrees_with_compose) {
    static uint8_t bytes[65536];
    const size_t counts[] = {0, 1, 2, 63, 64, 1471, 65507, 65508, 65536};
    uint64_t random = 3;
    for (int round = 0; round < 3000; round++) {
        static uint8_t one[65600], two[65600];
        csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
        csock_wire_error error_one, error_two;
        size_t count = counts[next_random(&random) % 9];
        csock_bytes payload = {bytes, round % 100 == 0 ? count : count % 64};
        uint32_t *members[] = {&layers[0].ipv4.dscp,
                               &layers[0].ipv4.ecn,
                               &layers[0].ipv4.total_length,
                               &layers[0].ipv4.identification,
                               &layers[0].ipv4.flags,
                               &layers[0].ipv4.fragment_offset,
                               &layers[0].ipv4.time_to_live,
                               &layers[0].ipv4.protocol,
                               &layers[0].ipv4.checksum,
                               &layers[1].udp.source_port,
                               &layers[1].udp.destination_port,
                               &layers[1].udp.length,
                               &layers[1].udp.checksum};
        const uint32_t greatest[] = {63,  3,     65535, 65535, 7,     8191, 255,
                                     255, 65535, 65535, 65535, 65535, 65535};
        for (size_t i = 0; i < 13; i++)
            *members[i] = (uint32_t)(next_random(&random) % (greatest[i] + 1));
        if (next_random(&random) % 4 == 0) {
            size_t i = (size_t)(next_random(&random) % 13);
            *members[i] = greatest[i] + 1;
        }
        for (size_t i = 0; i < 4; i++)
            layers[0].ipv4.source[i] = (uint8_t)next_random(&random);
        for (size_t i = 0; i < payload.count && i < 64; i++)
            bytes[i] = (uint8_t)next_random(&random);
        layers[0].ipv4.options.start = bytes;
        layers[0].ipv4.options.count = next_random(&random) % 8 == 0 ? 4 : 0;
        size_t room = next_random(&random) % 8 == 0 ? payload.count + 27 : sizeof one;
        ssize_t length =
            csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, one, room, &error_one);
        CHECK_INT(csock_packet_compose_udp(&layers[0].ipv4, &layers[1].udp, payload, two, room,
                                           &error_two),
                  length);
        CHECK_INT(error_two.code, error_one.code);
        if (length >= 0)
            CHECK_BYTES(two, (size_t)length, one, (size_t)length);
        else
            CHECK(error_one.needed == error_two.needed && error_one.field == error_two.field);
    }
}
