#include "csock/wire/udp.h"

#include "wire/tables.h"

enum { LENGTH = 4 };

#define HEADER csock_udp_header
static const csock_field fields[] = {
    CSOCK_NUMBER("Source Port", source_port, 0, 16),
    CSOCK_NUMBER("Destination Port", destination_port, 16, 16),
    CSOCK_NUMBER("Length", length, LENGTH * 8, 16),
    CSOCK_VALUE(CHECKSUM, "Checksum", checksum, 48, 16),
};
const csock_table csock_udp_table =
    CSOCK_TABLE(CSOCK_LAYER_UDP, CSOCK_UDP_HEADER_LENGTH, fields,
                "UDP {source_port} > {destination_port}, length {length}", NULL);

int csock_udp_header_encode_error(const csock_udp_header *header, size_t capacity,
                                  csock_wire_error *error) {
    return csock_table_refuse(error, &csock_udp_table, header, capacity);
}

// Of a whole header.
static int check_length(uint32_t length, size_t count, csock_wire_error *error) {
    if (length < CSOCK_UDP_HEADER_LENGTH)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_udp_table, "Length",
                                CSOCK_UDP_HEADER_LENGTH, length);
    if (length > count)
        return csock_table_fail(error, CSOCK_EPKTSHORT, &csock_udp_table, "Length", length, count);
    return 0;
}

int csock_udp_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    if (count < CSOCK_UDP_HEADER_LENGTH)
        return csock_table_short(error, &csock_udp_table, CSOCK_UDP_HEADER_LENGTH, count);
    int result = check_length(csock_load16((const uint8_t *)bytes + LENGTH), count, error);
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_UDP);
}

int csock_udp_header_decode_lenient(csock_udp_header *header, const void *bytes, size_t count,
                                    csock_wire_error *error) {
    int there = csock_inline_decode_lenient(error, &csock_udp_table, header, bytes, count);
    if (there == CSOCK_UDP_HEADER_LENGTH &&
        check_length(header->length, count, error) == -CSOCK_EPKTFIELD)
        return -CSOCK_EPKTFIELD;
    return there;
}
