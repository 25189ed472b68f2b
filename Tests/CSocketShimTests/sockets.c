// For struct tcp_info.
#define _GNU_SOURCE

#include "sockets.h"

#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>

csock_address loopback(uint16_t port) {
    csock_address address;
    csock_address_set_ipv4(&address, (const uint8_t[]){127, 0, 0, 1}, port);
    return address;
}

csock_address loopback_host(uint8_t last) {
    csock_address address;
    csock_address_set_ipv4(&address, (const uint8_t[]){127, 0, 0, last}, 0);
    return address;
}

csock_address ipv6_loopback(uint16_t port) {
    csock_address address;
    csock_address_set_ipv6(&address, (const uint8_t[16]){[15] = 1}, port, 0, 0);
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

int refusing_socket(int type, csock_address *address) {
    int fd = bound_socket(CSOCK_AF_INET, type, address);
    // A connected UDP socket receives from its peer alone.
    if (type == CSOCK_SOCK_DGRAM)
        CHECK_INT(csock_connect(fd, address, 0, 0), 0);
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

// Whether the peer's kernel has not yet acknowledged all bytes. An acknowledgement makes room.
static bool awaits_acknowledgement(int fd) {
    struct tcp_info info;
    socklen_t length = sizeof info;
    // qemu-user returns only the first 4 bytes of TCP_INFO.
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

int64_t receive_soon(int fd, void *buffer, size_t capacity) {
    return csock_recv(fd, buffer, capacity, 0, CSOCK_SECOND);
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
