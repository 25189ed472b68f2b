/// Contenders that take turns, so that what disturbs one disturbs all, and the best time of each.
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>
#include <stdint.h>

/// Does its work `times` times.
typedef void bench_body(const void *_Nullable context, size_t times);

typedef struct bench_contender {
    const char *_Nonnull name;
    bench_body *_Nonnull body;
    const void *_Nullable context;
    double ns; ///< for one time, once measured
} bench_contender;

/// Measures all, in turns on one processor.
void bench_measure(bench_contender *_Nonnull contenders, size_t count);

/// Uses a result, so that no compiler leaves out what made it.
void bench_use(uint64_t result);

/// Makes the compiler believe that memory has changed.
static inline void bench_touch(const void *_Nullable memory) {
    __asm__ volatile("" : : "r"(memory) : "memory");
}

#endif
