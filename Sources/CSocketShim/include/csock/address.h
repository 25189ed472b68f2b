/// Socket addresses of every family: ip(7), ipv6(7), unix(7). csock/link_address.h has link
/// addresses, csock/address_text.h the text of all addresses.
#ifndef CSOCK_ADDRESS_H
#define CSOCK_ADDRESS_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The size of struct sockaddr_storage in bytes.
enum { CSOCK_ADDRESS_MAX = 128 };

/// The longest Unix socket path in bytes: the size of sun_path without the terminating NUL. Also
/// the longest abstract name, without its leading NUL. unix(7).
enum { CSOCK_UNIX_NAME_MAX = 107 };

/// A sockaddr of any family in the kernel's layout, with its length in bytes. A length of 0 means
/// "no address", as in a zeroed struct, or when the kernel reports no sender. A plain value:
/// copying it is safe.
typedef struct csock_address {
    uint32_t length;
    union {
        uint8_t bytes[CSOCK_ADDRESS_MAX];
        uint64_t alignment[CSOCK_ADDRESS_MAX / 8];
    } storage;
} csock_address;

/// Sets an IPv4 address. `host` is in network byte order, `port` in host byte order.
/// See ip(7).
void csock_address_set_ipv4(csock_address *_Nonnull address, const uint8_t host[_Nonnull 4],
                            uint16_t port);

/// Sets an IPv6 address. `host` is in network byte order; `port` and `flow_info` (traffic class and
/// flow label) are in host byte order. `scope_id` is an interface index, or 0.
/// See ipv6(7).
void csock_address_set_ipv6(csock_address *_Nonnull address, const uint8_t host[_Nonnull 16],
                            uint16_t port, uint32_t flow_info, uint32_t scope_id);

/// Sets the path of a Unix socket. `path` has `length` bytes and need not be NUL-terminated.
/// Returns 0; -CSOCK_EPATHTOOLONG for more than CSOCK_UNIX_NAME_MAX bytes; -EINVAL for an empty
/// path or one that contains a NUL.
/// See unix(7).
int csock_address_set_unix_path(csock_address *_Nonnull address, const char *_Nullable path,
                                size_t length);

/// Sets an abstract Unix address. `name` excludes the leading NUL and may contain any bytes; its
/// length is part of the address. Returns 0, or -CSOCK_EPATHTOOLONG for more than
/// CSOCK_UNIX_NAME_MAX bytes.
/// See unix(7).
int csock_address_set_unix_abstract(csock_address *_Nonnull address, const void *_Nullable name,
                                    size_t length);

/// Sets the unnamed Unix address. A socket that binds to it gets an abstract name from the kernel
/// (autobind).
/// See unix(7).
void csock_address_set_unix_unnamed(csock_address *_Nonnull address);

/// Copies a sockaddr of any family unchanged. Returns 0, or -EINVAL for a length below 2 or above
/// CSOCK_ADDRESS_MAX.
int csock_address_set_bytes(csock_address *_Nonnull address, const void *_Nullable sockaddr,
                            size_t length);

/// Returns the address family (CSOCK_AF_…), or CSOCK_AF_UNSPEC if the length is below 2.
int csock_address_family(const csock_address *_Nonnull address);

/// Returns the port of an IPv4 or IPv6 address in host byte order, or -EAFNOSUPPORT for another
/// family.
int csock_address_port(const csock_address *_Nonnull address);

/// Reads an IPv4 address; byte orders are those of csock_address_set_ipv4. Returns 0, or
/// -EAFNOSUPPORT for another family.
/// See ip(7).
int csock_address_get_ipv4(const csock_address *_Nonnull address, uint8_t host[_Nonnull 4],
                           uint16_t *_Nonnull port);

/// Reads an IPv6 address; byte orders are those of csock_address_set_ipv6. Returns 0, or
/// -EAFNOSUPPORT for another family.
/// See ipv6(7).
int csock_address_get_ipv6(const csock_address *_Nonnull address, uint8_t host[_Nonnull 16],
                           uint16_t *_Nonnull port, uint32_t *_Nonnull flow_info,
                           uint32_t *_Nonnull scope_id);

/// Kinds of Unix address: unix(7).
enum {
    CSOCK_UNIX_UNNAMED = 0,
    CSOCK_UNIX_PATH = 1,
    CSOCK_UNIX_ABSTRACT = 2,
};

/// Reads a Unix address. Copies the path without its terminating NUL, or the abstract name without
/// its leading NUL, and sets `length`. A path can have 108 bytes if the program that bound it did
/// not terminate it. Returns the kind (CSOCK_UNIX_…), or -EAFNOSUPPORT for another family.
/// See unix(7).
int csock_address_get_unix(const csock_address *_Nonnull address, uint8_t name[_Nonnull 108],
                           size_t *_Nonnull length);

/// Returns whether two addresses have the same length and the same bytes.
bool csock_address_equal(const csock_address *_Nonnull a, const csock_address *_Nonnull b);

CSOCK_END_DECLS

#endif
