/// What every header of the library needs: types, nullability, linkage, and the flags and times
/// that calls have in common.
#ifndef CSOCK_BASE_H
#define CSOCK_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// gcc knows no nullability; clang does, in C and C++.
#if !defined(__clang__)
#ifndef _Nonnull
#define _Nonnull
#endif
#ifndef _Nullable
#define _Nullable
#endif
#endif

// The library is compiled with hidden visibility: what stands between these two is exported.
#if defined(__cplusplus)
#define CSOCK_BEGIN_DECLS                                                                          \
    extern "C" {                                                                                   \
    _Pragma("GCC visibility push(default)")
#define CSOCK_END_DECLS                                                                            \
    _Pragma("GCC visibility pop")                                                                  \
    }
#else
#define CSOCK_BEGIN_DECLS _Pragma("GCC visibility push(default)")
#define CSOCK_END_DECLS   _Pragma("GCC visibility pop")
#endif

// Compilers would rather call the larger functions of headers, and read every field for whoever
// looks at one.
#define CSOCK_INLINE __attribute__((always_inline)) static inline

/// Times for `timeout_ns`.
#define CSOCK_FOREVER     INT64_C(-1)
#define CSOCK_MILLISECOND INT64_C(1000000)
#define CSOCK_SECOND      INT64_C(1000000000)

/// Flags of the library's own. Calls that take `flags` accept them beside the kernel's MSG_* flags
/// (their bits are unused there) and never pass them on.
enum {
    /// A signal ends the call with -EINTR instead of being ridden out.
    CSOCK_INTERRUPTIBLE = 0x00400000,
    /// The caller keeps the descriptor's blocking mode in step with `timeout_ns`: blocking where
    /// that is negative, O_NONBLOCK where it is not. No call is then spent on finding or changing
    /// the mode, and an EAGAIN from a call that should have waited (SO_RCVTIMEO ran out, somebody
    /// else set O_NONBLOCK) is reported.
    CSOCK_MODE_IN_STEP = 0x00800000,
};

#endif
