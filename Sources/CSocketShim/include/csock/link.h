/// Packet sockets, which receive and send the frames of network interfaces: packet(7). They need
/// CAP_NET_RAW in the network namespace.
///
/// CSOCK_SOCK_RAW frames include the link-level header. For CSOCK_SOCK_DGRAM the kernel removes it
/// from received frames and adds it to sent ones. csock_recv_from returns a frame with its
/// link-layer address, which csock_address_get_link reads. The kernel may remove a VLAN tag from a
/// frame: with CSOCK_PACKET_AUXDATA it reports the tag in a control message, see csock/ancillary.h.
///
/// These options of CSOCK_SOL_PACKET are booleans for csock_set_option_int:
///
/// CSOCK_PACKET_AUXDATA | report lengths, checksum status and VLAN tag of each frame
/// CSOCK_PACKET_ORIGDEV | report the physical interface instead of a bonded one
/// CSOCK_PACKET_IGNORE_OUTGOING | do not receive frames that this host sends
/// CSOCK_PACKET_QDISC_BYPASS | send without queueing
#ifndef CSOCK_LINK_H
#define CSOCK_LINK_H

#include "address.h"
#include "base.h"
#include "link_address.h"

CSOCK_BEGIN_DECLS

/// The protocol number for frames of every protocol, including those that this host sends.
enum { CSOCK_ETH_P_ALL = 3 };

/// Opens a packet socket, close-on-exec. `type` is CSOCK_SOCK_RAW or CSOCK_SOCK_DGRAM, optionally
/// with CSOCK_SOCK_NONBLOCK. `protocol` is an EtherType or CSOCK_ETH_P_ALL, in host byte order. The
/// socket receives frames of all interfaces immediately. With protocol 0 it receives nothing until
/// csock_link_bind selects interface and protocol, so that no frame of another interface is queued.
/// Returns the descriptor, which the caller must close; -EPERM; -EINVAL (a protocol above 65535);
/// -ESOCKTNOSUPPORT; socket(2)'s other errors.
/// See packet(7).
int csock_link_socket(int type, uint32_t protocol);

/// Binds a packet socket to an interface (0: all) and a protocol (0: the one it was opened with) in
/// host byte order. Returns 0; -ENODEV (no such interface); -ENETDOWN (the interface is down;
/// receiving also fails with it when the interface goes down); -EINVAL (a protocol above 65535, or
/// an index above INT_MAX).
/// See bind(2) and packet(7).
int csock_link_bind(int fd, uint32_t interface_index, uint32_t protocol);

/// Kinds of membership: frames that an interface receives in addition to its own. `kind` of
/// csock_set_link_membership.
enum {
    CSOCK_PACKET_MR_MULTICAST = 0, ///< frames to one multicast address
    CSOCK_PACKET_MR_PROMISC = 1,   ///< all frames: promiscuous mode
    CSOCK_PACKET_MR_ALLMULTI = 2,  ///< all multicast frames
    CSOCK_PACKET_MR_UNICAST = 3,   ///< frames to one other unicast address
};

/// Makes an interface receive additional frames, or ends that: `name` is
/// CSOCK_PACKET_ADD_MEMBERSHIP or CSOCK_PACKET_DROP_MEMBERSHIP. `hardware` is the address for kinds
/// that have one, `length` its size in bytes. The kernel counts memberships, and drops those of a
/// socket that is closed. Dropping one that was not added has no effect. Returns 0; -ENODEV (no
/// such interface); -EINVAL (an unknown kind, or an address whose length is not the interface's).
/// See packet(7), PACKET_ADD_MEMBERSHIP.
int csock_set_link_membership(int fd, int name, uint32_t interface_index, int kind,
                              const uint8_t *_Nullable hardware, size_t length);

/// Frame counters of a packet socket.
typedef struct csock_link_statistics {
    uint32_t packets; ///< frames that passed the filter, including dropped ones
    uint32_t drops;   ///< frames dropped because the receive buffer was full
} csock_link_statistics;

/// Reads the frame counters and resets them to 0: CSOCK_PACKET_STATISTICS. Returns 0, or
/// -EOPNOTSUPP on a socket that is not a packet socket.
/// See packet(7), PACKET_STATISTICS.
int csock_take_link_statistics(int fd, csock_link_statistics *_Nonnull statistics);

CSOCK_END_DECLS

#endif
