/// The error queue of a socket: ICMP errors and local errors, with the datagrams that caused them.
/// ip(7) and ipv6(7), IP_RECVERR; recv(2), MSG_ERRQUEUE.
#ifndef CSOCK_ERROR_QUEUE_H
#define CSOCK_ERROR_QUEUE_H

#include "address.h"
#include "ancillary.h"
#include "base.h"
#include "transfer.h"

CSOCK_BEGIN_DECLS

/// Origins of a queued error: `origin` of csock_received_error.
enum {
    CSOCK_SO_EE_ORIGIN_NONE = 0,
    CSOCK_SO_EE_ORIGIN_LOCAL = 1, ///< this host, for example EMSGSIZE
    CSOCK_SO_EE_ORIGIN_ICMP = 2,
    CSOCK_SO_EE_ORIGIN_ICMP6 = 3,
    CSOCK_SO_EE_ORIGIN_TIMESTAMPING = 4, ///< not an error: CSOCK_SO_TIMESTAMPING
    CSOCK_SO_EE_ORIGIN_ZEROCOPY = 5,     ///< not an error: CSOCK_MSG_ZEROCOPY
    CSOCK_SO_EE_ORIGIN_TXTIME =
        6, ///< the packet was dropped because of its transmit time: CSOCK_SO_TXTIME
};

/// An entry of the error queue, with the datagram that caused it: struct sock_extended_err.
typedef struct csock_received_error {
    int code;                  ///< positive errno number: EHOSTUNREACH, EMSGSIZE; 0 if not an error
    uint8_t origin;            ///< CSOCK_SO_EE_ORIGIN_…
    uint8_t type;              ///< ICMP type
    uint8_t icmp_code;         ///< ICMP code
    uint32_t info;             ///< the MTU, for EMSGSIZE
    uint32_t data;             ///< offset of RFC 4884 extensions, with CSOCK_IP_RECVERR_RFC4884
    csock_address offender;    ///< sender of the ICMP message, or length 0
    csock_received received;   ///< `from` is the datagram's destination; port 0 if unknown
    csock_ancillary ancillary; ///< control messages other than the error
} csock_received_error;

/// Removes an error from the error queue, which CSOCK_IP_RECVERR or CSOCK_IPV6_RECVERR enables.
/// `buffer` gets the payload of the datagram that caused it; the kernel may have only the start. On
/// a raw socket with the header included, `buffer` gets the packet with its header. The call waits
/// for an error in both blocking modes, unlike recvmsg(2). Arriving data does not end the wait. No
/// privilege is needed.
///
/// Returns the number of bytes written to `buffer`; -EAGAIN (timeout 0, and the queue is empty);
/// -CSOCK_ETIMEOUT; -EINTR (CSOCK_INTERRUPTIBLE only).
/// See recvmsg(2), MSG_ERRQUEUE.
ssize_t csock_recv_error(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                         csock_received_error *_Nonnull error, int64_t timeout_ns);

CSOCK_END_DECLS

#endif
