/// The checksum of any layer of a packet.
#ifndef CSOCK_PACKET_CHECKSUM_H
#define CSOCK_PACKET_CHECKSUM_H

#include "csock/checksum.h"
#include "csock/layer.h"

/// Where a layer has its checksum, in bytes from its start, or 0 if it has none. It is of 2 bytes,
/// but for SCTP's, of 4.
static inline uint32_t csock_checksum_offset(uint32_t kind) {
    static const uint8_t offsets[] = {
        [CSOCK_LAYER_IPV4] = 10, [CSOCK_LAYER_UDP] = 6,    [CSOCK_LAYER_UDPLITE] = 6,
        [CSOCK_LAYER_TCP] = 16,  [CSOCK_LAYER_ICMPV4] = 2, [CSOCK_LAYER_ICMPV6] = 2,
        [CSOCK_LAYER_IGMP] = 2,  [CSOCK_LAYER_SCTP] = 8,
    };
    return kind < sizeof offsets ? offsets[kind] : 0;
}

/// Sums all that the checksum of layer `index` covers, the checksum's own field too: it has to be
/// zero for finding out what it should be; all ones come out if it is right. The layer is the
/// `count` bytes at `bytes`, of which the first `header_length` are its header, and then `payload`.
/// Returns false if it cannot be known: no IP header before a layer that wants one, or a wrong
/// coverage. Not for SCTP.
bool csock_layer_sum(const csock_layer *_Nonnull layers, size_t index,
                     const uint8_t *_Nonnull bytes, size_t header_length, size_t count,
                     csock_bytes payload, csock_checksum *_Nonnull sum);

/// What SCTP's checksum should be, whatever its field holds.
uint32_t csock_sctp_checksum(const uint8_t *_Nonnull bytes, size_t count, csock_bytes payload);

#endif
