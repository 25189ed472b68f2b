// For TCP_USER_TIMEOUT.
#define _GNU_SOURCE

#include "call.h"
#include "csock/constant.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

static int tcp_socket(void) {
    return csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
}

TEST(connect_succeeds_in_each_blocking_mode) {
    static const int64_t timeouts[] = {CSOCK_FOREVER, CSOCK_SECOND};
    for (int variant = 0; variant < 8; variant++) {
        csock_address address, peer;
        int listening = listener(variant / 4 ? CSOCK_AF_INET : CSOCK_AF_UNIX, 1, &address);
        int fd = csock_socket(csock_address_family(&address), CSOCK_SOCK_STREAM, 0);
        bool blocking = variant / 2 % 2;
        CHECK_INT(csock_set_blocking(fd, blocking), 0);
        CHECK_INT(csock_connect(fd, &address, 0, timeouts[variant % 2]), 0);
        CHECK_INT(csock_get_blocking(fd), blocking);
        CHECK_INT(csock_peer_address(fd, &peer), 0);
        CHECK(csock_address_equal(&peer, &address));
        // After a connection in progress, the kernel reports its success to the next connect(2)
        // too.
        csock_connect(fd, &address, 0, timeouts[variant % 2]);
        CHECK_INT(csock_connect(fd, &address, 0, timeouts[variant % 2]), -EISCONN);
        close_pair((const int[]){fd, listening});
    }
}

TEST(connect_reports_a_refused_connection_in_each_blocking_mode) {
    csock_address address;
    int refusing = refusing_socket(CSOCK_SOCK_STREAM, &address);
    static const int64_t timeouts[] = {CSOCK_FOREVER, CSOCK_SECOND};
    for (int variant = 0; variant < 4; variant++) {
        int fd = tcp_socket();
        CHECK_INT(csock_set_blocking(fd, variant / 2), 0);
        CHECK_INT(csock_connect(fd, &address, 0, timeouts[variant % 2]), -ECONNREFUSED);
        CHECK_INT(csock_get_blocking(fd), variant / 2);
        CHECK_INT(csock_close(fd), 0);
    }
    int fd = tcp_socket();
    CHECK_INT(csock_set_blocking(fd, false), 0);
    CHECK_INT(csock_connect_start(fd, &address, 0), -EINPROGRESS);
    CHECK_INT(csock_connect_finish(fd, 0, CSOCK_SECOND), -ECONNREFUSED);
    CHECK_INT(csock_close(fd), 0);
    fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
    int unlistened = bound_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, &address);
    CHECK_INT(csock_connect(fd, &address, 0, CSOCK_SECOND), -ECONNREFUSED);
    CHECK_INT(csock_set_blocking(fd, true), 0);
    CHECK_INT(csock_address_set_unix_path(&address, "/nonexistent/socket", 19), 0);
    CHECK_INT(csock_connect(fd, &address, 0, CSOCK_SECOND), -ENOENT);
    CHECK_INT(csock_get_blocking(fd), 1);
    CHECK_INT(csock_close(fd), 0);
    close_pair((const int[]){refusing, unlistened});
}

TEST(connect_with_timeout_zero_is_finished_by_connect_finish) {
    csock_address address;
    int listening = listener(CSOCK_AF_INET, 1, &address);
    int fd = tcp_socket();
    CHECK_INT(csock_connect(fd, &address, 0, 0), -EINPROGRESS);
    CHECK_INT(csock_get_blocking(fd), 1);
    CHECK_INT(csock_connect_finish(fd, 0, CSOCK_SECOND), 0);
    CHECK_INT(csock_peer_address(fd, &address), 0);
    close_pair((const int[]){fd, listening});
}

TEST(connect_reports_wrong_families_and_bad_descriptors) {
    csock_address address = loopback(9), v6;
    int fd = tcp_socket();
    csock_address_set_ipv6(&v6, (const uint8_t[16]){[15] = 1}, 9, 0, 0);
    CHECK_INT(csock_connect(fd, &v6, 0, CSOCK_SECOND), -EAFNOSUPPORT);
    CHECK_INT(csock_get_blocking(fd), 1);
    CHECK_INT(csock_close(fd), 0);
    for (int i = 0; i < 2; i++) {
        int64_t timeout_ns = i ? CSOCK_SECOND : CSOCK_FOREVER;
        CHECK_INT(csock_connect(fd, &address, 0, timeout_ns), -EBADF);
        CHECK_INT(csock_connect_finish(fd, 0, timeout_ns), -EBADF);
    }
}

static int64_t connect_outwards(void) {
    csock_address address;
    csock_address_set_ipv4(&address, (const uint8_t[]){203, 0, 113, 1}, 9);
    return csock_connect(tcp_socket(), &address, 0, CSOCK_SECOND);
}

TEST(connect_without_a_route_is_enetunreach) {
    int64_t result = without_network(connect_outwards);
    if (result == -EPERM)
        SKIP("no namespaces");
    CHECK_INT(result, -ENETUNREACH);
}

TEST(connect_finish_without_a_connect_is_enotconn) {
    int fd = tcp_socket();
    CHECK_INT(csock_connect_finish(fd, 0, CSOCK_SECOND), -ENOTCONN);
    CHECK_INT(csock_close(fd), 0);
}

TEST(connect_times_out_when_the_backlog_is_full) {
    full_listener full = make_full_listener(CSOCK_AF_INET);
    for (int variant = 0; variant < 2; variant++) {
        int fd = tcp_socket();
        CHECK_INT(csock_set_blocking(fd, variant), 0);
        call connecting = {.run = call_connect,
                           .fd = fd,
                           .address = &full.address,
                           .timeout_ns = 100 * CSOCK_MILLISECOND};
        CHECK_INT(call_now(&connecting), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(connecting, connecting.timeout_ns);
        CHECK_INT(csock_get_blocking(fd), variant);
        CHECK_INT(csock_connect(fd, &full.address, 0, 0), -EALREADY);
        CHECK_INT(csock_connect_finish(fd, 0, 0), -EINPROGRESS);
        CHECK_INT(csock_connect_finish(fd, 0, CSOCK_MILLISECOND), -CSOCK_ETIMEOUT);
        CHECK_INT(csock_close(fd), 0);
    }
    close_full_listener(&full);
}

// The kernel sends the SYN again after a second. The backlog has room by then.
TEST(connect_continues_in_the_kernel_after_the_deadline) {
    full_listener full = make_full_listener(CSOCK_AF_INET);
    int fd = tcp_socket();
    char byte = 0;
    CHECK_INT(csock_connect(fd, &full.address, 0, 20 * CSOCK_MILLISECOND), -CSOCK_ETIMEOUT);
    make_room(&full);
    CHECK_INT(csock_connect_finish(fd, 0, 10 * CSOCK_SECOND), 0);
    int accepted = csock_accept(full.fd, NULL, 0, CSOCK_SECOND);
    CHECK_INT(csock_send(fd, "x", 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(csock_recv(accepted, &byte, 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(byte, 'x');
    close_pair((const int[]){fd, accepted});
    close_full_listener(&full);
}

// CSOCK_ETIMEOUT would be this library's deadline.
TEST(connect_reports_the_kernels_own_timeout_as_etimedout) {
    full_listener full = make_full_listener(CSOCK_AF_INET);
    unsigned limit_ms = 100;
    int fd = tcp_socket();
    CHECK_INT(setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &limit_ms, sizeof limit_ms), 0);
    CHECK_INT(csock_connect(fd, &full.address, 0, 20 * CSOCK_SECOND), -ETIMEDOUT);
    CHECK_INT(csock_close(fd), 0);
    close_full_listener(&full);
}

// socket(7).
TEST(so_sndtimeo_bounds_a_blocking_connect) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    static const int results[] = {-EINPROGRESS, -EAGAIN};
    for (int variant = 0; variant < 4; variant++) {
        full_listener full = make_full_listener(families[variant / 2]);
        int fd = csock_socket(families[variant / 2], CSOCK_SOCK_STREAM, 0);
        set_time_limit(fd, SO_SNDTIMEO, 100 * CSOCK_MILLISECOND);
        call connecting = {.run = call_connect,
                           .fd = fd,
                           .flags = variant % 2 ? CSOCK_MODE_IN_STEP : 0,
                           .address = &full.address,
                           .timeout_ns = CSOCK_FOREVER};
        CHECK_INT(call_now(&connecting), results[variant / 2]);
        CHECK_ON_TIME(connecting, 100 * CSOCK_MILLISECOND);
        CHECK_INT(csock_close(fd), 0);
        close_full_listener(&full);
    }
}

TEST(unix_connect_waits_for_room_in_the_backlog_until_its_deadline) {
    full_listener full = make_full_listener(CSOCK_AF_UNIX);
    for (int variant = 0; variant < 2; variant++) {
        int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
        CHECK_INT(csock_set_blocking(fd, variant), 0);
        set_time_limit(fd, SO_SNDTIMEO, 7 * CSOCK_SECOND);
        CHECK_INT(csock_connect(fd, &full.address, 0, 0), -EAGAIN);
        call connecting = {.run = call_connect,
                           .fd = fd,
                           .address = &full.address,
                           .timeout_ns = 200 * CSOCK_MILLISECOND};
        CHECK_INT(call_now(&connecting), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(connecting, connecting.timeout_ns);
        CHECK_BETWEEN(connecting.cpu_ns, 0, connecting.timeout_ns / 4);
        CHECK_INT(csock_get_blocking(fd), variant);
        CHECK_INT(time_limit(fd, SO_SNDTIMEO), 7 * CSOCK_SECOND);
        CHECK_INT(csock_close(fd), 0);
    }
    close_full_listener(&full);
}

TEST(unix_connect_succeeds_when_the_backlog_gets_room) {
    static const int64_t timeouts[] = {CSOCK_FOREVER, 30 * CSOCK_SECOND};
    for (int variant = 0; variant < 4; variant++) {
        full_listener full = make_full_listener(CSOCK_AF_UNIX);
        int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
        csock_address peer;
        CHECK_INT(csock_set_blocking(fd, variant / 2), 0);
        call connecting = {.run = call_connect,
                           .fd = fd,
                           .address = &full.address,
                           .timeout_ns = timeouts[variant % 2]};
        call_start(&connecting);
        CHECK(call_sleeps(&connecting));
        make_room(&full);
        CHECK_INT(call_end(&connecting), 0);
        CHECK_INT(csock_peer_address(fd, &peer), 0);
        CHECK_INT(csock_get_blocking(fd), variant / 2);
        CHECK_INT(time_limit(fd, SO_SNDTIMEO), 0);
        CHECK_INT(csock_close(fd), 0);
        close_full_listener(&full);
    }
}

TEST(connect_changes_and_removes_the_peer_of_a_datagram_socket) {
    csock_address first, second, peer, none;
    int one = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &first);
    int two = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &second);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_connect(fd, &first, 0, CSOCK_SECOND), 0);
    CHECK_INT(csock_connect(fd, &second, 0, CSOCK_SECOND), 0);
    CHECK_INT(csock_peer_address(fd, &peer), 0);
    CHECK(csock_address_equal(&peer, &second));
    // AF_UNSPEC removes the peer: connect(2).
    CHECK_INT(csock_address_set_bytes(&none, "\0", 2), 0);
    CHECK_INT(csock_connect(fd, &none, 0, CSOCK_SECOND), 0);
    CHECK_INT(csock_peer_address(fd, &peer), -ENOTCONN);
    close_pair((const int[]){one, two});
    CHECK_INT(csock_close(fd), 0);
}
