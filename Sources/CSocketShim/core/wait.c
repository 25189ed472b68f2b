// For ppoll(2).
#define _GNU_SOURCE

#include "csock/wait.h"

#include "core/clock.h"
#include "core/wait.h"
#include "csock/result.h"

#include <errno.h>
#include <poll.h>

int csock_poll_until(struct pollfd *descriptors, size_t count, csock_flags flags,
                     int64_t deadline) {
    for (;;) {
        int64_t remaining = csock_remaining(deadline);
        int64_t seconds = remaining / CSOCK_SECOND;
        struct timespec limit = {
            .tv_sec = (time_t)csock_sooner(seconds, INT32_MAX), // fits a 32-bit time_t
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

int csock_poll_one(int fd, short events, csock_flags flags, int64_t deadline) {
    struct pollfd descriptor = {.fd = fd, .events = events};
    int ready = csock_poll_until(&descriptor, 1, flags, deadline);
    return ready > 0 ? descriptor.revents : ready;
}

int csock_wait(int fd, int events, csock_flags flags, int64_t timeout_ns) {
    short wanted = 0;
    if (fd < 0) // ppoll(2) ignores negative descriptors
        return -EBADF;
    if (events & CSOCK_READABLE)
        wanted |= POLLIN;
    if (events & CSOCK_WRITABLE)
        wanted |= POLLOUT;
    if (events & CSOCK_URGENT)
        wanted |= POLLPRI;
    int seen = csock_poll_one(fd, wanted, flags, csock_deadline(timeout_ns));
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
