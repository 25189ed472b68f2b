// For getaddrinfo(3) and glibc's own EAI_ codes.
#define _GNU_SOURCE

#include "csock/resolve.h"

#include "csock/result.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

// getaddrinfo(3)'s codes are small negative numbers, the same in every C library on Linux.
_Static_assert(EAI_NONAME == -(CSOCK_EAI_NONAME - 10000), "EAI_NONAME");
_Static_assert(EAI_SERVICE == -(CSOCK_EAI_SERVICE - 10000), "EAI_SERVICE");
_Static_assert(EAI_OVERFLOW == -(CSOCK_EAI_OVERFLOW - 10000), "EAI_OVERFLOW");

ssize_t csock_resolve(const char *host, size_t length, uint16_t port, int family, int type,
                      csock_address *addresses, size_t capacity) {
    char name[NI_MAXHOST], service[6];
    if (length > 0 && memchr(host, 0, length))
        return -EINVAL;
    if (length == 0 || length >= sizeof name)
        return -CSOCK_EAI_NONAME;
    memcpy(name, host, length);
    name[length] = 0;
    snprintf(service, sizeof service, "%u", port);

    struct addrinfo hints = {.ai_family = family, .ai_socktype = type, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *found;
    int result = getaddrinfo(name, service, &hints, &found);
    if (result == EAI_SYSTEM)
        return errno != 0 ? -errno : -CSOCK_EAI_FAIL;
    if (result != 0)
        return result - 10000;
    size_t count = 0;
    for (struct addrinfo *each = found; each; each = each->ai_next) {
        if (count < capacity)
            csock_address_set_bytes(&addresses[count], each->ai_addr, each->ai_addrlen);
        count++;
    }
    freeaddrinfo(found);
    return (ssize_t)count;
}
