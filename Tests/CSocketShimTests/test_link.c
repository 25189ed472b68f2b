#include "csock/link.h"

#include "csock/address_text.h"
#include "csock/constant.h"
#include "csock/link_address.h"
#include "csock/multicast.h"
#include "csock/option.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "interfaces.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <limits.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

enum { ETHERNET = 14, EXPERIMENTAL = 0x88b5 }; // an EtherType for local experiments: IEEE 802

TEST(link_addresses_round_trip) {
    csock_address address;
    for (uint8_t length = 0; length <= CSOCK_HARDWARE_MAX; length++) {
        csock_link_address packet = {.interface_index = 7,
                                     .protocol = 0x0800,
                                     .hardware_type = CSOCK_ARPHRD_INFINIBAND,
                                     .packet_type = CSOCK_PACKET_OTHERHOST,
                                     .hardware_length = length};
        csock_link_address read;
        for (uint8_t i = 0; i < length; i++)
            packet.hardware[i] = (uint8_t)(i + 1);
        memset(&read, 0xa5, sizeof read);
        CHECK_INT(csock_address_set_link(&address, &packet), 0);
        CHECK_INT(address.length, length > 8 ? 12 + length : 20);
        CHECK_INT(csock_address_family(&address), CSOCK_AF_PACKET);
        CHECK_INT(csock_address_get_link(&address, &read), 0);
        CHECK_BYTES(&read, sizeof read, &packet, sizeof packet);
        CHECK_INT(csock_address_port(&address), -EAFNOSUPPORT);
    }
    // sll_protocol is in network byte order.
    CHECK_BYTES(address.storage.bytes + 2, 2, "\x08\x00", 2);
}

TEST(link_addresses_with_wrong_lengths_are_refused) {
    csock_address address = loopback(80);
    csock_link_address packet = {.hardware_length = CSOCK_HARDWARE_MAX + 1};
    CHECK_INT(csock_address_get_link(&address, &packet), -EAFNOSUPPORT);
    CHECK_INT(csock_address_set_link(&address, &packet), -EINVAL);
    packet = (csock_link_address){.interface_index = (uint32_t)INT_MAX + 1};
    CHECK_INT(csock_address_set_link(&address, &packet), -EINVAL);

    // sll_halen says more than the bytes hold.
    uint8_t bytes[CSOCK_ADDRESS_MAX] = {[11] = 255};
    uint16_t family = CSOCK_AF_PACKET;
    memcpy(bytes, &family, sizeof family);
    for (size_t length = 2; length <= sizeof bytes; length++) {
        CHECK_INT(csock_address_set_bytes(&address, bytes, length), 0);
        CHECK_INT(csock_address_get_link(&address, &packet), length < 12 ? -EAFNOSUPPORT : 0);
        if (length >= 12)
            CHECK_INT(packet.hardware_length, length < 12 + 32 ? length - 12 : 32);
    }
}

TEST(link_address_text_has_interface_hardware_address_and_protocol) {
    char text[CSOCK_ADDRESS_TEXT_MAX], wanted[40];
    csock_address address;
    csock_link_address packet = {.interface_index = if_nametoindex("lo"),
                                 .protocol = 0x0800,
                                 .hardware_length = 6,
                                 .hardware = {2, 0, 0, 0, 0, 0xab}};
    CHECK_INT(csock_address_set_link(&address, &packet), 0);
    text[csock_address_format(&address, text)] = 0;
    CHECK_TEXT(text, "lo 02:00:00:00:00:ab 0x0800");
    packet = (csock_link_address){.protocol = 3};
    CHECK_INT(csock_address_set_link(&address, &packet), 0);
    text[csock_address_format(&address, text)] = 0;
    CHECK_TEXT(text, "any 0x0003");
    packet = (csock_link_address){.interface_index = INT_MAX, .hardware_length = 32};
    CHECK_INT(csock_address_set_link(&address, &packet), 0);
    text[csock_address_format(&address, text)] = 0;
    CHECK_INT(strlen(text), 10 + 32 * 3 + 7);
    snprintf(wanted, sizeof wanted, "%d 00:00:", INT_MAX);
    CHECK_BYTES(text, strlen(wanted), wanted, strlen(wanted));
}

static int64_t open_packet(void) {
    return csock_link_socket(CSOCK_SOCK_DGRAM, CSOCK_ETH_P_ALL);
}

TEST(link_sockets_need_a_privilege_and_a_valid_protocol) {
    CHECK_INT(unprivileged(open_packet), -EPERM);
    CHECK_INT(csock_link_socket(CSOCK_SOCK_RAW, 0x10000), -EINVAL);
    CHECK_INT(csock_link_bind(-1, 0, 0), -EBADF);
    CHECK_INT(csock_link_bind(-1, 0, 0x10000), -EINVAL);
}

NETWORK_TEST(link_bind_reports_unknown_interfaces) {
    int fd = csock_link_socket(CSOCK_SOCK_RAW, 0);
    CHECK_INT(csock_link_socket(CSOCK_SOCK_STREAM, 0), -ESOCKTNOSUPPORT);
    CHECK_INT(csock_link_bind(fd, INT_MAX, CSOCK_ETH_P_ALL), -ENODEV);
    CHECK_INT(csock_link_bind(fd, UINT32_MAX, CSOCK_ETH_P_ALL), -EINVAL);
    CHECK_INT(csock_close(fd), 0);
}

static int bound_link_socket(int type, const char *interface, uint32_t protocol) {
    csock_address address;
    csock_link_address packet;
    int fd = csock_link_socket(type, 0);
    CHECK_INT(csock_link_bind(fd, if_nametoindex(interface), protocol), 0);
    CHECK_INT(csock_local_address(fd, &address), 0);
    CHECK_INT(csock_address_get_link(&address, &packet), 0);
    CHECK_INT(packet.protocol, protocol);
    CHECK_INT(packet.interface_index, if_nametoindex(interface));
    CHECK_INT(packet.hardware_length, 6);
    return fd;
}

static const uint8_t frame[] = {2, 0,   0,    0,    0,   0xb, 2,   0,   0,  0,
                                0, 0xa, 0x88, 0xb5, 'h', 'e', 'l', 'l', 'o'};

static csock_link_address receive_frame(int fd, const void *wanted, size_t count) {
    uint8_t bytes[200];
    csock_address from;
    csock_link_address packet = {0};
    csock_received message;
    ssize_t got = csock_recv_message(fd, bytes, sizeof bytes, 0, &message, CSOCK_SECOND);
    from = message.from;
    CHECK_BYTES(bytes, got < 0 ? 0 : (size_t)got, wanted, count);
    CHECK_INT(csock_address_get_link(&from, &packet), 0);
    return packet;
}

static bool file_contains(const char *path, const char *text) {
    char line[200];
    bool found = false;
    FILE *file = fopen(path, "re");
    while (file && !found && fgets(line, sizeof line, file))
        found = strstr(line, text) != NULL;
    if (file)
        fclose(file);
    return found;
}

NETWORK_TEST(link_sockets_send_and_receive_frames) {
    if (!make_cable())
        SKIP("no veth(4) here");
    int out = bound_link_socket(CSOCK_SOCK_RAW, "va", EXPERIMENTAL);
    int in = bound_link_socket(CSOCK_SOCK_RAW, "vb", EXPERIMENTAL);
    int other = bound_link_socket(CSOCK_SOCK_RAW, "vb", EXPERIMENTAL + 1);
    int cooked = bound_link_socket(CSOCK_SOCK_DGRAM, "vb", EXPERIMENTAL);
    CHECK_INT(csock_send(out, frame, sizeof frame, 0, 0), sizeof frame);
    csock_link_address from = receive_frame(in, frame, sizeof frame);
    CHECK_INT(from.interface_index, if_nametoindex("vb"));
    CHECK_INT(from.protocol, EXPERIMENTAL);
    CHECK_INT(from.hardware_type, CSOCK_ARPHRD_ETHER);
    CHECK_INT(from.packet_type, CSOCK_PACKET_HOST);
    CHECK_BYTES(from.hardware, from.hardware_length, frame + 6, 6);
    receive_frame(cooked, frame + ETHERNET, sizeof frame - ETHERNET);
    CHECK_NOTHING(other);

    // The kernel writes the Ethernet header: from va to the hardware address of `to`.
    csock_address to;
    int sender = csock_link_socket(CSOCK_SOCK_DGRAM, 0);
    csock_link_address packet = {
        .interface_index = if_nametoindex("va"), .protocol = EXPERIMENTAL, .hardware_length = 6};
    memcpy(packet.hardware, frame, 6);
    CHECK_INT(csock_address_set_link(&to, &packet), 0);
    CHECK_INT(csock_send_to(sender, "hello", 5, 0, &to, 0), 5);
    receive_frame(in, frame, sizeof frame);
    close_pair((const int[]){out, in});
    close_pair((const int[]){other, cooked});
    CHECK_INT(csock_close(sender), 0);
}

// veth(4) does not filter by address, so that only the counters of the interface show this.
NETWORK_TEST(link_memberships_change_the_interface_until_they_are_dropped) {
    static const uint8_t group[] = {0x01, 0x00, 0x5e, 0x00, 0x00, 0x63};
    if (!make_cable())
        SKIP("no veth(4) here");
    uint32_t vb = if_nametoindex("vb");
    int fd = csock_link_socket(CSOCK_SOCK_RAW, 0), add = CSOCK_PACKET_ADD_MEMBERSHIP;
    for (int twice = 0; twice < 2; twice++) {
        CHECK_INT(csock_set_link_membership(fd, add, vb, CSOCK_PACKET_MR_PROMISC, NULL, 0), 0);
        CHECK_INT(link_number("vb", PROMISCUITY), 1);
    }
    for (int left = 1; left >= 0; left--) {
        CHECK_INT(csock_set_link_membership(fd, CSOCK_PACKET_DROP_MEMBERSHIP, vb,
                                            CSOCK_PACKET_MR_PROMISC, NULL, 0),
                  0);
        CHECK_INT(link_number("vb", PROMISCUITY), left);
    }
    // Dropping a membership that was not added succeeds.
    CHECK_INT(csock_set_link_membership(fd, CSOCK_PACKET_DROP_MEMBERSHIP, vb,
                                        CSOCK_PACKET_MR_PROMISC, NULL, 0),
              0);
    CHECK_INT(csock_set_link_membership(fd, add, vb, CSOCK_PACKET_MR_ALLMULTI, NULL, 0), 0);
    CHECK_INT(csock_set_link_membership(fd, add, vb, CSOCK_PACKET_MR_MULTICAST, group, 6), 0);
    CHECK_INT(csock_set_link_membership(fd, add, vb, CSOCK_PACKET_MR_UNICAST, group, 6), 0);
    CHECK(file_contains("/proc/self/net/dev_mcast", "01005e000063"));

    CHECK_INT(csock_set_link_membership(fd, add, vb, CSOCK_PACKET_MR_MULTICAST, group, 5), -EINVAL);
    CHECK_INT(csock_set_link_membership(fd, add, vb, CSOCK_PACKET_MR_MULTICAST, group, 33),
              -EINVAL);
    CHECK_INT(csock_set_link_membership(fd, add, vb, -1, NULL, 0), -EINVAL);
    CHECK_INT(csock_set_link_membership(fd, add, vb, 0x10000, NULL, 0), -EINVAL);
    CHECK_INT(csock_set_link_membership(fd, add, INT_MAX, CSOCK_PACKET_MR_PROMISC, NULL, 0),
              -ENODEV);
    CHECK_INT(csock_set_link_membership(fd, add, UINT32_MAX, CSOCK_PACKET_MR_PROMISC, NULL, 0),
              -ENODEV);
    CHECK_INT(csock_close(fd), 0); // drops the memberships
    CHECK(!file_contains("/proc/self/net/dev_mcast", "01005e000063"));
}

NETWORK_TEST(received_frames_say_whom_they_were_sent_to) {
    uint8_t strange[sizeof frame];
    if (!make_cable())
        SKIP("no veth(4) here");
    int out = bound_link_socket(CSOCK_SOCK_RAW, "va", EXPERIMENTAL);
    int in = bound_link_socket(CSOCK_SOCK_RAW, "vb", EXPERIMENTAL);
    static const struct {
        uint8_t first, last, type;
    } cases[] = {{2, 0xb, CSOCK_PACKET_HOST},
                 {2, 0xc, CSOCK_PACKET_OTHERHOST},
                 {3, 0xb, CSOCK_PACKET_MULTICAST}};
    memcpy(strange, frame, sizeof frame);
    CHECK_INT(csock_set_link_membership(in, CSOCK_PACKET_ADD_MEMBERSHIP, if_nametoindex("vb"),
                                        CSOCK_PACKET_MR_PROMISC, NULL, 0),
              0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strange[0] = cases[i].first;
        strange[5] = cases[i].last;
        CHECK_INT(csock_send(out, strange, sizeof strange, 0, 0), sizeof strange);
        CHECK_INT(receive_frame(in, strange, sizeof strange).packet_type, cases[i].type);
    }
    memset(strange, 0xff, 6);
    CHECK_INT(csock_send(out, strange, sizeof strange, 0, 0), sizeof strange);
    CHECK_INT(receive_frame(in, strange, sizeof strange).packet_type, CSOCK_PACKET_BROADCAST);
    close_pair((const int[]){out, in});
}

NETWORK_TEST(packet_ignore_outgoing_hides_outgoing_frames) {
    if (!make_cable())
        SKIP("no veth(4) here");
    int out = bound_link_socket(CSOCK_SOCK_RAW, "va", EXPERIMENTAL);
    int watch = bound_link_socket(CSOCK_SOCK_RAW, "va", CSOCK_ETH_P_ALL);
    CHECK_INT(csock_send(out, frame, sizeof frame, 0, 0), sizeof frame);
    CHECK_INT(receive_frame(watch, frame, sizeof frame).packet_type, CSOCK_PACKET_OUTGOING);
    CHECK_INT(csock_set_option_int(watch, CSOCK_SOL_PACKET, CSOCK_PACKET_IGNORE_OUTGOING, 1), 0);
    CHECK_INT(csock_send(out, frame, sizeof frame, 0, 0), sizeof frame);
    CHECK_NOTHING(watch);
    close_pair((const int[]){out, watch});
}

NETWORK_TEST(link_options_are_set_and_read_as_integers) {
    static const int names[] = {CSOCK_PACKET_AUXDATA, CSOCK_PACKET_ORIGDEV,
                                CSOCK_PACKET_QDISC_BYPASS, CSOCK_PACKET_IGNORE_OUTGOING};
    int fd = csock_link_socket(CSOCK_SOCK_RAW, 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        int64_t value = -1;
        CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_PACKET, names[i], &value), 0);
        CHECK_INT(value, 0);
        CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_PACKET, names[i], 1), 0);
        CHECK_INT(csock_get_option_int(fd, CSOCK_SOL_PACKET, names[i], &value), 0);
        CHECK_INT(value, 1);
    }
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(link_statistics_are_reset_when_they_are_read) {
    csock_link_statistics seen = {9, 9};
    int fd = bound_link_socket(CSOCK_SOCK_RAW, "lo", EXPERIMENTAL);
    CHECK_INT(csock_set_option_int(fd, CSOCK_SOL_PACKET, CSOCK_PACKET_IGNORE_OUTGOING, 1), 0);
    CHECK_INT(csock_take_link_statistics(fd, &seen), 0);
    CHECK_INT(seen.packets + seen.drops, 0);
    for (int i = 0; i < 3; i++)
        CHECK_INT(csock_send(fd, frame, sizeof frame, 0, 0), sizeof frame);
    CHECK_INT(csock_take_link_statistics(fd, &seen), 0);
    CHECK_INT(seen.packets, 3);
    CHECK_INT(seen.drops, 0);
    CHECK_INT(csock_take_link_statistics(fd, &seen), 0);
    CHECK_INT(seen.packets, 0);
    CHECK_INT(csock_close(fd), 0);
    int udp = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_take_link_statistics(udp, &seen), -EOPNOTSUPP);
    CHECK_INT(csock_close(udp), 0);
}
