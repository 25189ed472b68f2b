#include "csock/crc32c.h"

#include "checksum/crc32c_internal.h"
#include "harness.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 600 };

typedef uint32_t way(uint32_t state, const uint8_t *bytes, size_t count);

// The reference: one bit at a time.
static uint32_t reference(const uint8_t *bytes, size_t count) {
    uint32_t state = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        state ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            state = state >> 1 ^ (state & 1 ? 0x82f63b78 : 0);
    }
    return ~state;
}

TEST(crc32c_matches_published_values) {
    uint8_t bytes[32];
    CHECK_INT(csock_crc32c(0, NULL, 0), 0);
    CHECK_INT(csock_crc32c(0, "123456789", 9),
              0xe3069283); // the check value of the catalogue of CRCs
    // RFC 3720 appendix B.4, which shows the bytes of the field.
    memset(bytes, 0, sizeof bytes);
    CHECK_INT(csock_crc32c_sctp(csock_crc32c(0, bytes, sizeof bytes)), 0xaa36918a);
    memset(bytes, 0xff, sizeof bytes);
    CHECK_INT(csock_crc32c_sctp(csock_crc32c(0, bytes, sizeof bytes)), 0x43aba862);
    for (uint8_t i = 0; i < 32; i++)
        bytes[i] = i;
    CHECK_INT(csock_crc32c_sctp(csock_crc32c(0, bytes, sizeof bytes)), 0x4e79dd46);
    for (uint8_t i = 0; i < 32; i++)
        bytes[i] = (uint8_t)(31 - i);
    CHECK_INT(csock_crc32c_sctp(csock_crc32c(0, bytes, sizeof bytes)), 0x5cdb3f11);
}

static void check_way(way *compute) {
    uint64_t random = 9260;
    // From malloc with the exact length, so that a sanitizer reports a read after the end.
    for (size_t count = 0; count <= MOST; count++) {
        uint8_t *bytes = malloc(count + 1);
        for (size_t i = 0; i <= count; i++)
            bytes[i] = (uint8_t)next_random(&random);
        for (size_t skipped = 0; skipped <= (count < 9 ? count : 9); skipped++) {
            uint8_t *last = bytes + 1 + skipped;
            CHECK_INT(~compute(UINT32_MAX, last, count - skipped),
                      reference(last, count - skipped));
        }
        free(bytes);
    }
}

TEST(portable_crc32c_matches_a_bitwise_reference) {
    check_way(csock_crc32c_portable);
}

TEST(sse42_crc32c_matches_a_bitwise_reference) {
    if (!csock_crc32c_has_sse42())
        SKIP("this machine has no SSE4.2");
    check_way(csock_crc32c_sse42);
}

TEST(crc32c_of_pieces_is_that_of_the_whole) {
    uint64_t random = 3309;
    uint8_t bytes[MOST];
    for (size_t i = 0; i < MOST; i++)
        bytes[i] = (uint8_t)next_random(&random);
    uint32_t wanted = reference(bytes, MOST);
    for (size_t split = 0; split <= MOST; split++)
        CHECK_INT(csock_crc32c(csock_crc32c(0, bytes, split), bytes + split, MOST - split), wanted);
    for (int round = 0; round < 1000; round++) {
        uint32_t crc = 0;
        for (size_t at = 0; at < MOST;) {
            size_t piece = random_below(&random, 40);
            piece = piece < MOST - at ? piece : MOST - at;
            crc = csock_crc32c(crc, bytes + at, piece);
            at += piece;
        }
        CHECK_INT(crc, wanted);
    }
}
