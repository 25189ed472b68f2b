/// Reading the commonest headers where nothing is wrong with them, inline. Each function returns
/// the header's length, or 0 where the header's own decoder is to say what is wrong.
#ifndef CSOCK_WIRE_READ_H
#define CSOCK_WIRE_READ_H

#include "csock/wire/ipv4.h"
#include "csock/wire/tcp.h"
#include "csock/wire/udp.h"
#include "wire.h"

/// Whether options are a list such as csock_wire_check_options asks for.
static inline bool csock_options_are_whole(csock_bytes options) {
    while (options.count > 0) {
        size_t length = csock_option_length(options);
        if (length == 0)
            return false;
        options = csock_view(options.start + length, options.count - length);
    }
    return true;
}

static inline uint32_t csock_ipv4_read(csock_ipv4_header *_Nonnull header,
                                       const uint8_t *_Nonnull bytes, size_t count) {
    if (count < CSOCK_IPV4_HEADER_MIN)
        return 0;
    uint64_t first = csock_load64(bytes);
    uint64_t second = csock_load64(bytes + 8);
    uint32_t length = (uint32_t)(first >> 56 & 0xf) * 4;
    uint32_t total_length = (uint32_t)(first >> 32) & 0xffff;
    if (first >> 60 != 4 || length < CSOCK_IPV4_HEADER_MIN || total_length < length ||
        total_length > count)
        return 0;
    header->dscp = (uint32_t)(first >> 50) & 0x3f;
    header->ecn = (uint32_t)(first >> 48) & 3;
    header->total_length = total_length;
    header->identification = (uint32_t)(first >> 16) & 0xffff;
    header->flags = (uint32_t)(first >> 13) & 7;
    header->fragment_offset = (uint32_t)first & 0x1fff;
    header->time_to_live = (uint32_t)(second >> 56);
    header->protocol = (uint32_t)(second >> 48) & 0xff;
    header->checksum = (uint32_t)(second >> 32) & 0xffff;
    memcpy(header->source, bytes + 12, sizeof header->source);
    memcpy(header->destination, bytes + 16, sizeof header->destination);
    header->options = csock_view(bytes + CSOCK_IPV4_HEADER_MIN, length - CSOCK_IPV4_HEADER_MIN);
    return csock_options_are_whole(header->options) ? length : 0;
}

static inline uint32_t csock_tcp_read(csock_tcp_header *_Nonnull header,
                                      const uint8_t *_Nonnull bytes, size_t count) {
    if (count < CSOCK_TCP_HEADER_MIN)
        return 0;
    uint64_t first = csock_load64(bytes);
    uint64_t second = csock_load64(bytes + 8);
    uint32_t third = csock_load32(bytes + 16);
    uint32_t length = (uint32_t)(second >> 28 & 0xf) * 4;
    if (length < CSOCK_TCP_HEADER_MIN || length > count)
        return 0;
    header->source_port = (uint32_t)(first >> 48);
    header->destination_port = (uint32_t)(first >> 32) & 0xffff;
    header->sequence_number = (uint32_t)first;
    header->acknowledgment_number = (uint32_t)(second >> 32);
    header->reserved = (uint32_t)(second >> 25) & 7;
    header->flags = (uint32_t)(second >> 16) & 0x1ff;
    header->window = (uint32_t)second & 0xffff;
    header->checksum = third >> 16;
    header->urgent_pointer = third & 0xffff;
    header->options = csock_view(bytes + CSOCK_TCP_HEADER_MIN, length - CSOCK_TCP_HEADER_MIN);
    // What nearly all segments have but the first: two no-operations and timestamps, RFC 7323
    // appendix A.
    if (length == CSOCK_TCP_HEADER_MIN + 12 && csock_load32(header->options.start) == 0x0101080a)
        return length;
    return csock_options_are_whole(header->options) ? length : 0;
}

static inline uint32_t csock_udp_read(csock_udp_header *_Nonnull header,
                                      const uint8_t *_Nonnull bytes, size_t count) {
    if (count < CSOCK_UDP_HEADER_LENGTH)
        return 0;
    uint64_t word = csock_load64(bytes);
    header->source_port = (uint32_t)(word >> 48);
    header->destination_port = (uint32_t)(word >> 32) & 0xffff;
    header->length = (uint32_t)(word >> 16) & 0xffff;
    header->checksum = (uint32_t)word & 0xffff;
    return header->length < CSOCK_UDP_HEADER_LENGTH || header->length > count
               ? 0
               : (uint32_t)CSOCK_UDP_HEADER_LENGTH;
}

#endif
