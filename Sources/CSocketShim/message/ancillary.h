/// Between csock_ancillary and control messages.
#ifndef CSOCK_ANCILLARY_INTERNAL_H
#define CSOCK_ANCILLARY_INTERNAL_H

#include "csock/ancillary.h"
#include "message/control.h"

/// Reads a control message into the member that is for it and sets its bit in `present`. Closes the
/// descriptors that a Unix peer sent along. Ignores what csock_ancillary has no member for.
void csock_ancillary_read(const csock_control *_Nonnull one, csock_ancillary *_Nonnull ancillary);

/// Appends the control messages that ask for what `ancillary` names, as sockets of `family`
/// understand them. Returns 0, -EINVAL for a local address of another family, -ENODEV for an
/// interface index over INT_MAX, or -EAFNOSUPPORT for a family other than IPv4 and IPv6.
int csock_ancillary_write(const csock_ancillary *_Nonnull ancillary, int family,
                          csock_control_buffer *_Nonnull buffer);

#endif
