#include "csock/packet.h"

#include "csock/assigned_number.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/protocol.h"
#include "packet/packet_checksum.h"
#include "wire/wire.h"

// Where the fields stand that depend on what follows the header.
enum {
    ETHERNET_TYPE = 12,
    VLAN_TYPE = 2,
    IPV4_TOTAL_LENGTH = 2,
    IPV4_PROTOCOL = 9,
    IPV6_PAYLOAD_LENGTH = 4,
    IPV6_NEXT_HEADER = 6,
    EXTENSION_NEXT_HEADER = 0,
    UDP_LENGTH = 4,
    UDPLITE_COVERAGE = 4,
};

static void fill_ethertype(uint8_t *field, uint32_t next) {
    int ethertype = csock_ethertype_of_layer(next);
    if (ethertype >= 0 && csock_layer_of_ethertype(csock_load16(field)) != next)
        csock_store16(field, (uint32_t)ethertype);
}

static void fill_next_header(uint8_t *field, uint32_t next) {
    int protocol = csock_protocol_of_layer(next);
    if (protocol >= 0)
        csock_store8(field, (uint32_t)protocol);
}

static void fill_protocol(uint32_t kind, uint8_t *bytes, uint32_t next) {
    switch (kind) {
    case CSOCK_LAYER_ETHERNET:
        fill_ethertype(bytes + ETHERNET_TYPE, next);
        break;
    case CSOCK_LAYER_VLAN:
        fill_ethertype(bytes + VLAN_TYPE, next);
        break;
    case CSOCK_LAYER_IPV4:
        fill_next_header(bytes + IPV4_PROTOCOL, next);
        break;
    case CSOCK_LAYER_IPV6:
        fill_next_header(bytes + IPV6_NEXT_HEADER, next);
        break;
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
    case CSOCK_LAYER_IPV6_ROUTING:
    case CSOCK_LAYER_IPV6_FRAGMENT:
        fill_next_header(bytes + EXTENSION_NEXT_HEADER, next);
        break;
    default:
        break;
    }
}

static int fill_length(uint32_t kind, uint8_t *bytes, uint64_t length, csock_wire_error *error) {
    const char *name;
    size_t offset;
    switch (kind) {
    case CSOCK_LAYER_IPV4:
        name = "Total Length";
        offset = IPV4_TOTAL_LENGTH;
        break;
    case CSOCK_LAYER_IPV6:
        name = "Payload Length";
        offset = IPV6_PAYLOAD_LENGTH;
        length -= CSOCK_IPV6_HEADER_LENGTH;
        break;
    case CSOCK_LAYER_UDP:
        name = "Length";
        offset = UDP_LENGTH;
        break;
    default:
        return 0;
    }
    if (length > UINT16_MAX)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, kind, name, offset, length, UINT16_MAX);
    csock_store16(bytes + offset, (uint32_t)length);
    return 0;
}

static void fill_checksum(const csock_layer *layers, size_t index, uint8_t *bytes,
                          size_t header_length, size_t count, csock_bytes payload) {
    uint32_t kind = layers[index].kind;
    uint8_t *field = bytes + csock_checksum_offset(kind);
    uint32_t given = csock_load16(field);
    csock_checksum sum;
    csock_store16(field, 0);
    if (!csock_layer_sum(layers, index, bytes, header_length, count, payload, &sum))
        csock_store16(field, given);
    else if (kind == CSOCK_LAYER_UDP || kind == CSOCK_LAYER_UDPLITE)
        csock_store16(field, csock_checksum_finish_udp(&sum));
    else
        csock_store16(field, csock_checksum_finish(&sum));
}

// RFC 3828 section 3.1: how much UDP-Lite's checksum covers has to be there.
static int check_coverage(const csock_layer *layer, size_t length, csock_wire_error *error) {
    uint64_t covered;
    uint32_t coverage = layer->udplite.checksum_coverage;
    if (layer->kind != CSOCK_LAYER_UDPLITE || csock_checksum_coverage(coverage, length, &covered))
        return 0;
    return csock_wire_fail(error, CSOCK_EPKTRANGE, layer->kind, "Checksum Coverage",
                           UDPLITE_COVERAGE, coverage, length);
}

// The only checksum that has its least significant byte first: RFC 9260 appendix A.
static void fill_sctp_checksum(uint8_t *bytes, size_t count, csock_bytes payload) {
    uint32_t checksum = csock_sctp_checksum(bytes, count, payload);
    for (uint32_t i = 0; i < 4; i++)
        csock_store8(bytes + csock_checksum_offset(CSOCK_LAYER_SCTP) + i, checksum >> 8 * i);
}

// Some header found no room: says what the whole packet takes.
static ssize_t no_room(const csock_layer *layers, size_t count, size_t payload_count,
                       size_t capacity, csock_wire_error *error) {
    uint64_t needed = payload_count;
    for (size_t i = 0; i < count; i++) {
        csock_wire_error sizing = {0};
        int result = csock_layer_encode(&layers[i], NULL, 0, &sizing);
        if (result < 0 && result != -CSOCK_EPKTROOM) {
            if (error)
                *error = sizing;
            return result;
        }
        needed += sizing.needed;
    }
    return csock_wire_fail(error, CSOCK_EPKTROOM,
                           count > 0 ? layers[0].kind : (uint32_t)CSOCK_LAYER_PAYLOAD, "Packet", 0,
                           needed, capacity);
}

ssize_t csock_packet_compose_headers(const csock_layer *layers, size_t count, csock_bytes payload,
                                     int fill, void *buffer, size_t capacity,
                                     csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    size_t starts[CSOCK_PACKET_LAYERS_MAX + 1];
    size_t end = 0;
    if (count > CSOCK_PACKET_LAYERS_MAX)
        return csock_wire_fail(error, CSOCK_EPKTLAYERS, layers[CSOCK_PACKET_LAYERS_MAX].kind,
                               "Layers", 0, count, CSOCK_PACKET_LAYERS_MAX);
    for (size_t i = 0; i < count; i++) {
        int length =
            csock_layer_encode(&layers[i], bytes ? bytes + end : NULL, capacity - end, error);
        if (length == -CSOCK_EPKTROOM)
            return no_room(layers, count, 0, capacity, error);
        if (length < 0)
            return length;
        starts[i] = end;
        end += (size_t)length;
    }
    starts[count] = end;
    // From the innermost outward: a checksum covers those within.
    for (size_t i = count; i-- > 0;) {
        uint8_t *start = bytes + starts[i];
        size_t there = end - starts[i];
        if (fill & CSOCK_FILL_PROTOCOLS && i + 1 < count)
            fill_protocol(layers[i].kind, start, layers[i + 1].kind);
        if (fill & CSOCK_FILL_LENGTHS) {
            int result = fill_length(layers[i].kind, start, (uint64_t)there + payload.count, error);
            if (result < 0)
                return result;
        }
        if (fill & CSOCK_FILL_CHECKSUMS) {
            int result = check_coverage(&layers[i], there + payload.count, error);
            if (result < 0)
                return result;
            if (layers[i].kind == CSOCK_LAYER_SCTP)
                fill_sctp_checksum(start, there, payload);
            else if (csock_checksum_offset(layers[i].kind) != 0)
                fill_checksum(layers, i, start, starts[i + 1] - starts[i], there, payload);
        }
    }
    csock_wire_clear(error);
    return (ssize_t)end;
}

ssize_t csock_packet_compose(const csock_layer *layers, size_t count, csock_bytes payload, int fill,
                             void *buffer, size_t capacity, csock_wire_error *error) {
    csock_wire_error own;
    csock_wire_error *told = error ? error : &own;
    size_t room = capacity > payload.count ? capacity - payload.count : 0;
    ssize_t length = csock_packet_compose_headers(layers, count, payload, fill, buffer, room, told);
    if (length == -CSOCK_EPKTROOM || (length >= 0 && (size_t)length + payload.count > capacity))
        return no_room(layers, count, payload.count, capacity, told);
    if (length < 0)
        return length;
    if (payload.count > 0)
        memcpy((uint8_t *)buffer + length, payload.start, payload.count);
    return length + (ssize_t)payload.count;
}

ssize_t csock_packet_compose_udp_layers(const csock_ipv4_header *ip, const csock_udp_header *udp,
                                        csock_bytes payload, void *buffer, size_t capacity,
                                        csock_wire_error *error) {
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
    layers[0].ipv4 = *ip;
    layers[1].udp = *udp;
    return csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, capacity, error);
}
