#include "csock/packet_send.h"

#include "csock/raw.h"

#include <errno.h>

ssize_t csock_packet_send(int fd, const csock_layer *layers, size_t count, int fill,
                          const csock_message *message, int64_t timeout_ns,
                          csock_wire_error *error) {
    uint8_t headers[CSOCK_PACKET_HEADERS_MAX];
    csock_bytes payload = csock_view(NULL, 0);
    csock_wire_clear(error);
    if (message->piece_count > 1)
        return -EINVAL;
    if (message->piece_count == 1)
        payload = message->pieces[0];
    ssize_t length =
        csock_packet_compose_headers(layers, count, payload, fill, headers, sizeof headers, error);
    if (length < 0)
        return length;
    const csock_bytes pieces[] = {csock_view(headers, (size_t)length), payload};
    csock_message packet = *message;
    packet.pieces = pieces;
    packet.piece_count = 2;
    return csock_raw_send(fd, &packet, timeout_ns);
}
