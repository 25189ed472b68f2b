/// Assigned numbers: IP protocols (protocols(5), the IANA registry) and Linux's hardware types
/// (netdevice(7)). core/assigned_number.c checks each against the system headers.
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

#endif
