// For all AF_ constants, some of which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/address_text.h"

#include "csock/interface_name.h"
#include "csock/ip_text.h"
#include "csock/link_address.h"
#include "csock/result.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

// A zone is an interface's name or its index (RFC 4007 section 11.2).
static int zone_index(const char *zone, size_t length, uint32_t *index) {
    if (length == 0)
        return -CSOCK_EADDRTEXT;
    uint64_t number = 0;
    size_t digits = 0;
    while (digits < length && digits < 10 && zone[digits] >= '0' && zone[digits] <= '9')
        number = number * 10 + (uint64_t)(zone[digits++] - '0');
    if (digits == length && number <= UINT32_MAX) {
        *index = (uint32_t)number;
        return 0;
    }
    int found = csock_interface_index(zone, length);
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
    if (percent && (result = zone_index(percent + 1, length - numeric - 1, &scope_id)) < 0)
        return result;
    csock_address_set_ipv6(address, bytes, port, 0, scope_id);
    return 0;
}

static char *escape(char *end, const uint8_t *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        // C1 control characters are escaped too: in UTF-8 they are 0xc2 followed by 0x80 to 0x9f. A
        // byte of that range without a lead byte is not valid UTF-8.
        bool alone = bytes[i] >= 0x80 && bytes[i] < 0xa0 &&
                     (i == 0 || bytes[i - 1] < 0x80 || bytes[i - 1] == 0xc2);
        bool control = bytes[i] < 0x20 || bytes[i] == 0x7f || alone;
        if (control || bytes[i] == '\\')
            end += sprintf(end, "\\x%02x", bytes[i]);
        else
            *end++ = (char)bytes[i];
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
        end += sprintf(end, "family %d:", csock_address_family(address));
        if (address->length > sizeof(sa_family_t))
            *end++ = ' ';
        for (size_t i = sizeof(sa_family_t); i < address->length; i++)
            end += sprintf(end, "%02x", address->storage.bytes[i]);
    }
    return (size_t)(end - text);
}
