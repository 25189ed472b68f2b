/// Sends of two pieces, for which these functions fill in a csock_message.
#ifndef PIECES_H
#define PIECES_H

#include "csock/packet_send.h"
#include "csock/raw.h"

ssize_t raw_send(int fd, const void *header, size_t header_count, const void *payload,
                 size_t payload_count, csock_flags flags, const csock_address *to,
                 int64_t timeout_ns);

ssize_t send_ancillary(int fd, const void *header, size_t header_count, const void *payload,
                       size_t payload_count, csock_flags flags, const csock_address *to,
                       const csock_ancillary *ancillary, int64_t timeout_ns);

ssize_t send_layers(int fd, const csock_layer *layers, size_t count, csock_bytes payload, int fill,
                    csock_flags flags, const csock_address *to, int64_t timeout_ns,
                    csock_wire_error *error);

#endif
