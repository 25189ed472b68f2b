/// Sending and receiving with struct msghdr: the common path of all calls with control messages or
/// several buffers. sendmsg(2), recvmsg(2).
#ifndef CSOCK_MSGHDR_H
#define CSOCK_MSGHDR_H

#include "csock/transfer.h"

struct msghdr;

/// Calls sendmsg(2) with the deadlines and guarantees of csock/transfer.h. A message of one buffer
/// without control messages is sent with sendto(2). Returns the number of bytes sent, or a negative
/// code.
ssize_t csock_send_msghdr(int fd, const struct msghdr *_Nonnull message, csock_flags flags,
                          int64_t timeout_ns);

/// Calls recvmsg(2) with the deadlines and guarantees of csock/transfer.h, and fills in `received`.
/// `message` has one buffer, and room for control data if there is any to receive. If descriptors
/// can arrive, `flags` must have MSG_CMSG_CLOEXEC, which packet sockets refuse. On failure, the
/// length of the control data and the members of `received` are 0. Returns the number of bytes
/// written to the buffer, or a negative code.
ssize_t csock_recv_msghdr(int fd, struct msghdr *_Nonnull message, csock_flags flags,
                          csock_received *_Nonnull received, int64_t timeout_ns);

#endif
