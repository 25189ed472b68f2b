/// Socket options: getsockopt(2), setsockopt(2). The numbers are in option_constant.h.
///
/// `level` is a CSOCK_SOL_… and `name` one of its options. All functions return, beside what they
/// name, -EBADF, -ENOTSOCK, and -ENOPROTOOPT or -EOPNOTSUPP for an option that this kernel or this
/// kind of socket does not have.
#ifndef CSOCK_OPTION_H
#define CSOCK_OPTION_H

#include "address.h"
#include "base.h"
#include "option_constant.h"

CSOCK_BEGIN_DECLS

/// Sets an option of any kind to the bytes that the kernel wants, unexamined. setsockopt(2).
/// Returns 0, or -EINVAL for a length that is not the option's.
int csock_set_option(int fd, int level, int name, const void *_Nullable value, size_t length);

/// Reads an option of any kind. getsockopt(2).
/// Returns how many bytes the kernel wrote, `capacity` at most (it can have more to say without
/// failing: NETLINK_LIST_MEMBERSHIPS), or -EINVAL, -ERANGE for a capacity below what the option
/// needs.
int csock_get_option(int fd, int level, int name, void *_Nullable value, size_t capacity);

/// Sets an option that is a number or, as 0 and 1, a truth value, in the width, sign and byte order
/// that the kernel wants. -1 stands for the system's default where an option knows that:
/// CSOCK_IP_TTL, CSOCK_IP_MULTICAST_TTL, CSOCK_IPV6_UNICAST_HOPS, CSOCK_IPV6_MULTICAST_HOPS,
/// CSOCK_IPV6_TCLASS; and for "no limit" in CSOCK_SO_MAX_PACING_RATE. Returns 0; -EINVAL, without
/// asking the kernel, for a number that the option cannot hold or that the kernel would bend: a TTL
/// of 0 or 256, a negative size; the kernel's -EINVAL; -EPERM.
int csock_set_option_int(int fd, int level, int name, int64_t value);

/// Reads an option that is a number or a truth value, of 1, 2, 4 or 8 bytes; one of no bytes is 0.
/// Returns 0, or -EINVAL if it is of another size, and for CSOCK_SO_LINGER, CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO. Of another struct it can be the first 4 bytes, where the kernel cuts that.
int csock_get_option_int(int fd, int level, int name, int64_t *_Nonnull value);

/// Sets an option that is a time, in nanoseconds whatever the kernel counts in: CSOCK_SO_RCVTIMEO,
/// CSOCK_SO_SNDTIMEO, CSOCK_SO_LINGER, CSOCK_SO_BUSY_POLL, and CSOCK_TCP_ KEEPIDLE, KEEPINTVL,
/// LINGER2, DEFER_ACCEPT, USER_TIMEOUT, TX_DELAY, RTO_MAX_MS, RTO_MIN_US, DELACK_MAX_US. A fraction
/// of the option's unit is rounded up. -1 is "no time": no limit for CSOCK_SO_RCVTIMEO and
/// CSOCK_SO_SNDTIMEO, off for CSOCK_SO_LINGER and CSOCK_TCP_LINGER2. 0 for the first two is their
/// least, a microsecond, since the kernel takes 0 for no limit. Returns 0, -EINVAL for another
/// negative time, one over the option's limit, and an option that is no time.
int csock_set_option_time(int fd, int level, int name, int64_t time_ns);

/// Reads an option that is a time; see csock_set_option_time. Returns 0 or -EINVAL.
int csock_get_option_time(int fd, int level, int name, int64_t *_Nonnull time_ns);

/// Room for the name of a network interface, a congestion control or an upper protocol, with its
/// NUL.
enum { CSOCK_OPTION_NAME_SIZE = 16 };

/// Sets an option that is a name: CSOCK_SO_BINDTODEVICE, CSOCK_TCP_CONGESTION, CSOCK_TCP_ULP. The
/// text need not be terminated. An empty one undoes CSOCK_SO_BINDTODEVICE. Returns 0; -ENAMETOOLONG
/// for 16 bytes and more, which the kernel would cut; -EINVAL for a NUL within; -ENODEV or -ENOENT
/// for a name that nobody bears; -EPERM.
int csock_set_option_text(int fd, int level, int name, const char *_Nullable text, size_t length);

/// Reads an option that is text, up to the first of the NULs that the kernel pads it with; it is
/// not terminated. CSOCK_SO_BINDTODEVICE wants room for CSOCK_OPTION_NAME_SIZE bytes. Returns the
/// length of the text, -EINVAL or -ERANGE for too little room.
int csock_get_option_text(int fd, int level, int name, char *_Nonnull text, size_t capacity);

/// Reads and clears the error that is pending on a socket: CSOCK_SO_ERROR.
/// Returns 0 if there is none, or the error as a negative code. A descriptor that cannot be asked
/// gives -EBADF or -ENOTSOCK, which no socket has pending.
int csock_take_error(int fd);

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

// Multicast.

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

// TCP.

/// What the kernel knows about a connection: tcp(7), linux/tcp.h. The members are those of struct
/// tcp_info, without the prefix; those that are younger than the kernel are 0. Left out is its last
/// word, which 6.18 and 7.0 lay out differently in the same place. Times are in microseconds unless
/// they say otherwise.
typedef struct csock_tcp_info {
    uint32_t size;       ///< how many bytes of struct tcp_info the kernel has
    uint8_t state;       ///< CSOCK_TCP_ESTABLISHED and so on
    uint8_t ca_state;    ///< CSOCK_TCP_CA_…
    uint8_t retransmits; ///< of the oldest segment, by timeout, so far
    uint8_t probes;      ///< keep-alive and window probes that were not answered
    uint8_t backoff;     ///< by how many doublings the retransmission timeout has grown
    uint8_t options;     ///< CSOCK_TCPI_OPT_…
    uint8_t snd_wscale;  ///< window scaling by the peer, 0 to 14
    uint8_t rcv_wscale;  ///< and by this end
    uint8_t delivery_rate_app_limited; ///< 1 if the application gave too little to measure the rate
    uint8_t fastopen_client_fail;      ///< why fast open failed: enum tcp_fastopen_client_fail
    uint32_t rto;                      ///< retransmission timeout
    uint32_t ato;                      ///< delayed acknowledgement timeout
    uint32_t snd_mss;                  ///< bytes
    uint32_t rcv_mss;                  ///< bytes, estimated
    uint32_t unacked;        ///< segments; of a listener: connections waiting to be accepted
    uint32_t sacked;         ///< segments; of a listener: its backlog
    uint32_t lost;           ///< segments
    uint32_t retrans;        ///< segments that are in flight for another time
    uint32_t fackets;        ///< 0 since Linux 4.15
    uint32_t last_data_sent; ///< milliseconds ago
    uint32_t last_ack_sent;  ///< 0: not remembered
    uint32_t last_data_recv; ///< milliseconds ago
    uint32_t last_ack_recv;  ///< milliseconds ago
    uint32_t pmtu;           ///< bytes
    uint32_t rcv_ssthresh;   ///< bytes
    uint32_t rtt;            ///< smoothed
    uint32_t rttvar;         ///< mean deviation
    uint32_t snd_ssthresh;   ///< segments; 0x7fffffff if never reached
    uint32_t snd_cwnd;       ///< segments
    uint32_t advmss;         ///< bytes
    uint32_t reordering;     ///< segments
    uint32_t rcv_rtt;        ///< estimated by the receiver
    uint32_t rcv_space;      ///< bytes, to tune the receive buffer
    uint32_t total_retrans;  ///< segments
    uint64_t pacing_rate;    ///< bytes per second; UINT64_MAX without limit
    uint64_t max_pacing_rate;
    uint64_t bytes_acked;
    uint64_t bytes_received;
    uint32_t segs_out;
    uint32_t segs_in;
    uint32_t notsent_bytes;
    uint32_t min_rtt; ///< UINT32_MAX if none was measured
    uint32_t data_segs_in;
    uint32_t data_segs_out;
    uint64_t delivery_rate;  ///< bytes per second
    uint64_t busy_time;      ///< sending data
    uint64_t rwnd_limited;   ///< of that, held up by the peer's window
    uint64_t sndbuf_limited; ///< of that, held up by the send buffer
    uint32_t delivered;      ///< segments
    uint32_t delivered_ce;   ///< of which with a congestion mark
    uint64_t bytes_sent;     ///< with those sent again
    uint64_t bytes_retrans;
    uint32_t dsack_dups;           ///< segments that the peer got twice
    uint32_t reord_seen;           ///< times that segments arrived out of order
    uint32_t rcv_ooopack;          ///< segments received out of order
    uint32_t snd_wnd;              ///< the peer's window in bytes
    uint32_t rcv_wnd;              ///< this end's window in bytes; Linux 6.2
    uint32_t rehash;               ///< times that another path was tried; Linux 6.2
    uint16_t total_rto;            ///< timeouts; Linux 6.7
    uint16_t total_rto_recoveries; ///< times that timeouts were got over; Linux 6.7
    uint32_t total_rto_time;       ///< that they took, in milliseconds; Linux 6.7
    uint32_t received_ce;          ///< segments with a congestion mark, RFC 9768; Linux 6.18
    uint32_t delivered_e1_bytes;   ///< bytes by their mark, and so on; Linux 6.18
    uint32_t delivered_e0_bytes;
    uint32_t delivered_ce_bytes;
    uint32_t received_e1_bytes;
    uint32_t received_e0_bytes;
    uint32_t received_ce_bytes;
} csock_tcp_info;

/// Reads CSOCK_TCP_INFO. Returns 0, or -ENOPROTOOPT or -EOPNOTSUPP for another kind of socket.
int csock_get_tcp_info(int fd, csock_tcp_info *_Nonnull info);

CSOCK_END_DECLS

#endif
