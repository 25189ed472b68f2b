/// What the IPv6 extension headers of variable length share: RFC 8200 section 4, RFC 6564.
#ifndef CSOCK_IPV6_EXTENSION_H
#define CSOCK_IPV6_EXTENSION_H

#include "wire/wire.h"

enum {
    CSOCK_EXTENSION_NEXT_HEADER = 0,
    CSOCK_EXTENSION_LENGTH = 1,
    CSOCK_EXTENSION_UNIT = 8,
    CSOCK_EXTENSION_MAX = 256 * CSOCK_EXTENSION_UNIT,
};

/// How long such a header is, from its first two bytes.
static inline size_t csock_extension_length(const uint8_t *_Nonnull bytes) {
    return (bytes[CSOCK_EXTENSION_LENGTH] + (size_t)1) * CSOCK_EXTENSION_UNIT;
}

/// How many bytes may follow the first `head` of such a header: `count` if it can be, else the next
/// lower number that can, or the least.
static inline size_t csock_extension_fitting(size_t count, size_t head) {
    if (count > CSOCK_EXTENSION_MAX - head)
        return CSOCK_EXTENSION_MAX - head;
    size_t units = (count + head) / CSOCK_EXTENSION_UNIT;
    return (units > 0 ? units : 1) * CSOCK_EXTENSION_UNIT - head;
}

/// Writes the two bytes that begin such a header of `length` bytes.
static inline void csock_extension_store(uint8_t *_Nonnull bytes, uint32_t next_header,
                                         size_t length) {
    csock_store8(bytes + CSOCK_EXTENSION_NEXT_HEADER, next_header);
    csock_store8(bytes + CSOCK_EXTENSION_LENGTH, (uint32_t)(length / CSOCK_EXTENSION_UNIT) - 1);
}

/// Checks that the options of a header, at `offset`, are a list as RFC 8200 section 4.2 has it: 0
/// stands alone, any other has a length that is there. Returns 0 or -CSOCK_EPKTFIELD.
int csock_extension_check_options(csock_wire_error *_Nullable error, uint32_t layer, size_t offset,
                                  csock_bytes options);

#endif
