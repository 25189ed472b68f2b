#include "csock/wire/udplite.h"

#include "wire/wire.h"

enum {
    SOURCE_PORT = 0,
    DESTINATION_PORT = 2,
    CHECKSUM_COVERAGE = 4,
    CHECKSUM = 6,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_UDPLITE,
    {
        {SOURCE_PORT, "Source Port"},
        {DESTINATION_PORT, "Destination Port"},
        {CHECKSUM_COVERAGE, "Checksum Coverage"},
        {CHECKSUM, "Checksum"},
        {CSOCK_UDPLITE_HEADER_LENGTH, "Data"},
        {0, NULL},
    },
};

static int out_of_range(const csock_udplite_header *header, csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Source Port", SOURCE_PORT, header->source_port, 0xffff},
        {"Destination Port", DESTINATION_PORT, header->destination_port, 0xffff},
        {"Checksum Coverage", CHECKSUM_COVERAGE, header->checksum_coverage, 0xffff},
        {"Checksum", CHECKSUM, header->checksum, 0xffff},
    };
    return csock_wire_out_of_range(error, CSOCK_LAYER_UDPLITE, limits,
                                   sizeof limits / sizeof limits[0]);
}

int csock_udplite_header_encode(const csock_udplite_header *header, void *buffer, size_t capacity,
                                csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if ((header->source_port | header->destination_port | header->checksum_coverage |
         header->checksum) > 0xffff)
        return out_of_range(header, error);
    if (capacity < CSOCK_UDPLITE_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, SOURCE_PORT,
                                  CSOCK_UDPLITE_HEADER_LENGTH, capacity);
    csock_store16(bytes + SOURCE_PORT, header->source_port);
    csock_store16(bytes + DESTINATION_PORT, header->destination_port);
    csock_store16(bytes + CHECKSUM_COVERAGE, header->checksum_coverage);
    csock_store16(bytes + CHECKSUM, header->checksum);
    csock_wire_clear(error);
    return CSOCK_UDPLITE_HEADER_LENGTH;
}

static void read_fields(csock_udplite_header *header, const uint8_t *bytes) {
    header->source_port = csock_load16(bytes + SOURCE_PORT);
    header->destination_port = csock_load16(bytes + DESTINATION_PORT);
    header->checksum_coverage = csock_load16(bytes + CHECKSUM_COVERAGE);
    header->checksum = csock_load16(bytes + CHECKSUM);
}

// The coverage against itself and against the bytes that are there.
static int check_coverage(uint32_t coverage, size_t count, csock_wire_error *error) {
    if (coverage > 0 && coverage < CSOCK_UDPLITE_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, CHECKSUM_COVERAGE,
                                  CSOCK_UDPLITE_HEADER_LENGTH, coverage);
    if (coverage > count)
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, CHECKSUM_COVERAGE, coverage,
                                  count);
    csock_wire_clear(error);
    return CSOCK_UDPLITE_HEADER_LENGTH;
}

int csock_udplite_header_decode(csock_udplite_header *header, const void *bytes, size_t count,
                                csock_wire_error *error) {
    if (count < CSOCK_UDPLITE_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_UDPLITE_HEADER_LENGTH, count);
    read_fields(header, (const uint8_t *)bytes);
    return check_coverage(header->checksum_coverage, count, error);
}

int csock_udplite_header_decode_lenient(csock_udplite_header *header, const void *bytes,
                                        size_t count, csock_wire_error *error) {
    uint8_t padded[CSOCK_UDPLITE_HEADER_LENGTH];
    read_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded));
    if (count < CSOCK_UDPLITE_HEADER_LENGTH) {
        csock_wire_short(error, &layout, CSOCK_UDPLITE_HEADER_LENGTH, count);
        return (int)count;
    }
    int result = check_coverage(header->checksum_coverage, count, error);
    return result == -CSOCK_EPKTSHORT ? CSOCK_UDPLITE_HEADER_LENGTH : result;
}
