#include "csock/wire/udplite.h"

#include "wire/tables.h"

#define HEADER csock_udplite_header
static const csock_field fields[] = {
    CSOCK_NUMBER("Source Port", source_port, 0, 16),
    CSOCK_NUMBER("Destination Port", destination_port, 16, 16),
    CSOCK_NUMBER("Checksum Coverage", checksum_coverage, 32, 16),
    CSOCK_VALUE(CHECKSUM, "Checksum", checksum, 48, 16),
};
const csock_table csock_udplite_table =
    CSOCK_TABLE(CSOCK_LAYER_UDPLITE, CSOCK_UDPLITE_HEADER_LENGTH, fields,
                "UDP-Lite {source_port} > {destination_port}, coverage {checksum_coverage}", NULL);

int csock_udplite_header_encode(const csock_udplite_header *header, void *buffer, size_t capacity,
                                csock_wire_error *error) {
    return csock_inline_encode(error, &csock_udplite_table, header, buffer, capacity);
}

// Checks the coverage against the header's length and the bytes that are there. Returns the
// header's length, -CSOCK_EPKTFIELD or -CSOCK_EPKTSHORT.
static int check_coverage(uint32_t coverage, size_t count, csock_wire_error *error) {
    if (coverage > 0 && coverage < CSOCK_UDPLITE_HEADER_LENGTH)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_udplite_table, "Checksum Coverage",
                                CSOCK_UDPLITE_HEADER_LENGTH, coverage);
    if (coverage > count)
        return csock_table_fail(error, CSOCK_EPKTSHORT, &csock_udplite_table, "Checksum Coverage",
                                coverage, count);
    csock_wire_clear(error);
    return CSOCK_UDPLITE_HEADER_LENGTH;
}

int csock_udplite_header_decode(csock_udplite_header *header, const void *bytes, size_t count,
                                csock_wire_error *error) {
    if (count < CSOCK_UDPLITE_HEADER_LENGTH)
        return csock_table_short(error, &csock_udplite_table, CSOCK_UDPLITE_HEADER_LENGTH, count);
    csock_inline_load(&csock_udplite_table, header, (const uint8_t *)bytes);
    return check_coverage(header->checksum_coverage, count, error);
}

int csock_udplite_header_decode_lenient(csock_udplite_header *header, const void *bytes,
                                        size_t count, csock_wire_error *error) {
    int length = csock_inline_decode_lenient(error, &csock_udplite_table, header, bytes, count);
    if (length == CSOCK_UDPLITE_HEADER_LENGTH &&
        check_coverage(header->checksum_coverage, count, error) == -CSOCK_EPKTFIELD)
        return -CSOCK_EPKTFIELD;
    return length;
}
