#include "csock/raw.h"

#include "csock/constant.h"
#include "csock/mode.h"
#include "csock/option.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "interfaces.h"
#include "pieces.h"
#include "process.h"
#include "raw_packet.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>

static bool header_is_included(int fd, int family) {
    int64_t included = -1;
    bool is_ipv4 = family == CSOCK_AF_INET;
    CHECK_INT(csock_get_option_int(fd, is_ipv4 ? CSOCK_SOL_IP : CSOCK_SOL_IPV6,
                                   is_ipv4 ? CSOCK_IP_HDRINCL : CSOCK_IPV6_HDRINCL, &included),
              0);
    return included != 0;
}

NETWORK_TEST(raw_socket_opens_with_and_without_header_included) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_INET6};
    static const int protocols[] = {CSOCK_IPPROTO_UDP, 253, CSOCK_IPPROTO_RAW};
    for (int i = 0; i < 2 * 3 * 2; i++) {
        csock_socket_info info = {0};
        int family = families[i % 2], protocol = protocols[i / 2 % 3];
        bool included = i / 6;
        int fd = csock_raw_socket(family, protocol, included, included ? 0 : CSOCK_SOCK_NONBLOCK);
        CHECK_INT(csock_describe(fd, &info), 0);
        CHECK_INT(info.family, family);
        CHECK_INT(info.type, CSOCK_SOCK_RAW);
        CHECK_INT(info.protocol, protocol);
        CHECK_INT(info.blocking, included);
        CHECK_INT(header_is_included(fd, family), included);
        CHECK_INT(csock_close(fd), 0);
    }
}

NETWORK_TEST(raw_socket_refuses_unknown_families_protocols_and_types) {
    CHECK_INT(csock_raw_socket(CSOCK_AF_UNIX, 0, true, 0), -EAFNOSUPPORT);
    CHECK_INT(csock_raw_socket(CSOCK_AF_INET, 0, true, 0), -EPROTONOSUPPORT);
    CHECK_INT(csock_raw_socket(CSOCK_AF_INET6, 0, true, 0), -EPROTONOSUPPORT);
    CHECK_INT(csock_raw_socket(CSOCK_AF_INET, 256, true, 0), -EINVAL);
    CHECK_INT(csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_MPTCP, true, 0), -EINVAL);
    CHECK_INT(csock_raw_socket(CSOCK_AF_INET, -1, true, 0), -EINVAL);
    CHECK_INT(csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_UDP, true, 1), -EINVAL);
}

static int64_t open_raw(void) {
    return csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_UDP, true, 0);
}

TEST(raw_socket_needs_a_privilege) {
    CHECK_INT(unprivileged(open_raw), -EPERM);
}

NETWORK_TEST(raw_send_sends_two_pieces_as_one_packet) {
    uint8_t packet[IPV4_HEADER + UDP_HEADER + 5], bytes[100];
    csock_address to;
    int udp = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &to);
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    make_ipv4(packet, CSOCK_IPPROTO_UDP, UDP_HEADER + 5);
    make_udp(packet + IPV4_HEADER, 9, (uint16_t)csock_address_port(&to), 5);
    memcpy(packet + IPV4_HEADER + UDP_HEADER, "hello", 5);
    for (size_t cut = 0; cut <= sizeof packet; cut++) {
        CHECK_INT(raw_send(fd, cut ? packet : NULL, cut, cut < sizeof packet ? packet + cut : NULL,
                           sizeof packet - cut, 0, &to, 0),
                  sizeof packet);
        CHECK_INT(receive_soon(udp, bytes, sizeof bytes), 5);
        CHECK_BYTES(bytes, 5, "hello", 5);
    }
    // A connected socket needs no address.
    CHECK_INT(csock_connect(fd, &to, 0, 0), 0);
    CHECK_INT(raw_send(fd, packet, IPV4_HEADER, packet + IPV4_HEADER, UDP_HEADER + 5, 0, NULL,
                       CSOCK_SECOND),
              sizeof packet);
    CHECK_INT(receive_soon(udp, bytes, sizeof bytes), 5);
    close_pair((const int[]){udp, fd});
}

// The kernel verifies the checksum before it delivers the datagram.
NETWORK_TEST(packet_send_fills_in_lengths_and_checksums) {
    static const uint8_t bytes[70000] = "hello";
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
    csock_bytes payload = {bytes, 5};
    csock_wire_error error;
    csock_address to;
    uint8_t received[100];
    int udp = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &to);
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    layers[0].ipv4.time_to_live = 64;
    memcpy(layers[0].ipv4.source, (const uint8_t[]){127, 0, 0, 1}, 4);
    memcpy(layers[0].ipv4.destination, layers[0].ipv4.source, 4);
    layers[1].udp.destination_port = (uint32_t)csock_address_port(&to);
    CHECK_INT(send_layers(fd, layers, 2, payload, CSOCK_FILL_ALL, 0, &to, 0, &error),
              IPV4_HEADER + UDP_HEADER + 5);
    CHECK_INT(error.code, 0);
    CHECK_INT(receive_soon(udp, received, sizeof received), 5);
    CHECK_BYTES(received, 5, "hello", 5);
    // The kernel drops a datagram with a wrong checksum.
    layers[1].udp.checksum = 0x1234;
    CHECK_INT(send_layers(fd, layers, 2, payload, CSOCK_FILL_LENGTHS | CSOCK_FILL_PROTOCOLS, 0, &to,
                          0, &error),
              IPV4_HEADER + UDP_HEADER + 5);
    CHECK_NOTHING(udp);
    payload.count = sizeof bytes;
    CHECK_INT(send_layers(fd, layers, 2, payload, CSOCK_FILL_ALL, 0, &to, 0, &error),
              -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Length");
    CHECK_INT(csock_close(udp), 0);
    CHECK_INT(csock_close(fd), 0);
}

// Captured at the other end of a cable. csock/raw.h lists the fields that the kernel fills in. A
// broadcast needs no ARP.
NETWORK_TEST(packets_leave_the_host_with_the_fields_that_the_kernel_fills_in) {
    static const uint8_t own[] = {10, 9, 0, 1}, all[] = {10, 9, 0, 255};
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}}, seen[2];
    csock_bytes payload = {(const uint8_t *)"hello", 5};
    csock_packet packet;
    csock_address to;
    uint8_t bytes[100];
    if (!make_cable())
        SKIP("no veth(4) here");
    int watch = watch_interface("vb", CSOCK_ETHERTYPE_IPV4);
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BROADCAST, 1), 0);
    csock_address_set_ipv4(&to, all, 0);
    layers[0].ipv4.dscp = 46;
    layers[0].ipv4.time_to_live = 7;
    layers[0].ipv4.total_length = 999;
    layers[0].ipv4.protocol = CSOCK_IPPROTO_UDP;
    layers[0].ipv4.checksum = 0xdead;
    memcpy(layers[0].ipv4.destination, all, 4);
    layers[1].udp.source_port = 9;
    layers[1].udp.destination_port = 10;
    layers[1].udp.length = UDP_HEADER + 5;
    for (int with_source = 0; with_source < 2; with_source++) {
        memcpy(layers[0].ipv4.source, with_source ? own : (const uint8_t[4]){0}, 4);
        // The kernel corrects the fields of IPv4.
        csock_layer checked[] = {layers[0], layers[1]};
        uint8_t composed[IPV4_HEADER + UDP_HEADER];
        CHECK_INT(csock_packet_compose_headers(layers, 2, payload, CSOCK_FILL_CHECKSUMS, composed,
                                               sizeof composed, NULL),
                  sizeof composed);
        checked[1].udp.checksum = load16(composed + IPV4_HEADER + 6);
        CHECK_INT(send_layers(fd, checked, 2, payload, 0, 0, &to, 0, NULL), sizeof composed + 5);
        int64_t count = receive_soon(watch, bytes, sizeof bytes);
        CHECK_INT(csock_packet_dissect(&packet, seen, 2, CSOCK_LAYER_IPV4, bytes, (size_t)count,
                                       CSOCK_DISSECT_CHECKSUMS, NULL),
                  2);
        CHECK_INT(seen[0].ipv4.total_length, sizeof composed + 5);
        CHECK_INT(seen[0].checksum, CSOCK_CHECKSUM_GOOD);
        CHECK(seen[0].ipv4.identification != 0);
        CHECK_INT(seen[0].ipv4.dscp, 46);
        CHECK_INT(seen[0].ipv4.time_to_live, 7);
        CHECK_BYTES(seen[0].ipv4.source, 4, own, 4);
        CHECK_BYTES(seen[0].ipv4.destination, 4, all, 4);
        CHECK_BYTES(packet.payload.start, packet.payload.count, "hello", 5);
        // If the kernel fills in the source, the UDP checksum was computed with another source.
        CHECK_INT(seen[1].checksum, with_source ? CSOCK_CHECKSUM_GOOD : CSOCK_CHECKSUM_BAD);
    }
    CHECK_INT(csock_close(watch), 0);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(raw_send_reports_bad_packets_addresses_and_flags) {
    uint8_t packet[IPV4_HEADER];
    csock_address to = loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    make_ipv4(packet, 253, 0);
    CHECK_INT(raw_send(fd, packet, 19, NULL, 0, 0, &to, 0), -EINVAL);
    CHECK_INT(raw_send(fd, packet, 20, NULL, 0, 0, NULL, 0), -EDESTADDRREQ);
    CHECK_INT(raw_send(fd, packet, 20, NULL, 0, CSOCK_MSG_OOB, &to, 0), -EOPNOTSUPP);
    CHECK_INT(raw_send(-1, packet, 20, NULL, 0, 0, &to, 0), -EBADF);
    CHECK_INT(csock_close(fd), 0);
}

// 16 bits in host byte order.
static uint16_t as_number(const uint8_t *bytes) {
    uint16_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static const uint8_t sample[] = {0x46, 0x10, 0x01, 0x23, 0x45, 0x67, 0x40, 0x05, 0x40, 0x11, 0xbe,
                                 0xef, 10,   0,    0,    1,    10,   0,    0,    2,    0x94, 0x04};

TEST(raw_outgoing_swaps_total_length_and_fragment_offset_to_host_order) {
    uint8_t copy[CSOCK_RAW_HEADER_SIZE];
    for (size_t count = 0; count <= sizeof sample; count++) {
        size_t copied = count < sizeof copy ? count : sizeof copy;
        memset(copy, 0xa5, sizeof copy);
        CHECK_INT(csock_raw_outgoing(count ? sample : NULL, count, false, copy), copied);
        CHECK_BYTES(copy, copied, sample, copied);
        memset(copy, 0xa5, sizeof copy);
        CHECK_INT(csock_raw_outgoing(count ? sample : NULL, count, true, copy), copied);
        for (size_t i = copied; i < sizeof copy; i++)
            CHECK_INT(copy[i], 0xa5);
        if (count < 8) {
            CHECK_BYTES(copy, copied, sample, copied);
            continue;
        }
        CHECK_INT(as_number(copy + 2), 0x0123);
        CHECK_INT(as_number(copy + 6), 0x4005);
        CHECK_BYTES(copy, 2, sample, 2);
        CHECK_BYTES(copy + 4, 2, sample + 4, 2);
        CHECK_BYTES(copy + 8, copied - 8, sample + 8, copied - 8);
    }
}

TEST(raw_incoming_swaps_total_length_and_fragment_offset_to_network_order) {
    uint8_t given[CSOCK_RAW_HEADER_SIZE], copy[CSOCK_RAW_HEADER_SIZE];
    uint16_t total = 0x0123 - 24;
    CHECK_INT(csock_raw_outgoing(sample, sizeof given, true, given), sizeof given);
    memcpy(given + 2, &total,
           sizeof total); // without the header of 24 bytes, as such kernels report
    for (size_t count = 0; count <= sizeof given; count++) {
        CHECK_INT(csock_raw_incoming(count ? given : NULL, count, true, copy), count);
        CHECK_BYTES(copy, count, count < 8 ? given : sample, count);
        CHECK_INT(csock_raw_incoming(count ? given : NULL, count, false, copy), count);
        CHECK_BYTES(copy, count, given, count);
    }
    total = UINT16_MAX - 24;
    memcpy(given + 2, &total, sizeof total);
    CHECK_INT(csock_raw_incoming(given, sizeof given, true, copy), sizeof given);
    CHECK_INT(load16(copy + 2), UINT16_MAX);
    total++;
    memcpy(given + 2, &total, sizeof total);
    CHECK_INT(csock_raw_incoming(given, sizeof given, true, copy), -EINVAL);
}

TEST(ipv6_headers_are_never_swapped) {
    uint8_t header[IPV6_HEADER], copy[CSOCK_RAW_HEADER_SIZE];
    make_ipv6(header, CSOCK_IPPROTO_UDP, 0x1234);
    CHECK_INT(csock_raw_outgoing(header, sizeof header, true, copy), sizeof copy);
    CHECK_BYTES(copy, sizeof copy, header, sizeof copy);
    CHECK_INT(csock_raw_incoming(header, sizeof header, true, copy), sizeof copy);
    CHECK_BYTES(copy, sizeof copy, header, sizeof copy);
    CHECK_INT(csock_raw_wants_host_order(), false); // on Linux
}

// The header is in read-only memory.
NETWORK_TEST(raw_send_does_not_change_the_callers_buffer) {
    static const uint8_t header[IPV4_HEADER] = {0x45, 0, 0,   20, 0, 1, 0x20, 0, 64, 253,
                                                0,    0, 127, 0,  0, 1, 127,  0, 0,  1};
    uint8_t before[IPV4_HEADER], copy[CSOCK_RAW_HEADER_SIZE];
    csock_address to = loopback(0);
    memcpy(before, header, sizeof before);
    CHECK_INT(csock_raw_outgoing(header, sizeof header, true, copy), sizeof copy);
    CHECK_BYTES(header, sizeof header, before, sizeof before);
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    CHECK_INT(raw_send(fd, header, sizeof header, "x", 1, 0, &to, 0), 21);
    CHECK_BYTES(header, sizeof header, before, sizeof before);
    CHECK_INT(csock_close(fd), 0);
}
