/// Socket options whose values are structs, each with a function of its own. For the results that
/// all have in common see csock/option.h.
#ifndef CSOCK_OPTION_STRUCT_H
#define CSOCK_OPTION_STRUCT_H

#include "address.h"
#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Who is at the other end of a Unix socket.
typedef struct csock_credentials {
    int32_t process; ///< 0 if there is none, or none in this process's namespace
    uint32_t user;   ///< UINT32_MAX if there is none
    uint32_t group;  ///< UINT32_MAX if there is none
} csock_credentials;

/// Reads the peer's credentials at the time of connect(2), listen(2) or socketpair(2):
/// CSOCK_SO_PEERCRED, unix(7). Sockets of other families have a peer of no process. Returns 0.
int csock_peer_credentials(int fd, csock_credentials *_Nonnull peer);

/// Reads the peer's supplementary groups: CSOCK_SO_PEERGROUPS. 65536 are the most that there are.
/// Returns their number, -ERANGE if there are more than `capacity`, -ENODATA on a socket without a
/// peer.
int csock_peer_groups(int fd, uint32_t *_Nullable groups, size_t capacity);

/// Reads where a connection was going before the firewall redirected it: CSOCK_SO_ORIGINAL_DST of
/// CSOCK_SOL_IP, and IP6T_SO_ORIGINAL_DST, the same number, of CSOCK_SOL_IPV6.
/// Returns 0, -ENOENT for a connection that was not redirected, -ENOPROTOOPT without netfilter.
int csock_original_destination(int fd, int level, csock_address *_Nonnull address);

/// Sets from which ports the kernel chooses when it binds the socket: CSOCK_IP_LOCAL_PORT_RANGE of
/// CSOCK_SOL_IP, ip(7), also for IPv6 sockets; Linux 6.3. It holds within
/// net.ipv4.ip_local_port_range, which is used alone where the two have no port in common; 0 leaves
/// an end to that. Returns 0, or -EINVAL for low > high where neither is 0.
int csock_set_port_range(int fd, uint16_t low, uint16_t high);

/// Reads what csock_set_port_range has set. Returns 0.
int csock_get_port_range(int fd, uint16_t *_Nonnull low, uint16_t *_Nonnull high);

/// The MTU of the path to the peer of a connected IPv6 socket: CSOCK_IPV6_PATHMTU, RFC 3542 section
/// 11.4. Returns it, or -ENOTCONN.
int csock_path_mtu(int fd);

/// Sets which clock gives packets their times of departure, and how: CSOCK_SO_TXTIME, tc-etf(8).
/// `flags` are CSOCK_SOF_TXTIME_…. Returns 0, -EINVAL, -EPERM for a clock other than
/// CLOCK_MONOTONIC without CAP_NET_ADMIN.
int csock_set_transmit_time(int fd, int32_t clock, uint32_t flags);

/// Reads what csock_set_transmit_time has set. Returns 0.
int csock_get_transmit_time(int fd, int32_t *_Nonnull clock, uint32_t *_Nonnull flags);

CSOCK_END_DECLS

#endif
