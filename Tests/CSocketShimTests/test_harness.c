// For memfd_create(2).
#define _GNU_SOURCE

#include "directory.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

// The harness, run on tests that fail, crash, hang and are skipped on purpose.

typedef struct {
    int status;
    char text[4000];
} outcome;

// Runs the harness on these tests with this command line, in a process of its own.
static outcome run_harness(test *tests, size_t count, const char *const *arguments) {
    outcome result = {.status = -1};
    int argc = 0, status = 0, output = memfd_create("output", MFD_CLOEXEC);
    while (arguments[argc])
        argc++;
    for (size_t i = 0; i < count; i++)
        tests[i].next = i + 1 < count ? &tests[i + 1] : NULL;
    pid_t child = fork();
    if (child == 0) {
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
        close(output);
        exit(run_tests(argc, (char *const *)(uintptr_t)arguments, tests));
    }
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK(WIFEXITED(status));
    result.status = WEXITSTATUS(status);
    ssize_t length = pread(output, result.text, sizeof result.text - 1, 0);
    result.text[length > 0 ? length : 0] = 0;
    close(output);
    return result;
}

#define RUN(tests, ...)                                                                            \
    run_harness(tests, sizeof(tests) / sizeof(test),                                               \
                (const char *const[]){"c-tests", "--jobs", "1", __VA_ARGS__, NULL})

static void passes(void) {
    check_int(1, 1, "one", "cases.c", 3);
}

static void fails(void) {
    set_case("case 5");
    check_int(1, 2, "one", "cases.c", 4);
    check(false, "nothing", "cases.c", 5);
}

// abort(3) would make qemu-user print a message.
static void crashes(void) {
    kill(getpid(), SIGKILL);
}

static void hangs(void) {
    for (;;)
        pause();
}

static void exits(void) {
    exit(0);
}

static void is_skipped(void) {
    SKIP("no such device");
}

static void leaks_a_descriptor(void) {
    dup(STDOUT_FILENO);
}

static void prints_around_a_fork(void) {
    printf("before, ");
    pid_t child = fork();
    if (child == 0)
        exit(0);
    waitpid(child, NULL, 0);
    printf("after\n");
}

TEST(harness_prints_one_line_for_a_file_when_all_pass) {
    test tests[] = {{"second", "dir/b.c", 1, passes, false, NULL},
                    {"first", "dir/a.c", 2, passes, false, NULL},
                    {"third", "dir/b.c", 9, passes, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK_TEXT(it.text, "ok      a: 1 test\n"
                        "ok      b: 2 tests\n"
                        "3 passed, 0 failed, 0 skipped\n");
    CHECK_INT(it.status, 0);
}

TEST(harness_shows_failed_checks_and_goes_on) {
    test tests[] = {{"wrong", "a.c", 1, fails, false, NULL},
                    {"right", "a.c", 2, passes, false, NULL},
                    {"other", "b.c", 1, passes, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK_TEXT(it.text, "FAILED  a: 2 tests, 1 failed\n"
                        "cases.c:4: case 5: one is 1, not 2\n"
                        "cases.c:5: case 5: nothing is false\n"
                        "failed: wrong: 2 checks\n"
                        "ok      b: 1 test\n"
                        "2 passed, 1 failed, 0 skipped\n");
    CHECK_INT(it.status, 1);
}

TEST(harness_names_the_test_that_crashes) {
    test tests[] = {{"good", "a.c", 1, passes, false, NULL},
                    {"bad", "a.c", 2, crashes, false, NULL},
                    {"late", "a.c", 3, passes, false, NULL},
                    {"other", "b.c", 1, passes, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK_TEXT(it.text, "FAILED  a: 3 tests, 1 failed, 1 not run\n"
                        "failed: bad: signal 9 (Killed)\n"
                        "ok      b: 1 test\n"
                        "2 passed, 1 failed, 0 skipped\n");
    CHECK_INT(it.status, 1);
}

TEST(harness_ends_a_test_that_hangs) {
    test tests[] = {{"stuck", "a.c", 1, hangs, false, NULL},
                    {"late", "a.c", 2, passes, false, NULL},
                    {"other", "b.c", 1, passes, false, NULL}};
    outcome it = RUN(tests, "--limit", "1");
    CHECK_TEXT(it.text, "FAILED  a: 2 tests, 1 failed, 1 not run\n"
                        "failed: stuck hangs\n"
                        "ok      b: 1 test\n"
                        "1 passed, 1 failed, 0 skipped\n");
    CHECK_INT(it.status, 1);
}

TEST(harness_counts_a_test_that_exits_as_failed) {
    test tests[] = {{"quits", "a.c", 1, exits, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK_TEXT(it.text, "FAILED  a: 1 test, 1 failed\n"
                        "failed: quits: exit status 0\n"
                        "0 passed, 1 failed, 0 skipped\n");
    CHECK_INT(it.status, 1);
}

TEST(harness_prints_the_reason_of_each_skip) {
    test tests[] = {{"skips", "a.c", 1, is_skipped, false, NULL},
                    {"right", "a.c", 2, passes, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK_TEXT(it.text, "ok      a: 2 tests, 1 skipped\n"
                        "skipped: skips: no such device\n"
                        "1 passed, 0 failed, 1 skipped\n");
    CHECK_INT(it.status, 0);
}

TEST(harness_finds_a_descriptor_that_is_left_open) {
    test tests[] = {{"leaks", "a.c", 1, leaks_a_descriptor, false, NULL},
                    {"right", "a.c", 2, passes, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK(strstr(it.text, "FAILED  a: 2 tests, 1 failed\n") != NULL);
    CHECK(strstr(it.text, "descriptors after the test: open_descriptors() is ") != NULL);
    CHECK(strstr(it.text, "failed: leaks: 1 check\n") != NULL);
    CHECK_INT(it.status, 1);
}

TEST(harness_output_is_not_written_twice_after_a_fork) {
    test tests[] = {{"forks", "a.c", 1, prints_around_a_fork, false, NULL}};
    outcome it = RUN(tests, NULL);
    CHECK_TEXT(it.text, "ok      a: 1 test\n"
                        "before, after\n"
                        "1 passed, 0 failed, 0 skipped\n");
}

TEST(harness_filters_by_the_name_of_a_test_or_a_file) {
    test tests[] = {{"connects", "test_connect.c", 1, passes, false, NULL},
                    {"accepts", "test_accept.c", 1, passes, false, NULL},
                    {"is_refused", "test_connect.c", 2, passes, false, NULL}};
    outcome it = RUN(tests, "test_conn");
    CHECK_TEXT(it.text, "ok      test_connect: 2 tests\n"
                        "2 passed, 0 failed, 0 skipped\n");
    it = RUN(tests, "refu");
    CHECK_TEXT(it.text, "ok      test_connect: 1 test\n"
                        "1 passed, 0 failed, 0 skipped\n");
    it = RUN(tests, "--list", "c");
    CHECK_TEXT(it.text, "test_accept.c accepts\n"
                        "test_connect.c connects\n"
                        "test_connect.c is_refused\n");
    it = RUN(tests, "recieve");
    CHECK_TEXT(it.text, "no test or file has this in its name: recieve\n");
    CHECK_INT(it.status, 2);
}

TEST(harness_skips_what_the_file_of_exceptions_names) {
    test tests[] = {{"wrong", "a.c", 1, fails, false, NULL},
                    {"right", "a.c", 2, passes, false, NULL}};
    char directory[32], path[64];
    make_directory(directory);
    snprintf(path, sizeof path, "%s/exceptions", directory);
    FILE *file = fopen(path, "we");
    fprintf(file, "# a comment\nwrong the kernel is too old\n");
    fclose(file);
    outcome it = RUN(tests, "--except", path);
    CHECK_TEXT(it.text, "ok      a: 2 tests, 1 skipped\n"
                        "skipped: wrong: the kernel is too old\n"
                        "1 passed, 0 failed, 1 skipped\n");
    it = run_harness(tests + 1, 1, (const char *const[]){"c-tests", "--except", path, NULL});
    CHECK(strstr(it.text, "there is no test wrong\n") != NULL);
    CHECK_INT(it.status, 2);
    remove_directory(directory);
}

TEST(harness_refuses_a_bad_command_line) {
    test tests[] = {{"right", "a.c", 1, passes, false, NULL}};
    static const char *const words[] = {"--unknown", "--jobs", "--except"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        outcome it = RUN(tests, words[i]);
        CHECK_BYTES(it.text, 6, "usage:", 6);
        CHECK_INT(it.status, 2);
    }
    CHECK_INT(RUN(tests, "--jobs", "0").status, 2);
    CHECK_INT(RUN(tests, "--limit", "x").status, 2);
    CHECK_INT(RUN(tests, "one", "two").status, 2);
}

// Two tests that wait for each other.
static int meeting[2][2];

static void meet(int own) {
    char byte;
    CHECK_INT(write(meeting[own][1], "x", 1), 1);
    CHECK_INT(read(meeting[1 - own][0], &byte, 1), 1);
}

static void meets_first(void) {
    meet(0);
}

static void meets_second(void) {
    meet(1);
}

TEST(harness_runs_files_at_the_same_time) {
    test tests[] = {{"one", "a.c", 1, meets_first, false, NULL},
                    {"two", "b.c", 1, meets_second, false, NULL}};
    for (int i = 0; i < 2; i++)
        CHECK_INT(pipe2(meeting[i], O_CLOEXEC), 0);
    outcome it = RUN(tests, "--limit", "1");
    CHECK_INT(it.status, 1);
    CHECK_INT(read(meeting[1][0], (char[1]){0}, 1), 1); // the second test's, which nobody read
    it = RUN(tests, "--jobs", "2");
    CHECK_INT(it.status, 0);
    CHECK(strstr(it.text, "2 passed, 0 failed, 0 skipped\n") != NULL);
    for (int i = 0; i < 2; i++)
        close_pair(meeting[i]);
}

static int left_behind[2];

static void leaves_a_process_behind(void) {
    if (fork() == 0)
        hangs();
}

TEST(harness_ends_processes_that_a_test_leaves_behind) {
    test tests[] = {{"leaves", "a.c", 1, leaves_a_process_behind, false, NULL}};
    char byte;
    CHECK_INT(pipe2(left_behind, O_CLOEXEC), 0);
    outcome it = RUN(tests, NULL);
    CHECK_INT(it.status, 0);
    CHECK_INT(close(left_behind[1]), 0);
    CHECK_INT(read(left_behind[0], &byte, 1), 0); // nobody has the other end
    CHECK_INT(close(left_behind[0]), 0);
}
