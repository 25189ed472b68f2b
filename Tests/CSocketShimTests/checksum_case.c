// For MAP_ANONYMOUS.
#define _GNU_SOURCE

#include "checksum_case.h"

#include "harness.h"
#include "random.h"

#include <sys/mman.h>
#include <unistd.h>

uint16_t checksum_reference(const uint8_t *bytes, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += i % 2 ? bytes[i] : (uint64_t)bytes[i] << 8;
    while (sum > UINT16_MAX)
        sum = sum % 65536 + sum / 65536;
    return (uint16_t)~sum;
}

void random_bytes(uint8_t *bytes, size_t count, uint64_t *random) {
    for (size_t i = 0; i < count; i++)
        bytes[i] = (uint8_t)(next_random(random) >> 16);
}

fenced make_fenced(size_t least) {
    fenced the = {.page = (size_t)sysconf(_SC_PAGESIZE)};
    size_t inside = (least + the.page - 1) / the.page * the.page;
    uint8_t *all = mmap(NULL, inside + 2 * the.page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    the.start = all + the.page;
    the.end = the.start + inside;
    CHECK_INT(mprotect(the.start, inside, PROT_READ | PROT_WRITE), 0);
    return the;
}

void free_fenced(fenced the) {
    CHECK_INT(munmap(the.start - the.page, (size_t)(the.end - the.start) + 2 * the.page), 0);
}
