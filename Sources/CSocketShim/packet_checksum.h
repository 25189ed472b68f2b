/// The checksum of any layer of a packet.
#ifndef CSOCK_PACKET_CHECKSUM_H
#define CSOCK_PACKET_CHECKSUM_H

#include "csock/layer.h"

/// Where a kind of layer has its checksum, in bytes from its start, and how many it takes: 2, 4, or
/// 0 if it has none.
typedef struct {
    uint32_t offset;
    uint32_t length;
} csock_checksum_field;

csock_checksum_field csock_checksum_field_of(uint32_t kind);

/// Computes what the checksum of layer `index` should be. The layer is the `count` bytes at
/// `bytes`, of which the first `header_length` are its header, and then `payload`. What the
/// checksum's field holds does not count. Returns false if that cannot be known: no IP header
/// before a layer that wants one, or a wrong coverage.
bool csock_layer_checksum(const csock_layer *_Nonnull layers, size_t index,
                          const uint8_t *_Nonnull bytes, size_t header_length, size_t count,
                          csock_bytes payload, uint32_t *_Nonnull checksum);

#endif
