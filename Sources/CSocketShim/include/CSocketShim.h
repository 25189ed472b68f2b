/// CSocketShim: BSD sockets for C and Swift on Linux, with results instead of errno.
///
/// Three rules hold for every function:
///
/// Results: a function that can fail returns a value >= 0, or a negative result code: a negated
/// errno number or a negated number of csock/result.h. Callers do not read errno.
///
/// Deadlines: `timeout_ns` is in nanoseconds of the monotonic clock; a negative timeout
/// (CSOCK_FOREVER) never expires; 0 never waits. The timeout is for the whole call, including
/// retries after signals.
///
/// Safety: no call raises or handles a signal. Every new descriptor is close-on-exec. The library
/// allocates no memory; getaddrinfo(3) and getifaddrs(3) allocate while csock_resolve and
/// csock/interface.h call them. There is no shared mutable state. Every function is thread-safe and
/// works after fork.
///
/// `static inline` functions are not exported. A language that can only call exported functions
/// uses csock_layer_decode, csock_layer_encode and csock_packet_compose for all headers, and
/// csock_checksum_of for a checksum.
#ifndef CSOCKETSHIM_H
#define CSOCKETSHIM_H

// core: results, blocking modes, waiting, bytes and numbers, the text of addresses
#include "csock/assigned_number.h"
#include "csock/base.h"
#include "csock/byte_order.h"
#include "csock/bytes.h"
#include "csock/constant.h"
#include "csock/hex_dump.h"
#include "csock/ip_text.h"
#include "csock/mac_text.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/wait.h"

// address: addresses of sockets and interfaces, and their text
#include "csock/address.h"
#include "csock/address_text.h"
#include "csock/interface_name.h"
#include "csock/link_address.h"

// option: socket options
#include "csock/multicast.h"
#include "csock/option.h"
#include "csock/option_constant.h"
#include "csock/option_struct.h"
#include "csock/tcp_info.h"

// socket: opening, connecting and closing sockets; sending and receiving
#include "csock/connect_any.h"
#include "csock/socket.h"
#include "csock/transfer.h"

// message: messages of several pieces, ancillary data, the error queue
#include "csock/ancillary.h"
#include "csock/error_queue.h"
#include "csock/message.h"

// resolve: names of hosts
#include "csock/resolve.h"

// interface: network interfaces
#include "csock/interface.h"

// link: packet sockets, which carry frames
#include "csock/link.h"

// filter: classic BPF and the ICMP filter
#include "csock/filter.h"
#include "csock/icmp_filter.h"

// checksum: the Internet checksum and CRC32c
#include "csock/checksum.h"
#include "csock/crc32c.h"

// wire: packet headers, one per file
#include "csock/wire/arp.h"
#include "csock/wire/base.h"
#include "csock/wire/ethernet.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/field.h"
#include "csock/wire/group_code.h"
#include "csock/wire/icmp_extension.h"
#include "csock/wire/icmp_object.h"
#include "csock/wire/icmpv4.h"
#include "csock/wire/icmpv6.h"
#include "csock/wire/igmp.h"
#include "csock/wire/ipv4.h"
#include "csock/wire/ipv4_option.h"
#include "csock/wire/ipv6.h"
#include "csock/wire/ipv6_fragment.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/ipv6_options.h"
#include "csock/wire/ipv6_route.h"
#include "csock/wire/ipv6_routing.h"
#include "csock/wire/ipv6_upper.h"
#include "csock/wire/mld.h"
#include "csock/wire/ndp_option.h"
#include "csock/wire/protocol.h"
#include "csock/wire/sctp.h"
#include "csock/wire/tcp.h"
#include "csock/wire/tcp_option.h"
#include "csock/wire/udp.h"
#include "csock/wire/udplite.h"
#include "csock/wire/vlan.h"

// packet: stacks of headers
#include "csock/layer.h"
#include "csock/packet.h"
#include "csock/packet_text.h"

// fragment: fragmentation and reassembly
#include "csock/fragment.h"
#include "csock/reassembly.h"

// raw: raw IP sockets, sending composed packets
#include "csock/packet_send.h"
#include "csock/raw.h"

#endif
