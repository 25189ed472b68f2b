/// Messages: bytes in several pieces, with an address and ancillary data.
#ifndef CSOCK_MESSAGE_H
#define CSOCK_MESSAGE_H

#include "address.h"
#include "ancillary.h"
#include "base.h"
#include "bytes.h"
#include "transfer.h"

CSOCK_BEGIN_DECLS

/// The most pieces of one message: IOV_MAX, the limit of sendmsg(2).
enum { CSOCK_MESSAGE_PIECES_MAX = 1024 };

/// A message to send. A zeroed one is an empty message for a connected socket. The caller owns what
/// it points to.
typedef struct csock_message {
    const csock_bytes *_Nullable pieces; ///< sent one after the other, without being joined
    size_t piece_count;
    const csock_address *_Nullable address;     ///< the destination; NULL on a connected socket
    const csock_ancillary *_Nullable ancillary; ///< what to ask for; NULL for nothing
    csock_flags flags;                          ///< as of csock_send
} csock_message;

/// Sends a message. Of the ancillary data CSOCK_ANCILLARY_HOP_LIMIT, _TRAFFIC_CLASS, _LOCAL (the
/// source) and _INTERFACE count; IPv4 and IPv6 sockets have them, and a raw socket with the header
/// included ignores the first two. Returns the number of bytes sent; -EINVAL for a hop limit of 0
/// on IPv4 or a local address of another family, -ENODEV for an interface that does not exist,
/// -ENETUNREACH or -EINVAL for a local address that is not this machine's, -EAFNOSUPPORT for
/// ancillary data on a socket of another family, -EMSGSIZE over CSOCK_MESSAGE_PIECES_MAX pieces,
/// and what csock_send_to fails with. sendmsg(2).
ssize_t csock_send_message(int fd, const csock_message *_Nonnull message, int64_t timeout_ns);

/// Receives as csock_recv_message does, with ancillary data. Descriptors that a Unix peer sends
/// along are closed. Control data that finds no room is dropped (CSOCK_MSG_CTRUNC). Fails as
/// csock_recv does, and with -EINVAL on packet sockets, which refuse MSG_CMSG_CLOEXEC:
/// csock_recv_frame is for them. recvmsg(2).
ssize_t csock_recv_ancillary(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                             csock_received *_Nonnull received, csock_ancillary *_Nonnull ancillary,
                             int64_t timeout_ns);

/// Receives a frame on a packet socket as csock_recv_ancillary does a datagram: with its time of
/// arrival, length and VLAN tag. recvmsg(2).
ssize_t csock_recv_frame(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                         csock_received *_Nonnull received, csock_ancillary *_Nonnull ancillary,
                         int64_t timeout_ns);

CSOCK_END_DECLS

#endif
