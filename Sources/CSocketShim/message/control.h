/// Control messages: one iterator for received ones, one builder for those to send. cmsg(3).
#ifndef CSOCK_CONTROL_H
#define CSOCK_CONTROL_H

#include "csock/bytes.h"

#include <sys/socket.h>

/// A view of one control message: its header and its data.
typedef struct {
    int level;
    int type;
    csock_bytes data;
} csock_control;

/// Copies the first `size` bytes of a control message's data into `value`. Returns false, and
/// copies nothing, if the data is shorter.
bool csock_control_get(const csock_control *_Nonnull one, void *_Nonnull value, size_t size);

/// Removes the next control message from `rest`, the control data that recvmsg(2) returned. Returns
/// false at the end, and at a truncated control message.
bool csock_control_next(csock_bytes *_Nonnull rest, csock_control *_Nonnull one);

/// A buffer of control messages, aligned as the kernel requires. It is larger than all control
/// messages that this library enables at once. A zeroed one is empty.
typedef struct {
    size_t length; ///< bytes used
    union {
        struct cmsghdr alignment;
        uint8_t bytes[1024];
    } data;
} csock_control_buffer;

/// Appends a control message of `size` bytes. Returns 0, or -ENOBUFS if it does not fit.
int csock_control_add(csock_control_buffer *_Nonnull buffer, int level, int type,
                      const void *_Nonnull value, size_t size);

#endif
