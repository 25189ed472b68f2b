#include "call.h"
#include "csock/ancillary.h"
#include "csock/constant.h"
#include "csock/error_queue.h"
#include "csock/option.h"
#include "csock/raw.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "interfaces.h"
#include "sockets.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>

static void enable_errors(int fd, bool is_ipv6) {
    CHECK_INT(csock_set_option_int(fd, is_ipv6 ? CSOCK_SOL_IPV6 : CSOCK_SOL_IP,
                                   is_ipv6 ? CSOCK_IPV6_RECVERR : CSOCK_IP_RECVERR, 1),
              0);
}

// The port is closed, so that the kernel answers with an ICMP message.
static void return_icmp_errors(bool is_ipv6) {
    csock_received_error error;
    uint8_t bytes[20];
    int family = is_ipv6 ? CSOCK_AF_INET6 : CSOCK_AF_INET;
    csock_address to = is_ipv6 ? ipv6_loopback(9) : loopback(9);
    csock_address host = is_ipv6 ? ipv6_loopback(0) : loopback(0);
    int fd = csock_socket(family, CSOCK_SOCK_DGRAM, 0);
    enable_errors(fd, is_ipv6);
    CHECK_INT(csock_set_option_int(fd, is_ipv6 ? CSOCK_SOL_IPV6 : CSOCK_SOL_IP,
                                   is_ipv6 ? CSOCK_IPV6_RECVHOPLIMIT : CSOCK_IP_RECVTTL, 1),
              0);
    memset(&error, 0xa5, sizeof error);
    CHECK_INT(csock_recv_error(fd, bytes, sizeof bytes, 0, &error, 0), -EAGAIN);
    CHECK_INT(error.code, 0);
    CHECK_INT(csock_send_to(fd, "probe", 5, 0, &to, 0), 5);
    CHECK_INT(csock_recv_error(fd, bytes, sizeof bytes, 0, &error, CSOCK_SECOND), 5);
    CHECK_BYTES(bytes, 5, "probe", 5);
    CHECK_INT(error.code, ECONNREFUSED);
    CHECK_INT(error.origin, is_ipv6 ? CSOCK_SO_EE_ORIGIN_ICMP6 : CSOCK_SO_EE_ORIGIN_ICMP);
    CHECK_INT(error.type, is_ipv6 ? 1 : 3);
    CHECK_INT(error.icmp_code, is_ipv6 ? 4 : 3);
    CHECK(csock_address_equal(&error.offender, &host));
    CHECK(csock_address_equal(&error.received.from, &to));
    CHECK(error.received.flags & CSOCK_MSG_ERRQUEUE);
    CHECK_INT(error.ancillary.present, CSOCK_ANCILLARY_HOP_LIMIT);
    CHECK_INT(error.ancillary.hop_limit, 64); // the ICMP message's
    CHECK_INT(csock_recv_error(fd, bytes, sizeof bytes, 0, &error, 0), -EAGAIN);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(recv_error_returns_icmpv4_errors) {
    return_icmp_errors(false);
}

NETWORK_TEST(recv_error_returns_icmpv6_errors) {
    return_icmp_errors(true);
}

NETWORK_TEST(recv_error_reports_the_mtu_after_emsgsize) {
    static uint8_t bytes[3000];
    csock_received_error error;
    csock_address to = loopback(9);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    set_mtu("lo", 1500);
    enable_errors(fd, false);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_IP, CSOCK_IP_MTU_DISCOVER, CSOCK_IP_PMTUDISC_DO),
              0);
    CHECK_INT(csock_send_to(fd, bytes, sizeof bytes, 0, &to, 0), -EMSGSIZE);
    CHECK_INT(csock_recv_error(fd, bytes, sizeof bytes, 0, &error, 0), 0);
    CHECK_INT(error.code, EMSGSIZE);
    CHECK_INT(error.origin, CSOCK_SO_EE_ORIGIN_LOCAL);
    CHECK_INT(error.info, 1500);
    CHECK_INT(error.offender.length, 0);
    csock_address host = loopback(0); // without a port, because the socket is not connected
    CHECK(csock_address_equal(&error.received.from, &host));
    CHECK_INT(csock_close(fd), 0);
}

static int64_t call_recv_error(call *it) {
    csock_received_error error;
    it->result = csock_recv_error(it->fd, it->bytes, it->count, it->flags, &error, it->timeout_ns);
    it->message = error.received;
    return it->result;
}

// recvmsg(2) with MSG_ERRQUEUE never waits, not even on a blocking descriptor.
NETWORK_TEST(recv_error_waits_for_an_error_and_not_for_data) {
    uint8_t bytes[8];
    csock_address own, gone = loopback(9);
    int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &own);
    enable_errors(fd, false);
    call taking = {.run = call_recv_error,
                   .fd = fd,
                   .bytes = bytes,
                   .count = sizeof bytes,
                   .timeout_ns = 50 * CSOCK_MILLISECOND};
    CHECK_INT(call_now(&taking), -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(taking, taking.timeout_ns);
    CHECK_INT(csock_send_to(fd, "data", 4, 0, &own, 0), 4); // to itself
    taking.timeout_ns = CSOCK_FOREVER;
    call_start(&taking);
    CHECK(call_sleeps(&taking));
    CHECK_INT(csock_send_to(fd, "gone", 4, 0, &gone, 0), 4);
    CHECK_INT(call_end(&taking), 4);
    CHECK_BYTES(bytes, 4, "gone", 4);
    CHECK_INT(csock_close(fd), 0);
}
