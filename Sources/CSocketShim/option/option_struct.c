// For struct ucred.
#define _GNU_SOURCE

#include "csock/option_struct.h"

#include "csock/option.h"

#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int csock_peer_credentials(int fd, csock_credentials *peer) {
    struct ucred credentials = {.uid = UINT32_MAX, .gid = UINT32_MAX};
    int length = csock_get_option(fd, SOL_SOCKET, SO_PEERCRED, &credentials, sizeof credentials);
    if (length < 0)
        return length;
    *peer = (csock_credentials){credentials.pid, credentials.uid, credentials.gid};
    return 0;
}

int csock_peer_groups(int fd, uint32_t *groups, size_t capacity) {
    if (capacity > INT_MAX / sizeof *groups)
        return -EINVAL;
    int length =
        csock_get_option(fd, SOL_SOCKET, CSOCK_SO_PEERGROUPS, groups, capacity * sizeof *groups);
    return length < 0 ? length : length / (int)sizeof *groups;
}

int csock_original_destination(int fd, int level, csock_address *address) {
    uint8_t bytes[CSOCK_ADDRESS_MAX];
    // netfilter requires exactly the size of the family's sockaddr.
    size_t size = level == CSOCK_SOL_IP ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    int length = csock_get_option(fd, level, CSOCK_SO_ORIGINAL_DST, bytes, size);
    return length < 0 ? length : csock_address_set_bytes(address, bytes, (size_t)length);
}

int csock_set_port_range(int fd, uint16_t low, uint16_t high) {
    uint32_t range = (uint32_t)high << 16 | low;
    return csock_set_option(fd, CSOCK_SOL_IP, CSOCK_IP_LOCAL_PORT_RANGE, &range, sizeof range);
}

int csock_get_port_range(int fd, uint16_t *low, uint16_t *high) {
    uint32_t range = 0;
    int length =
        csock_get_option(fd, CSOCK_SOL_IP, CSOCK_IP_LOCAL_PORT_RANGE, &range, sizeof range);
    if (length < 0)
        return length;
    *low = (uint16_t)(range & UINT16_MAX);
    *high = (uint16_t)(range >> 16);
    return 0;
}

int csock_path_mtu(int fd) {
    // struct ip6_mtuinfo: an address, which is not used here, and the MTU.
    uint8_t bytes[sizeof(struct sockaddr_in6) + sizeof(uint32_t)];
    uint32_t mtu;
    int length = csock_get_option(fd, CSOCK_SOL_IPV6, CSOCK_IPV6_PATHMTU, bytes, sizeof bytes);
    if (length < 0)
        return length;
    memcpy(&mtu, bytes + sizeof(struct sockaddr_in6), sizeof mtu);
    return (int)mtu;
}

// The kernel's struct sock_txtime, which not every C library's headers define.
typedef struct {
    int32_t clock;
    uint32_t flags;
} transmit_time;

int csock_set_transmit_time(int fd, int32_t clock, uint32_t flags) {
    transmit_time time = {clock, flags};
    return csock_set_option(fd, SOL_SOCKET, CSOCK_SO_TXTIME, &time, sizeof time);
}

int csock_get_transmit_time(int fd, int32_t *clock, uint32_t *flags) {
    transmit_time time = {0};
    int length = csock_get_option(fd, SOL_SOCKET, CSOCK_SO_TXTIME, &time, sizeof time);
    if (length < 0)
        return length;
    *clock = time.clock;
    *flags = time.flags;
    return 0;
}
