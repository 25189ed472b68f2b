// For accept4(2).
#define _GNU_SOURCE

#include "csock/socket.h"

#include "core/clock.h"
#include "core/mode.h"
#include "core/retry.h"
#include "csock/mode.h"
#include "csock/option.h"
#include "csock/result.h"
#include "csock/wait.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

int csock_socket(int family, int type, int protocol) {
    int fd = socket(family, type | SOCK_CLOEXEC, protocol);
    return fd < 0 ? -errno : fd;
}

int csock_socketpair(int family, int type, int protocol, int fds[2]) {
    return socketpair(family, type | SOCK_CLOEXEC, protocol, fds) < 0 ? -errno : 0;
}

int csock_describe(int fd, csock_socket_info *info) {
    static const int names[] = {CSOCK_SO_DOMAIN, CSOCK_SO_TYPE, CSOCK_SO_PROTOCOL};
    int64_t values[3];
    for (size_t i = 0; i < 3; i++) {
        int result = csock_get_option_int(fd, CSOCK_SOL_SOCKET, names[i], &values[i]);
        if (result < 0)
            return result;
    }
    int blocking = csock_get_blocking(fd);
    if (blocking < 0)
        return blocking;
    *info = (csock_socket_info){(int)values[0], (int)values[1], (int)values[2], blocking};
    return 0;
}

int csock_bind(int fd, const csock_address *address) {
    return bind(fd, (const struct sockaddr *)&address->storage, address->length) < 0 ? -errno : 0;
}

int csock_listen(int fd, int backlog) {
    return listen(fd, backlog < 0 ? 0 : backlog) < 0 ? -errno : 0;
}

int csock_accept(int fd, csock_address *peer, csock_flags flags, int64_t timeout_ns) {
    csock_attempt attempt = {
        .flags = csock_own_flags(flags), .timeout_ns = timeout_ns, .events = POLLIN};
    int entered = csock_enter_nonblocking(fd, flags, timeout_ns);
    if (entered < 0)
        return entered;
    for (;;) {
        socklen_t length = CSOCK_ADDRESS_MAX;
        int connection =
            accept4(fd, peer ? (struct sockaddr *)&peer->storage : NULL, peer ? &length : NULL,
                    SOCK_CLOEXEC | (int)(flags & SOCK_NONBLOCK));
        if (connection >= 0) {
            if (peer)
                peer->length = length;
            return csock_leave_nonblocking(fd, entered, connection);
        }
        int result = csock_again(&attempt, fd, errno);
        if (result <= 0)
            return csock_leave_nonblocking(fd, entered, result == 0 ? -EINVAL : result);
    }
}

int csock_connect_start(int fd, const csock_address *address, csock_flags flags) {
    // connect(2) on a Unix socket never continues in the background: after a signal it can be
    // repeated.
    bool repeatable = csock_address_family(address) == AF_UNIX && !(flags & CSOCK_INTERRUPTIBLE);
    for (;;) {
        if (connect(fd, (const struct sockaddr *)&address->storage, address->length) == 0)
            return 0;
        if (errno != EINTR || !repeatable)
            return -errno;
    }
}

int csock_connect_finish(int fd, csock_flags flags, int64_t timeout_ns) {
    int ready = csock_wait(fd, CSOCK_WRITABLE, flags & CSOCK_INTERRUPTIBLE, timeout_ns);
    if (ready == -CSOCK_ETIMEOUT && timeout_ns == 0)
        return -EINPROGRESS;
    if (ready < 0)
        return ready;
    int result = csock_take_error(fd);
    if (result == 0 && ready & CSOCK_HUNG_UP) {
        csock_address peer; // fails with -ENOTCONN if never connected, or if shut down
        return csock_peer_address(fd, &peer);
    }
    return result == -EISCONN ? 0 : result;
}

// Sets SO_RCVTIMEO or SO_SNDTIMEO: -1 is no limit, 0 the minimum of one microsecond.
static int set_limit(int fd, int name, int64_t time_ns) {
    return csock_set_option_time(fd, CSOCK_SOL_SOCKET, name, time_ns);
}

// poll(2) cannot wait for room in a Unix listener's backlog, but a blocking connect(2) can, for up
// to SO_SNDTIMEO. `fd` is non-blocking when this function is called, and when it returns.
static int connect_to_full_backlog(int fd, const csock_address *address, csock_flags flags,
                                   int64_t deadline) {
    int64_t found;
    int result = csock_get_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, &found);
    if (result < 0 || (result = csock_set_blocking(fd, true)) < 0)
        return result;
    do {
        int64_t remaining = csock_remaining(deadline);
        result = remaining == 0 ? -CSOCK_ETIMEOUT : set_limit(fd, CSOCK_SO_SNDTIMEO, remaining);
        if (result < 0)
            break;
        // A signal ends each attempt, so that the next one gets the remaining time.
        result = csock_connect_start(fd, address, CSOCK_INTERRUPTIBLE);
    } while (result == -EAGAIN || (result == -EINTR && !(flags & CSOCK_INTERRUPTIBLE)));
    set_limit(fd, CSOCK_SO_SNDTIMEO, found);
    csock_set_blocking(fd, false);
    return result;
}

// Continues after a first connect(2) that failed with `started`: waits for the connection, or
// returns the error.
static int continue_connect(int fd, const csock_address *address, int started, csock_flags flags,
                            int64_t timeout_ns) {
    if (started == -EINTR && !(flags & CSOCK_INTERRUPTIBLE))
        return csock_connect_finish(fd, flags, timeout_ns);
    bool full_backlog = started == -EAGAIN && csock_address_family(address) == AF_UNIX;
    if (timeout_ns == 0 || (started != -EINPROGRESS && !full_backlog))
        return started;
    // On a blocking descriptor, EAGAIN and EINPROGRESS mean that SO_SNDTIMEO has expired.
    if (timeout_ns < 0 && (flags & CSOCK_MODE_IN_STEP || csock_get_blocking(fd) != 0))
        return started;
    if (full_backlog)
        return connect_to_full_backlog(fd, address, flags, csock_deadline(timeout_ns));
    return csock_connect_finish(fd, flags, timeout_ns);
}

int csock_connect(int fd, const csock_address *address, csock_flags flags, int64_t timeout_ns) {
    int entered = csock_enter_nonblocking(fd, flags, timeout_ns);
    if (entered < 0)
        return entered;
    int result = csock_connect_start(fd, address, flags);
    if (result < 0)
        result = continue_connect(fd, address, result, flags, timeout_ns);
    return csock_leave_nonblocking(fd, entered, result);
}

int csock_shutdown(int fd, int how) {
    return shutdown(fd, how) < 0 ? -errno : 0;
}

int csock_interrupt(int fd) {
    // shutdown(2) wakes calls that are waiting; the limits also end a call that another thread is
    // about to start.
    set_limit(fd, CSOCK_SO_RCVTIMEO, 0);
    set_limit(fd, CSOCK_SO_SNDTIMEO, 0);
    return csock_shutdown(fd, SHUT_RDWR);
}

int csock_close(int fd) {
    // On Linux, close(2) closes the descriptor even if it fails with EINTR. ECONNRESET reports the
    // peer's reset, which no longer matters.
    return close(fd) == 0 || errno == EINTR || errno == ECONNRESET ? 0 : -errno;
}

int csock_duplicate(int fd) {
    int duplicate = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return duplicate < 0 ? -errno : duplicate;
}

int csock_local_address(int fd, csock_address *address) {
    socklen_t length = CSOCK_ADDRESS_MAX;
    if (getsockname(fd, (struct sockaddr *)&address->storage, &length) < 0)
        return -errno;
    address->length = length;
    return 0;
}

int csock_peer_address(int fd, csock_address *address) {
    socklen_t length = CSOCK_ADDRESS_MAX;
    if (getpeername(fd, (struct sockaddr *)&address->storage, &length) < 0)
        return -errno;
    address->length = length;
    return 0;
}
