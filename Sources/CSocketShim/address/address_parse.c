// Every AF_ constant.
#define _GNU_SOURCE

#include "csock/address_text.h"

#include "core/hex.h"
#include "csock/interface_name.h"
#include "csock/ip_text.h"
#include "csock/link_address.h"
#include "csock/result.h"

#include <string.h>
#include <sys/socket.h>

// Finds an interface by its name or its index, as in a zone: RFC 4007 section 11.2.
static int find_interface(const char *name, size_t length, uint32_t *index) {
    if (length == 0)
        return -CSOCK_EADDRTEXT;
    uint64_t number = 0;
    size_t digits = 0;
    while (digits < length && digits < 10 && name[digits] >= '0' && name[digits] <= '9')
        number = number * 10 + (uint64_t)(name[digits++] - '0');
    if (digits == length && number <= UINT32_MAX) {
        *index = (uint32_t)number;
        return 0;
    }
    int found = csock_interface_index(name, length);
    *index = found < 0 ? 0 : (uint32_t)found;
    return found < 0 ? found : 0;
}

int csock_address_set_ip_text(csock_address *address, const char *host, size_t length,
                              uint16_t port) {
    uint8_t bytes[16];
    if (csock_ipv4_parse(host, length, bytes) == 0) {
        csock_address_set_ipv4(address, bytes, port);
        return 0;
    }
    const char *percent = length ? memchr(host, '%', length) : NULL;
    size_t numeric = percent ? (size_t)(percent - host) : length;
    int result = csock_ipv6_parse(host, numeric, bytes);
    if (result < 0)
        return result;
    uint32_t scope_id = 0;
    if (percent && (result = find_interface(percent + 1, length - numeric - 1, &scope_id)) < 0)
        return result;
    csock_address_set_ipv6(address, bytes, port, 0, scope_id);
    return 0;
}

// Text that is still to be read. Each reader below takes its part from the front.
typedef struct {
    const char *start;
    size_t length;
} unread;

static unread take_some(unread *text, size_t length) {
    unread front = {text->start, length};
    text->start += length;
    text->length -= length;
    return front;
}

// The part in front of the first `end`, or everything.
static unread take_until(unread *text, char end) {
    const char *found = text->length ? memchr(text->start, end, text->length) : NULL;
    return take_some(text, found ? (size_t)(found - text->start) : text->length);
}

static bool take(unread *text, const char *word) {
    size_t length = strlen(word);
    if (text->length < length || memcmp(text->start, word, length) != 0)
        return false;
    take_some(text, length);
    return true;
}

static bool is_word(unread text, const char *word) {
    return take(&text, word) && text.length == 0;
}

// A decimal number without leading zeros.
static bool take_number(unread *text, uint16_t *number) {
    uint32_t value = 0;
    size_t digits = 0;
    while (digits < text->length && value <= UINT16_MAX && text->start[digits] >= '0' &&
           text->start[digits] <= '9')
        value = value * 10 + (uint32_t)(text->start[digits++] - '0');
    if (digits == 0 || value > UINT16_MAX || (digits > 1 && text->start[0] == '0'))
        return false;
    *number = (uint16_t)value;
    take_some(text, digits);
    return true;
}

// A byte in two hexadecimal digits.
static bool take_byte(unread *text, uint8_t *byte) {
    int value = text->length < 2 ? -1 : csock_hex_byte(text->start);
    if (value < 0)
        return false;
    *byte = (uint8_t)value;
    take_some(text, 2);
    return true;
}

// Replaces \xNN by the byte. Returns the count of bytes, at most `capacity`; -CSOCK_EADDRTEXT for
// another backslash; -CSOCK_EPATHTOOLONG for more bytes.
static int unescape(unread text, void *bytes, size_t capacity) {
    size_t count = 0;
    while (text.length > 0) {
        uint8_t byte;
        if (take(&text, "\\x")) {
            if (!take_byte(&text, &byte))
                return -CSOCK_EADDRTEXT;
        } else {
            byte = (uint8_t)*take_some(&text, 1).start;
            if (byte == '\\')
                return -CSOCK_EADDRTEXT;
        }
        if (count == capacity)
            return -CSOCK_EPATHTOOLONG;
        ((uint8_t *)bytes)[count++] = byte;
    }
    return (int)count;
}

static int parse_unix(csock_address *address, unread text, bool is_abstract) {
    char name[CSOCK_UNIX_NAME_MAX];
    int length = unescape(text, name, sizeof name);
    if (length < 0)
        return length;
    return is_abstract ? csock_address_set_unix_abstract(address, name, (size_t)length)
                       : csock_address_set_unix_path(address, name, (size_t)length);
}

// A host and a port. An IPv6 host is in brackets; its zone may have escaped bytes.
static int parse_ip(csock_address *address, unread text) {
    char plain[CSOCK_IPV6_TEXT_MAX + 1 + CSOCK_INTERFACE_NAME_SIZE];
    uint16_t port;
    bool is_ipv6 = take(&text, "[");
    unread host = take_until(&text, is_ipv6 ? ']' : ':');
    if (!take(&text, is_ipv6 ? "]:" : ":") || !take_number(&text, &port) || text.length > 0)
        return -CSOCK_EADDRTEXT;
    int length = unescape(host, plain, sizeof plain);
    if (length < 0)
        return -CSOCK_EADDRTEXT;
    csock_address read;
    int result = csock_address_set_ip_text(&read, plain, (size_t)length, port);
    if (result < 0)
        return result;
    if (csock_address_family(&read) != (is_ipv6 ? AF_INET6 : AF_INET))
        return -CSOCK_EADDRTEXT;
    *address = read;
    return 0;
}

// An interface, a hardware address if there is one, and an EtherType, with spaces between them.
static int parse_link(csock_address *address, unread text) {
    csock_link_address link = {0};
    char plain[CSOCK_INTERFACE_NAME_SIZE];
    uint8_t protocol[2];
    unread name = take_until(&text, ' ');
    take(&text, " ");
    if (memchr(text.start, ' ', text.length)) {
        unread hardware = take_until(&text, ' ');
        take(&text, " ");
        do {
            if (link.hardware_length == CSOCK_HARDWARE_MAX ||
                !take_byte(&hardware, &link.hardware[link.hardware_length++]))
                return -CSOCK_EADDRTEXT;
        } while (take(&hardware, ":"));
        if (hardware.length > 0)
            return -CSOCK_EADDRTEXT;
    }
    if (!take(&text, "0x") || !take_byte(&text, &protocol[0]) || !take_byte(&text, &protocol[1]) ||
        text.length > 0)
        return -CSOCK_EADDRTEXT;
    link.protocol = (uint16_t)(protocol[0] << 8 | protocol[1]);
    if (!is_word(name, "any")) {
        int length = unescape(name, plain, sizeof plain);
        int result = length < 0 ? -CSOCK_EADDRTEXT
                                : find_interface(plain, (size_t)length, &link.interface_index);
        if (result < 0)
            return result;
    }
    return csock_address_set_link(address, &link) < 0 ? -CSOCK_EADDRTEXT : 0;
}

// The number of the family, and the bytes after the family.
static int parse_bytes(csock_address *address, unread text) {
    uint8_t bytes[CSOCK_ADDRESS_MAX];
    uint16_t number;
    size_t length = sizeof(sa_family_t);
    if (!take_number(&text, &number) || !take(&text, ":") || (text.length > 0 && !take(&text, " ")))
        return -CSOCK_EADDRTEXT;
    sa_family_t family = number;
    memcpy(bytes, &family, sizeof family);
    while (text.length > 0) {
        if (length == sizeof bytes || !take_byte(&text, &bytes[length++]))
            return -CSOCK_EADDRTEXT;
    }
    return csock_address_set_bytes(address, bytes, length);
}

int csock_address_parse(csock_address *address, const char *text, size_t length) {
    unread all = {text, length}, rest = all;
    if (length == 0)
        return -CSOCK_EADDRTEXT;
    if (take(&rest, "/") || take(&rest, "./") || take(&rest, "../"))
        return parse_unix(address, all, false);
    if (take(&rest, "@"))
        return parse_unix(address, rest, true);
    if (take(&rest, "family "))
        return parse_bytes(address, rest);
    if (is_word(all, "unnamed")) {
        csock_address_set_unix_unnamed(address);
        return 0;
    }
    if (is_word(all, "none")) {
        *address = (csock_address){0};
        return 0;
    }
    return memchr(text, ' ', length) ? parse_link(address, all) : parse_ip(address, all);
}
