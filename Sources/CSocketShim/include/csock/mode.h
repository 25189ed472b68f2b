/// Blocking modes, and waiting for a descriptor.
#ifndef CSOCK_MODE_H
#define CSOCK_MODE_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Whether the descriptor blocks: 1, or 0 if O_NONBLOCK is set, as the kernel has it now.
/// Fails with -EBADF. fcntl(2), F_GETFL.
int csock_get_blocking(int fd);

/// Sets or clears O_NONBLOCK, in one system call that cannot undo another thread's change to the
/// other file status flags. The mode belongs to the open file description: duplicates, and
/// processes that inherited it, share it. Returns 0, or -EBADF. ioctl(2), FIONBIO.
int csock_set_blocking(int fd, bool blocking);

/// What to wait for, and what was seen.
enum {
    CSOCK_READABLE = 1 << 0, ///< Data, a connection, an end of stream or an error: POLLIN.
    CSOCK_WRITABLE = 1 << 1, ///< Room to send, or a connection made or refused: POLLOUT.
    CSOCK_URGENT = 1 << 2,   ///< Out-of-band data: POLLPRI.
    CSOCK_FAILED = 1 << 3,   ///< Only seen: an error or an error-queue message is pending: POLLERR.
    CSOCK_HUNG_UP = 1 << 4,  ///< Only seen: both directions are shut down: POLLHUP.
};

/// Waits until at least one of `events` is there. `flags`: CSOCK_INTERRUPTIBLE or 0.
/// Returns the events seen, more than 0; -CSOCK_ETIMEOUT when the time is over (at once for 0);
/// -EINTR (CSOCK_INTERRUPTIBLE only); -EBADF. ppoll(2): any descriptor number works.
int csock_wait(int fd, int events, int flags, int64_t timeout_ns);

CSOCK_END_DECLS

#endif
