/// Sending and receiving by struct msghdr: what every call that has control data or several pieces
/// ends in.
#ifndef CSOCK_MSGHDR_H
#define CSOCK_MSGHDR_H

#include "csock/base.h"

struct msghdr;

/// sendmsg(2) with the deadlines and the promises of transfer.h. One piece without control data is
/// sendto(2).
ssize_t csock_send_msghdr(int fd, const struct msghdr *_Nonnull message, csock_flags flags,
                          int64_t timeout_ns);

/// recvmsg(2) likewise. Where descriptors can come, `flags` has to have MSG_CMSG_CLOEXEC, which
/// packet sockets refuse. `message` has one piece. When it fails, the lengths
/// of the name and of the control data, and the flags, are 0. Returns the datagram's length where
/// CSOCK_MSG_TRUNC asks for that, even if it is more than there is room for.
ssize_t csock_recv_msghdr(int fd, struct msghdr *_Nonnull message, csock_flags flags,
                          int64_t timeout_ns);

#endif
