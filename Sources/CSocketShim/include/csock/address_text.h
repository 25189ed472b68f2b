/// Conversion between socket addresses and text, for every family: ip(7), ipv6(7), unix(7),
/// packet(7). csock/ip_text.h converts hosts without ports.
#ifndef CSOCK_ADDRESS_TEXT_H
#define CSOCK_ADDRESS_TEXT_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Sets an IPv4 or IPv6 address from a numeric host ("127.0.0.1", "::1", "fe80::1%eth0",
/// "fe80::1%2") and a port in host byte order. `host` need not be NUL-terminated. The interface of
/// a zone is looked up in the calling thread's network namespace. No DNS query is made. Returns 0;
/// -CSOCK_EADDRTEXT; -ENODEV for a zone that names no interface; -EMFILE or -ENFILE, as the lookup
/// opens a descriptor.
/// See inet_pton(3), if_nametoindex(3) and RFC 4007 section 11.2.
int csock_address_set_ip_text(csock_address *_Nonnull address, const char *_Nullable host,
                              size_t length, uint16_t port);

/// Buffer size for csock_address_format in bytes. Every text fits.
enum { CSOCK_ADDRESS_TEXT_MAX = 512 };

/// Writes an address as text, not NUL-terminated, and returns the text's length: "127.0.0.1:80",
/// "[fe80::1%eth0]:80", "/run/x.sock", "@abstract", "unnamed", "eth0 02:00:00:00:00:01 0x0800"
/// (packet sockets; "any" for interface 0), "family 16: 00ff…" (other families), "none" (length
/// below 2). Backslashes and control characters in names become \xNN.
/// See inet_ntop(3) and if_indextoname(3).
size_t csock_address_format(const csock_address *_Nonnull address,
                            char text[_Nonnull CSOCK_ADDRESS_TEXT_MAX]);

CSOCK_END_DECLS

#endif
