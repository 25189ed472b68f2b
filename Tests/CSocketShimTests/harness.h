/// Tests that register themselves, and the program that runs them: one process for each file.
#ifndef HARNESS_H
#define HARNESS_H

#include "check.h"

typedef struct test {
    const char *name, *file;
    int line;
    void (*run)(void);
    bool in_own_network;
    struct test *next;
} test;

/// Defines a test: TEST(name) { ... }. The tests of a file run in the order of their lines.
#define TEST(name) DEFINE_TEST(name, false)
/// Defines a test that runs in a network namespace of its own, once as root and once as an ordinary
/// user: see own_network.h.
#define NETWORK_TEST(name) DEFINE_TEST(name, true)

#define DEFINE_TEST(name, in_own_network)                                                          \
    static void test_##name(void);                                                                 \
    __attribute__((constructor)) static void register_##name(void) {                               \
        static test it = {#name, __FILE__, __LINE__, test_##name, in_own_network, NULL};           \
        register_test(&it);                                                                        \
    }                                                                                              \
    static void test_##name(void)

void register_test(test *it);

/// Runs tests as the command line says:
///
///     c-tests [--except FILE] [--jobs COUNT] [--limit SECONDS] [--list] [FILTER]
///
/// FILTER selects the tests whose name, or whose file's name, contains it. The tests that FILE
/// names are skipped: each line of it is a name and the reason. COUNT files run in parallel; the
/// default is the number of processors. A test that runs for SECONDS (60 by default) counts as
/// hung, and its file ends. Prints a line for each file, the details of what failed or was skipped,
/// and the counts. Returns the exit status: 0 if all passed, 1 if a test failed, 2 for a bad
/// command line. `first` is a list of tests in any order.
int run_tests(int argc, char *const *argv, const test *first);

#endif
