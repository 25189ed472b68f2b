/// Checks that print both values when they fail, and let the test continue.
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Each check returns whether it holds. A test's own threads may check too.
#define CHECK(condition) check(condition, #condition, __FILE__, __LINE__)
#define CHECK_BETWEEN(actual, least, most)                                                         \
    check_between((int64_t)(actual), (int64_t)(least), (int64_t)(most), #actual, __FILE__, __LINE__)
#define CHECK_INT(actual, wanted)                                                                  \
    check_int((int64_t)(actual), (int64_t)(wanted), #actual, __FILE__, __LINE__)
#define CHECK_BYTES(actual, actual_count, wanted, wanted_count)                                    \
    check_bytes(actual, actual_count, wanted, wanted_count, #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, wanted) check_text(actual, wanted, #actual, __FILE__, __LINE__)

/// Names the case that the following checks of this test belong to. The message of a failed check
/// begins with this name. NULL removes it.
void set_case(const char *name);

/// Ends the test and counts it as skipped. The reason is printed.
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

/// Forgets the failed checks, the reason to skip and the case of the test before.
void begin_checks(void);
/// The number of checks that have failed in this test.
int failed_checks(void);
/// Why this test is skipped, or NULL.
const char *skip_reason(void);

#endif
