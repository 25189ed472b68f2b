/// Tables of named tests, and checks that report both values and go on.
#ifndef HARNESS_H
#define HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *name;
    void (*run)(void);
} test;

/// A line of a table, and its last line.
#define TEST(name)   {#name, name}
#define END_OF_TESTS {NULL, NULL}

/// Every check says whether it holds. Threads may check too.
#define CHECK(condition) check_true((condition), #condition, __FILE__, __LINE__)
/// Negative numbers are shown with their csock_result_name.
#define CHECK_INT(actual, wanted)                                                                  \
    check_int((int64_t)(actual), (int64_t)(wanted), #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, length, wanted)                                                         \
    check_text((actual), (length), (wanted), #actual, __FILE__, __LINE__)
#define CHECK_BYTES(actual, wanted, count)                                                         \
    CHECK_TEXT((const char *)(actual), (count), ((const char *)(wanted)))
/// The call ended when its time was over: never early, and late by less than half of it.
#define CHECK_ON_TIME(elapsed_ns, timeout_ns)                                                      \
    check_between((elapsed_ns), (timeout_ns), (timeout_ns) * 3 / 2, #elapsed_ns, __FILE__, __LINE__)
#define CHECK_BETWEEN(actual, least, limit)                                                        \
    check_between((int64_t)(actual), (int64_t)(least), (int64_t)(limit), #actual, __FILE__, __LINE__)

/// Ends the test as skipped.
#define SKIP(reason)                                                                               \
    do {                                                                                           \
        skip(reason);                                                                              \
        return;                                                                                    \
    } while (0)

bool check_true(bool holds, const char *condition, const char *file, int line);
bool check_int(int64_t actual, int64_t wanted, const char *what, const char *file, int line);
bool check_between(int64_t actual, int64_t least, int64_t limit, const char *what,
                   const char *file, int line);
bool check_text(const char *actual, size_t length, const char *wanted, const char *what,
                const char *file, int line);
void skip(const char *reason);

/// Runs the tests whose names contain `filter` (all for NULL) and prints the totals. `tables` ends with
/// NULL. Returns the exit status.
int run_tests(const test *const *tables, const char *filter);

#endif
