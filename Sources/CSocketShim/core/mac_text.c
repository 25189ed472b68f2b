#include "csock/mac_text.h"

#include "core/hex.h"
#include "csock/result.h"

#include <string.h>

enum { PART = 3 }; // two digits and a separator

int csock_mac_parse(const char *text, size_t length, uint8_t mac[6]) {
    uint8_t bytes[6];
    if (length != CSOCK_MAC_TEXT_LENGTH || (text[2] != ':' && text[2] != '-'))
        return -CSOCK_EADDRTEXT;
    for (size_t i = 0; i < sizeof bytes; i++) {
        const char *part = text + i * PART;
        int byte = csock_hex_byte(part);
        if (byte < 0 || (i > 0 && part[-1] != text[2]))
            return -CSOCK_EADDRTEXT;
        bytes[i] = (uint8_t)byte;
    }
    memcpy(mac, bytes, sizeof bytes);
    return 0;
}

size_t csock_mac_format(const uint8_t mac[6], char text[CSOCK_MAC_TEXT_LENGTH]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 6; i++) {
        char *part = text + i * PART;
        if (i > 0)
            part[-1] = ':';
        part[0] = digits[mac[i] >> 4];
        part[1] = digits[mac[i] & 0xf];
    }
    return CSOCK_MAC_TEXT_LENGTH;
}
