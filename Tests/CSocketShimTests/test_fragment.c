#include "csock/checksum.h"
#include "csock/result.h"
#include "csock/wire/ipv4.h"
#include "fragment_case.h"
#include "harness.h"
#include "wire_case.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// RFC 791 section 3.1: router alert and the last option have the copied bit, record route and
// no-operation do not. 32 bytes of payload.
static const uint8_t with_options[] = {
    0x4a, 0x00, 0x00, 0x48, 0xbe, 0xef, 0x00, 0x00, 0x40, 0xfd, 0x00, 0x00, 0xc0, 0x00, 0x02,
    0x01, 0xc6, 0x33, 0x64, 0x02, 0x94, 0x04, 0x00, 0x00, 0x01, 0x07, 0x07, 0x04, 0x00, 0x00,
    0x00, 0x00, 0x01, 0x88, 0x04, 0x12, 0x34, 0x00, 0x00, 0x00, 0,    1,    2,    3,    4,
    5,    6,    7,    8,    9,    10,   11,   12,   13,   14,   15,   16,   17,   18,   19,
    20,   21,   22,   23,   24,   25,   26,   27,   28,   29,   30,   31,
};
// With an MTU of 55: 8 bytes after all options, and 24 bytes after those with the copied bit.
static const uint8_t first_part[] = {
    0x4a, 0x00, 0x00, 0x30, 0xbe, 0xef, 0x20, 0x00, 0x40, 0xfd, 0xd4, 0x00, 0xc0, 0x00, 0x02, 0x01,
    0xc6, 0x33, 0x64, 0x02, 0x94, 0x04, 0x00, 0x00, 0x01, 0x07, 0x07, 0x04, 0x00, 0x00, 0x00, 0x00,
    0x01, 0x88, 0x04, 0x12, 0x34, 0x00, 0x00, 0x00, 0,    1,    2,    3,    4,    5,    6,    7,
};
static const uint8_t second_part[] = {
    0x47, 0x00, 0x00, 0x34, 0xbe, 0xef, 0x00, 0x01, 0x40, 0xfd, 0x9e, 0x68, 0xc0,
    0x00, 0x02, 0x01, 0xc6, 0x33, 0x64, 0x02, 0x94, 0x04, 0x00, 0x00, 0x88, 0x04,
    0x12, 0x34, 8,    9,    10,   11,   12,   13,   14,   15,   16,   17,   18,
    19,   20,   21,   22,   23,   24,   25,   26,   27,   28,   29,   30,   31,
};

TEST(ipv4_fragments_repeat_the_options_with_the_copied_bit) {
    packets all = cut(with_options, sizeof with_options, 55, 0);
    if (CHECK_INT(all.count, 2)) {
        CHECK_BYTES(all.bytes[0], all.lengths[0], first_part, sizeof first_part);
        CHECK_BYTES(all.bytes[1], all.lengths[1], second_part, sizeof second_part);
    }
    free_packets(&all);
}

// RFC 8200 section 4.5: every fragment has the hop-by-hop options, the routing header, and the
// destination options before that. The destination options after it are fragmented.
TEST(ipv6_fragments_repeat_the_per_fragment_headers) {
    uint8_t packet[40 + 4 * 8 + 20], wanted[40 + 4 * 8 + 16];
    make_datagram(packet, 6, sizeof packet - 40, 0);
    packet[6] = 0;
    static const uint8_t next[] = {60, 43, 60, 253};
    for (size_t i = 0; i < 4; i++) {
        memset(packet + 40 + 8 * i, 0, 8);
        packet[40 + 8 * i] = next[i];
    }
    packets all = cut(packet, sizeof packet, 40 + 3 * 8 + 8 + 11, 0x89abcdef);
    CHECK_INT(all.count, 4);
    size_t heads = 40 + 3 * 8;
    memcpy(wanted, packet, heads);
    wanted[heads - 8] = 44;
    for (size_t i = 0; i < all.count; i++) {
        size_t piece = i < 3 ? 8 : 4;
        const uint8_t fragment[] = {60, 0, 0, (uint8_t)(8 * i + (i < 3)), 0x89, 0xab, 0xcd, 0xef};
        wanted[5] = (uint8_t)(heads - 40 + 8 + piece);
        memcpy(wanted + heads, fragment, 8);
        memcpy(wanted + heads + 8, packet + heads + 8 * i, piece);
        CHECK_BYTES(all.bytes[i], all.lengths[i], wanted, heads + 8 + piece);
    }
    free_packets(&all);
}

TEST(packet_that_fits_the_mtu_is_not_fragmented) {
    for (int version = 4; version <= 6; version += 2) {
        uint8_t packet[200];
        size_t count = make_datagram(packet, version, 100, 0);
        if (version == 4) {
            packet[6] = 0x40; // Don't Fragment
            packet[10] = packet[11] = 0;
            uint16_t checksum = csock_checksum_of(packet, 20);
            packet[10] = (uint8_t)(checksum >> 8);
            packet[11] = (uint8_t)checksum;
        }
        packets all = cut(packet, count, count, 1);
        CHECK_INT(all.count, 1);
        CHECK_BYTES(all.bytes[0], all.lengths[0], packet, count);
        free_packets(&all);
    }
    csock_ipv4_header header = {.time_to_live = 1};
    csock_fragmenter fragmenter;
    uint8_t buffer[20];
    CHECK_INT(csock_fragmenter_init_ipv4(&fragmenter, &header, NULL, 0, 20, NULL), 0);
    CHECK_INT(csock_fragmenter_next(&fragmenter, buffer, sizeof buffer, NULL), 20);
    CHECK_INT(buffer[3], 20);
    CHECK_INT(csock_checksum_of(buffer, 20), 0);
    CHECK_INT(csock_fragmenter_next(&fragmenter, buffer, sizeof buffer, NULL), 0);
}

// As routers do.
TEST(ipv4_fragments_are_fragmented_again) {
    uint8_t packet[2000];
    csock_bytes whole;
    csock_reassembler table = make_table(2, 2000);
    size_t count = make_datagram(packet, 4, 1900, 3), added = 0;
    packets all = cut(packet, count, 996, 0);
    CHECK_INT(all.count, 2);
    for (size_t i = 0; i < all.count; i++) {
        packets parts = cut(all.bytes[i], all.lengths[i], 300, 0);
        for (size_t j = 0; j < parts.count; j++) {
            bool last = i == all.count - 1 && j == parts.count - 1;
            CHECK_INT(parts.bytes[j][6] >> 5, !last);
            CHECK_INT(csock_checksum_of(parts.bytes[j], 20), 0);
            CHECK_INT(add(&table, parts.bytes[j], parts.lengths[j], 0, &whole),
                      last ? CSOCK_REASSEMBLY_COMPLETE : CSOCK_REASSEMBLY_STORED);
            added++;
        }
        free_packets(&parts);
    }
    CHECK_INT(added, 8);
    CHECK_BYTES(whole.start, whole.count, packet, count);
    free_packets(&all);
    free_table(&table);
}

TEST(fragmenter_needs_room_for_a_whole_fragment) {
    for (int version = 4; version <= 6; version += 2) {
        uint8_t packet[400], buffer[400];
        csock_fragmenter fragmenter;
        csock_wire_error error;
        size_t count = make_datagram(packet, version, 300, 0), length = version == 4 ? 196 : 200;
        packets all = cut(packet, count, 200, 7);
        CHECK_INT(all.lengths[0], length);
        CHECK_INT(csock_fragmenter_init(&fragmenter, packet, count, 200, 7, NULL), 0);
        for (size_t room = 0; room < length; room++) {
            CHECK_INT(csock_fragmenter_next(&fragmenter, buffer, room, &error), -CSOCK_EPKTROOM);
            CHECK_INT(error.needed, length);
            CHECK_INT(error.available, room);
        }
        CHECK_INT(csock_fragmenter_next(&fragmenter, buffer, length, &error), length);
        CHECK_BYTES(buffer, length, all.bytes[0], all.lengths[0]);
        free_packets(&all);
    }
}

static void check_refusal(const csock_ipv4_header *header, size_t count, size_t mtu, int code,
                          const char *field, uint64_t needed, uint64_t available) {
    static const uint8_t payload[65536];
    csock_fragmenter fragmenter;
    csock_wire_error error = {0};
    uint8_t buffer[100];
    CHECK_INT(csock_fragmenter_init_ipv4(&fragmenter, header, payload, count, mtu, &error), -code);
    CHECK_TEXT(error.code ? error.field : "", field);
    CHECK_INT(error.needed, needed);
    CHECK_INT(error.available, available);
    CHECK_INT(csock_fragmenter_next(&fragmenter, buffer, sizeof buffer, NULL), 0);
}

TEST(fragmenter_refuses_ipv4_packets_that_cannot_be_fragmented) {
    static const uint8_t bad_option[] = {0x94, 9, 0, 0};
    csock_ipv4_header header = {.time_to_live = 1};
    check_refusal(&header, 9, 27, EMSGSIZE, "Total Length", 28, 27);
    check_refusal(&header, 65516, 1500, CSOCK_EPKTRANGE, "Total Length", 65536, 65535);
    csock_ipv4_header changed = header;
    changed.flags = CSOCK_IPV4_DONT_FRAGMENT;
    check_refusal(&changed, 100, 119, EMSGSIZE, "Don't Fragment", 120, 119);
    changed.flags = CSOCK_IPV4_MORE_FRAGMENTS;
    check_refusal(&changed, 15, 1500, CSOCK_EPKTRANGE, "Payload", 15, 8);
    changed.flags = 0;
    changed.fragment_offset = 8189; // 65512 bytes
    check_refusal(&changed, 4, 1500, CSOCK_EPKTRANGE, "Total Length", 65536, 65535);
    changed = header;
    changed.time_to_live = 256;
    check_refusal(&changed, 4, 1500, CSOCK_EPKTRANGE, "Time to Live", 256, 255);
    changed = header;
    changed.options.start = bad_option;
    changed.options.count = 4;
    check_refusal(&changed, 4, 1500, CSOCK_EPKTFIELD, "Option Length", 4, 9);
}

TEST(fragmenter_refuses_ipv6_packets_that_cannot_be_fragmented) {
    uint8_t packet[200];
    csock_fragmenter fragmenter;
    csock_wire_error error;
    char text[CSOCK_WIRE_ERROR_TEXT_MAX];
    size_t count = make_datagram(packet, 6, 100, 0);
    CHECK_INT(csock_fragmenter_init(&fragmenter, packet, count, 55, 0, &error), -EMSGSIZE);
    CHECK_INT(error.needed, 56);
    csock_wire_error_format(&error, text);
    CHECK_TEXT(text, "IPv6: Payload Length at byte 4: 56 bytes do not fit an MTU of 55");
    CHECK_INT(csock_fragmenter_init(&fragmenter, packet, count - 1, 1280, 0, &error),
              -CSOCK_EPKTSHORT);
    CHECK_INT(csock_fragmenter_init(&fragmenter, NULL, 0, 1280, 0, &error), -CSOCK_EPKTSHORT);
    packet[6] = 44; // the packet is a fragment
    CHECK_INT(csock_fragmenter_init(&fragmenter, packet, count, 100, 0, &error), -EMSGSIZE);
    CHECK_INT(error.needed, count);
    CHECK_INT(csock_fragmenter_init(&fragmenter, packet, count, 1280, 0, &error), 0);
    packet[6] = 0; // hop-by-hop options that end after the packet
    packet[41] = 13;
    CHECK_INT(csock_fragmenter_init(&fragmenter, packet, count, 1280, 0, &error), -CSOCK_EPKTSHORT);
    CHECK_INT(error.layer, CSOCK_LAYER_IPV6_HOP_BY_HOP);
    CHECK_INT(error.needed, 112);
    CHECK_INT(error.available, 100);
}
