/// The UDP header's inline codec, included by csock/wire/udp.h.
/// A compiler leaves out the fields that the caller does not use. wire/udp.c has the table of the
/// same fields, and a test compares both.
#ifndef CSOCK_INLINE_UDP_H
#define CSOCK_INLINE_UDP_H

#ifndef CSOCK_WIRE_UDP_H
#error "include csock/wire/udp.h"
#endif

CSOCK_BEGIN_DECLS

/// Whether every field can hold its value. The members are compared one by one. A vector load right
/// after single stores would stall (store forwarding fails).
CSOCK_INLINE bool csock_udp_header_fits(const csock_udp_header *_Nonnull header) {
    return header->source_port <= 0xffff && header->destination_port <= 0xffff &&
           header->length <= 0xffff && header->checksum <= 0xffff;
}

/// Returns the 8 bytes of a valid header as one number, with `length` and `checksum` from the
/// arguments.
CSOCK_INLINE uint64_t csock_udp_to_word(const csock_udp_header *_Nonnull header, uint32_t length,
                                        uint32_t checksum) {
    return (uint64_t)header->source_port << 48 | (uint64_t)header->destination_port << 32 |
           length << 16 | checksum;
}

/// Fills in the error of csock_udp_header_encode for a header that it refuses. Returns the same
/// code.
int csock_udp_header_encode_error(const csock_udp_header *_Nonnull header, size_t capacity,
                                  csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_udp_header_encode(const csock_udp_header *_Nonnull header,
                                         void *_Nullable buffer, size_t capacity,
                                         csock_wire_error *_Nullable error) {
    if (!csock_udp_header_fits(header) || capacity < CSOCK_UDP_HEADER_LENGTH) {
        csock_udp_header copy = *header; // the caller's may stay in registers
        return csock_failure(csock_udp_header_encode_error(&copy, capacity, error));
    }
    csock_store64((uint8_t *)buffer, csock_udp_to_word(header, header->length, header->checksum));
    csock_wire_clear(error);
    return CSOCK_UDP_HEADER_LENGTH;
}

/// The length of the header at the start of bytes: 8, or 0 if csock_udp_header_decode fails.
CSOCK_INLINE uint32_t csock_udp_header_length(const uint8_t *_Nullable bytes, size_t count) {
    uint32_t length = count < CSOCK_UDP_HEADER_LENGTH ? 0 : csock_load16(bytes + 4);
    return length < CSOCK_UDP_HEADER_LENGTH || length > count ? 0
                                                              : (uint32_t)CSOCK_UDP_HEADER_LENGTH;
}

/// Reads the fields of a header without checks.
CSOCK_INLINE void csock_udp_header_fields(csock_udp_header *_Nonnull header,
                                          const uint8_t *_Nonnull bytes) {
    uint64_t word = csock_load64(bytes);
    header->source_port = (uint32_t)(word >> 48);
    header->destination_port = (uint32_t)(word >> 32) & 0xffff;
    header->length = (uint32_t)(word >> 16) & 0xffff;
    header->checksum = (uint32_t)word & 0xffff;
}

/// Fills in the error of csock_udp_header_decode for bytes that it refuses. Returns the same code.
int csock_udp_header_decode_error(const void *_Nullable bytes, size_t count,
                                  csock_wire_error *_Nullable error);

CSOCK_INLINE int csock_udp_header_decode(csock_udp_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (csock_udp_header_length(start, count) == 0) {
        memset(header, 0, sizeof *header); // for those who test the error instead of the result
        return csock_failure(csock_udp_header_decode_error(bytes, count, error));
    }
    csock_udp_header_fields(header, start);
    csock_wire_clear(error);
    return CSOCK_UDP_HEADER_LENGTH;
}

CSOCK_END_DECLS

#endif
