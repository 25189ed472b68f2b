/// Connecting to whichever of several addresses answers first: "Happy Eyeballs", RFC 8305.
#ifndef CSOCK_CONNECT_ANY_H
#define CSOCK_CONNECT_ANY_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Puts addresses into the order of RFC 8305 section 4: the families take turns, beginning with
/// that of the first; within a family the order stays.
void csock_interleave_families(csock_address *_Nullable addresses, size_t count);

/// Connects to the first address that answers. They are tried in order; the next one begins when
/// one has failed, or after 250 ms (RFC 8305 section 5), while the earlier ones go on.
///
/// `flags` may have CSOCK_SOCK_NONBLOCK, for the blocking mode of the result, and
/// CSOCK_INTERRUPTIBLE. `results` gets what became of each address: 0 of the winner, its failure,
/// -CSOCK_ETIMEOUT if it had not answered by the deadline, or -ECANCELED if it lost or was not
/// tried.
///
/// Returns the connected descriptor, close-on-exec; -CSOCK_ETIMEOUT (its deadline is for all
/// addresses together); -EINTR; otherwise the failure of the last address; -EINVAL for none at all.
int csock_connect_any(const csock_address *_Nullable addresses, size_t count, int type,
                      int protocol, csock_flags flags, int64_t timeout_ns, int *_Nullable results);

CSOCK_END_DECLS

#endif
