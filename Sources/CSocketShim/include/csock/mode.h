/// Blocking mode: whether calls on a descriptor wait, O_NONBLOCK.
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

CSOCK_END_DECLS

#endif
