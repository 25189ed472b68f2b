#include "csock/address_text.h"
#include "csock/resolve.h"
#include "csock/result.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>

static ssize_t resolve(const char *host, csock_address *addresses, size_t capacity) {
    return csock_resolve(host, strlen(host), 80, CSOCK_AF_UNSPEC, CSOCK_SOCK_STREAM, addresses,
                         capacity);
}

static void check_numeric(const char *host) {
    csock_address found, wanted;
    set_case(host);
    CHECK_INT(csock_address_set_ip_text(&wanted, host, strlen(host), 80), 0);
    if (CHECK_INT(resolve(host, &found, 1), 1))
        CHECK(csock_address_equal(&found, &wanted));
}

TEST(resolve_parses_numeric_hosts) {
    check_numeric("127.0.0.1");
    check_numeric("255.255.255.255");
    check_numeric("::1");
    check_numeric("2001:db8::1");
}

TEST(resolve_finds_localhost) {
    csock_address found[8];
    ssize_t count = resolve("localhost", found, 8);
    CHECK_BETWEEN(count, 1, 8);
    for (ssize_t i = 0; i < count; i++)
        CHECK_INT(csock_address_port(&found[i]), 80);
    CHECK_INT(csock_resolve("localhost", 9, 65535, CSOCK_AF_INET, CSOCK_SOCK_STREAM, found, 8), 1);
    csock_address wanted = loopback(65535);
    CHECK(csock_address_equal(&found[0], &wanted));
}

TEST(resolve_counts_addresses_beyond_the_capacity) {
    csock_address found = {0};
    CHECK_INT(resolve("127.0.0.1", NULL, 0), 1);
    CHECK_BETWEEN(resolve("localhost", &found, 1), 1, 8);
    CHECK_INT(csock_address_port(&found), 80);
}

TEST(resolve_reports_names_and_families_that_it_cannot_resolve) {
    csock_address found;
    char longest[2000];
    memset(longest, 'a', sizeof longest);
    CHECK_INT(resolve("", &found, 1), -CSOCK_EAI_NONAME);
    CHECK_INT(csock_resolve(NULL, 0, 80, CSOCK_AF_UNSPEC, CSOCK_SOCK_STREAM, &found, 1),
              -CSOCK_EAI_NONAME);
    CHECK_INT(csock_resolve("local\0host", 10, 80, CSOCK_AF_UNSPEC, CSOCK_SOCK_STREAM, &found, 1),
              -EINVAL);
    CHECK_INT(
        csock_resolve(longest, sizeof longest, 80, CSOCK_AF_UNSPEC, CSOCK_SOCK_STREAM, &found, 1),
        -CSOCK_EAI_NONAME);
    CHECK(resolve("no.such.name.invalid", &found, 1) <= -CSOCK_EAI_BADFLAGS);
    CHECK_INT(csock_resolve("127.0.0.1", 9, 80, CSOCK_AF_NETLINK, CSOCK_SOCK_STREAM, &found, 1),
              -CSOCK_EAI_FAMILY);
    // glibc has a code of its own for this, and musl has not.
    ssize_t result =
        csock_resolve("127.0.0.1", 9, 80, CSOCK_AF_INET6, CSOCK_SOCK_STREAM, &found, 1);
    CHECK(result == -CSOCK_EAI_ADDRFAMILY || result == -CSOCK_EAI_NONAME);
}
