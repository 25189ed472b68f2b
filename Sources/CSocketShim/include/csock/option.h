/// Socket options: getsockopt(2), setsockopt(2). csock/option_constant.h has their numbers.
///
/// `level` is a CSOCK_SOL_… constant and `name` one of that level's options. In addition to the
/// listed errors, every function fails with -EBADF, -ENOTSOCK, and with -ENOPROTOOPT or -EOPNOTSUPP
/// for an option that the kernel or this type of socket does not support.
#ifndef CSOCK_OPTION_H
#define CSOCK_OPTION_H

#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Sets an option of any type. The value must have the kernel's layout and is passed on unchecked.
/// Returns 0, or -EINVAL for a wrong length.
/// See setsockopt(2).
int csock_set_option(int fd, int level, int name, const void *_Nullable value, size_t length);

/// Reads an option of any type, in the kernel's layout. Returns the number of bytes written, at
/// most `capacity`. Some values are truncated without an error if `capacity` is too small
/// (NETLINK_LIST_MEMBERSHIPS); for other options the call then fails with -EINVAL or -ERANGE.
/// See getsockopt(2).
int csock_get_option(int fd, int level, int name, void *_Nullable value, size_t capacity);

/// Sets a numeric or boolean (0 or 1) option, in the width, sign and byte order that the kernel
/// expects. -1 selects the system's default for CSOCK_IP_TTL, CSOCK_IP_MULTICAST_TTL,
/// CSOCK_IPV6_UNICAST_HOPS, CSOCK_IPV6_MULTICAST_HOPS and CSOCK_IPV6_TCLASS, and means "no limit"
/// for CSOCK_SO_MAX_PACING_RATE. Returns 0; -EINVAL, without a system call, for a value that does
/// not fit the option or that the kernel would adjust (a TTL of 0 or 256, a negative size); -EINVAL
/// from the kernel; -EPERM for options that need a privilege.
/// See setsockopt(2).
int csock_set_option_int(int fd, int level, int name, int64_t value);

/// Reads a numeric or boolean option of 1, 2, 4 or 8 bytes; a value of 0 bytes reads as 0. Returns
/// 0, or -EINVAL for a value of another size and for CSOCK_SO_LINGER, CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO. For other options with a struct value, the kernel may truncate the struct:
/// the result is then its first 4 bytes.
/// See getsockopt(2).
int csock_get_option_int(int fd, int level, int name, int64_t *_Nonnull value);

/// Sets a time option in nanoseconds, whatever unit the kernel uses: CSOCK_SO_RCVTIMEO,
/// CSOCK_SO_SNDTIMEO, CSOCK_SO_LINGER, CSOCK_SO_BUSY_POLL, CSOCK_TCP_KEEPIDLE, _KEEPINTVL,
/// _LINGER2, _DEFER_ACCEPT, _USER_TIMEOUT, _TX_DELAY, _RTO_MAX_MS, _RTO_MIN_US, _DELACK_MAX_US.
/// Fractions of the kernel's unit are rounded up. -1 means no limit for CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO, and off for CSOCK_SO_LINGER and CSOCK_TCP_LINGER2. For CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO, 0 sets their minimum of one microsecond, because the kernel's 0 means no
/// limit. Returns 0, or -EINVAL for any other negative time, a time above the option's maximum, or
/// an option that is not a time.
/// See setsockopt(2), socket(7) and tcp(7).
int csock_set_option_time(int fd, int level, int name, int64_t time_ns);

/// Reads a time option in nanoseconds; -1 has the meaning that csock_set_option_time gives it.
/// Returns 0, or -EINVAL for an option that is not a time.
/// See getsockopt(2).
int csock_get_option_time(int fd, int level, int name, int64_t *_Nonnull time_ns);

/// Buffer size in bytes for the name of a network interface, a congestion control algorithm or an
/// upper layer protocol (ULP), with its terminating NUL.
enum { CSOCK_OPTION_NAME_SIZE = 16 };

/// Sets a text option: CSOCK_SO_BINDTODEVICE, CSOCK_TCP_CONGESTION, CSOCK_TCP_ULP. `text` need not
/// be NUL-terminated. An empty text clears CSOCK_SO_BINDTODEVICE. Returns 0; -ENAMETOOLONG for 16
/// bytes or more, which the kernel would truncate; -EINVAL for a text that contains a NUL; -ENODEV
/// or -ENOENT for an unknown name; -EPERM.
/// See setsockopt(2), socket(7) and tcp(7).
int csock_set_option_text(int fd, int level, int name, const char *_Nullable text, size_t length);

/// Reads a text option, without the NULs that the kernel pads it with. The text is not
/// NUL-terminated. CSOCK_SO_BINDTODEVICE needs a capacity of CSOCK_OPTION_NAME_SIZE bytes. Returns
/// the text's length, or -EINVAL or -ERANGE if `capacity` is too small.
/// See getsockopt(2).
int csock_get_option_text(int fd, int level, int name, char *_Nonnull text, size_t capacity);

/// Reads and clears the socket's pending error, CSOCK_SO_ERROR. Returns 0 if there is none, or the
/// error as a negative code. -EBADF and -ENOTSOCK mean that the option could not be read: they are
/// never pending errors.
/// See socket(7), SO_ERROR.
int csock_take_error(int fd);

CSOCK_END_DECLS

#endif
