#include "csock/wire/ipv6_routing.h"

#include "wire/ipv6_extension.h"
#include "wire/print.h"
#include "wire/tables.h"

enum { DATA = 4 };

// Of the data: RFC 6275 section 6.4.1, RFC 8754 section 2.
enum { LAST_ENTRY = 0, FIRST_ADDRESS = 4, ADDRESS_LENGTH = 16 };

static void print_part(csock_text *text, const void *header, const char *part);

#define HEADER csock_ipv6_routing_header
static const csock_field fields[] = {
    CSOCK_VALUE(PROTOCOL, "Next Header", next_header, 0, 8),
    CSOCK_COMPUTED("Hdr Ext Len", CSOCK_EXTENSION_LENGTH * 8, 8),
    CSOCK_NUMBER("Routing Type", type, 16, 8),
    CSOCK_NUMBER("Segments Left", segments_left, 24, 8),
    CSOCK_BYTES("type-specific data", data, DATA * 8, 4, CSOCK_IPV6_ROUTING_DATA_MAX,
                CSOCK_EXTENSION_UNIT),
};
const csock_table csock_ipv6_routing_table = CSOCK_TABLE(
    CSOCK_LAYER_IPV6_ROUTING, DATA, fields,
    "srcrt type {type}, segleft {segments_left}{addresses}, next-header {next_header}", print_part);

int csock_ipv6_routing_header_encode(const csock_ipv6_routing_header *header, void *buffer,
                                     size_t capacity, csock_wire_error *error) {
    int length = csock_inline_encode(error, &csock_ipv6_routing_table, header, buffer, capacity);
    if (length > 0)
        csock_extension_store_length((uint8_t *)buffer, (size_t)length);
    return length;
}

int csock_ipv6_routing_header_decode_lenient(csock_ipv6_routing_header *header, const void *bytes,
                                             size_t count, csock_wire_error *error) {
    uint8_t padded[DATA];
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    csock_inline_load(&csock_ipv6_routing_table, header, fixed);
    return csock_extension_bytes(error, &csock_ipv6_routing_table, fixed, (const uint8_t *)bytes,
                                 count, &header->data);
}

int csock_ipv6_routing_header_decode(csock_ipv6_routing_header *header, const void *bytes,
                                     size_t count, csock_wire_error *error) {
    csock_wire_error missing;
    int length = csock_ipv6_routing_header_decode_lenient(header, bytes, count, &missing);
    if (error)
        *error = missing;
    return missing.code == 0 ? length : -missing.code;
}

// How many addresses stand after the first four bytes of the data, in the types that are known.
static size_t count_addresses(const csock_ipv6_routing_header *header) {
    size_t room = header->data.count < FIRST_ADDRESS
                      ? 0
                      : (header->data.count - FIRST_ADDRESS) / ADDRESS_LENGTH;
    size_t count = 0;
    if (header->type == CSOCK_IPV6_ROUTING_SEGMENT && room > 0)
        count = header->data.start[LAST_ENTRY] + (size_t)1;
    else if (header->type == CSOCK_IPV6_ROUTING_TYPE_2)
        count = header->data.count == FIRST_ADDRESS + ADDRESS_LENGTH;
    return count <= room ? count : 0;
}

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_ipv6_routing_header *routing = (const csock_ipv6_routing_header *)header;
    size_t count = csock_print_is(part, "addresses") ? count_addresses(routing) : 0;
    for (size_t i = 0; i < count; i++) {
        csock_text_print(text, ", [%zu]", i);
        csock_print_ipv6(text, routing->data.start + FIRST_ADDRESS + i * ADDRESS_LENGTH);
    }
}
