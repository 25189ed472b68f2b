// For clock_gettime(2), which -std=c11 hides.
#define _GNU_SOURCE

#include "core/clock.h"

#include <time.h>

int64_t csock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * CSOCK_SECOND + now.tv_nsec;
}

int64_t csock_deadline(int64_t timeout_ns) {
    if (timeout_ns < 0)
        return INT64_MAX;
    int64_t now = csock_now();
    return timeout_ns > INT64_MAX - now ? INT64_MAX : now + timeout_ns;
}

int64_t csock_remaining(int64_t deadline) {
    if (deadline == INT64_MAX)
        return CSOCK_FOREVER;
    int64_t remaining = deadline - csock_now();
    return remaining < 0 ? 0 : remaining;
}
