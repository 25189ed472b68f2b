/// Assigned numbers: IP protocols (protocols(5), the IANA registry), Linux's hardware types
/// (netdevice(7)) and EtherTypes. core/assigned_number.c checks the first two against the system
/// headers.
#ifndef CSOCK_ASSIGNED_NUMBER_H
#define CSOCK_ASSIGNED_NUMBER_H

#include "base.h"

/// IP protocol numbers, for socket(2) and for the Protocol and Next Header fields of packets. MPTCP
/// exists on Linux only: it opens a socket and never appears in a packet.
enum {
    CSOCK_IPPROTO_IP = 0,
    CSOCK_IPPROTO_HOPOPTS = 0, ///< IPv6 hop-by-hop options header; not valid in IPv4
    CSOCK_IPPROTO_ICMP = 1,
    CSOCK_IPPROTO_IGMP = 2,
    CSOCK_IPPROTO_IPIP = 4,
    CSOCK_IPPROTO_TCP = 6,
    CSOCK_IPPROTO_UDP = 17,
    CSOCK_IPPROTO_IPV6 = 41,
    CSOCK_IPPROTO_ROUTING = 43,  ///< IPv6 routing header
    CSOCK_IPPROTO_FRAGMENT = 44, ///< IPv6 fragment header
    CSOCK_IPPROTO_RSVP = 46,
    CSOCK_IPPROTO_GRE = 47,
    CSOCK_IPPROTO_ESP = 50,
    CSOCK_IPPROTO_AH = 51,
    CSOCK_IPPROTO_ICMPV6 = 58,
    CSOCK_IPPROTO_NONE = 59,    ///< IPv6: no next header
    CSOCK_IPPROTO_DSTOPTS = 60, ///< IPv6 destination options header
    CSOCK_IPPROTO_PIM = 103,
    CSOCK_IPPROTO_SCTP = 132,
    CSOCK_IPPROTO_UDPLITE = 136,
    CSOCK_IPPROTO_RAW = 255,
    CSOCK_IPPROTO_MPTCP = 262,
};

/// Hardware types: `hardware_type` of an interface, a link address and an ARP packet.
/// linux/if_arp.h lists more.
enum {
    CSOCK_ARPHRD_ETHER = 1,
    CSOCK_ARPHRD_INFINIBAND = 32,
    CSOCK_ARPHRD_PPP = 512,
    CSOCK_ARPHRD_LOOPBACK = 772,
    CSOCK_ARPHRD_NONE = 0xfffe, ///< no link-level header, as on tun devices
};

/// EtherTypes: the IANA registry "IEEE 802 Numbers".
enum {
    CSOCK_ETHERTYPE_LENGTH_MAX =
        1500, ///< values up to this are the length of an IEEE 802.2 payload
    CSOCK_ETHERTYPE_IPV4 = 0x0800,
    CSOCK_ETHERTYPE_ARP = 0x0806,
    CSOCK_ETHERTYPE_WAKE_ON_LAN = 0x0842,
    CSOCK_ETHERTYPE_BRIDGING = 0x6558, ///< a whole frame, in GRE: RFC 1701
    CSOCK_ETHERTYPE_RARP = 0x8035,
    CSOCK_ETHERTYPE_VLAN = 0x8100, ///< an IEEE 802.1Q tag: csock/wire/vlan.h
    CSOCK_ETHERTYPE_IPV6 = 0x86dd,
    CSOCK_ETHERTYPE_FLOW_CONTROL = 0x8808,
    CSOCK_ETHERTYPE_SLOW_PROTOCOLS = 0x8809, ///< LACP: IEEE 802.1AX
    CSOCK_ETHERTYPE_MPLS = 0x8847,
    CSOCK_ETHERTYPE_MPLS_UPSTREAM = 0x8848, ///< RFC 5332
    CSOCK_ETHERTYPE_PPPOE_DISCOVERY = 0x8863,
    CSOCK_ETHERTYPE_PPPOE_SESSION = 0x8864,
    CSOCK_ETHERTYPE_EAPOL = 0x888e,        ///< IEEE 802.1X
    CSOCK_ETHERTYPE_SERVICE_VLAN = 0x88a8, ///< an IEEE 802.1ad tag
    CSOCK_ETHERTYPE_LLDP = 0x88cc,
    CSOCK_ETHERTYPE_MACSEC = 0x88e5,
    CSOCK_ETHERTYPE_PTP = 0x88f7,
    CSOCK_ETHERTYPE_LOOPBACK = 0x9000,
    CSOCK_ETHERTYPE_OLD_SERVICE_VLAN = 0x9100, ///< a tag, from before IEEE 802.1ad
};

#endif
