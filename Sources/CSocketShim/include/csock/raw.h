/// Raw IP sockets: raw(7), ipv6(7). They need CAP_NET_RAW in the network namespace.
///
/// With the header included, the sender writes the IP header. What the kernel makes of an IPv4
/// header then:
///
/// field | what goes out
/// Version | what was given, whatever it is
/// IHL | what was given; below 5 or beyond the bytes: -EINVAL
/// DSCP, ECN | what was given; CSOCK_IP_TOS is ignored
/// Total Length | the number of bytes sent, always
/// Identification | what was given; 0 is filled in, unless Don't Fragment is set
/// Flags, Fragment Offset | what was given; the kernel never fragments: -EMSGSIZE over the MTU
/// Time to Live | what was given, 0 too; CSOCK_IP_TTL is ignored
/// Protocol | what was given, whatever the socket's protocol is
/// Header Checksum | computed, always
/// Source | what was given; 0.0.0.0 is filled in with the route's address
/// Destination | what was given; the packet is routed by the address of the call all the same
/// Options | what was given; a socket with CSOCK_IP_OPTIONS set refuses everything: -EINVAL
///
/// Of an IPv6 header nothing is filled in, corrected or looked at: version and payload length go
/// out as given. Fewer than 40 bytes are -EINVAL.
///
/// Checksums of what follows the IP header are the sender's, but for ICMPv6, and for what
/// CSOCK_IPV6_CHECKSUM says, on a socket without the header included.
///
/// An IPv4 socket receives packets with their header and reassembled, an IPv6 socket without: see
/// csock/ancillary.h. A packet that has not left the machine may carry a transport checksum that is
/// not finished, and looks wrong. 65535 bytes hold every packet.
#ifndef CSOCK_RAW_H
#define CSOCK_RAW_H

#include "base.h"
#include "message.h"

CSOCK_BEGIN_DECLS

/// Opens a raw socket of CSOCK_AF_INET or CSOCK_AF_INET6, close-on-exec, which sends with the IP
/// header included or not: CSOCK_IP_HDRINCL, CSOCK_IPV6_HDRINCL. `protocol` is what it receives;
/// CSOCK_IPPROTO_RAW, meant for sending, receives protocol 255. `flags` is CSOCK_SOCK_NONBLOCK or
/// 0. Returns the descriptor, or -EPERM, -EAFNOSUPPORT, -EPROTONOSUPPORT (0 is no protocol here),
/// -EINVAL (a protocol over 255) and socket(2)'s others.
int csock_raw_socket(int family, int protocol, bool header_included, int flags);

/// Sends a packet whose first piece begins with the IP header, or, where the header is not
/// included, with the payload. The pieces are never written to: what this system's kernel wants
/// otherwise (see csock_raw_outgoing) is changed in a copy. The message's address decides the route
/// and, where the header is not included, the destination; its IPv6 port has to be 0 or the
/// socket's protocol.
///
/// Returns the number of bytes sent, or -EMSGSIZE (over the MTU or 65535 bytes), -EINVAL (see
/// above), -EDESTADDRREQ (neither an address nor connected), -EACCES (a broadcast without
/// CSOCK_SO_BROADCAST), -ENETUNREACH (no route), -EOPNOTSUPP (CSOCK_MSG_OOB), and what
/// csock_send_message fails with. sendmsg(2).
ssize_t csock_raw_send(int fd, const csock_message *_Nonnull message, int64_t timeout_ns);

// Byte order.

/// The part of an IPv4 header that every packet has.
enum { CSOCK_RAW_HEADER_SIZE = 20 };

/// Whether this system's kernel takes and gives Total Length, Flags and Fragment Offset of raw IPv4
/// headers in the machine's byte order. Linux, OpenBSD and FreeBSD since 11 do not; macOS, NetBSD
/// and DragonFly BSD do.
bool csock_raw_wants_host_order(void);

/// Copies the start of an IPv4 header, of which `count` bytes are there, as a kernel wants it for
/// sending. With `host_order`, Total Length and Flags with Fragment Offset are turned from network
/// into the machine's byte order where they are there; without, the copy is the same. So it is for
/// an IPv6 header. Returns how many bytes were copied: CSOCK_RAW_HEADER_SIZE at most.
size_t csock_raw_outgoing(const void *_Nullable header, size_t count, bool host_order,
                          uint8_t copy[_Nonnull CSOCK_RAW_HEADER_SIZE]);

/// The other way round, for a header that was received: in the copy both are in network byte order,
/// and Total Length counts the header again, which kernels of that kind have subtracted. Returns
/// how many bytes were copied, or -EINVAL for a length that is then over 65535.
int csock_raw_incoming(const void *_Nullable header, size_t count, bool host_order,
                       uint8_t copy[_Nonnull CSOCK_RAW_HEADER_SIZE]);

CSOCK_END_DECLS

#endif
