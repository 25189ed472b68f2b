/// Names to addresses.
#ifndef CSOCK_RESOLVE_H
#define CSOCK_RESOLVE_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Finds the addresses of a host (a name or a numeric address, with a zone too) for a port, in the
/// order that the resolver prefers (RFC 6724). `family` is CSOCK_AF_UNSPEC, _INET or _INET6; `type`
/// a socket type. `host` need not be terminated.
///
/// Returns how many there are, of which the first `capacity` are in `addresses`; or
/// -CSOCK_EAI_NONAME (an empty host too), _AGAIN, _FAIL, _NODATA, _FAMILY, _ADDRFAMILY, _SOCKTYPE,
/// _MEMORY, -EINVAL for a host that holds a NUL, or what the system said instead of EAI_SYSTEM.
/// getaddrinfo(3): it allocates, waits for name servers as resolv.conf(5) says, and knows no
/// deadline.
ssize_t csock_resolve(const char *_Nullable host, size_t length, uint16_t port, int family,
                      int type, csock_address *_Nullable addresses, size_t capacity);

CSOCK_END_DECLS

#endif
