/// Pseudo-random numbers. The same seed gives the same numbers.
#ifndef RANDOM_H
#define RANDOM_H

#include <stddef.h>
#include <stdint.h>

/// The next number; the state begins with a seed other than 0.
uint64_t next_random(uint64_t *state);
/// A number from 0 to `count` - 1.
size_t random_below(uint64_t *state, size_t count);

#endif
