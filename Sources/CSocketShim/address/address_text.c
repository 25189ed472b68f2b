// For all AF_ constants, some of which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/address_text.h"

#include "csock/interface_name.h"
#include "csock/ip_text.h"
#include "csock/link_address.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

// The length of the UTF-8 sequence at the front, or 0 if it is not well-formed: Unicode table 3-7.
static size_t utf8_length(const uint8_t *bytes, size_t count) {
    uint8_t lead = bytes[0], low = 0x80, high = 0xbf;
    if (lead < 0x80)
        return 1;
    size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead == 0xe0)
        low = 0xa0;
    if (lead == 0xed)
        high = 0x9f;
    if (lead == 0xf0)
        low = 0x90;
    if (lead == 0xf4)
        high = 0x8f;
    if (lead < 0xc2 || lead > 0xf4 || count < length || bytes[1] < low || bytes[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

// Copies text. Backslashes, control characters and bytes that are not UTF-8 become \xNN.
static char *escape(char *end, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        size_t length = utf8_length(bytes, count);
        bool is_c0 = bytes[0] < 0x20 || bytes[0] == 0x7f;
        bool is_c1 = length == 2 && bytes[0] == 0xc2 && bytes[1] < 0xa0;
        bool is_plain = length > 0 && !is_c0 && !is_c1 && bytes[0] != '\\';
        if (length == 0)
            length = 1;
        for (size_t i = 0; i < length; i++, bytes++, count--) {
            if (is_plain)
                *end++ = (char)*bytes;
            else
                end += sprintf(end, "\\x%02x", *bytes);
        }
    }
    return end;
}

// Writes the interface's name, or its index if it has no name.
static char *format_interface(char *end, uint32_t index) {
    char name[CSOCK_INTERFACE_NAME_SIZE];
    int length = csock_interface_name(index, name);
    return length < 0 ? end + sprintf(end, "%u", (unsigned)index)
                      : escape(end, (const uint8_t *)name, (size_t)length);
}

static char *format_ipv6(char *end, const uint8_t host[16], uint16_t port, uint32_t scope_id) {
    *end++ = '[';
    end += csock_ipv6_format(host, end);
    if (scope_id != 0) {
        *end++ = '%';
        end = format_interface(end, scope_id);
    }
    return end + sprintf(end, "]:%u", port);
}

static char *format_link(char *end, const csock_link_address *link) {
    end = link->interface_index == 0 ? end + sprintf(end, "any")
                                     : format_interface(end, link->interface_index);
    for (size_t i = 0; i < link->hardware_length; i++)
        end += sprintf(end, "%c%02x", i == 0 ? ' ' : ':', link->hardware[i]);
    return end + sprintf(end, " 0x%04x", link->protocol);
}

static char *format_bytes(char *end, const csock_address *address) {
    end += sprintf(end, "family %d:", csock_address_family(address));
    if (address->length > sizeof(sa_family_t))
        *end++ = ' ';
    for (size_t i = sizeof(sa_family_t); i < address->length; i++)
        end += sprintf(end, "%02x", address->storage.bytes[i]);
    return end;
}

size_t csock_address_format(const csock_address *address, char text[CSOCK_ADDRESS_TEXT_MAX]) {
    uint8_t bytes[CSOCK_UNIX_NAME_MAX + 1];
    uint16_t port;
    uint32_t flow_info, scope_id;
    csock_link_address link;
    size_t length;
    char *end = text;
    // The longest text: a 108-byte name, each byte escaped to four characters. The longest
    // hexadecimal text is shorter: 126 bytes of two digits each.
    _Static_assert(CSOCK_ADDRESS_TEXT_MAX > 1 + 4 * 108, "every text fits");

    if (csock_address_get_ipv4(address, bytes, &port) == 0) {
        end += csock_ipv4_format(bytes, end);
        end += sprintf(end, ":%u", port);
    } else if (csock_address_get_ipv6(address, bytes, &port, &flow_info, &scope_id) == 0) {
        end = format_ipv6(end, bytes, port, scope_id);
    } else if (csock_address_family(address) == AF_UNIX) {
        int kind = csock_address_get_unix(address, bytes, &length);
        if (kind == CSOCK_UNIX_ABSTRACT)
            *end++ = '@';
        end =
            kind == CSOCK_UNIX_UNNAMED ? end + sprintf(end, "unnamed") : escape(end, bytes, length);
    } else if (csock_address_get_link(address, &link) == 0) {
        end = format_link(end, &link);
    } else if (address->length < sizeof(sa_family_t)) {
        end += sprintf(end, "none");
    } else {
        end = format_bytes(end, address);
    }
    return (size_t)(end - text);
}

size_t csock_address_format_exact(const csock_address *address, char text[CSOCK_ADDRESS_TEXT_MAX]) {
    csock_address read;
    size_t length = csock_address_format(address, text);
    if (csock_address_parse(&read, text, length) == 0 && csock_address_equal(&read, address))
        return length;
    return (size_t)(format_bytes(text, address) - text);
}
