// What Linux does with raw IPv6 packets and with ICMP on unprivileged sockets.
#include "csock/constant.h"
#include "csock/option.h"
#include "csock/raw.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "interfaces.h"
#include "own_network.h"
#include "pieces.h"
#include "raw_packet.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>

enum { EXPERIMENT = 253, PACKET = IPV6_HEADER + 8 };

NETWORK_TEST(ipv6_hdrincl_is_on_for_ipproto_raw_and_off_for_other_protocols) {
    int64_t value = -1;
    int raw = csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_RAW, CSOCK_IPPROTO_RAW);
    int other = csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_RAW, EXPERIMENT);
    CHECK_INT(csock_get_option_int(raw, CSOCK_SOL_IPV6, CSOCK_IPV6_HDRINCL, &value), 0);
    CHECK_INT(value, 1);
    CHECK_INT(csock_get_option_int(other, CSOCK_SOL_IPV6, CSOCK_IPV6_HDRINCL, &value), 0);
    CHECK_INT(value, 0);
    CHECK_INT(csock_set_option_int(other, CSOCK_SOL_IP, CSOCK_IP_HDRINCL, 1), -ENOPROTOOPT);
    close_pair((const int[]){raw, other});
}

NETWORK_TEST(kernel_fills_in_nothing_of_an_included_ipv6_header) {
    static const struct {
        uint8_t offset, value;
    } cases[] = {{4, 0x27}, {23, 0}, {0, 0x45}, {0, 0}, {7, 0}, {6, 59}, {39, 9}};
    csock_address to = ipv6_loopback(0);
    int out = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_RAW, true, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t packet[PACKET], seen[100];
        int wire = watch_loopback(0x86dd);
        make_ipv6(packet, EXPERIMENT, 8);
        memcpy(packet + IPV6_HEADER, "payload.", 8);
        packet[cases[i].offset] = cases[i].value;
        CHECK_INT(raw_send(out, packet, PACKET, NULL, 0, 0, &to, 0), PACKET);
        CHECK_BYTES(seen, (size_t)receive_soon(wire, seen, sizeof seen), packet, PACKET);
        CHECK_INT(csock_close(wire), 0);
    }
    CHECK_INT(csock_close(out), 0);
}

NETWORK_TEST(packet_with_an_included_ipv6_header_has_40_bytes_up_to_the_mtu) {
    static const uint8_t payload[1500];
    uint8_t header[IPV6_HEADER];
    csock_address to = ipv6_loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_RAW, true, 0);
    set_mtu("lo", 1500);
    make_ipv6(header, EXPERIMENT, 0);
    for (size_t count = 0; count < IPV6_HEADER; count++)
        CHECK_INT(raw_send(fd, header, count, NULL, 0, 0, &to, 0), -EINVAL);
    CHECK_INT(raw_send(fd, header, IPV6_HEADER, NULL, 0, 0, &to, 0), IPV6_HEADER);
    CHECK_INT(raw_send(fd, header, IPV6_HEADER, payload, 1460, 0, &to, 0), 1500);
    CHECK_INT(raw_send(fd, header, IPV6_HEADER, payload, 1461, 0, &to, 0), -EMSGSIZE);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(raw_ipv6_send_needs_port_0_or_the_protocol_number) {
    uint8_t header[IPV6_HEADER];
    csock_address none = ipv6_loopback(0), own = ipv6_loopback(EXPERIMENT),
                  other = ipv6_loopback(80);
    int fd = csock_raw_socket(CSOCK_AF_INET6, EXPERIMENT, false, 0);
    int raw = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_RAW, true, 0);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &none, 0), 1);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &own, 0), 1);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &other, 0), -EINVAL);
    make_ipv6(header, EXPERIMENT, 0);
    CHECK_INT(raw_send(raw, header, IPV6_HEADER, NULL, 0, 0, &other, 0), IPV6_HEADER);
    close_pair((const int[]){fd, raw});
}

// Of the bytes and the pseudo-header from ::1 to ::1. 0 if the checksum in the bytes is correct.
static uint16_t ipv6_checksum(const uint8_t *bytes, size_t count, uint8_t protocol) {
    uint8_t sum[40 + 100] = {[15] = 1, [31] = 1, [39] = protocol};
    store16(sum + 34, (unsigned)count);
    memcpy(sum + 40, bytes, count);
    return internet_checksum(sum, 40 + count);
}

NETWORK_TEST(ipv6_checksum_option_computes_and_verifies_checksums) {
    uint8_t packet[PACKET], seen[100];
    int64_t value = 0;
    csock_address to = ipv6_loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET6, EXPERIMENT, false, 0);
    int raw = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_RAW, true, 0);
    CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, &value), 0);
    CHECK_INT(value, -1);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, 3), -EINVAL);
    CHECK_INT(csock_send_to(fd, "\1\2\3\4\0\0\5\6", 8, 0, &to, 0), 8);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), 8);
    CHECK_INT(load16(seen + 4), 0);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, 4), 0);
    CHECK_INT(csock_send_to(fd, "\1\2\3\4\0\0\5\6", 8, 0, &to, 0), 8);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), 8);
    CHECK_INT(ipv6_checksum(seen, 8, EXPERIMENT), 0);
    // The kernel drops a packet with a wrong checksum.
    make_ipv6(packet, EXPERIMENT, 8);
    memcpy(packet + IPV6_HEADER, seen, 8);
    CHECK_INT(raw_send(raw, packet, PACKET, NULL, 0, 0, &to, 0), PACKET);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), 8);
    packet[IPV6_HEADER] ^= 1;
    CHECK_INT(raw_send(raw, packet, PACKET, NULL, 0, 0, &to, 0), PACKET);
    CHECK_NOTHING(fd);
    close_pair((const int[]){fd, raw});
}

NETWORK_TEST(kernel_computes_the_icmpv6_checksum) {
    static const uint8_t echo[8] = {128, 0, 0xde, 0xad, 0, 7, 0, 9};
    uint8_t seen[100];
    int64_t value = 0;
    csock_address to = ipv6_loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_ICMPV6, false, 0);
    CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, &value), 0);
    CHECK_INT(value, 2);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_CHECKSUM, 4), -EINVAL);
    CHECK_INT(csock_send_to(fd, echo, 8, 0, &to, 0), 8);
    for (uint8_t type = 128; type <= 129; type++) { // the request, and the reply to it
        CHECK_INT(receive_soon(fd, seen, sizeof seen), 8);
        CHECK_INT(seen[0], type);
        CHECK_INT(ipv6_checksum(seen, 8, CSOCK_IPPROTO_ICMPV6), 0);
    }
    CHECK_INT(csock_close(fd), 0);
}

// A ping socket sends only echo requests and extended echo requests (RFC 8335), with code 0 and at
// least 8 bytes.
static void check_what_ping_refuses(int fd, bool is_ipv6, const csock_address *to) {
    uint8_t request = is_ipv6 ? 128 : 8, extended = is_ipv6 ? 160 : 42;
    uint8_t echo[8] = {request};
    CHECK_INT(csock_send_to(fd, echo, 7, 0, to, 0), -EINVAL);
    echo[1] = 1;
    CHECK_INT(csock_send_to(fd, echo, 8, 0, to, 0), -EINVAL);
    echo[1] = 0;
    for (unsigned type = 0; type < 256; type++) {
        echo[0] = (uint8_t)type;
        if (type != request)
            CHECK_INT(csock_send_to(fd, echo, 8, 0, to, 0), type == extended ? 8 : -EINVAL);
    }
}

static void ping(bool is_ipv6) {
    if (!set_sysctl("ipv4/ping_group_range", "0 0"))
        SKIP("net.ipv4.ping_group_range cannot be set");
    uint8_t echo[9] = {is_ipv6 ? 128 : 8, 0, 0xde, 0xad, 0x12, 0x34, 0, 9, 'x'}, seen[100];
    csock_address to = is_ipv6 ? ipv6_loopback(0) : loopback(0), own;
    int fd = csock_socket(is_ipv6 ? CSOCK_AF_INET6 : CSOCK_AF_INET, CSOCK_SOCK_DGRAM,
                          is_ipv6 ? CSOCK_IPPROTO_ICMPV6 : CSOCK_IPPROTO_ICMP);
    CHECK_INT(csock_bind(fd, &to), 0);
    CHECK_INT(csock_local_address(fd, &own), 0);
    int port = csock_address_port(&own);
    CHECK_BETWEEN(port, 1, UINT16_MAX);
    check_what_ping_refuses(fd, is_ipv6, &to);
    CHECK_INT(csock_send_to(fd, echo, sizeof echo, 0, &to, 0), sizeof echo);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), sizeof echo); // without an IP header
    CHECK_INT(seen[0], is_ipv6 ? 129 : 0);
    CHECK_INT(load16(seen + 4), port); // the kernel replaces the identifier
    CHECK_BYTES(seen + 6, 3, echo + 6, 3);
    CHECK_INT(is_ipv6 ? ipv6_checksum(seen, sizeof echo, CSOCK_IPPROTO_ICMPV6)
                      : internet_checksum(seen, sizeof echo),
              0);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(ping_socket_writes_its_port_as_the_icmpv4_identifier) {
    ping(false);
}

NETWORK_TEST(ping_socket_writes_its_port_as_the_icmpv6_identifier) {
    ping(true);
}
