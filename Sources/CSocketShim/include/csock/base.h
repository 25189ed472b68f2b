/// Basics that every header includes: standard types, nullability, linkage, time units and call
/// flags.
#ifndef CSOCK_BASE_H
#define CSOCK_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// gcc does not know the nullability qualifiers; clang knows them in C and C++.
#if !defined(__clang__)
#ifndef _Nonnull
#define _Nonnull
#endif
#ifndef _Nullable
#define _Nullable
#endif
#endif

// With -Wpedantic, clang warns about its nullability qualifiers in every declaration.
#if defined(__clang__)
// clang-format off: it would split the string of the pragma.
#define CSOCK_NULLABILITY_BEGIN                                                                    \
    _Pragma("clang diagnostic push")                                                               \
    _Pragma("clang diagnostic ignored \"-Wnullability-extension\"")
// clang-format on
#define CSOCK_NULLABILITY_END _Pragma("clang diagnostic pop")
#else
#define CSOCK_NULLABILITY_BEGIN
#define CSOCK_NULLABILITY_END
#endif

// The library is compiled with hidden visibility. Declarations between these two macros are
// exported.
#if defined(__cplusplus)
#define CSOCK_BEGIN_DECLS                                                                          \
    CSOCK_NULLABILITY_BEGIN                                                                        \
    extern "C" {                                                                                   \
    _Pragma("GCC visibility push(default)")
#define CSOCK_END_DECLS                                                                            \
    _Pragma("GCC visibility pop")                                                                  \
    }                                                                                              \
    CSOCK_NULLABILITY_END
#else
#define CSOCK_BEGIN_DECLS CSOCK_NULLABILITY_BEGIN _Pragma("GCC visibility push(default)")
#define CSOCK_END_DECLS   _Pragma("GCC visibility pop") CSOCK_NULLABILITY_END
#endif

// Without always_inline, compilers emit calls to the larger inline functions, and such a call
// decodes every field even if the caller reads only one.
#define CSOCK_INLINE __attribute__((always_inline)) static inline

/// Values and units for `timeout_ns`, in nanoseconds. CSOCK_FOREVER, like any negative timeout,
/// never expires; 0 never waits.
#define CSOCK_FOREVER     INT64_C(-1)
#define CSOCK_MILLISECOND INT64_C(1000000)
#define CSOCK_SECOND      INT64_C(1000000000)

/// Flags of a call. The lower 32 bits are the kernel's: CSOCK_MSG_… and CSOCK_SOCK_NONBLOCK. The
/// upper 32 bits are the library's own, and never collide with kernel flags.
typedef uint64_t csock_flags;

/// A signal handler that runs during the call ends it with -EINTR. Without this flag, the call
/// continues with the remaining time.
#define CSOCK_INTERRUPTIBLE 0x100000000ULL

/// The descriptor's blocking mode matches `timeout_ns`: blocking if the timeout is negative,
/// O_NONBLOCK otherwise. The caller guarantees this, and the library saves the system calls that
/// read or change the mode. If the descriptor returns EAGAIN although the timeout is negative
/// (SO_RCVTIMEO expired, or another thread set O_NONBLOCK), the call fails with -EAGAIN.
#define CSOCK_MODE_IN_STEP 0x200000000ULL

#endif
