#include "csock/wire/ipv4.h"

#include "core/ip_offset.h"
#include "csock/wire/ipv4_option.h"
#include "wire/print.h"
#include "wire/tables.h"

static void print_part(csock_text *text, const void *header, const char *part) {
    static const csock_bit_name flags[] = {
        {CSOCK_IPV4_RESERVED, "+"},
        {CSOCK_IPV4_DONT_FRAGMENT, "DF"},
        {CSOCK_IPV4_MORE_FRAGMENTS, "MF"},
    };
    const csock_ipv4_header *ip = (const csock_ipv4_header *)header;
    if (csock_print_is(part, "tos")) {
        csock_text_print(text, "0x%x", ip->dscp << 2 | ip->ecn);
    } else if (csock_print_is(part, "offset")) {
        csock_text_print(text, "%u", ip->fragment_offset * 8);
    } else if (csock_print_is(part, "flag names")) {
        csock_print_bits(text, ip->flags, flags, sizeof flags / sizeof flags[0], ",", "none");
    } else if (csock_print_is(part, "list") && ip->options.count > 0) {
        csock_text_put(text, ", options (");
        text->length +=
            csock_ipv4_options_format(ip->options, csock_text_end(text), csock_text_room(text));
        csock_text_put(text, ")");
    }
}

#define HEADER     csock_ipv4_header
#define AT(offset) (CSOCK_IPV4_AT_##offset * 8)
static const csock_field fields[] = {
    CSOCK_COMPUTED("Version", AT(VERSION), 4),
    CSOCK_COMPUTED("IHL", AT(VERSION) + 4, 4),
    CSOCK_NUMBER("DSCP", dscp, AT(DSCP), 6),
    CSOCK_NUMBER("ECN", ecn, AT(DSCP) + 6, 2),
    CSOCK_NUMBER("Total Length", total_length, AT(TOTAL_LENGTH), 16),
    CSOCK_NUMBER("Identification", identification, AT(IDENTIFICATION), 16),
    CSOCK_VALUE(FLAGS, "Flags", flags, AT(FLAGS), 3),
    CSOCK_NUMBER("Fragment Offset", fragment_offset, AT(FLAGS) + 3, 13),
    CSOCK_NUMBER("Time to Live", time_to_live, AT(TIME_TO_LIVE), 8),
    CSOCK_VALUE(PROTOCOL, "Protocol", protocol, AT(PROTOCOL), 8),
    CSOCK_VALUE(CHECKSUM, "Header Checksum", checksum, AT(CHECKSUM), 16),
    CSOCK_ADDRESS(IPV4, "Source Address", source, AT(SOURCE)),
    CSOCK_ADDRESS(IPV4, "Destination Address", destination, AT(DESTINATION)),
    CSOCK_BYTES("Options", options, AT(OPTIONS), 0, CSOCK_IPV4_OPTIONS_MAX, 4),
};
const csock_table csock_ipv4_table = CSOCK_TABLE(
    CSOCK_LAYER_IPV4, CSOCK_IPV4_HEADER_MIN, fields,
    "IPv4 {source} > {destination}, tos {tos}, ttl {time_to_live}, id {identification}, "
    "offset {offset}, flags [{flag names}], proto {protocol}, length {total_length}{list}",
    print_part);

int csock_ipv4_header_encode_error(const csock_ipv4_header *header, size_t capacity,
                                   csock_wire_error *error) {
    return csock_table_refuse(error, &csock_ipv4_table, header, capacity);
}

static int check_first_byte(uint8_t first, csock_wire_error *error) {
    if (first >> 4 != 4)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_ipv4_table, "Version", 4,
                                first >> 4);
    if ((first & 0xf) < 5)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_ipv4_table, "IHL", 5, first & 0xf);
    return 0;
}

// Of a whole header.
static int check_total_length(size_t total_length, size_t length, size_t count,
                              csock_wire_error *error) {
    if (total_length < length)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_ipv4_table, "Total Length", length,
                                total_length);
    if (total_length > count)
        return csock_table_fail(error, CSOCK_EPKTSHORT, &csock_ipv4_table, "Total Length",
                                total_length, count);
    return 0;
}

int csock_ipv4_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (count < CSOCK_IPV4_HEADER_MIN)
        return csock_table_short(error, &csock_ipv4_table, CSOCK_IPV4_HEADER_MIN, count);
    int result = check_first_byte(start[CSOCK_IPV4_AT_VERSION], error);
    if (result < 0)
        return result;
    size_t length = (start[CSOCK_IPV4_AT_VERSION] & 0xfu) * 4;
    if (length > count)
        return csock_table_short(error, &csock_ipv4_table, length, count);
    result =
        check_total_length(csock_load16(start + CSOCK_IPV4_AT_TOTAL_LENGTH), length, count, error);
    if (result < 0)
        return result;
    result = csock_wire_check_options(
        error, CSOCK_LAYER_IPV4, CSOCK_IPV4_AT_OPTIONS,
        csock_view(start + CSOCK_IPV4_AT_OPTIONS, length - CSOCK_IPV4_AT_OPTIONS));
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_IPV4);
}

int csock_ipv4_header_decode_lenient(csock_ipv4_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint8_t padded[CSOCK_IPV4_HEADER_MIN];
    int result = count > 0 ? check_first_byte(start[CSOCK_IPV4_AT_VERSION], error) : 0;
    if (result < 0)
        return result;
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t length = (fixed[CSOCK_IPV4_AT_VERSION] & 0xfu) * 4;
    csock_ipv4_header_fields(header, fixed, CSOCK_IPV4_HEADER_MIN);
    header->options = csock_view(NULL, 0);
    if (length < CSOCK_IPV4_HEADER_MIN) // no byte at all
        length = CSOCK_IPV4_HEADER_MIN;
    size_t there = length < count ? length : count;
    if (there > CSOCK_IPV4_HEADER_MIN)
        header->options = csock_view(start + CSOCK_IPV4_AT_OPTIONS, there - CSOCK_IPV4_AT_OPTIONS);
    csock_wire_clear(error);
    if (there < length)
        csock_table_short(error, &csock_ipv4_table, length, count);
    else if (check_total_length(header->total_length, length, count, error) == -CSOCK_EPKTFIELD)
        return -CSOCK_EPKTFIELD;
    return (int)there;
}
