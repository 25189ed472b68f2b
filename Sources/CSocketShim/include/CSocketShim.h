/// CSocketShim: BSD sockets for C and Swift on Linux, with results instead of errno.
///
/// Three rules hold for every function:
///
/// Results: what can fail returns a value >= 0 or a negative result code, which is -errno or one of
/// the numbers of csock/result.h, negated. Nobody reads errno.
///
/// Deadlines: `timeout_ns` is in nanoseconds of the monotonic clock; negative (CSOCK_FOREVER) waits
/// for ever, 0 never waits. It is the total for the call, whatever interrupts it.
///
/// Safety: no signal is raised or handled, every descriptor made here is close-on-exec from birth,
/// nothing is allocated, no state is global. Every function is thread-safe and works after fork.
///
/// What is `static inline` in these headers is in no library. A language that calls C by names
/// alone has csock_layer_decode, csock_layer_encode and csock_packet_compose for all headers, and
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

// socket: the life of a socket, sending and receiving
#include "csock/connect_any.h"
#include "csock/socket.h"
#include "csock/transfer.h"

// message: several pieces, ancillary data, the error queue
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

// wire: one header of a packet a file
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

// fragment: cutting packets up and putting them together
#include "csock/fragment.h"
#include "csock/reassembly.h"

// raw: where packets meet sockets
#include "csock/packet_send.h"
#include "csock/raw.h"

#endif
