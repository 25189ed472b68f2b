/// What the sources share: deadlines, and trying a call again when it was interrupted or had to
/// wait.
#ifndef CSOCK_INTERNAL_H
#define CSOCK_INTERNAL_H

#include "csock/base.h"

struct msghdr;
struct pollfd;

/// The flags that are the library's own, which no system call may see.
#define CSOCK_OWN_FLAGS (CSOCK_INTERRUPTIBLE | CSOCK_MODE_IN_STEP)

/// Nanoseconds of the monotonic clock.
int64_t csock_now(void);

/// When a call that starts now must end: INT64_MAX for never.
int64_t csock_deadline(int64_t timeout_ns);

/// What is left until a deadline: negative for ever, 0 when it is over.
int64_t csock_remaining(int64_t deadline);

/// The earlier of two times.
static inline int64_t csock_sooner(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/// poll(2) up to a deadline, without being misled by signals. Returns how many descriptors are
/// ready, 0 when the time is over, or -errno.
int csock_poll_until(struct pollfd *_Nonnull descriptors, size_t count, int flags,
                     int64_t deadline);

/// One call that may have to be repeated. Set the first three members, leave the others zero.
typedef struct {
    int flags;          // MSG_DONTWAIT and the library's own
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

/// sendmsg(2) with the deadlines and the promises of transfer.h. One piece without control data is
/// sendto(2).
ssize_t csock_send_msghdr(int fd, const struct msghdr *_Nonnull message, int flags,
                          int64_t timeout_ns);

/// recvmsg(2) likewise. Where descriptors can come, `flags` has to have MSG_CMSG_CLOEXEC, which
/// packet sockets refuse. `message` has one piece. When it fails, the lengths
/// of the name and of the control data, and the flags, are 0. Returns the datagram's length where
/// CSOCK_MSG_TRUNC asks for that, even if it is more than there is room for.
ssize_t csock_recv_msghdr(int fd, struct msghdr *_Nonnull message, int flags, int64_t timeout_ns);

/// Switches a blocking descriptor to O_NONBLOCK for a call that has a deadline but no flag for it.
/// Returns 1 if the mode was changed and has to be restored, 0 if not, or -errno.
int csock_enter_nonblocking(int fd, int flags, int64_t timeout_ns);

/// Undoes csock_enter_nonblocking and hands `result` through.
int csock_leave_nonblocking(int fd, int entered, int result);

/// The value of a hexadecimal digit, or -1.
static inline int csock_hex_digit(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

#endif
