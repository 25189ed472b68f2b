/// What comes and goes beside a datagram's bytes: ip(7), ipv6(7), packet(7), RFC 3542.
///
/// The kernel tells only what a socket asks for, by options that csock_set_option_int sets to 1:
///
/// bit of `present` | options that ask for it
/// CSOCK_TOLD_HOP_LIMIT | CSOCK_IP_RECVTTL, CSOCK_IPV6_RECVHOPLIMIT
/// CSOCK_TOLD_TRAFFIC_CLASS | CSOCK_IP_RECVTOS, CSOCK_IPV6_RECVTCLASS
/// CSOCK_TOLD_DESTINATION, _LOCAL, _INTERFACE | CSOCK_IP_PKTINFO, CSOCK_IPV6_RECVPKTINFO
/// CSOCK_TOLD_TIMESTAMP | CSOCK_SO_TIMESTAMPNS, CSOCK_SO_TIMESTAMP
/// CSOCK_TOLD_DROPS | CSOCK_SO_RXQ_OVFL
/// CSOCK_TOLD_FRAME, _VLAN | CSOCK_PACKET_AUXDATA
#ifndef CSOCK_ANCILLARY_H
#define CSOCK_ANCILLARY_H

#include "address.h"
#include "base.h"
#include "transfer.h"

CSOCK_BEGIN_DECLS

/// Which members of csock_ancillary hold something.
enum {
    CSOCK_TOLD_HOP_LIMIT = 1 << 0,
    CSOCK_TOLD_TRAFFIC_CLASS = 1 << 1,
    CSOCK_TOLD_DESTINATION = 1 << 2,
    CSOCK_TOLD_LOCAL = 1 << 3,
    CSOCK_TOLD_INTERFACE = 1 << 4,
    CSOCK_TOLD_TIMESTAMP = 1 << 5,
    CSOCK_TOLD_DROPS = 1 << 6,
    CSOCK_TOLD_FRAME = 1 << 7,
    CSOCK_TOLD_VLAN = 1 << 8,
};

/// Bits of `frame_status`: packet(7).
enum {
    CSOCK_TP_STATUS_CSUMNOTREADY = 0x08, ///< sent here: the checksum is not finished
    CSOCK_TP_STATUS_CSUM_VALID = 0x80,   ///< the transport checksum is known to be good
};

/// What is told, or asked for, about a datagram. What `present` does not name is 0.
typedef struct csock_ancillary {
    uint32_t present;          ///< CSOCK_TOLD_…
    uint8_t hop_limit;         ///< TTL
    uint8_t traffic_class;     ///< TOS: DSCP and ECN
    uint16_t vlan_tag;         ///< priority, DEI and VLAN of a tag taken out of the frame
    uint16_t vlan_protocol;    ///< its EtherType; 0 from Linux before 3.14
    uint32_t interface_index;  ///< by which it came, or is to go
    csock_address destination; ///< in the packet's header, with port 0; only told
    csock_address local;       ///< of this machine, with port 0: the source to answer with
    int64_t timestamp_ns;      ///< time of arrival, in nanoseconds since 1970; only told
    uint32_t drops;            ///< datagrams lost so far, the receive buffer being full; only told
    uint32_t frame_length;     ///< how long the frame was, however much was received; only told
    uint32_t frame_status;     ///< CSOCK_TP_STATUS_…; only told
} csock_ancillary;

/// csock_recv_message, with what the kernel tells beside the bytes. Descriptors that a Unix peer
/// sends along are closed. What of control data finds no room is left out (CSOCK_MSG_CTRUNC). Fails
/// as csock_recv does, and with -EINVAL on packet sockets, which want no MSG_CMSG_CLOEXEC:
/// csock_recv_frame is theirs. recvmsg(2).
ssize_t csock_recv_ancillary(int fd, void *_Nullable buffer, size_t capacity, int flags,
                             csock_message *_Nonnull message, csock_ancillary *_Nonnull ancillary,
                             int64_t timeout_ns);

/// The same for packet sockets: a frame with its time of arrival, length and VLAN tag. recvmsg(2).
ssize_t csock_recv_frame(int fd, void *_Nullable buffer, size_t capacity, int flags,
                         csock_message *_Nonnull message, csock_ancillary *_Nonnull ancillary,
                         int64_t timeout_ns);

/// Sends a datagram of two pieces, which are not joined, asking for what `ancillary` names:
/// CSOCK_TOLD_HOP_LIMIT, _TRAFFIC_CLASS, _LOCAL (the source) and _INTERFACE; other bits do not
/// count. Where an IP header is included, that says it. Returns the number of bytes sent; -EINVAL
/// for a TTL of 0 or a local address of another family, -ENODEV for no such interface, -ENETUNREACH
/// or -EINVAL for a local address that is not this machine's, and what csock_send_to fails with.
/// sendmsg(2).
ssize_t csock_send_ancillary(int fd, const void *_Nullable header, size_t header_count,
                             const void *_Nullable payload, size_t payload_count, int flags,
                             const csock_address *_Nullable to,
                             const csock_ancillary *_Nonnull ancillary, int64_t timeout_ns);

// The error queue.

/// Where a queued error comes from: `origin` of csock_received_error.
enum {
    CSOCK_SO_EE_ORIGIN_NONE = 0,
    CSOCK_SO_EE_ORIGIN_LOCAL = 1, ///< this machine, such as EMSGSIZE
    CSOCK_SO_EE_ORIGIN_ICMP = 2,
    CSOCK_SO_EE_ORIGIN_ICMP6 = 3,
    CSOCK_SO_EE_ORIGIN_TIMESTAMPING = 4, ///< no error: CSOCK_SO_TIMESTAMPING
    CSOCK_SO_EE_ORIGIN_ZEROCOPY = 5,     ///< no error: CSOCK_MSG_ZEROCOPY
    CSOCK_SO_EE_ORIGIN_TXTIME = 6,
};

/// An error from a socket's queue, with the datagram that caused it: struct sock_extended_err.
typedef struct csock_received_error {
    int code;          ///< errno's number, positive: EHOSTUNREACH, EMSGSIZE; 0 where it is no error
    uint8_t origin;    ///< CSOCK_SO_EE_ORIGIN_…
    uint8_t type;      ///< of the ICMP message
    uint8_t icmp_code; ///< its code
    uint32_t info;     ///< for EMSGSIZE the MTU
    uint32_t data;     ///< RFC 4884: offset of the extensions, with CSOCK_IP_RECVERR_RFC4884
    csock_address offender; ///< who sent the ICMP message; of length 0 otherwise
    csock_message message;  ///< `from` is where the datagram was going, but for ports that
    ///< the kernel does not know
    csock_ancillary ancillary;
} csock_received_error;

/// Takes an error from the queue that CSOCK_IP_RECVERR or CSOCK_IPV6_RECVERR switches on, and
/// writes to `buffer` what of the datagram that caused it is there: its payload, of a raw socket
/// with the header included the whole packet. Needs no privilege. Waits for an error in every mode
/// of the descriptor, unlike recvmsg(2); data that arrives meanwhile does not end it. Returns the
/// number of bytes written; -EAGAIN (timeout 0, none there), -CSOCK_ETIMEOUT, -EINTR
/// (CSOCK_INTERRUPTIBLE only).
ssize_t csock_recv_error(int fd, void *_Nullable buffer, size_t capacity, int flags,
                         csock_received_error *_Nonnull error, int64_t timeout_ns);

CSOCK_END_DECLS

#endif
