/// Constants of socket(2), send(2), recv(2) and shutdown(2).
///
/// They are written out because C libraries define them differently: as enumerators or macros, some
/// of them behind feature macros. core/constant.c checks each against the system headers: a machine
/// with other values does not compile.
#ifndef CSOCK_CONSTANT_H
#define CSOCK_CONSTANT_H

#include "base.h"

/// Address families: socket(2).
enum {
    CSOCK_AF_UNSPEC = 0,
    CSOCK_AF_UNIX = 1,
    CSOCK_AF_INET = 2,
    CSOCK_AF_INET6 = 10,
    CSOCK_AF_NETLINK = 16,
    CSOCK_AF_PACKET = 17,
    CSOCK_AF_VSOCK = 40,
};

/// Socket types: socket(2).
enum {
    CSOCK_SOCK_STREAM = 1,
    CSOCK_SOCK_DGRAM = 2,
    CSOCK_SOCK_RAW = 3,
    CSOCK_SOCK_RDM = 4,
    CSOCK_SOCK_SEQPACKET = 5,
    CSOCK_SOCK_NONBLOCK = 0x800,
    CSOCK_SOCK_CLOEXEC = 0x80000,
};

/// Flags of send(2) and recv(2), and those that recvmsg(2) reports.
enum {
    CSOCK_MSG_OOB = 0x1,
    CSOCK_MSG_PEEK = 0x2,
    CSOCK_MSG_DONTROUTE = 0x4,
    CSOCK_MSG_CTRUNC = 0x8,
    CSOCK_MSG_TRUNC = 0x20,
    CSOCK_MSG_DONTWAIT = 0x40,
    CSOCK_MSG_EOR = 0x80,
    CSOCK_MSG_WAITALL = 0x100,
    CSOCK_MSG_CONFIRM = 0x800,
    CSOCK_MSG_ERRQUEUE = 0x2000,
    CSOCK_MSG_NOSIGNAL = 0x4000,
    CSOCK_MSG_MORE = 0x8000,
    CSOCK_MSG_ZEROCOPY = 0x4000000,
    CSOCK_MSG_FASTOPEN = 0x20000000,
    CSOCK_MSG_CMSG_CLOEXEC = 0x40000000,
};

/// Directions for shutdown(2).
enum {
    CSOCK_SHUT_RD = 0,
    CSOCK_SHUT_WR = 1,
    CSOCK_SHUT_RDWR = 2,
};

#endif
