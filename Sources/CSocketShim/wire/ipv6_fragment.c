#include "csock/wire/ipv6_fragment.h"

#include "wire/wire.h"

enum {
    NEXT_HEADER = 0,
    RESERVED = 1,
    OFFSET_FLAGS = 2,
    IDENTIFICATION = 4,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_IPV6_FRAGMENT,
    {
        {NEXT_HEADER, "Next Header"},
        {RESERVED, "Reserved"},
        {OFFSET_FLAGS, "Fragment Offset"},
        {IDENTIFICATION, "Identification"},
        {0, NULL},
    },
};

int csock_ipv6_fragment_header_encode(const csock_ipv6_fragment_header *header, void *buffer,
                                      size_t capacity, csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Next Header", NEXT_HEADER, header->next_header, 0xff},
        {"Reserved", RESERVED, header->reserved, 0xff},
        {"Fragment Offset", OFFSET_FLAGS, header->fragment_offset, 0x1fff},
        {"Res", OFFSET_FLAGS + 1, header->reserved_flags, 3},
        {"M flag", OFFSET_FLAGS + 1, header->more_fragments, 1},
    };
    uint8_t *bytes = (uint8_t *)buffer;
    int result = csock_wire_out_of_range(error, CSOCK_LAYER_IPV6_FRAGMENT, limits,
                                         sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (capacity < CSOCK_IPV6_FRAGMENT_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, NEXT_HEADER,
                                  CSOCK_IPV6_FRAGMENT_HEADER_LENGTH, capacity);
    csock_store8(bytes + NEXT_HEADER, header->next_header);
    csock_store8(bytes + RESERVED, header->reserved);
    csock_store16(bytes + OFFSET_FLAGS, header->fragment_offset << 3 | header->reserved_flags << 1 |
                                            header->more_fragments);
    csock_store32(bytes + IDENTIFICATION, header->identification);
    csock_wire_clear(error);
    return CSOCK_IPV6_FRAGMENT_HEADER_LENGTH;
}

int csock_ipv6_fragment_header_decode(csock_ipv6_fragment_header *header, const void *bytes,
                                      size_t count, csock_wire_error *error) {
    if (count < CSOCK_IPV6_FRAGMENT_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_IPV6_FRAGMENT_HEADER_LENGTH, count);
    return csock_ipv6_fragment_header_decode_lenient(header, bytes, count, error);
}

int csock_ipv6_fragment_header_decode_lenient(csock_ipv6_fragment_header *header, const void *bytes,
                                              size_t count, csock_wire_error *error) {
    uint8_t padded[CSOCK_IPV6_FRAGMENT_HEADER_LENGTH];
    const uint8_t *start = csock_wire_pad(bytes, count, padded, sizeof padded);
    uint32_t offset_flags = csock_load16(start + OFFSET_FLAGS);
    header->next_header = start[NEXT_HEADER];
    header->reserved = start[RESERVED];
    header->fragment_offset = offset_flags >> 3;
    header->reserved_flags = offset_flags >> 1 & 3;
    header->more_fragments = offset_flags & 1;
    header->identification = csock_load32(start + IDENTIFICATION);
    csock_wire_clear(error);
    if (count >= CSOCK_IPV6_FRAGMENT_HEADER_LENGTH)
        return CSOCK_IPV6_FRAGMENT_HEADER_LENGTH;
    csock_wire_short(error, &layout, CSOCK_IPV6_FRAGMENT_HEADER_LENGTH, count);
    return (int)count;
}
