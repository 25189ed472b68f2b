/// Socket addresses of any family.
#ifndef CSOCK_ADDRESS_H
#define CSOCK_ADDRESS_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// As large as sockaddr_storage.
enum { CSOCK_ADDRESS_MAX = 128 };

/// The longest path of a Unix socket: sun_path less the terminating NUL (unix(7)). An abstract name
/// is as long at most, without the NUL that leads it.
enum { CSOCK_UNIX_NAME_MAX = 107 };

/// A sockaddr of any family as the kernel sees it, with its length. A zeroed one holds no address:
/// its length is 0, as where the kernel tells no sender. A plain value, free to copy.
typedef struct csock_address {
    uint32_t length;
    union {
        uint8_t bytes[CSOCK_ADDRESS_MAX];
        uint64_t alignment[CSOCK_ADDRESS_MAX / 8];
    } storage;
} csock_address;

/// Makes an IPv4 address: ip(7). `host` is in network byte order, `port` in the machine's.
void csock_address_set_ipv4(csock_address *_Nonnull address, const uint8_t host[_Nonnull 4],
                            uint16_t port);

/// Makes an IPv6 address: ipv6(7). `flow_info` is traffic class and flow label in the machine's
/// byte order; `scope_id` is an interface index, or 0.
void csock_address_set_ipv6(csock_address *_Nonnull address, const uint8_t host[_Nonnull 16],
                            uint16_t port, uint32_t flow_info, uint32_t scope_id);

/// Makes a Unix path address of `length` bytes, which need not be terminated: unix(7).
/// Returns 0; -CSOCK_EPATHTOOLONG over CSOCK_UNIX_NAME_MAX bytes; -EINVAL for an empty path or one
/// that holds a NUL.
int csock_address_set_unix_path(csock_address *_Nonnull address, const char *_Nullable path,
                                size_t length);

/// Makes an abstract Unix address; the name may hold any bytes and excludes the NUL that leads it
/// on the wire. Its exact length is part of it. Returns 0 or -CSOCK_EPATHTOOLONG.
int csock_address_set_unix_abstract(csock_address *_Nonnull address, const void *_Nullable name,
                                    size_t length);

/// Makes the unnamed Unix address; binding to it lets the kernel choose an abstract name.
void csock_address_set_unix_unnamed(csock_address *_Nonnull address);

/// Copies a sockaddr of any family, untouched. Returns 0, or -EINVAL for a length that is no
/// sockaddr's: below 2 or over CSOCK_ADDRESS_MAX.
int csock_address_set_bytes(csock_address *_Nonnull address, const void *_Nullable sockaddr,
                            size_t length);

/// The family (CSOCK_AF_…), or CSOCK_AF_UNSPEC where there is no address.
int csock_address_family(const csock_address *_Nonnull address);

/// The port of an IPv4 or IPv6 address in the machine's byte order, else -EAFNOSUPPORT.
int csock_address_port(const csock_address *_Nonnull address);

/// Reads an IPv4 address. Returns 0 or -EAFNOSUPPORT for any other.
int csock_address_get_ipv4(const csock_address *_Nonnull address, uint8_t host[_Nonnull 4],
                           uint16_t *_Nonnull port);

/// Reads an IPv6 address. Returns 0 or -EAFNOSUPPORT for any other.
int csock_address_get_ipv6(const csock_address *_Nonnull address, uint8_t host[_Nonnull 16],
                           uint16_t *_Nonnull port, uint32_t *_Nonnull flow_info,
                           uint32_t *_Nonnull scope_id);

/// Which kind of Unix address.
enum {
    CSOCK_UNIX_UNNAMED = 0,
    CSOCK_UNIX_PATH = 1,
    CSOCK_UNIX_ABSTRACT = 2,
};

/// Reads a Unix address: copies the path up to its NUL, or the abstract name without the NUL that
/// leads it. (The kernel can report a path of 108 bytes, set by a program that did not terminate
/// it.) Returns the kind, or -EAFNOSUPPORT for another family.
int csock_address_get_unix(const csock_address *_Nonnull address, uint8_t name[_Nonnull 108],
                           size_t *_Nonnull length);

/// Whether two addresses are the same to the last byte.
bool csock_address_equal(const csock_address *_Nonnull a, const csock_address *_Nonnull b);

CSOCK_END_DECLS

#endif
