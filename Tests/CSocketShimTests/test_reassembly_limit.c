#include "csock/checksum.h"
#include "fragment_case.h"
#include "harness.h"

#include <errno.h>
#include <string.h>

// RFC 8200 section 4.5, RFC 1858.
TEST(first_fragment_must_have_the_upper_layer_header) {
    static const struct {
        uint8_t protocol;
        size_t payload;
        int version, outcome;
    } cases[] = {
        {6, 8, 4, CSOCK_REASSEMBLY_HEADER},  {6, 16, 4, CSOCK_REASSEMBLY_STORED},
        {17, 8, 4, CSOCK_REASSEMBLY_STORED}, {6, 16, 6, CSOCK_REASSEMBLY_HEADER},
        {6, 24, 6, CSOCK_REASSEMBLY_STORED}, {132, 8, 6, CSOCK_REASSEMBLY_HEADER},
        {58, 8, 6, CSOCK_REASSEMBLY_STORED}, {60, 16, 6, CSOCK_REASSEMBLY_HEADER},
        {51, 8, 6, CSOCK_REASSEMBLY_HEADER}, {60, 32, 6, CSOCK_REASSEMBLY_STORED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t fragment[100];
        csock_bytes datagram;
        csock_reassembler table = make_table(1, 256);
        size_t count = make_fragment(fragment, cases[i].version, 0, cases[i].payload, true);
        fragment[cases[i].version == 4 ? 9 : 40] = cases[i].protocol;
        fragment[48] = 6; // a TCP header after an options header of 8 bytes
        fragment[49] = 0;
        CHECK_INT(add(&table, fragment, count, 0, &datagram), cases[i].outcome);
        free_table(&table);
    }
}

TEST(table_is_full_until_a_datagram_is_given_up) {
    csock_reassembler table = make_table(3, 256);
    uint8_t fragment[100];
    csock_bytes datagram;
    size_t count = make_fragment(fragment, 4, 1, 8, true);
    for (uint8_t i = 0; i < 4; i++) {
        fragment[5] = i;
        CHECK_INT(add(&table, fragment, count, i, &datagram),
                  i < 3 ? CSOCK_REASSEMBLY_STORED : CSOCK_REASSEMBLY_FULL);
    }
    // A datagram that was given up makes room.
    fragment[5] = 1;
    fragment[20] ^= 1;
    CHECK_INT(add(&table, fragment, count, 4, &datagram), CSOCK_REASSEMBLY_OVERLAP);
    fragment[5] = 3;
    CHECK_INT(add(&table, fragment, count, 5, &datagram), CSOCK_REASSEMBLY_STORED);
    fragment[5] = 4;
    CHECK_INT(add(&table, fragment, count, 6, &datagram), CSOCK_REASSEMBLY_FULL);
    CHECK_INT(table.outcomes[CSOCK_REASSEMBLY_FULL], 2);
    free_table(&table);
}

TEST(datagrams_differ_by_addresses_and_identification) {
    // IPv4: identification, protocol, source, destination. IPv6: source, destination,
    // identification, but not the next header.
    static const struct {
        int version;
        size_t byte;
        bool other;
    } cases[] = {{4, 5, true},  {4, 9, true},  {4, 12, true}, {4, 19, true},
                 {4, 8, false}, {6, 8, true},  {6, 39, true}, {6, 44, true},
                 {6, 47, true}, {6, 7, false}, {6, 40, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_reassembler table = make_table(2, 256);
        uint8_t fragment[100];
        csock_bytes datagram;
        CHECK_INT(add_made(&table, cases[i].version, 0, 8, true), CSOCK_REASSEMBLY_STORED);
        size_t count = make_fragment(fragment, cases[i].version, 1, 8, false);
        fragment[cases[i].byte] ^= 1;
        CHECK_INT(add(&table, fragment, count, 0, &datagram),
                  cases[i].other ? CSOCK_REASSEMBLY_STORED : CSOCK_REASSEMBLY_COMPLETE);
        free_table(&table);
    }
}

TEST(datagrams_expire_after_the_timeout) {
    csock_reassembler table = make_table(1, 256);
    uint8_t first[100], last[100];
    csock_bytes datagram;
    const int64_t limit = 30 * CSOCK_SECOND, starts[] = {0, 1000, INT64_MIN, -limit};
    size_t count = make_fragment(first, 4, 0, 8, true);
    CHECK_INT(make_fragment(last, 4, 1, 8, false), count);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        int64_t start = starts[i];
        CHECK_INT(add(&table, first, count, start, &datagram), CSOCK_REASSEMBLY_STORED);
        CHECK_INT(add(&table, first, count, start + 1, &datagram), CSOCK_REASSEMBLY_DUPLICATE);
        CHECK_INT(csock_reassembler_expire(&table, start + limit - 1), 0);
        CHECK_INT(add(&table, last, count, start + limit - 1, &datagram),
                  CSOCK_REASSEMBLY_COMPLETE);
        CHECK_INT(add(&table, first, count, start, &datagram), CSOCK_REASSEMBLY_STORED);
        CHECK_INT(add(&table, last, count, start + limit, &datagram), CSOCK_REASSEMBLY_STORED);
        CHECK_INT(table.expired, 2 * i + 1);
        CHECK_INT(csock_reassembler_expire(&table, INT64_MAX), 1);
    }
    free_table(&table);
}

TEST(reassembly_combines_ecn_marks) {
    // RFC 3168 section 5.3: a CE mark in one fragment marks the datagram. A CE mark beside a
    // fragment that is not ECN-capable is an error.
    static const struct {
        uint8_t first, last;
        int outcome;
        uint8_t whole;
    } cases[] = {
        {0, 0, CSOCK_REASSEMBLY_COMPLETE, 0},   {2, 2, CSOCK_REASSEMBLY_COMPLETE, 2},
        {2, 3, CSOCK_REASSEMBLY_COMPLETE, 3},   {3, 1, CSOCK_REASSEMBLY_COMPLETE, 3},
        {3, 3, CSOCK_REASSEMBLY_COMPLETE, 3},   {0, 3, CSOCK_REASSEMBLY_CONGESTION, 0},
        {3, 0, CSOCK_REASSEMBLY_CONGESTION, 0},
    };
    for (int version = 4; version <= 6; version += 2)
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            csock_reassembler table = make_table(1, 256);
            uint8_t fragment[100];
            csock_bytes datagram;
            int shift = version == 4 ? 0 : 4;
            size_t count = make_fragment(fragment, version, 0, 8, true);
            fragment[1] |= (uint8_t)(cases[i].first << shift);
            CHECK_INT(add(&table, fragment, count, 0, &datagram), CSOCK_REASSEMBLY_STORED);
            make_fragment(fragment, version, 1, 8, false);
            fragment[1] |= (uint8_t)(cases[i].last << shift);
            CHECK_INT(add(&table, fragment, count, 0, &datagram), cases[i].outcome);
            if (datagram.count > 0) {
                CHECK_INT(datagram.start[1] >> shift & 3, cases[i].whole);
                CHECK(version == 6 || csock_checksum_of(datagram.start, 20) == 0);
            }
            free_table(&table);
        }
}

TEST(reassembler_needs_memory_for_each_datagram) {
    csock_reassembler table;
    csock_reassembly_entry entries[2];
    uint8_t memory[3 * (256 + 8)];
    CHECK_INT(csock_reassembly_memory(2, 8), sizeof memory);
    CHECK(csock_reassembly_memory(SIZE_MAX, 8) == SIZE_MAX);
    CHECK(csock_reassembly_memory(8, SIZE_MAX) == SIZE_MAX);
    CHECK(csock_reassembly_memory(SIZE_MAX / 300, 65535) == SIZE_MAX);
    CHECK_INT(csock_reassembler_init(&table, entries, 2, memory, sizeof memory, 0), 8);
    CHECK_INT(csock_reassembler_init(&table, entries, 2, memory, sizeof memory - 1, 0), -EINVAL);
    CHECK_INT(csock_reassembler_init(&table, entries, 0, memory, sizeof memory, 0), -EINVAL);
    CHECK_INT(csock_reassembler_init(&table, entries, 2, memory, sizeof memory, -1), -EINVAL);
    CHECK_TEXT(csock_reassembly_name(CSOCK_REASSEMBLY_COMPLETE), "complete");
    CHECK_TEXT(csock_reassembly_name(CSOCK_REASSEMBLY_OUTCOMES), "unknown outcome");
    CHECK_TEXT(csock_reassembly_name(-1), "unknown outcome");
}

// An atomic fragment in an atomic fragment: the reassembled datagram is the next input.
TEST(reassembled_datagram_can_be_added_from_where_it_is) {
    enum { HEADER = 40, FRAGMENT = 8, PAYLOAD = 32 };
    uint8_t packet[HEADER + 2 * FRAGMENT + PAYLOAD], wanted[HEADER + PAYLOAD];
    csock_reassembler table = make_table(1, 256);
    csock_bytes datagram;
    make_datagram(wanted, 6, PAYLOAD, 0);
    memcpy(packet, wanted, HEADER);
    memset(packet + HEADER, 0, 2 * FRAGMENT);
    packet[5] = 2 * FRAGMENT + PAYLOAD;
    packet[6] = packet[HEADER] = 44;
    packet[HEADER + FRAGMENT] = wanted[6];
    memcpy(packet + HEADER + 2 * FRAGMENT, wanted + HEADER, PAYLOAD);
    CHECK_INT(add(&table, packet, sizeof packet, 0, &datagram), CSOCK_REASSEMBLY_COMPLETE);
    CHECK_INT(csock_reassembler_add(&table, datagram.start, datagram.count, 0, &datagram, NULL),
              CSOCK_REASSEMBLY_COMPLETE);
    CHECK_BYTES(datagram.start, datagram.count, wanted, sizeof wanted);
    free_table(&table);
}
