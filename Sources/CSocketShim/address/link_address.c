// For the types that <netpacket/packet.h> uses.
#define _GNU_SOURCE

#include "csock/link_address.h"

#include "core/same.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/socket.h>

CSOCK_SAME(PACKET_HOST);
CSOCK_SAME(PACKET_BROADCAST);
CSOCK_SAME(PACKET_MULTICAST);
CSOCK_SAME(PACKET_OTHERHOST);
CSOCK_SAME(PACKET_OUTGOING);

// Offset of the hardware address. struct sockaddr_ll declares 8 bytes for it; longer addresses
// extend beyond the struct.
enum { HARDWARE = offsetof(struct sockaddr_ll, sll_addr) };
_Static_assert(HARDWARE + CSOCK_HARDWARE_MAX <= CSOCK_ADDRESS_MAX, "every address fits");

int csock_address_set_link(csock_address *address, const csock_link_address *link) {
    struct sockaddr_ll sll = {
        .sll_family = AF_PACKET,
        .sll_protocol = htons(link->protocol),
        .sll_ifindex = (int)link->interface_index,
        .sll_hatype = link->hardware_type,
        .sll_pkttype = link->packet_type,
        .sll_halen = link->hardware_length,
    };
    if (link->hardware_length > CSOCK_HARDWARE_MAX || link->interface_index > INT_MAX)
        return -EINVAL;
    uint32_t end = HARDWARE + link->hardware_length;
    *address = (csock_address){.length = end > sizeof sll ? end : (uint32_t)sizeof sll};
    memcpy(address->storage.bytes, &sll, sizeof sll);
    memcpy(address->storage.bytes + HARDWARE, link->hardware, link->hardware_length);
    return 0;
}

int csock_address_get_link(const csock_address *address, csock_link_address *link) {
    struct sockaddr_ll sll = {0};
    if (csock_address_family(address) != AF_PACKET || address->length < HARDWARE)
        return -EAFNOSUPPORT;
    memcpy(&sll, address->storage.bytes, HARDWARE);
    size_t length = sll.sll_halen;
    if (length > address->length - HARDWARE)
        length = address->length - HARDWARE;
    if (length > CSOCK_HARDWARE_MAX)
        length = CSOCK_HARDWARE_MAX;
    *link = (csock_link_address){
        .interface_index = (uint32_t)sll.sll_ifindex,
        .protocol = ntohs(sll.sll_protocol),
        .hardware_type = sll.sll_hatype,
        .packet_type = sll.sll_pkttype,
        .hardware_length = (uint8_t)length,
    };
    memcpy(link->hardware, address->storage.bytes + HARDWARE, length);
    return 0;
}
