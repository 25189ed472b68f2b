/// Measures round trips over a connection that somebody else made.
#ifndef MIXED_H
#define MIXED_H

#include <stddef.h>
#include <stdint.h>

/// Sends `size` bytes to an echo server and waits until as many have come back. `fd` stays the
/// caller's. Returns the time it took in nanoseconds; -EPROTO if something else came back,
/// -EPIPE if the connection ended, -EINVAL for a size of 0 or over MIXED_SIZE_MAX;
/// -CSOCK_ETIMEOUT or another failure of csock_send_all or csock_recv.
int64_t mixed_round_trip(int fd, size_t size, int64_t timeout_ns);

enum { MIXED_SIZE_MAX = 65536 };

#endif
