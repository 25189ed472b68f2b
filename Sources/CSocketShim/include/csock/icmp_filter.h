/// Which ICMP messages a raw socket receives: icmp(7), raw(7), RFC 3542 section 3.2. A filter lets
/// types pass or blocks them; a new socket's passes all.
#ifndef CSOCK_ICMP_FILTER_H
#define CSOCK_ICMP_FILTER_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The types that an ICMPv4 filter can block: those below 32. All others always pass.
enum { CSOCK_ICMPV4_FILTER_TYPES = 32 };

/// An ICMPv4 filter. A zeroed one passes everything.
typedef struct csock_icmpv4_filter {
    uint32_t blocked; ///< bit n is type n
} csock_icmpv4_filter;

/// A filter that passes all types.
csock_icmpv4_filter csock_icmpv4_filter_pass_all(void);

/// A filter that blocks all types that it can: those below 32.
csock_icmpv4_filter csock_icmpv4_filter_block_all(void);

/// Lets a type pass. Returns 0, or -EINVAL for one of 32 and more.
int csock_icmpv4_filter_pass(csock_icmpv4_filter *_Nonnull filter, uint32_t type);

/// Blocks a type. Returns 0, or -EINVAL for one of 32 and more, which no filter can block.
int csock_icmpv4_filter_block(csock_icmpv4_filter *_Nonnull filter, uint32_t type);

/// Whether messages of a type pass; those of 32 and more do.
bool csock_icmpv4_filter_passes(const csock_icmpv4_filter *_Nonnull filter, uint32_t type);

/// Sets the filter of a raw ICMPv4 socket: ICMP_FILTER. Returns 0, or -EOPNOTSUPP on a raw socket
/// of another protocol, -ENOPROTOOPT on another kind of socket.
int csock_set_icmpv4_filter(int fd, const csock_icmpv4_filter *_Nonnull filter);

/// Reads the filter of a raw ICMPv4 socket. Returns what csock_set_icmpv4_filter does.
int csock_get_icmpv4_filter(int fd, csock_icmpv4_filter *_Nonnull filter);

/// An ICMPv6 filter, for all 256 types. A zeroed one passes everything.
typedef struct csock_icmpv6_filter {
    uint32_t blocked[8]; ///< bit n % 32 of element n / 32 is type n
} csock_icmpv6_filter;

/// A filter that passes all types: ICMP6_FILTER_SETPASSALL.
csock_icmpv6_filter csock_icmpv6_filter_pass_all(void);

/// A filter that blocks all types: ICMP6_FILTER_SETBLOCKALL.
csock_icmpv6_filter csock_icmpv6_filter_block_all(void);

/// Lets a type pass: ICMP6_FILTER_SETPASS. Returns 0, or -EINVAL for a type over 255.
int csock_icmpv6_filter_pass(csock_icmpv6_filter *_Nonnull filter, uint32_t type);

/// Blocks a type: ICMP6_FILTER_SETBLOCK. Returns 0, or -EINVAL for a type over 255.
int csock_icmpv6_filter_block(csock_icmpv6_filter *_Nonnull filter, uint32_t type);

/// Whether messages of a type pass: ICMP6_FILTER_WILLPASS. A type over 255 does not exist and does
/// not pass.
bool csock_icmpv6_filter_passes(const csock_icmpv6_filter *_Nonnull filter, uint32_t type);

/// Sets the filter of a raw ICMPv6 socket: ICMP6_FILTER. Returns 0, or -EOPNOTSUPP on a raw socket
/// of another protocol, -ENOPROTOOPT on another kind of socket.
int csock_set_icmpv6_filter(int fd, const csock_icmpv6_filter *_Nonnull filter);

/// Reads the filter of a raw ICMPv6 socket. Returns what csock_set_icmpv6_filter does.
int csock_get_icmpv6_filter(int fd, csock_icmpv6_filter *_Nonnull filter);

CSOCK_END_DECLS

#endif
