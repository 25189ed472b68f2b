/// Waiting until a descriptor is ready: poll(2).
#ifndef CSOCK_WAIT_H
#define CSOCK_WAIT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Events to wait for, and events seen. CSOCK_FAILED and CSOCK_HUNG_UP are reported even if they
/// were not requested.
enum {
    CSOCK_READABLE = 1 << 0, ///< data, a connection, end of stream or an error: POLLIN
    CSOCK_WRITABLE = 1 << 1, ///< room to send, or a connect that ended: POLLOUT
    CSOCK_URGENT = 1 << 2,   ///< out-of-band data: POLLPRI
    CSOCK_FAILED = 1 << 3,   ///< result only: pending error or error-queue message: POLLERR
    CSOCK_HUNG_UP = 1 << 4,  ///< result only: both directions are shut down: POLLHUP
};

/// Waits until at least one of `events` occurs on a descriptor of any kind. `flags` is
/// CSOCK_INTERRUPTIBLE or 0. Returns the events seen, which is a number above 0; -CSOCK_ETIMEOUT
/// when the timeout expires; -EINTR (CSOCK_INTERRUPTIBLE only); -EBADF.
/// See ppoll(2).
int csock_wait(int fd, int events, csock_flags flags, int64_t timeout_ns);

CSOCK_END_DECLS

#endif
