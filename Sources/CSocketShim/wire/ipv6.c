#include "csock/wire/ipv6.h"

#include "core/ip_offset.h"
#include "wire/print.h"
#include "wire/tables.h"

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_ipv6_header *ip = (const csock_ipv6_header *)header;
    uint32_t class = ip->dscp << 2 | ip->ecn;
    if (csock_print_is(part, "class") && class != 0)
        csock_text_print(text, ", class 0x%x", class);
    else if (csock_print_is(part, "label") && ip->flow_label != 0)
        csock_text_print(text, ", flowlabel 0x%x", ip->flow_label);
}

#define HEADER     csock_ipv6_header
#define AT(offset) (CSOCK_IPV6_AT_##offset * 8)
static const csock_field fields[] = {
    CSOCK_COMPUTED("Version", AT(VERSION), 4),
    CSOCK_NUMBER("DSCP", dscp, AT(VERSION) + 4, 6),
    CSOCK_NUMBER("ECN", ecn, AT(VERSION) + 10, 2),
    CSOCK_VALUE(HEX, "Flow Label", flow_label, AT(VERSION) + 12, 20),
    CSOCK_NUMBER("Payload Length", payload_length, AT(PAYLOAD_LENGTH), 16),
    CSOCK_VALUE(PROTOCOL, "Next Header", next_header, AT(NEXT_HEADER), 8),
    CSOCK_NUMBER("Hop Limit", hop_limit, AT(HOP_LIMIT), 8),
    CSOCK_ADDRESS(IPV6, "Source Address", source, AT(SOURCE)),
    CSOCK_ADDRESS(IPV6, "Destination Address", destination, AT(DESTINATION)),
};
const csock_table csock_ipv6_table =
    CSOCK_TABLE(CSOCK_LAYER_IPV6, CSOCK_IPV6_HEADER_LENGTH, fields,
                "IPv6 {source} > {destination}{class}{label}, hlim {hop_limit}, next-header "
                "{next_header}, payload length {payload_length}",
                print_part);

int csock_ipv6_header_encode_error(const csock_ipv6_header *header, size_t capacity,
                                   csock_wire_error *error) {
    return csock_table_refuse(error, &csock_ipv6_table, header, capacity);
}

static int check_version(uint8_t first, csock_wire_error *error) {
    if (first >> 4 != 6)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_ipv6_table, "Version", 6,
                                first >> 4);
    return 0;
}

// Checks that the payload is there. The error counts from the header's start.
static int check_payload(uint32_t payload_length, size_t count, csock_wire_error *error) {
    size_t length = CSOCK_IPV6_HEADER_LENGTH + (size_t)payload_length;
    if (length > count)
        return csock_table_fail(error, CSOCK_EPKTSHORT, &csock_ipv6_table, "Payload Length", length,
                                count);
    return 0;
}

int csock_ipv6_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (count < CSOCK_IPV6_HEADER_LENGTH)
        return csock_table_short(error, &csock_ipv6_table, CSOCK_IPV6_HEADER_LENGTH, count);
    int result = check_version(start[CSOCK_IPV6_AT_VERSION], error);
    if (result == 0)
        result = check_payload(csock_load16(start + CSOCK_IPV6_AT_PAYLOAD_LENGTH), count, error);
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_IPV6);
}

int csock_ipv6_header_decode_lenient(csock_ipv6_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    int result = count > 0 ? check_version(*(const uint8_t *)bytes, error) : 0;
    if (result < 0)
        return result;
    int there = csock_inline_decode_lenient(error, &csock_ipv6_table, header, bytes, count);
    if (there == CSOCK_IPV6_HEADER_LENGTH)
        check_payload(header->payload_length, count, error);
    return there;
}
