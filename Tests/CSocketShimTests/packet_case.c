#include "packet_case.h"

#include "csock/result.h"
#include "csock/wire/ethertype.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

const uint8_t udp_packet[33] = {0x45, 0x00, 0x00, 0x21, 0x00, 0x07, 0x40, 0x00, 0x40, 0x11, 0x4e,
                                0x8e, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02, 0xd0, 0xa3,
                                0x00, 0x35, 0x00, 0x0d, 0xa4, 0x26, 0xde, 0xad, 0xbe, 0xef, 0x01};

const uint8_t sctp_packet[36] = {0x45, 0x00, 0x00, 0x24, 0x00, 0x01, 0x00, 0x00, 0x40,
                                 0x84, 0x8e, 0x1e, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33,
                                 0x64, 0x02, 0x00, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00,
                                 0x03, 0xc8, 0x66, 0x09, 0x0e, 0x0b, 0x00, 0x00, 0x04};

// Clears the fields that depend on others, or writes wrong values.
static void forget(csock_layer *layer, bool forget_protocol) {
    uint32_t next = forget_protocol ? 0xfd : 0; // for experiments: RFC 3692
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

void check_any_packet(uint32_t first, const uint8_t *bytes, size_t count) {
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

csock_packet check_packet(uint32_t first, const uint8_t *bytes, size_t count,
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
        check_any_packet(first, flipped, count);
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
