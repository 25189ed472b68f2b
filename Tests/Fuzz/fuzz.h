/// What the fuzz targets share. Each is a function that libFuzzer calls with random bytes, in
/// memory of their exact size, so that sanitizers notice accesses beyond it.
#ifndef FUZZ_H
#define FUZZ_H

#include "CSocketShim.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Ends the program if a condition is false: it must be true for all input.
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s is false\n", __FILE__, __LINE__, #condition);               \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/// Checks the error of a failed call: its code, a field, and a text that is not cut.
static inline void require_error(const csock_wire_error *_Nonnull error, int result) {
    char text[CSOCK_WIRE_ERROR_TEXT_MAX];
    REQUIRE(error->code == -result);
    REQUIRE(error->field && error->field[0]);
    size_t length = csock_wire_error_format(error, text);
    REQUIRE(length > 0 && length < sizeof text - 1 && strlen(text) == length);
}

/// Checks a text of `length` characters that was written completely, and again into `room` bytes.
static inline void require_text(const char *_Nonnull whole, size_t length, const char *_Nonnull cut,
                                size_t room, size_t again) {
    REQUIRE(length > 0 && strlen(whole) == length && again == length);
    if (room > 0) {
        size_t kept = length < room ? length : room - 1;
        REQUIRE(memcmp(cut, whole, kept) == 0 && cut[kept] == 0);
    }
}

/// Calls FORMAT(value, text, capacity) and checks the text, also with too small a capacity.
#define REQUIRE_TEXT(format, value, random)                                                        \
    do {                                                                                           \
        size_t text_length = format(value, NULL, 0), text_room = (random) % (text_length + 2);     \
        char *whole_text = malloc(text_length + 1), *cut_text = malloc(text_room);                 \
        REQUIRE(format(value, whole_text, text_length + 1) == text_length);                        \
        require_text(whole_text, text_length, cut_text, text_room,                                 \
                     format(value, cut_text, text_room));                                          \
        free(whole_text);                                                                          \
        free(cut_text);                                                                            \
    } while (0)

/// Checks that an error about a field of a header's table has the field's offset.
static inline void require_field(const csock_wire_error *_Nonnull error,
                                 const csock_layer *_Nonnull layer) {
    size_t count;
    const csock_field *fields = csock_layer_header_fields(layer, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, error->field) == 0 && fields[i].kind != CSOCK_FIELD_BYTES) {
            REQUIRE(error->offset == fields[i].bit / 8u || fields[i].shift > 0);
            return;
        }
}

/// Whether `part` lies in `whole`.
static inline bool lies_in(csock_bytes part, csock_bytes whole) {
    return part.count == 0 || (part.start >= whole.start && part.count <= whole.count &&
                               (size_t)(part.start - whole.start) <= whole.count - part.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *_Nonnull bytes, size_t count);

#endif
