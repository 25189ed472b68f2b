/// Receiving with control messages: recvmsg(2).
#ifndef CSOCK_MESSAGE_INTERNAL_H
#define CSOCK_MESSAGE_INTERNAL_H

#include "csock/transfer.h"
#include "message/control.h"

/// Receives as csock_recv_message does, with the control messages in `control`. Returns the number
/// of bytes written to `buffer`, or a negative code.
/// See recvmsg(2).
ssize_t csock_recv_control(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                           csock_received *_Nonnull received,
                           csock_control_buffer *_Nonnull control, int64_t timeout_ns);

#endif
