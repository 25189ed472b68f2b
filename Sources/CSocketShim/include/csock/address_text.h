/// The text of socket addresses, both ways.
#ifndef CSOCK_ADDRESS_TEXT_H
#define CSOCK_ADDRESS_TEXT_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Makes an IPv4 or IPv6 address from a numeric host: "127.0.0.1", "::1", "fe80::1%eth0",
/// "fe80::1%2". The zone's interface is looked up in the calling thread's network namespace. Never
/// asks a resolver. Returns 0, -CSOCK_EADDRTEXT, -ENODEV for a zone that names no interface,
/// -EMFILE or -ENFILE (looking one up takes a descriptor).
int csock_address_set_ip_text(csock_address *_Nonnull address, const char *_Nullable host,
                              size_t length, uint16_t port);

/// Room enough for every text that csock_address_format writes.
enum { CSOCK_ADDRESS_TEXT_MAX = 512 };

/// Writes an address for people, not terminated, and returns the length of the text:
/// "127.0.0.1:80", "[fe80::1%eth0]:80", "/run/x.sock", "@abstract", "unnamed",
/// "eth0 02:00:00:00:00:01 0x0800" (packet sockets; "any" for no interface), "family 16: 00ff…",
/// "none". Bytes that do not print are written \xNN.
size_t csock_address_format(const csock_address *_Nonnull address,
                            char text[_Nonnull CSOCK_ADDRESS_TEXT_MAX]);

CSOCK_END_DECLS

#endif
