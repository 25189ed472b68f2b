#include "call.h"
#include "csock/constant.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/wait.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int connect_to(const csock_address *address) {
    int fd = csock_socket(csock_address_family(address), CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_connect(fd, address, 0, CSOCK_FOREVER), 0);
    return fd;
}

// With every combination of family, deadline, listener mode and flags. The listener keeps its mode.
TEST(accept_returns_a_connection_that_is_in_the_backlog) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    static const int64_t timeouts[] = {CSOCK_FOREVER, 0, CSOCK_SECOND};
    for (int variant = 0; variant < 24; variant++) {
        int64_t timeout_ns = timeouts[variant % 3];
        bool blocking = variant / 3 % 2, nonblocking_result = variant / 6 % 2;
        csock_address address, peer, client_address;
        int fd = listener(families[variant / 12], 1, &address);
        CHECK_INT(csock_set_blocking(fd, blocking), 0);
        int client = connect_to(&address);
        // A TCP connect returns a moment before the connection is in the backlog.
        CHECK_INT(csock_wait(fd, CSOCK_READABLE, 0, 30 * CSOCK_SECOND), CSOCK_READABLE);
        memset(&peer, 0xa5, sizeof peer);
        int accepted =
            csock_accept(fd, &peer, nonblocking_result ? CSOCK_SOCK_NONBLOCK : 0, timeout_ns);
        CHECK(accepted >= 0);
        CHECK_INT(csock_get_blocking(accepted), !nonblocking_result);
        CHECK_INT(csock_get_blocking(fd), blocking);
        CHECK_INT(csock_local_address(client, &client_address), 0);
        CHECK(csock_address_equal(&peer, &client_address));
        close_pair((const int[]){client, accepted});
        CHECK_INT(csock_close(fd), 0);
    }
}

TEST(accept_times_out_when_nobody_connects) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    for (int variant = 0; variant < 4; variant++) {
        int fd = listener(families[variant / 2], 1, NULL);
        bool blocking = variant % 2;
        CHECK_INT(csock_set_blocking(fd, blocking), 0);
        CHECK_INT(csock_accept(fd, NULL, 0, 0), -EAGAIN);
        CHECK_INT(csock_get_blocking(fd), blocking);
        call waiting = {.run = call_accept, .fd = fd, .timeout_ns = 100 * CSOCK_MILLISECOND};
        CHECK_INT(call_now(&waiting), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(waiting, waiting.timeout_ns);
        CHECK_INT(csock_get_blocking(fd), blocking);
        CHECK_INT(csock_close(fd), 0);
    }
}

TEST(accept_waits_until_a_client_connects) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    static const int64_t timeouts[] = {CSOCK_FOREVER, 30 * CSOCK_SECOND};
    for (int variant = 0; variant < 8; variant++) {
        csock_address address;
        int fd = listener(families[variant / 4], 1, &address);
        bool blocking = variant / 2 % 2;
        CHECK_INT(csock_set_blocking(fd, blocking), 0);
        call waiting = {.run = call_accept, .fd = fd, .timeout_ns = timeouts[variant % 2]};
        call_start(&waiting);
        CHECK(call_sleeps(&waiting));
        int client = connect_to(&address);
        int accepted = (int)call_end(&waiting);
        CHECK(accepted >= 0);
        CHECK_INT(csock_get_blocking(accepted), 1);
        CHECK_INT(csock_get_blocking(fd), blocking);
        close_pair((const int[]){client, accepted});
        CHECK_INT(csock_close(fd), 0);
    }
}

TEST(accept_with_a_deadline_makes_the_listener_nonblocking_while_it_waits) {
    int fd = listener(CSOCK_AF_INET, 1, NULL);
    CHECK_INT(csock_set_blocking(fd, false), 0);
    // CSOCK_MODE_IN_STEP says that the descriptor blocks. It does not, so that EAGAIN is reported.
    CHECK_INT(csock_accept(fd, NULL, CSOCK_MODE_IN_STEP, CSOCK_FOREVER), -EAGAIN);
    CHECK_INT(csock_accept(fd, NULL, CSOCK_MODE_IN_STEP, 0), -EAGAIN);
    call waiting = {.run = call_accept,
                    .fd = fd,
                    .flags = CSOCK_MODE_IN_STEP,
                    .timeout_ns = 100 * CSOCK_MILLISECOND};
    CHECK_INT(call_now(&waiting), -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(waiting, waiting.timeout_ns);

    // Without that flag, a call with a deadline sets O_NONBLOCK while it waits.
    CHECK_INT(csock_set_blocking(fd, true), 0);
    waiting.flags = 0;
    waiting.timeout_ns = 30 * CSOCK_SECOND;
    call_start(&waiting);
    CHECK(call_sleeps(&waiting));
    CHECK_INT(csock_get_blocking(fd), 0);
    CHECK_INT(csock_interrupt(fd), 0);
    CHECK_INT(call_end(&waiting), -EINVAL);
    CHECK_INT(csock_get_blocking(fd), 1);
    CHECK_INT(csock_close(fd), 0);
}

TEST(accept_reports_descriptors_that_do_not_listen) {
    int ends[2];
    csock_address address;
    for (int i = 0; i < 3; i++) {
        int64_t timeout_ns = (const int64_t[]){CSOCK_FOREVER, 0, CSOCK_SECOND}[i];
        CHECK_INT(csock_accept(-1, NULL, 0, timeout_ns), -EBADF);
        CHECK_INT(pipe(ends), 0);
        CHECK_INT(csock_accept(ends[0], NULL, 0, timeout_ns), -ENOTSOCK);
        CHECK_INT(csock_get_blocking(ends[0]), 1);
        close_pair(ends);
        int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, NULL);
        CHECK_INT(csock_accept(fd, NULL, 0, timeout_ns), -EOPNOTSUPP);
        CHECK_INT(csock_close(fd), 0);
        fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, NULL);
        CHECK_INT(csock_accept(fd, &address, 0, timeout_ns), -EINVAL); // not listening
        CHECK_INT(csock_get_blocking(fd), 1);
        CHECK_INT(csock_close(fd), 0);
    }
}

// Both calls see the listener become readable, and one of them gets the connection.
TEST(accept_that_loses_a_connection_to_another_waits_until_its_deadline) {
    csock_address address;
    int fd = listener(CSOCK_AF_INET, 1, &address);
    CHECK_INT(csock_set_blocking(fd, false), 0);
    call calls[2];
    for (int i = 0; i < 2; i++) {
        calls[i] = (call){.run = call_accept, .fd = fd, .timeout_ns = 300 * CSOCK_MILLISECOND};
        call_start(&calls[i]);
        CHECK(call_sleeps(&calls[i]));
    }
    int client = connect_to(&address);
    call_end(&calls[0]);
    call_end(&calls[1]);
    int winner = calls[0].result >= 0 ? 0 : 1;
    CHECK(calls[winner].result >= 0);
    CHECK_INT(calls[1 - winner].result, -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(calls[1 - winner], calls[1 - winner].timeout_ns);
    close_pair((const int[]){client, (int)calls[winner].result});
    CHECK_INT(csock_close(fd), 0);
}
