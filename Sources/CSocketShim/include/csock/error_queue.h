/// The error queue of a socket: ip(7) and ipv6(7), IP_RECVERR; recv(2), MSG_ERRQUEUE.
#ifndef CSOCK_ERROR_QUEUE_H
#define CSOCK_ERROR_QUEUE_H

#include "address.h"
#include "ancillary.h"
#include "base.h"
#include "transfer.h"

CSOCK_BEGIN_DECLS

/// Where a queued error comes from: `origin` of csock_received_error.
enum {
    CSOCK_SO_EE_ORIGIN_NONE = 0,
    CSOCK_SO_EE_ORIGIN_LOCAL = 1, ///< this machine, such as EMSGSIZE
    CSOCK_SO_EE_ORIGIN_ICMP = 2,
    CSOCK_SO_EE_ORIGIN_ICMP6 = 3,
    CSOCK_SO_EE_ORIGIN_TIMESTAMPING = 4, ///< no error: CSOCK_SO_TIMESTAMPING
    CSOCK_SO_EE_ORIGIN_ZEROCOPY = 5,     ///< no error: CSOCK_MSG_ZEROCOPY
    CSOCK_SO_EE_ORIGIN_TXTIME = 6,
};

/// An error from a socket's queue, with the datagram that caused it: struct sock_extended_err.
typedef struct csock_received_error {
    int code;          ///< errno's number, positive: EHOSTUNREACH, EMSGSIZE; 0 where it is no error
    uint8_t origin;    ///< CSOCK_SO_EE_ORIGIN_…
    uint8_t type;      ///< of the ICMP message
    uint8_t icmp_code; ///< its code
    uint32_t info;     ///< for EMSGSIZE the MTU
    uint32_t data;     ///< RFC 4884: offset of the extensions, with CSOCK_IP_RECVERR_RFC4884
    csock_address offender;  ///< who sent the ICMP message; of length 0 otherwise
    csock_received received; ///< `from` is the datagram's destination, with port 0 if unknown
    csock_ancillary ancillary;
} csock_received_error;

/// Takes an error from the queue that CSOCK_IP_RECVERR or CSOCK_IPV6_RECVERR turns on. `buffer`
/// gets the payload of the datagram that caused it, as far as the kernel has it; on a raw socket
/// with the header included, the packet. Waits for an error in both blocking modes, unlike
/// recvmsg(2). Data that arrives does not end the call. Needs no privilege. Returns the number of
/// bytes written; -EAGAIN (timeout 0, the queue is empty), -CSOCK_ETIMEOUT, -EINTR
/// (CSOCK_INTERRUPTIBLE only). recvmsg(2).
ssize_t csock_recv_error(int fd, void *_Nullable buffer, size_t capacity, csock_flags flags,
                         csock_received_error *_Nonnull error, int64_t timeout_ns);

CSOCK_END_DECLS

#endif
