// For struct group_req, struct ip_mreqn and related structs, which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/multicast.h"

#include "csock/option.h"

#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <string.h>

// Returns the option level of an address's family, or -EAFNOSUPPORT.
static int level_of(const csock_address *address) {
    switch (csock_address_family(address)) {
    case AF_INET:
        return CSOCK_SOL_IP;
    case AF_INET6:
        return CSOCK_SOL_IPV6;
    default:
        return -EAFNOSUPPORT;
    }
}

static void copy(struct sockaddr_storage *to, const csock_address *address) {
    _Static_assert(sizeof *to >= sizeof address->storage, "any address fits");
    memcpy(to, &address->storage, sizeof address->storage);
}

int csock_set_membership(int fd, int name, const csock_address *group, uint32_t interface_index) {
    struct group_req request = {.gr_interface = interface_index};
    int level = level_of(group);
    if (level < 0)
        return level;
    copy(&request.gr_group, group);
    return csock_set_option(fd, level, name, &request, sizeof request);
}

int csock_set_source_membership(int fd, int name, const csock_address *group,
                                const csock_address *source, uint32_t interface_index) {
    struct group_source_req request = {.gsr_interface = interface_index};
    int level = level_of(group);
    if (level < 0)
        return level;
    if (level_of(source) != level)
        return -EAFNOSUPPORT;
    copy(&request.gsr_group, group);
    copy(&request.gsr_source, source);
    return csock_set_option(fd, level, name, &request, sizeof request);
}

static int fill(struct ip_mreqn *request, const uint8_t local[4], uint32_t interface_index) {
    if (interface_index > INT_MAX)
        return -ENODEV;
    memcpy(&request->imr_address, local, 4);
    request->imr_ifindex = (int)interface_index;
    return 0;
}

int csock_set_ipv4_membership(int fd, int name, const uint8_t group[4], const uint8_t local[4],
                              uint32_t interface_index) {
    struct ip_mreqn request = {0};
    int result = fill(&request, local, interface_index);
    if (result < 0)
        return result;
    memcpy(&request.imr_multiaddr, group, 4);
    return csock_set_option(fd, CSOCK_SOL_IP, name, &request, sizeof request);
}

int csock_set_ipv4_source_membership(int fd, int name, const uint8_t group[4],
                                     const uint8_t source[4], const uint8_t local[4]) {
    struct ip_mreq_source request;
    memcpy(&request.imr_multiaddr, group, 4);
    memcpy(&request.imr_sourceaddr, source, 4);
    memcpy(&request.imr_interface, local, 4);
    return csock_set_option(fd, CSOCK_SOL_IP, name, &request, sizeof request);
}

int csock_set_ipv6_membership(int fd, int name, const uint8_t group[16], uint32_t interface_index) {
    struct ipv6_mreq request = {.ipv6mr_interface = interface_index};
    memcpy(&request.ipv6mr_multiaddr, group, 16);
    return csock_set_option(fd, CSOCK_SOL_IPV6, name, &request, sizeof request);
}

int csock_set_multicast_interface(int fd, const uint8_t local[4], uint32_t interface_index) {
    struct ip_mreqn request = {0};
    int result = fill(&request, local, interface_index);
    if (result < 0)
        return result;
    return csock_set_option(fd, CSOCK_SOL_IP, CSOCK_IP_MULTICAST_IF, &request, sizeof request);
}

int csock_get_multicast_interface(int fd, uint8_t local[4]) {
    memset(local, 0, 4);
    int length = csock_get_option(fd, CSOCK_SOL_IP, CSOCK_IP_MULTICAST_IF, local, 4);
    return length < 0 ? length : 0;
}
