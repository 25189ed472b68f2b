#include "checksum_case.h"
#include "csock/checksum.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

TEST(checksum_of_two_pieces_is_that_of_the_whole) {
    uint64_t random = 64;
    uint8_t bytes[64];
    for (int round = 0; round < 100; round++) {
        random_bytes(bytes, sizeof bytes, &random);
        for (size_t count = 0; count <= sizeof bytes; count++)
            for (size_t split = 0; split <= count; split++) {
                csock_checksum sum = {0}, first = {0}, second = {0};
                csock_checksum_partial(&sum, bytes, split);
                csock_checksum_partial(&sum, bytes + split, count - split);
                uint16_t wanted = checksum_reference(bytes, count);
                CHECK_INT(csock_checksum_finish(&sum), wanted);
                csock_checksum_partial(&first, bytes, split);
                csock_checksum_partial(&second, bytes + split, count - split);
                csock_checksum_add(&first, &second);
                CHECK_INT(csock_checksum_finish(&first), wanted);
                CHECK_INT(first.count, count);
            }
    }
}

TEST(checksum_of_random_pieces_is_that_of_the_whole) {
    enum { ROUNDS = 3000, LARGEST = 5000 };
    uint64_t random = 3;
    uint8_t *bytes = malloc(LARGEST), *copy = malloc(LARGEST);
    for (int round = 0; round < ROUNDS; round++) {
        size_t count = random_below(&random, LARGEST);
        random_bytes(bytes, count, &random);
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
        CHECK_INT(csock_checksum_finish(&sum), checksum_reference(bytes, count));
        CHECK_INT(csock_checksum_finish(&copied), checksum_reference(bytes, count));
        CHECK_BYTES(copy, count, bytes, count);
        CHECK(count == LARGEST || copy[count] == 0xa5);
    }
    free(bytes);
    free(copy);
}

TEST(checksum_continues_at_the_second_byte_of_a_word_after_an_odd_piece) {
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

TEST(checksum_copy_copies_the_bytes_that_it_sums) {
    enum { MOST_COPIED = 2048 };
    uint64_t random = 36;
    fenced from = make_fenced(MOST_COPIED), to = make_fenced(MOST_COPIED);
    random_bytes(from.start, MOST_COPIED, &random);
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
