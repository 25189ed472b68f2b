/// What the library is measured against: checksums, and packets made by hand. Each is built by gcc
/// and by clang, whose names the Makefile appends.
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stddef.h>
#include <stdint.h>

uint16_t bench_textbook(const void *bytes, size_t count);
uint16_t bench_words(const void *bytes, size_t count);
uint16_t bench_chains(const void *bytes, size_t count);
uint16_t bench_avx2(const void *bytes, size_t count);
uint16_t bench_avx2_halves(const void *bytes, size_t count);

#endif
