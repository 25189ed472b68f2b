/// The life of a socket: made, named, connected, closed.
#ifndef CSOCK_SOCKET_H
#define CSOCK_SOCKET_H

#include "address.h"
#include "assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Opens a socket, close-on-exec. `type` may include CSOCK_SOCK_NONBLOCK.
/// Returns the descriptor, or -EAFNOSUPPORT, -EPROTONOSUPPORT, -EMFILE, -ENFILE, -ENOBUFS; -EPERM
/// for raw and packet sockets without CAP_NET_RAW; -EACCES for ICMP datagram sockets (icmp(7))
/// outside net.ipv4.ping_group_range. socket(2).
int csock_socket(int family, int type, int protocol);

/// Opens a connected pair, close-on-exec: Unix sockets, on Linux.
/// Returns 0, or -EOPNOTSUPP for other families and socket(2)'s errors. socketpair(2).
int csock_socketpair(int family, int type, int protocol, int fds[_Nonnull 2]);

/// What the kernel knows about a descriptor that was made elsewhere.
typedef struct csock_socket_info {
    int family;
    int type;
    int protocol;
    bool blocking;
} csock_socket_info;

/// Reads SO_DOMAIN, SO_TYPE, SO_PROTOCOL and O_NONBLOCK. Returns 0, -EBADF or -ENOTSOCK.
int csock_describe(int fd, csock_socket_info *_Nonnull info);

/// Binds. Returns 0, -EADDRINUSE, -EADDRNOTAVAIL, -EACCES (a port below 1024 without
/// CAP_NET_BIND_SERVICE; a directory), -EINVAL (bound already; an address of another family).
/// bind(2).
int csock_bind(int fd, const csock_address *_Nonnull address);

/// Listens. The kernel caps the backlog at net.core.somaxconn; INT_MAX asks for that. A negative
/// one counts as 0, which still admits one connection. Returns 0, -EADDRINUSE, -EOPNOTSUPP.
/// listen(2).
int csock_listen(int fd, int backlog);

/// Takes a connection, close-on-exec, in blocking mode unless `flags` has CSOCK_SOCK_NONBLOCK.
/// `flags` may also have CSOCK_INTERRUPTIBLE and CSOCK_MODE_IN_STEP. With a deadline and without
/// the latter, a blocking listener is non-blocking during the call: threads that share one, with
/// deadlines, should set it O_NONBLOCK once, or one may block when another restores the mode.
/// Returns the descriptor; -EAGAIN
/// for timeout 0 and nobody there; -CSOCK_ETIMEOUT; -EINVAL (not listening, or shut down); -EMFILE,
/// -ENFILE; -ECONNABORTED and, from accept(2), network errors of the new connection. accept4(2).
int csock_accept(int fd, csock_address *_Nullable peer, csock_flags flags, int64_t timeout_ns);

/// Connects. With a deadline, a blocking descriptor is non-blocking during the call
/// (unless CSOCK_MODE_IN_STEP). When a signal interrupts it, connecting goes on in the background,
/// so the call is not repeated: its outcome is awaited. Returns 0; -EINPROGRESS for timeout 0;
/// -CSOCK_ETIMEOUT when the time is over: connecting then goes on, and the descriptor stays usable
/// (wait with csock_connect_finish, or close it); -ECONNREFUSED, -ETIMEDOUT, -ENETUNREACH,
/// -EHOSTUNREACH, -EISCONN, -EALREADY, -ENOENT and connect(2)'s others. A full backlog of a Unix
/// listener is waited for too; with timeout 0 it is -EAGAIN.
int csock_connect(int fd, const csock_address *_Nonnull address, csock_flags flags,
                  int64_t timeout_ns);

/// Begins to connect: connect(2) once, in whatever mode the descriptor is. For event loops.
/// Returns 0, -EINPROGRESS or -EINTR if csock_connect_finish has to follow, or a failure.
int csock_connect_start(int fd, const csock_address *_Nonnull address, csock_flags flags);

/// Waits for the outcome of a connection that is in progress in the background: poll(2), SO_ERROR.
/// Returns 0, -EINPROGRESS for timeout 0, -CSOCK_ETIMEOUT, -EINTR (CSOCK_INTERRUPTIBLE only),
/// -ENOTCONN (no connection of a stream is in progress, or it was shut down), or connect(2)'s
/// failure, told once.
int csock_connect_finish(int fd, csock_flags flags, int64_t timeout_ns);

/// Shuts down one or both directions (CSOCK_SHUT_…), which wakes calls that wait in other threads,
/// and for every descriptor of the socket. Returns 0, -ENOTCONN, -EINVAL. shutdown(2).
int csock_shutdown(int fd, int how);

/// Ends the calls that are waiting in this socket in other threads, now and from now on: it is shut
/// down both ways and SO_RCVTIMEO and SO_SNDTIMEO are set to their least. Meant to precede a close.
/// Calls end with 0, -EPIPE, -EINVAL, -ECONNRESET or -EAGAIN. Not ended: a Unix connect or send
/// that waits for room at its peer, and calls of families without shutdown (packet, netlink) that
/// have begun. Duplicates of the descriptor keep the limits.
/// Returns 0 or shutdown(2)'s error, of which -ENOTCONN still ends calls.
int csock_interrupt(int fd);

/// Closes a descriptor, once: it is gone whatever the result, so this is never to be repeated.
/// Returns 0 or -EBADF or, never seen from a socket, -EIO. -EINTR and -ECONNRESET are no failures
/// here.
int csock_close(int fd);

/// Duplicates a descriptor, close-on-exec. Returns the new one, -EBADF or -EMFILE. fcntl(2).
int csock_duplicate(int fd);

/// The socket's own address. Returns 0, -EBADF or -ENOTSOCK. getsockname(2).
int csock_local_address(int fd, csock_address *_Nonnull address);

/// The peer's address. Returns 0, -ENOTCONN, -EBADF or -ENOTSOCK. getpeername(2).
int csock_peer_address(int fd, csock_address *_Nonnull address);

CSOCK_END_DECLS

#endif
