/// The retry engine: decides whether and when a failed system call is repeated, on EINTR and
/// EAGAIN.
#ifndef CSOCK_RETRY_H
#define CSOCK_RETRY_H

#include "csock/base.h"

/// Returns the kernel's bits of a call's flags.
static inline int csock_kernel_flags(csock_flags flags) {
    return (int)(uint32_t)flags;
}

/// Returns the library's own bits of a call's flags.
static inline csock_flags csock_own_flags(csock_flags flags) {
    return flags & ~(csock_flags)UINT32_MAX;
}

/// State of one call that may be repeated. The caller sets the first three members; the other
/// members start as zero.
typedef struct {
    csock_flags flags;  // MSG_DONTWAIT and the library's own flags
    int64_t timeout_ns; // total, counted from the first wait
    short events;       // poll(2) events after which the call can make progress
    bool waited;
    bool hung_up; // the last wait saw POLLHUP or POLLRDHUP
    unsigned wakeups;
    int64_t deadline;
} csock_attempt;

/// Decides what follows a system call that failed with `error` (errno), and waits if the call can
/// succeed later. Returns 1 to repeat the call. Otherwise returns the call's result: a negative
/// code, or 0 for a receiving call (`events` has POLLIN) at the end of the stream.
int csock_again(csock_attempt *_Nonnull attempt, int fd, int error);

#endif
