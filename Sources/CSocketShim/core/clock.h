/// The monotonic clock, and deadlines measured with it: clock_gettime(2).
#ifndef CSOCK_CLOCK_H
#define CSOCK_CLOCK_H

#include "csock/base.h"

/// Returns the time of CLOCK_MONOTONIC in nanoseconds.
/// See clock_gettime(2).
int64_t csock_now(void);

/// Returns the time at which a call that starts now must end, or INT64_MAX for a negative timeout,
/// which never expires.
int64_t csock_deadline(int64_t timeout_ns);

/// Returns the nanoseconds until a deadline: 0 once it has passed, CSOCK_FOREVER for INT64_MAX.
int64_t csock_remaining(int64_t deadline);

/// Returns the earlier of two times.
static inline int64_t csock_sooner(int64_t a, int64_t b) {
    return a < b ? a : b;
}

#endif
