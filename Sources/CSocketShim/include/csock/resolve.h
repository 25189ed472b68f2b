/// Resolution of host names to addresses: getaddrinfo(3).
#ifndef CSOCK_RESOLVE_H
#define CSOCK_RESOLVE_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Resolves a host to addresses with `port`, in the order that the resolver prefers (RFC 6724).
/// `host` is a name or a numeric address, also with a zone; it need not be NUL-terminated. `port`
/// is in host byte order. `family` is CSOCK_AF_UNSPEC, _INET or _INET6; `type` is a socket type.
/// The call allocates memory while it runs, waits for name servers as resolv.conf(5) configures
/// them, and has no deadline.
///
/// Returns the number of addresses found, which can exceed `capacity`: `addresses` gets the first
/// `capacity`. Fails with -CSOCK_EAI_NONAME (also for an empty host), -CSOCK_EAI_AGAIN, _FAIL,
/// _NODATA, _FAMILY, _ADDRFAMILY, _SOCKTYPE, _MEMORY; -EINVAL for a host that contains a NUL; or an
/// errno code instead of EAI_SYSTEM.
/// See getaddrinfo(3).
ssize_t csock_resolve(const char *_Nullable host, size_t length, uint16_t port, int family,
                      int type, csock_address *_Nullable addresses, size_t capacity);

CSOCK_END_DECLS

#endif
