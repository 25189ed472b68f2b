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

// With -Wpedantic clang warns of its own nullability in every declaration.
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

// The library is compiled with hidden visibility: what stands between these two is exported.
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

// Compilers would rather call the larger functions of headers, and read every field for whoever
// looks at one.
#define CSOCK_INLINE __attribute__((always_inline)) static inline

/// Times for `timeout_ns`.
#define CSOCK_FOREVER     INT64_C(-1)
#define CSOCK_MILLISECOND INT64_C(1000000)
#define CSOCK_SECOND      INT64_C(1000000000)

/// The flags of a call: the kernel's CSOCK_MSG_… and CSOCK_SOCK_NONBLOCK in the lower 32 bits, the
/// library's own in the upper 32, where the kernel can never have any.
typedef uint64_t csock_flags;

/// A signal ends the call with -EINTR. Without this flag the call goes on.
#define CSOCK_INTERRUPTIBLE 0x100000000ULL

/// The caller keeps the descriptor's blocking mode in step with `timeout_ns`: blocking where that
/// is negative, O_NONBLOCK where it is not. This saves the calls that find or change the mode. An
/// EAGAIN from a call that should have waited (SO_RCVTIMEO expired, somebody else set O_NONBLOCK)
/// is then reported.
#define CSOCK_MODE_IN_STEP 0x200000000ULL

#endif
