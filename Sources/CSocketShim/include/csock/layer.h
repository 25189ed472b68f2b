/// A header of any kind, for those who handle whole packets.
#ifndef CSOCK_LAYER_H
#define CSOCK_LAYER_H

#include "wire/arp.h"
#include "wire/base.h"
#include "wire/ethernet.h"
#include "wire/icmpv4.h"
#include "wire/icmpv6.h"
#include "wire/igmp.h"
#include "wire/ipv4.h"
#include "wire/ipv6.h"
#include "wire/ipv6_fragment.h"
#include "wire/ipv6_options.h"
#include "wire/ipv6_routing.h"
#include "wire/sctp.h"
#include "wire/tcp.h"
#include "wire/udp.h"
#include "wire/udplite.h"
#include "wire/vlan.h"

CSOCK_BEGIN_DECLS

/// What verifying a checksum found: `checksum` of csock_layer.
enum {
    CSOCK_CHECKSUM_UNVERIFIED = 0, ///< not asked for, none there, or not all that it covers
    CSOCK_CHECKSUM_GOOD = 1,
    CSOCK_CHECKSUM_BAD = 2,
    CSOCK_CHECKSUM_OFF = 3, ///< UDP's 0, and SCTP's (RFC 9653)
};

/// A header, and where it stands in its packet.
typedef struct csock_layer {
    uint32_t kind;          ///< CSOCK_LAYER_…: which member of the union counts
    uint32_t header_length; ///< in bytes
    uint32_t checksum;      ///< CSOCK_CHECKSUM_…
    size_t offset;          ///< from the packet's start
    size_t length;          ///< of header and payload, without what follows them as padding
    __extension__ union {
        csock_ethernet_header ethernet;
        csock_vlan_header vlan;
        csock_arp_header arp;
        csock_ipv4_header ipv4;
        csock_ipv6_header ipv6;
        csock_ipv6_options_header ipv6_options; ///< both kinds
        csock_ipv6_routing_header ipv6_routing;
        csock_ipv6_fragment_header ipv6_fragment;
        csock_udp_header udp;
        csock_udplite_header udplite;
        csock_tcp_header tcp;
        csock_igmp_header igmp;
        csock_sctp_header sctp;
        csock_icmpv4_header icmpv4;
        csock_icmpv6_header icmpv6;
    };
} csock_layer;

/// The header of a layer, for languages that copy a union to look into it.
static inline const csock_ipv4_header *_Nonnull csock_layer_ipv4(
    const csock_layer *_Nonnull layer) {
    return &layer->ipv4;
}
static inline const csock_ipv6_header *_Nonnull csock_layer_ipv6(
    const csock_layer *_Nonnull layer) {
    return &layer->ipv6;
}
static inline const csock_udp_header *_Nonnull csock_layer_udp(const csock_layer *_Nonnull layer) {
    return &layer->udp;
}
static inline const csock_tcp_header *_Nonnull csock_layer_tcp(const csock_layer *_Nonnull layer) {
    return &layer->tcp;
}

/// Reads a header of the kind that is asked for, by that header's own function, and sets `kind`,
/// `header_length` and the member of the union. Returns the header's length and fails as the
/// header's function does; -EINVAL for a kind that has no header.
int csock_layer_decode(csock_layer *_Nonnull layer, uint32_t kind, const void *_Nullable bytes,
                       size_t count, csock_wire_error *_Nullable error);

/// The same of bytes that may end early.
int csock_layer_decode_lenient(csock_layer *_Nonnull layer, uint32_t kind,
                               const void *_Nullable bytes, size_t count,
                               csock_wire_error *_Nullable error);

/// Writes the header that `kind` says, by that header's own function. Returns its length and fails
/// as that does; -EINVAL for a kind that has no header.
int csock_layer_encode(const csock_layer *_Nonnull layer, void *_Nullable buffer, size_t capacity,
                       csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
