#include "csock/wire/ipv6_options.h"

#include "csock/wire/ipv6_option.h"
#include "wire/ipv6_extension.h"
#include "wire/print.h"
#include "wire/tables.h"

enum { OPTIONS = 2 };

static void print_part(csock_text *text, const void *header, const char *part) {
    csock_bytes options = ((const csock_ipv6_options_header *)header)->options;
    if (csock_print_is(part, "list"))
        text->length +=
            csock_ipv6_options_format(options, csock_text_end(text), csock_text_room(text));
}

#define HEADER csock_ipv6_options_header
static const csock_field fields[] = {
    CSOCK_VALUE(PROTOCOL, "Next Header", next_header, 0, 8),
    CSOCK_COMPUTED("Hdr Ext Len", CSOCK_EXTENSION_LENGTH * 8, 8),
    CSOCK_BYTES("Options", options, OPTIONS * 8, 6, CSOCK_IPV6_OPTIONS_MAX, CSOCK_EXTENSION_UNIT),
};
const csock_table csock_ipv6_hop_by_hop_table =
    CSOCK_TABLE(CSOCK_LAYER_IPV6_HOP_BY_HOP, OPTIONS, fields,
                "HBH {list}, next-header {next_header}", print_part);
const csock_table csock_ipv6_destination_table =
    CSOCK_TABLE(CSOCK_LAYER_IPV6_DESTINATION, OPTIONS, fields,
                "DSTOPT {list}, next-header {next_header}", print_part);

CSOCK_INLINE int encode(const csock_table *table, const csock_ipv6_options_header *header,
                        void *buffer, size_t capacity, csock_wire_error *error) {
    int length = csock_inline_encode(error, table, header, buffer, capacity);
    if (length > 0)
        csock_extension_store_length((uint8_t *)buffer, (size_t)length);
    return length;
}

CSOCK_INLINE int decode_lenient(const csock_table *table, csock_ipv6_options_header *header,
                                const void *bytes, size_t count, csock_wire_error *error) {
    uint8_t padded[OPTIONS];
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    csock_inline_load(table, header, fixed);
    return csock_extension_bytes(error, table, fixed, (const uint8_t *)bytes, count,
                                 &header->options);
}

CSOCK_INLINE int decode(const csock_table *table, csock_ipv6_options_header *header,
                        const void *bytes, size_t count, csock_wire_error *error) {
    csock_wire_error missing;
    int length = decode_lenient(table, header, bytes, count, &missing);
    if (error)
        *error = missing;
    if (missing.code != 0)
        return -missing.code;
    int result = csock_extension_check_options(error, table->layer, OPTIONS, header->options);
    return result < 0 ? result : length;
}

int csock_ipv6_hop_by_hop_header_encode(const csock_ipv6_options_header *header, void *buffer,
                                        size_t capacity, csock_wire_error *error) {
    return encode(&csock_ipv6_hop_by_hop_table, header, buffer, capacity, error);
}

int csock_ipv6_hop_by_hop_header_decode(csock_ipv6_options_header *header, const void *bytes,
                                        size_t count, csock_wire_error *error) {
    return decode(&csock_ipv6_hop_by_hop_table, header, bytes, count, error);
}

int csock_ipv6_hop_by_hop_header_decode_lenient(csock_ipv6_options_header *header,
                                                const void *bytes, size_t count,
                                                csock_wire_error *error) {
    return decode_lenient(&csock_ipv6_hop_by_hop_table, header, bytes, count, error);
}

int csock_ipv6_destination_header_encode(const csock_ipv6_options_header *header, void *buffer,
                                         size_t capacity, csock_wire_error *error) {
    return encode(&csock_ipv6_destination_table, header, buffer, capacity, error);
}

int csock_ipv6_destination_header_decode(csock_ipv6_options_header *header, const void *bytes,
                                         size_t count, csock_wire_error *error) {
    return decode(&csock_ipv6_destination_table, header, bytes, count, error);
}

int csock_ipv6_destination_header_decode_lenient(csock_ipv6_options_header *header,
                                                 const void *bytes, size_t count,
                                                 csock_wire_error *error) {
    return decode_lenient(&csock_ipv6_destination_table, header, bytes, count, error);
}
