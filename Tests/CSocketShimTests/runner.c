// For memfd_create(2).
#define _GNU_SOURCE

#include "runner.h"

#include "csock/base.h"
#include "own_network.h"
#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// What a file's process tells its parent, in memory that both share.
typedef struct {
    _Atomic(const test *) running; // NULL before the first test and after the last
    atomic_uint started_ms;        // when `running` began
    test_counts counts;
} progress;

typedef struct {
    const selected_test *tests;
    size_t count;
    progress *progress;
    pid_t process; // 0 if it does not run
    int output;
    bool hangs;
} test_file;

static unsigned now_ms(void) {
    return (unsigned)(monotonic_now() / CSOCK_MILLISECOND);
}

static void run_test(const test *it, test_counts *counts) {
    begin_checks();
    int descriptors = open_descriptors();
    if (it->in_own_network)
        run_in_own_network(it->run);
    else
        it->run();
    set_case("descriptors after the test");
    CHECK_INT(open_descriptors(), descriptors);
    if (failed_checks() > 0)
        printf("failed: %s: %d check%s\n", it->name, failed_checks(),
               failed_checks() == 1 ? "" : "s");
    else if (skip_reason())
        printf("skipped: %s: %s\n", it->name, skip_reason());
    ++*(failed_checks() > 0 ? &counts->failed : skip_reason() ? &counts->skipped : &counts->passed);
}

static void run_tests_of(const test_file *file) {
    for (size_t i = 0; i < file->count; i++) {
        const selected_test *it = &file->tests[i];
        if (it->exception[0]) {
            printf("skipped: %s: %s\n", it->the->name, it->exception);
            file->progress->counts.skipped++;
            continue;
        }
        file->progress->started_ms = now_ms();
        file->progress->running = it->the;
        run_test(it->the, &file->progress->counts);
        file->progress->running = NULL;
    }
}

// Ends with the program that started it.
static void end_with_parent(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
}

static void start(test_file *file, const test_file *first, const sigset_t *signals) {
    pid_t parent = getpid();
    file->output = memfd_create("output", MFD_CLOEXEC);
    file->process = fork();
    if (file->output < 0 || file->process < 0) {
        perror("cannot start a process for tests");
        exit(1);
    }
    if (file->process > 0) {
        setpgid(file->process, file->process);
        return;
    }
    setpgid(0, 0);
    end_with_parent(parent);
    sigprocmask(SIG_SETMASK, signals, NULL);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    close(nothing);
    dup2(file->output, STDOUT_FILENO);
    dup2(file->output, STDERR_FILENO);
    for (; first <= file; first++)
        if (first->output >= 0)
            close(first->output);
    run_tests_of(file);
    exit(0);
}

// Returns the file whose process has ended, and leaves the process for waitpid(2). Ends one whose
// test runs for too long.
static test_file *wait_for_one(test_file *files, size_t count, unsigned limit_ms) {
    static const struct timespec pause = {.tv_nsec = 50 * CSOCK_MILLISECOND};
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    for (;;) {
        for (size_t i = 0; i < count; i++) {
            test_file *file = &files[i];
            if (file->process == 0)
                continue;
            siginfo_t ended = {0};
            waitid(P_PID, (id_t)file->process, &ended, WEXITED | WNOHANG | WNOWAIT);
            if (ended.si_pid == file->process)
                return file;
            if (file->progress->running && !file->hangs &&
                now_ms() - file->progress->started_ms > limit_ms) {
                file->hangs = true;
                kill(-file->process, SIGKILL);
            }
        }
        sigtimedwait(&child, NULL, &pause);
    }
}

static void print_problem(const test_file *file, int status) {
    const test *running = file->progress->running;
    const char *name = running ? running->name : "the process after its last test";
    if (file->hangs)
        printf("failed: %s hangs\n", name);
    else if (WIFSIGNALED(status))
        printf("failed: %s: signal %d (%s)\n", name, WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        printf("failed: %s: exit status %d\n", name, WEXITSTATUS(status));
}

static void print_output(int output) {
    char bytes[4096];
    ssize_t got;
    for (off_t at = 0; (got = pread(output, bytes, sizeof bytes, at)) > 0; at += got)
        fwrite(bytes, 1, (size_t)got, stdout);
}

static void print_count(int count, const char *what) {
    if (count > 0)
        printf(", %d %s", count, what);
}

static void end(test_file *file, test_counts *all) {
    int status = 0;
    kill(-file->process, SIGKILL); // processes that a test left behind
    waitpid(file->process, &status, 0);
    test_counts counts = file->progress->counts;
    bool broken = status != 0 || file->progress->running;
    counts.failed += broken;
    int ran = counts.passed + counts.failed + counts.skipped;

    const char *path = file->tests[0].the->file, *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    printf("%-7s %.*s: %zu test%s", counts.failed > 0 ? "FAILED" : "ok",
           (int)(dot ? dot - name : (ptrdiff_t)strlen(name)), name, file->count,
           file->count == 1 ? "" : "s");
    print_count(counts.failed, "failed");
    print_count(counts.skipped, "skipped");
    print_count((int)file->count - ran, "not run");
    printf("\n");
    print_output(file->output);
    if (broken)
        print_problem(file, status);

    close(file->output);
    file->output = -1;
    file->process = 0;
    all->passed += counts.passed;
    all->failed += counts.failed;
    all->skipped += counts.skipped;
}

// Returns how many there are.
static size_t split_into_files(const selected_test *tests, size_t count, test_file *files,
                               progress *shared) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(tests[i].the->file, tests[i - 1].the->file) != 0) {
            files[found] = (test_file){&tests[i], 0, &shared[found], 0, -1, false};
            found++;
        }
        files[found - 1].count++;
    }
    return found;
}

test_counts run_selected(const selected_test *tests, size_t count, size_t jobs, unsigned limit_ms) {
    test_counts all = {0, 0, 0};
    size_t size = (count + 1) * sizeof(progress), started = 0, running = 0;
    test_file *files = calloc(count + 1, sizeof *files);
    progress *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!files || shared == MAP_FAILED) {
        perror("no memory for tests");
        exit(1);
    }
    size_t file_count = split_into_files(tests, count, files, shared);
    sigset_t child, before;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_BLOCK, &child, &before);
    while (started < file_count || running > 0) {
        while (started < file_count && running < jobs) {
            start(&files[started++], files, &before);
            running++;
        }
        end(wait_for_one(files, started, limit_ms), &all);
        running--;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    munmap(shared, size);
    free(files);
    return all;
}
