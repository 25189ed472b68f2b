/// Filters for the types of ICMP messages that a raw socket receives: icmp(7), raw(7), RFC 3542
/// section 3.2. A filter passes or blocks each type; a new socket passes all types.
#ifndef CSOCK_ICMP_FILTER_H
#define CSOCK_ICMP_FILTER_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The number of types that an ICMPv4 filter can block: 0 to 31. Higher types always pass.
enum { CSOCK_ICMPV4_FILTER_TYPES = 32 };

/// An ICMPv4 filter. A zeroed one passes all types.
typedef struct csock_icmpv4_filter {
    uint32_t blocked; ///< bit n is type n
} csock_icmpv4_filter;

/// Returns a filter that passes all types.
/// See raw(7), ICMP_FILTER.
csock_icmpv4_filter csock_icmpv4_filter_pass_all(void);

/// Returns a filter that blocks all types below 32.
/// See raw(7), ICMP_FILTER.
csock_icmpv4_filter csock_icmpv4_filter_block_all(void);

/// Passes a type. Returns 0, or -EINVAL for a type of 32 or above.
/// See raw(7), ICMP_FILTER.
int csock_icmpv4_filter_pass(csock_icmpv4_filter *_Nonnull filter, uint32_t type);

/// Blocks a type. Returns 0, or -EINVAL for a type of 32 or above, which always passes.
/// See raw(7), ICMP_FILTER.
int csock_icmpv4_filter_block(csock_icmpv4_filter *_Nonnull filter, uint32_t type);

/// Returns whether a type passes: true for every type of 32 or above.
/// See raw(7), ICMP_FILTER.
bool csock_icmpv4_filter_passes(const csock_icmpv4_filter *_Nonnull filter, uint32_t type);

/// Sets the filter of a raw ICMPv4 socket. Returns 0, -EOPNOTSUPP on a raw socket of another
/// protocol, or -ENOPROTOOPT on a socket that is not raw.
/// See raw(7), ICMP_FILTER.
int csock_set_icmpv4_filter(int fd, const csock_icmpv4_filter *_Nonnull filter);

/// Reads the filter of a raw ICMPv4 socket. Returns csock_set_icmpv4_filter's results.
/// See raw(7), ICMP_FILTER.
int csock_get_icmpv4_filter(int fd, csock_icmpv4_filter *_Nonnull filter);

/// An ICMPv6 filter, for all 256 types. A zeroed one passes all types.
typedef struct csock_icmpv6_filter {
    uint32_t blocked[8]; ///< bit n % 32 of element n / 32 is type n
} csock_icmpv6_filter;

/// Returns a filter that passes all types.
/// See RFC 3542 section 3.2, ICMP6_FILTER_SETPASSALL.
csock_icmpv6_filter csock_icmpv6_filter_pass_all(void);

/// Returns a filter that blocks all types.
/// See RFC 3542 section 3.2, ICMP6_FILTER_SETBLOCKALL.
csock_icmpv6_filter csock_icmpv6_filter_block_all(void);

/// Passes a type. Returns 0, or -EINVAL for a type above 255.
/// See RFC 3542 section 3.2, ICMP6_FILTER_SETPASS.
int csock_icmpv6_filter_pass(csock_icmpv6_filter *_Nonnull filter, uint32_t type);

/// Blocks a type. Returns 0, or -EINVAL for a type above 255.
/// See RFC 3542 section 3.2, ICMP6_FILTER_SETBLOCK.
int csock_icmpv6_filter_block(csock_icmpv6_filter *_Nonnull filter, uint32_t type);

/// Returns whether a type passes: false for a type above 255, which does not exist.
/// See RFC 3542 section 3.2, ICMP6_FILTER_WILLPASS.
bool csock_icmpv6_filter_passes(const csock_icmpv6_filter *_Nonnull filter, uint32_t type);

/// Sets the filter of a raw ICMPv6 socket. Returns 0, -EOPNOTSUPP on a raw socket of another
/// protocol, or -ENOPROTOOPT on a socket that is not raw.
/// See RFC 3542 section 3.2, ICMP6_FILTER.
int csock_set_icmpv6_filter(int fd, const csock_icmpv6_filter *_Nonnull filter);

/// Reads the filter of a raw ICMPv6 socket. Returns csock_set_icmpv6_filter's results.
/// See RFC 3542 section 3.2, ICMP6_FILTER.
int csock_get_icmpv6_filter(int fd, csock_icmpv6_filter *_Nonnull filter);

CSOCK_END_DECLS

#endif
