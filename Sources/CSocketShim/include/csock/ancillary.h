/// Ancillary data: what the kernel reports about a datagram, and what a sender asks for, in control
/// messages. ip(7), ipv6(7), packet(7), RFC 3542.
///
/// The kernel reports what a socket has asked for, by options that csock_set_option_int sets to 1:
///
/// bit of `present` | options that ask for it
/// CSOCK_ANCILLARY_HOP_LIMIT | CSOCK_IP_RECVTTL, CSOCK_IPV6_RECVHOPLIMIT
/// CSOCK_ANCILLARY_TRAFFIC_CLASS | CSOCK_IP_RECVTOS, CSOCK_IPV6_RECVTCLASS
/// CSOCK_ANCILLARY_DESTINATION, _LOCAL, _INTERFACE | CSOCK_IP_PKTINFO, CSOCK_IPV6_RECVPKTINFO
/// CSOCK_ANCILLARY_TIMESTAMP | CSOCK_SO_TIMESTAMPNS, CSOCK_SO_TIMESTAMP
/// CSOCK_ANCILLARY_DROPS | CSOCK_SO_RXQ_OVFL
/// CSOCK_ANCILLARY_FRAME, _VLAN | CSOCK_PACKET_AUXDATA
#ifndef CSOCK_ANCILLARY_H
#define CSOCK_ANCILLARY_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Which members of csock_ancillary are set.
enum {
    CSOCK_ANCILLARY_HOP_LIMIT = 1 << 0,
    CSOCK_ANCILLARY_TRAFFIC_CLASS = 1 << 1,
    CSOCK_ANCILLARY_DESTINATION = 1 << 2,
    CSOCK_ANCILLARY_LOCAL = 1 << 3,
    CSOCK_ANCILLARY_INTERFACE = 1 << 4,
    CSOCK_ANCILLARY_TIMESTAMP = 1 << 5,
    CSOCK_ANCILLARY_DROPS = 1 << 6,
    CSOCK_ANCILLARY_FRAME = 1 << 7,
    CSOCK_ANCILLARY_VLAN = 1 << 8,
};

/// Bits of `frame_status`: packet(7).
enum {
    CSOCK_TP_STATUS_CSUMNOTREADY = 0x08, ///< sent here: the checksum is not finished
    CSOCK_TP_STATUS_CSUM_VALID = 0x80,   ///< the transport checksum is known to be good
};

/// Ancillary data of one datagram. Members that `present` does not name are 0.
typedef struct csock_ancillary {
    uint32_t present;          ///< CSOCK_ANCILLARY_…
    uint8_t hop_limit;         ///< TTL
    uint8_t traffic_class;     ///< TOS: DSCP and ECN
    uint16_t vlan_tag;         ///< priority, DEI and VLAN that the kernel took out
    uint16_t vlan_protocol;    ///< its EtherType; 0 from Linux before 3.14
    uint32_t interface_index;  ///< it arrived on, or is to leave by
    csock_address destination; ///< in the packet's header, port 0; received only
    csock_address local;       ///< this machine's, port 0: the source of a reply
    int64_t timestamp_ns;      ///< arrival, nanoseconds since 1970; received only
    uint32_t drops;            ///< dropped so far as the receive buffer was full; received only
    uint32_t frame_length;     ///< the whole frame, in bytes; received only
    uint32_t frame_status;     ///< CSOCK_TP_STATUS_…; received only
} csock_ancillary;

CSOCK_END_DECLS

#endif
