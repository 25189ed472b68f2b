/// Hexadecimal digits for the parsers of addresses.
#ifndef CSOCK_HEX_H
#define CSOCK_HEX_H

#include "csock/base.h"

/// Returns the value of a hexadecimal digit in either case, or -1 for any other character.
static inline int csock_hex_digit(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/// Returns the value of two hexadecimal digits, or -1 if one of the characters is none.
static inline int csock_hex_byte(const char *_Nonnull digits) {
    int high = csock_hex_digit(digits[0]), low = csock_hex_digit(digits[1]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

#endif
