#include "checksum_case.h"
#include "csock/checksum.h"
#include "harness.h"
#include "random.h"

#include <string.h>

TEST(checksum_replace_of_the_example_in_rfc1624) {
    // Section 4: equation 2 would give ffff.
    CHECK_INT(csock_checksum_replace16(0xdd2f, 0x5555, 0x3285), 0x0000);
    CHECK_INT(csock_checksum_replace16_udp(0xdd2f, 0x5555, 0x3285), 0xffff);
}

TEST(checksum_replace_agrees_with_a_new_checksum) {
    enum { COUNT = 60, AT = 10 };
    uint64_t random = 1624;
    uint8_t bytes[COUNT], old[COUNT];
    for (int round = 0; round < 200000; round++) {
        random_bytes(bytes, COUNT, &random);
        // Words of all ones and of zeros, because both are zero in ones' complement.
        for (size_t i = 0; i < COUNT; i += 2)
            if (next_random(&random) % 4 == 0)
                memset(bytes + i, next_random(&random) % 2 ? 0xff : 0, 2);
        bytes[0] |= 0x40; // not all zero
        uint16_t checksum = checksum_reference(bytes, COUNT);
        memcpy(old, bytes, COUNT);
        size_t place = 2 + random_below(&random, COUNT - 2);
        size_t count = random_below(&random, COUNT - place + 1);
        switch (round % 3) {
        case 0: // a field of 16 bits
            place = place / 2 * 2, count = 2;
            random_bytes(bytes + place, count, &random);
            CHECK_INT(csock_checksum_replace16(checksum,
                                               (uint16_t)(old[place] << 8 | old[place + 1]),
                                               (uint16_t)(bytes[place] << 8 | bytes[place + 1])),
                      checksum_reference(bytes, COUNT));
            break;
        case 1: { // a field of 32 bits
            uint32_t before = (uint32_t)old[AT] << 24 | (uint32_t)old[AT + 1] << 16 |
                              (uint32_t)old[AT + 2] << 8 | old[AT + 3];
            uint32_t after = next_random(&random) % 8 ? (uint32_t)next_random(&random) : 0;
            for (int i = 0; i < 4; i++)
                bytes[AT + i] = (uint8_t)(after >> (24 - 8 * i));
            CHECK_INT(csock_checksum_replace32(checksum, before, after),
                      checksum_reference(bytes, COUNT));
            break;
        }
        default: // any number of bytes at any place
            random_bytes(bytes + place, count, &random);
            if (next_random(&random) % 4 == 0)
                memset(bytes + place, round % 2 ? 0xff : 0, count);
            CHECK_INT(
                csock_checksum_replace_bytes(checksum, place, old + place, bytes + place, count),
                checksum_reference(bytes, COUNT));
        }
    }
}

// The library computes them in two ways.
TEST(checksum_replace16_and_replace32_agree) {
    const uint16_t edges[] = {0, 1, 0x7fff, 0x8000, 0xfffe, 0xffff};
    enum { NUMBER = sizeof edges / sizeof *edges };
    for (size_t i = 0; i < NUMBER * NUMBER; i++) {
        uint16_t checksum = edges[i / NUMBER], before = edges[i % NUMBER];
        for (uint32_t after = 0; after <= UINT16_MAX; after++)
            if (csock_checksum_replace16(checksum, before, (uint16_t)after) !=
                csock_checksum_replace32(checksum, before, after))
                CHECK_INT(csock_checksum_replace16(checksum, before, (uint16_t)after),
                          csock_checksum_replace32(checksum, before, after));
    }
}

TEST(checksum_replace_of_equal_values_changes_nothing) {
    const uint8_t zeros[4] = {0};
    const uint16_t checksums[] = {0, 1, 0xfffe, 0xffff};
    for (size_t i = 0; i < sizeof checksums / sizeof *checksums; i++) {
        CHECK_INT(csock_checksum_replace16(checksums[i], 7, 7), checksums[i]);
        CHECK_INT(csock_checksum_replace32(checksums[i], 0, 0), checksums[i]);
        CHECK_INT(csock_checksum_replace_bytes(checksums[i], 1, NULL, NULL, 0), checksums[i]);
        CHECK_INT(csock_checksum_replace_bytes(checksums[i], 1, zeros, zeros, 4), checksums[i]);
    }
}

TEST(udp_checksum_replace_keeps_0_and_never_returns_0) {
    // 0 means no checksum.
    CHECK_INT(csock_checksum_replace16_udp(0, 1, 2), 0);
    CHECK_INT(csock_checksum_replace32_udp(0, 1, 2), 0);
    CHECK_INT(csock_checksum_replace_bytes_udp(0, 0, "a", "b", 1), 0);
    uint64_t random = 768;
    uint8_t bytes[16];
    for (int round = 0; round < 100000; round++) {
        random_bytes(bytes, sizeof bytes, &random);
        bytes[0] |= 1;
        // A new value that makes the sum 0 or nearly 0.
        uint16_t field = (uint16_t)(bytes[4] << 8 | bytes[5]);
        csock_checksum sum = {0};
        csock_checksum_partial(&sum, bytes, sizeof bytes);
        uint16_t before = csock_checksum_finish_udp(&sum);
        uint16_t after =
            (uint16_t)(field + (uint16_t)~csock_checksum_fold(&sum) + next_random(&random) % 3 - 1);
        bytes[4] = (uint8_t)(after >> 8), bytes[5] = (uint8_t)after;
        uint16_t wanted = checksum_reference(bytes, sizeof bytes);
        wanted = wanted ? wanted : 0xffff;
        CHECK_INT(csock_checksum_replace16_udp(before, field, after), wanted);
        CHECK_INT(csock_checksum_replace32_udp(before, field, after), wanted);
        const uint8_t old[2] = {(uint8_t)(field >> 8), (uint8_t)field};
        CHECK_INT(csock_checksum_replace_bytes_udp(before, 4, old, bytes + 4, 2), wanted);
        // Back again. The checksum may be ffff.
        CHECK_INT(csock_checksum_replace16_udp(wanted, after, field), before);
    }
}
