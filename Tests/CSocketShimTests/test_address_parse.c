// For getaddrinfo(3).
#define _GNU_SOURCE

#include "csock/address.h"
#include "csock/address_text.h"
#include "csock/constant.h"
#include "csock/link_address.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "random.h"
#include "sockets.h"

#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// Parses a copy of the exact length, so that a sanitizer reports a read after the end.
static int parse(csock_address *address, const char *text, size_t length) {
    char *exact = malloc(length + (length == 0));
    memcpy(exact, text, length);
    int result = csock_address_parse(address, exact, length);
    free(exact);
    return result;
}

static bool reads_back(const csock_address *address) {
    csock_address read;
    char text[CSOCK_ADDRESS_TEXT_MAX];
    memset(&read, 0xa5, sizeof read);
    size_t length = csock_address_format_exact(address, text);
    return CHECK_BETWEEN(length, 1, sizeof text) && CHECK_INT(parse(&read, text, length), 0) &&
           CHECK(csock_address_equal(&read, address));
}

typedef struct {
    const char *text;
    int result;
    int family;
    const char *formatted; // NULL: as the text
} parse_case;

TEST(address_text_of_every_form_is_parsed_or_refused) {
    char by_index[64];
    snprintf(by_index, sizeof by_index, "[fe80::1%%%u]:80", if_nametoindex("lo"));
    const parse_case cases[] = {
        {"127.0.0.1:80", 0, CSOCK_AF_INET, NULL},
        {"0.0.0.0:0", 0, CSOCK_AF_INET, NULL},
        {"255.255.255.255:65535", 0, CSOCK_AF_INET, NULL},
        {"[::]:0", 0, CSOCK_AF_INET6, NULL},
        {"[::ffff:192.0.2.1]:65535", 0, CSOCK_AF_INET6, NULL},
        {"[2001:DB8:0:0::1]:80", 0, CSOCK_AF_INET6, "[2001:db8::1]:80"},
        {"[fe80::1%lo]:80", 0, CSOCK_AF_INET6, NULL},
        {by_index, 0, CSOCK_AF_INET6, "[fe80::1%lo]:80"},
        {"[fe80::1%\\x6co]:80", 0, CSOCK_AF_INET6, "[fe80::1%lo]:80"},
        {"/run/x.sock", 0, CSOCK_AF_UNIX, NULL},
        {"/", 0, CSOCK_AF_UNIX, NULL},
        {"./x", 0, CSOCK_AF_UNIX, NULL},
        {"../x", 0, CSOCK_AF_UNIX, NULL},
        {"/a b:80", 0, CSOCK_AF_UNIX, NULL},
        {"/\\x41\\x0a\\x5c", 0, CSOCK_AF_UNIX, "/A\\x0a\\x5c"},
        {"@", 0, CSOCK_AF_UNIX, NULL},
        {"@name", 0, CSOCK_AF_UNIX, NULL},
        {"@\\x00\\xff", 0, CSOCK_AF_UNIX, "@\\x00\\xff"},
        {"unnamed", 0, CSOCK_AF_UNIX, NULL},
        {"any 0x0003", 0, CSOCK_AF_PACKET, NULL},
        {"lo 0x0800", 0, CSOCK_AF_PACKET, NULL},
        {"lo 02:00:00:00:00:01 0x86DD", 0, CSOCK_AF_PACKET, "lo 02:00:00:00:00:01 0x86dd"},
        {"4000000 02 0x0800", 0, CSOCK_AF_PACKET, NULL},
        {"family 16: 000000000000000000ff", 0, CSOCK_AF_NETLINK, NULL},
        {"family 99:", 0, 99, NULL},
        {"family 2: 00507f0000010000000000000000", 0, CSOCK_AF_INET, "127.0.0.1:80"},
        {"none", 0, CSOCK_AF_UNSPEC, NULL},

        {"", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1:", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1:65536", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1:99999999999999999999", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1:080", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1:+80", -CSOCK_EADDRTEXT, 0, NULL},
        {"127.0.0.1:80 ", -CSOCK_EADDRTEXT, 0, NULL},
        {" 127.0.0.1:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"[127.0.0.1]:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"::1:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"[::1]", -CSOCK_EADDRTEXT, 0, NULL},
        {"[::1:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"[::1]80", -CSOCK_EADDRTEXT, 0, NULL},
        {"[]:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"[fe80::1%]:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"[fe80::1%no_such]:80", -ENODEV, 0, NULL},
        {"[::1%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]:80",
         -CSOCK_EADDRTEXT, 0, NULL},
        {"localhost:80", -CSOCK_EADDRTEXT, 0, NULL},
        {"x.sock", -CSOCK_EADDRTEXT, 0, NULL},
        {"/\\", -CSOCK_EADDRTEXT, 0, NULL},
        {"/\\x", -CSOCK_EADDRTEXT, 0, NULL},
        {"/\\x4", -CSOCK_EADDRTEXT, 0, NULL},
        {"/\\x4g", -CSOCK_EADDRTEXT, 0, NULL},
        {"/\\n", -CSOCK_EADDRTEXT, 0, NULL},
        {"/\\x00", -EINVAL, 0, NULL},
        {"unnamed ", -CSOCK_EADDRTEXT, 0, NULL},
        {"none.", -CSOCK_EADDRTEXT, 0, NULL},
        {"no_such 0x0800", -ENODEV, 0, NULL},
        {"lo 0x800", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo 0x08000", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo  0x0800", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo 02: 0x0800", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo 02:0 0x0800", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo 02-03 0x0800", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo ", -CSOCK_EADDRTEXT, 0, NULL},
        {"4294967295 0x0800", -CSOCK_EADDRTEXT, 0, NULL},
        {"lo "
         "00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14:15:16:17:18:19:1a:1b:1c:"
         "1d:1e:1f:20 0x0800",
         -CSOCK_EADDRTEXT, 0, NULL},
        {"family 16: 0", -CSOCK_EADDRTEXT, 0, NULL},
        {"family 16:00", -CSOCK_EADDRTEXT, 0, NULL},
        {"family 16", -CSOCK_EADDRTEXT, 0, NULL},
        {"family 65536:", -CSOCK_EADDRTEXT, 0, NULL},
        {"family x:", -CSOCK_EADDRTEXT, 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_address address, untouched;
        char text[CSOCK_ADDRESS_TEXT_MAX];
        memset(&address, 0xa5, sizeof address);
        memset(&untouched, 0xa5, sizeof untouched);
        set_case(cases[i].text);
        CHECK_INT(parse(&address, cases[i].text, strlen(cases[i].text)), cases[i].result);
        if (cases[i].result < 0) {
            CHECK_BYTES(&address, sizeof address, &untouched, sizeof untouched);
            continue;
        }
        const char *wanted = cases[i].formatted ? cases[i].formatted : cases[i].text;
        CHECK_INT(csock_address_family(&address), cases[i].family);
        CHECK_BYTES(text, csock_address_format(&address, text), wanted, strlen(wanted));
        reads_back(&address);
    }
    csock_address address;
    CHECK_INT(csock_address_parse(&address, NULL, 0), -CSOCK_EADDRTEXT);
}

TEST(unix_address_text_of_every_length_is_parsed_or_refused) {
    char text[1 + 4 * (CSOCK_UNIX_NAME_MAX + 2)];
    for (size_t length = 1; length <= CSOCK_UNIX_NAME_MAX + 2; length++) {
        csock_address address;
        int wanted = length <= CSOCK_UNIX_NAME_MAX ? 0 : -CSOCK_EPATHTOOLONG;
        memset(text, '/', length);
        CHECK_INT(parse(&address, text, length), wanted);
        text[0] = '@';
        for (size_t i = 0; i < length; i++)
            memcpy(text + 1 + 4 * i, "\\x01", 4);
        CHECK_INT(parse(&address, text, 1 + 4 * length), wanted);
        if (wanted == 0)
            reads_back(&address);
    }
    char bytes[2 * CSOCK_ADDRESS_MAX + 16] = "family 99: ";
    csock_address address;
    memset(bytes + 11, '7', sizeof bytes - 11);
    CHECK_INT(parse(&address, bytes, 11 + 2 * (CSOCK_ADDRESS_MAX - 2)), 0);
    CHECK_INT(address.length, CSOCK_ADDRESS_MAX);
    CHECK_INT(parse(&address, bytes, 11 + 2 * (CSOCK_ADDRESS_MAX - 1)), -CSOCK_EADDRTEXT);
}

// The short text drops fields, and some addresses have the same short text.
TEST(exact_address_text_keeps_what_the_short_text_drops) {
    char text[CSOCK_ADDRESS_TEXT_MAX];
    csock_address address, ipv4 = loopback(80);
    const uint8_t host[16] = {0x20, 1, 0xd, 0xb8};
    csock_address_set_ipv6(&address, host, 80, 0x12345, 0);
    CHECK_BYTES(text, (csock_address_format_exact(&address, text), 11), "family 10: ", 11);
    reads_back(&address);
    ipv4.storage.bytes[15] = 1; // sin_zero
    reads_back(&ipv4);
    static const char *const paths[] = {"x.sock",       "@name",      "unnamed",   "none",
                                        "127.0.0.1:80", "any 0x0800", "family 99:"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        set_case(paths[i]);
        CHECK_INT(csock_address_set_unix_path(&address, paths[i], strlen(paths[i])), 0);
        reads_back(&address);
    }
    const csock_link_address received = {.interface_index = if_nametoindex("lo"),
                                         .protocol = 0x0800,
                                         .hardware_type = 772,
                                         .packet_type = CSOCK_PACKET_OUTGOING,
                                         .hardware_length = 6};
    CHECK_INT(csock_address_set_link(&address, &received), 0);
    reads_back(&address);
}

TEST(exact_text_of_random_addresses_is_parsed_to_the_same_address) {
    static const uint16_t families[] = {AF_UNSPEC, AF_UNIX,    AF_INET, AF_INET6,
                                        99,        AF_NETLINK, 0xffff,  AF_PACKET};
    uint64_t random = 5;
    for (int round = 0; round < 20000; round++) {
        uint8_t bytes[CSOCK_ADDRESS_MAX];
        csock_address address;
        size_t length = 2 + (size_t)(next_random(&random) % (CSOCK_ADDRESS_MAX - 1));
        uint16_t family = families[next_random(&random) % (sizeof families / sizeof families[0])];
        uint64_t sparse = next_random(&random) % 4;
        for (size_t i = 0; i < length; i++)
            bytes[i] =
                sparse && next_random(&random) % 4 < sparse ? 0 : (uint8_t)next_random(&random);
        memcpy(bytes, &family, sizeof family);
        CHECK_INT(csock_address_set_bytes(&address, bytes, length), 0);
        if (!reads_back(&address))
            return;
    }
}

TEST(parsing_random_text_stays_in_bounds) {
    static const char letters[] = "0123456789abcdef:.[]%/\\x @unmedfamily";
    uint64_t random = 6;
    for (int round = 0; round < 50000; round++) {
        char text[48];
        csock_address address;
        size_t length = (size_t)(next_random(&random) % sizeof text);
        for (size_t i = 0; i < length; i++)
            text[i] = letters[next_random(&random) % (sizeof letters - 1)];
        if (parse(&address, text, length) == 0 && !reads_back(&address))
            return;
    }
}

TEST(ipv6_address_text_is_parsed_as_by_getaddrinfo) {
    uint64_t random = 7;
    for (int round = 0; round < 2000; round++) {
        char text[96], host[64], port[8];
        csock_address made, read;
        struct addrinfo *found,
            hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
        uint8_t bytes[16];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = next_random(&random) % 2 ? (uint8_t)next_random(&random) : 0;
        uint16_t number = (uint16_t)next_random(&random);
        csock_address_set_ipv6(&made, bytes, number, 0, 0);
        CHECK_INT(getnameinfo((struct sockaddr *)&made.storage, made.length, host, sizeof host,
                              port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV),
                  0);
        snprintf(text, sizeof text, "[%s]:%s", host, port);
        CHECK_INT(parse(&read, text, strlen(text)), 0);
        if (CHECK_INT(getaddrinfo(host, port, &hints, &found), 0)) {
            CHECK_BYTES(read.storage.bytes, read.length, found->ai_addr, found->ai_addrlen);
            freeaddrinfo(found);
        }
    }
}
