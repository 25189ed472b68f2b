#include "pieces.h"

ssize_t raw_send(int fd, const void *header, size_t header_count, const void *payload,
                 size_t payload_count, csock_flags flags, const csock_address *to,
                 int64_t timeout_ns) {
    const csock_bytes pieces[] = {csock_view(header, header_count),
                                  csock_view(payload, payload_count)};
    const csock_message message = {pieces, 2, to, NULL, flags};
    return csock_raw_send(fd, &message, timeout_ns);
}

ssize_t send_ancillary(int fd, const void *header, size_t header_count, const void *payload,
                       size_t payload_count, csock_flags flags, const csock_address *to,
                       const csock_ancillary *ancillary, int64_t timeout_ns) {
    const csock_bytes pieces[] = {csock_view(header, header_count),
                                  csock_view(payload, payload_count)};
    const csock_message message = {pieces, 2, to, ancillary, flags};
    return csock_send_message(fd, &message, timeout_ns);
}

ssize_t send_layers(int fd, const csock_layer *layers, size_t count, csock_bytes payload, int fill,
                    csock_flags flags, const csock_address *to, int64_t timeout_ns,
                    csock_wire_error *error) {
    const csock_message message = {&payload, 1, to, NULL, flags};
    return csock_packet_send(fd, layers, count, fill, &message, timeout_ns, error);
}
