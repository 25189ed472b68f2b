// For popen(3).
#define _GNU_SOURCE

#include "csock/constant.h"
#include "csock/filter.h"
#include "harness.h"
#include "random.h"
#include "raw_packet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME_MAX = 90, ETHERNET = 14 };

typedef struct {
    const char *expression; // for tcpdump
    csock_filter_match match;
} match_case;

static csock_address host4(uint8_t last) {
    csock_address address;
    csock_address_set_ipv4(&address, (const uint8_t[]){10, 0, 0, last}, 99);
    return address;
}

static csock_address host6(uint8_t last) {
    csock_address address;
    csock_address_set_ipv6(&address, (const uint8_t[16]){0xfd, [7] = 1, [15] = last}, 99, 0, 0);
    return address;
}

// tcpdump does not know UDP-Lite.
#define PORTS(number)                                                                              \
    "(port " number " or ((ip[9] = 136 and ip[6:2] & 0x1fff = 0 and "                              \
    "(ip[(ip[0] & 15) * 4:2] = " number " or ip[(ip[0] & 15) * 4 + 2:2] = " number ")) or "        \
    "(ip6[6] = 136 and (ip6[40:2] = " number " or ip6[42:2] = " number "))))"

static size_t make_cases(match_case cases[16]) {
    csock_filter_match all = csock_filter_match_all();
    size_t count = 0;
#define ADD(text, ...)                                                                             \
    do {                                                                                           \
        csock_filter_match match = all;                                                            \
        __VA_ARGS__;                                                                               \
        cases[count++] = (match_case){text, match};                                                \
    } while (0)
    ADD("", (void)0);
    ADD("ether proto 0x0806", match.ethertype = 0x0806);
    ADD("ip6", match.ethertype = 0x86dd);
    ADD("ip proto 17 or ip6 proto 17", match.protocol = 17);
    ADD("ip proto 1", match.protocol = 1, match.ethertype = 0x0800);
    ADD("ip host 10.0.0.1", match.host = host4(1));
    ADD("ip6 host fd00:0:0:1::1", match.host = host6(1));
    ADD("tcp port 80", match.protocol = 6, match.port = 80);
    ADD("udp port 53 and host 10.0.0.2", match.protocol = 17, match.port = 53,
        match.host = host4(2));
    ADD("udp port 53 and host fd00:0:0:1::2", match.protocol = 17, match.port = 53,
        match.host = host6(2));
    ADD(PORTS("53"), match.port = 53);
#undef ADD
    return count;
}

// Frames that resemble the cases: complete, truncated, or with one changed bit.
static size_t random_frame(uint64_t *random, uint8_t frame[FRAME_MAX]) {
    static const uint16_t types[] = {0x0800, 0x0800, 0x0800, 0x86dd, 0x86dd, 0x86dd, 0x0806};
    static const uint8_t protocols[] = {6, 17, 1, 58, 132, 136, 44};
    static const uint16_t ports[] = {53, 80, 53, 1053};
    bool is_ipv6;
    uint16_t type = types[next_random(random) % 7];
    uint8_t protocol = protocols[next_random(random) % 7], *ip = frame + ETHERNET;
    memset(frame, 0, FRAME_MAX);
    store16(frame + 12, type);
    is_ipv6 = type == 0x86dd;
    if (is_ipv6) {
        make_ipv6(ip, protocol, 8);
        for (int side = 0; side < 2; side++)
            memcpy(ip + 8 + 16 * side,
                   (const uint8_t[16]){0xfd, [7] = 1, [15] = (uint8_t)(next_random(random) % 3)},
                   16);
    } else {
        make_ipv4(ip, protocol, 8);
        ip[0] = (uint8_t)(0x45 + next_random(random) % 3);
        if (next_random(random) % 4 == 0)
            store16(ip + 6, (unsigned)next_random(random) & 0xffff);
        for (int side = 0; side < 2; side++)
            memcpy(ip + 12 + 4 * side,
                   (const uint8_t[]){10, 0, 0, (uint8_t)(next_random(random) % 3)}, 4);
    }
    uint8_t *transport = ip + (is_ipv6 ? IPV6_HEADER : (ip[0] & 15) * 4);
    store16(transport, ports[next_random(random) % 4]);
    store16(transport + 2, ports[next_random(random) % 4]);
    if (next_random(random) % 4 == 0)
        frame[next_random(random) % 60] ^= (uint8_t)(1u << next_random(random) % 8);
    return next_random(random) % 4 ? FRAME_MAX : (size_t)(next_random(random) % FRAME_MAX);
}

static uint32_t run(const csock_filter_instruction *program, int count, const uint8_t *bytes,
                    size_t length) {
    const csock_filter_packet packet = {
        .bytes = bytes, .count = length, .length = (uint32_t)length};
    return csock_filter_run(program, (size_t)count, &packet);
}

// tcpdump -ddd: the number of instructions, then four numbers each.
static int compile_by_tcpdump(const char *expression, csock_filter_instruction *program, int most) {
    char command[500];
    int count = 0;
    snprintf(command, sizeof command, "tcpdump -y EN10MB -ddd '%s' 2>/dev/null", expression);
    FILE *output = popen(command, "re");
    if (!output)
        return 0;
    if (fscanf(output, "%d", &count) != 1 || count > most)
        count = 0;
    for (int i = 0; i < count; i++) {
        unsigned code, jump_true, jump_false, k;
        if (!CHECK_INT(fscanf(output, "%u %u %u %u", &code, &jump_true, &jump_false, &k), 4))
            break;
        program[i] =
            (csock_filter_instruction){(uint16_t)code, (uint8_t)jump_true, (uint8_t)jump_false, k};
    }
    pclose(output);
    return count;
}

TEST(filter_compile_matches_as_tcpdumps_compiler_does) {
    match_case cases[16];
    uint8_t frame[FRAME_MAX];
    uint64_t random = 53;
    size_t count = make_cases(cases);
    for (size_t i = 0; i < count; i++) {
        csock_filter_instruction own[CSOCK_FILTER_COMPILED_MAX], theirs[200];
        int own_count = csock_filter_compile(&cases[i].match, own);
        int their_count = compile_by_tcpdump(cases[i].expression, theirs, 200);
        if (their_count == 0)
            SKIP("no tcpdump");
        set_case(cases[i].expression);
        CHECK_BETWEEN(own_count, 1, CSOCK_FILTER_COMPILED_MAX);
        CHECK_INT(csock_filter_validate(own, (size_t)own_count, NULL), 0);
        CHECK_INT(csock_filter_validate(theirs, (size_t)their_count, NULL), 0);
        int matches = 0;
        for (int round = 0; round < 4000; round++) {
            size_t length = random_frame(&random, frame);
            bool wanted = run(theirs, their_count, frame, length) != 0;
            matches += wanted;
            if (!CHECK_INT(run(own, own_count, frame, length) != 0, wanted))
                break;
        }
        CHECK_BETWEEN(matches, 20, 4000);
    }
}

TEST(filter_compile_without_ethernet_matches_the_same_packets) {
    match_case cases[16];
    uint8_t frame[FRAME_MAX];
    uint64_t random = 80;
    size_t count = make_cases(cases);
    for (size_t i = 0; i < count; i++) {
        csock_filter_instruction ethernet[CSOCK_FILTER_COMPILED_MAX],
            bare[CSOCK_FILTER_COMPILED_MAX];
        csock_filter_match match = cases[i].match;
        match.ethertype = -1;
        int ethernet_count = csock_filter_compile(&match, ethernet);
        match.ethernet = false;
        match.keep = 7;
        int bare_count = csock_filter_compile(&match, bare);
        for (int round = 0; round < 2000; round++) {
            size_t length = random_frame(&random, frame);
            uint16_t type = load16(frame + 12);
            if (length < ETHERNET + 1 || (type != 0x0800 && type != 0x86dd) ||
                frame[ETHERNET] >> 4 != (type == 0x0800 ? 4 : 6))
                continue; // the EtherType differs from the version
            bool wanted = run(ethernet, ethernet_count, frame, length) != 0;
            if (!CHECK_INT(run(bare, bare_count, frame + ETHERNET, length - ETHERNET),
                           wanted ? 7 : 0))
                break;
        }
    }
}

TEST(filter_compile_refuses_values_out_of_range) {
    csock_filter_instruction program[CSOCK_FILTER_COMPILED_MAX];
    csock_filter_match match = csock_filter_match_all();
    csock_address_set_unix_unnamed(&match.host);
    CHECK_INT(csock_filter_compile(&match, program), -EINVAL);
    static const int32_t wrong[][3] = {{0x10000, -1, -1}, {-2, -1, -1},    {-1, 256, -1},
                                       {-1, -2, -1},      {-1, -1, 65536}, {-1, -1, -2}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        match = csock_filter_match_all();
        match.ethertype = wrong[i][0];
        match.protocol = wrong[i][1];
        match.port = wrong[i][2];
        CHECK_INT(csock_filter_compile(&match, program), -EINVAL);
    }
    match = csock_filter_match_all();
    match.ethernet = false;
    match.ethertype = 0x0800;
    CHECK_INT(csock_filter_compile(&match, program), -EINVAL);
}
