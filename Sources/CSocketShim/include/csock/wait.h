/// Waiting until a descriptor is ready.
#ifndef CSOCK_WAIT_H
#define CSOCK_WAIT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Events: what to wait for, and what was seen.
enum {
    CSOCK_READABLE = 1 << 0, ///< Data, a connection, an end of stream or an error: POLLIN.
    CSOCK_WRITABLE = 1 << 1, ///< Room to send, or a connection made or refused: POLLOUT.
    CSOCK_URGENT = 1 << 2,   ///< Out-of-band data: POLLPRI.
    CSOCK_FAILED = 1 << 3,   ///< Only seen: an error or an error-queue message is pending: POLLERR.
    CSOCK_HUNG_UP = 1 << 4,  ///< Only seen: both directions are shut down: POLLHUP.
};

/// Waits until at least one of `events` is seen on a descriptor of any kind and number. `flags` is
/// CSOCK_INTERRUPTIBLE or 0. Returns the events seen, which is more than 0; -CSOCK_ETIMEOUT when
/// the timeout expires; -EINTR (CSOCK_INTERRUPTIBLE only); -EBADF. ppoll(2).
int csock_wait(int fd, int events, csock_flags flags, int64_t timeout_ns);

CSOCK_END_DECLS

#endif
