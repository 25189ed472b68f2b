#include "call.h"
#include "csock/constant.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/wait.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

TEST(set_blocking_changes_o_nonblock_in_the_kernel) {
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_get_blocking(fd), 1);
    CHECK_INT(csock_set_blocking(fd, false), 0);
    CHECK_INT(csock_get_blocking(fd), 0);
    CHECK(fcntl(fd, F_GETFL) & O_NONBLOCK);
    CHECK_INT(fcntl(fd, F_SETFL, 0), 0);
    CHECK_INT(csock_get_blocking(fd), 1);
    CHECK_INT(csock_set_blocking(fd, true), 0);
    CHECK(!(fcntl(fd, F_GETFL) & O_NONBLOCK));
    CHECK_INT(csock_close(fd), 0);
}

TEST(set_blocking_keeps_the_other_status_flags) {
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(fcntl(ends[1], F_SETFL, O_APPEND), 0);
    CHECK_INT(csock_set_blocking(ends[1], false), 0);
    CHECK(fcntl(ends[1], F_GETFL) & O_APPEND);
    CHECK_INT(csock_set_blocking(ends[1], true), 0);
    CHECK(fcntl(ends[1], F_GETFL) & O_APPEND);
    close_pair(ends);
}

TEST(duplicates_share_the_blocking_mode) {
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    int twin = csock_duplicate(fd);
    CHECK_INT(csock_set_blocking(fd, false), 0);
    CHECK_INT(csock_get_blocking(twin), 0);
    CHECK_INT(csock_set_blocking(twin, true), 0);
    CHECK_INT(csock_get_blocking(fd), 1);
    close_pair((const int[]){fd, twin});
}

TEST(blocking_mode_and_wait_report_bad_descriptors) {
    int closed = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_close(closed), 0);
    for (int i = 0; i < 3; i++) {
        int fd = (const int[]){closed, -1, -7}[i];
        CHECK_INT(csock_get_blocking(fd), -EBADF);
        CHECK_INT(csock_set_blocking(fd, true), -EBADF);
        CHECK_INT(csock_wait(fd, CSOCK_READABLE, 0, 0), -EBADF);
        CHECK_INT(csock_wait(fd, CSOCK_READABLE, 0, CSOCK_FOREVER), -EBADF);
    }
}

TEST(wait_reports_the_events_that_were_asked_for) {
    const int all = CSOCK_READABLE | CSOCK_WRITABLE | CSOCK_URGENT;
    int fds[2];
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_wait(fds[1], all, 0, CSOCK_FOREVER), CSOCK_WRITABLE);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(csock_wait(fds[1], CSOCK_READABLE, 0, CSOCK_FOREVER), CSOCK_READABLE);
    CHECK_INT(csock_wait(fds[1], all, 0, CSOCK_FOREVER), CSOCK_READABLE | CSOCK_WRITABLE);
    CHECK_INT(csock_send(fds[0], "!", 1, CSOCK_MSG_OOB, CSOCK_FOREVER), 1);
    CHECK_INT(csock_wait(fds[1], CSOCK_URGENT, 0, CSOCK_FOREVER), CSOCK_URGENT);
    // Readability was not asked for.
    fill(fds[1]);
    CHECK_INT(csock_wait(fds[1], CSOCK_WRITABLE, 0, 0), -CSOCK_ETIMEOUT);
    CHECK_INT(csock_wait(fds[1], 0, 0, 0), -CSOCK_ETIMEOUT);
    close_pair(fds);
}

TEST(wait_reports_end_of_stream_and_hang_up) {
    int fds[2];
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
    CHECK_INT(csock_wait(fds[1], CSOCK_READABLE, 0, CSOCK_FOREVER), CSOCK_READABLE);
    CHECK_INT(csock_shutdown(fds[1], CSOCK_SHUT_WR), 0);
    CHECK_INT(csock_wait(fds[1], 0, 0, CSOCK_FOREVER), CSOCK_HUNG_UP);
    close_pair(fds);
}

TEST(wait_reports_a_pending_error) {
    csock_address address;
    int refusing = refusing_socket(CSOCK_SOCK_DGRAM, &address);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_connect(fd, &address, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_wait(fd, 0, 0, 0), -CSOCK_ETIMEOUT);
    CHECK_INT(csock_send(fd, "", 0, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_wait(fd, 0, 0, CSOCK_FOREVER), CSOCK_FAILED);
    CHECK_INT(csock_recv(fd, NULL, 0, 0, CSOCK_FOREVER), -ECONNREFUSED);
    close_pair((const int[]){fd, refusing});
}

TEST(wait_times_out_at_its_deadline) {
    int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, NULL);
    static const int64_t timeouts[] = {100 * CSOCK_MILLISECOND, 150 * CSOCK_MILLISECOND + 1};
    for (size_t i = 0; i < sizeof timeouts / sizeof timeouts[0]; i++) {
        call waiting = {.run = call_wait, .fd = fd, .timeout_ns = timeouts[i]};
        CHECK_INT(call_now(&waiting), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(waiting, timeouts[i]);
    }
    call never = {.run = call_wait, .fd = fd, .timeout_ns = 0};
    CHECK_INT(call_now(&never), -CSOCK_ETIMEOUT);
    CHECK_BETWEEN(never.elapsed_ns - never.queued_ns, 0, 50 * CSOCK_MILLISECOND);
    call hardly = {.run = call_wait, .fd = fd, .timeout_ns = 1};
    CHECK_INT(call_now(&hardly), -CSOCK_ETIMEOUT);
    CHECK_BETWEEN(hardly.elapsed_ns - hardly.queued_ns, 0, 50 * CSOCK_MILLISECOND);
    CHECK_INT(csock_close(fd), 0);
}

TEST(wait_with_a_deadline_after_the_end_of_the_clock_does_not_expire) {
    static const int64_t timeouts[] = {CSOCK_FOREVER, INT64_MIN,     INT64_MAX,
                                       INT64_MAX - 1, INT64_MAX / 2, 4000000000 * CSOCK_SECOND};
    for (size_t i = 0; i < sizeof timeouts / sizeof timeouts[0]; i++) {
        int fds[2];
        connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
        call waiting = {.run = call_wait, .fd = fds[0], .timeout_ns = timeouts[i]};
        call_start(&waiting);
        CHECK(call_sleeps(&waiting));
        CHECK_INT(csock_send(fds[1], "x", 1, 0, CSOCK_FOREVER), 1);
        CHECK_INT(call_end(&waiting), CSOCK_READABLE);
        close_pair(fds);
    }
}
