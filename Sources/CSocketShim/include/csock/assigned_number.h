/// Assigned numbers: those of the IANA registry of IP protocols, and Linux's kinds of hardware.
/// core/assigned_number.c checks each against the system's headers.
#ifndef CSOCK_ASSIGNED_NUMBER_H
#define CSOCK_ASSIGNED_NUMBER_H

#include "base.h"

/// IP protocol numbers, as socket(2) and the headers of packets have them. MPTCP is Linux's: it
/// opens a socket and is no number of the registry.
enum {
    CSOCK_IPPROTO_IP = 0,
    CSOCK_IPPROTO_HOPOPTS = 0, ///< IPv6 hop-by-hop options; in an IPv4 header no protocol
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
    CSOCK_IPPROTO_NONE = 59,    ///< nothing follows
    CSOCK_IPPROTO_DSTOPTS = 60, ///< IPv6 destination options
    CSOCK_IPPROTO_PIM = 103,
    CSOCK_IPPROTO_SCTP = 132,
    CSOCK_IPPROTO_UDPLITE = 136,
    CSOCK_IPPROTO_RAW = 255,
    CSOCK_IPPROTO_MPTCP = 262,
};

/// Kinds of hardware, for `hardware_type` of an interface, a link address and an ARP packet. More
/// are in linux/if_arp.h.
enum {
    CSOCK_ARPHRD_ETHER = 1,
    CSOCK_ARPHRD_INFINIBAND = 32,
    CSOCK_ARPHRD_PPP = 512,
    CSOCK_ARPHRD_LOOPBACK = 772,
    CSOCK_ARPHRD_NONE = 0xfffe, ///< packets without a header, such as those of tun
};

#endif
