/// Filling in the fields of encoded headers.
#ifndef CSOCK_PACKET_FILL_H
#define CSOCK_PACKET_FILL_H

#include "csock/packet.h"

/// csock_packet_fill for headers that follow each other without gaps, from the start of `packet` to
/// `end`, each with the length that its kind needs.
int csock_fill_layers(const csock_layer *_Nonnull layers, size_t count, uint8_t *_Nonnull packet,
                      size_t end, csock_bytes payload, int fill, csock_wire_error *_Nullable error);

#endif
