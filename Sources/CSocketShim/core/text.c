#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void csock_text_append(csock_text *text, const char *characters, size_t count) {
    if (text->length < text->capacity) {
        size_t room = text->capacity - text->length - 1;
        size_t fitting = count < room ? count : room;
        if (fitting > 0)
            memcpy(text->start + text->length, characters, fitting);
        text->start[text->length + fitting] = 0;
    }
    text->length += count;
}

void csock_text_put(csock_text *text, const char *string) {
    csock_text_append(text, string, strlen(string));
}

void csock_text_print(csock_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(csock_text_end(text), csock_text_room(text), format, arguments);
    va_end(arguments);
    if (length > 0)
        text->length += (size_t)length;
}

void csock_text_hex(csock_text *text, csock_bytes bytes, const char *between) {
    for (size_t i = 0; i < bytes.count; i++)
        csock_text_print(text, "%s%02x", i > 0 ? between : "", (unsigned)bytes.start[i]);
}
