#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "waiting.h"

#include <errno.h>

// csock_interrupt documents two waits that it does not end.
static bool never_ends(const waiting_case *the) {
    return the->family == CSOCK_AF_UNIX &&
           (the->kind == WAITS_TO_CONNECT ||
            (the->kind == WAITS_TO_SEND && the->type == CSOCK_SOCK_DGRAM));
}

static bool is_documented_end(int64_t result) {
    return result == 0 || result == -EPIPE || result == -EINVAL || result == -ECONNRESET ||
           result == -EAGAIN;
}

TEST(waiting_calls_end_when_their_event_happens) {
    for (const waiting_case *the = waiting_cases; the->name; the++)
        for (waiting_mode mode = 0; mode < WAITING_MODES; mode++) {
            waiting it;
            if (the->slow)
                continue;
            set_case(the->name);
            waiting_prepare(&it, the, mode);
            call_start(&it.call);
            CHECK(call_sleeps(&it.call));
            waiting_release(&it);
            int64_t result = call_end(&it.call);
            CHECK_INT(the->kind == WAITS_TO_ACCEPT && result > 0 ? 0 : result, the->released);
            waiting_clean_up(&it);
        }
}

TEST(interrupt_ends_waiting_calls) {
    for (const waiting_case *the = waiting_cases; the->name; the++)
        for (waiting_mode mode = 0; mode < WAITING_MODES; mode++) {
            waiting it;
            if (never_ends(the))
                continue;
            set_case(the->name);
            waiting_prepare(&it, the, mode);
            call_start(&it.call);
            CHECK(call_sleeps(&it.call));
            CHECK_INT(csock_interrupt(it.call.fd), 0);
            int64_t result = call_end(&it.call);
            if (the->run == call_wait)
                CHECK(result > 0);
            else if (!is_documented_end(result))
                CHECK_TEXT(csock_result_name(result), "one of the documented");
            else
                CHECK(result < 0 || the->kind == WAITS_TO_RECEIVE);
            CHECK_INT(csock_get_blocking(it.call.fd), mode != NONBLOCKING_FOR_EVER);
            waiting_clean_up(&it);
        }
}

// A thread may be about to begin its call when another interrupts the socket.
TEST(interrupt_ends_calls_that_begin_later) {
    for (const waiting_case *the = waiting_cases; the->name; the++)
        for (waiting_mode mode = 0; mode < WAITING_MODES; mode++) {
            waiting it;
            if (never_ends(the))
                continue;
            set_case(the->name);
            waiting_prepare(&it, the, mode);
            csock_interrupt(it.call.fd);
            int64_t result = call_now(&it.call);
            CHECK_BETWEEN(it.call.elapsed_ns - it.call.queued_ns, 0, CSOCK_SECOND);
            CHECK(result < 0 || the->kind == WAITS_TO_RECEIVE);
            waiting_clean_up(&it);
        }
}

// shutdown(2) fails with ENOTCONN and ends the call all the same.
TEST(shutdown_ends_a_waiting_receive_of_an_unconnected_datagram_socket) {
    for (waiting_mode mode = 0; mode < WAITING_MODES; mode++) {
        char byte;
        int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, NULL);
        call receiving = {
            .run = call_recv,
            .fd = fd,
            .bytes = &byte,
            .count = 1,
            .timeout_ns = mode == WITH_DEADLINE ? 30 * CSOCK_SECOND : CSOCK_FOREVER,
        };
        CHECK_INT(csock_set_blocking(fd, mode != NONBLOCKING_FOR_EVER), 0);
        call_start(&receiving);
        CHECK(call_sleeps(&receiving));
        CHECK_INT(csock_shutdown(fd, CSOCK_SHUT_RDWR), -ENOTCONN);
        CHECK_INT(call_end(&receiving), 0);
        CHECK_BETWEEN(receiving.cpu_ns, 0, 100 * CSOCK_MILLISECOND);
        CHECK_INT(csock_close(fd), 0);
    }
}

// Netlink has no shutdown(2).
TEST(interrupt_of_a_netlink_socket_ends_calls_that_begin_later) {
    char byte;
    int fd = csock_socket(CSOCK_AF_NETLINK, CSOCK_SOCK_RAW, 0);
    call receiving = {
        .run = call_recv, .fd = fd, .bytes = &byte, .count = 1, .timeout_ns = CSOCK_FOREVER};
    CHECK_INT(csock_interrupt(fd), -EOPNOTSUPP);
    CHECK_INT(call_now(&receiving), -EAGAIN);
    CHECK_BETWEEN(receiving.elapsed_ns - receiving.queued_ns, 0, CSOCK_SECOND);
    CHECK_INT(csock_close(fd), 0);
}

TEST(interrupt_reports_unconnected_and_bad_descriptors) {
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_interrupt(fd), -ENOTCONN);
    CHECK_INT(csock_close(fd), 0);
    CHECK_INT(csock_interrupt(fd), -EBADF);
}
