#include "csock/wire/udp.h"

#include "ipv4_udp.h"
#include "read.h"

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

static int out_of_range(const csock_udp_header *header, csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Source Port", SOURCE_PORT, header->source_port, 0xffff},
        {"Destination Port", DESTINATION_PORT, header->destination_port, 0xffff},
        {"Length", LENGTH, header->length, 0xffff},
        {"Checksum", CHECKSUM, header->checksum, 0xffff},
    };
    return csock_wire_out_of_range(error, CSOCK_LAYER_UDP, limits,
                                   sizeof limits / sizeof limits[0]);
}

int csock_udp_header_encode(const csock_udp_header *header, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if (!csock_udp_fits(header))
        return out_of_range(header, error);
    if (capacity < CSOCK_UDP_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, SOURCE_PORT,
                                  CSOCK_UDP_HEADER_LENGTH, capacity);
    csock_store64(bytes, csock_udp_to_word(header, header->length, header->checksum));
    csock_wire_clear(error);
    return CSOCK_UDP_HEADER_LENGTH;
}

static void read_fields(csock_udp_header *header, const uint8_t *bytes) {
    header->source_port = csock_load16(bytes + SOURCE_PORT);
    header->destination_port = csock_load16(bytes + DESTINATION_PORT);
    header->length = csock_load16(bytes + LENGTH);
    header->checksum = csock_load16(bytes + CHECKSUM);
}

int csock_udp_header_decode(csock_udp_header *header, const void *bytes, size_t count,
                            csock_wire_error *error) {
    if (csock_udp_read(header, (const uint8_t *)bytes, count) == 0) {
        if (count < CSOCK_UDP_HEADER_LENGTH)
            return csock_wire_short(error, &layout, CSOCK_UDP_HEADER_LENGTH, count);
        if (header->length < CSOCK_UDP_HEADER_LENGTH)
            return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, LENGTH,
                                      CSOCK_UDP_HEADER_LENGTH, header->length);
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, LENGTH, header->length, count);
    }
    csock_wire_clear(error);
    return CSOCK_UDP_HEADER_LENGTH;
}

int csock_udp_header_decode_lenient(csock_udp_header *header, const void *bytes, size_t count,
                                    csock_wire_error *error) {
    uint8_t padded[CSOCK_UDP_HEADER_LENGTH];
    read_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded));
    csock_wire_clear(error);
    if (count < CSOCK_UDP_HEADER_LENGTH) {
        csock_wire_short(error, &layout, CSOCK_UDP_HEADER_LENGTH, count);
        return (int)count;
    }
    if (header->length < CSOCK_UDP_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, LENGTH, CSOCK_UDP_HEADER_LENGTH,
                                  header->length);
    if (header->length > count)
        csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, LENGTH, header->length, count);
    return CSOCK_UDP_HEADER_LENGTH;
}
