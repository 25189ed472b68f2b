/// Sending and receiving with struct msghdr: the common path of all calls with control messages or
/// several buffers. sendmsg(2), recvmsg(2).
#ifndef CSOCK_MSGHDR_H
#define CSOCK_MSGHDR_H

#include "csock/base.h"

struct msghdr;

/// Calls sendmsg(2) with the deadlines and guarantees of csock/transfer.h. A message of one buffer
/// without control messages is sent with sendto(2). Returns the number of bytes sent, or a negative
/// code.
ssize_t csock_send_msghdr(int fd, const struct msghdr *_Nonnull message, csock_flags flags,
                          int64_t timeout_ns);

/// Calls recvmsg(2) with the deadlines and guarantees of csock/transfer.h. `message` has one
/// buffer. If descriptors can arrive, `flags` must have MSG_CMSG_CLOEXEC, which packet sockets
/// refuse. On failure, the lengths of the name and of the control data, and the flags, are 0.
/// Returns the number of bytes received, or a negative code. With CSOCK_MSG_TRUNC, returns the
/// datagram's full length, which can exceed the buffer's size.
ssize_t csock_recv_msghdr(int fd, struct msghdr *_Nonnull message, csock_flags flags,
                          int64_t timeout_ns);

#endif
