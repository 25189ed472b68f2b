// What Linux gives to raw sockets.
#include "csock/ancillary.h"
#include "csock/constant.h"
#include "csock/icmp_filter.h"
#include "csock/message.h"
#include "csock/option.h"
#include "csock/raw.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "interfaces.h"
#include "pieces.h"
#include "raw_packet.h"
#include "sockets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { EXPERIMENT = 253, MORE_FRAGMENTS = 0x2000 };

static void send_experiment(int fd, const void *payload, size_t count, const csock_address *to) {
    CHECK_INT(csock_send_to(fd, payload, count, 0, to, 0), count);
}

NETWORK_TEST(raw_sockets_receive_the_ipv4_header_but_not_the_ipv6_header) {
    uint8_t seen[100];
    csock_ancillary told;
    csock_received message;
    csock_address to = loopback(0), to6 = ipv6_loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    int fd6 = csock_raw_socket(CSOCK_AF_INET6, EXPERIMENT, false, 0);
    send_experiment(fd, "hello", 5, &to);
    CHECK_INT(receive_soon(fd, seen, sizeof seen), IPV4_HEADER + 5);
    CHECK_BYTES(seen + IPV4_HEADER, 5, "hello", 5);

    CHECK_INT(csock_set_option_int(fd6, CSOCK_SOL_IPV6, CSOCK_IPV6_RECVHOPLIMIT, 1), 0);
    CHECK_INT(csock_set_option_int(fd6, CSOCK_SOL_IPV6, CSOCK_IPV6_RECVPKTINFO, 1), 0);
    send_experiment(fd6, "hello", 5, &to6);
    CHECK_INT(csock_recv_ancillary(fd6, seen, sizeof seen, 0, &message, &told, CSOCK_SECOND), 5);
    CHECK_BYTES(seen, 5, "hello", 5);
    CHECK_INT(told.hop_limit, 64);
    CHECK(csock_address_equal(&told.destination, &to6));
    close_pair((const int[]){fd, fd6});
}

NETWORK_TEST(raw_sockets_receive_reassembled_datagrams) {
    uint8_t header[IPV4_HEADER], seen[100];
    csock_address to = loopback(0);
    int out = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0);
    int in = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    make_ipv4(header, EXPERIMENT, 0);
    store16(header + 6, 1); // a fragment offset of 8 bytes
    CHECK_INT(raw_send(out, header, sizeof header, "world", 5, 0, &to, 0), 25);
    CHECK_NOTHING(in);
    store16(header + 6, MORE_FRAGMENTS);
    CHECK_INT(raw_send(out, header, sizeof header, "hello, w", 8, 0, &to, 0), 28);
    CHECK_INT(receive_soon(in, seen, sizeof seen), IPV4_HEADER + 13);
    CHECK_BYTES(seen + IPV4_HEADER, 13, "hello, wworld", 13);
    CHECK_INT(load16(seen + 2), IPV4_HEADER + 13);
    CHECK_INT(load16(seen + 6), 0);
    CHECK_INT(load16(seen + 4), 0x1234);
    CHECK_NOTHING(in);
    close_pair((const int[]){out, in});
}

static uint16_t fold(uint32_t sum) {
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)sum;
}

// The UDP socket receives the datagram too. A packet that has not left the host has the sum of the
// pseudo-header as its checksum, because the network card would compute the rest.
NETWORK_TEST(raw_socket_receives_a_copy_of_local_udp_with_a_partial_checksum) {
    uint8_t seen[100];
    csock_address own, from;
    int udp = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &own);
    int sender = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &from);
    int raw = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_UDP, false, 0);
    CHECK_INT(csock_send_to(sender, "hello", 5, 0, &own, 0), 5);
    CHECK_INT(receive_soon(raw, seen, sizeof seen), IPV4_HEADER + UDP_HEADER + 5);
    CHECK_INT(load16(seen + IPV4_HEADER + 2), csock_address_port(&own));
    uint32_t pseudo = CSOCK_IPPROTO_UDP + UDP_HEADER + 5;
    for (int i = 12; i < IPV4_HEADER; i += 2)
        pseudo += load16(seen + i);
    CHECK_INT(load16(seen + IPV4_HEADER + 6), fold(pseudo));
    CHECK_INT(receive_soon(udp, seen, sizeof seen), 5);
    CHECK_INT(csock_close(raw), 0);
    close_pair((const int[]){udp, sender});
}

// The kernel leaves segmentation to the network card (GSO).
NETWORK_TEST(raw_socket_receives_tcp_segments_longer_than_the_mtu) {
    static uint8_t bytes[200000];
    uint8_t *seen = malloc(UINT16_MAX);
    int fds[2];
    set_mtu("lo", 1500);
    int raw = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_TCP, false, 0);
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK(csock_send(fds[0], bytes, sizeof bytes, 0, 0) > 0);
    int64_t longest = 0, count;
    while ((count = csock_recv(raw, seen, UINT16_MAX, CSOCK_MSG_DONTWAIT, 0)) > 0)
        longest = count > longest ? count : longest;
    CHECK_BETWEEN(longest, 1501, UINT16_MAX);
    free(seen);
    CHECK_INT(csock_close(raw), 0);
    close_pair(fds);
}

NETWORK_TEST(raw_sockets_filter_by_connected_peer_and_by_bound_address) {
    uint8_t seen[100];
    csock_address two = loopback_host(2), three = loopback_host(3);
    int out = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    int connected = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    int bound = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    CHECK_INT(csock_bind(out, &two), 0);
    CHECK_INT(csock_connect(connected, &three, 0, 0), 0);
    CHECK_INT(csock_bind(bound, &three), 0);
    send_experiment(out, "to 3", 4, &three);
    CHECK_INT(receive_soon(bound, seen, sizeof seen), IPV4_HEADER + 4);
    CHECK_NOTHING(connected); // it came from 127.0.0.2
    send_experiment(out, "to 2", 4, &two);
    CHECK_NOTHING(bound);
    CHECK_NOTHING(connected);
    CHECK_INT(csock_close(out), 0);
    out = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    CHECK_INT(csock_bind(out, &three), 0);
    csock_address own;
    CHECK_INT(csock_local_address(connected, &own), 0);
    send_experiment(out, "from 3", 6, &own);
    CHECK_INT(receive_soon(connected, seen, sizeof seen), IPV4_HEADER + 6);
    CHECK_INT(csock_close(out), 0);
    close_pair((const int[]){connected, bound});
}

NETWORK_TEST(raw_socket_drops_what_does_not_fit_the_buffer) {
    uint8_t seen[10];
    csock_received message;
    csock_address to = loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    send_experiment(fd, "hello", 5, &to);
    CHECK_INT(csock_recv_message(fd, seen, sizeof seen, CSOCK_MSG_TRUNC, &message, CSOCK_SECOND),
              sizeof seen);
    CHECK_INT(message.length, IPV4_HEADER + 5);
    CHECK_INT(message.flags, CSOCK_MSG_TRUNC);
    CHECK_NOTHING(fd);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(bit_of_icmp_filter_blocks_its_type) {
    uint32_t bits = UINT32_C(1) << 8;
    csock_icmpv4_filter filter;
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_ICMP, false, 0);
    CHECK_INT(csock_set_option(fd, CSOCK_SOL_RAW, CSOCK_ICMP_FILTER, &bits, sizeof bits), 0);
    CHECK_INT(csock_get_icmpv4_filter(fd, &filter), 0);
    CHECK_INT(csock_icmpv4_filter_passes(&filter, 8), false);
    CHECK_INT(csock_icmpv4_filter_passes(&filter, 0), true);
    CHECK_INT(csock_close(fd), 0);
    fd = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0);
    CHECK_INT(csock_set_option(fd, CSOCK_SOL_RAW, CSOCK_ICMP_FILTER, &bits, sizeof bits),
              -EOPNOTSUPP);
    CHECK_INT(csock_close(fd), 0);
}
