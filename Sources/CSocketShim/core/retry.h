/// The retry engine: whether a system call that failed is tried again, and when.
#ifndef CSOCK_RETRY_H
#define CSOCK_RETRY_H

#include "csock/base.h"

/// The kernel's part of a call's flags.
static inline int csock_kernel_flags(csock_flags flags) {
    return (int)(uint32_t)flags;
}

/// The library's own part of a call's flags.
static inline csock_flags csock_own_flags(csock_flags flags) {
    return flags & ~(csock_flags)UINT32_MAX;
}

/// One call that may have to be repeated. Set the first three members, leave the others zero.
typedef struct {
    csock_flags flags;  // MSG_DONTWAIT and the library's own
    int64_t timeout_ns; // in total, from the first time that the call has to wait
    short events;       // poll(2) events that promise progress
    bool waited;
    bool hung_up; // the last wait saw the end of the stream
    unsigned wakeups;
    int64_t deadline;
} csock_attempt;

/// To be called when a system call has failed with `error` (errno). Waits if it should be tried
/// again later. Returns 1 to try again, or the call's result: a negative code, or 0 where a
/// receiving call (events has POLLIN) is at the end of the stream.
int csock_again(csock_attempt *_Nonnull attempt, int fd, int error);

#endif
