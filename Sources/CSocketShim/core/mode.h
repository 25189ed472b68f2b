/// Non-blocking mode for the length of one call.
#ifndef CSOCK_MODE_INTERNAL_H
#define CSOCK_MODE_INTERNAL_H

#include "csock/base.h"

/// Sets O_NONBLOCK on a blocking descriptor for a call that has a deadline but takes no
/// MSG_DONTWAIT: accept(2), connect(2). Does nothing without a deadline or with CSOCK_MODE_IN_STEP.
/// Returns 1 if csock_leave_nonblocking has to restore the mode, 0 if not, or -errno.
int csock_enter_nonblocking(int fd, csock_flags flags, int64_t timeout_ns);

/// Undoes csock_enter_nonblocking, whose result is `entered`, and returns `result`.
int csock_leave_nonblocking(int fd, int entered, int result);

#endif
