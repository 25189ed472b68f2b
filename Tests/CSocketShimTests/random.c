#include "random.h"

uint64_t next_random(uint64_t *state) {
    // xorshift64*.
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545F4914F6CDD1D) >> 16;
}

size_t random_below(uint64_t *state, size_t count) {
    return (size_t)(next_random(state) % count);
}
