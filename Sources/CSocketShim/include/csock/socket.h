/// Sockets from creation to close: open, bind, listen, accept, connect, shut down. socket(2),
/// bind(2), listen(2), accept(2), connect(2), shutdown(2), close(2).
#ifndef CSOCK_SOCKET_H
#define CSOCK_SOCKET_H

#include "address.h"
#include "assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Opens a socket, close-on-exec. `type` may include CSOCK_SOCK_NONBLOCK. Returns the descriptor,
/// which the caller must close; -EAFNOSUPPORT; -EPROTONOSUPPORT; -EMFILE; -ENFILE; -ENOBUFS; -EPERM
/// (raw and packet sockets without CAP_NET_RAW); -EACCES (an ICMP datagram socket, icmp(7), of a
/// process without a group in net.ipv4.ping_group_range).
/// See socket(2).
int csock_socket(int family, int type, int protocol);

/// Opens a pair of connected sockets, close-on-exec. Linux supports Unix sockets only. `type` may
/// include CSOCK_SOCK_NONBLOCK. Returns 0, -EOPNOTSUPP for other families, or socket(2)'s errors.
/// See socketpair(2).
int csock_socketpair(int family, int type, int protocol, int fds[_Nonnull 2]);

/// Properties of a socket, as csock_describe reads them from the kernel.
typedef struct csock_socket_info {
    int family;    ///< CSOCK_AF_…
    int type;      ///< CSOCK_SOCK_…, without flags
    int protocol;  ///< CSOCK_IPPROTO_…, or of the family
    bool blocking; ///< O_NONBLOCK is clear
} csock_socket_info;

/// Reads the family, type, protocol and blocking mode of a descriptor from the kernel: SO_DOMAIN,
/// SO_TYPE, SO_PROTOCOL and O_NONBLOCK. Returns 0, -EBADF or -ENOTSOCK.
/// See getsockopt(2) and fcntl(2).
int csock_describe(int fd, csock_socket_info *_Nonnull info);

/// Binds a socket to a local address. Returns 0; -EADDRINUSE; -EADDRNOTAVAIL; -EACCES (a port below
/// 1024 without CAP_NET_BIND_SERVICE, or a directory without write permission); -EINVAL (already
/// bound, or an address of another family).
/// See bind(2).
int csock_bind(int fd, const csock_address *_Nonnull address);

/// Marks a socket as listening. The kernel limits `backlog` to net.core.somaxconn; INT_MAX selects
/// that maximum. A negative backlog counts as 0, which still admits one connection. Returns 0,
/// -EADDRINUSE or -EOPNOTSUPP.
/// See listen(2).
int csock_listen(int fd, int backlog);

/// Accepts a connection, close-on-exec. `peer` gets its address and may be NULL. The new descriptor
/// is in blocking mode unless `flags` has CSOCK_SOCK_NONBLOCK. `flags` may also have
/// CSOCK_INTERRUPTIBLE and CSOCK_MODE_IN_STEP.
///
/// With a deadline and without CSOCK_MODE_IN_STEP, a blocking listener is non-blocking during the
/// call. If several threads accept from one listener with deadlines, set it O_NONBLOCK once:
/// otherwise a thread may block when another one restores the mode.
///
/// Returns the descriptor, which the caller must close; -EAGAIN (timeout 0, no connection is
/// waiting); -CSOCK_ETIMEOUT; -EINTR (CSOCK_INTERRUPTIBLE only); -EINVAL (not listening, or shut
/// down); -EMFILE; -ENFILE; -ECONNABORTED; network errors of the new connection, as accept(2) lists
/// them.
/// See accept4(2).
int csock_accept(int fd, csock_address *_Nullable peer, csock_flags flags, int64_t timeout_ns);

/// Connects a socket. `flags` may have CSOCK_INTERRUPTIBLE and CSOCK_MODE_IN_STEP. With a deadline
/// and without CSOCK_MODE_IN_STEP, a blocking descriptor is non-blocking during the call. A signal
/// does not stop the connection attempt: without CSOCK_INTERRUPTIBLE, the call waits for its
/// outcome.
///
/// Returns 0; -EINPROGRESS (timeout 0); -CSOCK_ETIMEOUT; -EINTR (CSOCK_INTERRUPTIBLE only);
/// -ECONNREFUSED; -ETIMEDOUT; -ENETUNREACH; -EHOSTUNREACH; -EISCONN; -EALREADY; -ENOENT;
/// connect(2)'s other errors. After -CSOCK_ETIMEOUT the attempt continues in the background: wait
/// for it with csock_connect_finish, or close the descriptor. If the backlog of a Unix listener is
/// full, the call waits for room; with timeout 0 it fails with -EAGAIN.
/// See connect(2).
int csock_connect(int fd, const csock_address *_Nonnull address, csock_flags flags,
                  int64_t timeout_ns);

/// Starts to connect, for event loops: calls connect(2) in the descriptor's current blocking mode.
/// `flags` is CSOCK_INTERRUPTIBLE or 0. Returns 0 if connected, -EINPROGRESS or -EINTR if
/// csock_connect_finish must follow, or connect(2)'s other errors.
/// See connect(2).
int csock_connect_start(int fd, const csock_address *_Nonnull address, csock_flags flags);

/// Waits for the outcome of a connection attempt that continues in the background. `flags` is
/// CSOCK_INTERRUPTIBLE or 0. Returns 0; -EINPROGRESS (timeout 0); -CSOCK_ETIMEOUT; -EINTR
/// (CSOCK_INTERRUPTIBLE only); -ENOTCONN (no attempt of a stream socket is in progress, or the
/// socket was shut down); connect(2)'s error, which is reported once.
/// See poll(2) and socket(7), SO_ERROR.
int csock_connect_finish(int fd, csock_flags flags, int64_t timeout_ns);

/// Shuts down one or both directions (CSOCK_SHUT_…) of a connection, for all descriptors of the
/// socket. Calls that wait in other threads return. Returns 0, -ENOTCONN or -EINVAL.
/// See shutdown(2).
int csock_shutdown(int fd, int how);

/// Ends all calls that wait in this socket in other threads, and calls that start later; meant to
/// precede csock_close. It shuts down both directions and sets SO_RCVTIMEO and SO_SNDTIMEO to their
/// minimum. The calls end with 0, -EPIPE, -EINVAL, -ECONNRESET or -EAGAIN.
///
/// Two kinds of waiting calls do not end: a Unix connect or send that waits for room at its peer,
/// and calls of families without shutdown(2) (packet, netlink). Duplicates of the descriptor keep
/// the changed options. Returns 0 or shutdown(2)'s error; with -ENOTCONN, calls end all the same.
/// See shutdown(2) and socket(7), SO_RCVTIMEO.
int csock_interrupt(int fd);

/// Closes a descriptor. It is closed even on error: never repeat the call. EINTR and ECONNRESET
/// count as success. Returns 0; -EBADF; -EIO, which sockets do not return in practice.
/// See close(2).
int csock_close(int fd);

/// Duplicates a descriptor, close-on-exec. Returns the new descriptor, which the caller must close,
/// -EBADF or -EMFILE.
/// See fcntl(2), F_DUPFD_CLOEXEC.
int csock_duplicate(int fd);

/// Reads the socket's local address. Returns 0, -EBADF or -ENOTSOCK.
/// See getsockname(2).
int csock_local_address(int fd, csock_address *_Nonnull address);

/// Reads the peer's address. Returns 0, -ENOTCONN, -EBADF or -ENOTSOCK.
/// See getpeername(2).
int csock_peer_address(int fd, csock_address *_Nonnull address);

CSOCK_END_DECLS

#endif
