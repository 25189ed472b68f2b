// POLLRDHUP.
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

// Some waits cannot be told to poll(2): a datagram for another socket's full queue is "writable"
// all the time. After this many vain wake-ups a call pauses between its attempts instead of
// spinning.
enum { PATIENT_WAKEUPS = 8 };
#define PAUSE_NS CSOCK_MILLISECOND

// Whether SO_RCVTIMEO or SO_SNDTIMEO bounds calls of this kind. What cannot be read may be a limit.
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
