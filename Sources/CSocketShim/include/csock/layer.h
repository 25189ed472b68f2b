/// A header of any kind, and its place in a packet.
#ifndef CSOCK_LAYER_H
#define CSOCK_LAYER_H

#include "wire/arp.h"
#include "wire/base.h"
#include "wire/ethernet.h"
#include "wire/ethertype.h"
#include "wire/icmpv4.h"
#include "wire/icmpv6.h"
#include "wire/igmp.h"
#include "wire/ipv4.h"
#include "wire/ipv6.h"
#include "wire/ipv6_fragment.h"
#include "wire/ipv6_options.h"
#include "wire/ipv6_routing.h"
#include "wire/protocol.h"
#include "wire/sctp.h"
#include "wire/tcp.h"
#include "wire/udp.h"
#include "wire/udplite.h"
#include "wire/vlan.h"

CSOCK_BEGIN_DECLS

/// The result of verifying a checksum: `checksum` of csock_layer.
enum {
    CSOCK_CHECKSUM_UNVERIFIED =
        0, ///< not verified: not requested, no checksum field, or covered bytes are missing
    CSOCK_CHECKSUM_GOOD = 1,
    CSOCK_CHECKSUM_BAD = 2,
    CSOCK_CHECKSUM_OFF =
        3, ///< the sender sent no checksum: 0 in UDP; 0 in SCTP (RFC 9653) unless 0 is correct
};

/// A header, and its place in a packet.
typedef struct csock_layer {
    uint32_t kind;          ///< CSOCK_LAYER_…: the member of the union that is set
    uint32_t header_length; ///< in bytes
    uint32_t checksum;      ///< CSOCK_CHECKSUM_…
    size_t offset;          ///< of the header, from the packet's start
    size_t length;          ///< of header and payload; a trailer after the payload does not count
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
        csock_bytes custom; ///< the bytes of a header of the caller's own: csock_layer_is_own
    };
} csock_layer;

/// Returns a pointer to the union member that `kind` selects. For languages that would copy the
/// whole union to read one member.
static inline const void *_Nonnull csock_layer_header(const csock_layer *_Nonnull layer) {
    return &layer->ethernet;
}

/// The kind of the layer that follows a header, by its Protocol, Next Header or EtherType; see
/// csock_layer_announced_by_protocol. Returns CSOCK_LAYER_PAYLOAD for a header without such a
/// field, for a caller-defined header, and for a fragment other than the first.
uint32_t csock_layer_next(const csock_layer *_Nonnull layer);

/// Decodes a header with the function of its kind, for example csock_udp_header_decode. Sets
/// `kind`, `header_length` and the union member. Returns the header's length, or an error of the
/// header's function; -EINVAL for a kind without a decoder, own headers included.
int csock_layer_decode(csock_layer *_Nonnull layer, uint32_t kind, const void *_Nullable bytes,
                       size_t count, csock_wire_error *_Nullable error);

/// The same for bytes that may end early.
int csock_layer_decode_lenient(csock_layer *_Nonnull layer, uint32_t kind,
                               const void *_Nullable bytes, size_t count,
                               csock_wire_error *_Nullable error);

/// Writes a header by the function of its kind; of an own header, copies `custom`. Returns the
/// length, or an error of the header's function; -EINVAL for a kind without an encoder.
int csock_layer_encode(const csock_layer *_Nonnull layer, void *_Nullable buffer, size_t capacity,
                       csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
