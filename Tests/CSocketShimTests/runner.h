/// Runs each file's tests in a process of its own, several at a time.
#ifndef RUNNER_H
#define RUNNER_H

#include "harness.h"

enum { REASON_SIZE = 200 };

typedef struct {
    const test *the;
    char exception[REASON_SIZE]; // why it is skipped, or empty
} selected_test;

typedef struct {
    int passed, failed, skipped;
} test_counts;

/// Runs the tests, which are sorted by file and line, `jobs` files at a time. Prints a line for
/// each file and the details of what failed or was skipped. A test that runs for longer than the
/// limit counts as failed, and so does one whose process crashes or exits; the file's other tests
/// are not run then.
test_counts run_selected(const selected_test *tests, size_t count, size_t jobs, unsigned limit_ms);

#endif
