/// Network interfaces of the calling thread's network namespace, and their addresses: netdevice(7),
/// getifaddrs(3).
///
/// Every function opens a descriptor and closes it again, and can fail with -EMFILE and -ENFILE.
/// getifaddrs(3) allocates memory while it runs, and can fail with -ENOMEM.
#ifndef CSOCK_INTERFACE_H
#define CSOCK_INTERFACE_H

#include "address.h"
#include "base.h"
#include "interface_name.h"
#include "link_address.h"

CSOCK_BEGIN_DECLS

/// Flags of an interface: netdevice(7). CSOCK_IFF_PROMISC and CSOCK_IFF_ALLMULTI are set only if
/// they were set on the interface itself: memberships of packet sockets do not change them.
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

/// A network interface.
typedef struct csock_interface {
    uint32_t index;                       ///< 1 or above
    uint32_t flags;                       ///< CSOCK_IFF_…
    uint32_t mtu;                         ///< largest packet without link-level header, in bytes
    uint16_t hardware_type;               ///< CSOCK_ARPHRD_…
    uint8_t hardware_length;              ///< in bytes; 0 without a hardware address
    uint8_t hardware[CSOCK_HARDWARE_MAX]; ///< hardware address
    char name[CSOCK_INTERFACE_NAME_SIZE]; ///< NUL-terminated
} csock_interface;

/// Lists the interfaces. `list` gets the first `capacity` of them. Returns the number of
/// interfaces, which can exceed `capacity`.
/// See getifaddrs(3).
int csock_interfaces(csock_interface *_Nullable list, size_t capacity);

/// Reads one interface. Returns 0 or -ENODEV.
/// See getifaddrs(3).
int csock_interface_read(uint32_t index, csock_interface *_Nonnull interface);

/// An IPv4 or IPv6 address of an interface.
typedef struct csock_interface_address {
    uint32_t index;          ///< interface index
    uint32_t prefix;         ///< prefix length in bits
    csock_address address;   ///< port 0; IPv6 link-local ones with scope ID
    csock_address broadcast; ///< length 0 if there is none
    csock_address peer;      ///< peer of a point-to-point link, or length 0
} csock_interface_address;

/// Lists the addresses of an interface, or of all interfaces for index 0. `list` gets the first
/// `capacity` of them. Returns the number of addresses, which can exceed `capacity` and is 0 for an
/// interface that does not exist.
/// See getifaddrs(3).
int csock_interface_addresses(uint32_t index, csock_interface_address *_Nullable list,
                              size_t capacity);

CSOCK_END_DECLS

#endif
