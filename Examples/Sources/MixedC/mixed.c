// clock_gettime, whatever the C dialect.
#define _GNU_SOURCE

#include "mixed.h"

#include <CSocketShim.h>
#include <errno.h>
#include <string.h>
#include <time.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * CSOCK_SECOND + time.tv_nsec;
}

// Calls share one deadline by being given what is left of it; 0 would mean not to wait at all.
static int64_t remaining(int64_t deadline) {
    int64_t left = deadline - now();
    return left > 0 ? left : 0;
}

int64_t mixed_round_trip(int fd, size_t size, int64_t timeout_ns) {
    unsigned char sent[MIXED_SIZE_MAX], received[MIXED_SIZE_MAX];
    if (size == 0 || size > sizeof sent)
        return -EINVAL;
    for (size_t i = 0; i < size; i++)
        sent[i] = (unsigned char)i;

    int64_t start = now(), deadline = start + timeout_ns;
    size_t count;
    int result = csock_send_all(fd, sent, size, 0, timeout_ns, &count);
    if (result < 0)
        return result;
    for (count = 0; count < size;) {
        ssize_t got = csock_recv(fd, received + count, size - count, 0, remaining(deadline));
        // Nothing there at a deadline that has just passed.
        if (got == -EAGAIN)
            return -CSOCK_ETIMEOUT;
        if (got < 0)
            return got;
        if (got == 0)
            return -EPIPE;
        count += (size_t)got;
    }
    return memcmp(sent, received, size) == 0 ? now() - start : -EPROTO;
}
