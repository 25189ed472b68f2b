// For getnameinfo(3).
#define _GNU_SOURCE

#include "csock/address.h"
#include "csock/address_text.h"
#include "csock/constant.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "random.h"
#include "sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const uint8_t host6[16] = {0xfe, 0x80, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};

// The text of an address, valid until the next call.
static const char *text_of(const csock_address *address) {
    static char text[CSOCK_ADDRESS_TEXT_MAX + 1];
    text[csock_address_format(address, text)] = 0;
    return text;
}

static void check_struct(const csock_address *address, const void *wanted, size_t length) {
    CHECK_BYTES(address->storage.bytes, address->length, wanted, length);
}

TEST(ipv4_address_has_the_bytes_of_sockaddr_in) {
    struct sockaddr_in wanted = {.sin_family = AF_INET, .sin_port = htons(0x1234)};
    csock_address address;
    uint8_t host[4];
    uint16_t port;
    wanted.sin_addr.s_addr = htonl(0xc0000201);
    memset(&address, 0xa5, sizeof address);
    csock_address_set_ipv4(&address, (const uint8_t[]){192, 0, 2, 1}, 0x1234);
    check_struct(&address, &wanted, sizeof wanted);
    CHECK_INT(csock_address_family(&address), AF_INET);
    CHECK_INT(csock_address_port(&address), 0x1234);
    CHECK_INT(csock_address_get_ipv4(&address, host, &port), 0);
    CHECK_BYTES(host, 4, &wanted.sin_addr, 4);
    CHECK_INT(port, 0x1234);
    CHECK_TEXT(text_of(&address), "192.0.2.1:4660");
}

TEST(ipv6_address_has_the_bytes_of_sockaddr_in6) {
    struct sockaddr_in6 wanted = {.sin6_family = AF_INET6,
                                  .sin6_port = htons(65535),
                                  .sin6_flowinfo = htonl(0x0fe12345),
                                  .sin6_scope_id = 0x7fffffff};
    csock_address address;
    uint8_t host[16];
    uint16_t port;
    uint32_t flow_info, scope_id;
    memcpy(&wanted.sin6_addr, host6, sizeof host6);
    memset(&address, 0xa5, sizeof address);
    csock_address_set_ipv6(&address, host6, 65535, 0x0fe12345, 0x7fffffff);
    check_struct(&address, &wanted, sizeof wanted);
    CHECK_INT(csock_address_family(&address), AF_INET6);
    CHECK_INT(csock_address_port(&address), 65535);
    CHECK_INT(csock_address_get_ipv6(&address, host, &port, &flow_info, &scope_id), 0);
    CHECK_BYTES(host, 16, host6, 16);
    CHECK_INT(port, 65535);
    CHECK_INT(flow_info, 0x0fe12345);
    CHECK_INT(scope_id, 0x7fffffff);
    CHECK_TEXT(text_of(&address), "[fe80:102:304:506:708:90a:b0c:d0e%2147483647]:65535");
}

TEST(address_getters_refuse_other_families) {
    csock_address v4 = loopback(80), v6, un, none = {0};
    uint8_t name[108];
    uint16_t port = 7;
    uint32_t flow_info, scope_id;
    size_t length;
    csock_address_set_ipv6(&v6, host6, 80, 0, 0);
    csock_address_set_unix_unnamed(&un);
    CHECK_INT(csock_address_get_ipv4(&v6, name, &port), -EAFNOSUPPORT);
    CHECK_INT(csock_address_get_ipv4(&none, name, &port), -EAFNOSUPPORT);
    CHECK_INT(csock_address_get_ipv6(&v4, name, &port, &flow_info, &scope_id), -EAFNOSUPPORT);
    CHECK_INT(csock_address_get_ipv6(&un, name, &port, &flow_info, &scope_id), -EAFNOSUPPORT);
    CHECK_INT(csock_address_get_unix(&v4, name, &length), -EAFNOSUPPORT);
    CHECK_INT(csock_address_get_unix(&none, name, &length), -EAFNOSUPPORT);
    CHECK_INT(csock_address_port(&un), -EAFNOSUPPORT);
    CHECK_INT(csock_address_port(&none), -EAFNOSUPPORT);
    CHECK_INT(port, 7);
    CHECK_INT(csock_address_family(&none), CSOCK_AF_UNSPEC);
    CHECK_TEXT(text_of(&none), "none");
}

typedef struct {
    const char *text;
    int result;
    const char *formatted;
} ip_text_case;

TEST(address_from_ip_text_with_a_zone) {
    char lo_index[IF_NAMESIZE + 16];
    snprintf(lo_index, sizeof lo_index, "fe80::1%%%u", if_nametoindex("lo"));
    const ip_text_case cases[] = {
        {"127.0.0.1", 0, "127.0.0.1:9"},
        {"::1", 0, "[::1]:9"},
        {"::ffff:127.0.0.1", 0, "[::ffff:127.0.0.1]:9"},
        {"fe80::1", 0, "[fe80::1]:9"},
        {"fe80::1%lo", 0, "[fe80::1%lo]:9"},
        {lo_index, 0, "[fe80::1%lo]:9"},
        {"fe80::1%0", 0, "[fe80::1]:9"},
        {"fe80::1%4294967295", 0, "[fe80::1%4294967295]:9"},
        {"fe80::1%4294967296", -ENODEV, NULL},
        {"fe80::1%99999999999999999999", -ENODEV, NULL},
        {"fe80::1%no such interface", -ENODEV, NULL},
        {"fe80::1%loo", -ENODEV, NULL},
        {"fe80::1%l", -ENODEV, NULL},
        {"fe80::1%a_name_of_sixteen", -ENODEV, NULL},
        {"fe80::1%lo%lo", -ENODEV, NULL},
        {"fe80::1%", -CSOCK_EADDRTEXT, NULL},
        {"%lo", -CSOCK_EADDRTEXT, NULL},
        {"127.0.0.1%lo", -CSOCK_EADDRTEXT, NULL},
        {"[::1]", -CSOCK_EADDRTEXT, NULL},
        {"localhost", -CSOCK_EADDRTEXT, NULL},
        {"", -CSOCK_EADDRTEXT, NULL},
        {" 127.0.0.1", -CSOCK_EADDRTEXT, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_address address;
        memset(&address, 0xa5, sizeof address);
        size_t length = strlen(cases[i].text);
        char *exact = malloc(length + (length == 0));
        memcpy(exact, cases[i].text, length);
        set_case(cases[i].text);
        CHECK_INT(csock_address_set_ip_text(&address, exact, length, 9), cases[i].result);
        if (cases[i].formatted)
            CHECK_TEXT(text_of(&address), cases[i].formatted);
        free(exact);
    }
    csock_address address;
    CHECK_INT(csock_address_set_ip_text(&address, "fe80::1%lo\0", 11, 9), -ENODEV);
}

TEST(ipv6_zones_are_written_as_by_getnameinfo) {
    uint64_t random = 9;
    unsigned lo = if_nametoindex("lo");
    for (int round = 0; round < 2000; round++) {
        csock_address address;
        char host[128], wanted[160];
        uint8_t bytes[16] = {0xfe, 0x80};
        uint64_t low = next_random(&random);
        memcpy(bytes + 8, &low, sizeof low);
        uint16_t port = (uint16_t)next_random(&random);
        uint32_t scope_id = round % 2 ? lo : round % 4 ? 0 : 4000000 + (uint32_t)round;
        csock_address_set_ipv6(&address, bytes, port, 0, scope_id);
        CHECK_INT(getnameinfo((struct sockaddr *)&address.storage, address.length, host,
                              sizeof host, NULL, 0, NI_NUMERICHOST),
                  0);
        snprintf(wanted, sizeof wanted, "[%s]:%u", host, (unsigned)port);
        CHECK_TEXT(text_of(&address), wanted);
    }
}

TEST(local_address_is_the_address_that_was_bound) {
    csock_address bound, found;
    uint8_t any[16] = {0};
    uint8_t local[16] = {[15] = 1};

    int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &bound);
    CHECK(csock_address_port(&bound) > 0);
    CHECK_INT(csock_close(fd), 0);
    fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_bind(fd, &bound), 0);
    CHECK_INT(csock_local_address(fd, &found), 0);
    CHECK(csock_address_equal(&found, &bound));
    CHECK_INT(csock_close(fd), 0);

    fd = csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_DGRAM, 0);
    if (fd == -EAFNOSUPPORT)
        SKIP("no IPv6");
    csock_address_set_ipv6(&bound, local, 0, 0, 0);
    if (csock_bind(fd, &bound) == -EADDRNOTAVAIL) {
        csock_close(fd);
        SKIP("::1 is not set up");
    }
    CHECK_INT(csock_local_address(fd, &found), 0);
    csock_address_set_ipv6(&bound, local, (uint16_t)csock_address_port(&found), 0, 0);
    CHECK(csock_address_equal(&found, &bound));
    CHECK_INT(csock_close(fd), 0);

    fd = csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_STREAM, 0);
    csock_address_set_ipv6(&bound, any, 0, 0, 0);
    CHECK_INT(csock_bind(fd, &bound), 0);
    CHECK_INT(csock_local_address(fd, &found), 0);
    CHECK_BYTES(text_of(&found), 5, "[::]:", 5);
    CHECK_INT(csock_close(fd), 0);
}

TEST(addresses_of_other_families_are_written_in_hexadecimal) {
    csock_address bound, found;
    // sockaddr_nl. The kernel chooses a port id for 0.
    struct {
        uint16_t family, padding;
        uint32_t port_id, groups;
    } netlink = {.family = CSOCK_AF_NETLINK};
    enum { GENERIC = 16 };
    int fd = csock_socket(CSOCK_AF_NETLINK, CSOCK_SOCK_DGRAM, GENERIC);
    if (fd < 0)
        SKIP("no generic netlink");
    CHECK_INT(csock_address_set_bytes(&bound, &netlink, sizeof netlink), 0);
    CHECK_INT(csock_bind(fd, &bound), 0);
    CHECK_INT(csock_local_address(fd, &found), 0);
    CHECK_INT(csock_close(fd), 0);
    CHECK_INT(found.length, sizeof netlink);
    memcpy(&netlink, found.storage.bytes, sizeof netlink);
    CHECK(netlink.port_id != 0);

    char wanted[64];
    const uint8_t *id = (const uint8_t *)&netlink.port_id;
    snprintf(wanted, sizeof wanted, "family 16: 0000%02x%02x%02x%02x00000000", id[0], id[1], id[2],
             id[3]);
    CHECK_TEXT(text_of(&found), wanted);
    CHECK_INT(csock_address_family(&found), CSOCK_AF_NETLINK);
    CHECK_INT(csock_address_port(&found), -EAFNOSUPPORT);
}

TEST(addresses_are_compared_up_to_their_length) {
    csock_address a = loopback(80), b = loopback(80), none = {0}, other = {0};
    CHECK(csock_address_equal(&a, &b));
    b.storage.bytes[40] = 1; // after its end
    CHECK(csock_address_equal(&a, &b));
    b.length++;
    CHECK(!csock_address_equal(&a, &b));
    b = loopback(81);
    CHECK(!csock_address_equal(&a, &b));
    b = loopback(80);
    b.storage.bytes[b.length - 1] = 1;
    CHECK(!csock_address_equal(&a, &b));
    CHECK(csock_address_equal(&none, &other));
    CHECK(!csock_address_equal(&none, &a));
}

TEST(address_of_any_bytes_is_read_within_its_length) {
    static const uint16_t families[] = {AF_UNSPEC, AF_UNIX,    AF_INET, AF_INET6,
                                        99,        AF_NETLINK, 0xffff};
    enum { FAMILIES = sizeof families / sizeof families[0] };
    uint64_t random = 128;
    // On the heap, so that a sanitizer reports every access outside.
    csock_address *address = malloc(sizeof *address);
    char *text = malloc(CSOCK_ADDRESS_TEXT_MAX);
    uint8_t *name = malloc(108);
    uint8_t bytes[CSOCK_ADDRESS_MAX + 1];
    for (size_t round = 0; round < 200; round++) {
        for (size_t length = 0; length <= CSOCK_ADDRESS_MAX + 1; length++) {
            uint16_t port;
            uint32_t flow_info, scope_id;
            size_t name_length = 0;
            uint16_t family = families[round % FAMILIES];
            for (size_t i = 0; i < sizeof bytes; i++)
                bytes[i] = round < FAMILIES ? 0x01 : (uint8_t)next_random(&random);
            memcpy(bytes, &family, sizeof family);
            bool sockaddr = length >= 2 && length <= CSOCK_ADDRESS_MAX;
            CHECK_INT(csock_address_set_bytes(address, bytes, length), sockaddr ? 0 : -EINVAL);
            if (!sockaddr)
                continue;
            CHECK_BYTES(address->storage.bytes, address->length, bytes, length);
            CHECK_INT(csock_address_family(address), family);
            CHECK_INT(csock_address_get_ipv4(address, name, &port),
                      family == AF_INET && length >= 16 ? 0 : -EAFNOSUPPORT);
            CHECK_INT(csock_address_get_ipv6(address, name, &port, &flow_info, &scope_id),
                      family == AF_INET6 && length >= 28 ? 0 : -EAFNOSUPPORT);
            CHECK((csock_address_get_unix(address, name, &name_length) >= 0) ==
                  (family == AF_UNIX));
            CHECK(name_length <= 108);
            CHECK(csock_address_equal(address, address));
            size_t text_length = csock_address_format(address, text);
            CHECK_BETWEEN(text_length, 1, CSOCK_ADDRESS_TEXT_MAX);
            for (size_t i = 0; i < text_length; i++)
                CHECK((unsigned char)text[i] >= ' ');
        }
    }
    free(address);
    free(text);
    free(name);
}
