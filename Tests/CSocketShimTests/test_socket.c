#include "csock/constant.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "directory.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(socket_has_the_family_type_protocol_and_mode_that_were_asked_for) {
    static const csock_socket_info wanted[] = {
        {CSOCK_AF_INET, CSOCK_SOCK_STREAM, CSOCK_IPPROTO_TCP, true},
        {CSOCK_AF_INET, CSOCK_SOCK_DGRAM, CSOCK_IPPROTO_UDP, false},
        {CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0, false},
        {CSOCK_AF_UNIX, CSOCK_SOCK_SEQPACKET, 0, true},
        {CSOCK_AF_NETLINK, CSOCK_SOCK_RAW, 0, true},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        csock_socket_info info;
        memset(&info, 0xa5, sizeof info);
        int nonblocking = wanted[i].blocking ? 0 : CSOCK_SOCK_NONBLOCK;
        int fd = csock_socket(wanted[i].family, wanted[i].type | nonblocking, 0);
        CHECK_INT(csock_describe(fd, &info), 0);
        CHECK_INT(info.family, wanted[i].family);
        CHECK_INT(info.type, wanted[i].type);
        CHECK_INT(info.protocol, wanted[i].protocol);
        CHECK_INT(info.blocking, wanted[i].blocking);
        CHECK_INT(csock_close(fd), 0);
    }
}

TEST(socket_reports_unknown_families_and_protocols) {
    CHECK_INT(csock_socket(CSOCK_AF_UNSPEC, CSOCK_SOCK_STREAM, 0), -EAFNOSUPPORT);
    CHECK_INT(csock_socket(9999, CSOCK_SOCK_STREAM, 0), -EAFNOSUPPORT);
    CHECK_INT(csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, CSOCK_IPPROTO_UDP), -EPROTONOSUPPORT);
    CHECK_INT(csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 99), -EPROTONOSUPPORT);
}

static int64_t open_raw(void) {
    return csock_socket(CSOCK_AF_INET, CSOCK_SOCK_RAW, CSOCK_IPPROTO_ICMP);
}

static int64_t open_packet(void) {
    return csock_socket(CSOCK_AF_PACKET, CSOCK_SOCK_RAW, 0);
}

static int64_t open_ping(void) {
    return csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, CSOCK_IPPROTO_ICMP);
}

TEST(raw_and_packet_sockets_need_a_privilege) {
    CHECK_INT(unprivileged(open_raw), -EPERM);
    CHECK_INT(unprivileged(open_packet), -EPERM);
}

TEST(unprivileged_ping_socket_needs_a_group) {
    long first = 1, last = 0;
    FILE *range = fopen("/proc/sys/net/ipv4/ping_group_range", "re");
    if (!range)
        SKIP("no ping_group_range");
    CHECK_INT(fscanf(range, "%ld %ld", &first, &last), 2);
    fclose(range);
    if (first <= last)
        SKIP("net.ipv4.ping_group_range lets groups in");
    CHECK_INT(unprivileged(open_ping), -EACCES);
}

// Lowers the limit of descriptors to the lowest free number. Returns the limit before.
static struct rlimit forbid_descriptors(void) {
    struct rlimit before, limit;
    int lowest = dup(0);
    CHECK_INT(close(lowest), 0);
    CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
    limit = before;
    limit.rlim_cur = (rlim_t)lowest;
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
    return before;
}

TEST(running_out_of_descriptors_is_emfile_and_loses_no_connection) {
    csock_address address;
    int pair[2];
    int fd = listener(CSOCK_AF_INET, 1, &address);
    int client = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_connect(client, &address, 0, CSOCK_FOREVER), 0);

    struct rlimit before = forbid_descriptors();
    int opened = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    int paired = csock_socketpair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0, pair);
    int twin = csock_duplicate(fd);
    int accepted = csock_accept(fd, NULL, 0, CSOCK_SECOND);
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
    CHECK_INT(opened, -EMFILE);
    CHECK_INT(paired, -EMFILE);
    CHECK_INT(twin, -EMFILE);
    CHECK_INT(accepted, -EMFILE);

    CHECK_INT(csock_get_blocking(fd), 1);
    accepted = csock_accept(fd, NULL, 0, CSOCK_SECOND); // the connection is still in the backlog
    CHECK(accepted >= 0);
    CHECK_INT(csock_close(accepted), 0);
    close_pair((const int[]){fd, client});
}

TEST(socketpair_is_connected) {
    static const int types[] = {CSOCK_SOCK_STREAM, CSOCK_SOCK_DGRAM, CSOCK_SOCK_SEQPACKET};
    for (int i = 0; i < 3; i++) {
        int fds[2];
        char byte = 0;
        CHECK_INT(csock_socketpair(CSOCK_AF_UNIX, types[i] | CSOCK_SOCK_NONBLOCK, 0, fds), 0);
        CHECK_INT(csock_get_blocking(fds[0]), 0);
        CHECK_INT(csock_get_blocking(fds[1]), 0);
        CHECK_INT(csock_send(fds[0], "x", 1, 0, 0), 1);
        CHECK_INT(csock_recv(fds[1], &byte, 1, 0, 0), 1);
        CHECK_INT(byte, 'x');
        close_pair(fds);
    }
    int fds[2];
    CHECK_INT(csock_socketpair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0, fds), -EOPNOTSUPP);
    CHECK_INT(csock_socketpair(9999, CSOCK_SOCK_STREAM, 0, fds), -EAFNOSUPPORT);
}

TEST(bind_reports_addresses_that_cannot_be_bound) {
    csock_address taken, v6, un, foreign;
    int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, &taken);
    csock_address other = loopback(0);
    CHECK_INT(csock_bind(fd, &other), -EINVAL); // bound already
    int second = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_bind(second, &taken), -EADDRINUSE);
    csock_address_set_ipv4(&foreign, (const uint8_t[]){203, 0, 113, 1}, 0);
    CHECK_INT(csock_bind(second, &foreign), -EADDRNOTAVAIL);
    csock_address_set_unix_unnamed(&un);
    CHECK_INT(csock_bind(second, &un), -EINVAL); // too short
    csock_address_set_ipv6(&v6, (const uint8_t[16]){0}, 0, 0, 0);
    CHECK_INT(csock_bind(second, &v6), -EAFNOSUPPORT);
    CHECK_INT(csock_bind(-1, &other), -EBADF);
    close_pair((const int[]){fd, second});

    fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_bind(fd, &other), -EINVAL);
    CHECK_INT(csock_close(fd), 0);
}

static int64_t bind_port_1(void) {
    csock_address address = loopback(1);
    return csock_bind(csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0), &address);
}

static char closed_directory[32];

static int64_t bind_in_closed_directory(void) {
    char path[64];
    csock_address address;
    snprintf(path, sizeof path, "%s/socket", closed_directory);
    csock_address_set_unix_path(&address, path, strlen(path));
    return csock_bind(csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0), &address);
}

TEST(bind_without_permission_is_eacces) {
    make_directory(closed_directory);
    CHECK_INT(chmod(closed_directory, 0500), 0);
    CHECK_INT(unprivileged(bind_in_closed_directory), -EACCES);
    remove_directory(closed_directory);

    int first = 1024;
    FILE *start = fopen("/proc/sys/net/ipv4/ip_unprivileged_port_start", "re");
    if (start) {
        CHECK_INT(fscanf(start, "%d", &first), 1);
        fclose(start);
    }
    if (first <= 1)
        SKIP("net.ipv4.ip_unprivileged_port_start lets everybody bind port 1");
    CHECK_INT(unprivileged(bind_port_1), -EACCES);
}

TEST(listen_reports_sockets_that_cannot_listen) {
    csock_address address;
    int one = 1;
    int fds[2];
    for (int i = 0; i < 2; i++) {
        fds[i] = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
        CHECK_INT(setsockopt(fds[i], SOL_SOCKET, SO_REUSEADDR, &one, sizeof one), 0);
        if (i == 0)
            address = loopback(0);
        CHECK_INT(csock_bind(fds[i], &address), 0);
        CHECK_INT(csock_local_address(fds[i], &address), 0);
    }
    CHECK_INT(csock_listen(fds[0], INT_MAX), 0);
    CHECK_INT(csock_listen(fds[1], INT_MAX), -EADDRINUSE);
    close_pair(fds);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_listen(fd, 1), -EOPNOTSUPP);
    CHECK_INT(csock_close(fd), 0);
    CHECK_INT(csock_listen(fd, 1), -EBADF);
}

TEST(listen_with_a_negative_backlog_admits_one_connection) {
    csock_address address;
    int fd = listener(CSOCK_AF_UNIX, -5, &address);
    int clients[2];
    for (int i = 0; i < 2; i++) {
        clients[i] = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
        CHECK_INT(csock_connect(clients[i], &address, 0, 0), i == 0 ? 0 : -EAGAIN);
    }
    close_pair(clients);
    CHECK_INT(csock_close(fd), 0);
}

TEST(describe_reports_descriptors_that_are_no_sockets) {
    csock_socket_info info;
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(csock_describe(ends[0], &info), -ENOTSOCK);
    close_pair(ends);
    CHECK_INT(csock_describe(ends[0], &info), -EBADF);
    CHECK_INT(csock_describe(-1, &info), -EBADF);
}

TEST(local_and_peer_address_agree_on_both_ends) {
    int fds[2], ends[2];
    csock_address local, peer;
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    for (int i = 0; i < 2; i++) {
        CHECK_INT(csock_local_address(fds[i], &local), 0);
        CHECK_INT(csock_peer_address(fds[1 - i], &peer), 0);
        CHECK(csock_address_equal(&local, &peer));
    }
    close_pair(fds);
    CHECK_INT(csock_local_address(fds[0], &local), -EBADF);
    CHECK_INT(csock_peer_address(fds[0], &peer), -EBADF);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_peer_address(fd, &peer), -ENOTCONN);
    CHECK_INT(csock_close(fd), 0);
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(csock_local_address(ends[0], &local), -ENOTSOCK);
    CHECK_INT(csock_peer_address(ends[0], &peer), -ENOTSOCK);
    close_pair(ends);
}

TEST(shutdown_ends_sending_and_receiving) {
    int fds[2];
    char byte;
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_shutdown(fds[0], 99), -EINVAL);
    CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_FOREVER), -EPIPE);
    CHECK_INT(csock_send(fds[1], "x", 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(csock_shutdown(fds[1], CSOCK_SHUT_RD), 0);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_shutdown(fds[1], CSOCK_SHUT_RDWR), 0);
    CHECK_INT(csock_send(fds[1], "x", 1, 0, CSOCK_FOREVER), -EPIPE);
    close_pair(fds);
    CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_RD), -EBADF);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_shutdown(fd, CSOCK_SHUT_RDWR), -ENOTCONN);
    CHECK_INT(csock_close(fd), 0);
}

TEST(close_of_a_closed_descriptor_is_ebadf) {
    int fds[2];
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_close(fds[0]), 0);
    CHECK_INT(csock_close(fds[0]), -EBADF);
    CHECK_INT(csock_close(-1), -EBADF);
    char byte;
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_close(fds[1]), 0);
}

TEST(duplicate_is_the_same_socket) {
    int fds[2];
    char byte = 0;
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    int twin = csock_duplicate(fds[0]);
    CHECK(twin >= 0 && twin != fds[0]);
    CHECK_INT(csock_close(fds[0]), 0);
    CHECK_INT(csock_send(twin, "x", 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(byte, 'x');
    close_pair((const int[]){twin, fds[1]});
    CHECK_INT(csock_duplicate(twin), -EBADF);
}
