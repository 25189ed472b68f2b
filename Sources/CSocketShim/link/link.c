// For the types that <netpacket/packet.h> uses.
#define _GNU_SOURCE

#include "csock/link.h"

#include "core/same.h"
#include "csock/constant.h"
#include "csock/option.h"
#include "csock/socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/socket.h>

CSOCK_SAME(PACKET_MR_MULTICAST);
CSOCK_SAME(PACKET_MR_PROMISC);
CSOCK_SAME(PACKET_MR_ALLMULTI);
#ifdef PACKET_MR_UNICAST
CSOCK_SAME(PACKET_MR_UNICAST);
#endif

int csock_link_socket(int type, uint32_t protocol) {
    if (protocol > UINT16_MAX)
        return -EINVAL;
    return csock_socket(CSOCK_AF_PACKET, type, htons((uint16_t)protocol));
}

int csock_link_bind(int fd, uint32_t interface_index, uint32_t protocol) {
    csock_link_address link = {.interface_index = interface_index, .protocol = (uint16_t)protocol};
    csock_address address;
    if (protocol > UINT16_MAX)
        return -EINVAL;
    int result = csock_address_set_link(&address, &link);
    return result < 0 ? result : csock_bind(fd, &address);
}

int csock_set_link_membership(int fd, int name, uint32_t interface_index, int kind,
                              const uint8_t *hardware, size_t length) {
    // struct packet_mreq with space for long hardware addresses: the kernel's struct
    // packet_mreq_max.
    struct {
        int index;
        uint16_t kind;
        uint16_t length;
        uint8_t hardware[CSOCK_HARDWARE_MAX];
    } request = {.index = (int)interface_index, .kind = (uint16_t)kind, .length = (uint16_t)length};
    if (length > CSOCK_HARDWARE_MAX || kind < 0 || kind > UINT16_MAX)
        return -EINVAL;
    if (interface_index > INT_MAX)
        return -ENODEV;
    if (length > 0)
        memcpy(request.hardware, hardware, length);
    return csock_set_option(fd, CSOCK_SOL_PACKET, name, &request, sizeof request);
}

int csock_take_link_statistics(int fd, csock_link_statistics *statistics) {
    csock_link_statistics read = {0};
    int length =
        csock_get_option(fd, CSOCK_SOL_PACKET, CSOCK_PACKET_STATISTICS, &read, sizeof read);
    if (length < 0)
        return length;
    *statistics = read;
    return 0;
}
