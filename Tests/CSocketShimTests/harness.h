/// Tables of named tests, and checks that report both values and go on.
#ifndef HARNESS_H
#define HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *name;
    void (*run)(void);
    bool in_own_network; // see network.h
} test;

/// A line of a table, and its last line.
#define TEST(name)   {#name, name, false}
#define END_OF_TESTS {NULL, NULL, false}
/// A test that runs in a network namespace of its own, as root and as an ordinary user.
#define NETWORK_TEST(name) {#name, name, true}

/// Every check returns whether it holds. Threads may check too.
#define CHECK(condition) check(condition, #condition, __FILE__, __LINE__)
#define CHECK_BETWEEN(actual, least, most)                                                         \
    check_between((int64_t)(actual), (int64_t)(least), (int64_t)(most), #actual, __FILE__, __LINE__)
#define CHECK_INT(actual, wanted)                                                                  \
    check_int((int64_t)(actual), (int64_t)(wanted), #actual, __FILE__, __LINE__)
#define CHECK_BYTES(actual, actual_count, wanted, wanted_count)                                    \
    check_bytes(actual, actual_count, wanted, wanted_count, #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, wanted) check_text(actual, wanted, #actual, __FILE__, __LINE__)

/// What the checks that follow in this test are about, for the message of one that fails.
void set_case(const char *name);

/// Ends the test as skipped.
#define SKIP(reason)                                                                               \
    do {                                                                                           \
        skip(reason);                                                                              \
        return;                                                                                    \
    } while (0)

bool check(bool holds, const char *what, const char *file, int line);
bool check_int(int64_t actual, int64_t wanted, const char *what, const char *file, int line);
bool check_between(int64_t actual, int64_t least, int64_t most, const char *what, const char *file,
                   int line);
bool check_bytes(const void *actual, size_t actual_count, const void *wanted, size_t wanted_count,
                 const char *what, const char *file, int line);
bool check_text(const char *actual, const char *wanted, const char *what, const char *file,
                int line);
void skip(const char *reason);
/// What has become of the running test so far: how many checks failed, and why it is to be skipped.
int failed_checks(void);
const char *skip_reason(void);

/// Runs the tests whose names contain `filter`, all if it is NULL; `tables` ends with NULL. Those
/// that the file `exceptions` names, if it is not NULL, are skipped: a line has a name and the
/// reason. Prints the totals and returns the exit status.
int run_tests(const test *const *tables, const char *filter, const char *exceptions);

#endif
