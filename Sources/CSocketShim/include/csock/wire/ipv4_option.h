/// The options of an IPv4 header: RFC 791 section 3.1, RFC 781 (timestamps), RFC 2113 (router
/// alert).
#ifndef CSOCK_WIRE_IPV4_OPTION_H
#define CSOCK_WIRE_IPV4_OPTION_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Types: the whole octet. Its highest bit says that every fragment carries the option.
enum {
    CSOCK_IPV4_OPTION_END = 0,
    CSOCK_IPV4_OPTION_NO_OPERATION = 1,
    CSOCK_IPV4_OPTION_RECORD_ROUTE = 7,
    CSOCK_IPV4_OPTION_TIMESTAMP = 68,
    CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE = 131,
    CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE = 137,
    CSOCK_IPV4_OPTION_ROUTER_ALERT = 148,
};

/// `flag` of a timestamp option.
enum {
    CSOCK_IPV4_TIMESTAMP_ONLY = 0,
    CSOCK_IPV4_TIMESTAMP_ADDRESSES = 1,   ///< each timestamp follows its host's address
    CSOCK_IPV4_TIMESTAMP_PRESPECIFIED = 3 ///< the same, and the sender chose the addresses
};

/// An option. Which members count depends on its type; the others are 0.
typedef struct csock_ipv4_option {
    uint32_t type;     ///< CSOCK_IPV4_OPTION_… or another, 8 bits
    uint32_t pointer;  ///< routes and timestamps: the next octet to use, counted from 1, 8 bits
    uint32_t overflow; ///< timestamps: number of hosts that had no room for theirs, 4 bits
    uint32_t flag;     ///< timestamps: CSOCK_IPV4_TIMESTAMP_…, 4 bits
    uint32_t value;    ///< router alert: 16 bits
    csock_bytes data;  ///< routes: addresses of 4 bytes; timestamps: of 4 or 8; end of list: the
                       ///< padding after it; other types: what follows type and length
} csock_ipv4_option;

/// Writes an option. Returns its length. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM. In a
/// header, the list must be padded with zeros to a multiple of 4 bytes.
int csock_ipv4_option_encode(const csock_ipv4_option *_Nonnull option, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next option from the options of a header. Returns 1; 0 when none is left;
/// -CSOCK_EPKTFIELD for a length that the type cannot have or that reaches beyond the bytes. The
/// options stay unchanged after an error.
int csock_ipv4_option_next(csock_bytes *_Nonnull options, csock_ipv4_option *_Nonnull option,
                           csock_wire_error *_Nullable error);

/// Writes the text of an option, "RR 10.0.0.2": at most `capacity` bytes, with a NUL at the end
/// unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_ipv4_option_format(const csock_ipv4_option *_Nonnull option, char *_Nullable text,
                                size_t capacity);

/// Writes the text of the options of a header, "RA,NOP,EOL", in the same way. Options that cannot
/// be read are "malformed".
size_t csock_ipv4_options_format(csock_bytes options, char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
