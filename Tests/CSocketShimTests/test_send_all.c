#include "call.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { MEGABYTE = 1 << 20 };

// Receives a few bytes at a time until the end of the stream or the end of the send. Returns how
// many.
static int64_t receive_slowly(call *it) {
    char bytes[16];
    int64_t total = 0;
    ssize_t got;
    while ((got = csock_recv(it->fd, bytes, sizeof bytes, 0, 30 * CSOCK_SECOND)) > 0) {
        for (ssize_t i = 0; i < got; i++)
            CHECK_INT((uint8_t)bytes[i], (total + i) % 251);
        total += got;
        it->sent = (size_t)total;
        if (atomic_load((atomic_bool *)it->bytes))
            break;
    }
    return total;
}

TEST(send_all_has_one_deadline_for_all_bytes) {
    enum { COUNT = 32 * MEGABYTE };
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    uint8_t *bytes = make_pattern(COUNT);
    for (int variant = 0; variant < 2; variant++) {
        int fds[2];
        atomic_bool over = false;
        connected_pair(families[variant], CSOCK_SOCK_STREAM, fds);
        size_t room = fill(fds[0]);
        close_pair(fds);
        connected_pair(families[variant], CSOCK_SOCK_STREAM, fds);
        CHECK_INT(csock_set_blocking(fds[0], variant), 0);
        call receiving = {.run = receive_slowly, .fd = fds[1], .bytes = &over};
        call sending = {.run = call_send_all,
                        .fd = fds[0],
                        .bytes = bytes,
                        .count = COUNT,
                        .timeout_ns = 300 * CSOCK_MILLISECOND};
        call_start(&receiving);
        CHECK_INT(call_now(&sending), -CSOCK_ETIMEOUT);
        over = true;
        CHECK_ON_TIME(sending, sending.timeout_ns);
        CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
        int64_t slowly = call_end(&receiving);
        CHECK_INT(slowly + (int64_t)receive_pattern(fds[1], (size_t)slowly), sending.sent);
        // It sent more after the first wait.
        CHECK_BETWEEN(sending.sent, room / 2 + 1, COUNT - 1);
        CHECK(slowly > 0);
        close_pair(fds);
    }
    free(bytes);
}

static int64_t receive_all(call *it) {
    return (int64_t)receive_pattern(it->fd, 0);
}

TEST(send_all_sends_every_byte_in_each_blocking_mode) {
    enum { COUNT = 4 * MEGABYTE };
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    static const int64_t timeouts[] = {CSOCK_FOREVER, 30 * CSOCK_SECOND};
    uint8_t *bytes = make_pattern(COUNT);
    for (int variant = 0; variant < 8; variant++) {
        int fds[2];
        connected_pair(families[variant / 4], CSOCK_SOCK_STREAM, fds);
        CHECK_INT(csock_set_blocking(fds[0], variant / 2 % 2), 0);
        call receiving = {.run = receive_all, .fd = fds[1]};
        size_t sent = 0;
        call_start(&receiving);
        CHECK_INT(csock_send_all(fds[0], bytes, COUNT, 0, timeouts[variant % 2], &sent), 0);
        CHECK_INT(sent, COUNT);
        CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
        CHECK_INT(call_end(&receiving), COUNT);
        close_pair(fds);
    }
    free(bytes);
}

TEST(send_all_counts_the_bytes_sent_before_eagain) {
    enum { COUNT = 32 * MEGABYTE };
    static const struct {
        csock_flags flags;
        int64_t timeout_ns, limit_ns;
    } variants[] = {
        {0, 0, 0},
        {CSOCK_MSG_DONTWAIT, CSOCK_FOREVER, 0},
        {CSOCK_MSG_DONTWAIT, CSOCK_SECOND, 0},
        {CSOCK_MSG_DONTWAIT | CSOCK_INTERRUPTIBLE, CSOCK_FOREVER, 0}, // no signal arrives
        {0, CSOCK_FOREVER, 50 * CSOCK_MILLISECOND},
        {CSOCK_INTERRUPTIBLE, CSOCK_FOREVER, 50 * CSOCK_MILLISECOND},
    };
    uint8_t *bytes = make_pattern(COUNT);
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        int fds[2];
        size_t sent;
        connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
        set_time_limit(fds[0], SO_SNDTIMEO, variants[i].limit_ns);
        CHECK_INT(
            csock_send_all(fds[0], bytes, COUNT, variants[i].flags, variants[i].timeout_ns, &sent),
            -EAGAIN);
        CHECK_BETWEEN(sent, 1, COUNT - 1);
        CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
        CHECK_INT(receive_pattern(fds[1], 0), sent);
        close_pair(fds);
    }
    free(bytes);
}

TEST(send_all_of_no_bytes_sends_once) {
    int fds[2];
    char byte;
    size_t sent = 7;
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    CHECK_INT(csock_send_all(fds[0], NULL, 0, 0, CSOCK_SECOND, &sent), 0);
    CHECK_INT(sent, 0);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_SECOND), 0);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, 0), -EAGAIN);
    close_pair(fds);
    // An empty send can fail.
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_shutdown(fds[0], CSOCK_SHUT_WR), 0);
    CHECK_INT(csock_send_all(fds[0], NULL, 0, 0, CSOCK_SECOND, &sent), -EPIPE);
    close_pair(fds);
}

// The peer closes while the send waits.
TEST(send_all_counts_the_bytes_sent_before_the_peer_closes) {
    enum { COUNT = 32 * MEGABYTE };
    uint8_t *bytes = make_pattern(COUNT);
    for (int variant = 0; variant < 8; variant++) {
        int fds[2];
        connected_pair(variant % 2 ? CSOCK_AF_UNIX : CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
        call sending = {.run = call_send_all,
                        .fd = fds[0],
                        .flags = variant / 4 ? CSOCK_INTERRUPTIBLE : 0,
                        .bytes = bytes,
                        .count = COUNT,
                        .timeout_ns = variant / 2 % 2 ? 30 * CSOCK_SECOND : CSOCK_FOREVER};
        call_start(&sending);
        CHECK(call_sleeps(&sending));
        CHECK_INT(csock_close(fds[1]), 0);
        int64_t result = call_end(&sending);
        if (result != -ECONNRESET)
            CHECK_INT(result, -EPIPE);
        CHECK_BETWEEN(sending.sent, 1, COUNT - 1);
        CHECK_INT(csock_close(fds[0]), 0);
    }
    free(bytes);
}
