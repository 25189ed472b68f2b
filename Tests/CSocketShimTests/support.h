/// What the tests share: sockets in the states that they need, calls that run in other threads,
/// signals, and other processes.
#ifndef SUPPORT_H
#define SUPPORT_H

#include "csock/address.h"
#include "csock/constant.h"

#include <stdio.h>

int64_t monotonic_now(void);
int open_descriptors(void);
/// A number that the same seed gives again.
uint64_t next_random(uint64_t *_Nonnull state);
/// One from 0 to `count` - 1.
size_t random_below(uint64_t *_Nonnull state, size_t count);

/// 127.0.0.1 with a port.
csock_address loopback(uint16_t port);
/// A socket bound to a free port of 127.0.0.1, or to a free abstract name. The address may be NULL.
int bound_socket(int family, int type, csock_address *_Nullable address);
int listener(int family, int backlog, csock_address *_Nullable address);
/// Two sockets connected to each other.
void connected_pair(int family, int type, int fds[_Nonnull 2]);
void close_pair(const int fds[_Nonnull 2]);
/// A listener whose backlog is full, and the connections that fill it.
typedef struct {
    int fd;
    int waiting[3];
    csock_address address;
} full_listener;
full_listener make_full_listener(int family);
void make_room(const full_listener *_Nonnull full);
void close_full_listener(const full_listener *_Nonnull full);
/// Sends until nothing more fits, and returns how many bytes did.
size_t fill(int fd);
/// Receives until there is nothing more, and returns how many bytes there were.
size_t drain(int fd);
/// Bytes of which the n-th is n % 251, from malloc, and what receives such until the end of the
/// stream, checks them and returns how many there were.
uint8_t *_Nonnull make_pattern(size_t count);
size_t receive_pattern(int fd, size_t first);
void set_time_limit(int fd, int option, int64_t ns);
int64_t time_limit(int fd, int option);

/// The same as root and as an ordinary user: runs `function` in a child process without privileges
/// and returns its result.
int64_t unprivileged(int64_t (*_Nonnull function)(void));
/// The same in a child whose network has no interface that is up; -EPERM where that is not allowed.
int64_t without_network(int64_t (*_Nonnull function)(void));

/// The output of a Python program, to be closed with pclose; NULL if there is no Python.
FILE *_Nullable python(const char *_Nonnull program);

/// A new directory, removed with all that is in it by remove_directory.
void make_directory(char path[_Nonnull 32]);
void remove_directory(const char *_Nonnull path);

#endif
