/// Packet sockets, which read and send the frames of an interface: packet(7). They need CAP_NET_RAW
/// in the network namespace.
///
/// CSOCK_SOCK_RAW frames have their link-level header, for CSOCK_SOCK_DGRAM ones the kernel takes
/// it off and puts it on. csock_recv_from gives the frames with the address that
/// csock_address_get_link reads. A VLAN tag may have been taken out of a frame:
/// CSOCK_PACKET_AUXDATA has it brought beside the bytes, see ancillary.h.
///
/// Other options of CSOCK_SOL_PACKET are truth values for csock_set_option_int:
/// CSOCK_PACKET_AUXDATA; CSOCK_PACKET_ORIGDEV, the interface that a frame came by instead of the
/// one that was made of several; CSOCK_PACKET_IGNORE_OUTGOING, which leaves out what this machine
/// sends; CSOCK_PACKET_QDISC_BYPASS, which sends without queueing.
#ifndef CSOCK_LINK_H
#define CSOCK_LINK_H

#include "address.h"
#include "base.h"
#include "link_address.h"

CSOCK_BEGIN_DECLS

/// The protocol that stands for all, what is sent included.
enum { CSOCK_ETH_P_ALL = 3 };

/// Opens a packet socket, close-on-exec. `type` is CSOCK_SOCK_RAW or CSOCK_SOCK_DGRAM, and may have
/// CSOCK_SOCK_NONBLOCK. `protocol` is an EtherType or CSOCK_ETH_P_ALL, in the machine's byte order.
/// It receives from every interface at once; with protocol 0 nothing, until csock_link_bind says
/// from which, so that no frame of another is among those received. Returns the descriptor, or
/// -EPERM, -EINVAL (a protocol over 65535), -ESOCKTNOSUPPORT and socket(2)'s others.
int csock_link_socket(int type, uint32_t protocol);

/// Binds a packet socket to an interface, 0 for all, and a protocol, 0 for the one it was opened
/// with. Returns 0, -ENODEV (no such interface), -ENETDOWN (it is down; also what receiving tells
/// when it goes down), -EINVAL. bind(2).
int csock_link_bind(int fd, uint32_t interface_index, uint32_t protocol);

/// What else an interface is to receive: `kind` of csock_set_link_membership.
enum {
    CSOCK_PACKET_MR_MULTICAST = 0, ///< frames for a multicast address
    CSOCK_PACKET_MR_PROMISC = 1,   ///< all frames
    CSOCK_PACKET_MR_ALLMULTI = 2,  ///< all multicast frames
    CSOCK_PACKET_MR_UNICAST = 3,   ///< frames for another address
};

/// Has an interface receive more than what is for it, or no longer: `name` is
/// CSOCK_PACKET_ADD_MEMBERSHIP or CSOCK_PACKET_DROP_MEMBERSHIP. The kernel counts, and undoes what
/// a socket that closes has added; dropping what was not added does nothing. `hardware` is the
/// address of the kinds that have one. Returns 0, -ENODEV (no such interface), or -EINVAL (another
/// kind, or an address that is not as long as the interface's).
int csock_set_link_membership(int fd, int name, uint32_t interface_index, int kind,
                              const uint8_t *_Nullable hardware, size_t length);

/// How many frames a packet socket was given.
typedef struct csock_link_statistics {
    uint32_t packets; ///< those that the filter let through, with the dropped ones
    uint32_t drops;   ///< those that found no room in the receive buffer
} csock_link_statistics;

/// Reads how many frames there were since the last time, and starts again from 0:
/// CSOCK_PACKET_STATISTICS. Returns 0, or -EOPNOTSUPP on another kind of socket.
int csock_take_link_statistics(int fd, csock_link_statistics *_Nonnull statistics);

CSOCK_END_DECLS

#endif
