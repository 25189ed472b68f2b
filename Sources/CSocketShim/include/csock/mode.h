/// Blocking mode of a descriptor, O_NONBLOCK: fcntl(2), ioctl(2).
#ifndef CSOCK_MODE_H
#define CSOCK_MODE_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Reads the descriptor's blocking mode from the kernel. Returns 1 if the descriptor is blocking, 0
/// if O_NONBLOCK is set, or -EBADF.
/// See fcntl(2), F_GETFL.
int csock_get_blocking(int fd);

/// Sets or clears O_NONBLOCK. One system call does it, and cannot undo another thread's change to
/// other file status flags. The mode belongs to the open file description: duplicates and processes
/// that inherited it share it. Returns 0 or -EBADF.
/// See ioctl(2), FIONBIO.
int csock_set_blocking(int fd, bool blocking);

CSOCK_END_DECLS

#endif
