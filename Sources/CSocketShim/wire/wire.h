/// What encoders and decoders share: errors, padding, and lists of options.
#ifndef CSOCK_WIRE_H
#define CSOCK_WIRE_H

#include "csock/byte_order.h"
#include "csock/result.h"
#include "csock/wire/base.h"

#include <string.h>

/// Takes the first `count` bytes from a view, or all if there are fewer.
static inline csock_bytes csock_wire_take(csock_bytes *_Nonnull rest, size_t count) {
    csock_bytes taken = *rest;
    if (count < taken.count)
        taken.count = count;
    rest->count -= taken.count;
    // Adding 0 to NULL is undefined in C.
    if (taken.count > 0)
        rest->start += taken.count;
    return taken;
}

/// Fills in an error, if the caller wants one. Returns -code.
int csock_wire_fail(csock_wire_error *_Nullable error, int code, uint32_t layer,
                    const char *_Nonnull field, size_t offset, uint64_t needed, uint64_t available);

/// The error for a buffer that changed between two reads: another thread is writing it. Returns
/// -CSOCK_EPKTFIELD.
int csock_wire_unsteady(csock_wire_error *_Nullable error, uint32_t layer);

/// The first `length` bytes of a header that may end early, with zeros for missing bytes: `bytes`
/// itself if there are enough, else a copy in `padded`.
static inline const uint8_t *_Nonnull csock_wire_pad(const void *_Nullable bytes, size_t count,
                                                     uint8_t *_Nonnull padded, size_t length) {
    if (count >= length)
        return (const uint8_t *)bytes;
    memset(padded, 0, length);
    csock_copy(padded, (const uint8_t *)bytes, count);
    return padded;
}

/// The options that are one byte: RFC 791 section 3.1, RFC 9293 section 3.1.
enum { CSOCK_HEADER_OPTION_END = 0, CSOCK_HEADER_OPTION_NO_OPERATION = 1 };

/// The number of bytes of the first option of a list, or 0 if its length is not valid.
static inline size_t csock_header_option_length(csock_bytes options) {
    if (options.start[0] == CSOCK_HEADER_OPTION_END)
        return options.count;
    if (options.start[0] == CSOCK_HEADER_OPTION_NO_OPERATION)
        return 1;
    if (options.count < 2 || options.start[1] < 2 || options.start[1] > options.count)
        return 0;
    return options.start[1];
}

/// Checks that the options of an IPv4 or TCP header, at `offset`, are a valid list by RFC 791 and
/// RFC 9293: 0 ends the list, 1 is one byte, and any other type has a length of at least 2 that
/// does not reach beyond the bytes. Returns 0 or -CSOCK_EPKTFIELD.
int csock_wire_check_options(csock_wire_error *_Nullable error, uint32_t layer, size_t offset,
                             csock_bytes options);

/// Fills in the error of a list whose first option, at `offset`, has a length that it cannot have.
/// Returns -CSOCK_EPKTFIELD.
int csock_wire_bad_option(csock_wire_error *_Nullable error, uint32_t layer, size_t offset,
                          csock_bytes options);

#endif
