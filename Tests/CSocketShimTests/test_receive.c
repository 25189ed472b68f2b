// For MSG_ERRQUEUE, IP_RECVERR and SO_LINGER.
#define _GNU_SOURCE

#include "call.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "csock/wait.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LARGEST_UDP = 65507 };

TEST(receiving_no_bytes_takes_a_datagram_but_nothing_of_a_stream) {
    int fds[2];
    char byte;
    csock_address from;
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(csock_send(fds[0], NULL, 0, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_recv(fds[1], NULL, 0, 0, CSOCK_FOREVER), 0);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_FOREVER), 1); // the byte is still in the stream
    close_pair(fds);

    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    CHECK_INT(csock_recv(fds[1], NULL, 0, 0, 0), -EAGAIN);
    CHECK_INT(csock_send(fds[0], "abc", 3, 0, CSOCK_FOREVER), 3);
    CHECK_INT(csock_recv_from(fds[1], NULL, 0, 0, &from, CSOCK_FOREVER), 0);
    CHECK_INT(csock_address_family(&from), CSOCK_AF_INET);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, 0),
              -EAGAIN); // the datagram is not in the queue any more
    close_pair(fds);
}

TEST(largest_udp_datagram_is_sent_and_received) {
    int fds[2];
    csock_received message;
    uint8_t *sent = malloc(LARGEST_UDP + 1), *received = malloc(LARGEST_UDP);
    for (size_t i = 0; i <= LARGEST_UDP; i++)
        sent[i] = (uint8_t)(i % 251);
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    CHECK_INT(csock_send(fds[0], sent, LARGEST_UDP + 1, 0, CSOCK_SECOND), -EMSGSIZE);
    CHECK_INT(csock_send(fds[0], sent, LARGEST_UDP, 0, CSOCK_SECOND), LARGEST_UDP);
    CHECK_INT(csock_recv_message(fds[1], received, LARGEST_UDP, 0, &message, CSOCK_SECOND),
              LARGEST_UDP);
    CHECK(memcmp(received, sent, LARGEST_UDP) == 0);
    CHECK_INT(message.length, LARGEST_UDP);
    CHECK_INT(message.flags, 0);
    close_pair(fds);
    free(sent);
    free(received);
}

TEST(truncated_datagrams_report_their_length_with_msg_trunc) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    static const struct {
        csock_flags flags;
        size_t length;
    } variants[] = {{0, 2}, {CSOCK_MSG_TRUNC, 5}};
    for (int i = 0; i < 4; i++) {
        int fds[2];
        char bytes[4] = {'-', '-', '-', '-'};
        csock_received message;
        csock_flags flags = variants[i % 2].flags;
        connected_pair(families[i / 2], CSOCK_SOCK_DGRAM, fds);
        for (int times = 0; times < 3; times++)
            CHECK_INT(csock_send(fds[0], "abcde", 5, 0, CSOCK_FOREVER), 5);
        CHECK_INT(csock_recv_message(fds[1], bytes, 2, flags, &message, CSOCK_FOREVER), 2);
        CHECK_BYTES(bytes, 4, "ab--", 4);
        CHECK_INT(message.length, variants[i % 2].length);
        CHECK_INT(message.flags, CSOCK_MSG_TRUNC);
        CHECK_INT(csock_recv(fds[1], bytes, 2, flags, CSOCK_FOREVER), 2);
        CHECK_INT(csock_recv_from(fds[1], bytes, 2, flags, NULL, CSOCK_FOREVER), 2);
        CHECK_BYTES(bytes, 4, "ab--", 4);
        close_pair(fds);
    }
}

// On TCP, MSG_TRUNC discards the bytes: tcp(7). The library clears the buffer.
TEST(msg_trunc_on_tcp_clears_the_buffer) {
    int fds[2];
    char bytes[8];
    memset(bytes, 0xa5, sizeof bytes);
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_send(fds[0], "abcdef", 6, 0, CSOCK_FOREVER), 6);
    CHECK_INT(csock_recv(fds[1], bytes, 4, CSOCK_MSG_TRUNC, CSOCK_SECOND), 4);
    CHECK_BYTES(bytes, 8, "\0\0\0\0\xa5\xa5\xa5\xa5", 8);
    CHECK_INT(csock_recv(fds[1], bytes, sizeof bytes, 0, CSOCK_SECOND), 2);
    CHECK_BYTES(bytes, 2, "ef", 2);
    close_pair(fds);
}

TEST(msg_peek_leaves_data_in_the_receive_queue) {
    int fds[2];
    char bytes[4];
    csock_received message;
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    CHECK_INT(csock_send(fds[0], "abc", 3, 0, CSOCK_FOREVER), 3);
    for (int times = 0; times < 2; times++) {
        CHECK_INT(csock_recv(fds[1], bytes, 4, CSOCK_MSG_PEEK, CSOCK_SECOND), 3);
        CHECK_BYTES(bytes, 3, "abc", 3);
    }
    // The length of the next datagram, without a buffer.
    CHECK_INT(csock_recv_message(fds[1], NULL, 0, CSOCK_MSG_PEEK | CSOCK_MSG_TRUNC, &message,
                                 CSOCK_SECOND),
              0);
    CHECK_INT(message.length, 3);
    CHECK_INT(csock_recv(fds[1], bytes, 4, 0, CSOCK_SECOND), 3);
    CHECK_INT(csock_recv(fds[1], bytes, 4, CSOCK_MSG_PEEK, 0), -EAGAIN);
    close_pair(fds);
}

TEST(msg_oob_receives_the_urgent_byte) {
    int fds[2];
    char byte = 0;
    csock_received message;
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_recv(fds[1], &byte, 1, CSOCK_MSG_OOB, CSOCK_SECOND), -EINVAL); // there is none
    CHECK_INT(csock_send(fds[0], "!", 1, CSOCK_MSG_OOB, CSOCK_FOREVER), 1);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_FOREVER), 1);
    CHECK_INT(csock_wait(fds[1], CSOCK_URGENT, 0, CSOCK_SECOND), CSOCK_URGENT);
    CHECK_INT(csock_recv_message(fds[1], &byte, 1, CSOCK_MSG_OOB, &message, CSOCK_SECOND), 1);
    CHECK_INT(byte, '!');
    CHECK_INT(message.flags, CSOCK_MSG_OOB);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(byte, 'x');
    close_pair(fds);
}

// The error queue returns the datagram and its destination: IP_RECVERR in ip(7).
TEST(msg_errqueue_waits_for_an_error) {
    csock_address gone;
    char bytes[8];
    int one = 1;
    int refusing = refusing_socket(CSOCK_SOCK_DGRAM, &gone);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(setsockopt(fd, IPPROTO_IP, IP_RECVERR, &one, sizeof one), 0);
    CHECK_INT(csock_connect(fd, &gone, 0, CSOCK_FOREVER), 0);
    call receiving = {.run = call_recv_message,
                      .fd = fd,
                      .flags = CSOCK_MSG_ERRQUEUE,
                      .bytes = bytes,
                      .count = sizeof bytes,
                      .timeout_ns = 100 * CSOCK_MILLISECOND};
    CHECK_INT(call_now(&receiving), -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(receiving, receiving.timeout_ns);
    CHECK_BETWEEN(receiving.cpu_ns, 0, receiving.timeout_ns / 4);

    receiving.timeout_ns = 30 * CSOCK_SECOND;
    call_start(&receiving);
    CHECK(call_sleeps(&receiving));
    CHECK_INT(csock_send(fd, "abc", 3, 0, CSOCK_FOREVER), 3);
    CHECK_INT(call_end(&receiving), 3);
    CHECK_BYTES(bytes, 3, "abc", 3);
    CHECK(receiving.message.flags & CSOCK_MSG_ERRQUEUE);
    CHECK(csock_address_equal(&receiving.message.from, &gone));
    close_pair((const int[]){fd, refusing});
}

static int64_t (*const receivers[])(call *) = {call_recv, call_recv_from, call_recv_message};

// In every blocking mode: at the deadline, and at once for timeout 0 and MSG_DONTWAIT.
TEST(receive_times_out_when_nothing_arrives) {
    char byte;
    for (int variant = 0; variant < 6; variant++) {
        int fds[2];
        bool blocking = variant % 2;
        connected_pair(blocking ? CSOCK_AF_INET : CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, fds);
        CHECK_INT(csock_set_blocking(fds[0], blocking), 0);
        call receiving = {.run = receivers[variant / 2],
                          .fd = fds[0],
                          .bytes = &byte,
                          .count = 1,
                          .timeout_ns = 100 * CSOCK_MILLISECOND};
        CHECK_INT(call_now(&receiving), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(receiving, receiving.timeout_ns);
        CHECK_INT(receiving.from.length + receiving.message.from.length, 0);
        receiving.timeout_ns = 0;
        CHECK_INT(call_now(&receiving), -EAGAIN);
        receiving.timeout_ns = 30 * CSOCK_SECOND;
        receiving.flags = CSOCK_MSG_DONTWAIT;
        CHECK_INT(call_now(&receiving), -EAGAIN);
        receiving.timeout_ns = CSOCK_FOREVER;
        CHECK_INT(call_now(&receiving), -EAGAIN);
        CHECK_INT(csock_get_blocking(fds[0]), blocking);
        close_pair(fds);
    }
}

TEST(so_rcvtimeo_bounds_a_receive_without_a_deadline) {
    char byte;
    for (int i = 0; i < 3; i++) {
        int fds[2];
        connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
        set_time_limit(fds[0], SO_RCVTIMEO, 100 * CSOCK_MILLISECOND);
        call receiving = {.run = receivers[i],
                          .fd = fds[0],
                          .bytes = &byte,
                          .count = 1,
                          .timeout_ns = CSOCK_FOREVER};
        receiving.flags = i == 1 ? CSOCK_MODE_IN_STEP : 0;
        CHECK_INT(call_now(&receiving), -EAGAIN);
        CHECK_ON_TIME(receiving, 100 * CSOCK_MILLISECOND);
        if (i == 0) { // the deadline of the call replaces SO_RCVTIMEO
            receiving.timeout_ns = 200 * CSOCK_MILLISECOND;
            CHECK_INT(call_now(&receiving), -CSOCK_ETIMEOUT);
            CHECK_ON_TIME(receiving, receiving.timeout_ns);
        }
        close_pair(fds);
    }
}

TEST(receive_with_mode_in_step_reports_eagain) {
    char byte;
    int fds[2];
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_set_blocking(fds[0], false), 0);
    for (int i = 0; i < 3; i++) {
        call receiving = {.run = receivers[i],
                          .fd = fds[0],
                          .flags = CSOCK_MODE_IN_STEP,
                          .bytes = &byte,
                          .count = 1,
                          .timeout_ns = CSOCK_FOREVER};
        CHECK_INT(call_now(&receiving), -EAGAIN);
        receiving.timeout_ns = 100 * CSOCK_MILLISECOND;
        CHECK_INT(call_now(&receiving), -CSOCK_ETIMEOUT);
        CHECK_ON_TIME(receiving, receiving.timeout_ns);
    }
    close_pair(fds);
}

// Both calls see the socket become readable, and one of them gets the datagram.
TEST(receive_that_loses_a_datagram_to_another_waits_until_its_deadline) {
    csock_address address;
    char bytes[2];
    call calls[2];
    int fd = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &address);
    int sender = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    for (int i = 0; i < 2; i++) {
        calls[i] = (call){.run = call_recv,
                          .fd = fd,
                          .bytes = &bytes[i],
                          .count = 1,
                          .timeout_ns = 300 * CSOCK_MILLISECOND};
        call_start(&calls[i]);
        CHECK(call_sleeps(&calls[i]));
    }
    CHECK_INT(csock_send_to(sender, "x", 1, 0, &address, CSOCK_FOREVER), 1);
    call_end(&calls[0]);
    call_end(&calls[1]);
    int winner = calls[0].result == 1 ? 0 : 1;
    CHECK_INT(calls[winner].result, 1);
    CHECK_INT(bytes[winner], 'x');
    CHECK_INT(calls[1 - winner].result, -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(calls[1 - winner], calls[1 - winner].timeout_ns);
    close_pair((const int[]){fd, sender});
}

TEST(receive_from_a_stream_reports_no_address) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    for (int i = 0; i < 2; i++) {
        int fds[2];
        char byte;
        csock_address from;
        memset(&from, 0xa5, sizeof from);
        connected_pair(families[i], CSOCK_SOCK_STREAM, fds);
        CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_FOREVER), 1);
        CHECK_INT(csock_recv_from(fds[1], &byte, 1, 0, &from, CSOCK_SECOND), 1);
        CHECK_INT(from.length, 0);
        CHECK_INT(csock_close(fds[0]), 0);
        CHECK_INT(csock_recv_from(fds[1], &byte, 1, 0, &from, CSOCK_SECOND), 0);
        CHECK_INT(csock_close(fds[1]), 0);
    }
}

TEST(receive_reports_a_reset_by_the_peer) {
    static const struct linger at_once = {.l_onoff = 1};
    for (int i = 0; i < 3; i++) {
        char byte;
        int fds[2];
        connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
        CHECK_INT(setsockopt(fds[1], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), 0);
        call receiving = {.run = receivers[i], .fd = fds[0], .bytes = &byte, .count = 1};
        receiving.timeout_ns = 30 * CSOCK_SECOND;
        memset(&receiving.from, 0xa5, sizeof receiving.from);
        call_start(&receiving);
        CHECK(call_sleeps(&receiving));
        CHECK_INT(csock_close(fds[1]), 0);
        CHECK_INT(call_end(&receiving), -ECONNRESET);
        if (receivers[i] == call_recv_from)
            CHECK_INT(receiving.from.length, 0);
        CHECK_INT(csock_close(fds[0]), 0);
    }
}

TEST(receive_reports_descriptors_that_cannot_receive) {
    char byte;
    int ends[2];
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(pipe(ends), 0);
    for (int i = 0; i < 6; i++) {
        int64_t timeout_ns = i / 3 ? CSOCK_SECOND : CSOCK_FOREVER;
        call receiving = {.run = receivers[i % 3], .bytes = &byte, .count = 1};
        receiving.timeout_ns = timeout_ns;
        receiving.fd = fd;
        CHECK_INT(call_now(&receiving), -ENOTCONN);
        receiving.fd = ends[0];
        CHECK_INT(call_now(&receiving), -ENOTSOCK);
        receiving.fd = -1;
        CHECK_INT(call_now(&receiving), -EBADF);
    }
    close_pair(ends);
    CHECK_INT(csock_close(fd), 0);
}
