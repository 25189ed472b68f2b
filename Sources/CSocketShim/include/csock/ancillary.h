/// Ancillary data: the contents of control messages sent or received with a datagram. ip(7),
/// ipv6(7), packet(7), RFC 3542.
///
/// When receiving, the kernel adds a control message only if a socket option enables it. Set the
/// option to 1 with csock_set_option_int:
///
/// bit of `present` | options that enable it
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

/// Flags of `present`: the members of csock_ancillary that are set.
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

/// Flags of `frame_status`: packet(7).
enum {
    CSOCK_TP_STATUS_CSUMNOTREADY = 0x08, ///< outgoing frame: transport checksum is incomplete
    CSOCK_TP_STATUS_CSUM_VALID = 0x80,   ///< transport checksum was verified
};

/// Ancillary data of one datagram. Members without their bit in `present` are 0. The members marked
/// "receive only" are ignored when sending.
typedef struct csock_ancillary {
    uint32_t present;          ///< CSOCK_ANCILLARY_…
    uint8_t hop_limit;         ///< IPv4 TTL or IPv6 hop limit
    uint8_t traffic_class;     ///< IPv4 TOS or IPv6 traffic class: DSCP and ECN
    uint16_t vlan_tag;         ///< tag removed from the frame: priority, DEI, VLAN ID; receive only
    uint16_t vlan_protocol;    ///< EtherType of the tag; 0 before Linux 3.14; receive only
    uint32_t interface_index;  ///< incoming or outgoing interface
    csock_address destination; ///< destination in the IP header, port 0; receive only
    csock_address local;       ///< local address, port 0: source address of a reply
    int64_t timestamp_ns;      ///< arrival time in ns since the Unix epoch; receive only
    uint32_t drops;            ///< datagrams dropped so far, receive buffer full; receive only
    uint32_t frame_length;     ///< length of the whole frame in bytes; receive only
    uint32_t frame_status;     ///< CSOCK_TP_STATUS_…; receive only
} csock_ancillary;

CSOCK_END_DECLS

#endif
