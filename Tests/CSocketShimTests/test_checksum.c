// MAP_ANONYMOUS and pclose(3) beside C11.
#define _GNU_SOURCE

#include "csock/checksum.h"

#include "checksum/checksum_internal.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST = 2048, ALIGNMENTS = 16 };

// RFC 1071 word by word: the reference.
static uint16_t reference(const uint8_t *bytes, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += i % 2 ? bytes[i] : (uint64_t)bytes[i] << 8;
    while (sum > UINT16_MAX)
        sum = sum % 65536 + sum / 65536;
    return (uint16_t)~sum;
}

static void fill_random(uint8_t *bytes, size_t count, uint64_t *random) {
    for (size_t i = 0; i < count; i++)
        bytes[i] = (uint8_t)(next_random(random) >> 16);
}

// Memory of which the byte after the last cannot be read, nor the one before the first.
typedef struct {
    uint8_t *start, *end;
    size_t page;
} fenced;

static fenced make_fenced(size_t least) {
    fenced the = {.page = (size_t)sysconf(_SC_PAGESIZE)};
    size_t inside = (least + the.page - 1) / the.page * the.page;
    uint8_t *all = mmap(NULL, inside + 2 * the.page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    the.start = all + the.page;
    the.end = the.start + inside;
    CHECK_INT(mprotect(the.start, inside, PROT_READ | PROT_WRITE), 0);
    return the;
}

static void free_fenced(fenced the) {
    CHECK_INT(munmap(the.start - the.page, (size_t)(the.end - the.start) + 2 * the.page), 0);
}

TEST(checksum_of_rfc1071_example) {
    // Section 3: the sum is ddf2, as bytes and as words in any order.
    const uint8_t bytes[] = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    csock_checksum sum = {0};
    csock_checksum_partial(&sum, bytes, sizeof bytes);
    CHECK_INT(csock_checksum_fold(&sum), 0xddf2);
    CHECK_INT(csock_checksum_finish(&sum), 0x220d);
    CHECK_INT(csock_checksum_of(bytes, sizeof bytes), 0x220d);
    CHECK_INT(sum.count, 8);
}

TEST(checksum_of_ipv4_header) {
    // A capture: checksum b861.
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

// Checks one way of summing, at every alignment, up to the last byte that can be read and from the
// first.
static void check_every_length(uint64_t (*way)(const void *, size_t)) {
    uint64_t random = 1071;
    uint8_t text[MOST];
    fenced memory = make_fenced(MOST + ALIGNMENTS);
    for (size_t count = 0; count <= MOST; count++) {
        fill_random(text, count, &random);
        if (count % 3 == 0)
            memset(text, 0xff, count);
        uint16_t wanted = reference(text, count);
        for (size_t alignment = 0; alignment < ALIGNMENTS; alignment++) {
            uint8_t *last = memory.end - alignment - count, *first = memory.start + alignment;
            memset(memory.start, 0xa5, (size_t)(memory.end - memory.start));
            memcpy(last, text, count);
            bool right = CHECK_INT((uint16_t)~csock_sum_fold(way(last, count)), wanted);
            memset(memory.start, 0xa5, (size_t)(memory.end - memory.start));
            memcpy(first, text, count);
            if (!CHECK_INT((uint16_t)~csock_sum_fold(way(first, count)), wanted) || !right)
                return free_fenced(memory);
        }
    }
    free_fenced(memory);
}

typedef uint64_t long_way(const uint8_t *bytes, size_t count);

static long_way *tested_way;

static uint64_t tested_where_long(const void *bytes, size_t count) {
    return count < CSOCK_SUM_LONG ? csock_sum_short(bytes, count) : tested_way(bytes, count);
}

// Words whose 16 highest bits and others are such that an estimate of a sum by its highest bits is
// as far off as it can be, as many as there can be at once.
static void check_extremes(long_way *way) {
    static const uint16_t tops[] = {0, 1, 2, 0x7fff, 0x8000, 0xfffe, 0xffff};
    enum { LARGE = (1 << 17) - 1, TOPS = sizeof tops / sizeof *tops };
    uint64_t random = 48;
    uint8_t *bytes = malloc(LARGE);
    for (size_t round = 0; round < 4 * TOPS * TOPS; round++) {
        size_t count = LARGE - random_below(&random, 3) * random_below(&random, 600);
        for (size_t at = 0; at < LARGE - 8; at += 8) {
            size_t which = round % 4 < 2 ? at / 8 % 2 : random_below(&random, 2);
            uint64_t top = tops[which ? round / 4 % TOPS : round / 4 / TOPS];
            uint64_t word = top << 48 | (round % 2 ? UINT64_MAX >> 16 : 0);
            memcpy(bytes + at, &word, sizeof word);
        }
        bytes[LARGE - 1] = (uint8_t)round;
        if (!CHECK_INT((uint16_t)~csock_sum_fold(way(bytes, count)), reference(bytes, count)))
            break;
    }
    free(bytes);
}

static void check_way(long_way *way) {
    tested_way = way;
    check_every_length(tested_where_long);
    check_extremes(way);
}

static uint64_t any_length(const void *bytes, size_t count) {
    return csock_sum(bytes, count);
}

static uint64_t short_one(const void *bytes, size_t count) {
    return csock_sum_short(bytes, count);
}

TEST(checksum_of_every_length_at_every_alignment) {
    check_every_length(any_length);
    check_extremes(csock_sum_long);
}

TEST(checksum_by_carry_chains) {
    check_every_length(short_one);
}

TEST(checksum_by_portable_vectors) {
    check_way(csock_sum_portable);
}

TEST(checksum_by_avx2) {
#if defined(__x86_64__)
    if (csock_sum_widest() >= 32)
        return check_way(csock_sum_avx2);
#endif
    SKIP("this machine has no AVX2");
}

TEST(checksum_by_avx512) {
#if defined(__x86_64__)
    if (csock_sum_widest() >= 64)
        return check_way(csock_sum_avx512);
#endif
    SKIP("this machine has no AVX-512 that is used");
}

TEST(checksum_in_two_pieces) {
    uint64_t random = 64;
    uint8_t bytes[64];
    for (int round = 0; round < 100; round++) {
        fill_random(bytes, sizeof bytes, &random);
        for (size_t count = 0; count <= sizeof bytes; count++)
            for (size_t split = 0; split <= count; split++) {
                csock_checksum sum = {0}, first = {0}, second = {0};
                csock_checksum_partial(&sum, bytes, split);
                csock_checksum_partial(&sum, bytes + split, count - split);
                uint16_t wanted = reference(bytes, count);
                CHECK_INT(csock_checksum_finish(&sum), wanted);
                csock_checksum_partial(&first, bytes, split);
                csock_checksum_partial(&second, bytes + split, count - split);
                csock_checksum_add(&first, &second);
                CHECK_INT(csock_checksum_finish(&first), wanted);
                CHECK_INT(first.count, count);
            }
    }
}

TEST(checksum_in_random_pieces) {
    enum { ROUNDS = 3000, LARGEST = 5000 };
    uint64_t random = 3;
    uint8_t *bytes = malloc(LARGEST), *copy = malloc(LARGEST);
    for (int round = 0; round < ROUNDS; round++) {
        size_t count = random_below(&random, LARGEST);
        fill_random(bytes, count, &random);
        memset(copy, 0xa5, LARGEST);
        csock_checksum sum = {0}, copied = {0};
        size_t most = 1 + random_below(&random, 300);
        for (size_t at = 0; at < count;) {
            size_t piece = random_below(&random, most + 1);
            piece = piece < count - at ? piece : count - at;
            csock_checksum_partial(&sum, bytes + at, piece);
            csock_checksum_copy(&copied, copy + at, bytes + at, piece);
            at += piece;
        }
        CHECK_INT(csock_checksum_finish(&sum), reference(bytes, count));
        CHECK_INT(csock_checksum_finish(&copied), reference(bytes, count));
        CHECK_BYTES(copy, count, bytes, count);
        CHECK(count == LARGEST || copy[count] == 0xa5);
    }
    free(bytes);
    free(copy);
}

TEST(checksum_of_copies) {
    uint64_t random = 36;
    fenced from = make_fenced(MOST), to = make_fenced(MOST);
    fill_random(from.start, MOST, &random);
    for (size_t count = 0; count <= 500; count++)
        for (uint64_t place = 0; place < 2; place++) {
            const uint8_t *text = from.end - count;
            csock_checksum sum = {.count = place}, wanted = sum;
            memset(to.end - 500, 0xa5, 500);
            csock_checksum_copy(&sum, to.end - count, text, count);
            csock_checksum_partial(&wanted, text, count);
            CHECK_INT(csock_checksum_finish(&sum), csock_checksum_finish(&wanted));
            CHECK_INT(sum.count, place + count);
            CHECK_BYTES(to.end - count, count, text, count);
            CHECK(count == 500 || to.end[-(ptrdiff_t)count - 1] == 0xa5);
        }
    free_fenced(from);
    free_fenced(to);
}

TEST(checksum_of_carries) {
    enum { LARGE = 1 << 20 };
    uint8_t *bytes = malloc(LARGE);
    memset(bytes, 0xff, LARGE);
    csock_checksum sum = {0};
    // The greatest words: every addition carries.
    for (size_t count = 2; count <= 4096; count += 2)
        CHECK_INT(csock_checksum_of(bytes, count), 0);
    for (int i = 0; i < 100; i++)
        csock_checksum_partial(&sum, bytes, LARGE);
    CHECK_INT(csock_checksum_fold(&sum), 0xffff);
    // A running sum that is full, at every place, and one more.
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
    // One bit, everywhere, between words that carry at the next one.
    for (size_t at = 0; at < 300; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes[at] ^= (uint8_t)(1u << bit);
            CHECK_INT(csock_checksum_of(bytes, 301), reference(bytes, 301));
            bytes[at] ^= (uint8_t)(1u << bit);
        }
    memset(bytes, 0, LARGE);
    CHECK_INT(csock_checksum_of(bytes, LARGE), 0xffff);
    bytes[LARGE - 1] = 1;
    CHECK_INT(csock_checksum_of(bytes, LARGE), 0xfffe);
    free(bytes);
}

TEST(checksum_of_many_bytes) {
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
    CHECK_INT(csock_checksum_of(bytes, LARGE), reference(bytes, LARGE));
    free(bytes);
}

TEST(checksum_of_numbers) {
    const uint8_t bytes[] = {0x12, 0x34, 0x9a, 0xbc, 0xde, 0xf0};
    csock_checksum sum = {0};
    csock_checksum_add16(&sum, 0x1234);
    csock_checksum_add32(&sum, 0x9abcdef0);
    CHECK_INT(csock_checksum_finish(&sum), reference(bytes, sizeof bytes));
    CHECK_INT(sum.count, 0);
    // Between two halves of a word too.
    sum = (csock_checksum){0};
    csock_checksum_partial(&sum, bytes, 1);
    csock_checksum_add16(&sum, 0x0102);
    csock_checksum_partial(&sum, bytes + 1, 5);
    const uint8_t all[] = {0x12, 0x34, 0x9a, 0xbc, 0xde, 0xf0, 0x01, 0x02};
    CHECK_INT(csock_checksum_finish(&sum), reference(all, sizeof all));
}

TEST(checksum_with_pseudo_headers) {
    uint64_t random = 8200;
    uint8_t bytes[40 + 101];
    for (int round = 0; round < 2000; round++) {
        fill_random(bytes, sizeof bytes, &random);
        size_t count = random_below(&random, 102);
        uint8_t *payload = bytes + 40;
        // RFC 768: addresses, zero, protocol, length.
        uint8_t *pseudo = payload - 12;
        pseudo[8] = 0, pseudo[10] = (uint8_t)(count >> 8), pseudo[11] = (uint8_t)count;
        csock_checksum sum = {0};
        csock_checksum_partial(&sum, payload, count);
        csock_checksum_pseudo_ipv4(&sum, pseudo, pseudo + 4, pseudo[9], (uint32_t)count);
        CHECK_INT(csock_checksum_finish(&sum), reference(pseudo, 12 + count));
        // RFC 8200 section 8.1: addresses, length of 32 bits, three zeros, next header.
        uint32_t length = (uint32_t)next_random(&random);
        fill_random(bytes, 40, &random);
        for (int i = 0; i < 4; i++)
            bytes[32 + i] = (uint8_t)(length >> (24 - 8 * i));
        memset(bytes + 36, 0, 3);
        sum = (csock_checksum){0};
        csock_checksum_pseudo_ipv6(&sum, bytes, bytes + 16, bytes[39], length);
        csock_checksum_partial(&sum, payload, count);
        CHECK_INT(csock_checksum_finish(&sum), reference(bytes, 40 + count));
    }
}

TEST(checksum_update_rfc1624_example) {
    // Section 4: equation 2 gives ffff here.
    CHECK_INT(csock_checksum_replace16(0xdd2f, 0x5555, 0x3285), 0x0000);
    CHECK_INT(csock_checksum_replace16_udp(0xdd2f, 0x5555, 0x3285), 0xffff);
}

TEST(checksum_update_is_a_new_sum) {
    enum { COUNT = 60, AT = 10 };
    uint64_t random = 1624;
    uint8_t bytes[COUNT], old[COUNT];
    for (int round = 0; round < 200000; round++) {
        fill_random(bytes, COUNT, &random);
        // Words of all ones and zeros, where ones' complement has two zeros.
        for (size_t i = 0; i < COUNT; i += 2)
            if (next_random(&random) % 4 == 0)
                memset(bytes + i, next_random(&random) % 2 ? 0xff : 0, 2);
        bytes[0] |= 0x40; // a version
        uint16_t checksum = reference(bytes, COUNT);
        memcpy(old, bytes, COUNT);
        size_t place = 2 + random_below(&random, COUNT - 2);
        size_t count = random_below(&random, COUNT - place + 1);
        switch (round % 3) {
        case 0: // a field of 16 bits
            place = place / 2 * 2, count = 2;
            fill_random(bytes + place, count, &random);
            CHECK_INT(csock_checksum_replace16(checksum,
                                               (uint16_t)(old[place] << 8 | old[place + 1]),
                                               (uint16_t)(bytes[place] << 8 | bytes[place + 1])),
                      reference(bytes, COUNT));
            break;
        case 1: { // of 32
            uint32_t before = (uint32_t)old[AT] << 24 | (uint32_t)old[AT + 1] << 16 |
                              (uint32_t)old[AT + 2] << 8 | old[AT + 3];
            uint32_t after = next_random(&random) % 8 ? (uint32_t)next_random(&random) : 0;
            for (int i = 0; i < 4; i++)
                bytes[AT + i] = (uint8_t)(after >> (24 - 8 * i));
            CHECK_INT(csock_checksum_replace32(checksum, before, after), reference(bytes, COUNT));
            break;
        }
        default: // bytes at any place, any number of them
            fill_random(bytes + place, count, &random);
            if (next_random(&random) % 4 == 0)
                memset(bytes + place, round % 2 ? 0xff : 0, count);
            CHECK_INT(
                csock_checksum_replace_bytes(checksum, place, old + place, bytes + place, count),
                reference(bytes, COUNT));
        }
    }
}

// They are computed in two ways.
TEST(checksum_updates_of_16_and_32_bits) {
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

TEST(checksum_update_of_nothing) {
    const uint8_t zeros[4] = {0};
    const uint16_t checksums[] = {0, 1, 0xfffe, 0xffff};
    for (size_t i = 0; i < sizeof checksums / sizeof *checksums; i++) {
        CHECK_INT(csock_checksum_replace16(checksums[i], 7, 7), checksums[i]);
        CHECK_INT(csock_checksum_replace32(checksums[i], 0, 0), checksums[i]);
        CHECK_INT(csock_checksum_replace_bytes(checksums[i], 1, NULL, NULL, 0), checksums[i]);
        CHECK_INT(csock_checksum_replace_bytes(checksums[i], 1, zeros, zeros, 4), checksums[i]);
    }
}

TEST(checksum_update_of_udp) {
    // No checksum stays none.
    CHECK_INT(csock_checksum_replace16_udp(0, 1, 2), 0);
    CHECK_INT(csock_checksum_replace32_udp(0, 1, 2), 0);
    CHECK_INT(csock_checksum_replace_bytes_udp(0, 0, "a", "b", 1), 0);
    uint64_t random = 768;
    uint8_t bytes[16];
    for (int round = 0; round < 100000; round++) {
        fill_random(bytes, sizeof bytes, &random);
        bytes[0] |= 1;
        // Every 16-bit field whose sum with the others is 0 or nearly so.
        uint16_t field = (uint16_t)(bytes[4] << 8 | bytes[5]);
        csock_checksum sum = {0};
        csock_checksum_partial(&sum, bytes, sizeof bytes);
        uint16_t before = csock_checksum_finish_udp(&sum);
        uint16_t after =
            (uint16_t)(field + (uint16_t)~csock_checksum_fold(&sum) + next_random(&random) % 3 - 1);
        bytes[4] = (uint8_t)(after >> 8), bytes[5] = (uint8_t)after;
        uint16_t wanted = reference(bytes, sizeof bytes);
        wanted = wanted ? wanted : 0xffff;
        CHECK_INT(csock_checksum_replace16_udp(before, field, after), wanted);
        CHECK_INT(csock_checksum_replace32_udp(before, field, after), wanted);
        const uint8_t old[2] = {(uint8_t)(field >> 8), (uint8_t)field};
        CHECK_INT(csock_checksum_replace_bytes_udp(before, 4, old, bytes + 4, 2), wanted);
        // And back, from what may be ffff.
        CHECK_INT(csock_checksum_replace16_udp(wanted, after, field), before);
    }
}

TEST(checksum_coverage) {
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

TEST(checksum_of_what_is_covered) {
    uint64_t random = 3828;
    uint8_t bytes[40];
    fill_random(bytes, sizeof bytes, &random);
    for (size_t covered = 0; covered <= 45; covered++)
        for (size_t first = 0; first <= 20; first++)
            for (size_t second = 0; second <= 20; second++) {
                csock_checksum sum = {0};
                csock_checksum_partial_covered(&sum, bytes, first, covered);
                csock_checksum_partial_covered(&sum, bytes + first, second, covered);
                csock_checksum_partial_covered(&sum, bytes + first + second, 0, covered);
                size_t all = first + second;
                CHECK_INT(csock_checksum_finish(&sum),
                          reference(bytes, covered < all ? covered : all));
                CHECK_INT(sum.count, all);
            }
    csock_checksum sum = {0};
    csock_checksum_partial_covered(&sum, bytes, 40, UINT64_MAX);
    CHECK_INT(csock_checksum_finish(&sum), reference(bytes, 40));
}

// RAW-IP-FACTS, row 1: a sum of ffff makes a checksum of 0, which UDP sends as ffff.
TEST(mistake_raw_01_udp_checksum_zero) {
    const uint8_t host4[4] = {127, 0, 0, 1}, host6[16] = {[15] = 1};
    for (int family = 4; family <= 6; family += 2) {
        uint8_t packet[10] = {0x30, 0x39, 0, 9, 0, 10};
        csock_checksum sum = {0};
        if (family == 4)
            csock_checksum_pseudo_ipv4(&sum, host4, host4, 17, sizeof packet);
        else
            csock_checksum_pseudo_ipv6(&sum, host6, host6, 17, sizeof packet);
        csock_checksum_partial(&sum, packet, sizeof packet);
        // The payload that brings the sum to ffff.
        uint16_t payload = csock_checksum_finish(&sum);
        csock_checksum_add16(&sum, payload);
        CHECK_INT(csock_checksum_fold(&sum), 0xffff);
        CHECK_INT(csock_checksum_finish(&sum), 0);
        CHECK_INT(csock_checksum_finish_udp(&sum), 0xffff);
        // The receiver finds it good.
        csock_checksum_add16(&sum, 0xffff);
        CHECK(csock_checksum_verify(&sum));
    }
    csock_checksum other = {.sum = 1};
    CHECK_INT(csock_checksum_finish_udp(&other), csock_checksum_finish(&other));
}

// Row 2: an odd piece shifts what follows by a byte.
TEST(mistake_raw_02_odd_pieces) {
    const uint8_t bytes[] = {0x01, 0x02, 0x03, 0x04, 0x05, 0x06};
    const size_t splits[][3] = {{1, 2, 3}, {3, 1, 2}, {1, 4, 1}, {3, 0, 3}, {1, 1, 4}, {5, 0, 1}};
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        csock_checksum sum = {0};
        const uint8_t *next = bytes;
        for (int piece = 0; piece < 3; next += splits[i][piece++])
            csock_checksum_partial(&sum, next, splits[i][piece]);
        CHECK_INT(csock_checksum_fold(&sum), 0x0102 + 0x0304 + 0x0506);
    }
}

// Row 3: 0 and 1 bytes, with nothing readable behind them, and no memory at all.
TEST(mistake_raw_03_no_byte_and_one) {
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

// Row 11: the last odd byte is the high one of its word on every machine.
TEST(mistake_raw_11_odd_last_byte) {
    const uint8_t bytes[] = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x11};
    uint16_t wanted = 0;
    for (size_t count = 1; count <= sizeof bytes; count += 2) {
        csock_checksum sum = {0};
        csock_checksum_partial(&sum, bytes, count);
        if (count == 1)
            wanted = 0x1200;
        else
            wanted = (uint16_t)~reference(bytes, count);
        CHECK_INT(csock_checksum_fold(&sum), wanted);
    }
    CHECK_INT(csock_checksum_of(bytes, 1), 0xedff);
    CHECK_INT(csock_checksum_of(bytes, 3), (uint16_t)~(0x1234 + 0x5600));
}
