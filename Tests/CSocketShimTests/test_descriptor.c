// For pipe2(2) and pclose(3).
#define _GNU_SOURCE

#include "call.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "directory.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"
#include "waiting.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// The open descriptors of a program that this one starts, as text.
static size_t descriptors_of_child(char text[512]) {
    FILE *output = popen("ls /proc/self/fd", "re");
    size_t length = fread(text, 1, 512, output);
    CHECK_INT(pclose(output), 0);
    return length;
}

TEST(every_new_descriptor_is_close_on_exec) {
    int fds[16];
    int count = 0;
    char before[512], after[512];
    csock_address address;
    size_t before_length = descriptors_of_child(before);
    for (int nonblocking = 0; nonblocking < 2; nonblocking++) {
        int flag = nonblocking ? CSOCK_SOCK_NONBLOCK : 0;
        CHECK_INT(csock_socketpair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM | flag, 0, fds + count), 0);
        count += 2;
        fds[count++] = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM | flag, 0);
        int listening = fds[count++] = listener(CSOCK_AF_INET, 1, &address);
        fds[count++] = csock_duplicate(listening);
        CHECK_INT(csock_connect(fds[count - 3], &address, 0, CSOCK_SECOND), 0);
        fds[count++] = csock_accept(listening, NULL, (csock_flags)flag, CSOCK_SECOND);
    }
    for (int i = 0; i < count; i++)
        CHECK_INT(fcntl(fds[i], F_GETFD), FD_CLOEXEC);
    size_t after_length = descriptors_of_child(after);
    CHECK_BYTES(after, after_length, before, before_length);
    for (int i = 0; i < count; i++)
        CHECK_INT(csock_close(fds[i]), 0);
}

// Sends a byte and a descriptor.
static void send_descriptor(int fd, int passed) {
    union {
        struct cmsghdr alignment;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec piece = {.iov_base = "x", .iov_len = 1};
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &passed, sizeof passed);
    CHECK_INT(sendmsg(fd, &message, 0), 1);
}

TEST(failing_calls_leave_no_descriptor_open) {
    int fds[2], ends[2];
    char byte;
    csock_address gone;
    csock_received message;
    int refusing = refusing_socket(CSOCK_SOCK_STREAM, &gone);
    full_listener full = make_full_listener(CSOCK_AF_INET);
    int idle = listener(CSOCK_AF_UNIX, 1, NULL);
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    int client = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    int other = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0);
    int before = open_descriptors();
    CHECK_INT(csock_connect(client, &gone, 0, CSOCK_SECOND), -ECONNREFUSED);
    CHECK_INT(csock_connect(other, &full.address, 0, CSOCK_MILLISECOND), -CSOCK_ETIMEOUT);
    CHECK_INT(csock_accept(idle, NULL, 0, CSOCK_MILLISECOND), -CSOCK_ETIMEOUT);
    int pair[2];
    CHECK_INT(csock_socketpair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, 0, pair), -EOPNOTSUPP);
    CHECK_INT(open_descriptors(), before);

    // A received descriptor without room for it is closed: the reader of the pipe sees the end.
    CHECK_INT(pipe(ends), 0);
    send_descriptor(fds[0], ends[1]);
    send_descriptor(fds[0], ends[1]);
    CHECK_INT(close(ends[1]), 0);
    CHECK_INT(csock_recv_message(fds[1], &byte, 1, 0, &message, CSOCK_SECOND), 1);
    CHECK_INT(message.flags, CSOCK_MSG_CTRUNC);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(read(ends[0], &byte, 1), 0);
    CHECK_INT(close(ends[0]), 0);
    CHECK_INT(open_descriptors(), before);
    close_pair((const int[]){client, other});
    close_pair(fds);
    close_pair((const int[]){idle, refusing});
    close_full_listener(&full);
}

static int move_up(int fd) {
    int high = fcntl(fd, F_DUPFD_CLOEXEC, 1500);
    CHECK(high >= 1500);
    CHECK_INT(csock_close(fd), 0);
    return high;
}

TEST(calls_wait_on_descriptors_above_1023) {
    struct rlimit before, limit;
    CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
    limit = before;
    limit.rlim_cur = 2000;
    if (before.rlim_cur < 2000 && setrlimit(RLIMIT_NOFILE, &limit) < 0)
        SKIP("no 2000 descriptors allowed");
    for (const waiting_case *the = waiting_cases; the->name; the++) {
        waiting it;
        set_case(the->name);
        waiting_prepare(&it, the, WITH_DEADLINE);
        it.call.fd = move_up(it.call.fd);
        it.call.timeout_ns = 20 * CSOCK_MILLISECOND;
        CHECK_INT(call_now(&it.call), -CSOCK_ETIMEOUT);
        it.call.timeout_ns = 30 * CSOCK_SECOND;
        if (!the->slow) {
            call_start(&it.call);
            CHECK(call_sleeps(&it.call));
            waiting_release(&it);
            int64_t result = call_end(&it.call);
            CHECK_INT(the->kind == WAITS_TO_ACCEPT && result > 0 ? 0 : result, the->released);
        }
        waiting_clean_up(&it);
    }
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
}
