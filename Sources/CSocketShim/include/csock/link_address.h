/// Link-layer addresses of packet sockets, struct sockaddr_ll: packet(7).
#ifndef CSOCK_LINK_ADDRESS_H
#define CSOCK_LINK_ADDRESS_H

#include "address.h"
#include "assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// The longest hardware address in bytes: the kernel's MAX_ADDR_LEN. Ethernet's has 6.
enum { CSOCK_HARDWARE_MAX = 32 };

/// Packet types: whether a received frame was addressed to this machine. `packet_type` of
/// csock_link_address.
enum {
    CSOCK_PACKET_HOST = 0,
    CSOCK_PACKET_BROADCAST = 1,
    CSOCK_PACKET_MULTICAST = 2,
    CSOCK_PACKET_OTHERHOST = 3, ///< for another host, seen in promiscuous mode
    CSOCK_PACKET_OUTGOING = 4,  ///< sent by this host
};

/// A link-layer address: struct sockaddr_ll.
typedef struct csock_link_address {
    uint32_t interface_index;             ///< 0: any interface (bind only)
    uint16_t protocol;                    ///< EtherType in host byte order
    uint16_t hardware_type;               ///< CSOCK_ARPHRD_…; receive only
    uint8_t packet_type;                  ///< CSOCK_PACKET_HOST, …; receive only
    uint8_t hardware_length;              ///< in bytes; 6 for Ethernet
    uint8_t hardware[CSOCK_HARDWARE_MAX]; ///< the sender, or the destination of a frame to send
} csock_link_address;

/// Sets a link-layer address. Sending with CSOCK_SOCK_RAW uses only its interface; sending with
/// CSOCK_SOCK_DGRAM also uses its protocol and hardware address. Returns 0, or -EINVAL for a
/// hardware address of more than CSOCK_HARDWARE_MAX bytes or an interface index above INT_MAX.
/// See packet(7).
int csock_address_set_link(csock_address *_Nonnull address,
                           const csock_link_address *_Nonnull link);

/// Reads a link-layer address. A hardware address that extends beyond the sockaddr is truncated.
/// Returns 0, or -EAFNOSUPPORT for another family.
/// See packet(7).
int csock_address_get_link(const csock_address *_Nonnull address,
                           csock_link_address *_Nonnull link);

CSOCK_END_DECLS

#endif
