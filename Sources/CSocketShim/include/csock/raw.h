/// Raw IP sockets: raw(7), ipv6(7). They need CAP_NET_RAW in the network namespace.
///
/// With the header included, the sender writes the IP header. The kernel sends the fields of an
/// IPv4 header as follows:
///
/// field | sent
/// Version | as given, any value
/// IHL | as given; below 5, or longer than the packet: -EINVAL
/// DSCP, ECN | as given; CSOCK_IP_TOS is ignored
/// Total Length | always set to the number of bytes sent
/// Identification | as given; 0 is filled in unless Don't Fragment is set
/// Flags, Fragment Offset | as given; never fragmented: -EMSGSIZE above the MTU
/// Time to Live | as given, including 0; CSOCK_IP_TTL is ignored
/// Protocol | as given; the socket's protocol is ignored
/// Header Checksum | always computed
/// Source | as given; 0.0.0.0 is replaced by the route's address: a UDP checksum is then wrong
/// Destination | as given; the packet is routed by the call's address
/// Options | as given; with CSOCK_IP_OPTIONS set, every send fails: -EINVAL
///
/// The kernel sends an IPv6 header as given, including version and payload length: it fills in and
/// checks nothing. Fewer than 40 bytes fail with -EINVAL.
///
/// The sender computes the checksums after the IP header. The kernel does so in two cases, both on
/// sockets without the header included: ICMPv6, and sockets with CSOCK_IPV6_CHECKSUM set.
///
/// An IPv4 socket receives reassembled packets with their IP header. An IPv6 socket receives them
/// without it: csock/ancillary.h describes how to get its fields. A packet that has not left the
/// host may have an incomplete transport checksum, which looks wrong. A buffer of 65535 bytes holds
/// every packet.
#ifndef CSOCK_RAW_H
#define CSOCK_RAW_H

#include "base.h"
#include "message.h"

CSOCK_BEGIN_DECLS

/// Opens a raw socket of CSOCK_AF_INET or CSOCK_AF_INET6, close-on-exec, with or without the IP
/// header included in sent packets: CSOCK_IP_HDRINCL, CSOCK_IPV6_HDRINCL. `protocol` is the
/// protocol to receive; CSOCK_IPPROTO_RAW is meant for sending, and receives protocol 255. `flags`
/// is CSOCK_SOCK_NONBLOCK or 0. Returns the descriptor, which the caller must close; -EPERM
/// (without CAP_NET_RAW); -EAFNOSUPPORT; -EPROTONOSUPPORT (protocol 0); -EINVAL (a protocol above
/// 255, or another flag); socket(2)'s other errors.
/// See raw(7) and socket(2).
int csock_raw_socket(int family, int protocol, bool header_included, int flags);

/// Sends a packet. The first piece starts with the IP header or, without the header included, with
/// the payload. The pieces are not modified: if this system's kernel expects another byte order
/// (see csock_raw_outgoing), a copy is changed. The message's address selects the route and,
/// without the header included, is the destination. Its port must be 0 or the socket's protocol if
/// it is an IPv6 address.
///
/// Returns the number of bytes sent; -EMSGSIZE (above the MTU or 65535 bytes); -EINVAL (see the top
/// of this file); -EDESTADDRREQ (no address, and not connected); -EACCES (a broadcast without
/// CSOCK_SO_BROADCAST); -ENETUNREACH (no route); -EOPNOTSUPP (CSOCK_MSG_OOB); csock_send_message's
/// other errors.
/// See raw(7) and sendmsg(2).
ssize_t csock_raw_send(int fd, const csock_message *_Nonnull message, int64_t timeout_ns);

// Byte order.

/// The size in bytes of an IPv4 header without options.
enum { CSOCK_RAW_HEADER_SIZE = 20 };

/// Returns whether this system's kernel uses host byte order for Total Length, Flags and Fragment
/// Offset of raw IPv4 headers. True on macOS, NetBSD and DragonFly BSD; false on Linux, OpenBSD and
/// FreeBSD 11 and later.
/// See raw(7).
bool csock_raw_wants_host_order(void);

/// Copies the start of an IPv4 header of `count` bytes into the form that a kernel expects. With
/// `host_order`, Total Length and the field of Flags and Fragment Offset are converted from network
/// to host byte order if `count` covers both; without it, the bytes are copied unchanged. IPv6
/// headers are always copied unchanged. Returns the number of bytes copied, at most
/// CSOCK_RAW_HEADER_SIZE.
/// See raw(7).
size_t csock_raw_outgoing(const void *_Nullable header, size_t count, bool host_order,
                          uint8_t copy[_Nonnull CSOCK_RAW_HEADER_SIZE]);

/// Copies the start of a received IPv4 header into network byte order: the inverse of
/// csock_raw_outgoing. With `host_order`, the header's length is added to Total Length, because
/// kernels of that kind subtract it. Returns the number of bytes copied, or -EINVAL if the
/// resulting length is above 65535.
/// See raw(7).
int csock_raw_incoming(const void *_Nullable header, size_t count, bool host_order,
                       uint8_t copy[_Nonnull CSOCK_RAW_HEADER_SIZE]);

CSOCK_END_DECLS

#endif
