#include "csock/option.h"

#include "csock/multicast.h"
#include "csock/option_struct.h"
#include "csock/socket.h"
#include "csock/tcp_info.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static int open_socket(int family, int type) {
    return csock_socket(family, type, 0);
}

TEST(get_option_returns_the_bytes_that_the_kernel_wrote) {
    int fd = open_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM);
    uint8_t bytes[64];
    memset(bytes, 0xa5, sizeof bytes);
    CHECK_INT(csock_set_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, "lo", 2), 0);
    CHECK_INT(csock_get_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, bytes, 16), 3);
    CHECK_BYTES(bytes, 4, "lo\0\xa5", 4);
    CHECK_INT(csock_get_option(fd, CSOCK_SOL_TCP, CSOCK_TCP_CONGESTION, bytes, 16), 16);
    CHECK_INT(csock_get_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUF, bytes, 2), 2);
    CHECK_INT(csock_get_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUF, bytes, sizeof bytes), 4);
    CHECK_INT(csock_get_option(fd, CSOCK_SOL_SOCKET, 9999, bytes, 4), -ENOPROTOOPT);
    CHECK_INT(csock_get_option(-1, CSOCK_SOL_SOCKET, CSOCK_SO_TYPE, bytes, 4), -EBADF);
    CHECK_INT(csock_get_option(fd, 1, 1, bytes, (size_t)INT_MAX + 1), -EINVAL);
    CHECK_INT(csock_set_option(fd, 1, 1, bytes, SIZE_MAX), -EINVAL);
    csock_close(fd);
    // The kernel returns the needed size, which is more than the buffer has. The result is clamped.
    int netlink = csock_socket(CSOCK_AF_NETLINK, CSOCK_SOCK_RAW, 0);
    enum { SOL_NETLINK_LEVEL = 270, LIST_MEMBERSHIPS = 9 };
    CHECK_BETWEEN(csock_get_option(netlink, SOL_NETLINK_LEVEL, LIST_MEMBERSHIPS, bytes, 1), 0, 1);
    csock_close(netlink);
}

TEST(integer_options_of_1_4_and_8_bytes_are_set_and_read) {
    int fd = open_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM);
    int64_t value = -7;
    static const struct {
        int level, name;
        int64_t set, read;
    } wanted[] = {
        {CSOCK_SOL_IP, CSOCK_IP_MULTICAST_TTL, 255, 255},
        {CSOCK_SOL_IP, CSOCK_IP_TTL, 1, 1},
        {CSOCK_SOL_IP, CSOCK_IP_UNICAST_IF, 1, 1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_BROADCAST, 1, 1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_MAX_PACING_RATE, INT64_C(5000000000), INT64_C(5000000000)},
        {CSOCK_SOL_SOCKET, CSOCK_SO_MAX_PACING_RATE, -1, -1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUF, 10000, 20000},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        CHECK_INT(csock_set_option_int(fd, wanted[i].level, wanted[i].name, wanted[i].set), 0);
        CHECK_INT(csock_get_option_int(fd, wanted[i].level, wanted[i].name, &value), 0);
        CHECK_INT(value, wanted[i].read);
    }
    CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_SOCKET, CSOCK_SO_COOKIE, &value), 0);
    CHECK(value > 0);
    // The kernel would write the first bytes of a struct.
    static const int structs[] = {CSOCK_SO_LINGER, CSOCK_SO_RCVTIMEO, CSOCK_SO_SNDTIMEO};
    for (size_t i = 0; i < sizeof structs / sizeof structs[0]; i++)
        CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_SOCKET, structs[i], &value), -EINVAL);
    CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDLOWAT, &value), 0);
    CHECK_INT(value, 1);
    csock_close(fd);
}

TEST(integer_options_out_of_range_are_refused) {
    static const struct {
        int level, name;
        int64_t value;
    } refused[] = {
        {CSOCK_SOL_IP, CSOCK_IP_TTL, 0},
        {CSOCK_SOL_IP, CSOCK_IP_TTL, 256},
        {CSOCK_SOL_IP, CSOCK_IP_TTL, INT64_C(0x100000001)},
        {CSOCK_SOL_IP, CSOCK_IP_TOS, 256},
        {CSOCK_SOL_IP, CSOCK_IP_TOS, -1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUF, -1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_RCVLOWAT, -1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_MARK, -1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_REUSEADDR, INT64_C(1) << 32},
        {CSOCK_SOL_SOCKET, CSOCK_SO_LINGER, 1},
        {CSOCK_SOL_TCP, CSOCK_TCP_WINDOW_CLAMP, -1},
        {CSOCK_SOL_VSOCK, CSOCK_SO_VM_SOCKETS_BUFFER_SIZE, -1},
    };
    // With a bad descriptor: the result would be -EBADF if the kernel were asked.
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        CHECK_INT(csock_set_option_int(-1, refused[i].level, refused[i].name, refused[i].value),
                  -EINVAL);
    CHECK_INT(csock_set_option_int(-1, CSOCK_SOL_IP, CSOCK_IP_TTL, 255), -EBADF);
}

TEST(time_options_are_rounded_up) {
    int fd = open_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM);
    int64_t time = -7;
    static const struct {
        int level, name;
        int64_t set, read;
    } wanted[] = {
        {CSOCK_SOL_SOCKET, CSOCK_SO_LINGER, -1, -1},
        {CSOCK_SOL_SOCKET, CSOCK_SO_LINGER, 0, 0},
        {CSOCK_SOL_SOCKET, CSOCK_SO_LINGER, 1, CSOCK_SECOND},
        {CSOCK_SOL_SOCKET, CSOCK_SO_RCVTIMEO, 2 * CSOCK_SECOND, 2 * CSOCK_SECOND},
        {CSOCK_SOL_SOCKET, CSOCK_SO_RCVTIMEO, -1, -1},
        {CSOCK_SOL_TCP, CSOCK_TCP_KEEPIDLE, CSOCK_SECOND + 1, 2 * CSOCK_SECOND},
        {CSOCK_SOL_TCP, CSOCK_TCP_LINGER2, -1, -1},
        {CSOCK_SOL_TCP, CSOCK_TCP_USER_TIMEOUT, 1, CSOCK_MILLISECOND},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        CHECK_INT(csock_set_option_time(fd, wanted[i].level, wanted[i].name, wanted[i].set), 0);
        CHECK_INT(csock_get_option_time(fd, wanted[i].level, wanted[i].name, &time), 0);
        CHECK_INT(time, wanted[i].read);
    }
    // The kernel rounds up to its ticks. 0 must not become "no limit".
    CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, 0), 0);
    CHECK_INT(csock_get_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, &time), 0);
    CHECK_BETWEEN(time, 1, 10 * CSOCK_MILLISECOND);
    if (sizeof(time_t) > 4) {
        CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, INT64_MAX), 0);
        CHECK_INT(csock_get_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, &time), 0);
        CHECK(time == -1 || time > INT64_C(9000000000) * CSOCK_SECOND);
    } else {
        CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, INT64_MAX),
                  -EINVAL);
    }
    CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, -2), -EINVAL);
    CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_TCP, CSOCK_TCP_KEEPIDLE, -1), -EINVAL);
    CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_TCP, CSOCK_TCP_KEEPIDLE, 0), -EINVAL);
    CHECK_INT(csock_set_option_time(fd, CSOCK_SOL_TCP, CSOCK_TCP_NODELAY, 0), -EINVAL);
    CHECK_INT(csock_get_option_time(fd, CSOCK_SOL_TCP, CSOCK_TCP_NODELAY, &time), -EINVAL);
    csock_close(fd);
}

TEST(text_options_are_not_truncated) {
    int fd = open_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM);
    char text[CSOCK_OPTION_NAME_SIZE];
    CHECK_INT(csock_set_option_text(fd, CSOCK_SOL_TCP, CSOCK_TCP_CONGESTION, "renox", 4), 0);
    CHECK_INT(csock_get_option_text(fd, CSOCK_SOL_TCP, CSOCK_TCP_CONGESTION, text, sizeof text), 4);
    CHECK_BYTES(text, 4, "reno", 4);
    CHECK_INT(csock_set_option_text(fd, 6, CSOCK_TCP_CONGESTION, "renoxrenoxrenox!", 16),
              -ENAMETOOLONG);
    CHECK_INT(csock_set_option_text(fd, 6, CSOCK_TCP_CONGESTION, "reno\0", 5), -EINVAL);
    CHECK_INT(csock_set_option_text(fd, 6, CSOCK_TCP_CONGESTION, "none", 4), -ENOENT);
    CHECK_INT(csock_set_option_text(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, NULL, 0), 0);
    CHECK_INT(csock_get_option_text(fd, CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, text, 16), 0);
    csock_close(fd);
}

TEST(take_error_returns_a_pending_error_once) {
    csock_address address;
    int keeper = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, &address);
    int fd = open_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM | CSOCK_SOCK_NONBLOCK);
    CHECK_INT(csock_take_error(fd), 0);
    // The connection is refused at once, and the error stays pending.
    CHECK_INT(csock_connect(fd, &address, 0, 0), -EINPROGRESS);
    CHECK_INT(csock_take_error(fd), -ECONNREFUSED);
    CHECK_INT(csock_take_error(fd), 0);
    csock_close(fd);
    csock_close(keeper);
    CHECK_INT(csock_take_error(-1), -EBADF);
}

TEST(peer_credentials_of_a_unix_socket_are_this_process) {
    int fds[2];
    csock_credentials peer;
    static uint32_t groups[65536];
    CHECK_INT(csock_socketpair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0, fds), 0);
    CHECK_INT(csock_peer_credentials(fds[0], &peer), 0);
    CHECK_INT(peer.process, getpid());
    CHECK_INT(peer.user, geteuid());
    CHECK_INT(peer.group, getegid());
    CHECK_INT(csock_peer_groups(fds[0], groups, 65536), getgroups(0, NULL));
    close_pair(fds);
}

TEST(multicast_memberships_by_each_option_are_the_same_membership) {
    static const uint8_t group[4] = {239, 255, 71, 14}, any[4], local[4] = {127, 0, 0, 1};
    csock_address address, address6, source;
    static const uint8_t group6[16] = {0xff, 0x15, [15] = 0x14};
    int fd = open_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM);
    int fd6 = open_socket(CSOCK_AF_INET6, CSOCK_SOCK_DGRAM);
    csock_address_set_ipv4(&address, group, 0);
    csock_address_set_ipv4(&source, local, 0);
    csock_address_set_ipv6(&address6, group6, 0, 0, 0);
    CHECK_INT(csock_set_ipv4_membership(fd, CSOCK_IP_ADD_MEMBERSHIP, group, local, 0), 0);
    CHECK_INT(csock_set_ipv4_membership(fd, CSOCK_IP_ADD_MEMBERSHIP, group, any, 1), -EADDRINUSE);
    CHECK_INT(csock_set_membership(fd, CSOCK_MCAST_LEAVE_GROUP, &address, 1), 0);
    CHECK_INT(csock_set_ipv4_membership(fd, CSOCK_IP_DROP_MEMBERSHIP, group, any, 1),
              -EADDRNOTAVAIL);
    CHECK_INT(csock_set_source_membership(fd, CSOCK_MCAST_JOIN_SOURCE_GROUP, &address, &source, 1),
              0);
    CHECK_INT(
        csock_set_ipv4_source_membership(fd, CSOCK_IP_DROP_SOURCE_MEMBERSHIP, group, local, local),
        0);
    CHECK_INT(csock_set_membership(fd6, CSOCK_MCAST_JOIN_GROUP, &address6, 1), 0);
    CHECK_INT(csock_set_ipv6_membership(fd6, CSOCK_IPV6_LEAVE_GROUP, group6, 1), 0);
    CHECK_INT(
        csock_set_source_membership(fd6, CSOCK_MCAST_JOIN_SOURCE_GROUP, &address6, &source, 1),
        -EAFNOSUPPORT);
    csock_address_set_unix_unnamed(&address);
    CHECK_INT(csock_set_membership(fd, CSOCK_MCAST_JOIN_GROUP, &address, 0), -EAFNOSUPPORT);
    csock_close(fd6);
    csock_close(fd);
}

TEST(tcp_info_is_read_from_a_tcp_socket) {
    int fds[2];
    csock_tcp_info info;
    memset(&info, 0xa5, sizeof info);
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_get_tcp_info(fds[0], &info), 0);
    CHECK_INT(info.state, CSOCK_TCP_ESTABLISHED);
    CHECK_BETWEEN(info.size, 232, 1024);
    CHECK_INT(info.bytes_sent, 0);
    CHECK_INT(info.max_pacing_rate, UINT64_MAX);
    CHECK_BETWEEN(info.snd_wscale, 1, 14);
    CHECK_BETWEEN(info.snd_mss, 536, 65536);
    close_pair(fds);
    int fd = open_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM);
    CHECK_INT(csock_get_tcp_info(fd, &info), -EOPNOTSUPP);
    csock_close(fd);
}
