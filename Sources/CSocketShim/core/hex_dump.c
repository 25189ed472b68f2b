#include "csock/hex_dump.h"

#include <string.h>

static char *put_hex(char *text, size_t value, int digits) {
    for (int i = digits; i-- > 0;)
        *text++ = "0123456789abcdef"[value >> 4 * i & 0xf];
    return text;
}

size_t csock_hex_dump_line(const void *bytes, size_t count, size_t offset,
                           char text[CSOCK_HEX_DUMP_LINE_MAX]) {
    const uint8_t *byte = (const uint8_t *)bytes;
    char *end = text;
    int digits = 4;
    if (count == 0)
        return 0;
    if (count > CSOCK_HEX_DUMP_LINE_BYTES)
        count = CSOCK_HEX_DUMP_LINE_BYTES;
    while (digits < 16 && offset >> 4 * digits != 0)
        digits++;
    *end++ = '\t';
    *end++ = '0';
    *end++ = 'x';
    end = put_hex(end, offset, digits);
    *end++ = ':';
    *end++ = ' ';
    for (size_t i = 0; i < CSOCK_HEX_DUMP_LINE_BYTES; i++) {
        if (i % 2 == 0)
            *end++ = ' ';
        if (i < count) {
            end = put_hex(end, byte[i], 2);
        } else {
            *end++ = ' ';
            *end++ = ' ';
        }
    }
    *end++ = ' ';
    *end++ = ' ';
    for (size_t i = 0; i < count; i++)
        *end++ = byte[i] >= 0x20 && byte[i] < 0x7f ? (char)byte[i] : '.';
    *end++ = '\n';
    return (size_t)(end - text);
}
