/// Conversion between csock_ancillary and control messages: cmsg(3).
#ifndef CSOCK_ANCILLARY_INTERNAL_H
#define CSOCK_ANCILLARY_INTERNAL_H

#include "csock/ancillary.h"
#include "message/control.h"

/// Stores a received control message in its member of csock_ancillary and sets its bit in
/// `present`. Closes descriptors that a Unix peer sent. Ignores control messages without a member.
void csock_ancillary_read(const csock_control *_Nonnull one, csock_ancillary *_Nonnull ancillary);

/// Appends the control messages that set the values in `ancillary`, for a socket of `family`.
/// Returns 0, -EINVAL for a local address of another family, -ENODEV for an interface index above
/// INT_MAX, or -EAFNOSUPPORT for a family other than IPv4 and IPv6.
int csock_ancillary_write(const csock_ancillary *_Nonnull ancillary, int family,
                          csock_control_buffer *_Nonnull buffer);

#endif
