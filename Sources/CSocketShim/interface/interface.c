// For struct ifreq and getifaddrs(3).
#define _GNU_SOURCE

#include "csock/interface.h"

#include "core/same.h"
#include "csock/constant.h"
#include "csock/socket.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

CSOCK_SAME(IFF_UP);
CSOCK_SAME(IFF_BROADCAST);
CSOCK_SAME(IFF_LOOPBACK);
CSOCK_SAME(IFF_POINTOPOINT);
CSOCK_SAME(IFF_RUNNING);
CSOCK_SAME(IFF_NOARP);
CSOCK_SAME(IFF_PROMISC);
CSOCK_SAME(IFF_ALLMULTI);
CSOCK_SAME(IFF_MULTICAST);

// The longest hardware address that getifaddrs(3) returns.
enum { LISTED_HARDWARE_MAX = 24 };

// Fills in `interface` from the entry's AF_PACKET address, of which each interface has one. Returns
// false for entries of other families.
static bool describe(const struct ifaddrs *entry, csock_interface *interface) {
    struct sockaddr_ll link;
    if (!entry->ifa_addr || entry->ifa_addr->sa_family != AF_PACKET)
        return false;
    memcpy(&link, entry->ifa_addr, sizeof link);
    *interface = (csock_interface){
        .index = (uint32_t)link.sll_ifindex,
        .flags = entry->ifa_flags,
        .hardware_type = link.sll_hatype,
        .hardware_length =
            link.sll_halen < LISTED_HARDWARE_MAX ? link.sll_halen : LISTED_HARDWARE_MAX,
    };
    memcpy(interface->hardware,
           (const uint8_t *)entry->ifa_addr + offsetof(struct sockaddr_ll, sll_addr),
           interface->hardware_length);
    memcpy(interface->name, entry->ifa_name, strnlen(entry->ifa_name, IF_NAMESIZE - 1));
    return true;
}

static int read_mtu(int fd, csock_interface *interface) {
    struct ifreq request = {0};
    memcpy(request.ifr_name, interface->name, sizeof interface->name);
    if (ioctl(fd, SIOCGIFMTU, &request) < 0)
        return -errno;
    interface->mtu = (uint32_t)request.ifr_mtu;
    return 0;
}

// Lists one interface, or all for index 0. An interface that disappears meanwhile is omitted.
static int list_interfaces(uint32_t index, csock_interface *list, size_t capacity) {
    struct ifaddrs *entries;
    int count = 0;
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    if (fd == -EAFNOSUPPORT)
        fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
    if (fd < 0)
        return fd;
    if (getifaddrs(&entries) < 0) {
        count = -errno;
    } else {
        for (const struct ifaddrs *entry = entries; entry; entry = entry->ifa_next) {
            csock_interface interface;
            if (!describe(entry, &interface) || (index != 0 && interface.index != index) ||
                read_mtu(fd, &interface) < 0)
                continue;
            if ((size_t)count < capacity)
                list[count] = interface;
            count++;
        }
        freeifaddrs(entries);
    }
    csock_close(fd);
    return count;
}

int csock_interfaces(csock_interface *list, size_t capacity) {
    return list_interfaces(0, list, capacity);
}

int csock_interface_read(uint32_t index, csock_interface *interface) {
    int count = index == 0 ? 0 : list_interfaces(index, interface, 1);
    return count < 0 ? count : count == 0 ? -ENODEV : 0;
}

static void copy_address(csock_address *to, const struct sockaddr *from) {
    *to = (csock_address){0};
    if (from && from->sa_family == AF_INET)
        csock_address_set_bytes(to, from, sizeof(struct sockaddr_in));
    else if (from && from->sa_family == AF_INET6)
        csock_address_set_bytes(to, from, sizeof(struct sockaddr_in6));
}

static uint32_t count_ones(const csock_address *mask) {
    uint8_t bytes[16];
    uint16_t port;
    uint32_t flow_info, scope_id, ones = 0;
    size_t size = csock_address_get_ipv4(mask, bytes, &port) == 0                          ? 4
                  : csock_address_get_ipv6(mask, bytes, &port, &flow_info, &scope_id) == 0 ? 16
                                                                                           : 0;
    for (size_t bit = 0; bit < size * 8; bit++)
        ones += (unsigned)bytes[bit / 8] >> (7 - bit % 8) & 1u;
    return ones;
}

static bool describe_address(const struct ifaddrs *entry, csock_interface_address *found) {
    csock_address mask;
    copy_address(&found->address, entry->ifa_addr);
    if (found->address.length == 0)
        return false;
    copy_address(&mask, entry->ifa_netmask);
    found->prefix = count_ones(&mask);
    copy_address(&found->broadcast, entry->ifa_flags & IFF_BROADCAST ? entry->ifa_broadaddr : NULL);
    copy_address(&found->peer, entry->ifa_flags & IFF_POINTOPOINT ? entry->ifa_dstaddr : NULL);
    // An IPv4 alias has a label such as "eth0:1": the interface's name ends at the colon.
    int index = csock_interface_index(entry->ifa_name, strcspn(entry->ifa_name, ":"));
    found->index = index < 0 ? 0 : (uint32_t)index;
    return index > 0;
}

int csock_interface_addresses(uint32_t index, csock_interface_address *list, size_t capacity) {
    struct ifaddrs *entries;
    int count = 0;
    if (getifaddrs(&entries) < 0)
        return -errno;
    for (const struct ifaddrs *entry = entries; entry; entry = entry->ifa_next) {
        csock_interface_address found;
        if (!describe_address(entry, &found) || (index != 0 && found.index != index))
            continue;
        if ((size_t)count < capacity)
            list[count] = found;
        count++;
    }
    freeifaddrs(entries);
    return count;
}
