/// Hexadecimal digits for the parsers of addresses.
#ifndef CSOCK_HEX_H
#define CSOCK_HEX_H

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

#endif
