#include "packet/packet_fill.h"

#include "packet/packet_checksum.h"
#include "wire/wire.h"

static void fill_ethertype(uint8_t *field, uint32_t next) {
    int ethertype = csock_ethertype_of_layer(next);
    // Several EtherTypes can announce one layer (0x88a8 and 0x8100 a VLAN tag): an EtherType that
    // already announces the layer stays.
    if (ethertype >= 0 && csock_layer_announced_by_ethertype(csock_load16(field)) != next)
        csock_store16(field, (uint32_t)ethertype);
}

static void fill_next_header(uint8_t *field, uint32_t next) {
    int protocol = csock_protocol_of_layer(next);
    if (protocol >= 0)
        csock_store8(field, (uint32_t)protocol);
}

static int fill_length(uint32_t kind, const char *name, uint8_t *header, size_t offset,
                       uint64_t length, csock_wire_error *error) {
    if (length > UINT16_MAX)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, kind, name, offset, length, UINT16_MAX);
    csock_store16(header + offset, (uint32_t)length);
    return 0;
}

// Fills in what announces the layer `next`, and the length of header and payload.
static int fill_fields(uint32_t kind, uint8_t *header, uint32_t next, uint64_t length, int fill,
                       csock_wire_error *error) {
    bool protocols = fill & CSOCK_FILL_PROTOCOLS && next != CSOCK_LAYER_PAYLOAD;
    bool lengths = fill & CSOCK_FILL_LENGTHS;
    switch (kind) {
    case CSOCK_LAYER_ETHERNET:
        if (protocols)
            fill_ethertype(header + CSOCK_AT_ETHERNET_TYPE, next);
        return 0;
    case CSOCK_LAYER_VLAN:
        if (protocols)
            fill_ethertype(header + CSOCK_AT_VLAN_TYPE, next);
        return 0;
    case CSOCK_LAYER_IPV4:
        if (protocols)
            fill_next_header(header + CSOCK_IPV4_AT_PROTOCOL, next);
        return lengths ? fill_length(kind, "Total Length", header, CSOCK_IPV4_AT_TOTAL_LENGTH,
                                     length, error)
                       : 0;
    case CSOCK_LAYER_IPV6:
        if (protocols)
            fill_next_header(header + CSOCK_IPV6_AT_NEXT_HEADER, next);
        return lengths ? fill_length(kind, "Payload Length", header, CSOCK_IPV6_AT_PAYLOAD_LENGTH,
                                     length - CSOCK_IPV6_HEADER_LENGTH, error)
                       : 0;
    case CSOCK_LAYER_IPV6_HOP_BY_HOP:
    case CSOCK_LAYER_IPV6_DESTINATION:
    case CSOCK_LAYER_IPV6_ROUTING:
    case CSOCK_LAYER_IPV6_FRAGMENT:
        if (protocols)
            fill_next_header(header + CSOCK_AT_EXTENSION_NEXT_HEADER, next);
        return 0;
    case CSOCK_LAYER_UDP:
        return lengths ? fill_length(kind, "Length", header, CSOCK_AT_UDP_LENGTH, length, error)
                       : 0;
    default:
        return 0;
    }
}

// RFC 3828 section 3.1: all bytes that the checksum of UDP-Lite covers must be in the packet.
static int check_coverage(const uint8_t *header, size_t length, csock_wire_error *error) {
    uint64_t covered;
    uint32_t coverage = csock_load16(header + CSOCK_AT_UDPLITE_COVERAGE);
    if (csock_checksum_coverage(coverage, length, &covered))
        return 0;
    return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_UDPLITE, "Checksum Coverage",
                           CSOCK_AT_UDPLITE_COVERAGE, coverage, length);
}

// The only checksum with the least significant byte first: RFC 9260 appendix A.
static void fill_sctp_checksum(uint8_t *header, size_t count, csock_bytes payload) {
    uint32_t checksum = csock_sctp_checksum(header, count, payload);
    for (uint32_t i = 0; i < 4; i++)
        csock_store8(header + csock_checksum_offset(CSOCK_LAYER_SCTP) + i, checksum >> 8 * i);
}

// `count` is the number of bytes from the layer's start to the end of the headers.
static int fill_checksum(const csock_layer *layers, size_t index, uint8_t *packet, size_t count,
                         csock_bytes payload, csock_wire_error *error) {
    uint32_t kind = layers[index].kind;
    uint8_t *header = packet + layers[index].offset;
    uint8_t *field = header + csock_checksum_offset(kind);
    csock_checksum sum;
    if (field == header)
        return 0;
    if (kind == CSOCK_LAYER_SCTP) {
        fill_sctp_checksum(header, count, payload);
        return 0;
    }
    int result =
        kind == CSOCK_LAYER_UDPLITE ? check_coverage(header, count + payload.count, error) : 0;
    if (result < 0)
        return result;
    uint32_t given = csock_load16(field);
    csock_store16(field, 0);
    if (!csock_layer_sum(layers, index, packet, count, payload, &sum))
        csock_store16(field, given);
    else if (kind == CSOCK_LAYER_UDP || kind == CSOCK_LAYER_UDPLITE)
        csock_store16(field, csock_checksum_finish_udp(&sum));
    else
        csock_store16(field, csock_checksum_finish(&sum));
    return 0;
}

int csock_fill_layers(const csock_layer *layers, size_t count, uint8_t *packet, size_t end,
                      csock_bytes payload, int fill, csock_wire_error *error) {
    // From the innermost outward: a checksum covers the layers inside.
    for (size_t i = count; i-- > 0;) {
        uint8_t *header = packet + layers[i].offset;
        size_t length = end - layers[i].offset;
        uint32_t next = i + 1 < count ? layers[i + 1].kind : (uint32_t)CSOCK_LAYER_PAYLOAD;
        int result = fill_fields(layers[i].kind, header, next, (uint64_t)length + payload.count,
                                 fill, error);
        if (result == 0 && fill & CSOCK_FILL_CHECKSUMS)
            result = fill_checksum(layers, i, packet, length, payload, error);
        if (result < 0)
            return result;
    }
    csock_wire_clear(error);
    return 0;
}

int csock_packet_fill(const csock_layer *layers, size_t count, void *headers, size_t length,
                      csock_bytes payload, int fill, csock_wire_error *error) {
    size_t end = 0;
    if (count > CSOCK_PACKET_LAYERS_MAX)
        return csock_wire_fail(error, CSOCK_EPKTLAYERS, layers[CSOCK_PACKET_LAYERS_MAX].kind,
                               "Layers", 0, count, CSOCK_PACKET_LAYERS_MAX);
    for (size_t i = 0; i < count; i++) {
        uint32_t least = csock_layer_fixed_length(layers[i].kind);
        if (layers[i].offset != end)
            return csock_wire_fail(error, CSOCK_EPKTFIELD, layers[i].kind, "Offset", 0, end,
                                   layers[i].offset);
        if (layers[i].header_length < least)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, layers[i].kind, "Header", 0, least,
                                   layers[i].header_length);
        if (layers[i].header_length > length - end)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, layers[i].kind, "Header", 0,
                                   layers[i].header_length, length - end);
        end += layers[i].header_length;
    }
    if (end != length)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_PAYLOAD, "Headers", 0, end,
                               length);
    if (count == 0) {
        csock_wire_clear(error);
        return 0;
    }
    return csock_fill_layers(layers, count, (uint8_t *)headers, end, payload, fill, error);
}
