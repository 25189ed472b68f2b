/// Connecting to the first of several addresses that answers ("Happy Eyeballs"): RFC 8305,
/// connect(2).
#ifndef CSOCK_CONNECT_ANY_H
#define CSOCK_CONNECT_ANY_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Sorts addresses for csock_connect_any: address families alternate, starting with the first
/// address's family. Within a family the order does not change.
/// See RFC 8305 section 4.
void csock_interleave_families(csock_address *_Nullable addresses, size_t count);

/// Connects to the first address that answers. Addresses are tried in order. The next attempt
/// starts when one has failed, or after 250 ms; earlier attempts continue in parallel. The timeout
/// is for all addresses together.
///
/// `flags` may have CSOCK_SOCK_NONBLOCK, which sets the blocking mode of the returned descriptor,
/// and CSOCK_INTERRUPTIBLE. `results` may be NULL; otherwise it has `count` elements and gets the
/// outcome of each address: 0 for the connected one; the error of a failed attempt; -CSOCK_ETIMEOUT
/// for an attempt in progress at the deadline; -ECANCELED for an attempt in progress when another
/// one succeeded or a signal ended the call, and for an address that was not tried.
///
/// Returns the connected descriptor, close-on-exec, which the caller must close; -CSOCK_ETIMEOUT;
/// -EINTR (CSOCK_INTERRUPTIBLE only); -EINVAL if `count` is 0; otherwise the error of the last
/// failed attempt.
/// See RFC 8305 section 5.
int csock_connect_any(const csock_address *_Nullable addresses, size_t count, int type,
                      int protocol, csock_flags flags, int64_t timeout_ns, int *_Nullable results);

CSOCK_END_DECLS

#endif
