// sched_setaffinity(2) beside C11.
#define _GNU_SOURCE

#include "bench.h"

#include <sched.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 400 };

static const double turn_ns = 40000;

static volatile uint64_t used;

void bench_use(uint64_t result) {
    used = result;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static double turn(const bench_contender *contender, size_t times) {
    double start = now();
    contender->body(contender->context, times);
    return (now() - start) / (double)times;
}

static void stay_here(void) {
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET(sched_getcpu(), &here);
    sched_setaffinity(0, sizeof here, &here);
}

void bench_measure(bench_contender *contenders, size_t count) {
    const char *wanted = getenv("BENCH_ROUNDS");
    int rounds = wanted ? atoi(wanted) : ROUNDS;
    stay_here();
    for (size_t i = 0; i < count; i++)
        contenders[i].ns = turn(&contenders[i], 1000);
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++) {
            double ns = turn(&contenders[i], (size_t)(turn_ns / contenders[i].ns) + 1);
            contenders[i].ns = ns < contenders[i].ns ? ns : contenders[i].ns;
        }
}
