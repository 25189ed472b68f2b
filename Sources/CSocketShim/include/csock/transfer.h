/// Sending and receiving: send(2), recv(2), recvmsg(2).
///
/// `flags` is a combination of CSOCK_MSG_…, CSOCK_INTERRUPTIBLE and CSOCK_MODE_IN_STEP. A call on a
/// ready socket makes one system call, with a deadline too; it calls ppoll(2) only after EAGAIN.
/// Deadlines work in both blocking modes. A call that would raise SIGPIPE fails with -EPIPE
/// instead.
#ifndef CSOCK_TRANSFER_H
#define CSOCK_TRANSFER_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Receives bytes into `buffer`. Returns the number of bytes written to it, 0 at the end of a
/// stream and for an empty datagram; -EAGAIN (timeout 0); -CSOCK_ETIMEOUT; -ECONNRESET;
/// -ECONNREFUSED (an ICMP error for an earlier send of a connected datagram socket); -ENOTCONN;
/// -EINTR (CSOCK_INTERRUPTIBLE only).
///
/// The count never exceeds `capacity`, even with CSOCK_MSG_TRUNC: csock_recv_message returns a
/// datagram's full length. On TCP, CSOCK_MSG_TRUNC discards bytes instead of writing them, and
/// `buffer` is zeroed.
/// See recv(2).
ssize_t csock_recv(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                   int64_t timeout_ns);

/// Receives as csock_recv does, with the sender's address in `from`, which may be NULL. The address
/// has length 0 on TCP, and for a sender without a name. Returns csock_recv's results.
/// See recvfrom(2).
ssize_t csock_recv_from(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                        csock_address *_Nullable from, int64_t timeout_ns);

/// Metadata of a received message: what recvmsg(2) reports, except the bytes and the control
/// messages.
typedef struct csock_received {
    csock_address from; ///< sender; length 0 if the kernel reports none
    size_t length;      ///< bytes received; with CSOCK_MSG_TRUNC the datagram's full length
    int flags;          ///< from the kernel: CSOCK_MSG_TRUNC, _CTRUNC, _EOR, _OOB, _ERRQUEUE
} csock_received;

/// Receives as csock_recv does, with the message's metadata in `received`. csock_recv_ancillary
/// also returns control messages. Returns csock_recv's results.
/// See recvmsg(2).
ssize_t csock_recv_message(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                           csock_received *_Nonnull received, int64_t timeout_ns);

/// Sends up to `count` bytes. A `count` of 0 sends an empty datagram. Returns the number of bytes
/// sent; -EAGAIN (timeout 0); -CSOCK_ETIMEOUT; -EPIPE; -ECONNRESET; -EMSGSIZE; -ENOTCONN;
/// -EDESTADDRREQ; -EINTR (CSOCK_INTERRUPTIBLE only).
/// See send(2).
ssize_t csock_send(int fd, const void *_Nullable bytes, size_t count, csock_flags flags,
                   int64_t timeout_ns);

/// Sends as csock_send does, to the address `to`; NULL sends to the connected peer. Returns
/// csock_send's results; also -EISCONN, -ENETUNREACH, -EACCES (a broadcast without
/// CSOCK_SO_BROADCAST) and -ENOENT.
/// See sendto(2).
ssize_t csock_send_to(int fd, const void *_Nullable bytes, size_t count, csock_flags flags,
                      const csock_address *_Nullable to, int64_t timeout_ns);

/// Sends all `count` bytes within one deadline, with at least one attempt. `sent` gets the number
/// of bytes sent, also on failure. Returns 0 or csock_send's errors. With timeout 0, -EAGAIN can
/// follow a partial send.
/// See send(2).
int csock_send_all(int fd, const void *_Nullable bytes, size_t count, csock_flags flags,
                   int64_t timeout_ns, size_t *_Nonnull sent);

CSOCK_END_DECLS

#endif
