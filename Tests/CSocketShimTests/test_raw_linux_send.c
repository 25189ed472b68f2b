// What Linux does with IPv4 packets whose header is included (IP_HDRINCL): the table in
// csock/raw.h.
#include "csock/ancillary.h"
#include "csock/constant.h"
#include "csock/error_queue.h"
#include "csock/link.h"
#include "csock/option.h"
#include "csock/raw.h"
#include "csock/socket.h"
#include "harness.h"
#include "interfaces.h"
#include "pieces.h"
#include "raw_packet.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>

enum { EXPERIMENT = 253, PACKET = IPV4_HEADER + 8, DONT_FRAGMENT = 0x4000 };

// A socket that sends packets, one that captures them, and one that receives them. Without a
// receiver, the kernel would answer with an ICMP error.
typedef struct {
    int out, wire, in;
    uint8_t packet[PACKET], seen[100];
} bench;

static bench set_up(void) {
    bench it = {.out = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_RAW, true, 0),
                .wire = watch_loopback(0x0800),
                .in = csock_raw_socket(CSOCK_AF_INET, EXPERIMENT, false, 0)};
    make_ipv4(it.packet, EXPERIMENT, 8);
    memcpy(it.packet + IPV4_HEADER, "payload.", 8);
    return it;
}

static void clean_up(const bench *it) {
    close_pair((const int[]){it->out, it->wire});
    CHECK_INT(csock_close(it->in), 0);
}

static int64_t send_packet(const bench *it, size_t count) {
    csock_address to = loopback(0);
    return raw_send(it->out, it->packet, count, NULL, 0, 0, &to, 0);
}

// Sends the packet and captures it.
static void pass(bench *it) {
    CHECK_INT(send_packet(it, PACKET), PACKET);
    CHECK_INT(receive_soon(it->wire, it->seen, sizeof it->seen), PACKET);
}

NETWORK_TEST(kernel_overwrites_total_length) {
    bench it = set_up();
    store16(it.packet + 2, 9999);
    pass(&it);
    CHECK_INT(load16(it.seen + 2), PACKET);
    clean_up(&it);
}

NETWORK_TEST(kernel_computes_the_header_checksum) {
    bench it = set_up();
    store16(it.packet + 10, 0xdead);
    pass(&it);
    CHECK_INT(internet_checksum(it.seen, IPV4_HEADER), 0);
    clean_up(&it);
}

NETWORK_TEST(kernel_fills_in_the_source_only_if_it_is_0) {
    bench it = set_up();
    memcpy(it.packet + 12, "\0\0\0\0", 4);
    pass(&it);
    CHECK_BYTES(it.seen + 12, 4, "\x7f\0\0\1", 4);
    memcpy(it.packet + 12, "\xc0\0\2\7", 4);
    pass(&it);
    CHECK_BYTES(it.seen + 12, 4, "\xc0\0\2\7", 4);
    clean_up(&it);
}

// raw(7) does not mention Don't Fragment.
NETWORK_TEST(kernel_fills_in_identification_0_unless_dont_fragment_is_set) {
    bench it = set_up();
    store16(it.packet + 4, 0);
    store16(it.packet + 6, DONT_FRAGMENT);
    for (int i = 0; i < 4; i++) {
        pass(&it);
        CHECK_INT(load16(it.seen + 4), 0);
    }
    store16(it.packet + 6, 0);
    unsigned filled = 0;
    for (int i = 0; i < 4; i++) { // one may be 0 by chance
        pass(&it);
        filled |= load16(it.seen + 4);
    }
    CHECK(filled != 0);
    store16(it.packet + 4, 7);
    pass(&it);
    CHECK_INT(load16(it.seen + 4), 7);
    clean_up(&it);
}

NETWORK_TEST(kernel_changes_no_other_field_of_an_included_header) {
    static const struct {
        uint8_t offset, value;
    } cases[] = {{8, 0},    {8, 255},  {6, 0x80}, {6, 0x20}, {6, 0x3f}, {7, 1},   {0, 0x05},
                 {0, 0x65}, {0, 0xf5}, {9, 0},    {9, 6},    {9, 255},  {1, 0xff}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bench it = set_up();
        it.packet[cases[i].offset] = cases[i].value;
        pass(&it);
        memcpy(it.packet + 10, it.seen + 10, 2); // the checksum
        CHECK_BYTES(it.seen, PACKET, it.packet, PACKET);
        clean_up(&it);
    }
}

NETWORK_TEST(included_header_with_an_invalid_ihl_is_einval) {
    bench it = set_up();
    for (uint8_t length = 0; length < 16; length++) {
        it.packet[0] = 0x40 | length;
        memset(it.packet + IPV4_HEADER, 1, 8); // No Operation options
        CHECK_INT(send_packet(&it, PACKET), length < 5 || length * 4 > PACKET ? -EINVAL : PACKET);
    }
    clean_up(&it);
}

NETWORK_TEST(included_header_shorter_than_20_bytes_is_einval) {
    bench it = set_up();
    for (size_t count = 0; count < IPV4_HEADER; count++)
        CHECK_INT(send_packet(&it, count), -EINVAL);
    CHECK_INT(send_packet(&it, IPV4_HEADER), IPV4_HEADER);
    clean_up(&it);
}

NETWORK_TEST(kernel_does_not_fragment_packets_with_an_included_header) {
    static const uint8_t payload[1500];
    csock_address to = loopback(0);
    bench it = set_up();
    set_mtu("lo", 1500);
    for (int mode = CSOCK_IP_PMTUDISC_DONT; mode <= CSOCK_IP_PMTUDISC_OMIT; mode++) {
        CHECK_INT(csock_set_option_int(it.out, CSOCK_SOL_IP, CSOCK_IP_MTU_DISCOVER, mode), 0);
        CHECK_INT(raw_send(it.out, it.packet, IPV4_HEADER, payload, 1480, 0, &to, 0), 1500);
        CHECK_INT(raw_send(it.out, it.packet, IPV4_HEADER, payload, 1481, 0, &to, 0), -EMSGSIZE);
    }
    clean_up(&it);
}

NETWORK_TEST(packet_with_an_included_header_has_at_most_65535_bytes) {
    static const uint8_t payload[UINT16_MAX];
    csock_address to = loopback(0); // with an MTU of 65536
    bench it = set_up();
    CHECK_INT(raw_send(it.out, it.packet, IPV4_HEADER, payload, 65515, 0, &to, 0), 65535);
    CHECK_INT(raw_send(it.out, it.packet, IPV4_HEADER, payload, 65516, 0, &to, 0), -EMSGSIZE);
    clean_up(&it);
}

NETWORK_TEST(emsgsize_is_in_the_error_queue_with_the_mtu) {
    static const uint8_t payload[1500];
    csock_received_error error;
    csock_address to = loopback(0);
    bench it = set_up();
    set_mtu("lo", 1500);
    CHECK_INT(csock_set_option_int(it.out, CSOCK_SOL_IP, CSOCK_IP_RECVERR, 1), 0);
    CHECK_INT(raw_send(it.out, it.packet, IPV4_HEADER, payload, 1500, 0, &to, 0), -EMSGSIZE);
    CHECK_INT(csock_recv_error(it.out, it.seen, sizeof it.seen, 0, &error, 0), 0);
    CHECK_INT(error.code, EMSGSIZE);
    CHECK_INT(error.origin, CSOCK_SO_EE_ORIGIN_LOCAL);
    CHECK_INT(error.info, 1500);
    clean_up(&it);
}

NETWORK_TEST(address_of_the_send_chooses_the_route_and_not_the_header) {
    bench it = set_up();
    memcpy(it.packet + 16, "\xcb\0\x71\1", 4); // 203.0.113.1, to which there is no route
    pass(&it);
    CHECK_BYTES(it.seen + 16, 4, "\xcb\0\x71\1", 4);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, 0, NULL, 0), -EDESTADDRREQ);
    csock_address to = loopback(0);
    CHECK_INT(csock_connect(it.out, &to, 0, 0), 0);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, 0, NULL, 0), PACKET);
    clean_up(&it);
}

NETWORK_TEST(raw_send_ignores_the_port_of_the_address) {
    bench it = set_up();
    csock_address to = loopback(4711);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, 0, &to, 0), PACKET);
    clean_up(&it);
}

NETWORK_TEST(raw_broadcast_needs_so_broadcast) {
    csock_address to;
    if (!make_cable())
        SKIP("no veth(4) here");
    bench it = set_up();
    csock_address_set_ipv4(&to, (const uint8_t[]){10, 9, 0, 255}, 0);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, 0, &to, 0), -EACCES);
    CHECK_INT(csock_set_option_int(it.out, CSOCK_SOL_SOCKET, CSOCK_SO_BROADCAST, 1), 0);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, 0, &to, 0), PACKET);
    clean_up(&it);
}

NETWORK_TEST(raw_send_without_a_route_is_enetunreach_and_with_msg_oob_eopnotsupp) {
    bench it = set_up();
    csock_address to;
    csock_address_set_ipv4(&to, (const uint8_t[]){203, 0, 113, 1}, 0);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, 0, &to, 0), -ENETUNREACH);
    to = loopback(0);
    CHECK_INT(raw_send(it.out, it.packet, PACKET, NULL, 0, CSOCK_MSG_OOB, &to, 0), -EOPNOTSUPP);
    clean_up(&it);
}

NETWORK_TEST(ip_ttl_and_ip_tos_do_not_change_an_included_header) {
    bench it = set_up();
    CHECK_INT(csock_set_option_int(it.out, CSOCK_SOL_IP, CSOCK_IP_TTL, 3), 0);
    CHECK_INT(csock_set_option_int(it.out, CSOCK_SOL_IP, CSOCK_IP_TOS, 0x10), 0);
    pass(&it);
    CHECK_INT(it.seen[8], 64);
    CHECK_INT(it.seen[1], 0);
    clean_up(&it);
}

NETWORK_TEST(ip_options_make_every_send_with_an_included_header_einval) {
    bench it = set_up();
    CHECK_INT(csock_set_option(it.out, CSOCK_SOL_IP, CSOCK_IP_OPTIONS, "\1\1\1\1", 4), 0);
    CHECK_INT(send_packet(&it, PACKET), -EINVAL);
    CHECK_INT(csock_set_option(it.out, CSOCK_SOL_IP, CSOCK_IP_OPTIONS, "", 0), 0);
    CHECK_INT(send_packet(&it, PACKET), -EINVAL);
    clean_up(&it);
}

NETWORK_TEST(kernel_does_not_change_the_udp_checksum_of_a_raw_packet) {
    bench it = set_up();
    csock_address own;
    int udp = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, &own);
    int raw = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_UDP, false, 0);
    it.packet[9] = CSOCK_IPPROTO_UDP;
    make_udp(it.packet + IPV4_HEADER, 9, (uint16_t)csock_address_port(&own), 0);
    pass(&it); // without a checksum
    CHECK_INT(receive_soon(udp, it.seen, 1), 0);
    CHECK_INT(receive_soon(raw, it.seen, sizeof it.seen), PACKET);
    store16(it.packet + IPV4_HEADER + 6, 0xdead);
    pass(&it);
    CHECK_INT(receive_soon(raw, it.seen, sizeof it.seen), PACKET);
    CHECK_INT(load16(it.seen + IPV4_HEADER + 6), 0xdead);
    CHECK_NOTHING(udp);
    close_pair((const int[]){udp, raw});
    clean_up(&it);
}

// The kernel answers only an echo request with a correct checksum. Over loopback, the answer
// arrives before the send returns.
NETWORK_TEST(kernel_does_not_compute_the_icmpv4_checksum) {
    bench it = set_up();
    csock_address to = loopback(0);
    it.packet[9] = CSOCK_IPPROTO_ICMP;
    int plain = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_ICMP, false, 0);
    for (int variant = 0; variant < 4; variant++) {
        bool good = variant % 2;
        make_echo(it.packet + IPV4_HEADER, 7, 9);
        if (!good)
            store16(it.packet + IPV4_HEADER + 2, 0);
        if (variant < 2)
            CHECK_INT(send_packet(&it, PACKET), PACKET);
        else
            CHECK_INT(csock_send_to(plain, it.packet + IPV4_HEADER, 8, 0, &to, 0), 8);
        CHECK_INT(receive_soon(it.wire, it.seen, sizeof it.seen), PACKET);
        CHECK_BYTES(it.seen + IPV4_HEADER, 8, it.packet + IPV4_HEADER, 8);
        if (good) {
            CHECK_INT(receive_soon(it.wire, it.seen, sizeof it.seen), PACKET);
            CHECK_INT(it.seen[IPV4_HEADER], 0); // echo reply
        }
        CHECK_NOTHING(it.wire);
    }
    CHECK_INT(csock_close(plain), 0);
    clean_up(&it);
}

enum { TCP_FLAGS = IPV4_HEADER + 13, SYN = 2, RST = 4, ACK = 16 };

// The kernel answers the SYN, receives its own answer, and has no socket for that.
NETWORK_TEST(kernel_resets_a_tcp_connection_that_a_raw_socket_begins) {
    uint8_t packet[IPV4_HEADER + 20], sum[12 + 20], seen[100];
    csock_address own, to = loopback(0);
    int server = listener(CSOCK_AF_INET, 1, &own);
    bench it = set_up();
    make_ipv4(packet, CSOCK_IPPROTO_TCP, 20);
    memset(packet + IPV4_HEADER, 0, 20);
    store16(packet + IPV4_HEADER, 4711);
    store16(packet + IPV4_HEADER + 2, (unsigned)csock_address_port(&own));
    packet[IPV4_HEADER + 12] = 0x50;
    packet[TCP_FLAGS] = SYN;
    store16(packet + IPV4_HEADER + 14, 1024);
    memcpy(sum, packet + 12, 8);
    memcpy(sum + 8, (const uint8_t[]){0, CSOCK_IPPROTO_TCP, 0, 20}, 4);
    memcpy(sum + 12, packet + IPV4_HEADER, 20);
    store16(packet + IPV4_HEADER + 16, internet_checksum(sum, sizeof sum));
    CHECK_INT(raw_send(it.out, packet, sizeof packet, NULL, 0, 0, &to, 0), sizeof packet);
    static const uint8_t flags[] = {SYN, SYN | ACK, RST};
    for (int i = 0; i < 3; i++) {
        CHECK(receive_soon(it.wire, seen, sizeof seen) >= IPV4_HEADER + 20);
        CHECK_INT(seen[TCP_FLAGS], flags[i]);
    }
    CHECK_INT(csock_close(server), 0);
    clean_up(&it);
}
