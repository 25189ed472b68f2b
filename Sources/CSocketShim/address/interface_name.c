#include "csock/interface_name.h"

#include <errno.h>
#include <limits.h>
#include <net/if.h>
#include <string.h>

_Static_assert((int)CSOCK_INTERFACE_NAME_SIZE == IF_NAMESIZE, "IF_NAMESIZE");

int csock_interface_index(const char *name, size_t length) {
    char terminated[IF_NAMESIZE];
    if (length == 0 || length >= sizeof terminated || memchr(name, 0, length))
        return -ENODEV;
    memcpy(terminated, name, length);
    terminated[length] = 0;
    errno = 0;
    unsigned index = if_nametoindex(terminated);
    if (index > 0 && index <= INT_MAX)
        return (int)index;
    return errno != 0 ? -errno : -ENODEV; // if_nametoindex(3) opens a socket, which can fail
}

int csock_interface_name(uint32_t index, char name[CSOCK_INTERFACE_NAME_SIZE]) {
    errno = 0;
    if (if_indextoname(index, name))
        return (int)strlen(name);
    return errno == ENXIO || errno == 0 ? -ENODEV : -errno;
}
