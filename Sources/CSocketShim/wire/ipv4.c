#include "csock/wire/ipv4.h"

#include "wire/wire.h"

enum {
    VERSION_IHL = 0,
    DSCP_ECN = 1,
    TOTAL_LENGTH = 2,
    IDENTIFICATION = 4,
    FLAGS_OFFSET = 6,
    TIME_TO_LIVE = 8,
    PROTOCOL = 9,
    CHECKSUM = 10,
    SOURCE = 12,
    DESTINATION = 16,
    OPTIONS = CSOCK_IPV4_HEADER_MIN,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_IPV4,
    {
        {VERSION_IHL, "Version"},
        {DSCP_ECN, "DSCP"},
        {TOTAL_LENGTH, "Total Length"},
        {IDENTIFICATION, "Identification"},
        {FLAGS_OFFSET, "Fragment Offset"},
        {TIME_TO_LIVE, "Time to Live"},
        {PROTOCOL, "Protocol"},
        {CHECKSUM, "Header Checksum"},
        {SOURCE, "Source Address"},
        {DESTINATION, "Destination Address"},
        {OPTIONS, "Options"},
        {0, NULL},
    },
};

int csock_ipv4_header_encode_error(const csock_ipv4_header *header, size_t capacity,
                                   csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"DSCP", DSCP_ECN, header->dscp, 0x3f},
        {"ECN", DSCP_ECN, header->ecn, 3},
        {"Total Length", TOTAL_LENGTH, header->total_length, 0xffff},
        {"Identification", IDENTIFICATION, header->identification, 0xffff},
        {"Flags", FLAGS_OFFSET, header->flags, 7},
        {"Fragment Offset", FLAGS_OFFSET, header->fragment_offset, 0x1fff},
        {"Time to Live", TIME_TO_LIVE, header->time_to_live, 0xff},
        {"Protocol", PROTOCOL, header->protocol, 0xff},
        {"Header Checksum", CHECKSUM, header->checksum, 0xffff},
    };
    return csock_wire_refuse(error, &layout, limits, sizeof limits / sizeof limits[0], OPTIONS,
                             header->options.count, capacity);
}

static int check_first_byte(uint8_t first, csock_wire_error *error) {
    if (first >> 4 != 4)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, VERSION_IHL, 4, first >> 4);
    if ((first & 0xf) < 5)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV4, "IHL", VERSION_IHL, 5,
                               first & 0xf);
    return 0;
}

// Of a whole header.
static int check_total_length(size_t total_length, size_t length, size_t count,
                              csock_wire_error *error) {
    if (total_length < length)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, TOTAL_LENGTH, length,
                                  total_length);
    if (total_length > count)
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, TOTAL_LENGTH, total_length,
                                  count);
    return 0;
}

int csock_ipv4_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (count < CSOCK_IPV4_HEADER_MIN)
        return csock_wire_short(error, &layout, CSOCK_IPV4_HEADER_MIN, count);
    int result = check_first_byte(start[VERSION_IHL], error);
    if (result < 0)
        return result;
    size_t length = (start[VERSION_IHL] & 0xfu) * 4;
    if (length > count)
        return csock_wire_short(error, &layout, length, count);
    result = check_total_length(csock_load16(start + TOTAL_LENGTH), length, count, error);
    if (result < 0)
        return result;
    result = csock_wire_check_options(error, CSOCK_LAYER_IPV4, OPTIONS,
                                      csock_view(start + OPTIONS, length - OPTIONS));
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_IPV4);
}

int csock_ipv4_header_decode_lenient(csock_ipv4_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint8_t padded[CSOCK_IPV4_HEADER_MIN];
    int result = count > 0 ? check_first_byte(start[VERSION_IHL], error) : 0;
    if (result < 0)
        return result;
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t length = (fixed[VERSION_IHL] & 0xfu) * 4;
    csock_ipv4_header_fields(header, fixed, CSOCK_IPV4_HEADER_MIN);
    header->options = csock_view(NULL, 0);
    if (length < CSOCK_IPV4_HEADER_MIN) // no byte at all
        length = CSOCK_IPV4_HEADER_MIN;
    size_t there = length < count ? length : count;
    if (there > OPTIONS)
        header->options = csock_view(start + OPTIONS, there - OPTIONS);
    csock_wire_clear(error);
    if (there < length)
        csock_wire_short(error, &layout, length, count);
    else if (check_total_length(header->total_length, length, count, error) == -CSOCK_EPKTFIELD)
        return -CSOCK_EPKTFIELD;
    return (int)there;
}
