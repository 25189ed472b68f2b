#include "csock/ip_text.h"

#include "core/hex.h"
#include "csock/result.h"

#include <string.h>

int csock_ipv4_parse(const char *text, size_t length, uint8_t host[4]) {
    uint8_t parts[4];
    size_t position = 0;
    for (int part = 0; part < 4; part++) {
        if (part > 0 && (position == length || text[position++] != '.'))
            return -CSOCK_EADDRTEXT;
        unsigned value = 0;
        size_t start = position;
        while (position < length && position - start < 3 && text[position] >= '0' &&
               text[position] <= '9')
            value = value * 10 + (unsigned)(text[position++] - '0');
        size_t digits = position - start;
        if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0'))
            return -CSOCK_EADDRTEXT;
        parts[part] = (uint8_t)value;
    }
    if (position != length)
        return -CSOCK_EADDRTEXT;
    memcpy(host, parts, sizeof parts);
    return 0;
}

int csock_ipv6_parse(const char *text, size_t length, uint8_t host[16]) {
    enum { NONE = 17 };
    uint8_t bytes[16] = {0};
    size_t filled = 0;
    size_t gap = NONE; // offset of "::" in `bytes`
    size_t position = 0;

    if (length >= 2 && text[0] == ':' && text[1] == ':') {
        gap = 0;
        position = 2;
    }
    while (position < length) {
        if (filled == 16)
            return -CSOCK_EADDRTEXT;
        size_t start = position;
        unsigned value = 0;
        int digit;
        while (position < length && position - start < 4 &&
               (digit = csock_hex_digit(text[position])) >= 0) {
            value = value << 4 | (unsigned)digit;
            position++;
        }
        if (position == start)
            return -CSOCK_EADDRTEXT;
        if (position < length && text[position] == '.') {
            // The last 32 bits in dotted decimal.
            if (filled > 12 || csock_ipv4_parse(text + start, length - start, bytes + filled) < 0)
                return -CSOCK_EADDRTEXT;
            filled += 4;
            break;
        }
        bytes[filled++] = (uint8_t)(value >> 8);
        bytes[filled++] = (uint8_t)value;
        if (position == length)
            break;
        if (text[position++] != ':' || position == length)
            return -CSOCK_EADDRTEXT;
        if (text[position] == ':') {
            if (gap != NONE)
                return -CSOCK_EADDRTEXT;
            gap = filled;
            position++;
        }
    }
    if (gap == NONE ? filled != 16 : filled == 16)
        return -CSOCK_EADDRTEXT;
    if (gap != NONE) {
        memmove(bytes + 16 - (filled - gap), bytes + gap, filled - gap);
        memset(bytes + gap, 0, 16 - filled);
    }
    memcpy(host, bytes, sizeof bytes);
    return 0;
}

size_t csock_ipv4_format(const uint8_t host[4], char text[CSOCK_IPV4_TEXT_MAX]) {
    char *end = text;
    for (int part = 0; part < 4; part++) {
        unsigned value = host[part];
        if (part > 0)
            *end++ = '.';
        if (value >= 100)
            *end++ = (char)('0' + value / 100);
        if (value >= 10)
            *end++ = (char)('0' + value / 10 % 10);
        *end++ = (char)('0' + value % 10);
    }
    return (size_t)(end - text);
}

size_t csock_ipv6_format(const uint8_t host[16], char text[CSOCK_IPV6_TEXT_MAX]) {
    static const char digits[] = "0123456789abcdef";
    unsigned words[8];
    for (size_t i = 0; i < 8; i++)
        words[i] = (unsigned)host[2 * i] << 8 | host[2 * i + 1];

    // RFC 5952 section 4.2: compress the longest run of two or more zero words, and the first of
    // several equally long runs.
    size_t gap = 8, gap_length = 1;
    for (size_t i = 0; i < 8; i++) {
        size_t run = 0;
        while (i + run < 8 && words[i + run] == 0)
            run++;
        if (run > gap_length) {
            gap = i;
            gap_length = run;
        }
        i += run;
    }
    // Section 5: dotted decimal for prefixes that embed an IPv4 address.
    bool dotted = gap == 0 && (gap_length == 6 || (gap_length == 5 && words[5] == 0xffff));

    char *end = text;
    for (size_t i = 0; i < (dotted ? 6 : 8); i++) {
        if (i == gap) {
            *end++ = ':';
            *end++ = ':';
            i += gap_length - 1;
            continue;
        }
        if (i > 0 && end[-1] != ':')
            *end++ = ':';
        for (int shift = 12; shift >= 0; shift -= 4)
            if (shift == 0 || words[i] >> shift != 0)
                *end++ = digits[words[i] >> shift & 0xf];
    }
    if (dotted) {
        if (end[-1] != ':')
            *end++ = ':';
        end += csock_ipv4_format(host + 12, end);
    }
    return (size_t)(end - text);
}

typedef struct {
    uint8_t prefix[6];
    uint8_t bits;
    uint16_t kind;
} block;

static bool contains(const block *in, const uint8_t *host) {
    size_t whole = in->bits / 8u, rest = in->bits % 8u;
    if (memcmp(in->prefix, host, whole) != 0)
        return false;
    return rest == 0 || (in->prefix[whole] ^ host[whole]) >> (8 - rest) == 0;
}

static uint32_t kind_in(const block *blocks, size_t count, const uint8_t *host) {
    uint32_t kind = 0;
    for (size_t i = 0; i < count; i++)
        if (contains(&blocks[i], host))
            kind |= blocks[i].kind;
    return kind;
}

uint32_t csock_ipv4_kind(const uint8_t host[4]) {
    static const block blocks[] = {
        {{0, 0, 0, 0}, 32, CSOCK_IP_UNSPECIFIED},
        {{10}, 8, CSOCK_IP_PRIVATE},
        {{100, 64}, 10, CSOCK_IP_SHARED},
        {{127}, 8, CSOCK_IP_LOOPBACK},
        {{169, 254}, 16, CSOCK_IP_LINK_LOCAL},
        {{172, 16}, 12, CSOCK_IP_PRIVATE},
        {{192, 0, 2}, 24, CSOCK_IP_DOCUMENTATION},
        {{192, 168}, 16, CSOCK_IP_PRIVATE},
        {{198, 18}, 15, CSOCK_IP_BENCHMARKING},
        {{198, 51, 100}, 24, CSOCK_IP_DOCUMENTATION},
        {{203, 0, 113}, 24, CSOCK_IP_DOCUMENTATION},
        {{224}, 4, CSOCK_IP_MULTICAST},
        {{255, 255, 255, 255}, 32, CSOCK_IP_BROADCAST},
        {{240}, 4, CSOCK_IP_RESERVED},
    };
    uint32_t kind = kind_in(blocks, sizeof blocks / sizeof blocks[0], host);
    return kind & CSOCK_IP_BROADCAST ? CSOCK_IP_BROADCAST : kind;
}

uint32_t csock_ipv6_kind(const uint8_t host[16]) {
    static const block blocks[] = {
        {{0x20, 0x01, 0, 2, 0, 0}, 48, CSOCK_IP_BENCHMARKING},
        {{0x20, 0x01, 0x0d, 0xb8}, 32, CSOCK_IP_DOCUMENTATION},
        {{0x3f, 0xff, 0}, 20, CSOCK_IP_DOCUMENTATION},
        {{0xfc}, 7, CSOCK_IP_PRIVATE},
        {{0xfe, 0x80}, 10, CSOCK_IP_LINK_LOCAL},
        {{0xff}, 8, CSOCK_IP_MULTICAST},
    };
    static const uint8_t zeros[15];
    if (memcmp(host, zeros, 15) == 0)
        return host[15] == 0 ? CSOCK_IP_UNSPECIFIED : host[15] == 1 ? CSOCK_IP_LOOPBACK : 0;
    if (memcmp(host, zeros, 10) == 0 && host[10] == 0xff && host[11] == 0xff)
        return CSOCK_IP_V4_MAPPED;
    return kind_in(blocks, sizeof blocks / sizeof blocks[0], host);
}
