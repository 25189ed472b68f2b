/// The options of neighbour discovery: RFC 4861 section 4.6, RFC 4191 (routes), RFC 8106 (DNS), RFC
/// 3971 (nonce).
#ifndef CSOCK_WIRE_NDP_OPTION_H
#define CSOCK_WIRE_NDP_OPTION_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Types.
enum {
    CSOCK_NDP_OPTION_SOURCE_LINK_LAYER_ADDRESS = 1,
    CSOCK_NDP_OPTION_TARGET_LINK_LAYER_ADDRESS = 2,
    CSOCK_NDP_OPTION_PREFIX_INFORMATION = 3,
    CSOCK_NDP_OPTION_REDIRECTED_HEADER = 4,
    CSOCK_NDP_OPTION_MTU = 5,
    CSOCK_NDP_OPTION_NONCE = 14,
    CSOCK_NDP_OPTION_ROUTE_INFORMATION = 24,
    CSOCK_NDP_OPTION_RECURSIVE_DNS_SERVER = 25,
    CSOCK_NDP_OPTION_DNS_SEARCH_LIST = 31,
};

/// `flags` of prefix information.
enum {
    CSOCK_NDP_PREFIX_ON_LINK = 0x80,    ///< (L)
    CSOCK_NDP_PREFIX_AUTONOMOUS = 0x40, ///< addresses may be made of it: RFC 4862 (A)
    CSOCK_NDP_PREFIX_ROUTER_ADDRESS =
        0x20, ///< the prefix is a full address of the router: RFC 6275 (R)
};

/// The lifetime value that means infinity.
#define CSOCK_NDP_INFINITE UINT32_MAX

/// An option. Which members count depends on its type; decoding sets the others to 0; encoding
/// ignores them. The length follows from `data`, and is a multiple of 8 bytes.
typedef struct csock_ndp_option {
    uint32_t type;               ///< CSOCK_NDP_OPTION_… or another, 8 bits
    uint32_t prefix_length;      ///< prefix and route information: in bits, 0 to 128
    uint32_t flags;              ///< prefix information: CSOCK_NDP_PREFIX_…; route information:
                                 ///< CSOCK_NDP_PREFERENCE_… of csock/wire/icmpv6.h; 8 bits
    uint32_t valid_lifetime;     ///< prefix information: in seconds
    uint32_t preferred_lifetime; ///< prefix information: in seconds
    uint32_t lifetime;           ///< route information, DNS: in seconds
    uint32_t mtu;                ///< MTU
    uint32_t reserved1;          ///< redirected header, MTU, DNS: 16 bits
    uint32_t reserved2;          ///< prefix information, redirected header: 32 bits
    uint8_t prefix[16];          ///< prefix information
    csock_bytes data; ///< redirected header: the packet; route information: 0, 8 or 16 bytes of the
                      ///< prefix; DNS servers: addresses of 16 bytes; DNS search list: names
                      ///< (csock_ndp_domain_next); prefix information, MTU: none; other types: what
                      ///< follows type and length, padding included
} csock_ndp_option;

/// Writes an option. Returns its length. Fails with -CSOCK_EPKTRANGE, also for data that the type
/// does not allow or that does not fill 8 bytes, and -CSOCK_EPKTROOM.
int csock_ndp_option_encode(const csock_ndp_option *_Nonnull option, void *_Nullable buffer,
                            size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next option from the payload of a message. Returns 1; 0 when none is left;
/// -CSOCK_EPKTFIELD for a length that is 0, that the type cannot have or that reaches beyond the
/// bytes, and for a prefix longer than `data`. The options stay unchanged after an
/// error. RFC 4861 section 6.1 tells receivers to discard the whole message then.
int csock_ndp_option_next(csock_bytes *_Nonnull options, csock_ndp_option *_Nonnull option,
                          csock_wire_error *_Nullable error);

/// The size of a buffer for the text of any domain name, with its NUL.
enum { CSOCK_NDP_DOMAIN_TEXT_MAX = 1004 };

/// Takes the next name from the data of a DNS search list. Writes its text, terminated, without a
/// last dot. Dots, backslashes and bytes other than graphic ASCII are escaped as in RFC 4343
/// section 2.1: "\046". Returns the text's length; 0 when only padding is left; -CSOCK_EPKTFIELD
/// for a label of over 63 bytes or a name of over 255, and -CSOCK_EPKTSHORT for a name without its
/// final zero byte. The names stay unchanged after an error.
int csock_ndp_domain_next(csock_bytes *_Nonnull names,
                          char text[_Nonnull CSOCK_NDP_DOMAIN_TEXT_MAX],
                          csock_wire_error *_Nullable error);

/// Writes the text of an option, "mtu option: 1500": at most `capacity` bytes, with a NUL at the
/// end unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_ndp_option_format(const csock_ndp_option *_Nonnull option, char *_Nullable text,
                               size_t capacity);

CSOCK_END_DECLS

#endif
