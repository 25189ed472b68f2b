/// ICMP messages of IPv4: RFC 792, RFC 950 (address masks), RFC 1191 (next-hop MTU), RFC 1256
/// (router discovery), RFC 2521 (Photuris), RFC 4884 (length), RFC 8335 (extended echo).
///
/// The header is the part of a message with a fixed layout. Its length depends on the type: 20
/// bytes for timestamps, 12 for address masks, 4 for a type not listed here, 8 for all others. All
/// bytes after it are payload: the data of an echo, the datagram that an error quotes
/// (csock/wire/icmp_extension.h splits it from an extension), router addresses
/// (csock_icmpv4_router_next). ICMPv6 follows the same rule.
#ifndef CSOCK_WIRE_ICMPV4_H
#define CSOCK_WIRE_ICMPV4_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ICMPV4_HEADER_MIN = 4,
    CSOCK_ICMPV4_HEADER_MAX = 20,
};

/// Types.
enum {
    CSOCK_ICMPV4_ECHO_REPLY = 0,
    CSOCK_ICMPV4_DESTINATION_UNREACHABLE = 3,
    CSOCK_ICMPV4_SOURCE_QUENCH = 4, ///< deprecated: RFC 6633
    CSOCK_ICMPV4_REDIRECT = 5,
    CSOCK_ICMPV4_ECHO_REQUEST = 8,
    CSOCK_ICMPV4_ROUTER_ADVERTISEMENT = 9,
    CSOCK_ICMPV4_ROUTER_SOLICITATION = 10,
    CSOCK_ICMPV4_TIME_EXCEEDED = 11,
    CSOCK_ICMPV4_PARAMETER_PROBLEM = 12,
    CSOCK_ICMPV4_TIMESTAMP_REQUEST = 13,
    CSOCK_ICMPV4_TIMESTAMP_REPLY = 14,
    CSOCK_ICMPV4_INFORMATION_REQUEST = 15,  ///< deprecated, as those up to 18: RFC 6918
    CSOCK_ICMPV4_INFORMATION_REPLY = 16,    ///< deprecated
    CSOCK_ICMPV4_ADDRESS_MASK_REQUEST = 17, ///< deprecated
    CSOCK_ICMPV4_ADDRESS_MASK_REPLY = 18,   ///< deprecated
    CSOCK_ICMPV4_PHOTURIS = 40,             ///< security failures: RFC 2521
    CSOCK_ICMPV4_EXTENDED_ECHO_REQUEST = 42,
    CSOCK_ICMPV4_EXTENDED_ECHO_REPLY = 43,
};

/// Codes of a destination unreachable: RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1.
enum {
    CSOCK_ICMPV4_NET_UNREACHABLE = 0,
    CSOCK_ICMPV4_HOST_UNREACHABLE = 1,
    CSOCK_ICMPV4_PROTOCOL_UNREACHABLE = 2,
    CSOCK_ICMPV4_PORT_UNREACHABLE = 3,
    CSOCK_ICMPV4_FRAGMENTATION_NEEDED = 4, ///< but Don't Fragment is set; `next_hop_mtu` is used
    CSOCK_ICMPV4_SOURCE_ROUTE_FAILED = 5,
    CSOCK_ICMPV4_NET_UNKNOWN = 6,
    CSOCK_ICMPV4_HOST_UNKNOWN = 7,
    CSOCK_ICMPV4_SOURCE_HOST_ISOLATED = 8,
    CSOCK_ICMPV4_NET_PROHIBITED = 9,
    CSOCK_ICMPV4_HOST_PROHIBITED = 10,
    CSOCK_ICMPV4_NET_UNREACHABLE_FOR_TOS = 11,
    CSOCK_ICMPV4_HOST_UNREACHABLE_FOR_TOS = 12,
    CSOCK_ICMPV4_COMMUNICATION_PROHIBITED = 13,
    CSOCK_ICMPV4_HOST_PRECEDENCE_VIOLATION = 14,
    CSOCK_ICMPV4_PRECEDENCE_CUTOFF = 15,
};

/// Codes of a redirect.
enum {
    CSOCK_ICMPV4_REDIRECT_NET = 0,
    CSOCK_ICMPV4_REDIRECT_HOST = 1,
    CSOCK_ICMPV4_REDIRECT_NET_FOR_TOS = 2,
    CSOCK_ICMPV4_REDIRECT_HOST_FOR_TOS = 3,
};

/// Codes of a time exceeded.
enum {
    CSOCK_ICMPV4_TTL_EXCEEDED = 0,
    CSOCK_ICMPV4_REASSEMBLY_TIME_EXCEEDED = 1,
};

/// Codes of a parameter problem: RFC 792, RFC 1122 section 3.2.2.5.
enum {
    CSOCK_ICMPV4_POINTER_INDICATES_ERROR = 0,
    CSOCK_ICMPV4_REQUIRED_OPTION_MISSING = 1,
    CSOCK_ICMPV4_BAD_LENGTH = 2,
};

/// Codes of an extended echo reply, of ICMPv6 too: RFC 8335 section 3.
enum {
    CSOCK_EXTENDED_ECHO_NO_ERROR = 0,
    CSOCK_EXTENDED_ECHO_MALFORMED_QUERY = 1,
    CSOCK_EXTENDED_ECHO_NO_SUCH_INTERFACE = 2,
    CSOCK_EXTENDED_ECHO_NO_SUCH_TABLE_ENTRY = 3,
    CSOCK_EXTENDED_ECHO_MULTIPLE_INTERFACES = 4,
};

/// `state` of an extended echo reply, of ICMPv6 too: the state of the entry in the ARP table or
/// neighbour cache.
enum {
    CSOCK_EXTENDED_ECHO_RESERVED = 0,
    CSOCK_EXTENDED_ECHO_INCOMPLETE = 1,
    CSOCK_EXTENDED_ECHO_REACHABLE = 2,
    CSOCK_EXTENDED_ECHO_STALE = 3,
    CSOCK_EXTENDED_ECHO_DELAY = 4,
    CSOCK_EXTENDED_ECHO_PROBE = 5,
    CSOCK_EXTENDED_ECHO_FAILED = 6,
};

/// An ICMPv4 header. Every message has `type`, `code` and `checksum`; the type determines which
/// other members are used. Decoding sets the other members to 0; encoding ignores them.
typedef struct csock_icmpv4_header {
    uint32_t type;     ///< CSOCK_ICMPV4_… or another, 8 bits
    uint32_t code;     ///< 8 bits
    uint32_t checksum; ///< of the whole message, 16 bits

    // Echo, extended echo, timestamp, information, address mask.
    uint32_t identifier;      ///< 16 bits
    uint32_t sequence_number; ///< 16 bits; 8 in extended echoes

    // Timestamps: milliseconds since midnight UT; if the high bit is set, a non-standard time.
    uint32_t originate_timestamp;
    uint32_t receive_timestamp;
    uint32_t transmit_timestamp;

    uint8_t address_mask[4]; ///< address mask

    uint32_t length; ///< destination unreachable, time exceeded, parameter problem: the quote's, in
                     ///< units of 4 bytes, 8 bits; 0 without an extension
    uint32_t next_hop_mtu; ///< destination unreachable: 16 bits; 0 from routers before RFC 1191
    uint32_t pointer;      ///< parameter problem: the byte of the quote that is wrong, 8 bits;
                           ///< Photuris: 16 bits
    uint8_t gateway[4];    ///< redirect: the better gateway for the quoted destination

    // Router advertisement.
    uint32_t num_addrs;       ///< 8 bits
    uint32_t addr_entry_size; ///< of each, in units of 4 bytes: 2, 8 bits
    uint32_t lifetime;        ///< of the addresses in seconds, 16 bits

    // Extended echo.
    uint32_t local;  ///< request, 1 bit: the interface is the node's own (L)
    uint32_t state;  ///< reply: CSOCK_EXTENDED_ECHO_…, 3 bits
    uint32_t active; ///< reply, 1 bit: the interface is up (A)
    uint32_t ipv4;   ///< reply, 1 bit: IPv4 runs on it (4)
    uint32_t ipv6;   ///< reply, 1 bit: IPv6 runs on it (6)

    uint32_t unused; ///< unused bits: source quench and router solicitation 32, time exceeded 24 (8
                     ///< before `length`, then 16), parameter problem and Photuris 16, destination
                     ///< unreachable 8, extended echo request 7, reply 2
} csock_icmpv4_header;

/// The length of the headers of a type: 4 to 20.
size_t csock_icmpv4_header_length(uint32_t type);

/// Writes a header. Returns its length, 4 to 20. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmpv4_header_encode(const csock_icmpv4_header *_Nonnull header, void *_Nullable buffer,
                               size_t capacity, csock_wire_error *_Nullable error);

/// Reads the header of a message of `count` bytes. Returns its length, 4 to 20. Fails with
/// -CSOCK_EPKTSHORT.
int csock_icmpv4_header_decode(csock_icmpv4_header *_Nonnull header, const void *_Nullable bytes,
                               size_t count, csock_wire_error *_Nullable error);

/// The same for a message that ends early. Never fails.
int csock_icmpv4_header_decode_lenient(csock_icmpv4_header *_Nonnull header,
                                       const void *_Nullable bytes, size_t count,
                                       csock_wire_error *_Nullable error);

/// An entry of a router advertisement: RFC 1256 section 3.
typedef struct csock_icmpv4_router {
    uint8_t address[4];
    int32_t preference_level; ///< higher is preferred; INT32_MIN: never a default router
} csock_icmpv4_router;

enum { CSOCK_ICMPV4_ROUTER_LENGTH = 8 };

/// Writes an entry. Returns 8. Fails with -CSOCK_EPKTROOM.
int csock_icmpv4_router_encode(const csock_icmpv4_router *_Nonnull router, void *_Nullable buffer,
                               size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next entry from the payload of a router advertisement. `addr_entry_size` is from its
/// header. Bytes of an entry after the first 8 are skipped. Returns 1; 0 when no byte is left;
/// -CSOCK_EPKTSHORT for less than an entry and -CSOCK_EPKTFIELD for a size below 2. The payload
/// stays unchanged after an error. The header's `num_addrs` says how many entries there are; bytes
/// after those are no entries.
int csock_icmpv4_router_next(csock_bytes *_Nonnull payload, uint32_t addr_entry_size,
                             csock_icmpv4_router *_Nonnull router,
                             csock_wire_error *_Nullable error);

/// Writes the text of an entry, "{10.0.0.1 -5}": at most `capacity` bytes, with a NUL at the end
/// unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_icmpv4_router_format(const csock_icmpv4_router *_Nonnull router, char *_Nullable text,
                                  size_t capacity);

/// Writes what an extended echo reply of ICMPv4 or ICMPv6 says about an interface, "active, IPv4,
/// state 2", in the same way.
size_t csock_extended_echo_format(uint32_t state, uint32_t active, uint32_t ipv4, uint32_t ipv6,
                                  char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
