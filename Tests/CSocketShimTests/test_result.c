// For strerrorname_np(3) and the EAI_ codes that POSIX lacks.
#define _GNU_SOURCE

#include "csock/result.h"
#include "harness.h"
#include "process.h"

#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <pthread.h>
#include <string.h>

TEST(result_names_and_messages_of_errno_match_libc) {
#ifdef __GLIBC__
    for (int number = 1; number <= 4095; number++) {
        char unknown[32];
        const char *name = strerrorname_np(number);
        snprintf(unknown, sizeof unknown, "errno %d", number);
        CHECK_TEXT(csock_result_name(-number), name ? name : unknown);
        CHECK_TEXT(csock_result_message(-number), strerror(number));
    }
#else
    SKIP("strerrorname_np is glibc's");
#endif
}

// Several names may have the same number. Python lists them all.
TEST(result_names_of_errno_match_python) {
    static bool known[4096], same[4096];
    FILE *output = python("import errno\n"
                          "for name in dir(errno):\n"
                          "  if name[0] == \"E\": print(getattr(errno, name), name)");
    if (!output)
        SKIP("no python3");
    unsigned number, count = 0;
    for (char name[32]; fscanf(output, "%u %31s", &number, name) == 2; count++) {
        if (!CHECK(number <= 4095))
            continue;
        known[number] = true;
        same[number] |= strcmp(csock_result_name(-(int64_t)number), name) == 0;
    }
    CHECK_INT(pclose(output), 0);
    CHECK(count > 100);
    for (number = 0; number <= 4095; number++)
        if (known[number] && !same[number])
            CHECK_TEXT(csock_result_name(-(int64_t)number), "one of Python's names");
}

TEST(resolver_codes_match_the_eai_codes_of_libc) {
#define SAME(code)                                                                                 \
    do {                                                                                           \
        CHECK_INT(CSOCK_##code, 10000 - code);                                                     \
        CHECK_TEXT(csock_result_name(code - 10000), #code);                                        \
    } while (0)
    SAME(EAI_BADFLAGS);
    SAME(EAI_NONAME);
    SAME(EAI_AGAIN);
    SAME(EAI_FAIL);
    SAME(EAI_FAMILY);
    SAME(EAI_SOCKTYPE);
    SAME(EAI_SERVICE);
    SAME(EAI_MEMORY);
    SAME(EAI_OVERFLOW);
#ifdef __GLIBC__
    SAME(EAI_NODATA);
    SAME(EAI_ADDRFAMILY);
    SAME(EAI_INPROGRESS);
    SAME(EAI_CANCELED);
    SAME(EAI_NOTCANCELED);
    SAME(EAI_ALLDONE);
    SAME(EAI_INTR);
    SAME(EAI_IDN_ENCODE);
#endif
}

TEST(own_result_codes_have_names_and_messages) {
    CHECK_TEXT(csock_result_name(-CSOCK_ETIMEOUT), "CSOCK_ETIMEOUT");
    CHECK_TEXT(csock_result_name(-CSOCK_EPATHTOOLONG), "CSOCK_EPATHTOOLONG");
    CHECK_TEXT(csock_result_name(-CSOCK_EADDRTEXT), "CSOCK_EADDRTEXT");
    CHECK_TEXT(csock_result_message(-CSOCK_ETIMEOUT), "Timed out");
    for (int code = 4096; code < 11000; code++) {
        char unknown[32];
        const char *message = csock_result_message(-code);
        bool named = strncmp(csock_result_name(-code), "errno ", 6) != 0;
        // A code has both a name and a message, or neither.
        snprintf(unknown, sizeof unknown, "Unknown error %d", code);
        CHECK(named == (strcmp(csock_result_message(-code), unknown) != 0));
        CHECK(strlen(message) > 0 && message[strlen(message) - 1] != '.');
    }
}

TEST(results_from_zero_up_are_success) {
    static const int64_t results[] = {0, 1, 111, INT64_MAX};
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        CHECK_TEXT(csock_result_name(results[i]), "CSOCK_OK");
        CHECK_TEXT(csock_result_message(results[i]), "Success");
    }
}

TEST(unknown_result_codes_show_their_number) {
    static const int64_t results[] = {-4095, -10011, INT32_MIN, -INT64_C(5000000000), -INT64_MAX};
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        char text[64];
        snprintf(text, sizeof text, "errno %" PRId64, -results[i]);
        CHECK_TEXT(csock_result_name(results[i]), text);
        snprintf(text, sizeof text, "Unknown error %" PRId64, -results[i]);
        CHECK_TEXT(csock_result_message(results[i]), text);
    }
    CHECK_TEXT(csock_result_name(INT64_MIN), "errno 9223372036854775808");
    CHECK_TEXT(csock_result_message(INT64_MIN), "Unknown error 9223372036854775808");
}

static void *name_another(void *argument) {
    (void)argument;
    CHECK_TEXT(csock_result_name(-4094), "errno 4094");
    return NULL;
}

TEST(text_of_an_unknown_code_is_thread_local) {
    pthread_t thread;
    const char *name = csock_result_name(-4095);
    CHECK_INT(pthread_create(&thread, NULL, name_another, NULL), 0);
    CHECK_INT(pthread_join(thread, NULL), 0);
    CHECK_TEXT(name, "errno 4095");
}
