#include "csock/wire/udp.h"

#include "wire/wire.h"

enum {
    SOURCE_PORT = 0,
    DESTINATION_PORT = 2,
    LENGTH = 4,
    CHECKSUM = 6,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_UDP,
    {
        {SOURCE_PORT, "Source Port"},
        {DESTINATION_PORT, "Destination Port"},
        {LENGTH, "Length"},
        {CHECKSUM, "Checksum"},
        {CSOCK_UDP_HEADER_LENGTH, "Data"},
        {0, NULL},
    },
};

int csock_udp_header_encode_error(const csock_udp_header *header, size_t capacity,
                                  csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Source Port", SOURCE_PORT, header->source_port, 0xffff},
        {"Destination Port", DESTINATION_PORT, header->destination_port, 0xffff},
        {"Length", LENGTH, header->length, 0xffff},
        {"Checksum", CHECKSUM, header->checksum, 0xffff},
    };
    return csock_wire_refuse(error, &layout, limits, sizeof limits / sizeof limits[0],
                             CSOCK_UDP_HEADER_LENGTH, 0, capacity);
}

// Of a whole header.
static int check_length(uint32_t length, size_t count, csock_wire_error *error) {
    if (length < CSOCK_UDP_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, LENGTH, CSOCK_UDP_HEADER_LENGTH,
                                  length);
    if (length > count)
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, LENGTH, length, count);
    return 0;
}

int csock_udp_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    if (count < CSOCK_UDP_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_UDP_HEADER_LENGTH, count);
    int result = check_length(csock_load16((const uint8_t *)bytes + LENGTH), count, error);
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_UDP);
}

int csock_udp_header_decode_lenient(csock_udp_header *header, const void *bytes, size_t count,
                                    csock_wire_error *error) {
    uint8_t padded[CSOCK_UDP_HEADER_LENGTH];
    csock_udp_header_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded));
    csock_wire_clear(error);
    if (count < CSOCK_UDP_HEADER_LENGTH) {
        csock_wire_short(error, &layout, CSOCK_UDP_HEADER_LENGTH, count);
        return (int)count;
    }
    int result = check_length(header->length, count, error);
    return result == -CSOCK_EPKTFIELD ? result : (int)CSOCK_UDP_HEADER_LENGTH;
}
