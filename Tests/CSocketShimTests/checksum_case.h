/// The reference for checksums, and memory whose ends are guarded.
#ifndef CHECKSUM_CASE_H
#define CHECKSUM_CASE_H

#include <stddef.h>
#include <stdint.h>

/// RFC 1071, one byte at a time.
uint16_t checksum_reference(const uint8_t *bytes, size_t count);
void random_bytes(uint8_t *bytes, size_t count, uint64_t *random);

/// Memory with a page before `start` and one at `end` that cannot be read.
typedef struct {
    uint8_t *start, *end;
    size_t page;
} fenced;
fenced make_fenced(size_t least);
void free_fenced(fenced the);

#endif
