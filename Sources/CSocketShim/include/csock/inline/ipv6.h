/// The IPv6 header's inline codec, included by csock/wire/ipv6.h.
/// A compiler leaves out the fields that the caller does not use. wire/ipv6.c has the table of the
/// same fields, and a test compares both.
#ifndef CSOCK_INLINE_IPV6_H
#define CSOCK_INLINE_IPV6_H

#ifndef CSOCK_WIRE_IPV6_H
#error "include csock/wire/ipv6.h"
#endif

CSOCK_BEGIN_DECLS

/// Fills in the error of csock_ipv6_header_encode for a header that it refuses. Returns the same
/// code.
int csock_ipv6_header_encode_error(const csock_ipv6_header *_Nonnull header, size_t capacity,
                                   csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_ipv6_header_encode(const csock_ipv6_header *_Nonnull header,
                                          void *_Nullable buffer, size_t capacity,
                                          csock_wire_error *_Nullable error) {
    if (header->dscp > 0x3f || header->ecn > 3 || header->flow_label > 0xfffff ||
        header->payload_length > 0xffff || (header->next_header | header->hop_limit) > 0xff ||
        capacity < CSOCK_IPV6_HEADER_LENGTH) {
        csock_ipv6_header copy = *header; // the caller's may stay in registers
        return csock_failure(csock_ipv6_header_encode_error(&copy, capacity, error));
    }
    uint8_t *bytes = (uint8_t *)buffer;
    uint32_t start = 6u << 28 | header->dscp << 22 | header->ecn << 20 | header->flow_label;
    csock_store64(bytes, (uint64_t)start << 32 | header->payload_length << 16 |
                             header->next_header << 8 | header->hop_limit);
    memcpy(bytes + 8, header->source, sizeof header->source);
    memcpy(bytes + 24, header->destination, sizeof header->destination);
    csock_wire_clear(error);
    return CSOCK_IPV6_HEADER_LENGTH;
}

/// The length of the header at the start of bytes: 40, or 0 if csock_ipv6_header_decode fails.
CSOCK_INLINE uint32_t csock_ipv6_header_length(const uint8_t *_Nullable bytes, size_t count) {
    uint64_t first = count < CSOCK_IPV6_HEADER_LENGTH ? 0 : csock_load64(bytes);
    return first >> 60 != 6 || (first >> 16 & 0xffff) > count - CSOCK_IPV6_HEADER_LENGTH
               ? 0
               : (uint32_t)CSOCK_IPV6_HEADER_LENGTH;
}

/// Reads the fields of a header without checks.
CSOCK_INLINE void csock_ipv6_header_fields(csock_ipv6_header *_Nonnull header,
                                           const uint8_t *_Nonnull bytes) {
    uint64_t first = csock_load64(bytes);
    header->dscp = (uint32_t)(first >> 54) & 0x3f;
    header->ecn = (uint32_t)(first >> 52) & 3;
    header->flow_label = (uint32_t)(first >> 32) & 0xfffff;
    header->payload_length = (uint32_t)(first >> 16) & 0xffff;
    header->next_header = (uint32_t)(first >> 8) & 0xff;
    header->hop_limit = (uint32_t)first & 0xff;
    memcpy(header->source, bytes + 8, sizeof header->source);
    memcpy(header->destination, bytes + 24, sizeof header->destination);
}

/// Fills in the error of csock_ipv6_header_decode for bytes that it refuses. Returns the same code.
int csock_ipv6_header_decode_error(const void *_Nullable bytes, size_t count,
                                   csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_ipv6_header_decode(csock_ipv6_header *_Nonnull header,
                                          const void *_Nullable bytes, size_t count,
                                          csock_wire_error *_Nullable error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (csock_ipv6_header_length(start, count) == 0) {
        memset(header, 0, sizeof *header); // for those who test the error instead of the result
        return csock_failure(csock_ipv6_header_decode_error(bytes, count, error));
    }
    csock_ipv6_header_fields(header, start);
    csock_wire_clear(error);
    return CSOCK_IPV6_HEADER_LENGTH;
}

CSOCK_END_DECLS

#endif
