/// Temporary non-blocking mode, for calls that have a deadline but take no MSG_DONTWAIT.
#ifndef CSOCK_MODE_INTERNAL_H
#define CSOCK_MODE_INTERNAL_H

#include "csock/base.h"

/// Sets O_NONBLOCK on a blocking descriptor for one call of accept(2) or connect(2) with a
/// deadline. Does nothing without a deadline or with CSOCK_MODE_IN_STEP. Returns 1 if
/// csock_leave_nonblocking must restore the mode, 0 if the mode is unchanged, or -errno.
int csock_enter_nonblocking(int fd, csock_flags flags, int64_t timeout_ns);

/// Restores blocking mode if `entered`, the result of csock_enter_nonblocking, is 1. Returns
/// `result`, for the caller to return in turn.
int csock_leave_nonblocking(int fd, int entered, int result);

#endif
