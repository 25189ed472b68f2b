/// Hexadecimal digits.
#ifndef CSOCK_HEX_H
#define CSOCK_HEX_H

/// The value of a hexadecimal digit, or -1.
static inline int csock_hex_digit(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

#endif
