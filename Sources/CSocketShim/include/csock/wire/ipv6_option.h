/// The options of the hop-by-hop and destination options headers: RFC 8200 section 4.2, RFC 2711
/// (router alert), RFC 2675 (jumbo payload), RFC 2473 (tunnel encapsulation limit), RFC 6275 (home
/// address).
#ifndef CSOCK_WIRE_IPV6_OPTION_H
#define CSOCK_WIRE_IPV6_OPTION_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Types: the whole octet.
enum {
    CSOCK_IPV6_OPTION_PAD1 = 0,
    CSOCK_IPV6_OPTION_PADN = 1,
    CSOCK_IPV6_OPTION_TUNNEL_LIMIT = 0x04,
    CSOCK_IPV6_OPTION_ROUTER_ALERT = 0x05,
    CSOCK_IPV6_OPTION_JUMBO_PAYLOAD = 0xc2,
    CSOCK_IPV6_OPTION_HOME_ADDRESS = 0xc9,
};

/// What the three highest bits of a type say.
enum {
    CSOCK_IPV6_OPTION_MAY_CHANGE = 0x20, ///< the data may change on the way
    CSOCK_IPV6_OPTION_ACTION = 0xc0, ///< mask of the action of a node that does not know the type:
    CSOCK_IPV6_OPTION_SKIP = 0x00,
    CSOCK_IPV6_OPTION_DISCARD = 0x40,        ///< the packet
    CSOCK_IPV6_OPTION_REPORT = 0x80,         ///< discard it and send an ICMP parameter problem
    CSOCK_IPV6_OPTION_REPORT_UNICAST = 0xc0, ///< the same unless the destination is multicast
};

/// An option. Which members count depends on its type; the others are 0.
typedef struct csock_ipv6_option {
    uint32_t type;       ///< CSOCK_IPV6_OPTION_… or another, 8 bits
    uint32_t value;      ///< router alert: 16 bits; jumbo payload: the length, 32 bits; tunnel
                         ///< encapsulation limit: 8 bits
    uint8_t address[16]; ///< home address
    csock_bytes data;    ///< PadN: the padding; other types: what follows type and length
} csock_ipv6_option;

/// Writes an option. Returns its length. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_ipv6_option_encode(const csock_ipv6_option *_Nonnull option, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next option from the options of a header. Returns 1; 0 when none is left;
/// -CSOCK_EPKTFIELD for a length that the type cannot have or that reaches beyond the bytes. The
/// options stay unchanged after an error. The error's layer is CSOCK_LAYER_IPV6: options do not
/// know their header.
int csock_ipv6_option_next(csock_bytes *_Nonnull options, csock_ipv6_option *_Nonnull option,
                           csock_wire_error *_Nullable error);

/// Writes Pad1 or PadN after the first `count` bytes of options, so that what follows is at
/// `multiple`·n + `rest` from the start of the header, as RFC 8200 section 4.2 writes alignments.
/// `multiple` is 1 to 8. `multiple` and `rest` are 8 and 0 to fill the header, 4 and 2 before a
/// jumbo payload, 2 and 0 before a router alert, 8 and 6 before a home address. Returns the new
/// length of the options. Fails with -CSOCK_EPKTROOM, or with -CSOCK_EPKTRANGE if `multiple` or
/// `rest` is out of range.
int csock_ipv6_option_pad(void *_Nullable options, size_t count, size_t capacity, uint32_t multiple,
                          uint32_t rest, csock_wire_error *_Nullable error);

/// Writes an option after the first `count` bytes of options, preceded by the padding that its type
/// requires (jumbo payload, router alert, home address). Returns the new length of the options.
/// Fails as csock_ipv6_option_encode does; the bytes after the first `count` may have changed.
int csock_ipv6_option_append(const csock_ipv6_option *_Nonnull option, void *_Nullable options,
                             size_t count, size_t capacity, csock_wire_error *_Nullable error);

/// Writes the text of an option, "rtalert: 0x0000": at most `capacity` bytes, with a NUL at the end
/// unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_ipv6_option_format(const csock_ipv6_option *_Nonnull option, char *_Nullable text,
                                size_t capacity);

/// Writes the text of the options of a header, "(rtalert: 0x0000) (padn)", in the same way. Options
/// that cannot be read are "(malformed)".
size_t csock_ipv6_options_format(csock_bytes options, char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
