/// Sending a stack of headers on a raw or packet socket.
#ifndef CSOCK_PACKET_SEND_H
#define CSOCK_PACKET_SEND_H

#include "base.h"
#include "message.h"
#include "packet.h"

CSOCK_BEGIN_DECLS

/// Room for the headers of a packet that csock_packet_send sends.
enum { CSOCK_PACKET_HEADERS_MAX = 4096 };

/// Sends headers and a payload, without joining them: csock_packet_compose_headers, with what
/// `fill` (CSOCK_FILL_…) says filled in, then csock_raw_send. The payload is the message's one
/// piece, or empty without one. On a raw socket with the header included the first layer is IPv4 or
/// IPv6. On one without, it is what follows the IP header: a checksum that covers a pseudo-header
/// then has to be the kernel's (CSOCK_IPV6_CHECKSUM) or the caller's.
///
/// Returns the number of bytes sent, -EINVAL for a message of more than one piece, or what those
/// two functions fail with. `error` is filled in where composing fails; -CSOCK_EPKTROOM is for
/// headers of over CSOCK_PACKET_HEADERS_MAX bytes. sendmsg(2).
ssize_t csock_packet_send(int fd, const csock_layer *_Nullable layers, size_t count, int fill,
                          const csock_message *_Nonnull message, int64_t timeout_ns,
                          csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
