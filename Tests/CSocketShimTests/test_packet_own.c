#include "csock/packet.h"
#include "csock/result.h"
#include "harness.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// Packets that scapy 2.6 built: GRE with a key over IPv4, GRE over IPv6, an MPLS label, and an
// authentication header. The library has no codec for these four.
static const uint8_t gre[] = {
    0x45, 0x00, 0x00, 0x3b, 0x00, 0x07, 0x00, 0x00, 0x40, 0x2f, 0x8e, 0x56, 0xc0, 0x00, 0x02,
    0x01, 0xc6, 0x33, 0x64, 0x02, 0x20, 0x00, 0x08, 0x00, 0x01, 0x02, 0x03, 0x04, 0x45, 0x00,
    0x00, 0x1f, 0x00, 0x08, 0x00, 0x00, 0x40, 0x11, 0x66, 0xc4, 0x0a, 0x00, 0x00, 0x01, 0x0a,
    0x00, 0x00, 0x02, 0x13, 0x88, 0x00, 0x35, 0x00, 0x0b, 0x13, 0xb6, 0x61, 0x62, 0x63};
static const uint8_t gre_ipv6[] = {
    0x60, 0x00, 0x00, 0x00, 0x00, 0x39, 0x2f, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00,
    0x86, 0xdd, 0x60, 0x00, 0x00, 0x00, 0x00, 0x0d, 0x3a, 0x40, 0x20, 0x01, 0x0d, 0xb8,
    0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01,
    0x0d, 0xb8, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
    0x80, 0x00, 0xe0, 0x6b, 0x00, 0x01, 0x00, 0x02, 0x68, 0x65, 0x6c, 0x6c, 0x6f};
static const uint8_t mpls[] = {
    0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x88, 0x47, 0x00,
    0x01, 0x01, 0x40, 0x45, 0x00, 0x00, 0x28, 0x00, 0x01, 0x00, 0x00, 0x40, 0x06, 0x8e, 0x98,
    0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02, 0x03, 0xe8, 0x00, 0x50, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x50, 0x02, 0x20, 0x00, 0x9f, 0x72, 0x00, 0x00};
static const uint8_t ah[] = {
    0x60, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x33, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x06, 0x04,
    0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x11, 0x11, 0x11, 0x11,
    0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x03, 0xe8, 0x00, 0x50, 0x00, 0x00,
    0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x50, 0x02, 0x20, 0x00, 0x30, 0x35, 0x00, 0x00};

enum {
    GRE = CSOCK_LAYER_PROTOCOL | CSOCK_IPPROTO_GRE,
    AH = CSOCK_LAYER_PROTOCOL | 51,
    MPLS = CSOCK_LAYER_ETHERTYPE | CSOCK_ETHERTYPE_MPLS,
    CAPACITY = 8,
};

// Decodes a header of the caller at the start of a payload. False if there is none.
static bool read_own(csock_own_header *own, csock_bytes bytes) {
    if (own->kind == GRE && bytes.count >= 4) {
        own->length = 4 + (bytes.start[0] & 0x20 ? 4 : 0); // RFC 2890: K, a key is present
        own->next = csock_layer_announced_by_ethertype(csock_load16(bytes.start + 2));
    } else if (own->kind == AH && bytes.count >= 2) {
        own->length = (bytes.start[1] + 2u) * 4;
        own->next = csock_layer_announced_by_protocol(bytes.start[0]);
    } else if (own->kind == MPLS && bytes.count >= 4) {
        own->length = 4;
        own->next = CSOCK_LAYER_IPV4;
    } else {
        return false;
    }
    return own->length <= bytes.count;
}

static int dissect(csock_packet *packet, csock_layer *layers, uint32_t first, const uint8_t *bytes,
                   size_t count, int flags, csock_wire_error *error) {
    int result = csock_packet_dissect(packet, layers, CAPACITY, first, bytes, count, flags, error);
    while (result >= 0 && csock_layer_is_own(packet->next)) {
        csock_own_header own = {.kind = packet->next};
        if (!read_own(&own, packet->payload))
            break;
        result = csock_packet_dissect_further(packet, layers, CAPACITY, &own, bytes, count, flags,
                                              error);
    }
    return result;
}

// Clears the fields that composing fills in.
static void forget(csock_layer *layer) {
    switch (layer->kind) {
    case CSOCK_LAYER_ETHERNET:
        layer->ethernet.ethertype = CSOCK_ETHERTYPE_LENGTH_MAX + 1;
        break;
    case CSOCK_LAYER_IPV4:
        layer->ipv4.protocol = 0;
        layer->ipv4.total_length = 0;
        layer->ipv4.checksum = 0x5a5a;
        break;
    case CSOCK_LAYER_IPV6:
        layer->ipv6.next_header = 0;
        layer->ipv6.payload_length = 0;
        break;
    case CSOCK_LAYER_UDP:
        layer->udp.length = 0;
        layer->udp.checksum = 0;
        break;
    case CSOCK_LAYER_TCP:
        layer->tcp.checksum = 0;
        break;
    case CSOCK_LAYER_ICMPV6:
        layer->icmpv6.checksum = 0;
        break;
    default:
        break;
    }
}

static void check_stack(const uint8_t *bytes, size_t count, const uint32_t *kinds,
                        size_t layer_count) {
    csock_packet packet;
    csock_layer layers[CAPACITY];
    csock_wire_error error;
    uint8_t buffer[256];
    CHECK_INT(dissect(&packet, layers, kinds[0], bytes, count, CSOCK_DISSECT_CHECKSUMS, &error),
              layer_count);
    size_t end = 0;
    for (size_t i = 0; i < layer_count; i++) {
        CHECK_INT(layers[i].kind, kinds[i]);
        CHECK_INT(layers[i].offset, end);
        CHECK_INT(layers[i].length, count - end);
        CHECK(layers[i].checksum != CSOCK_CHECKSUM_BAD);
        end += layers[i].header_length;
    }
    CHECK_INT(layers[layer_count - 1].checksum, CSOCK_CHECKSUM_GOOD);
    CHECK_INT(packet.next, CSOCK_LAYER_PAYLOAD);
    CHECK_INT(
        csock_packet_compose(layers, layer_count, packet.payload, 0, buffer, sizeof buffer, &error),
        count);
    CHECK_BYTES(buffer, count, bytes, count);
    for (size_t i = 0; i < layer_count; i++)
        forget(&layers[i]);
    // The protocol field of the last header keeps its value, because no header follows.
    memset(buffer, 0xa5, sizeof buffer);
    CHECK_INT(csock_packet_compose(layers, layer_count, packet.payload, CSOCK_FILL_ALL, buffer,
                                   sizeof buffer, &error),
              count);
    CHECK_BYTES(buffer, count, bytes, count);
    CHECK_INT(csock_packet_compose(layers, layer_count, packet.payload, CSOCK_FILL_ALL, buffer,
                                   count - 1, &error),
              -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, count);
}

TEST(headers_of_the_caller_are_dissected_and_composed_between_others) {
    static const uint32_t in_gre[] = {CSOCK_LAYER_IPV4, GRE, CSOCK_LAYER_IPV4, CSOCK_LAYER_UDP};
    static const uint32_t in_gre_ipv6[] = {CSOCK_LAYER_IPV6, GRE, CSOCK_LAYER_IPV6,
                                           CSOCK_LAYER_ICMPV6};
    static const uint32_t in_mpls[] = {CSOCK_LAYER_ETHERNET, MPLS, CSOCK_LAYER_IPV4,
                                       CSOCK_LAYER_TCP};
    static const uint32_t in_ah[] = {CSOCK_LAYER_IPV6, AH, CSOCK_LAYER_TCP};
    check_stack(gre, sizeof gre, in_gre, 4);
    check_stack(gre_ipv6, sizeof gre_ipv6, in_gre_ipv6, 4);
    check_stack(mpls, sizeof mpls, in_mpls, 4);
    check_stack(ah, sizeof ah, in_ah, 3);
}

TEST(dissection_reports_the_kind_of_an_unknown_payload) {
    csock_packet packet;
    csock_layer layers[CAPACITY];
    uint8_t bytes[sizeof gre];
    memcpy(bytes, gre, sizeof gre);
    CHECK_INT(csock_packet_dissect(&packet, layers, CAPACITY, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   0, NULL),
              1);
    CHECK_INT(packet.next, GRE);
    CHECK_INT(packet.payload.count, sizeof gre - 20);
    CHECK_INT(csock_layer_next(&layers[0]), GRE);
    // Later fragments do not say what they contain.
    bytes[7] = 1;
    CHECK_INT(csock_packet_dissect(&packet, layers, CAPACITY, CSOCK_LAYER_IPV4, bytes, sizeof bytes,
                                   0, NULL),
              1);
    CHECK_INT(packet.next, CSOCK_LAYER_PAYLOAD);
    // A packet may begin with a header of the caller.
    CHECK_INT(
        csock_packet_dissect(&packet, layers, CAPACITY, GRE, gre + 20, sizeof gre - 20, 0, NULL),
        0);
    CHECK_INT(packet.next, GRE);
    CHECK_INT(packet.payload.count, sizeof gre - 20);
    CHECK_INT(dissect(&packet, layers, GRE, gre + 20, sizeof gre - 20, 0, NULL), 3);
    CHECK_INT(layers[0].kind, GRE);
    CHECK_INT(layers[2].kind, CSOCK_LAYER_UDP);
}

TEST(layer_kinds_include_their_protocol_number_or_ethertype) {
    CHECK_INT(csock_layer_announced_by_protocol(CSOCK_IPPROTO_UDP), CSOCK_LAYER_UDP);
    CHECK_INT(csock_layer_announced_by_protocol(47), GRE);
    CHECK_INT(csock_layer_announced_by_protocol(59), CSOCK_LAYER_PAYLOAD);
    CHECK_INT(csock_layer_announced_by_protocol(256), CSOCK_LAYER_PAYLOAD);
    CHECK_INT(csock_layer_announced_by_ethertype(0x86dd), CSOCK_LAYER_IPV6);
    CHECK_INT(csock_layer_announced_by_ethertype(0x8847), MPLS);
    CHECK_INT(csock_layer_announced_by_ethertype(1500), CSOCK_LAYER_PAYLOAD);
    CHECK_INT(csock_layer_announced_by_ethertype(0x10800), CSOCK_LAYER_PAYLOAD);
    CHECK_INT(csock_protocol_of_layer(GRE), 47);
    CHECK_INT(csock_protocol_of_layer(MPLS), -EPROTONOSUPPORT);
    CHECK_INT(csock_protocol_of_layer(CSOCK_LAYER_OWN | 47), -EPROTONOSUPPORT);
    CHECK_INT(csock_ethertype_of_layer(MPLS), 0x8847);
    CHECK_INT(csock_ethertype_of_layer(GRE), -EPROTONOSUPPORT);
    CHECK_TEXT(csock_layer_name(GRE), "GRE");
    CHECK_TEXT(csock_layer_name(MPLS), "MPLS unicast");
    CHECK_TEXT(csock_layer_name(CSOCK_LAYER_OWN | 1), "own header");
    CHECK_TEXT(csock_layer_name(CSOCK_LAYER_PROTOCOL | 253), "own header");
    CHECK_TEXT(csock_layer_name(UINT32_MAX), "own header");
}

TEST(dissect_further_refuses_an_invalid_header_of_the_caller) {
    csock_packet packet;
    csock_layer layers[CAPACITY];
    csock_wire_error error;
    csock_own_header own = {GRE, CSOCK_LAYER_IPV4, sizeof gre - 20 + 1};
    CHECK_INT(csock_packet_dissect(&packet, layers, CAPACITY, CSOCK_LAYER_IPV4, gre, sizeof gre, 0,
                                   &error),
              1);
    CHECK_INT(
        csock_packet_dissect_further(&packet, layers, CAPACITY, &own, gre, sizeof gre, 0, &error),
        -CSOCK_EPKTSHORT);
    CHECK_INT(error.layer, GRE);
    CHECK_INT(error.needed, own.length);
    CHECK_INT(packet.count, 1);
    own.length = 8;
    CHECK_INT(csock_packet_dissect_further(&packet, layers, 1, &own, gre, sizeof gre, 0, &error),
              -CSOCK_EPKTLAYERS);
    own.kind = CSOCK_LAYER_UDP;
    CHECK_INT(
        csock_packet_dissect_further(&packet, layers, CAPACITY, &own, gre, sizeof gre, 0, &error),
        -EINVAL);
    // The next header is decoded strictly. The 4 bytes of the key are no IPv4 header.
    own.kind = GRE;
    own.length = 4;
    CHECK_INT(
        csock_packet_dissect_further(&packet, layers, CAPACITY, &own, gre, sizeof gre, 0, &error),
        -CSOCK_EPKTFIELD);
    CHECK_INT(packet.count, 2);
    CHECK_INT(packet.next, CSOCK_LAYER_IPV4);
    CHECK_INT(packet.offset, 24);
}

TEST(dissection_of_truncated_packets_stays_in_bounds) {
    for (size_t count = 0; count < sizeof gre; count++) {
        uint8_t *cut = malloc(count);
        csock_packet packet;
        csock_layer layers[CAPACITY];
        csock_wire_error error;
        if (count > 0)
            memcpy(cut, gre, count);
        CHECK(dissect(&packet, layers, CSOCK_LAYER_IPV4, cut, count, 0, &error) < 0);
        CHECK(dissect(&packet, layers, CSOCK_LAYER_IPV4, cut, count,
                      CSOCK_DISSECT_LENIENT | CSOCK_DISSECT_CHECKSUMS, &error) >= 0);
        CHECK(packet.incomplete);
        CHECK_INT(packet.offset + packet.payload.count + packet.trailer.count, count);
        free(cut);
    }
}

// Clears fields of an encoded packet, and fills them in.
static void check_fill(const uint8_t *bytes, size_t count, uint32_t first) {
    csock_packet packet;
    csock_layer layers[CAPACITY];
    csock_wire_error error;
    uint8_t buffer[256];
    int found = dissect(&packet, layers, first, bytes, count, 0, &error);
    memcpy(buffer, bytes, count);
    CHECK(found > 0);
    for (int i = 0; i < found; i++) {
        csock_layer changed = layers[i];
        forget(&changed);
        CHECK_INT(csock_layer_encode(&changed, buffer + layers[i].offset, layers[i].header_length,
                                     &error),
                  layers[i].header_length);
    }
    csock_bytes payload = {buffer + packet.offset, packet.payload.count};
    // Only kind, offset and header_length are read.
    for (int i = 0; i < found; i++) {
        csock_layer place = {.kind = layers[i].kind,
                             .offset = layers[i].offset,
                             .header_length = layers[i].header_length};
        layers[i] = place;
    }
    CHECK_INT(csock_packet_fill(layers, (size_t)found, buffer, packet.offset, payload,
                                CSOCK_FILL_ALL, &error),
              0);
    CHECK_BYTES(buffer, count, bytes, count);
}

TEST(packet_fill_writes_lengths_protocols_and_checksums_in_place) {
    check_fill(gre, sizeof gre, CSOCK_LAYER_IPV4);
    check_fill(gre_ipv6, sizeof gre_ipv6, CSOCK_LAYER_IPV6);
    check_fill(mpls, sizeof mpls, CSOCK_LAYER_ETHERNET);
    check_fill(ah, sizeof ah, CSOCK_LAYER_IPV6);
}

TEST(packet_fill_refuses_layers_that_do_not_fit_the_bytes) {
    uint8_t buffer[sizeof gre];
    csock_wire_error error;
    csock_bytes payload = {NULL, 0};
    csock_layer layers[CSOCK_PACKET_LAYERS_MAX + 1] = {
        {.kind = CSOCK_LAYER_IPV4, .header_length = 20},
        {.kind = GRE, .header_length = 8, .offset = 20}};
    memcpy(buffer, gre, sizeof gre);
    CHECK_INT(csock_packet_fill(layers, 2, buffer, 28, payload, CSOCK_FILL_ALL, &error), 0);
    CHECK_INT(csock_packet_fill(layers, 2, buffer, 27, payload, CSOCK_FILL_ALL, &error),
              -CSOCK_EPKTSHORT);
    CHECK_INT(csock_packet_fill(layers, 2, buffer, 29, payload, CSOCK_FILL_ALL, &error),
              -CSOCK_EPKTFIELD);
    layers[1].offset = 21;
    CHECK_INT(csock_packet_fill(layers, 2, buffer, 29, payload, CSOCK_FILL_ALL, &error),
              -CSOCK_EPKTFIELD);
    layers[0].header_length = 19;
    CHECK_INT(csock_packet_fill(layers, 1, buffer, 19, payload, CSOCK_FILL_ALL, &error),
              -CSOCK_EPKTSHORT);
    CHECK_INT(error.needed, 20);
    CHECK_INT(csock_packet_fill(layers, CSOCK_PACKET_LAYERS_MAX + 1, buffer, sizeof buffer, payload,
                                CSOCK_FILL_ALL, &error),
              -CSOCK_EPKTLAYERS);
    CHECK_INT(csock_packet_fill(NULL, 0, NULL, 0, payload, CSOCK_FILL_ALL, &error), 0);
    CHECK_INT(error.code, 0);
}

TEST(composing_refuses_lengths_that_a_field_cannot_hold) {
    static const uint8_t large[UINT16_MAX];
    csock_wire_error error;
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = GRE}, {.kind = CSOCK_LAYER_UDP}};
    uint8_t buffer[64];
    layers[1].custom = csock_view(gre + 20, 8);
    csock_bytes payload = {large, UINT16_MAX - 20 - 8 - 8};
    CHECK_INT(csock_packet_compose_headers(layers, 3, payload, CSOCK_FILL_ALL, buffer,
                                           sizeof buffer, &error),
              36);
    CHECK_INT(csock_load16(buffer + 2), UINT16_MAX);
    payload.count++;
    CHECK_INT(csock_packet_compose_headers(layers, 3, payload, CSOCK_FILL_ALL, buffer,
                                           sizeof buffer, &error),
              -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Total Length");
}

TEST(a_header_that_ends_early_announces_nothing) {
    const uint8_t tag[] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x81, 0x00};
    csock_layer layers[4];
    csock_wire_error error;
    csock_packet packet;
    for (size_t count = 1; count <= 20; count++) {
        CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV4, gre, count,
                                       CSOCK_DISSECT_LENIENT, &error),
                  1);
        CHECK_INT(packet.next, count < 20 ? (uint32_t)CSOCK_LAYER_PAYLOAD : (uint32_t)GRE);
    }
    for (size_t count = 1; count <= 40; count++) {
        CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, gre_ipv6, count,
                                       CSOCK_DISSECT_LENIENT, &error),
                  1);
        CHECK_INT(packet.next, count < 40 ? (uint32_t)CSOCK_LAYER_PAYLOAD : (uint32_t)GRE);
    }
    CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_ETHERNET, tag, 13,
                                   CSOCK_DISSECT_LENIENT, &error),
              1);
    CHECK_INT(packet.next, CSOCK_LAYER_PAYLOAD);
}
