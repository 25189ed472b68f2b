// For POLLRDHUP.
#define _GNU_SOURCE

#include "csock/transfer.h"

#include "core/retry.h"
#include "csock/mode.h"
#include "csock/option.h"
#include "socket/msghdr.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

// With a deadline, no system call may block, whatever the descriptor's blocking mode.
static int kernel_flags(csock_flags flags, int64_t timeout_ns) {
    return csock_kernel_flags(flags) | (timeout_ns < 0 ? 0 : MSG_DONTWAIT);
}

// The error queue is signalled with POLLERR, which poll(2) always reports.
static short receive_events(csock_flags flags) {
    if (flags & MSG_ERRQUEUE)
        return 0;
    return flags & MSG_OOB ? POLLPRI : POLLIN | POLLRDHUP;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

// With MSG_TRUNC, TCP discards data and returns its length without writing the buffer. Clearing the
// buffer keeps stale memory out of the result.
static void prepare(int fd, void *buffer, size_t capacity, csock_flags flags) {
    int64_t type;
    if (flags & MSG_TRUNC && capacity > 0 &&
        csock_get_option_int(fd, CSOCK_SOL_SOCKET, CSOCK_SO_TYPE, &type) == 0 &&
        type == SOCK_STREAM)
        memset(buffer, 0, capacity);
}

ssize_t csock_recv(int fd, void *buffer, size_t capacity, csock_flags flags, int64_t timeout_ns) {
    return csock_recv_from(fd, buffer, capacity, flags, NULL, timeout_ns);
}

ssize_t csock_recv_from(int fd, void *buffer, size_t capacity, csock_flags flags,
                        csock_address *from, int64_t timeout_ns) {
    csock_attempt attempt = {
        .flags = flags, .timeout_ns = timeout_ns, .events = receive_events(flags)};
    prepare(fd, buffer, capacity, flags);
    for (;;) {
        socklen_t length = CSOCK_ADDRESS_MAX;
        ssize_t count =
            recvfrom(fd, buffer, capacity, kernel_flags(flags, timeout_ns),
                     from ? (struct sockaddr *)&from->storage : NULL, from ? &length : NULL);
        if (count >= 0) {
            if (from)
                from->length = length;
            return (ssize_t)smaller((size_t)count, capacity);
        }
        int result = csock_again(&attempt, fd, errno);
        if (result <= 0) {
            if (from)
                from->length = 0;
            return result;
        }
    }
}

ssize_t csock_recv_message(int fd, void *buffer, size_t capacity, csock_flags flags,
                           csock_received *received, int64_t timeout_ns) {
    struct iovec piece = {.iov_base = buffer, .iov_len = capacity};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    return csock_recv_msghdr(fd, &message, flags, received, timeout_ns);
}

ssize_t csock_recv_msghdr(int fd, struct msghdr *message, csock_flags flags,
                          csock_received *received, int64_t timeout_ns) {
    csock_attempt attempt = {
        .flags = flags, .timeout_ns = timeout_ns, .events = receive_events(flags)};
    size_t capacity = message->msg_iov->iov_len;
    prepare(fd, message->msg_iov->iov_base, capacity, flags);
    for (;;) {
        struct msghdr header = *message;
        header.msg_name = &received->from.storage;
        header.msg_namelen = CSOCK_ADDRESS_MAX;
        ssize_t count = recvmsg(fd, &header, kernel_flags(flags, timeout_ns));
        int result = count >= 0 ? 0 : csock_again(&attempt, fd, errno);
        if (result > 0)
            continue;
        message->msg_controllen = count < 0 ? 0 : header.msg_controllen;
        received->from.length = count < 0 ? 0 : header.msg_namelen;
        received->length = count < 0 ? 0 : (size_t)count;
        received->flags = count < 0 ? 0 : header.msg_flags & ~MSG_CMSG_CLOEXEC;
        return count < 0 ? result : (ssize_t)smaller((size_t)count, capacity);
    }
}

static ssize_t send_once(csock_attempt *attempt, int fd, const struct msghdr *message) {
    int flags = kernel_flags(attempt->flags, attempt->timeout_ns) | MSG_NOSIGNAL;
    bool is_simple = message->msg_iovlen == 1 && message->msg_controllen == 0;
    struct msghdr unnamed;
    for (;;) {
        ssize_t sent = is_simple ? sendto(fd, message->msg_iov->iov_base, message->msg_iov->iov_len,
                                          flags, message->msg_name, message->msg_namelen)
                                 : sendmsg(fd, message, flags);
        if (sent >= 0)
            return sent;
        int error = errno;
        if (error == EINPROGRESS && flags & MSG_FASTOPEN && attempt->timeout_ns != 0) {
            // The connection attempt has started, and no data was sent with it: wait for the
            // connection, then send.
            flags &= ~MSG_FASTOPEN;
            unnamed = *message;
            unnamed.msg_name = NULL;
            unnamed.msg_namelen = 0;
            message = &unnamed;
            error = EAGAIN;
        }
        int result = csock_again(attempt, fd, error);
        if (result <= 0)
            return result;
    }
}

// Finds why a blocking send was incomplete. The next send does not block: if it fails with EAGAIN
// although SO_SNDTIMEO sets no limit, a signal ended the first send.
static int reason_to_stop(int fd, int result) {
    int64_t limit = -1;
    csock_get_option_time(fd, CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, &limit);
    return result == -EAGAIN && limit < 0 ? -EINTR : result;
}

ssize_t csock_send(int fd, const void *bytes, size_t count, csock_flags flags, int64_t timeout_ns) {
    return csock_send_to(fd, bytes, count, flags, NULL, timeout_ns);
}

ssize_t csock_send_to(int fd, const void *bytes, size_t count, csock_flags flags,
                      const csock_address *to, int64_t timeout_ns) {
    struct iovec piece = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {.msg_name = to ? (void *)&to->storage : NULL,
                             .msg_namelen = to ? to->length : 0,
                             .msg_iov = &piece,
                             .msg_iovlen = 1};
    return csock_send_msghdr(fd, &message, flags, timeout_ns);
}

ssize_t csock_send_msghdr(int fd, const struct msghdr *message, csock_flags flags,
                          int64_t timeout_ns) {
    csock_attempt attempt = {.flags = flags, .timeout_ns = timeout_ns, .events = POLLOUT};
    return send_once(&attempt, fd, message);
}

int csock_send_all(int fd, const void *bytes, size_t count, csock_flags flags, int64_t timeout_ns,
                   size_t *sent) {
    csock_attempt attempt = {.flags = flags, .timeout_ns = timeout_ns, .events = POLLOUT};
    struct iovec rest = {.iov_base = (void *)bytes, .iov_len = count};
    const struct msghdr message = {.msg_iov = &rest, .msg_iovlen = 1};
    *sent = 0;
    for (;;) {
        ssize_t result = send_once(&attempt, fd, &message);
        if (result < 0)
            return attempt.flags == flags ? (int)result : reason_to_stop(fd, (int)result);
        attempt.flags = flags;
        *sent += (size_t)result;
        if (*sent == count)
            return 0;
        rest.iov_base = (char *)rest.iov_base + result;
        rest.iov_len -= (size_t)result;
        attempt.wakeups = 0;
        // A blocking send is incomplete after a signal or an error. The next send returns a pending
        // error. A signal leaves no trace: see reason_to_stop.
        if (timeout_ns < 0 && flags & CSOCK_INTERRUPTIBLE && csock_get_blocking(fd) == 1)
            attempt.flags |= MSG_DONTWAIT;
    }
}
