/// Membership in multicast groups, and the outgoing interface of IPv4 multicast: RFC 3678, ip(7),
/// ipv6(7). csock/option.h lists the errors that all options share.
#ifndef CSOCK_MULTICAST_H
#define CSOCK_MULTICAST_H

#include "address.h"
#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Joins or leaves an IPv4 or IPv6 group on an interface: `name` is CSOCK_MCAST_JOIN_GROUP or
/// CSOCK_MCAST_LEAVE_GROUP. For interface 0 the kernel chooses one by the routing table. Returns 0;
/// -EAFNOSUPPORT for an address that is not of the socket's family, IPv4 or IPv6; -EINVAL for an
/// address that is not multicast; -EADDRINUSE (already joined); -EADDRNOTAVAIL (not joined);
/// -ENODEV; -ENOBUFS (above net.ipv4.igmp_max_memberships).
/// See RFC 3678 section 5.1.1.
int csock_set_membership(int fd, int name, const csock_address *_Nonnull group,
                         uint32_t interface_index);

/// Joins or leaves a group for one source, or blocks or unblocks a source: `name` is
/// CSOCK_MCAST_JOIN_SOURCE_GROUP, CSOCK_MCAST_LEAVE_SOURCE_GROUP, CSOCK_MCAST_BLOCK_SOURCE or
/// CSOCK_MCAST_UNBLOCK_SOURCE. Blocking and unblocking require a group that was joined for all
/// sources. Returns csock_set_membership's results; -EINVAL also for blocking a source in a group
/// that was joined by source.
/// See RFC 3678 section 5.1.2.
int csock_set_source_membership(int fd, int name, const csock_address *_Nonnull group,
                                const csock_address *_Nonnull source, uint32_t interface_index);

/// Joins or leaves an IPv4 group: `name` is CSOCK_IP_ADD_MEMBERSHIP or CSOCK_IP_DROP_MEMBERSHIP.
/// The interface is given by index or, if the index is 0, by a local address. For 0 and 0.0.0.0 the
/// kernel chooses one by the routing table. Addresses are in network byte order. Returns
/// csock_set_membership's results.
/// See ip(7), IP_ADD_MEMBERSHIP.
int csock_set_ipv4_membership(int fd, int name, const uint8_t group[_Nonnull 4],
                              const uint8_t local[_Nonnull 4], uint32_t interface_index);

/// Joins or leaves an IPv4 group for one source, or blocks or unblocks a source: `name` is
/// CSOCK_IP_ADD_SOURCE_MEMBERSHIP, CSOCK_IP_DROP_SOURCE_MEMBERSHIP, CSOCK_IP_BLOCK_SOURCE or
/// CSOCK_IP_UNBLOCK_SOURCE. `local` is the interface's local address, or 0.0.0.0. Addresses are in
/// network byte order. Returns csock_set_source_membership's results.
/// See ip(7), IP_ADD_SOURCE_MEMBERSHIP.
int csock_set_ipv4_source_membership(int fd, int name, const uint8_t group[_Nonnull 4],
                                     const uint8_t source[_Nonnull 4],
                                     const uint8_t local[_Nonnull 4]);

/// Joins or leaves an IPv6 group on an interface: `name` is CSOCK_IPV6_JOIN_GROUP or
/// CSOCK_IPV6_LEAVE_GROUP. For interface 0 the kernel chooses one by the routing table. Returns
/// csock_set_membership's results.
/// See ipv6(7) and RFC 3493.
int csock_set_ipv6_membership(int fd, int name, const uint8_t group[_Nonnull 16],
                              uint32_t interface_index);

/// Sets the outgoing interface of IPv4 multicast, by index or, if the index is 0, by local address:
/// CSOCK_IP_MULTICAST_IF. For 0 and 0.0.0.0 the kernel chooses one by the routing table. (For IPv6,
/// set CSOCK_IPV6_MULTICAST_IF with csock_set_option_int.) Returns 0, -EADDRNOTAVAIL, or -EINVAL on
/// a stream socket.
/// See ip(7), IP_MULTICAST_IF.
int csock_set_multicast_interface(int fd, const uint8_t local[_Nonnull 4],
                                  uint32_t interface_index);

/// Reads the local address of CSOCK_IP_MULTICAST_IF: 0.0.0.0 if no interface was set, or if it was
/// set by index only. Returns 0.
/// See ip(7), IP_MULTICAST_IF.
int csock_get_multicast_interface(int fd, uint8_t local[_Nonnull 4]);

CSOCK_END_DECLS

#endif
