// For clock_gettime(2).
#define _GNU_SOURCE

#include "csock/ancillary.h"

#include "csock/constant.h"
#include "csock/link.h"
#include "csock/message.h"
#include "csock/option.h"
#include "csock/raw.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "interfaces.h"
#include "pieces.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void set_option(int fd, int level, int name) {
    CHECK_INT(csock_set_option_int(fd, level, name, 1), 0);
}

static int64_t wall_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * CSOCK_SECOND + now.tv_nsec;
}

TEST(recv_ancillary_reports_nothing_that_was_not_enabled) {
    csock_ancillary told;
    csock_received message;
    uint8_t bytes[4];
    int fds[2];
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    memset(&told, 0xa5, sizeof told);
    CHECK_INT(csock_send(fds[0], "hello", 5, 0, 0), 5);
    CHECK_INT(csock_recv_ancillary(fds[1], bytes, 4, CSOCK_MSG_TRUNC, &message, &told, 0), 4);
    CHECK_INT(message.length, 5);
    CHECK_INT(message.flags, CSOCK_MSG_TRUNC);
    CHECK_INT(told.present, 0);
    CHECK_INT(told.destination.length + told.local.length + told.hop_limit, 0);
    memset(&told, 0xa5, sizeof told);
    CHECK_INT(csock_recv_ancillary(fds[1], bytes, 4, 0, &message, &told, 0), -EAGAIN);
    CHECK_INT(told.present, 0);
    CHECK_INT(message.length + message.from.length, 0);
    close_pair(fds);
}

static void enable_all(int fd, bool is_ipv6) {
    set_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMPNS);
    set_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_RXQ_OVFL);
    if (is_ipv6) {
        set_option(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_RECVHOPLIMIT);
        set_option(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_RECVTCLASS);
        set_option(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_RECVPKTINFO);
    } else {
        set_option(fd, CSOCK_SOL_IP, CSOCK_IP_RECVTTL);
        set_option(fd, CSOCK_SOL_IP, CSOCK_IP_RECVTOS);
        set_option(fd, CSOCK_SOL_IP, CSOCK_IP_PKTINFO);
    }
}

static void send_and_receive_all(bool is_ipv6) {
    csock_ancillary asked = {.present = CSOCK_ANCILLARY_HOP_LIMIT | CSOCK_ANCILLARY_TRAFFIC_CLASS |
                                        CSOCK_ANCILLARY_LOCAL | CSOCK_ANCILLARY_INTERFACE,
                             .hop_limit = 33,
                             .traffic_class = 0x2e << 2,
                             .interface_index = if_nametoindex("lo"),
                             .local = is_ipv6 ? ipv6_loopback(0) : loopback_host(5)};
    csock_ancillary told;
    csock_received message;
    uint8_t bytes[9];
    csock_address to = is_ipv6 ? ipv6_loopback(0) : loopback_host(9), destination = to;
    int family = is_ipv6 ? CSOCK_AF_INET6 : CSOCK_AF_INET;
    int in = csock_socket(family, CSOCK_SOCK_DGRAM, 0);
    int out = csock_socket(family, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_bind(in, &to), 0);
    CHECK_INT(csock_local_address(in, &to), 0);
    enable_all(in, is_ipv6);
    int64_t before = wall_clock();
    CHECK_INT(send_ancillary(out, "he", 2, "llo", 3, 0, &to, &asked, 0), 5);
    CHECK_INT(csock_recv_ancillary(in, bytes, sizeof bytes, 0, &message, &told, CSOCK_SECOND), 5);
    CHECK_BYTES(bytes, 5, "hello", 5);
    CHECK_INT(told.present & ~(uint32_t)CSOCK_ANCILLARY_DROPS,
              CSOCK_ANCILLARY_HOP_LIMIT | CSOCK_ANCILLARY_TRAFFIC_CLASS |
                  CSOCK_ANCILLARY_DESTINATION | CSOCK_ANCILLARY_LOCAL | CSOCK_ANCILLARY_INTERFACE |
                  CSOCK_ANCILLARY_TIMESTAMP);
    CHECK_INT(told.hop_limit, 33);
    CHECK_INT(told.traffic_class, 0x2e << 2);
    CHECK_INT(told.interface_index, if_nametoindex("lo"));
    CHECK(csock_address_equal(&told.destination, &destination));
    CHECK(csock_address_equal(&told.local, &destination));
    CHECK_BETWEEN(told.timestamp_ns, before, wall_clock());
    if (!is_ipv6) { // the source address in the control message
        uint8_t host[4];
        uint16_t port;
        CHECK_INT(csock_address_get_ipv4(&message.from, host, &port), 0);
        CHECK_BYTES(host, 4, "\x7f\0\0\5", 4);
    }
    // The received control messages, sent back, make the reply come from the address that the
    // request was sent to.
    CHECK_INT(send_ancillary(in, "yes", 3, NULL, 0, 0, &message.from, &told, 0), 3);
    CHECK_INT(csock_recv_from(out, bytes, sizeof bytes, 0, &message.from, CSOCK_SECOND), 3);
    CHECK(csock_address_equal(&message.from, &to));
    // A connected socket needs no address: the family is asked of the kernel.
    CHECK_INT(csock_connect(out, &to, 0, 0), 0);
    CHECK_INT(send_ancillary(out, NULL, 0, "x", 1, 0, NULL, &asked, 0), 1);
    CHECK_INT(csock_recv_ancillary(in, bytes, sizeof bytes, 0, &message, &told, CSOCK_SECOND), 1);
    CHECK_INT(told.hop_limit, 33);
    close_pair((const int[]){in, out});
}

NETWORK_TEST(ipv4_control_messages_are_sent_and_received) {
    send_and_receive_all(false);
}

NETWORK_TEST(ipv6_control_messages_are_sent_and_received) {
    send_and_receive_all(true);
}

NETWORK_TEST(control_messages_that_cannot_be_sent_are_refused) {
    csock_ancillary asked = {.present = CSOCK_ANCILLARY_LOCAL, .local = ipv6_loopback(0)};
    csock_address to = loopback(9), un;
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(send_ancillary(fd, "x", 1, NULL, 0, 0, &to, &asked, 0), -EINVAL);
    csock_address_set_ipv4(&asked.local, (const uint8_t[]){203, 0, 113, 1}, 0);
    CHECK_INT(send_ancillary(fd, "x", 1, NULL, 0, 0, &to, &asked, 0), -ENETUNREACH);
    asked = (csock_ancillary){.present = CSOCK_ANCILLARY_INTERFACE, .interface_index = INT32_MAX};
    CHECK_INT(send_ancillary(fd, "x", 1, NULL, 0, 0, &to, &asked, 0), -ENODEV);
    asked.interface_index = UINT32_MAX;
    CHECK_INT(send_ancillary(fd, "x", 1, NULL, 0, 0, &to, &asked, 0), -ENODEV);
    asked = (csock_ancillary){.present = CSOCK_ANCILLARY_HOP_LIMIT};
    CHECK_INT(send_ancillary(fd, "x", 1, NULL, 0, 0, &to, &asked, 0), -EINVAL);
    csock_address_set_unix_unnamed(&un);
    CHECK_INT(send_ancillary(fd, "x", 1, NULL, 0, 0, &un, &asked, 0), -EAFNOSUPPORT);
    CHECK_INT(send_ancillary(-1, "x", 1, NULL, 0, 0, NULL, &asked, 0), -EBADF);
    CHECK_INT(csock_close(fd), 0);
}

// The kernel removes the VLAN tag from the frame and reports it in a control message.
NETWORK_TEST(recv_frame_reports_the_vlan_tag_and_the_frame_length) {
    static const uint8_t frame[64] = {2, 0,   0,    0, 0,    0xb, 2,    0,    0,  0,
                                      0, 0xa, 0x81, 0, 0x20, 5,   0x88, 0xb5, 'h'};
    csock_ancillary told;
    csock_received message;
    uint8_t bytes[20];
    if (!make_cable())
        SKIP("no veth(4) here");
    int out = csock_link_socket(CSOCK_SOCK_RAW, 0), in = csock_link_socket(CSOCK_SOCK_RAW, 0);
    CHECK_INT(csock_link_bind(out, if_nametoindex("va"), 0x88b5), 0);
    CHECK_INT(csock_link_bind(in, if_nametoindex("vb"), CSOCK_ETH_P_ALL), 0);
    set_option(in, CSOCK_SOL_PACKET, CSOCK_PACKET_AUXDATA);
    set_option(in, CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMPNS);
    int64_t before = wall_clock();
    CHECK_INT(csock_send(out, frame, sizeof frame, 0, 0), sizeof frame);
    CHECK_INT(csock_recv_ancillary(in, bytes, sizeof bytes, 0, &message, &told, 0), -EINVAL);
    CHECK_INT(csock_recv_frame(in, bytes, sizeof bytes, 0, &message, &told, CSOCK_SECOND), 20);
    CHECK_INT(told.present,
              CSOCK_ANCILLARY_FRAME | CSOCK_ANCILLARY_VLAN | CSOCK_ANCILLARY_TIMESTAMP);
    CHECK_INT(told.frame_length, sizeof frame - 4);
    CHECK_INT(told.vlan_protocol, 0x8100);
    CHECK_INT(told.vlan_tag, 0x2005);
    CHECK_BYTES(bytes, 12, frame, 12);
    CHECK_BYTES(bytes + 12, 3, frame + 16, 3);
    CHECK_BETWEEN(told.timestamp_ns, before, wall_clock());
    close_pair((const int[]){out, in});
}

TEST(recv_ancillary_closes_descriptors_that_it_does_not_return) {
    int fds[2], before = open_descriptors();
    uint8_t byte = 'x';
    csock_ancillary told;
    csock_received message;
    CHECK_INT(csock_socketpair(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0, fds), 0);
    union {
        struct cmsghdr alignment;
        uint8_t bytes[CMSG_SPACE(3 * sizeof(int))];
    } control = {.bytes = {0}};
    struct cmsghdr header = {
        .cmsg_len = CMSG_LEN(3 * sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(control.bytes, &header, sizeof header);
    for (size_t i = 0; i < 3; i++)
        memcpy(control.bytes + CMSG_LEN(0) + i * sizeof(int), &fds[0], sizeof(int));
    struct iovec piece = {&byte, 1};
    struct msghdr sent = {.msg_iov = &piece,
                          .msg_iovlen = 1,
                          .msg_control = control.bytes,
                          .msg_controllen = sizeof control.bytes};
    CHECK_INT(sendmsg(fds[0], &sent, 0), 1);
    CHECK_INT(csock_recv_ancillary(fds[1], &byte, 1, 0, &message, &told, 0), 1);
    CHECK_INT(open_descriptors(), before + 2);
    close_pair(fds);
}
