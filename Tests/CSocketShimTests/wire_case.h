/// What every header must prove when it is decoded and encoded.
#ifndef WIRE_CASE_H
#define WIRE_CASE_H

#include "csock/layer.h"
#include "harness.h"

/// A copy in memory of exactly that size, so that a sanitizer reports a read after its end. free(3)
/// it.
void *exact_copy(const void *bytes, size_t count);

/// Decodes bytes strictly as a header of `kind` that has `header_length` bytes, and returns it. Its
/// views point into `bytes`. For these bytes and for all that differ from them by one bit, checks
/// that a decoded header is encoded to the same bytes, that encoding writes no other byte and fails
/// if there is not enough room, that truncated bytes are refused by strict decoding and accepted
/// with an error by lenient decoding, and that no byte after the end is read.
csock_layer check_wire(uint32_t kind, const void *bytes, size_t count, size_t header_length);

/// Checks that strict decoding fails with this code, and the field, `needed` and `available` of the
/// error.
void check_refused(uint32_t kind, const void *bytes, size_t count, int code, const char *field,
                   uint64_t needed, uint64_t available);

/// Checks that encoding fails because the value of a field is greater than `greatest`.
void check_unrepresentable(const csock_layer *layer, const char *field, uint64_t value,
                           uint64_t greatest);

#endif
