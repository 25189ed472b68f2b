// For POLLRDHUP.
#define _GNU_SOURCE

#include "core/retry.h"

#include "core/clock.h"
#include "core/wait.h"
#include "csock/mode.h"
#include "csock/result.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

// poll(2) cannot wait for everything that send(2) waits for: a Unix datagram socket is always
// writable, even while the receiver's queue is full. After this many wake-ups without progress, a
// call pauses between its attempts, so that it does not spin.
enum { PATIENT_WAKEUPS = 8 };
#define PAUSE_NS CSOCK_MILLISECOND

// Returns whether SO_RCVTIMEO or SO_SNDTIMEO bounds calls of this kind. Returns true if the option
// cannot be read.
static bool has_limit(int fd, short events) {
    struct timeval limit = {0};
    socklen_t length = sizeof limit;
    int name = events & POLLOUT ? SO_SNDTIMEO : SO_RCVTIMEO;
    return getsockopt(fd, SOL_SOCKET, name, &limit, &length) < 0 || limit.tv_sec != 0 ||
           limit.tv_usec != 0;
}

int csock_again(csock_attempt *attempt, int fd, int error) {
    csock_flags flags = attempt->flags;
    if (error == EINTR)
        return flags & CSOCK_INTERRUPTIBLE ? -EINTR : 1;
    if (error != EAGAIN)
        return -error;
    if (attempt->hung_up && attempt->events & POLLIN)
        return 0; // a datagram socket that was shut down: a blocking recv(2) returns 0 too
    if (attempt->timeout_ns == 0 || flags & MSG_DONTWAIT)
        return -EAGAIN;
    if (attempt->timeout_ns < 0 && flags & CSOCK_MODE_IN_STEP)
        return -EAGAIN;
    if (attempt->timeout_ns < 0 && csock_get_blocking(fd) != 0) {
        // EAGAIN from a blocking call is final in three cases: SO_RCVTIMEO or SO_SNDTIMEO expired,
        // the error queue is empty (reading it never blocks), or no ephemeral port is free (ip(7)).
        // It is not final if another thread had set O_NONBLOCK for its own deadline: then the call
        // is repeated.
        bool final = attempt->events == 0 || has_limit(fd, attempt->events);
        return final || ++attempt->wakeups > PATIENT_WAKEUPS ? -EAGAIN : 1;
    }

    if (!attempt->waited) {
        attempt->waited = true;
        attempt->deadline = csock_deadline(attempt->timeout_ns);
    }
    if (++attempt->wakeups > PATIENT_WAKEUPS) {
        int result =
            csock_poll_one(-1, 0, flags, csock_sooner(attempt->deadline, csock_now() + PAUSE_NS));
        if (result < 0)
            return result;
    }
    if (csock_remaining(attempt->deadline) == 0)
        return -CSOCK_ETIMEOUT;
    int seen = csock_poll_one(fd, attempt->events, flags, attempt->deadline);
    if (seen < 0)
        return seen;
    if (seen == 0)
        return -CSOCK_ETIMEOUT;
    attempt->hung_up = seen & (POLLHUP | POLLRDHUP);
    return 1;
}
