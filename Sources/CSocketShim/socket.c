// accept4(2), and SO_DOMAIN and SO_PROTOCOL in <sys/socket.h>.
#define _GNU_SOURCE

#include "csock/socket.h"

#include "csock/mode.h"
#include "csock/result.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int csock_socket(int family, int type, int protocol) {
    int fd = socket(family, type | SOCK_CLOEXEC, protocol);
    return fd < 0 ? -errno : fd;
}

int csock_socketpair(int family, int type, int protocol, int fds[2]) {
    return socketpair(family, type | SOCK_CLOEXEC, protocol, fds) < 0 ? -errno : 0;
}

static int get_int(int fd, int name, int *value) {
    socklen_t length = sizeof *value;
    return getsockopt(fd, SOL_SOCKET, name, value, &length) < 0 ? -errno : 0;
}

int csock_describe(int fd, csock_socket_info *info) {
    int result, blocking;
    if ((result = get_int(fd, SO_DOMAIN, &info->family)) < 0 ||
        (result = get_int(fd, SO_TYPE, &info->type)) < 0 ||
        (result = get_int(fd, SO_PROTOCOL, &info->protocol)) < 0 ||
        (result = blocking = csock_get_blocking(fd)) < 0)
        return result;
    info->blocking = blocking;
    return 0;
}

int csock_bind(int fd, const csock_address *address) {
    return bind(fd, (const struct sockaddr *)&address->storage, address->length) < 0 ? -errno : 0;
}

int csock_listen(int fd, int backlog) {
    return listen(fd, backlog < 0 ? 0 : backlog) < 0 ? -errno : 0;
}

int csock_accept(int fd, csock_address *peer, int flags, int64_t timeout_ns) {
    csock_attempt attempt = {
        .flags = flags & CSOCK_OWN_FLAGS, .timeout_ns = timeout_ns, .events = POLLIN};
    int entered = csock_enter_nonblocking(fd, flags, timeout_ns);
    if (entered < 0)
        return entered;
    for (;;) {
        socklen_t length = CSOCK_ADDRESS_MAX;
        int connection = accept4(fd, peer ? (struct sockaddr *)&peer->storage : NULL,
                                 peer ? &length : NULL, SOCK_CLOEXEC | (flags & SOCK_NONBLOCK));
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

int csock_connect_start(int fd, const csock_address *address, int flags) {
    // A Unix connect finishes in the call: when that is interrupted nothing is in progress.
    bool repeatable = csock_address_family(address) == AF_UNIX && !(flags & CSOCK_INTERRUPTIBLE);
    for (;;) {
        if (connect(fd, (const struct sockaddr *)&address->storage, address->length) == 0)
            return 0;
        if (errno != EINTR || !repeatable)
            return -errno;
    }
}

int csock_connect_finish(int fd, int flags, int64_t timeout_ns) {
    int ready = csock_wait(fd, CSOCK_WRITABLE, flags & CSOCK_INTERRUPTIBLE, timeout_ns);
    if (ready == -CSOCK_ETIMEOUT && timeout_ns == 0)
        return -EINPROGRESS;
    if (ready < 0)
        return ready;
    int error;
    int result = get_int(fd, SO_ERROR, &error);
    if (result < 0)
        return result;
    if (error == 0 && ready & CSOCK_HUNG_UP) {
        csock_address
            peer; // tells a connection from a socket that was never connected, or shut down
        return csock_peer_address(fd, &peer);
    }
    return error == EISCONN ? 0 : -error;
}

static int get_send_limit(int fd, struct timeval *limit) {
    socklen_t length = sizeof *limit;
    return getsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, limit, &length) < 0 ? -errno : 0;
}

static int set_limit(int fd, int name, const struct timeval *limit) {
    return setsockopt(fd, SOL_SOCKET, name, limit, sizeof *limit) < 0 ? -errno : 0;
}

// poll(2) cannot wait for room in the backlog of another Unix socket, but a blocking connect does,
// for as long as SO_SNDTIMEO says. `fd` is non-blocking.
static int connect_to_full_backlog(int fd, const csock_address *address, int flags,
                                   int64_t deadline) {
    struct timeval found;
    int result = get_send_limit(fd, &found);
    if (result < 0 || (result = csock_set_blocking(fd, true)) < 0)
        return result;
    for (;;) {
        int64_t remaining = csock_remaining(deadline);
        if (remaining == 0) {
            result = -CSOCK_ETIMEOUT;
            break;
        }
        // Rounded up to the microseconds of timeval(3type); zero means no limit, which suits for
        // ever.
        int64_t microseconds = remaining < 0 ? 0 : remaining / 1000 + (remaining % 1000 != 0);
        struct timeval limit = {.tv_sec = (time_t)(microseconds / 1000000),
                                .tv_usec = (suseconds_t)(microseconds % 1000000)};
        if ((result = set_limit(fd, SO_SNDTIMEO, &limit)) < 0)
            break;
        if (connect(fd, (const struct sockaddr *)&address->storage, address->length) == 0) {
            result = 0;
            break;
        }
        result = -errno;
        if (result != -EAGAIN && (result != -EINTR || flags & CSOCK_INTERRUPTIBLE))
            break;
    }
    set_limit(fd, SO_SNDTIMEO, &found);
    csock_set_blocking(fd, false);
    return result;
}

// What to do after a first attempt that failed: wait, or report it.
static int continue_connect(int fd, const csock_address *address, int started, int flags,
                            int64_t timeout_ns) {
    if (started == -EINTR && !(flags & CSOCK_INTERRUPTIBLE))
        return csock_connect_finish(fd, flags, timeout_ns);
    bool full_backlog = started == -EAGAIN && csock_address_family(address) == AF_UNIX;
    if (timeout_ns == 0 || (started != -EINPROGRESS && !full_backlog))
        return started;
    // A blocking descriptor does not wait in vain: its SO_SNDTIMEO has run out.
    if (timeout_ns < 0 && (flags & CSOCK_MODE_IN_STEP || csock_get_blocking(fd) != 0))
        return started;
    if (full_backlog)
        return connect_to_full_backlog(fd, address, flags, csock_deadline(timeout_ns));
    return csock_connect_finish(fd, flags, timeout_ns);
}

int csock_connect(int fd, const csock_address *address, int flags, int64_t timeout_ns) {
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
    // The limits reach a call that another thread is about to begin, which shutdown may not.
    static const struct timeval least = {.tv_usec = 1};
    set_limit(fd, SO_RCVTIMEO, &least);
    set_limit(fd, SO_SNDTIMEO, &least);
    return csock_shutdown(fd, SHUT_RDWR);
}

int csock_close(int fd) {
    // EINTR: the descriptor is gone, close(2). ECONNRESET: the peer's doing, and of no use by now.
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
