#include "checksum/checksum_internal.h"
#include "checksum_case.h"
#include "csock/checksum.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 2048, ALIGNMENTS = 16 };

// Compares one implementation with the reference, at every alignment: bytes that end where readable
// memory ends, and bytes that begin where it begins.
static void check_every_length(uint64_t (*way)(const void *, size_t)) {
    uint64_t random = 1071;
    uint8_t text[MOST];
    fenced memory = make_fenced(MOST + ALIGNMENTS);
    for (size_t count = 0; count <= MOST; count++) {
        random_bytes(text, count, &random);
        if (count % 3 == 0)
            memset(text, 0xff, count);
        uint16_t wanted = checksum_reference(text, count);
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

// The longest inputs, of words that make an estimate of the sum by its highest bits as wrong as
// possible.
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
        if (!CHECK_INT((uint16_t)~csock_sum_fold(way(bytes, count)),
                       checksum_reference(bytes, count)))
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

TEST(checksum_by_short_sums) {
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
