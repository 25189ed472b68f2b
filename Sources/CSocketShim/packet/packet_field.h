/// Offsets of the fields that depend on other headers or on the payload, in bytes from the header's
/// start. Those of IP are in core/ip_offset.h.
#ifndef CSOCK_PACKET_FIELD_H
#define CSOCK_PACKET_FIELD_H

#include "core/ip_offset.h"
#include "csock/layer.h"

enum {
    CSOCK_AT_ETHERNET_TYPE = 12,
    CSOCK_AT_VLAN_TYPE = 2,
    CSOCK_AT_EXTENSION_NEXT_HEADER = 0,
    CSOCK_AT_EXTENSION_OPTIONS = 2,
    CSOCK_AT_ROUTING_TYPE = 2,
    CSOCK_AT_ROUTING_SEGMENTS_LEFT = 3,
    CSOCK_AT_ROUTING_DATA = 4,
    CSOCK_AT_UDP_LENGTH = 4,
    CSOCK_AT_UDPLITE_COVERAGE = 4,
};

/// The length of the fixed part of a header: a shorter header is not filled in. 0 for a kind
/// without a header here.
uint32_t csock_layer_fixed_length(uint32_t kind);

/// Where a layer has its checksum, in bytes from its start; 0 if it has none. SCTP's takes 4 bytes,
/// the others 2.
static inline uint32_t csock_checksum_offset(uint32_t kind) {
    static const uint8_t offsets[] = {
        [CSOCK_LAYER_IPV4] = 10, [CSOCK_LAYER_UDP] = 6,    [CSOCK_LAYER_UDPLITE] = 6,
        [CSOCK_LAYER_TCP] = 16,  [CSOCK_LAYER_ICMPV4] = 2, [CSOCK_LAYER_ICMPV6] = 2,
        [CSOCK_LAYER_IGMP] = 2,  [CSOCK_LAYER_SCTP] = 8,
    };
    return kind < sizeof offsets ? offsets[kind] : 0;
}

#endif
