/// Text in a buffer of the caller's, as snprintf(3) writes it: cut where the buffer ends, and
/// counted in full.
#ifndef CSOCK_TEXT_H
#define CSOCK_TEXT_H

#include "csock/bytes.h"

/// A text that is being written.
typedef struct {
    char *_Nullable start;
    size_t capacity; ///< of the buffer
    size_t length;   ///< of the whole text
} csock_text;

/// Begins a text. With a capacity of 0 it is only counted.
static inline csock_text csock_text_begin(char *_Nullable buffer, size_t capacity) {
    csock_text text = {buffer, capacity, 0};
    if (capacity > 0)
        buffer[0] = 0;
    return text;
}

/// The free part of the buffer, for a function that writes text into it. The caller adds the length
/// of that text to `length`.
static inline char *_Nullable csock_text_end(const csock_text *_Nonnull text) {
    return text->length < text->capacity ? text->start + text->length : NULL;
}

/// The size of the free part of the buffer.
static inline size_t csock_text_room(const csock_text *_Nonnull text) {
    return text->length < text->capacity ? text->capacity - text->length : 0;
}

/// Appends characters. The text stays terminated.
void csock_text_append(csock_text *_Nonnull text, const char *_Nullable characters, size_t count);

/// Appends a string.
void csock_text_put(csock_text *_Nonnull text, const char *_Nonnull string);

/// Appends as printf(3) does.
__attribute__((format(printf, 2, 3))) void csock_text_print(csock_text *_Nonnull text,
                                                            const char *_Nonnull format, ...);

/// Appends bytes as two hexadecimal digits each, with a string between them.
void csock_text_hex(csock_text *_Nonnull text, csock_bytes bytes, const char *_Nonnull between);

#endif
