#include "check.h"

#include "csock/result.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_SIZE = 600, MOST_SHOWN = 20 };

static const char *skipped, *current_case;
static atomic_int failures;

static void fail(const char *file, int line, const char *format, ...) {
    char text[4 * TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (++failures <= MOST_SHOWN)
        printf("%s:%d: %s%s%s\n", file, line, current_case ? current_case : "",
               current_case ? ": " : "", text);
}

static const char *show(char text[TEXT_SIZE], int64_t value) {
    snprintf(text, TEXT_SIZE, value < 0 ? "%lld (%s)" : "%lld", (long long)value,
             csock_result_name(value));
    return text;
}

static const char *show_bytes(char text[TEXT_SIZE], const void *bytes, size_t count) {
    const unsigned char *byte = bytes;
    char *end = text;
    *end = 0;
    for (size_t i = 0; i < count && end < text + TEXT_SIZE - 5; i++)
        end += sprintf(end, isprint(byte[i]) ? "%c" : "\\x%02x", byte[i]);
    return text;
}

bool check(bool holds, const char *what, const char *file, int line) {
    if (!holds)
        fail(file, line, "%s is false", what);
    return holds;
}

bool check_between(int64_t actual, int64_t least, int64_t most, const char *what, const char *file,
                   int line) {
    char texts[3][TEXT_SIZE];
    bool holds = least <= actual && actual <= most;
    if (!holds)
        fail(file, line, least == most ? "%s is %s, not %s" : "%s is %s, not from %s to %s", what,
             show(texts[0], actual), show(texts[1], least), show(texts[2], most));
    return holds;
}

bool check_int(int64_t actual, int64_t wanted, const char *what, const char *file, int line) {
    return check_between(actual, wanted, wanted, what, file, line);
}

bool check_bytes(const void *actual, size_t actual_count, const void *wanted, size_t wanted_count,
                 const char *what, const char *file, int line) {
    char texts[2][TEXT_SIZE];
    bool holds = actual_count == wanted_count &&
                 (wanted_count == 0 || memcmp(actual, wanted, wanted_count) == 0);
    if (!holds)
        fail(file, line, "%s is \"%s\" (%zu bytes), not \"%s\" (%zu)", what,
             show_bytes(texts[0], actual, actual_count), actual_count,
             show_bytes(texts[1], wanted, wanted_count), wanted_count);
    return holds;
}

bool check_text(const char *actual, const char *wanted, const char *what, const char *file,
                int line) {
    return check_bytes(actual, strlen(actual), wanted, strlen(wanted), what, file, line);
}

void set_case(const char *name) {
    current_case = name;
}

void skip(const char *reason) {
    skipped = reason;
}

void begin_checks(void) {
    failures = 0;
    skipped = current_case = NULL;
}

int failed_checks(void) {
    return failures;
}

const char *skip_reason(void) {
    return skipped;
}
