#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "waiting.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

enum { SIGNALS = 10 };

// In another thread: releases the call after this many signals.
static int64_t release_after_signals(call *helper) {
    waiting *it = helper->bytes;
    while (signals_seen() < SIGNALS || !thread_sleeps(helper->fd)) {
        if (it->call.ended)
            return -ECANCELED;
        poll(NULL, 0, 1);
    }
    waiting_release(it);
    return 0;
}

TEST(interrupted_calls_continue_without_losing_data) {
    for (const waiting_case *the = waiting_cases; the->name; the++)
        for (waiting_mode mode = 0; mode < WAITING_MODES; mode++) {
            waiting it;
            if (the->slow)
                continue;
            set_case(the->name);
            waiting_prepare(&it, the, mode);
            call helper = {.run = release_after_signals, .fd = this_thread_id(), .bytes = &it};
            start_signals();
            call_start(&helper);
            int64_t result = call_now(&it.call);
            stop_signals();
            CHECK_INT(call_end(&helper), 0);
            CHECK_INT(the->kind == WAITS_TO_ACCEPT && result > 0 ? 0 : result, the->released);
            if (the->kind == WAITS_TO_RECEIVE && the->run != call_wait)
                CHECK_INT(it.byte, 'x');
            waiting_clean_up(&it);
        }
}

TEST(signals_do_not_move_a_deadline) {
    for (const waiting_case *the = waiting_cases; the->name; the++) {
        waiting it;
        // Once for each call. TCP and Unix connects wait in different ways.
        if (the > waiting_cases && the->run == the[-1].run && the->kind != WAITS_TO_CONNECT)
            continue;
        set_case(the->name);
        waiting_prepare(&it, the, WITH_DEADLINE);
        it.call.timeout_ns = 200 * CSOCK_MILLISECOND;
        start_signals();
        int64_t result = call_now(&it.call);
        int seen = signals_seen();
        stop_signals();
        CHECK(seen >= SIGNALS);
        CHECK_INT(result, -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(it.call, it.call.timeout_ns);
        CHECK_INT(csock_get_blocking(it.call.fd), 1);
        CHECK_INT(it.call.sent, 0);
        waiting_clean_up(&it);
    }
}

TEST(interruptible_calls_return_eintr) {
    for (const waiting_case *the = waiting_cases; the->name; the++)
        for (waiting_mode mode = 0; mode < WAITING_MODES; mode++) {
            waiting it;
            set_case(the->name);
            waiting_prepare(&it, the, mode);
            it.call.flags |= CSOCK_INTERRUPTIBLE;
            start_signals();
            int64_t result = call_now(&it.call);
            stop_signals();
            CHECK_INT(result, -EINTR);
            CHECK_INT(csock_get_blocking(it.call.fd), mode != NONBLOCKING_FOR_EVER);
            waiting_clean_up(&it);
        }
}

static int64_t receive_all(call *it) {
    return (int64_t)receive_pattern(it->fd, 0);
}

TEST(send_all_sends_every_byte_under_signals) {
    enum { COUNT = 16 << 20 };
    uint8_t *bytes = make_pattern(COUNT);
    for (int variant = 0; variant < 4; variant++) {
        int fds[2];
        connected_pair(variant / 2 ? CSOCK_AF_INET : CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
        call receiving = {.run = receive_all, .fd = fds[1]};
        call sending = {.run = call_send_all,
                        .fd = fds[0],
                        .bytes = bytes,
                        .count = COUNT,
                        .timeout_ns = variant % 2 ? 30 * CSOCK_SECOND : CSOCK_FOREVER};
        start_signals();
        call_start(&receiving);
        CHECK_INT(call_now(&sending), 0);
        int seen = signals_seen();
        stop_signals();
        CHECK(seen > 0);
        CHECK_INT(sending.sent, COUNT);
        CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
        CHECK_INT(call_end(&receiving), COUNT);
        close_pair(fds);
    }
    free(bytes);
}

// Nobody receives before the signal, so that the bytes that were sent are in the buffers.
TEST(interrupted_send_all_counts_the_bytes_that_were_sent) {
    enum { COUNT = 32 << 20 };
    uint8_t *bytes = make_pattern(COUNT);
    for (int variant = 0; variant < 6; variant++) {
        int fds[2];
        connected_pair(variant / 3 ? CSOCK_AF_INET : CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
        CHECK_INT(csock_set_blocking(fds[0], variant % 3 != NONBLOCKING_FOR_EVER), 0);
        call sending = {.run = call_send_all,
                        .fd = fds[0],
                        .flags = CSOCK_INTERRUPTIBLE,
                        .bytes = bytes,
                        .count = COUNT,
                        .timeout_ns = variant % 3 == WITH_DEADLINE ? CSOCK_SECOND : CSOCK_FOREVER};
        start_signals();
        CHECK_INT(call_now(&sending), -EINTR);
        stop_signals();
        CHECK_BETWEEN(sending.sent, 1, COUNT - 1);
        CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
        CHECK_INT(receive_pattern(fds[1], 0), sending.sent);
        close_pair(fds);
    }
    free(bytes);
}

// The kernel continues to connect after EINTR.
TEST(interrupted_connect_is_finished_by_connect_finish) {
    waiting it;
    const waiting_case *the = waiting_cases;
    while (the->kind != WAITS_TO_CONNECT || the->family != CSOCK_AF_INET)
        the++;
    waiting_prepare(&it, the, BLOCKING_FOR_EVER);
    it.call.flags |= CSOCK_INTERRUPTIBLE;
    start_signals();
    CHECK_INT(call_now(&it.call), -EINTR);
    CHECK_INT(csock_connect_finish(it.call.fd, CSOCK_INTERRUPTIBLE, 30 * CSOCK_SECOND), -EINTR);
    stop_signals();
    CHECK_INT(csock_connect_finish(it.call.fd, 0, 0), -EINPROGRESS);
    waiting_release(&it);
    CHECK_INT(csock_connect_finish(it.call.fd, 0, 30 * CSOCK_SECOND), 0);
    csock_address peer;
    CHECK_INT(csock_peer_address(it.call.fd, &peer), 0);
    waiting_clean_up(&it);
}

typedef struct {
    const full_listener *full;
    call *connecting;
} room;

static int64_t make_room_after_signals(call *helper) {
    const room *to_make = helper->bytes;
    while (signals_seen() < 5 || !thread_sleeps(helper->fd)) {
        if (to_make->connecting->ended)
            return -ECANCELED;
        poll(NULL, 0, 1);
    }
    make_room(to_make->full);
    return 0;
}

// A second connect(2) would fail with EALREADY or EISCONN, or make a second connection.
TEST(connect_after_eintr_waits_and_does_not_connect_again) {
    full_listener full = make_full_listener(CSOCK_AF_INET);
    char byte;
    call connecting = {.run = call_connect, .address = &full.address, .timeout_ns = CSOCK_FOREVER};
    room to_make = {&full, &connecting};
    call helper = {.run = make_room_after_signals, .fd = this_thread_id(), .bytes = &to_make};
    connecting.fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    start_signals();
    call_start(&helper);
    CHECK_INT(call_now(&connecting), 0);
    int seen = signals_seen();
    stop_signals();
    CHECK_INT(call_end(&helper), 0);
    CHECK(seen >= 5);
    int accepted = csock_accept(full.fd, NULL, 0, CSOCK_SECOND);
    CHECK_INT(csock_send(connecting.fd, "x", 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv(accepted, &byte, 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(csock_accept(full.fd, NULL, 0, 0), -EAGAIN); // there is no second connection
    close_pair((const int[]){connecting.fd, accepted});
    close_full_listener(&full);
}
