// ppoll(2).
#define _GNU_SOURCE

#include "csock/mode.h"

#include "core/internal.h"
#include "csock/option.h"
#include "csock/result.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

int csock_get_blocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? -errno : (flags & O_NONBLOCK) == 0;
}

int csock_set_blocking(int fd, bool blocking) {
    int nonblocking = !blocking;
    return ioctl(fd, FIONBIO, &nonblocking) < 0 ? -errno : 0;
}

int csock_enter_nonblocking(int fd, int flags, int64_t timeout_ns) {
    if (timeout_ns < 0 || flags & CSOCK_MODE_IN_STEP)
        return 0;
    int blocking = csock_get_blocking(fd);
    if (blocking <= 0)
        return blocking;
    int result = csock_set_blocking(fd, false);
    return result < 0 ? result : 1;
}

int csock_leave_nonblocking(int fd, int entered, int result) {
    if (entered > 0)
        csock_set_blocking(fd, true);
    return result;
}

int64_t csock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * CSOCK_SECOND + now.tv_nsec;
}

int64_t csock_deadline(int64_t timeout_ns) {
    if (timeout_ns < 0)
        return INT64_MAX;
    int64_t now = csock_now();
    return timeout_ns > INT64_MAX - now ? INT64_MAX : now + timeout_ns;
}

int64_t csock_remaining(int64_t deadline) {
    if (deadline == INT64_MAX)
        return CSOCK_FOREVER;
    int64_t remaining = deadline - csock_now();
    return remaining < 0 ? 0 : remaining;
}

int csock_poll_until(struct pollfd *descriptors, size_t count, int flags, int64_t deadline) {
    for (;;) {
        int64_t remaining = csock_remaining(deadline);
        int64_t seconds = remaining / CSOCK_SECOND;
        struct timespec limit = {
            .tv_sec = (time_t)csock_sooner(seconds, INT32_MAX), // as much as any time_t holds
            .tv_nsec = (long)(remaining % CSOCK_SECOND),
        };
        int ready = ppoll(descriptors, (nfds_t)count, remaining < 0 ? NULL : &limit, NULL);
        if (ready > 0 || (ready == 0 && csock_remaining(deadline) == 0))
            return ready;
        if (ready == 0)
            continue;
        if (errno != EINTR || flags & CSOCK_INTERRUPTIBLE)
            return -errno;
    }
}

// The same for one descriptor (none if it is negative). Returns the events seen.
static int poll_one(int fd, short events, int flags, int64_t deadline) {
    struct pollfd descriptor = {.fd = fd, .events = events};
    int ready = csock_poll_until(&descriptor, 1, flags, deadline);
    return ready > 0 ? descriptor.revents : ready;
}

int csock_wait(int fd, int events, int flags, int64_t timeout_ns) {
    short wanted = 0;
    if (fd < 0) // ppoll would ignore it
        return -EBADF;
    if (events & CSOCK_READABLE)
        wanted |= POLLIN;
    if (events & CSOCK_WRITABLE)
        wanted |= POLLOUT;
    if (events & CSOCK_URGENT)
        wanted |= POLLPRI;
    int seen = poll_one(fd, wanted, flags, csock_deadline(timeout_ns));
    if (seen < 0)
        return seen;
    if (seen == 0)
        return -CSOCK_ETIMEOUT;
    if (seen & POLLNVAL)
        return -EBADF;
    return (seen & POLLIN ? CSOCK_READABLE : 0) | (seen & POLLOUT ? CSOCK_WRITABLE : 0) |
           (seen & POLLPRI ? CSOCK_URGENT : 0) | (seen & POLLERR ? CSOCK_FAILED : 0) |
           (seen & POLLHUP ? CSOCK_HUNG_UP : 0);
}

// Some waits cannot be told to poll(2): a datagram for another socket's full queue is "writable"
// all the time. After this many vain wake-ups a call pauses between its attempts instead of
// spinning.
enum { PATIENT_WAKEUPS = 8 };
#define PAUSE_NS CSOCK_MILLISECOND

// Whether SO_RCVTIMEO or SO_SNDTIMEO bounds calls of this kind.
static bool has_limit(int fd, short events) {
    int name = events & POLLOUT ? CSOCK_SO_SNDTIMEO : CSOCK_SO_RCVTIMEO;
    int64_t limit;
    return csock_get_option_time(fd, CSOCK_SOL_SOCKET, name, &limit) < 0 || limit >= 0;
}

int csock_again(csock_attempt *attempt, int fd, int error) {
    int flags = attempt->flags;
    if (error == EINTR)
        return flags & CSOCK_INTERRUPTIBLE ? -EINTR : 1;
    if (error != EAGAIN)
        return -error;
    if (attempt->hung_up && attempt->events & POLLIN)
        return 0; // a datagram socket that was shut down: a blocking call says so with 0 too
    if (attempt->timeout_ns == 0 || flags & MSG_DONTWAIT)
        return -EAGAIN;
    if (attempt->timeout_ns < 0 && flags & CSOCK_MODE_IN_STEP)
        return -EAGAIN;
    if (attempt->timeout_ns < 0 && csock_get_blocking(fd) != 0) {
        // A blocking call says so when its limit has run out, when it reads the error queue, which
        // never blocks, and when there is no port left (ip(7)); but also when the descriptor was
        // O_NONBLOCK for the deadline of another thread: then it is to go on.
        bool final = attempt->events == 0 || has_limit(fd, attempt->events);
        return final || ++attempt->wakeups > PATIENT_WAKEUPS ? -EAGAIN : 1;
    }

    if (!attempt->waited) {
        attempt->waited = true;
        attempt->deadline = csock_deadline(attempt->timeout_ns);
    }
    if (++attempt->wakeups > PATIENT_WAKEUPS) {
        int result =
            poll_one(-1, 0, flags, csock_sooner(attempt->deadline, csock_now() + PAUSE_NS));
        if (result < 0)
            return result;
    }
    if (csock_remaining(attempt->deadline) == 0)
        return -CSOCK_ETIMEOUT;
    int seen = poll_one(fd, attempt->events, flags, attempt->deadline);
    if (seen < 0)
        return seen;
    if (seen == 0)
        return -CSOCK_ETIMEOUT;
    attempt->hung_up = seen & (POLLHUP | POLLRDHUP);
    return 1;
}
