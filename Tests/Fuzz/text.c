// Texts of IP and hardware addresses: a text that parses is formatted in one form, which parses to
// the same address.
#include "csock/address_text.h"
#include "fuzz.h"

static void read_ipv4(const char *text, size_t count) {
    uint8_t host[4], again[4];
    char written[CSOCK_IPV4_TEXT_MAX];
    if (csock_ipv4_parse(text, count, host) < 0)
        return;
    size_t length = csock_ipv4_format(host, written);
    REQUIRE(length == count && memcmp(text, written, length) == 0); // there is one form alone
    REQUIRE(csock_ipv4_parse(written, length, again) == 0 && memcmp(host, again, 4) == 0);
    csock_ipv4_kind(host);
}

static void read_ipv6(const char *text, size_t count) {
    uint8_t host[16], again[16];
    char written[CSOCK_IPV6_TEXT_MAX];
    if (csock_ipv6_parse(text, count, host) < 0)
        return;
    size_t length = csock_ipv6_format(host, written);
    REQUIRE(length <= sizeof written);
    REQUIRE(csock_ipv6_parse(written, length, again) == 0 && memcmp(host, again, 16) == 0);
    csock_ipv6_kind(host);
}

static void read_mac(const char *text, size_t count) {
    uint8_t mac[6], again[6];
    char written[CSOCK_MAC_TEXT_LENGTH];
    if (csock_mac_parse(text, count, mac) < 0)
        return;
    REQUIRE(csock_mac_format(mac, written) == sizeof written);
    REQUIRE(csock_mac_parse(written, sizeof written, again) == 0 && memcmp(mac, again, 6) == 0);
}

static void read_back(const csock_address *address) {
    csock_address read;
    char written[CSOCK_ADDRESS_TEXT_MAX];
    size_t length = csock_address_format_exact(address, written);
    REQUIRE(length <= sizeof written && csock_address_parse(&read, written, length) == 0);
    REQUIRE(csock_address_equal(&read, address));
}

// As the host of a socket address, without a zone, because a zone would be looked up; and as a
// sockaddr of any family.
static void read_address(const uint8_t *bytes, size_t count) {
    csock_address address;
    char written[CSOCK_ADDRESS_TEXT_MAX];
    if (memchr(bytes, '%', count) == NULL &&
        csock_address_set_ip_text(&address, (const char *)bytes, count, 80) == 0)
        REQUIRE(csock_address_port(&address) == 80 &&
                csock_address_format(&address, written) <= sizeof written);
    if (csock_address_set_bytes(&address, bytes, count) == 0) {
        REQUIRE(csock_address_format(&address, written) <= sizeof written);
        read_back(&address);
    }
    if (csock_address_parse(&address, (const char *)bytes, count) == 0)
        read_back(&address);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    const char *text = (const char *)bytes;
    read_ipv4(text, count);
    read_ipv6(text, count);
    read_mac(text, count);
    if (count > 0)
        read_address(bytes, count);
    return 0;
}
