/// The monotonic clock, and deadlines by it.
#ifndef CSOCK_CLOCK_H
#define CSOCK_CLOCK_H

#include "csock/base.h"

/// Nanoseconds of the monotonic clock: CLOCK_MONOTONIC, clock_gettime(2).
int64_t csock_now(void);

/// When a call that starts now must end: INT64_MAX for never.
int64_t csock_deadline(int64_t timeout_ns);

/// How long it is until a deadline: CSOCK_FOREVER for INT64_MAX, 0 when it has passed.
int64_t csock_remaining(int64_t deadline);

/// The earlier of two times.
static inline int64_t csock_sooner(int64_t a, int64_t b) {
    return a < b ? a : b;
}

#endif
