/// Sending and receiving.
///
/// `flags` are the kernel's (CSOCK_MSG_…), with CSOCK_INTERRUPTIBLE and CSOCK_MODE_IN_STEP. A call
/// that is ready takes one system call, with a deadline too: poll(2) comes only after EAGAIN. A
/// deadline holds whether or not the descriptor is O_NONBLOCK. SIGPIPE is never raised: -EPIPE is
/// returned.
#ifndef CSOCK_TRANSFER_H
#define CSOCK_TRANSFER_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Receives into `buffer`. Returns the number of bytes written there: 0 at the end of a stream, and
/// for a datagram of no bytes. Never more than `capacity`, with CSOCK_MSG_TRUNC neither (the buffer
/// of a stream is then zeroed first, as TCP discards instead of writing); csock_recv_message tells
/// the true length. Fails with -EAGAIN (timeout 0), -CSOCK_ETIMEOUT, -ECONNRESET, -ECONNREFUSED (a
/// connected datagram socket's last send), -ENOTCONN, -EINTR (CSOCK_INTERRUPTIBLE only). recv(2).
ssize_t csock_recv(int fd, void *_Nullable buffer, size_t capacity, int flags, int64_t timeout_ns);

/// The same, with the sender's address: of length 0 on TCP, and where the sender is unnamed.
/// recvfrom(2).
ssize_t csock_recv_from(int fd, void *_Nullable buffer, size_t capacity, int flags,
                        csock_address *_Nullable from, int64_t timeout_ns);

/// What arrived, apart from the bytes.
typedef struct csock_message {
    csock_address from; ///< Of length 0 where the kernel tells none.
    size_t length;      ///< Bytes received; with CSOCK_MSG_TRUNC the datagram's true length.
    int flags; ///< CSOCK_MSG_TRUNC, _CTRUNC, _EOR, _OOB, _ERRQUEUE as the kernel sets them.
} csock_message;

/// The same, with all that recvmsg(2) tells but control messages.
ssize_t csock_recv_message(int fd, void *_Nullable buffer, size_t capacity, int flags,
                           csock_message *_Nonnull message, int64_t timeout_ns);

/// Sends at most `count` bytes and returns how many went out. `count` may be 0: an empty datagram.
/// Fails with -EAGAIN (timeout 0), -CSOCK_ETIMEOUT, -EPIPE, -ECONNRESET, -EMSGSIZE, -ENOTCONN,
/// -EDESTADDRREQ, -EINTR (CSOCK_INTERRUPTIBLE only). send(2).
ssize_t csock_send(int fd, const void *_Nullable bytes, size_t count, int flags,
                   int64_t timeout_ns);

/// The same to an address; NULL is csock_send. Fails also with -EISCONN, -ENETUNREACH, -EACCES (a
/// broadcast without SO_BROADCAST), -ENOENT. sendto(2).
ssize_t csock_send_to(int fd, const void *_Nullable bytes, size_t count, int flags,
                      const csock_address *_Nullable to, int64_t timeout_ns);

/// Sends all `count` bytes; one deadline covers them all, and the first attempt is always made.
/// `sent` gets how many went out, when it fails too. Returns 0 or csock_send's failures; with
/// timeout 0 -EAGAIN may come after a part has gone out.
int csock_send_all(int fd, const void *_Nullable bytes, size_t count, int flags, int64_t timeout_ns,
                   size_t *_Nonnull sent);

CSOCK_END_DECLS

#endif
