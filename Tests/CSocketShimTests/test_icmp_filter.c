#include "csock/icmp_filter.h"

#include "csock/constant.h"
#include "csock/raw.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "pieces.h"
#include "raw_packet.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>

enum { ECHO_REPLY = 0, UNREACHABLE = 3, ECHO = 8, ECHO6 = 128, ECHO_REPLY6 = 129 };

TEST(icmpv4_filter_passes_and_blocks_every_type) {
    csock_icmpv4_filter pass = csock_icmpv4_filter_pass_all();
    csock_icmpv4_filter block = csock_icmpv4_filter_block_all();
    CHECK_INT(pass.blocked, 0);
    for (uint32_t type = 0; type < 300; type++) {
        bool known = type < 32;
        CHECK_INT(csock_icmpv4_filter_passes(&pass, type), true);
        CHECK_INT(csock_icmpv4_filter_passes(&block, type), !known);
        csock_icmpv4_filter one = csock_icmpv4_filter_block_all();
        CHECK_INT(csock_icmpv4_filter_pass(&one, type), known ? 0 : -EINVAL);
        CHECK_INT(one.blocked, known ? UINT32_MAX ^ UINT32_C(1) << type : UINT32_MAX);
        one = csock_icmpv4_filter_pass_all();
        CHECK_INT(csock_icmpv4_filter_block(&one, type), known ? 0 : -EINVAL);
        CHECK_INT(one.blocked, known ? UINT32_C(1) << type : 0);
    }
    CHECK_INT(csock_icmpv4_filter_block(&pass, UINT32_MAX), -EINVAL);
}

TEST(icmpv6_filter_passes_and_blocks_every_type) {
    csock_icmpv6_filter pass = csock_icmpv6_filter_pass_all();
    csock_icmpv6_filter block = csock_icmpv6_filter_block_all();
    for (uint32_t type = 0; type < 300; type++) {
        bool known = type < 256;
        CHECK_INT(csock_icmpv6_filter_passes(&pass, type), known);
        CHECK_INT(csock_icmpv6_filter_passes(&block, type), false);
        csock_icmpv6_filter one = csock_icmpv6_filter_block_all();
        csock_icmpv6_filter other = csock_icmpv6_filter_pass_all();
        CHECK_INT(csock_icmpv6_filter_pass(&one, type), known ? 0 : -EINVAL);
        CHECK_INT(csock_icmpv6_filter_block(&other, type), known ? 0 : -EINVAL);
        for (uint32_t each = 0; each < 256; each++) {
            CHECK_INT(csock_icmpv6_filter_passes(&one, each), each == type);
            CHECK_INT(csock_icmpv6_filter_passes(&other, each), each != type);
        }
    }
    CHECK_INT(csock_icmpv6_filter_pass(&block, UINT32_MAX), -EINVAL);
}

// With `1 << (type & 31)`, blocking type 42 would block type 10.
TEST(icmp_filters_refuse_types_that_they_have_no_bit_for) {
    csock_icmpv4_filter filter = csock_icmpv4_filter_pass_all();
    CHECK_INT(csock_icmpv4_filter_block(&filter, 42), -EINVAL);
    CHECK_INT(csock_icmpv4_filter_passes(&filter, 10), true);
    filter = csock_icmpv4_filter_block_all();
    CHECK_INT(csock_icmpv4_filter_pass(&filter, 42), -EINVAL);
    CHECK_INT(csock_icmpv4_filter_passes(&filter, 10), false);
    csock_icmpv6_filter filter6 = csock_icmpv6_filter_pass_all();
    CHECK_INT(csock_icmpv6_filter_block(&filter6, 256 + 10), -EINVAL);
    CHECK_INT(csock_icmpv6_filter_passes(&filter6, 10), true);
}

NETWORK_TEST(kernel_applies_an_icmpv4_filter) {
    uint8_t bytes[100], echo[8];
    csock_icmpv4_filter filter = csock_icmpv4_filter_block_all(), read = {1};
    csock_address to = loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_ICMP, false, 0);
    CHECK_INT(csock_get_icmpv4_filter(fd, &read), 0);
    CHECK_INT(read.blocked, 0);
    CHECK_INT(csock_icmpv4_filter_pass(&filter, ECHO_REPLY), 0);
    CHECK_INT(csock_set_icmpv4_filter(fd, &filter), 0);
    CHECK_INT(csock_get_icmpv4_filter(fd, &read), 0);
    CHECK_INT(read.blocked, filter.blocked);

    make_echo(echo, 7, 1);
    CHECK_INT(raw_send(fd, echo, 8, NULL, 0, 0, &to, 0), 8);
    CHECK_INT(receive_soon(fd, bytes, sizeof bytes), IPV4_HEADER + 8);
    CHECK_INT(bytes[IPV4_HEADER], ECHO_REPLY);
    CHECK_NOTHING(fd); // the request itself is blocked
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(kernel_applies_an_icmpv6_filter) {
    uint8_t bytes[100], echo[8] = {ECHO6};
    csock_icmpv6_filter filter = csock_icmpv6_filter_block_all(), read = {{1}};
    csock_address to = ipv6_loopback(0);
    int fd = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_ICMPV6, false, 0);
    CHECK_INT(csock_get_icmpv6_filter(fd, &read), 0);
    CHECK_INT(csock_icmpv6_filter_passes(&read, ECHO6), true);
    CHECK_INT(csock_icmpv6_filter_pass(&filter, ECHO_REPLY6), 0);
    CHECK_INT(csock_set_icmpv6_filter(fd, &filter), 0);
    CHECK_INT(csock_get_icmpv6_filter(fd, &read), 0);
    CHECK_BYTES(&read, sizeof read, &filter, sizeof filter);

    CHECK_INT(raw_send(fd, echo, 8, NULL, 0, 0, &to, 0), 8);
    CHECK_INT(receive_soon(fd, bytes, sizeof bytes), 8);
    CHECK_INT(bytes[0], ECHO_REPLY6);
    CHECK_NOTHING(fd);
    CHECK_INT(csock_close(fd), 0);
}

NETWORK_TEST(icmp_filters_are_refused_by_sockets_of_other_protocols) {
    csock_icmpv4_filter filter = {0};
    csock_icmpv6_filter filter6 = {{0}};
    int raw = csock_raw_socket(CSOCK_AF_INET, CSOCK_IPPROTO_UDP, false, 0);
    int raw6 = csock_raw_socket(CSOCK_AF_INET6, CSOCK_IPPROTO_UDP, false, 0);
    int udp = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_set_icmpv4_filter(raw, &filter), -EOPNOTSUPP);
    CHECK_INT(csock_get_icmpv4_filter(raw, &filter), -EOPNOTSUPP);
    CHECK_INT(csock_set_icmpv6_filter(raw6, &filter6), -EOPNOTSUPP);
    CHECK_INT(csock_get_icmpv6_filter(raw6, &filter6), -EOPNOTSUPP);
    CHECK_INT(csock_set_icmpv4_filter(udp, &filter), -ENOPROTOOPT);
    CHECK_INT(csock_set_icmpv6_filter(udp, &filter6), -ENOPROTOOPT);
    CHECK_INT(csock_set_icmpv4_filter(-1, &filter), -EBADF);
    CHECK_INT(csock_close(raw), 0);
    CHECK_INT(csock_close(raw6), 0);
    CHECK_INT(csock_close(udp), 0);
}
