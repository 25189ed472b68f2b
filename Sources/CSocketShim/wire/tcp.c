#include "csock/wire/tcp.h"

#include "wire/wire.h"

enum {
    SOURCE_PORT = 0,
    DESTINATION_PORT = 2,
    SEQUENCE_NUMBER = 4,
    ACKNOWLEDGMENT_NUMBER = 8,
    OFFSET_FLAGS = 12,
    WINDOW = 14,
    CHECKSUM = 16,
    URGENT_POINTER = 18,
    OPTIONS = CSOCK_TCP_HEADER_MIN,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_TCP,
    {
        {SOURCE_PORT, "Source Port"},
        {DESTINATION_PORT, "Destination Port"},
        {SEQUENCE_NUMBER, "Sequence Number"},
        {ACKNOWLEDGMENT_NUMBER, "Acknowledgment Number"},
        {OFFSET_FLAGS, "Data Offset"},
        {OFFSET_FLAGS + 1, "Control Bits"},
        {WINDOW, "Window"},
        {CHECKSUM, "Checksum"},
        {URGENT_POINTER, "Urgent Pointer"},
        {OPTIONS, "Options"},
        {0, NULL},
    },
};

int csock_tcp_header_encode_error(const csock_tcp_header *header, size_t capacity,
                                  csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Source Port", SOURCE_PORT, header->source_port, 0xffff},
        {"Destination Port", DESTINATION_PORT, header->destination_port, 0xffff},
        {"Reserved", OFFSET_FLAGS, header->reserved, 7},
        {"Control Bits", OFFSET_FLAGS, header->flags, 0x1ff},
        {"Window", WINDOW, header->window, 0xffff},
        {"Checksum", CHECKSUM, header->checksum, 0xffff},
        {"Urgent Pointer", URGENT_POINTER, header->urgent_pointer, 0xffff},
    };
    return csock_wire_refuse(error, &layout, limits, sizeof limits / sizeof limits[0], OPTIONS,
                             header->options.count, capacity);
}

static int below_minimum(size_t length, csock_wire_error *error) {
    return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &layout, OFFSET_FLAGS,
                              CSOCK_TCP_HEADER_MIN / 4, length / 4);
}

int csock_tcp_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (count < CSOCK_TCP_HEADER_MIN)
        return csock_wire_short(error, &layout, CSOCK_TCP_HEADER_MIN, count);
    size_t length = (size_t)(start[OFFSET_FLAGS] >> 4) * 4;
    if (length < CSOCK_TCP_HEADER_MIN)
        return below_minimum(length, error);
    if (length > count)
        return csock_wire_short(error, &layout, length, count);
    int result = csock_wire_check_options(error, CSOCK_LAYER_TCP, OPTIONS,
                                          csock_view(start + OPTIONS, length - OPTIONS));
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_TCP);
}

// How many bytes are the segment's. An ICMP error may quote 8 (RFC 792) and pad them with zeros
// (RFC 4884 section 3): no header goes on with these.
static size_t quoted_count(const uint8_t *bytes, size_t count) {
    static const uint8_t zeros[CSOCK_TCP_HEADER_MIN];
    size_t rest = count < CSOCK_TCP_HEADER_MIN ? count : CSOCK_TCP_HEADER_MIN;
    if (rest > OFFSET_FLAGS &&
        memcmp(bytes + ACKNOWLEDGMENT_NUMBER, zeros, rest - ACKNOWLEDGMENT_NUMBER) == 0)
        return ACKNOWLEDGMENT_NUMBER;
    return count;
}

int csock_tcp_header_decode_lenient(csock_tcp_header *header, const void *bytes, size_t count,
                                    csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint8_t padded[CSOCK_TCP_HEADER_MIN];
    count = quoted_count(start, count);
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t length = (size_t)(fixed[OFFSET_FLAGS] >> 4) * 4;
    csock_tcp_header_fields(header, fixed, CSOCK_TCP_HEADER_MIN);
    header->options = csock_view(NULL, 0);
    if (count <= OFFSET_FLAGS) // nothing says how long it is
        length = CSOCK_TCP_HEADER_MIN;
    if (length < CSOCK_TCP_HEADER_MIN)
        return below_minimum(length, error);
    size_t there = length < count ? length : count;
    if (there > OPTIONS)
        header->options = csock_view(start + OPTIONS, there - OPTIONS);
    csock_wire_clear(error);
    if (there < length)
        csock_wire_short(error, &layout, length, count);
    return (int)there;
}
