#include "csock/wire/ipv6_options.h"

#include "wire/ipv6_extension.h"

enum {
    NEXT_HEADER = CSOCK_EXTENSION_NEXT_HEADER,
    LENGTH = CSOCK_EXTENSION_LENGTH,
    OPTIONS = 2,
};

#define LAYOUT(layer)                                                                              \
    {                                                                                              \
        layer, {                                                                                   \
            {NEXT_HEADER, "Next Header"}, {LENGTH, "Hdr Ext Len"}, {OPTIONS, "Options"}, {         \
                0, NULL                                                                            \
            }                                                                                      \
        }                                                                                          \
    }

static const csock_wire_layout hop_by_hop = LAYOUT(CSOCK_LAYER_IPV6_HOP_BY_HOP);
static const csock_wire_layout destination = LAYOUT(CSOCK_LAYER_IPV6_DESTINATION);

static int encode(const csock_wire_layout *layout, const csock_ipv6_options_header *header,
                  void *buffer, size_t capacity, csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    size_t fitting = csock_extension_fitting(header->options.count, OPTIONS);
    if (header->next_header > 0xff)
        return csock_wire_fail_at(error, CSOCK_EPKTRANGE, layout, NEXT_HEADER, header->next_header,
                                  0xff);
    if (header->options.count != fitting)
        return csock_wire_fail_at(error, CSOCK_EPKTRANGE, layout, OPTIONS, header->options.count,
                                  fitting);
    size_t length = OPTIONS + header->options.count;
    if (length > capacity)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, layout, NEXT_HEADER, length, capacity);
    csock_extension_store(bytes, header->next_header, length);
    csock_copy(bytes + OPTIONS, header->options.start, header->options.count);
    csock_wire_clear(error);
    return (int)length;
}

static int decode_lenient(const csock_wire_layout *layout, csock_ipv6_options_header *header,
                          const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    header->next_header = count > NEXT_HEADER ? start[NEXT_HEADER] : 0;
    header->options = csock_view(NULL, 0);
    size_t length =
        count > LENGTH ? csock_extension_length(start) : (size_t)CSOCK_IPV6_OPTIONS_HEADER_MIN;
    size_t there = length < count ? length : count;
    if (there > OPTIONS)
        header->options = csock_view(start + OPTIONS, there - OPTIONS);
    csock_wire_clear(error);
    if (there < length)
        csock_wire_short(error, layout, length, count);
    return (int)there;
}

static int decode(const csock_wire_layout *layout, csock_ipv6_options_header *header,
                  const void *bytes, size_t count, csock_wire_error *error) {
    csock_wire_error missing;
    int length = decode_lenient(layout, header, bytes, count, &missing);
    if (error)
        *error = missing;
    if (missing.code != 0)
        return -missing.code;
    int result = csock_extension_check_options(error, layout->layer, OPTIONS, header->options);
    return result < 0 ? result : length;
}

int csock_ipv6_hop_by_hop_header_encode(const csock_ipv6_options_header *header, void *buffer,
                                        size_t capacity, csock_wire_error *error) {
    return encode(&hop_by_hop, header, buffer, capacity, error);
}

int csock_ipv6_hop_by_hop_header_decode(csock_ipv6_options_header *header, const void *bytes,
                                        size_t count, csock_wire_error *error) {
    return decode(&hop_by_hop, header, bytes, count, error);
}

int csock_ipv6_hop_by_hop_header_decode_lenient(csock_ipv6_options_header *header,
                                                const void *bytes, size_t count,
                                                csock_wire_error *error) {
    return decode_lenient(&hop_by_hop, header, bytes, count, error);
}

int csock_ipv6_destination_header_encode(const csock_ipv6_options_header *header, void *buffer,
                                         size_t capacity, csock_wire_error *error) {
    return encode(&destination, header, buffer, capacity, error);
}

int csock_ipv6_destination_header_decode(csock_ipv6_options_header *header, const void *bytes,
                                         size_t count, csock_wire_error *error) {
    return decode(&destination, header, bytes, count, error);
}

int csock_ipv6_destination_header_decode_lenient(csock_ipv6_options_header *header,
                                                 const void *bytes, size_t count,
                                                 csock_wire_error *error) {
    return decode_lenient(&destination, header, bytes, count, error);
}
