/// Views of bytes, and copies of them.
#ifndef CSOCK_BYTES_H
#define CSOCK_BYTES_H

#include "base.h"

#include <string.h>

CSOCK_BEGIN_DECLS

/// Bytes that the caller owns: a pointer and a length. What it points to has to stay as it is, and
/// where it is, for as long as the view is used.
typedef struct csock_bytes {
    const uint8_t *_Nullable start; ///< may be NULL where `count` is 0
    size_t count;
} csock_bytes;

/// A view of `count` bytes.
static inline csock_bytes csock_view(const uint8_t *_Nullable start, size_t count) {
    csock_bytes bytes = {start, count};
    return bytes;
}

/// Copies bytes between places that do not overlap. Both may be NULL where `count` is 0, which
/// memcpy(3) does not allow.
static inline void csock_copy(uint8_t *_Nullable to, const uint8_t *_Nullable from, size_t count) {
    if (count > 0)
        memcpy(to, from, count);
}

CSOCK_END_DECLS

#endif
