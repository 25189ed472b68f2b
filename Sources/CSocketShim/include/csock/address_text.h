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

/// Buffer size for csock_address_format and csock_address_format_exact in bytes. Every text fits.
enum { CSOCK_ADDRESS_TEXT_MAX = 512 };

/// Writes an address as text, not NUL-terminated, and returns the text's length: "127.0.0.1:80",
/// "[fe80::1%eth0]:80", "/run/x.sock", "@abstract", "unnamed", "eth0 02:00:00:00:00:01 0x0800"
/// (packet sockets; "any" for interface 0), "family 16: 00ff…" (other families), "none" (length
/// below 2). Backslashes, control characters and bytes that are not UTF-8 become \xNN in names, so
/// that every text is UTF-8.
/// See inet_ntop(3) and if_indextoname(3).
size_t csock_address_format(const csock_address *_Nonnull address,
                            char text[_Nonnull CSOCK_ADDRESS_TEXT_MAX]);

/// Writes an address as text from which csock_address_parse restores the same bytes. The
/// text is csock_address_format's if that can be read back, and otherwise "family 10: 00ff…" with
/// the bytes after the family. That form is needed for IPv6 addresses with flow information, for
/// paths that do not begin with "/", "./" or "../", and for received link-layer addresses. The
/// bytes are in the kernel's layout, which depends on the machine's byte order.
size_t csock_address_format_exact(const csock_address *_Nonnull address,
                                  char text[_Nonnull CSOCK_ADDRESS_TEXT_MAX]);

/// Makes an address from text in the forms that csock_address_format writes. The text need not be
/// terminated. A Unix path begins with "/", "./" or "../"; an IPv6 host is in brackets; \xNN in a
/// name is a byte. Interfaces are looked up in the calling thread's network namespace.
///
/// Returns 0; -CSOCK_EADDRTEXT; -CSOCK_EPATHTOOLONG for a Unix name over CSOCK_UNIX_NAME_MAX
/// bytes; -EINVAL for a path with a NUL; -ENODEV for an interface that does not exist; -EMFILE or
/// -ENFILE. `address` is written only on success.
int csock_address_parse(csock_address *_Nonnull address, const char *_Nullable text, size_t length);

CSOCK_END_DECLS

#endif
