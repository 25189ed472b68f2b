// unshare(2) and struct tcp_info.
#define _GNU_SOURCE

#include "support.h"

#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int64_t monotonic_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * CSOCK_SECOND + now.tv_nsec;
}

int open_descriptors(void) {
    int count = -1; // the directory's own
    DIR *directory = opendir("/proc/self/fd");
    if (!directory)
        return -errno;
    for (struct dirent *entry; (entry = readdir(directory));)
        count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

uint64_t next_random(uint64_t *state) {
    // xorshift64*.
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545F4914F6CDD1D) >> 16;
}

size_t random_below(uint64_t *state, size_t count) {
    return (size_t)(next_random(state) % count);
}

csock_address loopback(uint16_t port) {
    csock_address address;
    csock_address_set_ipv4(&address, (const uint8_t[]){127, 0, 0, 1}, port);
    return address;
}

int bound_socket(int family, int type, csock_address *address) {
    csock_address found = loopback(0);
    int fd = csock_socket(family, type, 0);
    if (family == CSOCK_AF_UNIX)
        csock_address_set_unix_unnamed(&found);
    CHECK_INT(csock_bind(fd, &found), 0);
    CHECK_INT(csock_local_address(fd, &found), 0);
    if (address)
        *address = found;
    return fd;
}

int listener(int family, int backlog, csock_address *address) {
    int fd = bound_socket(family, CSOCK_SOCK_STREAM, address);
    CHECK_INT(csock_listen(fd, backlog), 0);
    return fd;
}

void connected_pair(int family, int type, int fds[2]) {
    csock_address address[2];
    if (family == CSOCK_AF_UNIX) {
        CHECK_INT(csock_socketpair(family, type, 0, fds), 0);
    } else if (type == CSOCK_SOCK_STREAM) {
        int fd = listener(family, 1, &address[0]);
        fds[0] = csock_socket(family, type, 0);
        CHECK_INT(csock_connect(fds[0], &address[0], 0, CSOCK_FOREVER), 0);
        fds[1] = csock_accept(fd, NULL, 0, CSOCK_FOREVER);
        CHECK(fds[1] >= 0);
        CHECK_INT(csock_close(fd), 0);
    } else {
        for (int i = 0; i < 2; i++)
            fds[i] = bound_socket(family, type, &address[i]);
        for (int i = 0; i < 2; i++)
            CHECK_INT(csock_connect(fds[i], &address[1 - i], 0, CSOCK_FOREVER), 0);
    }
}

void close_pair(const int fds[2]) {
    CHECK_INT(csock_close(fds[0]), 0);
    CHECK_INT(csock_close(fds[1]), 0);
}

full_listener make_full_listener(int family) {
    full_listener full = {.waiting = {-1, -1, -1}};
    int result = 0;
    full.fd = listener(family, 0, &full.address);
    for (int i = 0; i < 3 && result == 0; i++) {
        int fd = csock_socket(family, CSOCK_SOCK_STREAM | CSOCK_SOCK_NONBLOCK, 0);
        result = csock_connect(fd, &full.address, 0, 0);
        if (result == -EINPROGRESS)
            result = csock_connect_finish(fd, 0, i == 0 ? CSOCK_FOREVER : 50 * CSOCK_MILLISECOND);
        if (result == 0)
            full.waiting[i] = fd;
        else
            CHECK_INT(csock_close(fd), 0);
    }
    CHECK_INT(result, family == CSOCK_AF_UNIX ? -EAGAIN : -CSOCK_ETIMEOUT);
    return full;
}

void make_room(const full_listener *full) {
    int fd = csock_accept(full->fd, NULL, 0, CSOCK_SECOND);
    CHECK(fd >= 0);
    CHECK_INT(csock_close(fd), 0);
}

void close_full_listener(const full_listener *full) {
    for (int i = 0; i < 3; i++)
        if (full->waiting[i] >= 0)
            CHECK_INT(csock_close(full->waiting[i]), 0);
    CHECK_INT(csock_close(full->fd), 0);
}

// Whether a TCP peer's kernel still has to acknowledge something, which will make room.
static bool awaits_acknowledgement(int fd) {
    struct tcp_info info;
    socklen_t length = sizeof info;
    // qemu-user gives the first 4 bytes alone.
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 &&
           length > offsetof(struct tcp_info, tcpi_unacked) && info.tcpi_unacked > 0;
}

size_t fill(int fd) {
    static const char bytes[4096];
    size_t total = 0, before;
    ssize_t sent;
    do {
        before = total;
        while (awaits_acknowledgement(fd))
            poll(NULL, 0, 1);
        while ((sent = csock_send(fd, bytes, sizeof bytes, 0, 0)) > 0)
            total += (size_t)sent;
    } while (total > before);
    CHECK_INT(sent, -EAGAIN);
    return total;
}

size_t drain(int fd) {
    char bytes[16384];
    size_t total = 0;
    ssize_t got;
    while ((got = csock_recv(fd, bytes, sizeof bytes, 0, 0)) > 0)
        total += (size_t)got;
    return total;
}

uint8_t *make_pattern(size_t count) {
    uint8_t *bytes = malloc(count);
    for (size_t i = 0; i < count; i++)
        bytes[i] = (uint8_t)(i % 251);
    return bytes;
}

size_t receive_pattern(int fd, size_t first) {
    uint8_t bytes[16384];
    size_t total = 0, wrong = 0;
    ssize_t got;
    while ((got = csock_recv(fd, bytes, sizeof bytes, 0, 30 * CSOCK_SECOND)) > 0) {
        for (size_t i = 0; i < (size_t)got; i++)
            wrong += bytes[i] != (first + total + i) % 251;
        total += (size_t)got;
    }
    CHECK_INT(got, 0);
    CHECK_INT(wrong, 0);
    return total;
}

void set_time_limit(int fd, int option, int64_t ns) {
    struct timeval limit = {.tv_sec = (time_t)(ns / CSOCK_SECOND),
                            .tv_usec = (suseconds_t)(ns % CSOCK_SECOND / 1000)};
    CHECK_INT(setsockopt(fd, SOL_SOCKET, option, &limit, sizeof limit), 0);
}

int64_t time_limit(int fd, int option) {
    struct timeval limit = {0};
    socklen_t length = sizeof limit;
    CHECK_INT(getsockopt(fd, SOL_SOCKET, option, &limit, &length), 0);
    return (int64_t)limit.tv_sec * CSOCK_SECOND + (int64_t)limit.tv_usec * 1000;
}

static int64_t in_child(int (*prepare)(void), int64_t (*function)(void)) {
    int ends[2];
    int64_t result = INT64_MIN;
    if (!CHECK_INT(pipe(ends), 0))
        return result;
    pid_t child = fork();
    if (child == 0) {
        result = prepare();
        if (result == 0)
            result = function();
        _exit(write(ends[1], &result, sizeof result) != sizeof result);
    }
    close(ends[1]);
    CHECK_INT(read(ends[0], &result, sizeof result), sizeof result);
    close(ends[0]);
    CHECK_INT(waitpid(child, NULL, 0), child);
    return result;
}

static int drop_privileges(void) {
    enum { NOBODY = 65534 };
    if (geteuid() != 0)
        return 0;
    return setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0 ? -errno : 0;
}

int64_t unprivileged(int64_t (*function)(void)) {
    return in_child(drop_privileges, function);
}

static int leave_network(void) {
    int own_user = geteuid() == 0 ? 0 : CLONE_NEWUSER;
    return unshare(own_user | CLONE_NEWNET) < 0 ? -EPERM : 0;
}

int64_t without_network(int64_t (*function)(void)) {
    return in_child(leave_network, function);
}

FILE *python(const char *program) {
    char command[4096];
    if (system("python3 -c pass 2>/dev/null") != 0)
        return NULL;
    int length = snprintf(command, sizeof command, "python3 -c '%s'", program);
    return CHECK(length < (int)sizeof command) ? popen(command, "re") : NULL;
}

void make_directory(char path[32]) {
    strcpy(path, "/tmp/csock-test-XXXXXX");
    CHECK(mkdtemp(path) != NULL);
}

void remove_directory(const char *path) {
    char file[PATH_MAX];
    DIR *directory = opendir(path);
    if (!CHECK(directory != NULL))
        return;
    for (struct dirent *entry; (entry = readdir(directory));) {
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            CHECK_INT(unlink(file), 0);
    }
    closedir(directory);
    CHECK_INT(rmdir(path), 0);
}
