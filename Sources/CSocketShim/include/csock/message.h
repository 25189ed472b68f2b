/// Messages of several buffers with an address and ancillary data: sendmsg(2), recvmsg(2).
#ifndef CSOCK_MESSAGE_H
#define CSOCK_MESSAGE_H

#include "address.h"
#include "ancillary.h"
#include "base.h"
#include "bytes.h"
#include "transfer.h"

CSOCK_BEGIN_DECLS

/// The largest number of pieces of one message: IOV_MAX, the limit of sendmsg(2).
enum { CSOCK_MESSAGE_PIECES_MAX = 1024 };

/// A message to send. A zeroed one is an empty message to the connected peer. The caller owns the
/// memory that the members point to.
typedef struct csock_message {
    const csock_bytes *_Nullable pieces; ///< buffers, sent in order as one message without a copy
    size_t piece_count;                  ///< CSOCK_MESSAGE_PIECES_MAX at most
    const csock_address *_Nullable address;     ///< destination; NULL on a connected socket
    const csock_ancillary *_Nullable ancillary; ///< control messages to send; NULL for none
    csock_flags flags;                          ///< as for csock_send
} csock_message;

/// Sends a message. Of the ancillary data it uses CSOCK_ANCILLARY_HOP_LIMIT, _TRAFFIC_CLASS, _LOCAL
/// (the source address) and _INTERFACE, on IPv4 and IPv6 sockets; a raw socket with the header
/// included ignores the first two.
///
/// Returns the number of bytes sent; -EINVAL for a hop limit of 0 on IPv4, or a local address of
/// another family; -ENODEV for an interface that does not exist; -ENETUNREACH or -EINVAL for a
/// local address that this host does not have; -EAFNOSUPPORT for ancillary data on a socket of
/// another family; -EMSGSIZE for more than CSOCK_MESSAGE_PIECES_MAX pieces; csock_send_to's errors.
/// See sendmsg(2).
ssize_t csock_send_message(int fd, const csock_message *_Nonnull message, int64_t timeout_ns);

/// Receives as csock_recv_message does, with ancillary data. Descriptors that a Unix peer sends are
/// closed. Control messages that do not fit are dropped, and CSOCK_MSG_CTRUNC is set. Returns
/// csock_recv's results; also -EINVAL on packet sockets, which refuse MSG_CMSG_CLOEXEC: use
/// csock_recv_frame for them.
/// See recvmsg(2).
ssize_t csock_recv_ancillary(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                             csock_received *_Nonnull received, csock_ancillary *_Nonnull ancillary,
                             int64_t timeout_ns);

/// Receives a frame from a packet socket as csock_recv_ancillary receives a datagram: with its
/// arrival time, its length and its VLAN tag. Returns csock_recv's results.
/// See recvmsg(2) and packet(7).
ssize_t csock_recv_frame(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                         csock_received *_Nonnull received, csock_ancillary *_Nonnull ancillary,
                         int64_t timeout_ns);

CSOCK_END_DECLS

#endif
