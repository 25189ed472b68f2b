/// Sockets in the states that tests need, and the bytes that go through them.
#ifndef SOCKETS_H
#define SOCKETS_H

#include "csock/address.h"
#include "csock/constant.h"
#include "csock/transfer.h"
#include "harness.h"

/// 127.0.0.1 with a port.
csock_address loopback(uint16_t port);
/// 127.0.0.`last`, port 0.
csock_address loopback_host(uint8_t last);
/// ::1 with a port.
csock_address ipv6_loopback(uint16_t port);

/// A socket bound to a free port of 127.0.0.1, or to a free abstract name. `address` may be NULL.
int bound_socket(int family, int type, csock_address *address);
/// A socket bound to a free port of 127.0.0.1 whose kernel refuses connections and datagrams. As
/// long as it is open, no other process gets the port.
int refusing_socket(int type, csock_address *address);
/// A bound socket that listens.
int listener(int family, int backlog, csock_address *address);
/// Two sockets connected to each other.
void connected_pair(int family, int type, int fds[2]);
void close_pair(const int fds[2]);

/// A listener whose backlog is full, and the connections that fill it.
typedef struct {
    int fd;
    int waiting[3];
    csock_address address;
} full_listener;
full_listener make_full_listener(int family);
/// Accepts one of the connections.
void make_room(const full_listener *full);
void close_full_listener(const full_listener *full);

/// Sends until the send buffer is full, and returns how many bytes that took.
size_t fill(int fd);
/// Receives until the receive queue is empty, and returns how many bytes that were.
size_t drain(int fd);
/// Bytes from malloc. Byte n is n % 251.
uint8_t *make_pattern(size_t count);
/// Receives until the end of the stream, checks that the bytes continue the pattern at byte
/// `first`, and returns their number.
size_t receive_pattern(int fd, size_t first);
/// Receives within one second; the result is csock_recv's.
int64_t receive_soon(int fd, void *buffer, size_t capacity);
/// Checks that nothing has arrived. Over loopback, data arrive before the send returns.
#define CHECK_NOTHING(fd)                                                                          \
    CHECK_INT(csock_recv(fd, (uint8_t[1]){0}, 1, CSOCK_MSG_DONTWAIT, 0), -EAGAIN)

/// SO_RCVTIMEO or SO_SNDTIMEO, by the system's own call.
void set_time_limit(int fd, int option, int64_t ns);
int64_t time_limit(int fd, int option);

#endif
