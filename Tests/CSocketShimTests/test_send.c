// For SO_LINGER and sigaction(2).
#define _GNU_SOURCE

#include "call.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "csock/wait.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>

TEST(send_times_out_when_the_send_buffer_is_full) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    for (int variant = 0; variant < 4; variant++) {
        int fds[2];
        connected_pair(families[variant / 2], CSOCK_SOCK_STREAM, fds);
        bool blocking = variant == 1 || variant == 2;
        CHECK_INT(csock_set_blocking(fds[0], blocking), 0);
        fill(fds[0]);
        call sending = {.run = variant % 2 ? call_send_all : call_send,
                        .fd = fds[0],
                        .bytes = "x",
                        .count = 1,
                        .timeout_ns = 0};
        CHECK_INT(call_now(&sending), -EAGAIN);
        sending.timeout_ns = 30 * CSOCK_SECOND;
        sending.flags = CSOCK_MSG_DONTWAIT;
        CHECK_INT(call_now(&sending), -EAGAIN);
        sending.timeout_ns = CSOCK_FOREVER;
        CHECK_INT(call_now(&sending), -EAGAIN);
        CHECK_INT(csock_get_blocking(fds[0]), blocking);
        // CSOCK_MODE_IN_STEP says that the descriptor blocks. If it does not, EAGAIN is reported.
        sending.flags = CSOCK_MODE_IN_STEP;
        if (!blocking)
            CHECK_INT(call_now(&sending), -EAGAIN);
        sending.flags = 0;
        sending.timeout_ns = 100 * CSOCK_MILLISECOND;
        CHECK_INT(call_now(&sending), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(sending, sending.timeout_ns);
        CHECK_INT(csock_get_blocking(fds[0]), blocking);
        CHECK_INT(sending.sent, 0);
        close_pair(fds);
    }
}

TEST(so_sndtimeo_bounds_a_send_without_a_deadline) {
    int fds[2];
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    fill(fds[0]);
    set_time_limit(fds[0], SO_SNDTIMEO, 100 * CSOCK_MILLISECOND);
    call sending = {.run = call_send, .fd = fds[0], .bytes = "x", .count = 1};
    sending.timeout_ns = CSOCK_FOREVER;
    CHECK_INT(call_now(&sending), -EAGAIN);
    CHECK_ON_TIME(sending, 100 * CSOCK_MILLISECOND);
    sending.timeout_ns = 200 * CSOCK_MILLISECOND;
    CHECK_INT(call_now(&sending), -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(sending, sending.timeout_ns);
    close_pair(fds);
}

// poll(2) reports such a socket as writable.
TEST(send_to_a_full_unix_datagram_queue_sleeps) {
    for (int connected = 0; connected < 2; connected++) {
        csock_address address;
        int receiver = bound_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, &address);
        int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
        if (connected)
            CHECK_INT(csock_connect(fd, &address, 0, CSOCK_FOREVER), 0);
        call sending = {.run = call_send, .fd = fd, .bytes = "x", .count = 1};
        sending.address = connected ? NULL : &address;
        while (call_now(&sending) == 1)
            continue;
        CHECK_INT(sending.result, -EAGAIN);
        sending.timeout_ns = 300 * CSOCK_MILLISECOND;
        CHECK_INT(call_now(&sending), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(sending, sending.timeout_ns);
        CHECK_BETWEEN(sending.cpu_ns, 0, sending.timeout_ns / 4);

        sending.timeout_ns = 30 * CSOCK_SECOND;
        call_start(&sending);
        CHECK(call_sleeps(&sending));
        CHECK(drain(receiver) > 0);
        CHECK_INT(call_end(&sending), 1);
        close_pair((const int[]){fd, receiver});
    }
}

TEST(send_reports_failures_of_datagram_sockets) {
    csock_address address = loopback(9), broadcast, un;
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_send(fd, "x", 1, 0, CSOCK_SECOND), -EDESTADDRREQ);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, NULL, CSOCK_SECOND), -EDESTADDRREQ);
    csock_address_set_ipv4(&broadcast, (const uint8_t[]){127, 255, 255, 255}, 9);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &broadcast, CSOCK_SECOND), -EACCES);
    CHECK_INT(csock_close(fd), 0);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &address, CSOCK_SECOND), -EBADF);

    fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_address_set_unix_path(&un, "/nonexistent/socket", 19), 0);
    CHECK_INT(csock_send(fd, "x", 1, 0, CSOCK_SECOND), -ENOTCONN);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &un, CSOCK_SECOND), -ENOENT);
    CHECK_INT(csock_close(bound_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, &un)), 0);
    CHECK_INT(csock_send_to(fd, "x", 1, 0, &un, CSOCK_SECOND), -ECONNREFUSED);
    CHECK_INT(csock_close(fd), 0);
}

TEST(send_reports_failures_of_stream_sockets) {
    static const struct linger at_once = {.l_onoff = 1};
    csock_address address;
    int fds[2];
    int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_send(fd, "x", 1, 0, CSOCK_SECOND), -ENOTCONN);
    CHECK_INT(csock_close(fd), 0);
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    csock_address_set_unix_unnamed(&address);
    CHECK_INT(csock_send_to(fds[0], "x", 1, 0, &address, CSOCK_SECOND), -EISCONN);
    close_pair(fds);
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(setsockopt(fds[1], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), 0);
    CHECK_INT(csock_close(fds[1]), 0);
    CHECK(csock_wait(fds[0], CSOCK_READABLE, 0, 30 * CSOCK_SECOND) & CSOCK_FAILED);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_SECOND), -ECONNRESET);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_SECOND), -EPIPE);
    CHECK_INT(csock_close(fds[0]), 0);
}

static int64_t send_outwards(void) {
    csock_address address;
    csock_address_set_ipv4(&address, (const uint8_t[]){203, 0, 113, 1}, 9);
    return csock_send_to(csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0), "x", 1, 0, &address,
                         CSOCK_SECOND);
}

TEST(send_without_a_route_is_enetunreach) {
    int64_t result = without_network(send_outwards);
    if (result == -EPERM)
        SKIP("no namespaces");
    CHECK_INT(result, -ENETUNREACH);
}

TEST(send_to_a_closed_peer_is_epipe_and_raises_no_sigpipe) {
    struct sigaction before, after;
    uint8_t *bytes = make_pattern(1 << 20);
    CHECK_INT(sigaction(SIGPIPE, NULL, &before), 0);
    CHECK(before.sa_handler == SIG_DFL); // SIGPIPE would end this program
    for (int variant = 0; variant < 16; variant++) {
        int fds[2];
        int64_t timeout_ns = (const int64_t[]){CSOCK_FOREVER, CSOCK_SECOND}[variant % 2];
        call sending = {.run = variant / 2 % 2 ? call_send_all : call_send,
                        .bytes = bytes,
                        .count = 1 << 20,
                        .timeout_ns = timeout_ns};
        connected_pair(variant / 4 % 2 ? CSOCK_AF_INET : CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
        sending.fd = fds[0];
        if (variant / 8)
            CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
        CHECK_INT(csock_close(fds[1]), 0);
        // TCP learns that the peer is closed from the RST that answers the first bytes.
        while (call_now(&sending) >= 0 || sending.result == -ECONNRESET)
            continue;
        CHECK_INT(sending.result, -EPIPE);
        CHECK_INT(csock_close(fds[0]), 0);
    }
    CHECK_INT(sigaction(SIGPIPE, NULL, &after), 0);
    CHECK(after.sa_handler == SIG_DFL);
    free(bytes);
}
