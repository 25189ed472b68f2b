#include "csock/wire/ipv6.h"

#include "wire/wire.h"

enum {
    VERSION_CLASS_LABEL = 0,
    PAYLOAD_LENGTH = 4,
    NEXT_HEADER = 6,
    HOP_LIMIT = 7,
    SOURCE = 8,
    DESTINATION = 24,
};

// Where the fields of the first word begin that cross bytes.
enum { TRAFFIC_CLASS = 0, FLOW_LABEL = 1 };

static const csock_wire_layout layout = {
    CSOCK_LAYER_IPV6,
    {
        {VERSION_CLASS_LABEL, "Version"},
        {FLOW_LABEL, "Flow Label"},
        {PAYLOAD_LENGTH, "Payload Length"},
        {NEXT_HEADER, "Next Header"},
        {HOP_LIMIT, "Hop Limit"},
        {SOURCE, "Source Address"},
        {DESTINATION, "Destination Address"},
        {CSOCK_IPV6_HEADER_LENGTH, "Payload"},
        {0, NULL},
    },
};

int csock_ipv6_header_encode_error(const csock_ipv6_header *header, size_t capacity,
                                   csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"DSCP", TRAFFIC_CLASS, header->dscp, 0x3f},
        {"ECN", TRAFFIC_CLASS + 1, header->ecn, 3},
        {"Flow Label", FLOW_LABEL, header->flow_label, 0xfffff},
        {"Payload Length", PAYLOAD_LENGTH, header->payload_length, 0xffff},
        {"Next Header", NEXT_HEADER, header->next_header, 0xff},
        {"Hop Limit", HOP_LIMIT, header->hop_limit, 0xff},
    };
    return csock_wire_refuse(error, &layout, limits, sizeof limits / sizeof limits[0],
                             CSOCK_IPV6_HEADER_LENGTH, 0, capacity);
}

static int check_version(uint8_t first, csock_wire_error *error) {
    if (first >> 4 != 6)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, VERSION_CLASS_LABEL, 6,
                                  first >> 4);
    return 0;
}

// Whether the payload is there; what is missing counts from the header's start.
static int check_payload(uint32_t payload_length, size_t count, csock_wire_error *error) {
    size_t length = CSOCK_IPV6_HEADER_LENGTH + (size_t)payload_length;
    if (length > count)
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, PAYLOAD_LENGTH, length, count);
    return 0;
}

int csock_ipv6_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (count < CSOCK_IPV6_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_IPV6_HEADER_LENGTH, count);
    int result = check_version(start[VERSION_CLASS_LABEL], error);
    if (result == 0)
        result = check_payload(csock_load16(start + PAYLOAD_LENGTH), count, error);
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_IPV6);
}

int csock_ipv6_header_decode_lenient(csock_ipv6_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    uint8_t padded[CSOCK_IPV6_HEADER_LENGTH];
    int result = count > 0 ? check_version(*(const uint8_t *)bytes, error) : 0;
    if (result < 0)
        return result;
    csock_ipv6_header_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded));
    csock_wire_clear(error);
    if (count < CSOCK_IPV6_HEADER_LENGTH) {
        csock_wire_short(error, &layout, CSOCK_IPV6_HEADER_LENGTH, count);
        return (int)count;
    }
    check_payload(header->payload_length, count, error);
    return CSOCK_IPV6_HEADER_LENGTH;
}
