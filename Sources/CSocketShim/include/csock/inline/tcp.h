/// The TCP header's inline codec, included by csock/wire/tcp.h.
/// A compiler leaves out the fields that the caller does not use. wire/tcp.c has the table of the
/// same fields, and a test compares both.
#ifndef CSOCK_INLINE_TCP_H
#define CSOCK_INLINE_TCP_H

#ifndef CSOCK_WIRE_TCP_H
#error "include csock/wire/tcp.h"
#endif

CSOCK_BEGIN_DECLS

/// Fills in the error of csock_tcp_header_encode for a header that it refuses. Returns the same
/// code.
int csock_tcp_header_encode_error(const csock_tcp_header *_Nonnull header, size_t capacity,
                                  csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_tcp_header_encode(const csock_tcp_header *_Nonnull header,
                                         void *_Nullable buffer, size_t capacity,
                                         csock_wire_error *_Nullable error) {
    size_t length = CSOCK_TCP_HEADER_MIN + header->options.count;
    if ((header->source_port | header->destination_port | header->window | header->checksum |
         header->urgent_pointer) > 0xffff ||
        header->reserved > 7 || header->flags > 0x1ff ||
        header->options.count > CSOCK_TCP_OPTIONS_MAX || header->options.count % 4 != 0 ||
        length > capacity) {
        csock_tcp_header copy = *header; // the caller's may stay in registers
        return csock_failure(csock_tcp_header_encode_error(&copy, capacity, error));
    }
    uint8_t *bytes = (uint8_t *)buffer;
    uint32_t offset_flags = (uint32_t)length / 4 << 12 | header->reserved << 9 | header->flags;
    csock_store64(bytes, (uint64_t)header->source_port << 48 |
                             (uint64_t)header->destination_port << 32 | header->sequence_number);
    csock_store64(bytes + 8, (uint64_t)header->acknowledgment_number << 32 | offset_flags << 16 |
                                 header->window);
    csock_store32(bytes + 16, header->checksum << 16 | header->urgent_pointer);
    csock_copy(bytes + CSOCK_TCP_HEADER_MIN, header->options.start, header->options.count);
    csock_wire_clear(error);
    return (int)length;
}

/// The length of the header at the start of bytes, from its fixed part. 0 if
/// csock_tcp_header_decode fails. Options are not checked.
CSOCK_INLINE uint32_t csock_tcp_header_length(const uint8_t *_Nullable bytes, size_t count) {
    uint32_t length =
        count < CSOCK_TCP_HEADER_MIN ? 0 : (uint32_t)(csock_load64(bytes + 8) >> 28 & 0xf) * 4;
    return length < CSOCK_TCP_HEADER_MIN || length > count ? 0 : length;
}

/// Returns whether a header of `length` bytes has no options, or exactly two no-operations and
/// timestamps (RFC 7323 appendix A), as most segments of an established connection do.
CSOCK_INLINE bool csock_tcp_options_are_usual(const uint8_t *_Nonnull bytes, uint32_t length) {
    return length == CSOCK_TCP_HEADER_MIN ||
           (length == CSOCK_TCP_HEADER_MIN + 12 &&
            csock_load32(bytes + CSOCK_TCP_HEADER_MIN) == 0x0101080a);
}

/// Reads the fields of a header of `length` bytes without checks.
CSOCK_INLINE void csock_tcp_header_fields(csock_tcp_header *_Nonnull header,
                                          const uint8_t *_Nonnull bytes, uint32_t length) {
    uint64_t first = csock_load64(bytes), second = csock_load64(bytes + 8);
    uint32_t third = csock_load32(bytes + 16);
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
}

/// Fills in the error of csock_tcp_header_decode for bytes that it refuses. Returns the same code.
int csock_tcp_header_decode_error(const void *_Nullable bytes, size_t count,
                                  csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_tcp_header_decode(csock_tcp_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint32_t length = csock_tcp_header_length(start, count);
    if (length == 0 || (!csock_tcp_options_are_usual(start, length) &&
                        !csock_header_options_are_whole(csock_view(
                            start + CSOCK_TCP_HEADER_MIN, length - CSOCK_TCP_HEADER_MIN)))) {
        memset(header, 0,
               sizeof *header); // for callers that check `error->code` instead of the result
        return csock_failure(csock_tcp_header_decode_error(bytes, count, error));
    }
    csock_tcp_header_fields(header, start, length);
    csock_wire_clear(error);
    return (int)length;
}

CSOCK_END_DECLS

#endif
