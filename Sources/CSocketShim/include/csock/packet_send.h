/// Sending a stack of headers with a payload on a raw or packet socket: raw(7), packet(7).
#ifndef CSOCK_PACKET_SEND_H
#define CSOCK_PACKET_SEND_H

#include "base.h"
#include "message.h"
#include "packet.h"

CSOCK_BEGIN_DECLS

/// The largest total size of the headers that csock_packet_send sends, in bytes.
enum { CSOCK_PACKET_HEADERS_MAX = 4096 };

/// Composes headers with csock_packet_compose_headers, and sends them with a payload with
/// csock_raw_send, without joining the two. `fill` (CSOCK_FILL_…) selects the fields to fill in.
/// The payload is the message's single piece, or empty if it has none. On a raw socket with the
/// header included, the first layer is IPv4 or IPv6. Without the header included, the first layer
/// is the one after the IP header; a checksum over a pseudo-header must then be computed by the
/// kernel (CSOCK_IPV6_CHECKSUM) or by the caller.
///
/// Returns the number of bytes sent; -EINVAL for a message of more than one piece; -CSOCK_EPKTROOM
/// for headers of more than CSOCK_PACKET_HEADERS_MAX bytes; the other errors of
/// csock_packet_compose_headers, with `error` filled in, and of csock_raw_send.
/// See sendmsg(2).
ssize_t csock_packet_send(int fd, const csock_layer *_Nullable layers, size_t count, int fill,
                          const csock_message *_Nonnull message, int64_t timeout_ns,
                          csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
