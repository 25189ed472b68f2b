// The mistakes that other libraries are known for, by their number in the project's list of them.
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

TEST(mistake_12_unix_path_too_long) {
    char directory[32], path[200];
    // Nothing before or behind the address may change.
    struct {
        uint64_t before;
        csock_address address;
        uint64_t behind;
    } memory, untouched;
    memset(&memory, 0xa5, sizeof memory);
    untouched = memory;
    make_directory(directory);
    memset(path, 'x', sizeof path);
    memcpy(path, directory, strlen(directory));
    path[strlen(directory)] = '/';
    for (size_t length = CSOCK_UNIX_NAME_MAX + 1; length <= sizeof path; length++) {
        CHECK_INT(csock_address_set_unix_path(&memory.address, path, length), -CSOCK_EPATHTOOLONG);
        CHECK_INT(csock_address_set_unix_abstract(&memory.address, path, length),
                  -CSOCK_EPATHTOOLONG);
        CHECK(memcmp(&memory, &untouched, sizeof memory) == 0);
    }
    // The longest path that fits is that very path: no byte is lost.
    struct stat status;
    int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_address_set_unix_path(&memory.address, path, CSOCK_UNIX_NAME_MAX), 0);
    CHECK_INT(csock_bind(fd, &memory.address), 0);
    CHECK_INT(csock_close(fd), 0);
    path[CSOCK_UNIX_NAME_MAX] = 0;
    CHECK_INT(stat(path, &status), 0);
    CHECK(S_ISSOCK(status.st_mode));
    CHECK_INT(memory.before, untouched.before);
    CHECK_INT(memory.behind, untouched.behind);
    remove_directory(directory);
}

TEST(mistake_13_zero_length_datagram) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    for (int i = 0; i < 2; i++) {
        csock_address address, sender_address;
        csock_received message;
        char bytes[4];
        int receiver = bound_socket(families[i], CSOCK_SOCK_DGRAM, &address);
        int sender = bound_socket(families[i], CSOCK_SOCK_DGRAM, &sender_address);
        CHECK_INT(csock_send_to(sender, NULL, 0, 0, &address, CSOCK_SECOND), 0);
        CHECK_INT(csock_send_to(sender, "", 0, 0, &address, CSOCK_SECOND), 0);
        CHECK_INT(csock_send_to(sender, "abc", 3, 0, &address, CSOCK_SECOND), 3);
        CHECK_INT(csock_recv(receiver, bytes, 4, 0, CSOCK_SECOND), 0);
        CHECK_INT(csock_recv_message(receiver, bytes, 4, 0, &message, CSOCK_FOREVER), 0);
        CHECK_INT(message.length, 0);
        CHECK_INT(message.flags, 0);
        CHECK(csock_address_equal(&message.from, &sender_address)); // no end of a stream has one
        CHECK_INT(csock_recv(receiver, bytes, 4, 0, CSOCK_SECOND), 3);
        CHECK_INT(csock_recv(receiver, bytes, 4, 0, 0), -EAGAIN);
        close_pair((const int[]){receiver, sender});
    }
}

static void reply(int receiver, int sender, const csock_address *receiver_address) {
    csock_received message;
    csock_address from;
    char bytes[4];
    for (int i = 0; i < 2; i++) {
        CHECK_INT(csock_send_to(sender, "ask", 3, 0, receiver_address, CSOCK_SECOND), 3);
        if (i == 0) {
            CHECK_INT(csock_recv_from(receiver, bytes, 4, 0, &from, CSOCK_SECOND), 3);
        } else {
            CHECK_INT(csock_recv_message(receiver, bytes, 4, 0, &message, CSOCK_SECOND), 3);
            from = message.from;
        }
        CHECK_INT(csock_send_to(receiver, "told", 4, 0, &from, CSOCK_SECOND), 4);
        CHECK_INT(csock_recv_from(sender, bytes, 4, 0, &from, CSOCK_SECOND), 4);
        CHECK_BYTES(bytes, 4, "told", 4);
        CHECK(csock_address_equal(&from, receiver_address));
    }
}

TEST(mistake_14_reply_to_received_address) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    csock_address address, from;
    char directory[32], path[64], byte;
    for (int i = 0; i < 2; i++) {
        int receiver = bound_socket(families[i], CSOCK_SOCK_DGRAM, &address);
        int sender = bound_socket(families[i], CSOCK_SOCK_DGRAM, NULL);
        reply(receiver, sender, &address);
        close_pair((const int[]){receiver, sender});
    }
    make_directory(directory);
    int fds[2];
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%d", directory, i);
        CHECK_INT(csock_address_set_unix_path(&address, path, strlen(path)), 0);
        fds[i] = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
        CHECK_INT(csock_bind(fds[i], &address), 0);
    }
    reply(fds[1], fds[0], &address);

    // A sender without a name: there is nothing to reply to, and that is an error and no crash.
    int unnamed = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_send_to(unnamed, "x", 1, 0, &address, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv_from(fds[1], &byte, 1, 0, &from, CSOCK_SECOND), 1);
    CHECK_INT(from.length, 0);
    CHECK_INT(csock_send_to(fds[1], "x", 1, 0, &from, CSOCK_SECOND), -ENOTCONN);
    CHECK_INT(csock_close(unnamed), 0);
    close_pair(fds);
    remove_directory(directory);

    // A stream tells no address either, but a reply has its way.
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv_from(fds[1], &byte, 1, 0, &from, CSOCK_SECOND), 1);
    CHECK_INT(csock_send_to(fds[1], "y", 1, 0, &from, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv(fds[0], &byte, 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(byte, 'y');
    close_pair(fds);
}

TEST(mistake_15_send_to_closed_peer) {
    struct sigaction before, after;
    uint8_t *bytes = make_pattern(1 << 20);
    CHECK_INT(sigaction(SIGPIPE, NULL, &before), 0);
    CHECK(before.sa_handler == SIG_DFL); // it would end this program
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
        // TCP learns of it from the answer to the first bytes.
        while (call_now(&sending) >= 0 || sending.result == -ECONNRESET)
            continue;
        CHECK_INT(sending.result, -EPIPE);
        CHECK_INT(csock_close(fds[0]), 0);
    }
    CHECK_INT(sigaction(SIGPIPE, NULL, &after), 0);
    CHECK(after.sa_handler == SIG_DFL);
    free(bytes);
}

// Descriptors of a program that this one starts.
static size_t descriptors_of_child(char text[512]) {
    FILE *output = popen("ls /proc/self/fd", "re");
    size_t length = fread(text, 1, 512, output);
    CHECK_INT(pclose(output), 0);
    return length;
}

TEST(mistake_16_descriptors_close_on_exec) {
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

// Sends a byte with a descriptor.
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

TEST(mistake_17_descriptors_on_error_paths) {
    int fds[2], ends[2];
    char byte;
    csock_address gone;
    csock_received message;
    CHECK_INT(csock_close(bound_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, &gone)), 0);
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

    // A descriptor that nobody has room for must be closed: the pipe's reader sees the end.
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
    CHECK_INT(csock_close(idle), 0);
    close_full_listener(&full);
}

static int move_up(int fd) {
    int high = fcntl(fd, F_DUPFD_CLOEXEC, 1500);
    CHECK(high >= 1500);
    CHECK_INT(csock_close(fd), 0);
    return high;
}

TEST(mistake_18_descriptor_above_1023) {
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

// connect(2) once more would say EALREADY, or EISCONN, or make a second connection.
TEST(mistake_19_connect_after_eintr) {
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
    CHECK_INT(csock_accept(full.fd, NULL, 0, 0), -EAGAIN); // no second one
    close_pair((const int[]){connecting.fd, accepted});
    close_full_listener(&full);
}
