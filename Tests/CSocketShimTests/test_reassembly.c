#include "csock/checksum.h"
#include "csock/result.h"
#include "fragment_case.h"
#include "harness.h"
#include "random.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// The n-th order of `count` things.
static void permutation(size_t n, size_t count, size_t *order) {
    size_t left[MOST_FRAGMENTS];
    for (size_t i = 0; i < count; i++)
        left[i] = i;
    for (size_t i = 0; i < count; i++) {
        size_t choice = n % (count - i);
        n /= count - i;
        order[i] = left[choice];
        memmove(left + choice, left + choice + 1, (count - i - choice - 1) * sizeof *left);
    }
}

static void check_order(csock_reassembler *table, const packets *all, const size_t *order,
                        csock_bytes wanted) {
    csock_bytes datagram;
    for (size_t i = 0; i < all->count; i++) {
        const uint8_t *fragment = all->bytes[order[i]];
        size_t length = all->lengths[order[i]];
        int outcome = add(table, fragment, length, 0, &datagram);
        if (i + 1 < all->count) {
            CHECK_INT(outcome, CSOCK_REASSEMBLY_STORED);
            CHECK_INT(add(table, fragment, length, 0, &datagram), CSOCK_REASSEMBLY_DUPLICATE);
        } else if (CHECK_INT(outcome, CSOCK_REASSEMBLY_COMPLETE)) {
            CHECK_BYTES(datagram.start, datagram.count, wanted.start, wanted.count);
        }
    }
}

TEST(fragments_in_every_order_are_reassembled) {
    for (int version = 4; version <= 6; version += 2) {
        uint8_t packet[300];
        size_t order[MOST_FRAGMENTS];
        csock_reassembler table = make_table(1, 256);
        size_t count = make_datagram(packet, version, 187, 0);
        packets all = cut(packet, count, version == 4 ? 60 : 88, 99);
        CHECK_INT(all.count, 5);
        for (size_t n = 0; n < 120; n++) {
            csock_bytes wanted = {packet, count};
            permutation(n, all.count, order);
            check_order(&table, &all, order, wanted);
        }
        CHECK_INT(table.outcomes[CSOCK_REASSEMBLY_COMPLETE], 120);
        CHECK_INT(table.outcomes[CSOCK_REASSEMBLY_DUPLICATE], 480);
        free_packets(&all);
        free_table(&table);
    }
}

TEST(packet_that_is_no_fragment_is_returned_whole) {
    for (int version = 4; version <= 6; version += 2) {
        uint8_t packet[120] = {0};
        csock_bytes datagram;
        csock_reassembler table = make_table(1, 256);
        size_t count = make_datagram(packet, version, 50, 0);
        CHECK_INT(add(&table, packet, sizeof packet, 0, &datagram), CSOCK_REASSEMBLY_WHOLE);
        CHECK_BYTES(datagram.start, datagram.count, packet, count);
        CHECK_INT(add(&table, packet, count - 1, 0, &datagram), -CSOCK_EPKTSHORT);
        CHECK_INT(add(&table, packet, 0, 0, &datagram), -CSOCK_EPKTSHORT);
        packet[0] = 0x55;
        CHECK_INT(add(&table, packet, count, 0, &datagram), -CSOCK_EPKTFIELD);
        free_table(&table);
    }
}

// RFC 6946.
TEST(atomic_fragment_completes_only_itself) {
    csock_reassembler table = make_table(1, 256);
    CHECK_INT(add_made(&table, 6, 0, 16, true), CSOCK_REASSEMBLY_STORED);
    CHECK_INT(add_made(&table, 6, 0, 33, false), CSOCK_REASSEMBLY_COMPLETE);
    CHECK_INT(add_made(&table, 6, 0, 0, false), CSOCK_REASSEMBLY_COMPLETE);
    CHECK_INT(add_made(&table, 6, 0, 300, false), CSOCK_REASSEMBLY_ROOM);
    CHECK_INT(add_made(&table, 6, 2, 16, false), CSOCK_REASSEMBLY_COMPLETE);
    free_table(&table);
}

typedef struct {
    size_t units, payload;
    bool more;
    int outcome;
} step;

static void check_steps(const char *name, const step *steps) {
    for (int version = 4; version <= 6; version += 2) {
        csock_reassembler table = make_table(2, 1024);
        set_case(name);
        for (const step *one = steps; one->payload > 0 || one->more; one++)
            CHECK_INT(add_made(&table, version, one->units, one->payload, one->more), one->outcome);
        free_table(&table);
    }
}

// After giving up, later fragments of the datagram are dropped.
TEST(datagram_with_overlapping_or_contradicting_fragments_is_given_up) {
    enum {
        COMPLETE = CSOCK_REASSEMBLY_COMPLETE,
        STORED = CSOCK_REASSEMBLY_STORED,
        OVERLAP = CSOCK_REASSEMBLY_OVERLAP,
        CONTRADICTION = CSOCK_REASSEMBLY_END,
        ROOM = CSOCK_REASSEMBLY_ROOM,
    };
#define STEPS(name, ...) check_steps(name, (const step[]){__VA_ARGS__, {0}})
    STEPS("head", {2, 16, true, STORED}, {1, 16, true, OVERLAP}, {0, 16, true, OVERLAP});
    STEPS("tail", {2, 16, true, STORED}, {3, 16, true, OVERLAP}, {0, 16, true, OVERLAP});
    STEPS("inside", {1, 32, true, STORED}, {2, 8, true, OVERLAP});
    STEPS("first part", {1, 32, true, STORED}, {1, 8, true, OVERLAP});
    STEPS("last part", {1, 32, true, STORED}, {4, 8, true, OVERLAP});
    STEPS("around", {2, 8, true, STORED}, {1, 32, true, OVERLAP});
    STEPS("two in one", {1, 8, true, STORED}, {2, 8, true, STORED}, {1, 16, true, OVERLAP});
    STEPS("last over others", {1, 16, true, STORED}, {2, 9, false, OVERLAP});
    STEPS("two ends", {4, 9, false, STORED}, {4, 8, false, CONTRADICTION});
    STEPS("a later end", {4, 9, false, STORED}, {5, 9, false, CONTRADICTION});
    STEPS("data after the end", {4, 9, false, STORED}, {6, 8, true, CONTRADICTION});
    STEPS("more at the end", {4, 8, false, STORED}, {4, 8, true, CONTRADICTION});
    STEPS("end before data", {4, 8, true, STORED}, {1, 8, false, CONTRADICTION});
    STEPS("end where data follows", {4, 8, true, STORED}, {4, 8, false, CONTRADICTION});
    STEPS("memory", {0, 8, true, STORED}, {128, 8, true, ROOM}, {1, 8, false, ROOM});
    STEPS("all memory", {0, 512, true, STORED}, {64, 512, false, COMPLETE});
}

TEST(fragment_with_the_same_offset_and_other_bytes_is_an_overlap) {
    uint8_t fragment[100];
    csock_bytes datagram;
    csock_reassembler table = make_table(1, 1024);
    size_t count = make_fragment(fragment, 4, 1, 64, true);
    CHECK_INT(add(&table, fragment, count, 0, &datagram), CSOCK_REASSEMBLY_STORED);
    CHECK_INT(add(&table, fragment, count, 0, &datagram), CSOCK_REASSEMBLY_DUPLICATE);
    fragment[count - 1] ^= 1;
    CHECK_INT(add(&table, fragment, count, 0, &datagram), CSOCK_REASSEMBLY_OVERLAP);
    fragment[count - 1] ^= 1;
    CHECK_INT(add(&table, fragment, count, 0, &datagram), CSOCK_REASSEMBLY_OVERLAP);
    free_table(&table);
}

// Such a fragment may come from another sender.
TEST(invalid_fragment_is_dropped_and_its_datagram_still_completes) {
    for (int version = 4; version <= 6; version += 2) {
        csock_reassembler table = make_table(1, 65535);
        CHECK_INT(add_made(&table, version, 0, 8, true), CSOCK_REASSEMBLY_STORED);
        CHECK_INT(add_made(&table, version, 1, 7, true), CSOCK_REASSEMBLY_SHORT);
        CHECK_INT(add_made(&table, version, 1, 9, true), CSOCK_REASSEMBLY_SHORT);
        CHECK_INT(add_made(&table, version, 1, 0, true), CSOCK_REASSEMBLY_SHORT);
        CHECK_INT(add_made(&table, version, 1, 0, false), CSOCK_REASSEMBLY_SHORT);
        CHECK_INT(add_made(&table, version, 0, 0, true), CSOCK_REASSEMBLY_SHORT);
        // The ping of death: 8191 * 8 + 8 = 65536.
        CHECK_INT(add_made(&table, version, 8191, 8, false), CSOCK_REASSEMBLY_BEYOND);
        CHECK_INT(add_made(&table, version, 8191, 1000, true), CSOCK_REASSEMBLY_BEYOND);
        CHECK_INT(add_made(&table, version, 1, 1, false), CSOCK_REASSEMBLY_COMPLETE);
        free_table(&table);
    }
}

// For IPv4 this includes the header, for IPv6 it does not.
TEST(datagram_of_65535_bytes_is_reassembled) {
    for (int version = 4; version <= 6; version += 2) {
        uint8_t *packet = malloc(GREATEST_DATAGRAM);
        csock_bytes datagram = {NULL, 0};
        csock_reassembler table = make_table(1, 65535);
        size_t count = make_datagram(packet, version, version == 4 ? 65515 : 65535, 0);
        packets all = cut(packet, count, 1500, 5);
        CHECK_INT(all.count, version == 4 ? 45 : 46);
        for (size_t i = all.count; i-- > 0;)
            CHECK_INT(add(&table, all.bytes[i], all.lengths[i], 0, &datagram),
                      i > 0 ? CSOCK_REASSEMBLY_STORED : CSOCK_REASSEMBLY_COMPLETE);
        CHECK_BYTES(datagram.start, datagram.count, packet, count);
        CHECK_INT(add_made(&table, 4, 8189, 4, false), CSOCK_REASSEMBLY_BEYOND);
        free_packets(&all);
        free_table(&table);
        free(packet);
    }
}

// The first fragment has options, and the others do not.
TEST(datagram_that_exceeds_65535_bytes_with_its_options_is_given_up) {
    uint8_t fragment[40] = {0};
    csock_bytes datagram;
    csock_reassembler table = make_table(1, 65535);
    for (size_t at = 1; at < 8189; at += 128)
        CHECK_INT(add_made(&table, 4, at, at + 128 < 8189 ? 1024 : (8189 - at) * 8, true),
                  CSOCK_REASSEMBLY_STORED);
    CHECK_INT(add_made(&table, 4, 8189, 3, false), CSOCK_REASSEMBLY_STORED);
    make_fragment(fragment, 4, 0, 8, true);
    memmove(fragment + 24, fragment + 20, 8);
    memset(fragment + 20, 1, 4);
    fragment[0] = 0x46;
    fragment[3] = 32;
    CHECK_INT(add(&table, fragment, 32, 0, &datagram), CSOCK_REASSEMBLY_ROOM);
    free_table(&table);
}

static size_t pick(uint64_t *random, size_t below) {
    return (size_t)(next_random(random) % below);
}

// Datagrams of random lengths and MTUs, four at a time, their fragments shuffled together.
TEST(shuffled_fragments_of_several_datagrams_are_reassembled) {
    uint64_t random = 3;
    for (int round = 0; round < 300; round++) {
        csock_reassembler table = make_table(4, 3000);
        uint8_t datagrams[4][3100];
        size_t counts[4];
        packets all[4], line = {0};
        size_t owner[4 * MOST_FRAGMENTS], complete = 0;
        for (size_t i = 0; i < 4; i++) {
            int version = i < 2 ? 4 : 6;
            counts[i] =
                make_datagram(datagrams[i], version, 200 + pick(&random, 2800), (unsigned)round);
            datagrams[i][version == 4 ? 19 : 39] = (uint8_t)i;
            if (version == 4) {
                memset(datagrams[i] + 10, 0, 2);
                uint16_t checksum = csock_checksum_of(datagrams[i], 20);
                datagrams[i][10] = (uint8_t)(checksum >> 8);
                datagrams[i][11] = (uint8_t)checksum;
            }
            all[i] = cut(datagrams[i], counts[i], 300 + pick(&random, 700), 8);
            for (size_t j = 0; j < all[i].count && line.count < MOST_FRAGMENTS; j++) {
                size_t place = pick(&random, line.count + 1);
                line.bytes[line.count] = line.bytes[place];
                line.lengths[line.count] = line.lengths[place];
                owner[line.count] = owner[place];
                line.bytes[place] = all[i].bytes[j];
                line.lengths[place] = all[i].lengths[j];
                owner[place] = i;
                line.count++;
            }
        }
        for (size_t i = 0; i < line.count; i++) {
            csock_bytes datagram;
            size_t whose = owner[i];
            int outcome = add(&table, line.bytes[i], line.lengths[i], 0, &datagram);
            CHECK(outcome <= CSOCK_REASSEMBLY_STORED);
            if (outcome == CSOCK_REASSEMBLY_STORED)
                continue;
            complete++;
            CHECK_BYTES(datagram.start, datagram.count, datagrams[whose], counts[whose]);
        }
        CHECK_INT(complete, 4);
        for (size_t i = 0; i < 4; i++)
            free_packets(&all[i]);
        free_table(&table);
    }
}
