// For CPU_COUNT(3).
#define _GNU_SOURCE

#include "harness.h"

#include "runner.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BAD_COMMAND_LINE = 2, DEFAULT_LIMIT_SECONDS = 60 };

typedef struct {
    const char *exceptions_path, *filter;
    size_t jobs;
    unsigned limit_seconds;
    bool list;
} command_line;

static size_t processors(void) {
    cpu_set_t usable;
    int count = sched_getaffinity(0, sizeof usable, &usable) == 0 ? CPU_COUNT(&usable) : 1;
    return count < 1 ? 1 : (size_t)count;
}

static bool parse(int argc, char *const *argv, command_line *line) {
    *line = (command_line){.jobs = processors(), .limit_seconds = DEFAULT_LIMIT_SECONDS};
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool takes_value = strcmp(word, "--except") == 0 || strcmp(word, "--jobs") == 0 ||
                           strcmp(word, "--limit") == 0;
        if (takes_value && !value)
            return false;
        i += takes_value;
        if (strcmp(word, "--list") == 0)
            line->list = true;
        else if (strcmp(word, "--except") == 0)
            line->exceptions_path = value;
        else if (strcmp(word, "--jobs") == 0)
            line->jobs = strtoul(value, NULL, 10);
        else if (strcmp(word, "--limit") == 0)
            line->limit_seconds = (unsigned)strtoul(value, NULL, 10);
        else if (word[0] == '-' || line->filter)
            return false;
        else
            line->filter = word;
    }
    return line->jobs > 0 && line->limit_seconds > 0;
}

static const char *file_name(const test *it) {
    const char *slash = strrchr(it->file, '/');
    return slash ? slash + 1 : it->file;
}

static int compare(const void *a, const void *b) {
    const test *one = ((const selected_test *)a)->the, *other = ((const selected_test *)b)->the;
    int files = strcmp(one->file, other->file);
    return files ? files : (one->line > other->line) - (one->line < other->line);
}

// A line of a file of exceptions: the test's name, and after a space the reason.
static bool read_exception(FILE *file, char line[REASON_SIZE], char **reason) {
    while (fgets(line, REASON_SIZE, file)) {
        line[strcspn(line, "\n")] = 0;
        *reason = strchr(line, ' ');
        if (line[0] == '#' || !*reason)
            continue;
        *(*reason)++ = 0;
        return true;
    }
    return false;
}

static bool mark_exception(const char *name, const char *reason, selected_test *all, size_t count) {
    bool found = false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].the->name, name) == 0) {
            snprintf(all[i].exception, sizeof all[i].exception, "%s", reason);
            found = true;
        }
    return found;
}

// Marks the tests that the file names. False if it cannot be read or names an unknown test.
static bool mark_exceptions(const char *path, selected_test *all, size_t count) {
    char line[REASON_SIZE], *reason;
    bool known = true;
    FILE *file = fopen(path, "re");
    if (!file) {
        perror(path);
        return false;
    }
    while (read_exception(file, line, &reason))
        if (!mark_exception(line, reason, all, count)) {
            fprintf(stderr, "%s: there is no test %s\n", path, line);
            known = false;
        }
    fclose(file);
    return known;
}

// Keeps the tests that the filter selects, and returns their number.
static size_t keep_selected(selected_test *all, size_t count, const char *filter) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!filter || strstr(all[i].the->name, filter) || strstr(file_name(all[i].the), filter))
            all[kept++] = all[i];
    return kept;
}

static int run_command(const command_line *line, selected_test *all, size_t count) {
    if (line->exceptions_path && !mark_exceptions(line->exceptions_path, all, count))
        return BAD_COMMAND_LINE;
    count = keep_selected(all, count, line->filter);
    if (count == 0) {
        fprintf(stderr, "no test or file has this in its name: %s\n", line->filter);
        return BAD_COMMAND_LINE;
    }
    for (size_t i = 0; line->list && i < count; i++)
        printf("%s %s\n", file_name(all[i].the), all[i].the->name);
    if (line->list)
        return 0;
    test_counts counts = run_selected(all, count, line->jobs, line->limit_seconds * 1000);
    printf("%d passed, %d failed, %d skipped\n", counts.passed, counts.failed, counts.skipped);
    return counts.failed > 0;
}

int run_tests(int argc, char *const *argv, const test *first) {
    command_line line;
    size_t count = 0;
    if (!parse(argc, argv, &line)) {
        fprintf(stderr, "usage: c-tests [--except FILE] [--jobs COUNT] [--limit SECONDS] [--list] "
                        "[FILTER]\n");
        return BAD_COMMAND_LINE;
    }
    for (const test *it = first; it; it = it->next)
        count++;
    selected_test *all = calloc(count + 1, sizeof *all);
    for (selected_test *it = all; first; first = first->next)
        (it++)->the = first;
    qsort(all, count, sizeof *all, compare);
    int status = run_command(&line, all, count);
    free(all);
    return status;
}
