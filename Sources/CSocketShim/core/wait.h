/// Polling of descriptors until a deadline: ppoll(2).
#ifndef CSOCK_WAIT_INTERNAL_H
#define CSOCK_WAIT_INTERNAL_H

#include "csock/base.h"

struct pollfd;

/// Polls until a descriptor is ready or the deadline passes. A signal ends the wait only if `flags`
/// has CSOCK_INTERRUPTIBLE. Returns the number of ready descriptors, 0 once the deadline has
/// passed, or -errno.
/// See ppoll(2).
int csock_poll_until(struct pollfd *_Nonnull descriptors, size_t count, csock_flags flags,
                     int64_t deadline);

/// Polls one descriptor as csock_poll_until does. A negative descriptor is never ready: the call
/// waits for the deadline. Returns the events seen, 0 once the deadline has passed, or -errno.
int csock_poll_one(int fd, short events, csock_flags flags, int64_t deadline);

#endif
