/// Waiting for descriptors up to a deadline: ppoll(2).
#ifndef CSOCK_WAIT_INTERNAL_H
#define CSOCK_WAIT_INTERNAL_H

#include "csock/base.h"

struct pollfd;

/// Polls until a descriptor is ready or the deadline passes. A signal does not end it, unless
/// `flags` has CSOCK_INTERRUPTIBLE. Returns how many descriptors are ready, 0 when the deadline has
/// passed, or -errno.
int csock_poll_until(struct pollfd *_Nonnull descriptors, size_t count, csock_flags flags,
                     int64_t deadline);

/// The same for one descriptor; a negative one only waits. Returns the events seen.
int csock_poll_one(int fd, short events, csock_flags flags, int64_t deadline);

#endif
