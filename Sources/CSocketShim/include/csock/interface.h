/// Network interfaces of the calling thread's network namespace: netdevice(7).
///
/// Looking one up takes a descriptor for a moment: every function can fail with -EMFILE and
/// -ENFILE, and those that list with -ENOMEM, as getifaddrs(3) allocates while it runs.
#ifndef CSOCK_INTERFACE_H
#define CSOCK_INTERFACE_H

#include "address.h"
#include "base.h"
#include "interface_name.h"
#include "link_address.h"

CSOCK_BEGIN_DECLS

/// Bits of `flags` of csock_interface: netdevice(7). CSOCK_IFF_PROMISC and CSOCK_IFF_ALLMULTI are
/// those that were set on the interface itself, not by the memberships of packet sockets.
enum {
    CSOCK_IFF_UP = 0x1,
    CSOCK_IFF_BROADCAST = 0x2,
    CSOCK_IFF_LOOPBACK = 0x8,
    CSOCK_IFF_POINTOPOINT = 0x10,
    CSOCK_IFF_RUNNING = 0x40,
    CSOCK_IFF_NOARP = 0x80,
    CSOCK_IFF_PROMISC = 0x100,
    CSOCK_IFF_ALLMULTI = 0x200,
    CSOCK_IFF_MULTICAST = 0x1000,
};

/// An interface.
typedef struct csock_interface {
    uint32_t index;
    uint32_t flags;          ///< CSOCK_IFF_…
    uint32_t mtu;            ///< the longest packet without its link-level header, in bytes
    uint16_t hardware_type;  ///< CSOCK_ARPHRD_…
    uint8_t hardware_length; ///< 0 without an address
    uint8_t hardware[CSOCK_HARDWARE_MAX];
    char name[CSOCK_INTERFACE_NAME_SIZE]; ///< terminated
} csock_interface;

/// Lists the interfaces, as far as there is room. Returns how many there are, which can be more
/// than `capacity`. getifaddrs(3).
int csock_interfaces(csock_interface *_Nullable list, size_t capacity);

/// Reads one interface. Returns 0 or -ENODEV.
int csock_interface_read(uint32_t index, csock_interface *_Nonnull interface);

/// An IPv4 or IPv6 address of an interface.
typedef struct csock_interface_address {
    uint32_t index;          ///< the interface's
    uint32_t prefix;         ///< the length of the network's prefix in bits
    csock_address address;   ///< with port 0; link-local IPv6 ones have the scope
    csock_address broadcast; ///< of length 0 where there is none
    csock_address peer;      ///< the other end of a point-to-point link; of length 0 elsewhere
} csock_interface_address;

/// Lists the addresses of an interface, or of all if the index is 0, as far as there is room.
/// Returns how many there are, which can be more than `capacity`; 0 also for an interface that does
/// not exist. getifaddrs(3).
int csock_interface_addresses(uint32_t index, csock_interface_address *_Nullable list,
                              size_t capacity);

CSOCK_END_DECLS

#endif
