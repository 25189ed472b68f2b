#include "csock/wire/ipv6_fragment.h"

#include "wire/print.h"
#include "wire/tables.h"

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_ipv6_fragment_header *fragment = (const csock_ipv6_fragment_header *)header;
    if (csock_print_is(part, "offset"))
        csock_text_print(text, "%u", fragment->fragment_offset * 8);
    else if (csock_print_is(part, "flags"))
        csock_text_put(text, fragment->more_fragments ? "MF" : "none");
}

#define HEADER csock_ipv6_fragment_header
static const csock_field fields[] = {
    CSOCK_VALUE(PROTOCOL, "Next Header", next_header, 0, 8),
    CSOCK_VALUE(RESERVED, "Reserved", reserved, 8, 8),
    CSOCK_NUMBER("Fragment Offset", fragment_offset, 16, 13),
    CSOCK_VALUE(RESERVED, "Res", reserved_flags, 29, 2),
    CSOCK_NUMBER("M flag", more_fragments, 31, 1),
    CSOCK_VALUE(HEX, "Identification", identification, 32, 32),
};
const csock_table csock_ipv6_fragment_table = CSOCK_TABLE(
    CSOCK_LAYER_IPV6_FRAGMENT, CSOCK_IPV6_FRAGMENT_HEADER_LENGTH, fields,
    "frag id {identification}, offset {offset}, flags [{flags}], next-header {next_header}",
    print_part);

int csock_ipv6_fragment_header_encode(const csock_ipv6_fragment_header *header, void *buffer,
                                      size_t capacity, csock_wire_error *error) {
    return csock_inline_encode(error, &csock_ipv6_fragment_table, header, buffer, capacity);
}

int csock_ipv6_fragment_header_decode(csock_ipv6_fragment_header *header, const void *bytes,
                                      size_t count, csock_wire_error *error) {
    return csock_inline_decode(error, &csock_ipv6_fragment_table, header, bytes, count);
}

int csock_ipv6_fragment_header_decode_lenient(csock_ipv6_fragment_header *header, const void *bytes,
                                              size_t count, csock_wire_error *error) {
    return csock_inline_decode_lenient(error, &csock_ipv6_fragment_table, header, bytes, count);
}
