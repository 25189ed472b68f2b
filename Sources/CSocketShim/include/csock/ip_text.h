/// Conversion between IP addresses and text, and classification of addresses: inet_pton(3),
/// inet_ntop(3). Addresses are in network byte order. No function makes a system call.
#ifndef CSOCK_IP_TEXT_H
#define CSOCK_IP_TEXT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Length of the longest text in bytes, without a terminating NUL.
enum {
    CSOCK_IPV4_TEXT_MAX = 15,
    CSOCK_IPV6_TEXT_MAX = 45,
};

/// Parses dotted decimal: exactly four parts of 0 to 255 without leading zeros, as inet_pton(3)
/// does. `text` need not be NUL-terminated, and may be NULL if `length` is 0. Returns 0 or
/// -CSOCK_EADDRTEXT; `host` is written on success only.
/// See inet_pton(3).
int csock_ipv4_parse(const char *_Nullable text, size_t length, uint8_t host[_Nonnull 4]);

/// Parses every form of RFC 4291 section 2.2, without a zone, as inet_pton(3) does. `text` need not
/// be NUL-terminated, and may be NULL if `length` is 0. Returns 0 or -CSOCK_EADDRTEXT; `host` is
/// written on success only.
/// See inet_pton(3).
int csock_ipv6_parse(const char *_Nullable text, size_t length, uint8_t host[_Nonnull 16]);

/// Writes dotted decimal, not NUL-terminated. Returns the text's length.
/// See inet_ntop(3).
size_t csock_ipv4_format(const uint8_t host[_Nonnull 4], char text[_Nonnull CSOCK_IPV4_TEXT_MAX]);

/// Writes the form that RFC 5952 recommends, not NUL-terminated. IPv4-mapped and IPv4-compatible
/// addresses end in dotted decimal, as inet_ntop(3) writes them. Returns the text's length.
/// See RFC 5952.
size_t csock_ipv6_format(const uint8_t host[_Nonnull 16], char text[_Nonnull CSOCK_IPV6_TEXT_MAX]);

/// Kinds of address: the IANA special-purpose registries (RFC 6890) and the multicast blocks.
enum {
    CSOCK_IP_UNSPECIFIED = 1 << 0, ///< 0.0.0.0, ::
    CSOCK_IP_LOOPBACK = 1 << 1,    ///< 127.0.0.0/8, ::1
    CSOCK_IP_MULTICAST = 1 << 2,   ///< 224.0.0.0/4, ff00::/8
    CSOCK_IP_BROADCAST = 1 << 3,   ///< 255.255.255.255
    CSOCK_IP_LINK_LOCAL = 1 << 4,  ///< 169.254.0.0/16, fe80::/10 (RFC 3927, RFC 4291)
    CSOCK_IP_PRIVATE = 1 << 5,     ///< 10/8, 172.16/12, 192.168/16 (RFC 1918); fc00::/7 (RFC 4193)
    CSOCK_IP_SHARED = 1 << 6,      ///< 100.64.0.0/10, carrier-grade NAT (RFC 6598)
    CSOCK_IP_DOCUMENTATION = 1 << 7, ///< RFC 5737; 2001:db8::/32 (RFC 3849), 3fff::/20 (RFC 9637)
    CSOCK_IP_BENCHMARKING = 1 << 8,  ///< 198.18.0.0/15, 2001:2::/48 (RFC 2544, RFC 5180)
    CSOCK_IP_RESERVED = 1 << 9,      ///< 240.0.0.0/4 except 255.255.255.255 (RFC 1112)
    CSOCK_IP_V4_MAPPED = 1 << 10,    ///< ::ffff:0:0/96 (RFC 4291 section 2.5.5.2)
};

/// Returns the CSOCK_IP_… bits that apply to an address, or 0 for an ordinary unicast address.
/// See RFC 6890.
uint32_t csock_ipv4_kind(const uint8_t host[_Nonnull 4]);
/// Returns the CSOCK_IP_… bits that apply to an address, or 0 for an ordinary unicast address.
/// See RFC 6890.
uint32_t csock_ipv6_kind(const uint8_t host[_Nonnull 16]);

CSOCK_END_DECLS

#endif
