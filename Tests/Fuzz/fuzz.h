/// What the fuzz targets share. Each is one function that libFuzzer calls with bytes of its
/// invention, in memory that ends where they do; the sanitizers see what is read or written beyond.
#ifndef FUZZ_H
#define FUZZ_H

#include "CSocketShim.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What must hold for all bytes.
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s is false\n", __FILE__, __LINE__, #condition);               \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/// An error that a result tells of says where, in a text that is not cut.
static inline void require_error(const csock_wire_error *_Nonnull error, int result) {
    char text[CSOCK_WIRE_ERROR_TEXT_MAX];
    REQUIRE(error->code == -result);
    REQUIRE(error->field && error->field[0]);
    size_t length = csock_wire_error_format(error, text);
    REQUIRE(length > 0 && length < sizeof text - 1 && strlen(text) == length);
}

/// Whether `part` lies in `whole`.
static inline bool lies_in(csock_bytes part, csock_bytes whole) {
    return part.count == 0 || (part.start >= whole.start && part.count <= whole.count &&
                               (size_t)(part.start - whole.start) <= whole.count - part.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *_Nonnull bytes, size_t count);

#endif
