/// Socket options: getsockopt(2), setsockopt(2). The numbers are in option_constant.h.
///
/// `level` is a CSOCK_SOL_… and `name` one of its options. All functions return, beside what they
/// name, -EBADF, -ENOTSOCK, and -ENOPROTOOPT or -EOPNOTSUPP for an option that this kernel or this
/// kind of socket does not have.
#ifndef CSOCK_OPTION_H
#define CSOCK_OPTION_H

#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Sets an option of any kind to the bytes that the kernel wants, unexamined. setsockopt(2).
/// Returns 0, or -EINVAL for a length that is not the option's.
int csock_set_option(int fd, int level, int name, const void *_Nullable value, size_t length);

/// Reads an option of any kind. getsockopt(2).
/// Returns how many bytes the kernel wrote, `capacity` at most (it can have more to say without
/// failing: NETLINK_LIST_MEMBERSHIPS), or -EINVAL, -ERANGE for a capacity below what the option
/// needs.
int csock_get_option(int fd, int level, int name, void *_Nullable value, size_t capacity);

/// Sets an option that is a number or, as 0 and 1, a truth value, in the width, sign and byte order
/// that the kernel wants. -1 stands for the system's default where an option knows that:
/// CSOCK_IP_TTL, CSOCK_IP_MULTICAST_TTL, CSOCK_IPV6_UNICAST_HOPS, CSOCK_IPV6_MULTICAST_HOPS,
/// CSOCK_IPV6_TCLASS; and for "no limit" in CSOCK_SO_MAX_PACING_RATE. Returns 0; -EINVAL, without
/// asking the kernel, for a number that the option cannot hold or that the kernel would bend: a TTL
/// of 0 or 256, a negative size; the kernel's -EINVAL; -EPERM.
int csock_set_option_int(int fd, int level, int name, int64_t value);

/// Reads an option that is a number or a truth value, of 1, 2, 4 or 8 bytes; one of no bytes is 0.
/// Returns 0, or -EINVAL if it is of another size, and for CSOCK_SO_LINGER, CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO. Of another struct it can be the first 4 bytes, where the kernel cuts that.
int csock_get_option_int(int fd, int level, int name, int64_t *_Nonnull value);

/// Sets an option that is a time, in nanoseconds whatever the kernel counts in: CSOCK_SO_RCVTIMEO,
/// CSOCK_SO_SNDTIMEO, CSOCK_SO_LINGER, CSOCK_SO_BUSY_POLL, and CSOCK_TCP_ KEEPIDLE, KEEPINTVL,
/// LINGER2, DEFER_ACCEPT, USER_TIMEOUT, TX_DELAY, RTO_MAX_MS, RTO_MIN_US, DELACK_MAX_US. A fraction
/// of the option's unit is rounded up. -1 is "no time": no limit for CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO, off for CSOCK_SO_LINGER and CSOCK_TCP_LINGER2. 0 for the first two is their
/// least, a microsecond, since the kernel takes 0 for no limit. Returns 0, -EINVAL for another
/// negative time, one over the option's limit, and an option that is no time.
int csock_set_option_time(int fd, int level, int name, int64_t time_ns);

/// Reads an option that is a time; see csock_set_option_time. Returns 0 or -EINVAL.
int csock_get_option_time(int fd, int level, int name, int64_t *_Nonnull time_ns);

/// Room for the name of a network interface, a congestion control or an upper protocol, with its
/// NUL.
enum { CSOCK_OPTION_NAME_SIZE = 16 };

/// Sets an option that is a name: CSOCK_SO_BINDTODEVICE, CSOCK_TCP_CONGESTION, CSOCK_TCP_ULP. The
/// text need not be terminated. An empty one undoes CSOCK_SO_BINDTODEVICE. Returns 0; -ENAMETOOLONG
/// for 16 bytes and more, which the kernel would cut; -EINVAL for a NUL within; -ENODEV or -ENOENT
/// for a name that nobody bears; -EPERM.
int csock_set_option_text(int fd, int level, int name, const char *_Nullable text, size_t length);

/// Reads an option that is text, up to the first of the NULs that the kernel pads it with; it is
/// not terminated. CSOCK_SO_BINDTODEVICE wants room for CSOCK_OPTION_NAME_SIZE bytes. Returns the
/// length of the text, -EINVAL or -ERANGE for too little room.
int csock_get_option_text(int fd, int level, int name, char *_Nonnull text, size_t capacity);

/// Reads and clears the error that is pending on a socket: CSOCK_SO_ERROR.
/// Returns 0 if there is none, or the error as a negative code. A descriptor that cannot be asked
/// gives -EBADF or -ENOTSOCK, which no socket has pending.
int csock_take_error(int fd);

CSOCK_END_DECLS

#endif
