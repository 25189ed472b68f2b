/// The IPv4 header's inline codec, included by csock/wire/ipv4.h.
/// A compiler leaves out the fields that the caller does not use. wire/ipv4.c has the table of the
/// same fields, and a test compares both.
#ifndef CSOCK_INLINE_IPV4_H
#define CSOCK_INLINE_IPV4_H

#ifndef CSOCK_WIRE_IPV4_H
#error "include csock/wire/ipv4.h"
#endif

CSOCK_BEGIN_DECLS

/// The 20 bytes of an IPv4 header as numbers: they take few stores, and the checksum needs no
/// second read.
typedef struct csock_ipv4_words {
    uint64_t first;
    uint64_t second; ///< with Header Checksum from the bit CSOCK_IPV4_CHECKSUM_SHIFT on
    uint32_t third;
} csock_ipv4_words;

enum { CSOCK_IPV4_CHECKSUM_SHIFT = 32 };

/// Whether every field can hold its value.
CSOCK_INLINE bool csock_ipv4_header_fits(const csock_ipv4_header *_Nonnull header) {
    return header->dscp <= 0x3f && header->ecn <= 3 && header->flags <= 7 &&
           header->fragment_offset <= 0x1fff && (header->time_to_live | header->protocol) <= 0xff &&
           (header->total_length | header->identification | header->checksum) <= 0xffff &&
           header->options.count <= CSOCK_IPV4_OPTIONS_MAX && header->options.count % 4 == 0;
}

/// Returns the words of a valid header, with total length, protocol and checksum from the
/// arguments. The header is not copied first: a wide load right after single stores would stall
/// (store forwarding fails).
CSOCK_INLINE csock_ipv4_words csock_ipv4_to_words(const csock_ipv4_header *_Nonnull header,
                                                  uint32_t total_length, uint32_t protocol,
                                                  uint32_t checksum) {
    uint32_t ihl = (uint32_t)(CSOCK_IPV4_HEADER_MIN + header->options.count) / 4;
    uint32_t start = 4u << 28 | ihl << 24 | header->dscp << 18 | header->ecn << 16 | total_length;
    csock_ipv4_words words = {
        (uint64_t)start << 32 | header->identification << 16 | header->flags << 13 |
            header->fragment_offset,
        (uint64_t)header->time_to_live << 56 | (uint64_t)protocol << 48 |
            (uint64_t)checksum << CSOCK_IPV4_CHECKSUM_SHIFT | csock_load32(header->source),
        csock_load32(header->destination),
    };
    return words;
}

CSOCK_INLINE void csock_ipv4_store(uint8_t *_Nonnull bytes, csock_ipv4_words words) {
    csock_store64(bytes, words.first);
    csock_store64(bytes + 8, words.second);
    csock_store32(bytes + 16, words.third);
}

/// Fills in the error of csock_ipv4_header_encode for a header that it refuses. Returns the same
/// code.
int csock_ipv4_header_encode_error(const csock_ipv4_header *_Nonnull header, size_t capacity,
                                   csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_ipv4_header_encode(const csock_ipv4_header *_Nonnull header,
                                          void *_Nullable buffer, size_t capacity,
                                          csock_wire_error *_Nullable error) {
    size_t length = CSOCK_IPV4_HEADER_MIN + header->options.count;
    if (!csock_ipv4_header_fits(header) || length > capacity) {
        csock_ipv4_header copy = *header; // the caller's may stay in registers
        return csock_failure(csock_ipv4_header_encode_error(&copy, capacity, error));
    }
    uint8_t *bytes = (uint8_t *)buffer;
    csock_ipv4_store(bytes, csock_ipv4_to_words(header, header->total_length, header->protocol,
                                                header->checksum));
    csock_copy(bytes + CSOCK_IPV4_HEADER_MIN, header->options.start, header->options.count);
    csock_wire_clear(error);
    return (int)length;
}

/// The length of the header at the start of bytes, from its fixed part. 0 if
/// csock_ipv4_header_decode fails. Options are not checked.
CSOCK_INLINE uint32_t csock_ipv4_header_length(const uint8_t *_Nullable bytes, size_t count) {
    uint64_t first = count < CSOCK_IPV4_HEADER_MIN ? 0 : csock_load64(bytes);
    uint32_t length = (uint32_t)(first >> 56 & 0xf) * 4;
    uint32_t total_length = (uint32_t)(first >> 32) & 0xffff;
    return first >> 60 != 4 || length < CSOCK_IPV4_HEADER_MIN || total_length < length ||
                   total_length > count
               ? 0
               : length;
}

/// Reads the fields of a header of `length` bytes without checks.
CSOCK_INLINE void csock_ipv4_header_fields(csock_ipv4_header *_Nonnull header,
                                           const uint8_t *_Nonnull bytes, uint32_t length) {
    uint64_t first = csock_load64(bytes), second = csock_load64(bytes + 8);
    header->dscp = (uint32_t)(first >> 50) & 0x3f;
    header->ecn = (uint32_t)(first >> 48) & 3;
    header->total_length = (uint32_t)(first >> 32) & 0xffff;
    header->identification = (uint32_t)(first >> 16) & 0xffff;
    header->flags = (uint32_t)(first >> 13) & 7;
    header->fragment_offset = (uint32_t)first & 0x1fff;
    header->time_to_live = (uint32_t)(second >> 56);
    header->protocol = (uint32_t)(second >> 48) & 0xff;
    header->checksum = (uint32_t)(second >> 32) & 0xffff;
    memcpy(header->source, bytes + 12, sizeof header->source);
    memcpy(header->destination, bytes + 16, sizeof header->destination);
    header->options = csock_view(bytes + CSOCK_IPV4_HEADER_MIN, length - CSOCK_IPV4_HEADER_MIN);
}

/// Fills in the error of csock_ipv4_header_decode for bytes that it refuses. Returns the same code.
int csock_ipv4_header_decode_error(const void *_Nullable bytes, size_t count,
                                   csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_ipv4_header_decode(csock_ipv4_header *_Nonnull header,
                                          const void *_Nullable bytes, size_t count,
                                          csock_wire_error *_Nullable error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint32_t length = csock_ipv4_header_length(start, count);
    if (length == 0 || (length > CSOCK_IPV4_HEADER_MIN &&
                        !csock_header_options_are_whole(csock_view(
                            start + CSOCK_IPV4_HEADER_MIN, length - CSOCK_IPV4_HEADER_MIN)))) {
        memset(header, 0, sizeof *header); // for those who test the error instead of the result
        return csock_failure(csock_ipv4_header_decode_error(bytes, count, error));
    }
    csock_ipv4_header_fields(header, start, length);
    csock_wire_clear(error);
    return (int)length;
}

CSOCK_END_DECLS

#endif
