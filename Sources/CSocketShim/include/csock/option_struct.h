/// Socket options whose values are structs: socket(7), unix(7), ip(7), ipv6(7). csock/option.h
/// lists the errors that all options share.
#ifndef CSOCK_OPTION_STRUCT_H
#define CSOCK_OPTION_STRUCT_H

#include "address.h"
#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Credentials of a Unix socket's peer: unix(7), SO_PEERCRED.
typedef struct csock_credentials {
    int32_t process; ///< PID; 0 without a peer, or outside this PID namespace
    uint32_t user;   ///< UID; UINT32_MAX without a peer
    uint32_t group;  ///< GID; UINT32_MAX without a peer
} csock_credentials;

/// Reads the credentials that the peer had at connect(2), listen(2) or socketpair(2):
/// CSOCK_SO_PEERCRED. Sockets without a peer and of other families report PID 0. Returns 0.
/// See unix(7), SO_PEERCRED.
int csock_peer_credentials(int fd, csock_credentials *_Nonnull peer);

/// Reads the peer's supplementary groups: CSOCK_SO_PEERGROUPS. `capacity` is in elements; a process
/// has at most 65536 groups. Returns the number of groups, -ERANGE if there are more than
/// `capacity`, or -ENODATA on a socket without a peer.
/// See getsockopt(2).
int csock_peer_groups(int fd, uint32_t *_Nullable groups, size_t capacity);

/// Reads the destination that a connection had before netfilter redirected it:
/// CSOCK_SO_ORIGINAL_DST of CSOCK_SOL_IP, or IP6T_SO_ORIGINAL_DST, which has the same number, of
/// CSOCK_SOL_IPV6. Returns 0, -ENOENT for a connection that was not redirected, or -ENOPROTOOPT
/// without netfilter.
/// See getsockopt(2) and linux/netfilter_ipv4.h.
int csock_original_destination(int fd, int level, csock_address *_Nonnull address);

/// Sets the range of ephemeral ports from which the kernel chooses a port for this socket:
/// CSOCK_IP_LOCAL_PORT_RANGE of CSOCK_SOL_IP, for IPv6 sockets too; Linux 6.3. Ports are in host
/// byte order. The range is limited to net.ipv4.ip_local_port_range, and ignored if the two do not
/// overlap. A bound of 0 is taken from that sysctl. Returns 0, or -EINVAL for low > high if neither
/// is 0.
/// See ip(7), IP_LOCAL_PORT_RANGE.
int csock_set_port_range(int fd, uint16_t low, uint16_t high);

/// Reads the range that csock_set_port_range set, or 0 and 0. Returns 0.
/// See ip(7), IP_LOCAL_PORT_RANGE.
int csock_get_port_range(int fd, uint16_t *_Nonnull low, uint16_t *_Nonnull high);

/// Returns the path MTU of a connected IPv6 socket in bytes, or -ENOTCONN: CSOCK_IPV6_PATHMTU.
/// See RFC 3542 section 11.4.
int csock_path_mtu(int fd);

/// Selects the clock of the transmit times that packets get, and how the kernel handles them:
/// CSOCK_SO_TXTIME. `clock` is a clockid_t; `flags` are CSOCK_SOF_TXTIME_…. Returns 0; -EINVAL for
/// unknown flags; -EPERM for a clock other than CLOCK_MONOTONIC without CAP_NET_ADMIN.
/// See tc-etf(8).
int csock_set_transmit_time(int fd, int32_t clock, uint32_t flags);

/// Reads the values that csock_set_transmit_time set. Returns 0.
/// See tc-etf(8).
int csock_get_transmit_time(int fd, int32_t *_Nonnull clock, uint32_t *_Nonnull flags);

CSOCK_END_DECLS

#endif
