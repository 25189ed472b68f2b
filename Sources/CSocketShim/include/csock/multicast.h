/// Membership in multicast groups, and the interface that multicast is sent from: RFC 3678, ip(7),
/// ipv6(7). For the results that all options have in common see csock/option.h.
#ifndef CSOCK_MULTICAST_H
#define CSOCK_MULTICAST_H

#include "address.h"
#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Joins or leaves a group of either family: `name` is CSOCK_MCAST_JOIN_GROUP or
/// CSOCK_MCAST_LEAVE_GROUP. Interface 0 lets the routing table choose. RFC 3678 section 5.1.1.
/// Returns 0; -EAFNOSUPPORT for an address of another family than the socket's, or neither IPv4 nor
/// IPv6; -EINVAL if it is no multicast address; -EADDRINUSE (joined already), -EADDRNOTAVAIL (not
/// joined), -ENODEV, -ENOBUFS (over net.ipv4.igmp_max_memberships).
int csock_set_membership(int fd, int name, const csock_address *_Nonnull group,
                         uint32_t interface_index);

/// The same for the packets of one sender: `name` is CSOCK_MCAST_JOIN_SOURCE_GROUP,
/// CSOCK_MCAST_LEAVE_SOURCE_GROUP, CSOCK_MCAST_BLOCK_SOURCE or CSOCK_MCAST_UNBLOCK_SOURCE. The last
/// two want a group that was joined for every sender. RFC 3678 section 5.1.2. Returns what
/// csock_set_membership does; -EINVAL also for blocking in a group that was joined by source.
int csock_set_source_membership(int fd, int name, const csock_address *_Nonnull group,
                                const csock_address *_Nonnull source, uint32_t interface_index);

/// Joins or leaves an IPv4 group on the interface of an index or, if that is 0, of a local address:
/// `name` is CSOCK_IP_ADD_MEMBERSHIP or CSOCK_IP_DROP_MEMBERSHIP, ip(7). 0.0.0.0 and 0 let the
/// routing table choose. Returns what csock_set_membership does.
int csock_set_ipv4_membership(int fd, int name, const uint8_t group[_Nonnull 4],
                              const uint8_t local[_Nonnull 4], uint32_t interface_index);

/// The same for the packets of one sender: `name` is CSOCK_IP_ADD_SOURCE_MEMBERSHIP,
/// CSOCK_IP_DROP_SOURCE_MEMBERSHIP, CSOCK_IP_BLOCK_SOURCE or CSOCK_IP_UNBLOCK_SOURCE. ip(7).
/// Returns what csock_set_source_membership does.
int csock_set_ipv4_source_membership(int fd, int name, const uint8_t group[_Nonnull 4],
                                     const uint8_t source[_Nonnull 4],
                                     const uint8_t local[_Nonnull 4]);

/// Joins or leaves an IPv6 group: `name` is CSOCK_IPV6_JOIN_GROUP or CSOCK_IPV6_LEAVE_GROUP. RFC
/// 3493. Returns what csock_set_membership does.
int csock_set_ipv6_membership(int fd, int name, const uint8_t group[_Nonnull 16],
                              uint32_t interface_index);

/// Sets the interface from which IPv4 multicast goes out, by its index or, if that is 0, by its
/// local address; 0.0.0.0 and 0 let the routing table choose. CSOCK_IP_MULTICAST_IF, ip(7). (The
/// IPv6 option is a number: csock_set_option_int.) Returns 0, -EADDRNOTAVAIL, -EINVAL on a stream
/// socket.
int csock_set_multicast_interface(int fd, const uint8_t local[_Nonnull 4],
                                  uint32_t interface_index);

/// Reads the local address that goes with CSOCK_IP_MULTICAST_IF: 0.0.0.0 if none was set, or one by
/// index alone. Returns 0.
int csock_get_multicast_interface(int fd, uint8_t local[_Nonnull 4]);

CSOCK_END_DECLS

#endif
