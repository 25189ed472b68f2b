/// The contract of all headers, the kinds of layers, and errors that say where a packet is wrong.
///
/// Each header has three functions, with one contract:
///
/// Decoding reads a header from any bytes and never reads beyond them. Numbers are in the machine's
/// byte order. Variable parts are views of the bytes, which must stay in place as long as the views
/// are used. Decoding is strict: it refuses bytes that end early and values that the RFC forbids.
/// It does not verify checksums; that is the caller's choice. It returns the header's length.
///
/// Lenient decoding also accepts bytes that end early, such as those quoted by an ICMP error. It
/// returns how many bytes of the header there were. Missing numbers are 0, and the error says what
/// is missing; its `code` is 0 if the header is complete.
///
/// Encoding writes a header exactly as given into the caller's memory. It refuses a number that its
/// field cannot hold; members have 32 bits for that reason. It returns the length written. If the
/// capacity is too small, also with a capacity of 0, the error says how many bytes are needed.
/// csock/packet.h fills in lengths, checksums and protocol numbers for whole packets.
///
/// The headers of IPv4, IPv6, UDP and TCP are read and written inline: a compiler leaves out the
/// fields that the caller does not use. Only options and errors need a function call.
#ifndef CSOCK_WIRE_BASE_H
#define CSOCK_WIRE_BASE_H

#include "../byte_order.h"
#include "../bytes.h"

CSOCK_BEGIN_DECLS

/// The kinds of layers of a packet.
enum {
    CSOCK_LAYER_PAYLOAD = 0, ///< bytes that this library does not decode
    CSOCK_LAYER_ETHERNET = 1,
    CSOCK_LAYER_VLAN = 2, ///< an IEEE 802.1Q or 802.1ad tag
    CSOCK_LAYER_ARP = 3,
    CSOCK_LAYER_IPV4 = 4,
    CSOCK_LAYER_IPV6 = 5,
    CSOCK_LAYER_IPV6_HOP_BY_HOP = 6,
    CSOCK_LAYER_IPV6_DESTINATION = 7,
    CSOCK_LAYER_IPV6_ROUTING = 8,
    CSOCK_LAYER_IPV6_FRAGMENT = 9,
    CSOCK_LAYER_UDP = 10,
    CSOCK_LAYER_UDPLITE = 11,
    CSOCK_LAYER_TCP = 12,
    CSOCK_LAYER_ICMPV4 = 13,
    CSOCK_LAYER_ICMPV6 = 14,
    CSOCK_LAYER_IGMP = 15,
    CSOCK_LAYER_SCTP = 16,
    CSOCK_LAYER_ICMP_EXTENSION = 17, ///< in errors only: csock/wire/icmp_extension.h
};

/// Kinds of caller-defined headers, for which this library has no codec. The kind contains the
/// number that announces the header in the header before it.
enum {
    CSOCK_LAYER_PROTOCOL = 0x10000,  ///< plus an IP protocol number: CSOCK_LAYER_PROTOCOL | 47, GRE
    CSOCK_LAYER_ETHERTYPE = 0x20000, ///< plus an EtherType: CSOCK_LAYER_ETHERTYPE | 0x8847, MPLS
    CSOCK_LAYER_OWN = 0x30000,       ///< plus a number of the caller's choice, 0 to 65535: no
                                     ///< number announces the header
};

/// Returns whether a kind is caller-defined.
static inline bool csock_layer_is_own(uint32_t kind) {
    return kind >= CSOCK_LAYER_PROTOCOL;
}

/// The name of a kind of layer, as people write it: "IPv4", "hop-by-hop options", "GRE". "payload"
/// for CSOCK_LAYER_PAYLOAD, "own header" for a caller-defined header without a name, "unknown
/// layer" for a number that is no kind.
const char *_Nonnull csock_layer_name(uint32_t layer);

/// Where and why decoding or encoding failed. The meaning of `needed` and `available` depends on
/// `code`:
///
/// code | needed | available
/// CSOCK_EPKTSHORT | bytes needed, from the layer's start | bytes available
/// CSOCK_EPKTFIELD | the bound that the value breaks | the value
/// CSOCK_EPKTROOM | bytes that encoding needs | capacity of the buffer
/// CSOCK_EPKTRANGE | the value (for bytes, their count) | largest value of the field
/// CSOCK_EPKTLAYERS | least number of layers in the packet | capacity of the array
/// EINVAL | the greatest kind of layer | the kind, which has no header
/// EMSGSIZE | bytes that do not fit (csock/fragment.h) | the MTU
typedef struct csock_wire_error {
    int code;                    ///< the function's result, negated; 0: no error
    uint32_t layer;              ///< CSOCK_LAYER_…
    const char *_Nullable field; ///< the RFC's name of the field, a constant; NULL if `code` is 0
    size_t offset;               ///< of the field, from the layer's start; see csock/packet.h
    uint64_t needed;
    uint64_t available;
} csock_wire_error;

/// Whether the options of an IPv4 or TCP header are a valid list by RFC 791 section 3.1 and RFC
/// 9293 section 3.1: 0 ends the list, 1 is one byte, and any other type has a length of at least 2
/// that does not reach beyond the bytes.
bool csock_header_options_are_whole(csock_bytes options);

/// Marks an error as empty: its `code` becomes 0.
static inline void csock_wire_clear(csock_wire_error *_Nullable error) {
    if (error)
        error->code = 0;
}

/// Returns the result of a function that always fails. The comparison tells the compiler that the
/// result is negative.
static inline int csock_failure(int result) {
    return result < 0 ? result : -1;
}

/// The size of a buffer for the text of any error, with its NUL.
enum { CSOCK_WIRE_ERROR_TEXT_MAX = 192 };

/// Writes the message of an error, NUL-terminated. Returns its length without the NUL: "IPv4: Total
/// Length at byte 2: packet too short: 28 bytes needed, 20 available".
size_t csock_wire_error_format(const csock_wire_error *_Nonnull error,
                               char text[_Nonnull CSOCK_WIRE_ERROR_TEXT_MAX]);

CSOCK_END_DECLS

#endif
