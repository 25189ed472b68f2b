/// Link addresses: those of frames on an interface, AF_PACKET and struct sockaddr_ll. packet(7).
#ifndef CSOCK_LINK_ADDRESS_H
#define CSOCK_LINK_ADDRESS_H

#include "address.h"
#include "assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// Room for any hardware address: MAX_ADDR_LEN. Ethernet's have 6 bytes.
enum { CSOCK_HARDWARE_MAX = 32 };

/// Whom a frame is for: `packet_type` of csock_link_address.
enum {
    CSOCK_PACKET_HOST = 0,
    CSOCK_PACKET_BROADCAST = 1,
    CSOCK_PACKET_MULTICAST = 2,
    CSOCK_PACKET_OTHERHOST = 3, ///< somebody else: promiscuous mode
    CSOCK_PACKET_OUTGOING = 4,  ///< sent by this machine
};

/// The address of a frame: struct sockaddr_ll.
typedef struct csock_link_address {
    uint32_t interface_index;             ///< 0 for any, when binding
    uint16_t protocol;                    ///< the EtherType, in the machine's byte order
    uint16_t hardware_type;               ///< CSOCK_ARPHRD_…; received only
    uint8_t packet_type;                  ///< CSOCK_PACKET_HOST and so on; received only
    uint8_t hardware_length;              ///< 6 for Ethernet
    uint8_t hardware[CSOCK_HARDWARE_MAX]; ///< the sender when received, the destination to send to
} csock_link_address;

/// Makes a link address. To send a frame with CSOCK_SOCK_RAW only the interface counts; with
/// CSOCK_SOCK_DGRAM the protocol and the hardware address too. Returns 0, or -EINVAL for a
/// hardware address of more than CSOCK_HARDWARE_MAX bytes or an index over INT_MAX.
int csock_address_set_link(csock_address *_Nonnull address,
                           const csock_link_address *_Nonnull link);

/// Reads a link address. A hardware address that is longer than what is there is cut to that.
/// Returns 0 or -EAFNOSUPPORT for any other.
int csock_address_get_link(const csock_address *_Nonnull address,
                           csock_link_address *_Nonnull link);

CSOCK_END_DECLS

#endif
