/// Views of byte buffers, and copies of bytes: memcpy(3).
#ifndef CSOCK_BYTES_H
#define CSOCK_BYTES_H

#include "base.h"

#include <string.h>

CSOCK_BEGIN_DECLS

/// A view of bytes that somebody else owns: a pointer and a length. The bytes must stay valid and
/// unchanged as long as the view is used.
typedef struct csock_bytes {
    const uint8_t *_Nullable start; ///< may be NULL if `count` is 0
    size_t count;                   ///< length in bytes
} csock_bytes;

/// Returns a view of `count` bytes at `start`, which may be NULL if `count` is 0.
static inline csock_bytes csock_view(const uint8_t *_Nullable start, size_t count) {
    csock_bytes bytes = {start, count};
    return bytes;
}

/// Copies `count` bytes between buffers that do not overlap. Both pointers may be NULL if `count`
/// is 0, unlike with memcpy(3).
static inline void csock_copy(uint8_t *_Nullable to, const uint8_t *_Nullable from, size_t count) {
    if (count > 0)
        memcpy(to, from, count);
}

CSOCK_END_DECLS

#endif
