#include "checksum_case.h"
#include "csock/checksum.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

TEST(checksum_of_the_example_in_rfc1071) {
    // Section 3: the sum is ddf2.
    const uint8_t bytes[] = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    csock_checksum sum = {0};
    csock_checksum_partial(&sum, bytes, sizeof bytes);
    CHECK_INT(csock_checksum_fold(&sum), 0xddf2);
    CHECK_INT(csock_checksum_finish(&sum), 0x220d);
    CHECK_INT(csock_checksum_of(bytes, sizeof bytes), 0x220d);
    CHECK_INT(sum.count, 8);
}

TEST(checksum_of_a_captured_ipv4_header) {
    // The checksum is b861.
    uint8_t header[] = {0x45, 0x00, 0x00, 0x73, 0x00, 0x00, 0x40, 0x00, 0x40, 0x11,
                        0x00, 0x00, 0xc0, 0xa8, 0x00, 0x01, 0xc0, 0xa8, 0x00, 0xc7};
    CHECK_INT(csock_checksum_of(header, sizeof header), 0xb861);
    header[10] = 0xb8, header[11] = 0x61;
    csock_checksum sum = {0};
    csock_checksum_partial(&sum, header, sizeof header);
    CHECK(csock_checksum_verify(&sum));
    header[19] ^= 1;
    sum = (csock_checksum){0};
    csock_checksum_partial(&sum, header, sizeof header);
    CHECK(!csock_checksum_verify(&sum));
}

TEST(checksum_adds_every_carry) {
    enum { LARGE = 1 << 20 };
    uint8_t *bytes = malloc(LARGE);
    memset(bytes, 0xff, LARGE);
    csock_checksum sum = {0};
    // With ffff, every addition carries.
    for (size_t count = 2; count <= 4096; count += 2)
        CHECK_INT(csock_checksum_of(bytes, count), 0);
    for (int i = 0; i < 100; i++)
        csock_checksum_partial(&sum, bytes, LARGE);
    CHECK_INT(csock_checksum_fold(&sum), 0xffff);
    // A running sum of all ones, at every place, plus one.
    for (unsigned place = 0; place < 8; place++) {
        const uint8_t one[] = {0, 1};
        sum = (csock_checksum){.sum = UINT64_MAX, .count = place};
        csock_checksum_partial(&sum, one, 2);
        CHECK_INT(csock_checksum_fold(&sum), place % 2 ? 0x0100 : 1);
        sum = (csock_checksum){.sum = UINT64_MAX};
        csock_checksum_add16(&sum, 0xfffe);
        CHECK_INT(csock_checksum_fold(&sum), 0xfffe);
        csock_checksum_add32(&sum, 0x00010000);
        CHECK_INT(csock_checksum_fold(&sum), 0xffff);
    }
    // One bit, at every place, between words of ffff.
    for (size_t at = 0; at < 300; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes[at] ^= (uint8_t)(1u << bit);
            CHECK_INT(csock_checksum_of(bytes, 301), checksum_reference(bytes, 301));
            bytes[at] ^= (uint8_t)(1u << bit);
        }
    memset(bytes, 0, LARGE);
    CHECK_INT(csock_checksum_of(bytes, LARGE), 0xffff);
    bytes[LARGE - 1] = 1;
    CHECK_INT(csock_checksum_of(bytes, LARGE), 0xfffe);
    free(bytes);
}

TEST(checksum_of_80_megabytes) {
    enum { LARGE = 80 << 20 };
    uint8_t *bytes = malloc(LARGE + 1);
    memset(bytes, 0xff, LARGE + 1);
    CHECK_INT(csock_checksum_of(bytes, LARGE), 0);
    CHECK_INT(csock_checksum_of(bytes, LARGE + 1), 0x00ff);
    uint64_t random = 80;
    for (size_t i = 0; i < LARGE; i += 8) {
        uint64_t number = next_random(&random) << 16 ^ next_random(&random);
        memcpy(bytes + i, &number, 8);
    }
    CHECK_INT(csock_checksum_of(bytes, LARGE), checksum_reference(bytes, LARGE));
    free(bytes);
}

TEST(checksum_add16_and_add32_add_at_an_even_place) {
    const uint8_t bytes[] = {0x12, 0x34, 0x9a, 0xbc, 0xde, 0xf0};
    csock_checksum sum = {0};
    csock_checksum_add16(&sum, 0x1234);
    csock_checksum_add32(&sum, 0x9abcdef0);
    CHECK_INT(csock_checksum_finish(&sum), checksum_reference(bytes, sizeof bytes));
    CHECK_INT(sum.count, 0);
    // Also after an odd number of bytes.
    sum = (csock_checksum){0};
    csock_checksum_partial(&sum, bytes, 1);
    csock_checksum_add16(&sum, 0x0102);
    csock_checksum_partial(&sum, bytes + 1, 5);
    const uint8_t all[] = {0x12, 0x34, 0x9a, 0xbc, 0xde, 0xf0, 0x01, 0x02};
    CHECK_INT(csock_checksum_finish(&sum), checksum_reference(all, sizeof all));
}

TEST(checksum_includes_the_pseudo_header) {
    uint64_t random = 8200;
    uint8_t bytes[40 + 101];
    for (int round = 0; round < 2000; round++) {
        random_bytes(bytes, sizeof bytes, &random);
        size_t count = random_below(&random, 102);
        uint8_t *payload = bytes + 40;
        // RFC 768: addresses, zero, protocol, length.
        uint8_t *pseudo = payload - 12;
        pseudo[8] = 0, pseudo[10] = (uint8_t)(count >> 8), pseudo[11] = (uint8_t)count;
        csock_checksum sum = {0};
        csock_checksum_partial(&sum, payload, count);
        csock_checksum_pseudo_ipv4(&sum, pseudo, pseudo + 4, pseudo[9], (uint32_t)count);
        CHECK_INT(csock_checksum_finish(&sum), checksum_reference(pseudo, 12 + count));
        // RFC 8200 section 8.1: addresses, length of 32 bits, three zeros, next header.
        uint32_t length = (uint32_t)next_random(&random);
        random_bytes(bytes, 40, &random);
        for (int i = 0; i < 4; i++)
            bytes[32 + i] = (uint8_t)(length >> (24 - 8 * i));
        memset(bytes + 36, 0, 3);
        sum = (csock_checksum){0};
        csock_checksum_pseudo_ipv6(&sum, bytes, bytes + 16, bytes[39], length);
        csock_checksum_partial(&sum, payload, count);
        CHECK_INT(csock_checksum_finish(&sum), checksum_reference(bytes, 40 + count));
    }
}

// The bytes after them cannot be read.
TEST(checksum_of_0_and_1_bytes_reads_no_other_byte) {
    fenced memory = make_fenced(1);
    memory.end[-1] = 0x5a;
    CHECK_INT(csock_checksum_of(memory.end, 0), 0xffff);
    CHECK_INT(csock_checksum_of(memory.end - 1, 1), (uint16_t)~0x5a00);
    CHECK_INT(csock_checksum_of(NULL, 0), 0xffff);
    csock_checksum sum = {0};
    csock_checksum_partial(&sum, NULL, 0);
    csock_checksum_partial_covered(&sum, NULL, 0, 8);
    csock_checksum_copy(&sum, NULL, NULL, 0);
    CHECK_INT(csock_checksum_fold(&sum), 0);
    CHECK_INT(sum.count, 0);
    free_fenced(memory);
}

// On big-endian and little-endian machines.
TEST(odd_last_byte_is_the_high_byte_of_its_word) {
    const uint8_t bytes[] = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x11};
    uint16_t wanted = 0;
    for (size_t count = 1; count <= sizeof bytes; count += 2) {
        csock_checksum sum = {0};
        csock_checksum_partial(&sum, bytes, count);
        if (count == 1)
            wanted = 0x1200;
        else
            wanted = (uint16_t)~checksum_reference(bytes, count);
        CHECK_INT(csock_checksum_fold(&sum), wanted);
    }
    CHECK_INT(csock_checksum_of(bytes, 1), 0xedff);
    CHECK_INT(csock_checksum_of(bytes, 3), (uint16_t)~(0x1234 + 0x5600));
}

TEST(checksum_coverage_of_udplite_is_validated) {
    uint64_t covered = 99;
    for (uint32_t coverage = 1; coverage < 8; coverage++)
        CHECK(!csock_checksum_coverage(coverage, 100, &covered));
    CHECK(!csock_checksum_coverage(101, 100, &covered));
    CHECK(!csock_checksum_coverage(0, 7, &covered)); // no room for the header
    CHECK(!csock_checksum_coverage(8, 7, &covered));
    CHECK_INT(covered, 99);
    CHECK(csock_checksum_coverage(0, 100, &covered));
    CHECK_INT(covered, 100);
    CHECK(csock_checksum_coverage(8, 100, &covered));
    CHECK_INT(covered, 8);
    CHECK(csock_checksum_coverage(100, 100, &covered));
    CHECK_INT(covered, 100);
    CHECK(csock_checksum_coverage(8, 8, &covered));
}

TEST(checksum_includes_only_the_covered_bytes) {
    uint64_t random = 3828;
    uint8_t bytes[40];
    random_bytes(bytes, sizeof bytes, &random);
    for (size_t covered = 0; covered <= 45; covered++)
        for (size_t first = 0; first <= 20; first++)
            for (size_t second = 0; second <= 20; second++) {
                csock_checksum sum = {0};
                csock_checksum_partial_covered(&sum, bytes, first, covered);
                csock_checksum_partial_covered(&sum, bytes + first, second, covered);
                csock_checksum_partial_covered(&sum, bytes + first + second, 0, covered);
                size_t all = first + second;
                CHECK_INT(csock_checksum_finish(&sum),
                          checksum_reference(bytes, covered < all ? covered : all));
                CHECK_INT(sum.count, all);
            }
    csock_checksum sum = {0};
    csock_checksum_partial_covered(&sum, bytes, 40, UINT64_MAX);
    CHECK_INT(csock_checksum_finish(&sum), checksum_reference(bytes, 40));
}

// RFC 768.
TEST(udp_checksum_of_zero_is_sent_as_ffff) {
    const uint8_t host4[4] = {127, 0, 0, 1}, host6[16] = {[15] = 1};
    for (int family = 4; family <= 6; family += 2) {
        uint8_t packet[10] = {0x30, 0x39, 0, 9, 0, 10};
        csock_checksum sum = {0};
        if (family == 4)
            csock_checksum_pseudo_ipv4(&sum, host4, host4, 17, sizeof packet);
        else
            csock_checksum_pseudo_ipv6(&sum, host6, host6, 17, sizeof packet);
        csock_checksum_partial(&sum, packet, sizeof packet);
        // A payload that makes the sum ffff.
        uint16_t payload = csock_checksum_finish(&sum);
        csock_checksum_add16(&sum, payload);
        CHECK_INT(csock_checksum_fold(&sum), 0xffff);
        CHECK_INT(csock_checksum_finish(&sum), 0);
        CHECK_INT(csock_checksum_finish_udp(&sum), 0xffff);
        // The receiver accepts it.
        csock_checksum_add16(&sum, 0xffff);
        CHECK(csock_checksum_verify(&sum));
    }
    csock_checksum other = {.sum = 1};
    CHECK_INT(csock_checksum_finish_udp(&other), csock_checksum_finish(&other));
}
