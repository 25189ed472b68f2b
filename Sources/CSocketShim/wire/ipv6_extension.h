/// What IPv6 extension headers of variable length share: RFC 8200 section 4, RFC 6564.
#ifndef CSOCK_IPV6_EXTENSION_H
#define CSOCK_IPV6_EXTENSION_H

#include "wire/table.h"

enum {
    CSOCK_EXTENSION_NEXT_HEADER = 0, ///< byte offsets
    CSOCK_EXTENSION_LENGTH = 1,
    CSOCK_EXTENSION_UNIT = 8,
    CSOCK_EXTENSION_MAX = 256 * CSOCK_EXTENSION_UNIT,
};

/// The length of such a header, from its first two bytes.
static inline size_t csock_extension_length(const uint8_t *_Nonnull bytes) {
    return (bytes[CSOCK_EXTENSION_LENGTH] + (size_t)1) * CSOCK_EXTENSION_UNIT;
}

/// Writes the length field of such a header.
static inline void csock_extension_store_length(uint8_t *_Nonnull bytes, size_t length) {
    csock_store8(bytes + CSOCK_EXTENSION_LENGTH, (uint32_t)(length / CSOCK_EXTENSION_UNIT) - 1);
}

/// Finds the bytes after the fixed part of an extension header. `fixed` is a copy of the fixed
/// part, padded with zeros, so that a missing length field means the shortest header. Returns the
/// number of header bytes available; if some are missing, fills in the error.
static inline int csock_extension_bytes(csock_wire_error *_Nullable error,
                                        const csock_table *_Nonnull table,
                                        const uint8_t *_Nonnull fixed,
                                        const uint8_t *_Nullable bytes, size_t count,
                                        csock_bytes *_Nonnull rest) {
    size_t length = csock_extension_length(fixed);
    size_t there = length < count ? length : count;
    *rest = csock_view(NULL, 0);
    if (there > table->length)
        *rest = csock_view(bytes + table->length, there - table->length);
    csock_wire_clear(error);
    if (there < length)
        csock_table_short(error, table, length, count);
    return (int)there;
}

/// Checks that the options of a header, at `offset`, are a valid list by RFC 8200 section 4.2: 0 is
/// one byte, and any other type has a length that does not reach beyond the bytes. Returns 0 or
/// -CSOCK_EPKTFIELD.
int csock_extension_check_options(csock_wire_error *_Nullable error, uint32_t layer, size_t offset,
                                  csock_bytes options);

#endif
