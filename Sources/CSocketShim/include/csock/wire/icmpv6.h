/// ICMP messages of IPv6: RFC 4443, RFC 4884 (length), RFC 4861 and RFC 4191 (neighbour discovery),
/// RFC 2710 and RFC 9777 (multicast listener discovery), RFC 8335 (extended echo).
///
/// The header is the part of a message with a fixed layout. Its length depends on the type: 16
/// bytes for a router advertisement, 24 of a neighbour solicitation or advertisement and of a
/// multicast listener query, report or done, 40 of a redirect, 4 of a type that is not listed here,
/// else 8. All bytes after it are payload: the data of an echo, the datagram that an error quotes
/// (csock/wire/icmp_extension.h splits it from an extension), options of neighbour discovery
/// (csock/wire/ndp_option.h), the second part of a version 2 query and the records of a version 2
/// report (csock/wire/mld.h). ICMPv4 follows the same rule.
#ifndef CSOCK_WIRE_ICMPV6_H
#define CSOCK_WIRE_ICMPV6_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ICMPV6_HEADER_MIN = 4,
    CSOCK_ICMPV6_HEADER_MAX = 40,
};

/// Types. Those below 128 are errors.
enum {
    CSOCK_ICMPV6_DESTINATION_UNREACHABLE = 1,
    CSOCK_ICMPV6_PACKET_TOO_BIG = 2,
    CSOCK_ICMPV6_TIME_EXCEEDED = 3,
    CSOCK_ICMPV6_PARAMETER_PROBLEM = 4,
    CSOCK_ICMPV6_ECHO_REQUEST = 128,
    CSOCK_ICMPV6_ECHO_REPLY = 129,
    CSOCK_ICMPV6_MULTICAST_LISTENER_QUERY = 130, ///< of version 1; of version 2 if there is payload
    CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT = 131, ///< of version 1
    CSOCK_ICMPV6_MULTICAST_LISTENER_DONE = 132,
    CSOCK_ICMPV6_ROUTER_SOLICITATION = 133,
    CSOCK_ICMPV6_ROUTER_ADVERTISEMENT = 134,
    CSOCK_ICMPV6_NEIGHBOR_SOLICITATION = 135,
    CSOCK_ICMPV6_NEIGHBOR_ADVERTISEMENT = 136,
    CSOCK_ICMPV6_REDIRECT = 137,
    CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT_V2 = 143,
    CSOCK_ICMPV6_EXTENDED_ECHO_REQUEST = 160,
    CSOCK_ICMPV6_EXTENDED_ECHO_REPLY = 161,
};

/// Codes of a destination unreachable: RFC 4443 section 3.1, RFC 6550 (7), RFC 8883 (8).
enum {
    CSOCK_ICMPV6_NO_ROUTE = 0,
    CSOCK_ICMPV6_COMMUNICATION_PROHIBITED = 1,
    CSOCK_ICMPV6_BEYOND_SCOPE = 2,
    CSOCK_ICMPV6_ADDRESS_UNREACHABLE = 3,
    CSOCK_ICMPV6_PORT_UNREACHABLE = 4,
    CSOCK_ICMPV6_SOURCE_POLICY_FAILED = 5,
    CSOCK_ICMPV6_ROUTE_REJECTED = 6,
    CSOCK_ICMPV6_SOURCE_ROUTING_ERROR = 7,
    CSOCK_ICMPV6_HEADERS_TOO_LONG = 8,
};

/// Codes of a time exceeded.
enum {
    CSOCK_ICMPV6_HOP_LIMIT_EXCEEDED = 0,
    CSOCK_ICMPV6_REASSEMBLY_TIME_EXCEEDED = 1,
};

/// Codes of a parameter problem: RFC 4443 section 3.4, RFC 7112 (3), RFC 8754 (4), RFC 8883 (5 to
/// 10).
enum {
    CSOCK_ICMPV6_ERRONEOUS_FIELD = 0,
    CSOCK_ICMPV6_UNRECOGNIZED_NEXT_HEADER = 1,
    CSOCK_ICMPV6_UNRECOGNIZED_OPTION = 2,
    CSOCK_ICMPV6_INCOMPLETE_HEADER_CHAIN = 3,
    CSOCK_ICMPV6_SR_UPPER_LAYER_HEADER = 4,
    CSOCK_ICMPV6_UNRECOGNIZED_NEXT_HEADER_BY_NODE = 5,
    CSOCK_ICMPV6_EXTENSION_HEADER_TOO_BIG = 6,
    CSOCK_ICMPV6_EXTENSION_CHAIN_TOO_LONG = 7,
    CSOCK_ICMPV6_TOO_MANY_EXTENSION_HEADERS = 8,
    CSOCK_ICMPV6_TOO_MANY_OPTIONS = 9,
    CSOCK_ICMPV6_OPTION_TOO_BIG = 10,
};

/// `flags` of a router advertisement: RFC 5175. Two bits are the router's preference: RFC 4191.
enum {
    CSOCK_NDP_MANAGED = 0x80,    ///< addresses are available by DHCPv6 (M)
    CSOCK_NDP_OTHER = 0x40,      ///< other configuration is available by DHCPv6 (O)
    CSOCK_NDP_HOME_AGENT = 0x20, ///< RFC 6275 (H)
    CSOCK_NDP_PROXY = 0x04,      ///< RFC 4389 (P)

    CSOCK_NDP_PREFERENCE_MASK = 0x18,
    CSOCK_NDP_PREFERENCE_MEDIUM = 0x00,
    CSOCK_NDP_PREFERENCE_HIGH = 0x08,
    CSOCK_NDP_PREFERENCE_RESERVED = 0x10, ///< treated as medium
    CSOCK_NDP_PREFERENCE_LOW = 0x18,
};

/// `flags` of a neighbour advertisement.
enum {
    CSOCK_NDP_ROUTER = 4,    ///< the sender is a router (R)
    CSOCK_NDP_SOLICITED = 2, ///< it answers a solicitation (S)
    CSOCK_NDP_OVERRIDE = 1,  ///< it replaces a cached link-layer address (O)
};

/// An ICMPv6 header. `type`, `code` and `checksum` are in each; the type says which other members
/// count. Decoding sets the other members to 0; encoding ignores them.
typedef struct csock_icmpv6_header {
    uint32_t type;     ///< CSOCK_ICMPV6_… or another, 8 bits
    uint32_t code;     ///< 8 bits
    uint32_t checksum; ///< of pseudo-header and message, 16 bits

    // Echo, extended echo.
    uint32_t identifier;      ///< 16 bits
    uint32_t sequence_number; ///< 16 bits; 8 in extended echoes

    uint32_t length;  ///< destination unreachable, time exceeded: the quote's, in units of 8 bytes,
                      ///< 8 bits; 0 without an extension
    uint32_t mtu;     ///< packet too big
    uint32_t pointer; ///< parameter problem: the byte of the quote that is wrong

    uint32_t
        flags; ///< router advertisement: CSOCK_NDP_MANAGED, …, 8 bits; neighbour advertisement:
               ///< CSOCK_NDP_ROUTER, …, 3 bits; version 2 report: RFC 9777 section 5.2, 16 bits

    // Router advertisement.
    uint32_t cur_hop_limit;   ///< 8 bits; 0: unspecified
    uint32_t router_lifetime; ///< in seconds, 16 bits; 0: not a default router
    uint32_t reachable_time;  ///< in milliseconds; 0: unspecified
    uint32_t retrans_timer;   ///< in milliseconds; 0: unspecified

    uint8_t target[16];      ///< neighbour solicitation and advertisement, redirect
    uint8_t destination[16]; ///< redirect

    // Multicast listener discovery.
    uint32_t maximum_response_code; ///< query, report and done of version 1: in milliseconds; of a
                                    ///< version 2 query see csock_group_code16_time; 16 bits
    uint8_t multicast_address[16];  ///< query, report and done of version 1
    uint32_t number_of_records;     ///< report of version 2: 16 bits

    // Extended echo: csock/wire/icmpv4.h has the codes and states.
    uint32_t local;  ///< request, 1 bit: the interface is the node's own (L)
    uint32_t state;  ///< reply: CSOCK_EXTENDED_ECHO_…, 3 bits
    uint32_t active; ///< reply, 1 bit: the interface is up (A)
    uint32_t ipv4;   ///< reply, 1 bit: IPv4 runs on it (4)
    uint32_t ipv6;   ///< reply, 1 bit: IPv6 runs on it (6)

    uint32_t unused; ///< the bits that have no use: router and neighbour solicitation, redirect 32,
                     ///< neighbour advertisement 29, destination unreachable, time exceeded 24,
                     ///< multicast listener discovery of version 1 16, extended echo request 7,
                     ///< reply 2
} csock_icmpv6_header;

/// The length of the headers of a type: 4 to 40.
size_t csock_icmpv6_header_length(uint32_t type);

/// Writes a header. Returns its length, 4 to 40. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmpv6_header_encode(const csock_icmpv6_header *_Nonnull header, void *_Nullable buffer,
                               size_t capacity, csock_wire_error *_Nullable error);

/// Reads the header of a message of `count` bytes. Returns its length, 4 to 40. Fails with
/// -CSOCK_EPKTSHORT.
int csock_icmpv6_header_decode(csock_icmpv6_header *_Nonnull header, const void *_Nullable bytes,
                               size_t count, csock_wire_error *_Nullable error);

/// The same for a message that ends early. Never fails.
int csock_icmpv6_header_decode_lenient(csock_icmpv6_header *_Nonnull header,
                                       const void *_Nullable bytes, size_t count,
                                       csock_wire_error *_Nullable error);

/// The name of a router preference in `flags` of a router advertisement or of route information:
/// "high", "medium", "low", "reserved".
const char *_Nonnull csock_ndp_preference_name(uint32_t flags);

CSOCK_END_DECLS

#endif
