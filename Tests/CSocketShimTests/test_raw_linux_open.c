// What Linux does: privileges of sockets and options, byte order, and closing.
#include "call.h"
#include "csock/constant.h"
#include "csock/link.h"
#include "csock/option.h"
#include "csock/raw.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "pieces.h"
#include "process.h"
#include "raw_packet.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int64_t open_raw(void) {
    return csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_ICMP, false, 0);
}

static int64_t open_raw6(void) {
    return csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_ICMPV6, false, 0);
}

static int64_t open_packet(void) {
    return csock_link_socket(CSOCK_SOCK_RAW, 0);
}

TEST(raw_and_link_sockets_need_a_capability) {
    CHECK_INT(unprivileged(open_raw), -EPERM);
    CHECK_INT(unprivileged(open_raw6), -EPERM);
    CHECK_INT(unprivileged(open_packet), -EPERM);
}

// In a new network namespace the range is empty, so that even root gets EACCES.
NETWORK_TEST(ping_sockets_need_a_group_of_ping_group_range) {
    CHECK_INT(csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, CSOCK_IPPROTO_ICMP), -EACCES);
    CHECK_INT(csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_DGRAM, CSOCK_IPPROTO_ICMPV6), -EACCES);
}

static int64_t set_privileged_options(void) {
    static const int options[][3] = {{CSOCK_SOL_SOCKET, CSOCK_SO_MARK, 1},
                                     {CSOCK_SOL_IP, CSOCK_IP_TRANSPARENT, 1},
                                     {CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUFFORCE, 65536},
                                     {CSOCK_SOL_SOCKET, CSOCK_SO_PRIORITY, 7}};
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    int64_t refused = 0;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        refused += csock_set_option_int(fd, options[i][0], options[i][1], options[i][2]) == -EPERM;
    refused += 10 * csock_set_option_int(fd, CSOCK_SOL_SOCKET, CSOCK_SO_PRIORITY, 6);
    return refused;
}

TEST(privileged_socket_options_need_a_capability) {
    CHECK_INT(unprivileged(set_privileged_options), 4);
}

static int64_t bind_to_device_twice(void) {
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    int first = csock_set_option_text(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, "lo", 2);
    return first < 0 ? first
                     : csock_set_option_text(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, "", 0);
}

TEST(unprivileged_process_cannot_change_so_bindtodevice) {
    CHECK_INT(unprivileged(bind_to_device_twice), -EPERM);
}

NETWORK_TEST(raw_sockets_need_a_protocol) {
    CHECK_INT(csock_socket(CSOCK_AF_INET, CSOCK_SOCK_RAW, 0), -EPROTONOSUPPORT);
    CHECK_INT(csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_RAW, 0), -EPROTONOSUPPORT);
}

TEST(udp_sockets_refuse_ip_hdrincl) {
    int64_t value = -1;
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_IP, CSOCK_IP_HDRINCL, 1), -ENOPROTOOPT);
    CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_IP, CSOCK_IP_HDRINCL, &value), 0);
    CHECK_INT(value, 0);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(ipproto_raw_sets_ip_hdrincl_and_receives_protocol_255) {
    uint8_t packet[IPV4_HEADER + 1], seen[100];
    int64_t value = -1;
    csock_address to = loopback(0);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_RAW, CSOCK_IPPROTO_RAW);
    CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_IP, CSOCK_IP_HDRINCL, &value), 0);
    CHECK_INT(value, 1);
    make_ipv4(packet, 254, 1);
    CHECK_INT(raw_send(fd, packet, IPV4_HEADER, "x", 1, 0, &to, 0), sizeof packet);
    CHECK_NOTHING(fd);
    make_ipv4(packet, 255, 1);
    CHECK_INT(raw_send(fd, packet, IPV4_HEADER, "x", 1, 0, &to, 0), sizeof packet);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), sizeof packet);
    CHECK_INT(csock_close(fd), 0);
}

// For sending and for receiving. The total length includes the header.
NETWORK_TEST(linux_raw_sockets_use_network_byte_order) {
    uint8_t packet[IPV4_HEADER], seen[100], copy[CSOCK_RAW_HEADER_SIZE];
    csock_address to = loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET, 253, true, 0);
    make_ipv4(packet, 253, 0x123);
    store16(packet + 6, 0x4000);
    static const uint8_t payload[0x123];
    CHECK_INT(raw_send(fd, packet, IPV4_HEADER, payload, sizeof payload, 0, &to, 0),
              IPV4_HEADER + sizeof payload);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), sizeof seen);
    CHECK_INT(load16(seen + 2), IPV4_HEADER + sizeof payload);
    CHECK_INT(load16(seen + 6), 0x4000);
    CHECK_INT(csock_raw_incoming(seen, sizeof seen, csock_raw_wants_host_order(), copy), 20);
    CHECK_BYTES(copy, sizeof copy, seen, sizeof copy);
    CHECK_INT(csock_close(fd), 0);
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define UNDER_THREAD_SANITIZER
#endif
#elif defined(__SANITIZE_THREAD__)
#define UNDER_THREAD_SANITIZER
#endif

NETWORK_TEST(close_frees_the_descriptor_and_does_not_end_a_waiting_call) {
#ifdef UNDER_THREAD_SANITIZER
    SKIP("the thread sanitizer reports a descriptor that is closed during a call");
#endif
    uint8_t bytes[100], packet[IPV4_HEADER + 1];
    csock_address to = loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET, 253, true, 0);
    call receiving = {.run = call_recv,
                      .fd = fd,
                      .bytes = bytes,
                      .count = sizeof bytes,
                      .timeout_ns = CSOCK_FOREVER};
    call_start(&receiving);
    CHECK(call_sleeps(&receiving));
    CHECK_INT(csock_close(fd), 0);
    int other = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    CHECK_INT(other, fd);
    CHECK(call_sleeps(&receiving));
    make_ipv4(packet, 253, 1);
    CHECK_INT(raw_send(other, packet, IPV4_HEADER, "x", 1, 0, &to, 0), sizeof packet);
    CHECK_INT(call_end(&receiving), sizeof packet);
    CHECK_INT(csock_close(other), 0);
}

TEST(shutdown_ends_a_waiting_call_even_if_it_fails) {
    char byte;
    int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, NULL);
    call receiving = {
        .run = call_recv, .fd = fd, .bytes = &byte, .count = 1, .timeout_ns = CSOCK_FOREVER};
    call_start(&receiving);
    CHECK(call_sleeps(&receiving));
    CHECK_INT(csock_shutdown(fd, CSOCK_SHUT_RDWR), -ENOTCONN);
    CHECK_INT(call_end(&receiving), 0);
    CHECK_INT(csock_close(fd), 0);

    fd = listener(CSOCK_AF_INET, 1, NULL);
    call accepting = {.run = call_accept, .fd = fd, .timeout_ns = CSOCK_FOREVER};
    call_start(&accepting);
    CHECK(call_sleeps(&accepting));
    CHECK_INT(csock_shutdown(fd, CSOCK_SHUT_RDWR), 0);
    CHECK_INT(call_end(&accepting), -EINVAL);
    CHECK_INT(csock_close(fd), 0);
}
