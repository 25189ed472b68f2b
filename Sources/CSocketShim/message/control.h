/// Control messages: one iterator over those that came, one builder for those that go. cmsg(3).
#ifndef CSOCK_CONTROL_H
#define CSOCK_CONTROL_H

#include "csock/bytes.h"

#include <sys/socket.h>

/// A view of one control message.
typedef struct {
    int level;
    int type;
    csock_bytes data;
} csock_control;

/// Copies a value that the control message holds in full. Returns whether it does.
bool csock_control_get(const csock_control *_Nonnull one, void *_Nonnull value, size_t size);

/// Takes the next control message from what recvmsg(2) wrote. Returns false when none is left, and
/// at one that is not whole.
bool csock_control_next(csock_bytes *_Nonnull rest, csock_control *_Nonnull one);

/// Room for all control messages that this library asks for at once and then some, aligned as the
/// kernel wants it. A zeroed one is empty.
typedef struct {
    size_t length;
    union {
        struct cmsghdr alignment;
        uint8_t bytes[1024];
    } data;
} csock_control_buffer;

/// Appends a control message. Returns 0, or -ENOBUFS without room.
int csock_control_add(csock_control_buffer *_Nonnull buffer, int level, int type,
                      const void *_Nonnull value, size_t size);

#endif
