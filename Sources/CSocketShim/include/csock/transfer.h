/// Sending and receiving.
///
/// `flags` has the kernel's CSOCK_MSG_… and CSOCK_INTERRUPTIBLE and CSOCK_MODE_IN_STEP. A call that
/// need not wait takes one system call, with a deadline too: ppoll(2) follows EAGAIN. A deadline
/// holds in both blocking modes. SIGPIPE is never raised: the call returns -EPIPE.
#ifndef CSOCK_TRANSFER_H
#define CSOCK_TRANSFER_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Receives into `buffer`. Returns the number of bytes written there, `capacity` at most: 0 at the
/// end of a stream, and for an empty datagram. With CSOCK_MSG_TRUNC too; csock_recv_message then
/// gives the datagram's full length. TCP discards bytes for CSOCK_MSG_TRUNC instead of writing
/// them, so the buffer is zeroed first. Fails with -EAGAIN (timeout 0), -CSOCK_ETIMEOUT,
/// -ECONNRESET, -ECONNREFUSED (a connected datagram socket's last send), -ENOTCONN, -EINTR
/// (CSOCK_INTERRUPTIBLE only). recv(2).
ssize_t csock_recv(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                   int64_t timeout_ns);

/// Receives as csock_recv does, with the sender's address: of length 0 on TCP, and where the sender
/// has no name. recvfrom(2).
ssize_t csock_recv_from(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                        csock_address *_Nullable from, int64_t timeout_ns);

/// What recvmsg(2) reports beside the bytes and the control data.
typedef struct csock_received {
    csock_address from; ///< the sender; of length 0 where the kernel reports none
    size_t length;      ///< bytes received; with CSOCK_MSG_TRUNC the datagram's full length
    int flags;          ///< CSOCK_MSG_TRUNC, _CTRUNC, _EOR, _OOB, _ERRQUEUE as the kernel sets them
} csock_received;

/// Receives as csock_recv does, with all that the kernel reports but control data; for that see
/// csock_recv_ancillary. recvmsg(2).
ssize_t csock_recv_message(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                           csock_received *_Nonnull received, int64_t timeout_ns);

/// Sends at most `count` bytes and returns how many were sent. A `count` of 0 sends an empty
/// datagram.
/// Fails with -EAGAIN (timeout 0), -CSOCK_ETIMEOUT, -EPIPE, -ECONNRESET, -EMSGSIZE, -ENOTCONN,
/// -EDESTADDRREQ, -EINTR (CSOCK_INTERRUPTIBLE only). send(2).
ssize_t csock_send(int fd, const void *_Nullable bytes, size_t count, csock_flags flags,
                   int64_t timeout_ns);

/// Sends as csock_send does, to an address; NULL is for a connected socket. Fails also with
/// -EISCONN, -ENETUNREACH, -EACCES (a broadcast without SO_BROADCAST), -ENOENT. sendto(2).
ssize_t csock_send_to(int fd, const void *_Nullable bytes, size_t count, csock_flags flags,
                      const csock_address *_Nullable to, int64_t timeout_ns);

/// Sends all `count` bytes within one deadline. At least one attempt is made. `sent` gets how many
/// bytes were sent, on failure too. Returns 0 or csock_send's failures: with a timeout of 0,
/// -EAGAIN can follow a partial send. send(2), repeated.
int csock_send_all(int fd, const void *_Nullable bytes, size_t count, csock_flags flags,
                   int64_t timeout_ns, size_t *_Nonnull sent);

CSOCK_END_DECLS

#endif
