/// The checksum of any layer of an encoded packet.
#ifndef CSOCK_PACKET_CHECKSUM_H
#define CSOCK_PACKET_CHECKSUM_H

#include "csock/checksum.h"
#include "packet/packet_field.h"

/// Sums all bytes that the checksum of layer `index` covers, its own field included. The field must
/// be 0 to compute the checksum; to verify, the folded sum is all ones.
///
/// The layer is `count` bytes, from its offset in `packet` on, then `payload`. Of the layers,
/// `kind`, `offset` and `header_length` are read; addresses and options come from `packet`. Returns
/// false if the sum cannot be known: a layer that needs a pseudo-header has no IP header before it,
/// or the coverage of UDP-Lite is wrong. Not for SCTP.
bool csock_layer_sum(const csock_layer *_Nonnull layers, size_t index,
                     const uint8_t *_Nonnull packet, size_t count, csock_bytes payload,
                     csock_checksum *_Nonnull sum);

/// The correct checksum of an SCTP packet, whatever its field holds.
uint32_t csock_sctp_checksum(const uint8_t *_Nonnull bytes, size_t count, csock_bytes payload);

#endif
