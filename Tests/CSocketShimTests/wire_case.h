/// What every header has to prove.
#ifndef WIRE_CASE_H
#define WIRE_CASE_H

#include "csock/layer.h"
#include "harness.h"

/// A copy in memory of exactly that size, so that a sanitizer sees what is read beyond it.
void *exact_copy(const void *bytes, size_t count);

/// Reads literal bytes as a header of `kind`, strictly, which must take `header_length` of them,
/// and returns it; its views are of `bytes`. Then proves, of these bytes and of each that differs
/// from them by one bit: what decodes encodes to the same bytes; encoding writes nothing else, and
/// asks for the room that it takes; bytes cut off at every length are refused or, leniently,
/// accepted with what is missing; nothing is read beyond the bytes.
csock_layer check_wire(uint32_t kind, const void *bytes, size_t count, size_t header_length);

/// Checks that strict decoding of bytes fails with these members of the error.
void check_refused(uint32_t kind, const void *bytes, size_t count, int code, const char *field,
                   uint64_t needed, uint64_t available);

/// Checks that a header cannot be encoded, for the field's sake.
void check_unrepresentable(const csock_layer *layer, const char *field, uint64_t value,
                           uint64_t greatest);

#endif
