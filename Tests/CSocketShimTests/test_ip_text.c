// For pclose(3).
#define _GNU_SOURCE

#include "csock/ip_text.h"
#include "csock/result.h"
#include "harness.h"
#include "process.h"
#include "random.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 300000 };

typedef int parser(const char *text, size_t length, uint8_t *host);

static int parse4(const char *text, size_t length, uint8_t *host) {
    return csock_ipv4_parse(text, length, host);
}

static int parse6(const char *text, size_t length, uint8_t *host) {
    return csock_ipv6_parse(text, length, host);
}

static const char *const seeds4[] = {"0.0.0.0",     "255.255.255.255", "127.0.0.1", "1.2.3.4",
                                     "10.20.30.40", "192.168.100.200", "256.1.1.1", "1.2.3"};
static const char *const seeds6[] = {
    "::",
    "::1",
    "1::",
    "1::8",
    "fe80::1",
    "2001:db8:0:1:2:3:4:5",
    "1:2:3:4::",
    "1:2:3:4:5:6::",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
    "::1:2:3:4:5",
    "1::7:8",
    "::ffff:192.0.2.1",
    "::192.0.2.1",
    "64:ff9b::1.2.3.4",
    "ABCD:EF01:2345:6789:abcd:ef01:2345:6789",
};

// Applies up to four random edits and returns the new length.
static size_t mutate(char text[64], const char *seed, uint64_t *random) {
    static const char alphabet[] = "0123456789abfFGx.:% -";
    size_t length = strlen(seed);
    memcpy(text, seed, length);
    for (uint64_t edits = next_random(random) % 5; edits > 0; edits--) {
        size_t at = random_below(random, length + 1);
        char letter = alphabet[next_random(random) % (sizeof alphabet - 1)];
        switch (next_random(random) % 3) {
        case 0: // replace
            if (at < length)
                text[at] = letter;
            break;
        case 1: // insert, half the time a copy of the next character
            if (length == 63)
                break;
            if (at < length && next_random(random) % 2)
                letter = text[at];
            memmove(text + at + 1, text + at, length++ - at);
            text[at] = letter;
            break;
        default: // remove
            if (at < length)
                memmove(text + at, text + at + 1, --length - at);
        }
    }
    text[length] = 0;
    return length;
}

static void compare_with_inet_pton(int family, parser *parse, const char *const *seeds,
                                   size_t seed_count) {
    uint64_t random = 20240607;
    unsigned valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char text[64];
        uint8_t wanted[16], got[16];
        memset(got, 0xa5, sizeof got);
        memset(wanted, 0xa5, sizeof wanted);
        size_t length = mutate(text, seeds[next_random(&random) % seed_count], &random);
        // A copy of the exact length, so that a sanitizer reports a read after the end.
        char *exact = malloc(length + (length == 0));
        memcpy(exact, text, length);
        bool holds = inet_pton(family, text, wanted) == 1;
        valid += holds;
        if (!holds)
            memset(wanted, 0xa5, sizeof wanted); // musl writes some bytes before it fails
        set_case(text);
        CHECK_INT(parse(exact, length, got), holds ? 0 : -CSOCK_EADDRTEXT);
        CHECK_BYTES(got, sizeof got, wanted, sizeof wanted);
        free(exact);
    }
    set_case(NULL);
    // The comparison needs both valid and invalid texts.
    CHECK_BETWEEN(valid, ROUNDS / 10, ROUNDS * 9 / 10);
}

TEST(ipv4_text_is_parsed_as_by_inet_pton) {
    compare_with_inet_pton(AF_INET, parse4, seeds4, sizeof seeds4 / sizeof seeds4[0]);
}

TEST(ipv6_text_is_parsed_as_by_inet_pton) {
    compare_with_inet_pton(AF_INET6, parse6, seeds6, sizeof seeds6 / sizeof seeds6[0]);
}

TEST(ip_text_does_not_end_at_a_nul) {
    uint8_t host[16];
    CHECK_INT(csock_ipv4_parse("1.2.3.4\0", 8, host), -CSOCK_EADDRTEXT);
    CHECK_INT(csock_ipv4_parse("1.2.3.\0", 7, host), -CSOCK_EADDRTEXT);
    CHECK_INT(csock_ipv4_parse("1.2.3.45", 7, host), 0);
    CHECK_INT(host[3], 4);
    CHECK_INT(csock_ipv6_parse("::1\0", 4, host), -CSOCK_EADDRTEXT);
    CHECK_INT(csock_ipv6_parse("::12", 3, host), 0);
    CHECK_INT(host[15], 1);
}

TEST(ipv4_text_is_written_as_by_inet_ntop) {
    uint64_t random = 4;
    for (int round = 0; round < ROUNDS; round++) {
        uint8_t host[4], again[4];
        char wanted[INET_ADDRSTRLEN];
        uint64_t bits = next_random(&random);
        memcpy(host, &bits, sizeof host);
        if (round < 1024) {
            memset(host, 0, sizeof host);
            host[round % 4] = (uint8_t)(round / 4);
        }
        char *text = malloc(CSOCK_IPV4_TEXT_MAX);
        size_t length = csock_ipv4_format(host, text);
        inet_ntop(AF_INET, host, wanted, sizeof wanted);
        CHECK_BYTES(text, length, wanted, strlen(wanted));
        CHECK_INT(csock_ipv4_parse(text, length, again), 0);
        CHECK_BYTES(again, sizeof again, host, sizeof host);
        free(text);
    }
}

// Many zeros, and the prefixes of IPv4-mapped and IPv4-compatible addresses.
static void random_ipv6(uint8_t host[16], uint64_t *random) {
    uint64_t zeros = next_random(random);
    for (int i = 0; i < 8; i++) {
        uint64_t word = zeros >> i & 1 ? 0 : next_random(random) >> next_random(random) % 16;
        host[2 * i] = (uint8_t)(word >> 8);
        host[2 * i + 1] = (uint8_t)word;
    }
    if ((zeros >> 8 & 7) < 2) {
        memset(host, 0, 10);
        memset(host + 10, zeros >> 8 & 1 ? 0xff : 0, 2);
    }
}

TEST(ipv6_text_is_written_as_by_inet_ntop) {
    uint64_t random = 6;
    for (int round = 0; round < ROUNDS; round++) {
        uint8_t host[16], again[16];
        char wanted[INET6_ADDRSTRLEN];
        random_ipv6(host, &random);
        char *text = malloc(CSOCK_IPV6_TEXT_MAX);
        size_t length = csock_ipv6_format(host, text);
        CHECK_INT(csock_ipv6_parse(text, length, again), 0);
        CHECK_BYTES(again, sizeof again, host, sizeof host);
        inet_ntop(AF_INET6, host, wanted, sizeof wanted);
#ifdef __GLIBC__ // musl replaces a single zero by :: too, which RFC 5952 forbids
        CHECK_BYTES(text, length, wanted, strlen(wanted));
#endif
        free(text);
    }
}

typedef struct {
    const char *host;
    uint32_t kind;
} kind_of;

static const kind_of kinds[] = {
    {"0.0.0.0", CSOCK_IP_UNSPECIFIED},
    {"0.0.0.1", 0},
    {"8.8.8.8", 0},
    {"9.255.255.255", 0},
    {"10.0.0.0", CSOCK_IP_PRIVATE},
    {"10.255.255.255", CSOCK_IP_PRIVATE},
    {"11.0.0.0", 0},
    {"100.63.255.255", 0},
    {"100.64.0.0", CSOCK_IP_SHARED},
    {"100.127.255.255", CSOCK_IP_SHARED},
    {"100.128.0.0", 0},
    {"126.255.255.255", 0},
    {"127.0.0.0", CSOCK_IP_LOOPBACK},
    {"127.255.255.255", CSOCK_IP_LOOPBACK},
    {"128.0.0.0", 0},
    {"169.253.255.255", 0},
    {"169.254.0.0", CSOCK_IP_LINK_LOCAL},
    {"169.254.255.255", CSOCK_IP_LINK_LOCAL},
    {"169.255.0.0", 0},
    {"172.15.255.255", 0},
    {"172.16.0.0", CSOCK_IP_PRIVATE},
    {"172.31.255.255", CSOCK_IP_PRIVATE},
    {"172.32.0.0", 0},
    {"192.0.1.255", 0},
    {"192.0.2.0", CSOCK_IP_DOCUMENTATION},
    {"192.0.2.255", CSOCK_IP_DOCUMENTATION},
    {"192.0.3.0", 0},
    {"192.167.255.255", 0},
    {"192.168.0.0", CSOCK_IP_PRIVATE},
    {"192.168.255.255", CSOCK_IP_PRIVATE},
    {"192.169.0.0", 0},
    {"198.17.255.255", 0},
    {"198.18.0.0", CSOCK_IP_BENCHMARKING},
    {"198.19.255.255", CSOCK_IP_BENCHMARKING},
    {"198.20.0.0", 0},
    {"198.51.100.0", CSOCK_IP_DOCUMENTATION},
    {"198.51.101.0", 0},
    {"203.0.113.255", CSOCK_IP_DOCUMENTATION},
    {"203.0.114.0", 0},
    {"223.255.255.255", 0},
    {"224.0.0.0", CSOCK_IP_MULTICAST},
    {"239.255.255.255", CSOCK_IP_MULTICAST},
    {"240.0.0.0", CSOCK_IP_RESERVED},
    {"255.255.255.254", CSOCK_IP_RESERVED},
    {"255.255.255.255", CSOCK_IP_BROADCAST},
    {"::", CSOCK_IP_UNSPECIFIED},
    {"::1", CSOCK_IP_LOOPBACK},
    {"::2", 0},
    {"::127.0.0.1", 0},
    {"0:0:0:0:1::1", 0},
    {"::fffe:127.0.0.1", 0},
    {"::ffff:0:0", CSOCK_IP_V4_MAPPED},
    {"::ffff:127.0.0.1", CSOCK_IP_V4_MAPPED},
    {"::1:ffff:7f00:1", 0},
    {"64:ff9b::7f00:1", 0},
    {"2001:1:ffff:ffff:ffff:ffff:ffff:ffff", 0},
    {"2001:2::", CSOCK_IP_BENCHMARKING},
    {"2001:2:0:ffff:ffff:ffff:ffff:ffff", CSOCK_IP_BENCHMARKING},
    {"2001:2:1::", 0},
    {"2001:db7:ffff::", 0},
    {"2001:db8::", CSOCK_IP_DOCUMENTATION},
    {"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", CSOCK_IP_DOCUMENTATION},
    {"2001:db9::", 0},
    {"2606:4700::1111", 0},
    {"3ffe:ffff::", 0},
    {"3fff::", CSOCK_IP_DOCUMENTATION},
    {"3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", CSOCK_IP_DOCUMENTATION},
    {"3fff:1000::", 0},
    {"fbff:ffff::", 0},
    {"fc00::", CSOCK_IP_PRIVATE},
    {"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", CSOCK_IP_PRIVATE},
    {"fe00::", 0},
    {"fe7f:ffff::", 0},
    {"fe80::", CSOCK_IP_LINK_LOCAL},
    {"febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", CSOCK_IP_LINK_LOCAL},
    {"fec0::", 0},
    {"feff:ffff::", 0},
    {"ff00::", CSOCK_IP_MULTICAST},
    {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", CSOCK_IP_MULTICAST},
};

static uint32_t kind_of_text(const char *text) {
    uint8_t host[16];
    if (inet_pton(AF_INET, text, host) == 1)
        return csock_ipv4_kind(host);
    CHECK_INT(inet_pton(AF_INET6, text, host), 1);
    return csock_ipv6_kind(host);
}

TEST(ip_address_kinds_match_the_iana_registries) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        set_case(kinds[i].host);
        CHECK_INT(kind_of_text(kinds[i].host), kinds[i].kind);
    }
}

TEST(ip_address_kinds_match_pythons_ipaddress) {
    FILE *output = python(
        "import ipaddress, random\n"
        "random.seed(7)\n"
        "def near(prefix): return prefix << 116 | random.choice([0, 1, random.getrandbits(116)])\n"
        "for i in range(2000):\n"
        "  four = ipaddress.IPv4Address(random.getrandbits(32))\n"
        "  six = ipaddress.IPv6Address(near(random.choice([0, 0xfe8, 0xfec, 0xff0, 0x200])))\n"
        "  for host in four, six:\n"
        "    reserved = host == four and host.is_reserved and int(host) != 0xffffffff\n"
        "    print(host, int(host.is_unspecified), int(host.is_loopback),"
        " int(host.is_multicast), int(host.is_link_local), int(reserved))");
    char text[64];
    unsigned unspecified, local, multicast, link, reserved, count = 0;
    if (!output)
        SKIP("no python3");
    while (fscanf(output, "%63s %u %u %u %u %u", text, &unspecified, &local, &multicast, &link,
                  &reserved) == 6) {
        uint32_t kind = kind_of_text(text);
        bool same =
            !!(kind & CSOCK_IP_UNSPECIFIED) == unspecified &&
            !!(kind & CSOCK_IP_LOOPBACK) == local && !!(kind & CSOCK_IP_MULTICAST) == multicast &&
            !!(kind & CSOCK_IP_LINK_LOCAL) == link && !!(kind & CSOCK_IP_RESERVED) == reserved;
        CHECK(same);
        count++;
    }
    set_case(NULL);
    CHECK_INT(pclose(output), 0);
    CHECK_INT(count, 4000);
}
