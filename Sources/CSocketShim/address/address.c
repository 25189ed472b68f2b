// For all AF_ constants, some of which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/address.h"

#include "csock/result.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

_Static_assert(sizeof(struct sockaddr_storage) == CSOCK_ADDRESS_MAX, "any sockaddr fits");
_Static_assert(sizeof((struct sockaddr_un){0}.sun_path) == CSOCK_UNIX_NAME_MAX + 1, "unix(7)");

enum { UNIX_PATH_OFFSET = offsetof(struct sockaddr_un, sun_path) };

static void set(csock_address *address, const void *sockaddr, size_t length) {
    *address = (csock_address){.length = (uint32_t)length};
    memcpy(address->storage.bytes, sockaddr, length);
}

// Copies the address into the struct of `family`. Returns false for another family, or if the
// address is too short.
static bool get(const csock_address *address, int family, void *sockaddr, size_t size) {
    if (csock_address_family(address) != family || address->length < size)
        return false;
    memcpy(sockaddr, address->storage.bytes, size);
    return true;
}

void csock_address_set_ipv4(csock_address *address, const uint8_t host[4], uint16_t port) {
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(port)};
    memcpy(&in.sin_addr, host, 4);
    set(address, &in, sizeof in);
}

void csock_address_set_ipv6(csock_address *address, const uint8_t host[16], uint16_t port,
                            uint32_t flow_info, uint32_t scope_id) {
    struct sockaddr_in6 in6 = {
        .sin6_family = AF_INET6,
        .sin6_port = htons(port),
        .sin6_flowinfo = htonl(flow_info),
        .sin6_scope_id = scope_id,
    };
    memcpy(&in6.sin6_addr, host, 16);
    set(address, &in6, sizeof in6);
}

int csock_address_set_unix_path(csock_address *address, const char *path, size_t length) {
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    if (length == 0 || memchr(path, 0, length))
        return -EINVAL;
    if (length > CSOCK_UNIX_NAME_MAX)
        return -CSOCK_EPATHTOOLONG;
    memcpy(un.sun_path, path, length);
    set(address, &un, UNIX_PATH_OFFSET + length + 1);
    return 0;
}

int csock_address_set_unix_abstract(csock_address *address, const void *name, size_t length) {
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    if (length > CSOCK_UNIX_NAME_MAX)
        return -CSOCK_EPATHTOOLONG;
    if (length > 0)
        memcpy(un.sun_path + 1, name, length);
    set(address, &un, UNIX_PATH_OFFSET + 1 + length);
    return 0;
}

void csock_address_set_unix_unnamed(csock_address *address) {
    sa_family_t family = AF_UNIX;
    set(address, &family, sizeof family);
}

int csock_address_set_bytes(csock_address *address, const void *sockaddr, size_t length) {
    if (length < sizeof(sa_family_t) || length > CSOCK_ADDRESS_MAX)
        return -EINVAL;
    set(address, sockaddr, length);
    return 0;
}

int csock_address_family(const csock_address *address) {
    sa_family_t family;
    if (address->length < sizeof family)
        return AF_UNSPEC;
    memcpy(&family, address->storage.bytes, sizeof family);
    return family;
}

int csock_address_port(const csock_address *address) {
    uint8_t host[16];
    uint16_t port;
    uint32_t flow_info, scope_id;
    if (csock_address_get_ipv4(address, host, &port) == 0 ||
        csock_address_get_ipv6(address, host, &port, &flow_info, &scope_id) == 0)
        return port;
    return -EAFNOSUPPORT;
}

int csock_address_get_ipv4(const csock_address *address, uint8_t host[4], uint16_t *port) {
    struct sockaddr_in in;
    if (!get(address, AF_INET, &in, sizeof in))
        return -EAFNOSUPPORT;
    memcpy(host, &in.sin_addr, 4);
    *port = ntohs(in.sin_port);
    return 0;
}

int csock_address_get_ipv6(const csock_address *address, uint8_t host[16], uint16_t *port,
                           uint32_t *flow_info, uint32_t *scope_id) {
    struct sockaddr_in6 in6;
    if (!get(address, AF_INET6, &in6, sizeof in6))
        return -EAFNOSUPPORT;
    memcpy(host, &in6.sin6_addr, 16);
    *port = ntohs(in6.sin6_port);
    *flow_info = ntohl(in6.sin6_flowinfo);
    *scope_id = in6.sin6_scope_id;
    return 0;
}

int csock_address_get_unix(const csock_address *address, uint8_t name[108], size_t *length) {
    if (csock_address_family(address) != AF_UNIX)
        return -EAFNOSUPPORT;
    const uint8_t *path = address->storage.bytes + UNIX_PATH_OFFSET;
    size_t available = address->length - UNIX_PATH_OFFSET;
    if (available > CSOCK_UNIX_NAME_MAX + 1)
        available = CSOCK_UNIX_NAME_MAX + 1;
    *length = 0;
    if (available == 0)
        return CSOCK_UNIX_UNNAMED;
    if (path[0] == 0) {
        *length = available - 1;
        memcpy(name, path + 1, *length);
        return CSOCK_UNIX_ABSTRACT;
    }
    *length = strnlen((const char *)path, available);
    memcpy(name, path, *length);
    return CSOCK_UNIX_PATH;
}

bool csock_address_equal(const csock_address *a, const csock_address *b) {
    return a->length == b->length && memcmp(a->storage.bytes, b->storage.bytes, a->length) == 0;
}
