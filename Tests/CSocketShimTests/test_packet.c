#include "csock/packet.h"
#include "csock/result.h"
#include "harness.h"
#include "random.h"
#include "sockets.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// Packets that scapy 2.6 built.
static const uint8_t dns[] = {0x45, 0x00, 0x00, 0x21, 0x00, 0x07, 0x40, 0x00, 0x40, 0x11, 0x4e,
                              0x8e, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02, 0xd0, 0xa3,
                              0x00, 0x35, 0x00, 0x0d, 0xa4, 0x26, 0xde, 0xad, 0xbe, 0xef, 0x01};
static const uint8_t tagged[] = {
    0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x88, 0xa8, 0xa0,
    0x64, 0x81, 0x00, 0x00, 0x07, 0x86, 0xdd, 0x60, 0x01, 0x23, 0x45, 0x00, 0x35, 0x00, 0x40,
    0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x01, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x02, 0x06, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00, 0x01, 0xbb, 0xc8, 0x22, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x02, 0xa0, 0x12, 0x20, 0x00, 0xbe, 0xc2, 0x00, 0x00,
    0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
    0x00, 0x01, 0x03, 0x03, 0x07, 0x68, 0x65, 0x6c, 0x6c, 0x6f};
static const uint8_t ping[] = {
    0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x45,
    0x00, 0x00, 0x20, 0x00, 0x01, 0x00, 0x00, 0x40, 0x01, 0x7c, 0xda, 0x7f, 0x00, 0x00, 0x01,
    0x7f, 0x00, 0x00, 0x01, 0x08, 0x00, 0x19, 0x2d, 0x00, 0x01, 0x00, 0x01, 0x70, 0x69, 0x6e,
    0x67, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00};
static const uint8_t routed[] = {
    0x60, 0x00, 0x00, 0x00, 0x00, 0x31, 0x2b, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x11, 0x04, 0x00, 0x02, 0x00,
    0x00, 0x00, 0x00, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x04, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x00, 0x02, 0x00, 0x09, 0x2c, 0x64, 0x78};
static const uint8_t source_routed[] = {
    0x48, 0x00, 0x00, 0x29, 0x00, 0x01, 0x00, 0x00, 0x40, 0x11, 0x2b, 0xc1, 0xc0, 0x00,
    0x02, 0x01, 0xc0, 0x00, 0x02, 0x09, 0x83, 0x0b, 0x04, 0xc0, 0x00, 0x02, 0x0a, 0xc6,
    0x33, 0x64, 0x02, 0x00, 0x00, 0x01, 0x00, 0x02, 0x00, 0x09, 0x9b, 0xa1, 0x78};
static const uint8_t away_from_home[] = {
    0x60, 0x00, 0x00, 0x00, 0x00, 0x21, 0x3c, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0c, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x11, 0x02, 0x01, 0x02, 0x00,
    0x00, 0xc9, 0x10, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x02, 0x00, 0x09, 0x2c, 0x64, 0x78};
static const uint8_t tunnel[] = {
    0x45, 0x00, 0x00, 0x47, 0x00, 0x01, 0x00, 0x00, 0x40, 0x29, 0x8e, 0x56, 0xc0, 0x00, 0x02,
    0x01, 0xc6, 0x33, 0x64, 0x02, 0x60, 0x00, 0x00, 0x00, 0x00, 0x0b, 0x3a, 0x40, 0x20, 0x01,
    0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20,
    0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02,
    0x80, 0x00, 0x5f, 0xdf, 0x00, 0x01, 0x00, 0x02, 0x61, 0x62, 0x63};
static const uint8_t fragment[] = {0x45, 0x00, 0x00, 0x20, 0x00, 0x07, 0x20, 0x00, 0x40, 0x11, 0x6e,
                                   0x8f, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02, 0xd0, 0xa3,
                                   0x00, 0x35, 0x00, 0x40, 0x12, 0x34, 0x00, 0x01, 0x02, 0x03};
static const uint8_t later_fragment[] = {
    0x45, 0x00, 0x00, 0x20, 0x00, 0x07, 0x00, 0x01, 0x40, 0x11, 0x8e, 0x8e, 0xc0, 0x00, 0x02, 0x01,
    0xc6, 0x33, 0x64, 0x02, 0xd0, 0xa3, 0x00, 0x35, 0x00, 0x40, 0x12, 0x34, 0x00, 0x01, 0x02, 0x03};
static const uint8_t sctp[] = {0x45, 0x00, 0x00, 0x24, 0x00, 0x01, 0x00, 0x00, 0x40,
                               0x84, 0x8e, 0x1e, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33,
                               0x64, 0x02, 0x00, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00,
                               0x03, 0xc8, 0x66, 0x09, 0x0e, 0x0b, 0x00, 0x00, 0x04};
static const uint8_t igmp[] = {0x45, 0x00, 0x00, 0x1c, 0x00, 0x01, 0x00, 0x00, 0x01, 0x02,
                               0x17, 0xdd, 0xc0, 0x00, 0x02, 0x01, 0xe0, 0x00, 0x00, 0x01,
                               0x16, 0x64, 0x09, 0x98, 0xe0, 0x00, 0x00, 0x03};

// What the sender of a packet need not say: fields that depend on others.
static void forget(csock_layer *layer, bool forget_protocol) {
    uint32_t next = forget_protocol ? 0xfd : 0; // RFC 3692: for experiments
    switch (layer->kind) {
    case CSOCK_LAYER_ETHERNET:
        if (forget_protocol && !csock_ethertype_is_vlan(layer->ethernet.ethertype))
            layer->ethernet.ethertype = 0x88b5;
        break;
    case CSOCK_LAYER_VLAN:
        if (forget_protocol)
            layer->vlan.ethertype = 0x88b5;
        break;
    case CSOCK_LAYER_IPV4:
        layer->ipv4.total_length = 0;
        layer->ipv4.checksum = 0x5a5a;
        layer->ipv4.protocol = next ? next : layer->ipv4.protocol;
        break;
    case CSOCK_LAYER_IPV6:
        layer->ipv6.payload_length = 0;
        layer->ipv6.next_header = next ? next : layer->ipv6.next_header;
        break;
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
        layer->ipv6_options.next_header = next ? next : layer->ipv6_options.next_header;
        break;
    case CSOCK_LAYER_IPV6_ROUTING:
        layer->ipv6_routing.next_header = next ? next : layer->ipv6_routing.next_header;
        break;
    case CSOCK_LAYER_UDP:
        layer->udp.length = 0;
        layer->udp.checksum = 0x5a5a;
        break;
    case CSOCK_LAYER_UDPLITE:
        layer->udplite.checksum = 0x5a5a;
        break;
    case CSOCK_LAYER_TCP:
        layer->tcp.checksum = 0x5a5a;
        break;
    case CSOCK_LAYER_ICMPV4:
        layer->icmpv4.checksum = 0x5a5a;
        break;
    case CSOCK_LAYER_IGMP:
        layer->igmp.checksum = 0x5a5a;
        break;
    case CSOCK_LAYER_SCTP:
        layer->sctp.checksum = 0x5a5a5a5a;
        break;
    default:
        break;
    }
}

static void check_composes(const csock_layer *layers, const csock_packet *packet, int fill,
                           const uint8_t *bytes, size_t count) {
    size_t length = count - packet->trailer.count;
    uint8_t buffer[256];
    csock_wire_error error;
    memset(buffer, 0xa5, sizeof buffer);
    CHECK_INT(csock_packet_compose(layers, packet->count, packet->payload, fill, buffer,
                                   sizeof buffer, &error),
              length);
    CHECK_INT(error.code, 0);
    CHECK_BYTES(buffer, length, bytes, length);
    CHECK_INT(buffer[length], 0xa5);
    size_t headers = length - packet->payload.count;
    memset(buffer, 0xa5, sizeof buffer);
    CHECK_INT(csock_packet_compose_headers(layers, packet->count, packet->payload, fill, buffer,
                                           headers, &error),
              headers);
    CHECK_BYTES(buffer, headers, bytes, headers);
    CHECK_INT(buffer[headers], 0xa5);
    for (size_t room = 0; room < length; room++) {
        uint8_t *small = malloc(room);
        CHECK_INT(
            csock_packet_compose(layers, packet->count, packet->payload, fill, small, room, &error),
            -CSOCK_EPKTROOM);
        CHECK_INT(error.needed, length);
        CHECK_INT(error.available, room);
        free(small);
    }
}

// Whatever the bytes: what is read strictly is written again as it was, and cut off anywhere it is
// refused, or read leniently.
static void check_any(uint32_t first, const uint8_t *bytes, size_t count) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    uint8_t buffer[256];
    uint8_t *copy = exact_copy(bytes, count);
    int flags = CSOCK_DISSECT_CHECKSUMS;
    if (csock_packet_dissect(&packet, layers, 8, first, copy, count, flags, &error) >= 0) {
        size_t length = count - packet.trailer.count;
        CHECK_INT(csock_packet_compose(layers, packet.count, packet.payload, 0, buffer,
                                       sizeof buffer, &error),
                  length);
        CHECK_BYTES(buffer, length, copy, length);
    } else {
        CHECK(error.code != 0 && packet.count < 8 && packet.offset <= count);
    }
    flags |= CSOCK_DISSECT_LENIENT;
    int result = csock_packet_dissect(&packet, layers, 8, first, copy, count, flags, &error);
    CHECK(result >= 0 || result == -CSOCK_EPKTFIELD || result == -CSOCK_EPKTLAYERS);
    free(copy);
}

typedef struct {
    uint32_t kind;
    uint32_t checksum;
} wanted_layer;

static csock_packet check_packet(uint32_t first, const uint8_t *bytes, size_t count,
                                 const wanted_layer *wanted, csock_layer *layers) {
    csock_packet packet;
    csock_wire_error error;
    CHECK(csock_packet_dissect(&packet, layers, 8, first, bytes, count, CSOCK_DISSECT_CHECKSUMS,
                               &error) > 0);
    CHECK_INT(error.code, 0);
    for (size_t i = 0; i < packet.count; i++) {
        CHECK_INT(layers[i].kind, wanted[i].kind);
        CHECK_INT(layers[i].checksum, wanted[i].checksum);
        if (i > 0)
            CHECK_INT(layers[i].offset, layers[i - 1].offset + layers[i - 1].header_length);
    }
    CHECK_INT(wanted[packet.count].kind, CSOCK_LAYER_PAYLOAD);
    check_composes(layers, &packet, 0, bytes, count);
    csock_layer forgotten[8];
    memcpy(forgotten, layers, sizeof forgotten);
    for (size_t i = 0; i < packet.count; i++)
        forget(&forgotten[i], i + 1 < packet.count);
    check_composes(forgotten, &packet, CSOCK_FILL_ALL, bytes, count);
    for (size_t i = 0; i < count * 8; i++) {
        uint8_t flipped[256];
        memcpy(flipped, bytes, count);
        flipped[i / 8] ^= (uint8_t)(1 << i % 8);
        check_any(first, flipped, count);
    }
    for (size_t cut = 0; cut < count; cut++) {
        csock_layer part[8];
        csock_packet rest;
        uint8_t *copy = exact_copy(bytes, cut);
        int result = csock_packet_dissect(&rest, part, 8, first, copy, cut, 0, &error);
        CHECK(cut < count - packet.trailer.count ? result < 0 : result > 0);
        result =
            csock_packet_dissect(&rest, part, 8, first, copy, cut, CSOCK_DISSECT_LENIENT, &error);
        CHECK(result >= 0);
        CHECK((error.code != 0) == (cut < count - packet.trailer.count));
        free(copy);
    }
    return packet;
}

#define GOOD CSOCK_CHECKSUM_GOOD

TEST(packet_udp) {
    const wanted_layer wanted[] = {{CSOCK_LAYER_IPV4, GOOD}, {CSOCK_LAYER_UDP, GOOD}, {0, 0}};
    csock_layer layers[8];
    csock_packet packet = check_packet(CSOCK_LAYER_IPV4, dns, sizeof dns, wanted, layers);
    CHECK_INT(packet.payload.count, 5);
    CHECK(packet.payload.start == dns + 28);
    CHECK_INT(layers[0].length, 33);
    CHECK_INT(layers[1].length, 13);
}

TEST(packet_of_all_kinds_of_layers) {
    const wanted_layer wanted[] = {{CSOCK_LAYER_ETHERNET, 0},
                                   {CSOCK_LAYER_VLAN, 0},
                                   {CSOCK_LAYER_VLAN, 0},
                                   {CSOCK_LAYER_IPV6, 0},
                                   {CSOCK_LAYER_IPV6_HOP_BY_HOP, 0},
                                   {CSOCK_LAYER_TCP, GOOD},
                                   {0, 0}};
    csock_layer layers[8];
    csock_packet packet = check_packet(CSOCK_LAYER_ETHERNET, tagged, sizeof tagged, wanted, layers);
    CHECK_BYTES(packet.payload.start, packet.payload.count, "hello", 5);
}

// Row 9 too: padding is in no checksum.
TEST(mistake_raw_09_ethernet_padding_is_not_summed) {
    const wanted_layer wanted[] = {
        {CSOCK_LAYER_ETHERNET, 0}, {CSOCK_LAYER_IPV4, GOOD}, {CSOCK_LAYER_ICMPV4, GOOD}, {0, 0}};
    csock_layer layers[8];
    csock_packet packet = check_packet(CSOCK_LAYER_ETHERNET, ping, sizeof ping, wanted, layers);
    CHECK_BYTES(packet.payload.start, packet.payload.count, "ping", 4);
    CHECK_INT(packet.trailer.count, 14);
    uint8_t padded[sizeof ping];
    memcpy(padded, ping, sizeof padded);
    memset(padded + sizeof padded - 14, 0x5a, 14);
    check_packet(CSOCK_LAYER_ETHERNET, padded, sizeof padded, wanted, layers);
}

// A spanning tree's BPDU in an IEEE 802.3 frame, and an ARP request: neither fills a frame.
TEST(packet_padded_by_ethernet) {
    static const uint8_t bpdu[60] = {0x01, 0x80, 0xc2, 0x00, 0x00, 0x00, 0x00, 0x1c, 0x0e,
                                     0x87, 0x78, 0x00, 0x00, 0x26, 0x42, 0x42, 0x03};
    static const uint8_t arp[60] = {
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 0x08, 0x06,
        0x00, 0x01, 0x08, 0x00, 0x06, 0x04, 0x00, 0x01, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56,
        0xc0, 0x00, 0x02, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x02, 0xfe};
    const wanted_layer wanted_bpdu[] = {{CSOCK_LAYER_ETHERNET, 0}, {0, 0}};
    const wanted_layer wanted_arp[] = {{CSOCK_LAYER_ETHERNET, 0}, {CSOCK_LAYER_ARP, 0}, {0, 0}};
    csock_layer layers[8];
    csock_packet packet =
        check_packet(CSOCK_LAYER_ETHERNET, bpdu, sizeof bpdu, wanted_bpdu, layers);
    CHECK_INT(packet.payload.count, 38);
    CHECK_INT(packet.trailer.count, 8);
    packet = check_packet(CSOCK_LAYER_ETHERNET, arp, sizeof arp, wanted_arp, layers);
    CHECK_INT(packet.payload.count, 0);
    CHECK_INT(packet.trailer.count, 18);
}

TEST(packet_with_routes) {
    const wanted_layer wanted6[] = {
        {CSOCK_LAYER_IPV6, 0}, {CSOCK_LAYER_IPV6_ROUTING, 0}, {CSOCK_LAYER_UDP, GOOD}, {0, 0}};
    const wanted_layer wanted4[] = {{CSOCK_LAYER_IPV4, GOOD}, {CSOCK_LAYER_UDP, GOOD}, {0, 0}};
    csock_layer layers[8];
    check_packet(CSOCK_LAYER_IPV6, routed, sizeof routed, wanted6, layers);
    check_packet(CSOCK_LAYER_IPV4, source_routed, sizeof source_routed, wanted4, layers);
}

TEST(packet_from_a_care_of_address) {
    const wanted_layer wanted[] = {
        {CSOCK_LAYER_IPV6, 0}, {CSOCK_LAYER_IPV6_DESTINATION, 0}, {CSOCK_LAYER_UDP, GOOD}, {0, 0}};
    csock_layer layers[8];
    check_packet(CSOCK_LAYER_IPV6, away_from_home, sizeof away_from_home, wanted, layers);
}

TEST(packet_in_a_tunnel) {
    const wanted_layer wanted[] = {
        {CSOCK_LAYER_IPV4, GOOD}, {CSOCK_LAYER_IPV6, 0}, {CSOCK_LAYER_ICMPV6, GOOD}, {0, 0}};
    csock_layer layers[8];
    check_packet(CSOCK_LAYER_IPV4, tunnel, sizeof tunnel, wanted, layers);
}

TEST(packet_of_other_protocols) {
    const wanted_layer wanted_sctp[] = {{CSOCK_LAYER_IPV4, GOOD}, {CSOCK_LAYER_SCTP, GOOD}, {0, 0}};
    const wanted_layer wanted_igmp[] = {{CSOCK_LAYER_IPV4, GOOD}, {CSOCK_LAYER_IGMP, GOOD}, {0, 0}};
    csock_layer layers[8];
    check_packet(CSOCK_LAYER_IPV4, sctp, sizeof sctp, wanted_sctp, layers);
    check_packet(CSOCK_LAYER_IPV4, igmp, sizeof igmp, wanted_igmp, layers);
}

TEST(packet_fragments) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    // Of the first fragment the UDP header can be read; its length goes beyond.
    CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, fragment, sizeof fragment,
                                   CSOCK_DISSECT_CHECKSUMS, &error),
              2);
    CHECK_INT(error.code, 0);
    CHECK_INT(layers[0].checksum, GOOD);
    CHECK_INT(layers[1].checksum, CSOCK_CHECKSUM_UNVERIFIED);
    CHECK_INT(layers[1].udp.length, 64);
    CHECK_INT(packet.payload.count, 4);
    // The rest is in other fragments, and not missing, unless this one is cut short.
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

// What strict reading takes apart is written again as it was, also where a fragment cuts a header.
TEST(packet_header_cut_by_a_fragment) {
    for (size_t count = 20; count < sizeof fragment; count++) {
        uint8_t bytes[sizeof fragment];
        memcpy(bytes, fragment, sizeof bytes);
        bytes[3] = (uint8_t)count;
        check_any(CSOCK_LAYER_IPV4, bytes, count);
        csock_layer layers[8];
        csock_packet packet;
        CHECK_INT(csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, bytes, count, 0, NULL),
                  count < 28 ? 1 : 2);
    }
}

// RFC 4884 section 3: a quote of 8 bytes of TCP, padded with zeros.
TEST(packet_quote_that_is_padded) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    uint8_t quote[128] = {0};
    memcpy(quote, dns, 20);
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

// A field that is not valid ends lenient reading, and what was read until then is told.
TEST(packet_with_a_field_that_is_not_valid) {
    csock_layer layers[8];
    csock_packet packet;
    csock_wire_error error;
    uint8_t bytes[sizeof dns];
    memcpy(bytes, dns, sizeof bytes);
    bytes[25] = 7; // UDP's length
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

TEST(packet_checksums_are_told) {
    uint8_t bytes[sizeof dns];
    csock_layer layers[2];
    csock_packet packet;
    memcpy(bytes, dns, sizeof bytes);
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

// RFC 2675: what an IPv6 packet says with a Payload Length of 0.
TEST(packet_jumbograms) {
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
    bytes[45] = 0; // no more than 16 bits
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes, 0, &error),
        -CSOCK_EPKTFIELD);
    CHECK_INT(error.available, 0x1178);
    memset(bytes + 42, 0, 6); // and no option at all
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes, 0, &error),
        -CSOCK_EPKTFIELD);
    CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_IPV6, bytes, sizeof bytes,
                                   CSOCK_DISSECT_LENIENT, &error),
              1);
}

TEST(packet_udplite_coverage) {
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDPLITE}};
    csock_bytes payload = {dns, 4};
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

TEST(packet_without_sctp_checksum) {
    uint8_t bytes[sizeof sctp];
    csock_layer layers[2];
    csock_packet packet;
    memcpy(bytes, sctp, sizeof bytes);
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

TEST(packet_limits) {
    static uint8_t buffer[70000], bytes[65536];
    csock_layer layers[CSOCK_PACKET_LAYERS_MAX + 1];
    csock_packet packet;
    csock_wire_error error;
    csock_bytes payload = {bytes, 0};
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, dns, sizeof dns, 0, &error), 2);
    // A payload of 65536 bytes is refused, and the longest that fits is not.
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
    CHECK_INT(
        csock_packet_dissect(&packet, layers, 1, CSOCK_LAYER_IPV4, dns, sizeof dns, 0, &error),
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

// The call for IPv4 and UDP alone does what the general one does, also of what it refuses.
TEST(packet_udp_in_one_call) {
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

// RFC 768: a UDP checksum that comes out as zero is sent as all ones.
TEST(packet_udp_checksum_is_never_zero) {
    csock_layer layers[2];
    csock_packet packet;
    uint8_t buffer[64];
    CHECK_INT(csock_packet_dissect(&packet, layers, 2, CSOCK_LAYER_IPV4, dns, sizeof dns, 0, NULL),
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
