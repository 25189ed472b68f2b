// For pclose(3).
#define _GNU_SOURCE

#include "csock/address.h"
#include "csock/address_text.h"
#include "csock/constant.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "directory.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { PATH_OFFSET = offsetof(struct sockaddr_un, sun_path) };

static void check_format(const csock_address *address, const char *wanted) {
    char text[CSOCK_ADDRESS_TEXT_MAX];
    CHECK_BYTES(text, csock_address_format(address, text), wanted, strlen(wanted));
}

static void check_unix(const csock_address *address, int kind, const void *name, size_t length) {
    uint8_t found[108];
    size_t found_length = 0;
    CHECK_INT(csock_address_get_unix(address, found, &found_length), kind);
    CHECK_BYTES(found, found_length, name, length);
}

// The local address after binding.
static csock_address after_binding(const csock_address *address) {
    csock_address found = {0};
    int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_bind(fd, address), 0);
    CHECK_INT(csock_local_address(fd, &found), 0);
    CHECK_INT(csock_close(fd), 0);
    return found;
}

TEST(unix_path_of_every_length_round_trips) {
    char path[CSOCK_UNIX_NAME_MAX];
    memset(path, 'x', sizeof path);
    for (size_t length = 1; length <= sizeof path; length++) {
        struct sockaddr_un wanted = {.sun_family = AF_UNIX};
        csock_address address;
        memset(&address, 0xa5, sizeof address);
        char *exact = malloc(length);
        memcpy(exact, path, length);
        memcpy(wanted.sun_path, path, length);
        CHECK_INT(csock_address_set_unix_path(&address, exact, length), 0);
        free(exact);
        CHECK_BYTES(address.storage.bytes, address.length, &wanted, PATH_OFFSET + length + 1);
        check_unix(&address, CSOCK_UNIX_PATH, path, length);
    }
}

TEST(unix_paths_that_are_empty_too_long_or_contain_nul_are_refused) {
    csock_address address;
    char path[4096];
    memset(path, 'x', sizeof path);
    CHECK_INT(csock_address_set_unix_path(&address, path, 108), -CSOCK_EPATHTOOLONG);
    CHECK_INT(csock_address_set_unix_path(&address, path, sizeof path), -CSOCK_EPATHTOOLONG);
    CHECK_INT(csock_address_set_unix_path(&address, path, 0), -EINVAL);
    CHECK_INT(csock_address_set_unix_path(&address, "a\0b", 3), -EINVAL);
    CHECK_INT(csock_address_set_unix_path(&address, "\0b", 2), -EINVAL);
    CHECK_INT(csock_address_set_unix_path(&address, "a\0", 2), -EINVAL);
}

TEST(binding_a_unix_path_creates_a_file) {
    char directory[32], path[64];
    csock_address address;
    make_directory(directory);
    snprintf(path, sizeof path, "%s/socket", directory);
    CHECK_INT(csock_address_set_unix_path(&address, path, strlen(path)), 0);
    csock_address found = after_binding(&address);
    CHECK(csock_address_equal(&found, &address));
    CHECK_INT(access(path, F_OK), 0);
    check_format(&found, path);
    remove_directory(directory);
}

// The kernel accepts a path that fills all 108 bytes of sun_path, without a terminating NUL. The
// library reads such an address but does not create one.
TEST(unix_path_of_108_bytes_without_nul_is_read) {
    char directory[32], path[109] = "";
    csock_address address;
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    make_directory(directory);
    memset(path, 'x', 108);
    memcpy(path, directory, strlen(directory));
    path[strlen(directory)] = '/';
    memcpy(name.sun_path, path, 108);
    CHECK_INT(csock_address_set_bytes(&address, &name, sizeof name), 0);
    csock_address found = after_binding(&address);
    CHECK_INT(access(path, F_OK), 0);
    CHECK(found.length >= sizeof name);
    check_unix(&found, CSOCK_UNIX_PATH, path, 108);
    check_format(&found, path);
    remove_directory(directory);
}

TEST(abstract_name_of_every_length_round_trips) {
    uint8_t name[CSOCK_UNIX_NAME_MAX + 1];
    for (size_t i = 0; i < sizeof name; i++)
        name[i] = (uint8_t)(i % 3 == 0 ? 0 : 200 + i);
    for (size_t length = 1; length <= CSOCK_UNIX_NAME_MAX; length++) {
        csock_address address;
        memset(&address, 0xa5, sizeof address);
        CHECK_INT(csock_address_set_unix_abstract(&address, name, length), 0);
        CHECK_INT(address.length, PATH_OFFSET + 1 + length);
        CHECK_INT(address.storage.bytes[PATH_OFFSET], 0);
        check_unix(&address, CSOCK_UNIX_ABSTRACT, name, length);
        if (length % 10 != 7)
            continue;
        csock_address found = after_binding(&address);
        CHECK(csock_address_equal(&found, &address));
    }
    csock_address address;
    CHECK_INT(csock_address_set_unix_abstract(&address, name, sizeof name), -CSOCK_EPATHTOOLONG);
    CHECK_INT(csock_address_set_unix_abstract(&address, name, SIZE_MAX), -CSOCK_EPATHTOOLONG);
    CHECK_INT(csock_address_set_unix_abstract(&address, NULL, 0), 0);
    check_unix(&address, CSOCK_UNIX_ABSTRACT, "", 0);
}

TEST(trailing_nul_is_part_of_an_abstract_name) {
    csock_address a, b;
    char name[32];
    int length = snprintf(name, sizeof name - 1, "csock-test-%d", (int)getpid());
    name[length + 1] = 0;
    CHECK_INT(csock_address_set_unix_abstract(&a, name, (size_t)length), 0);
    CHECK_INT(csock_address_set_unix_abstract(&b, name, (size_t)length + 1), 0);
    CHECK(!csock_address_equal(&a, &b));
    int first = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
    int second = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_bind(first, &a), 0);
    CHECK_INT(csock_bind(second, &a), -EADDRINUSE);
    CHECK_INT(csock_bind(second, &b), 0);
    close_pair((const int[]){first, second});
}

TEST(binding_the_unnamed_address_gets_an_abstract_name) {
    csock_address address;
    int fds[2];
    csock_address_set_unix_unnamed(&address);
    CHECK_INT(address.length, sizeof(sa_family_t));
    check_unix(&address, CSOCK_UNIX_UNNAMED, "", 0);
    check_format(&address, "unnamed");

    csock_address chosen = after_binding(&address);
    uint8_t name[108];
    size_t length;
    CHECK_INT(csock_address_get_unix(&chosen, name, &length), CSOCK_UNIX_ABSTRACT);
    CHECK_INT(length, 5); // hexadecimal digits, unix(7)
    for (size_t i = 0; i < length; i++)
        CHECK(memchr("0123456789abcdef", name[i], 16) != NULL);

    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_peer_address(fds[0], &chosen), 0);
    CHECK(csock_address_equal(&chosen, &address));
    close_pair(fds);
}

TEST(control_characters_in_unix_address_text_are_escaped) {
    csock_address address;
    CHECK_INT(csock_address_set_unix_abstract(&address, "a\0\n\x7f\\ b", 7), 0);
    check_format(&address, "@a\\x00\\x0a\\x7f\\x5c b");
    CHECK_INT(csock_address_set_unix_path(&address, "/a b\t", 5), 0);
    check_format(&address, "/a b\\x09");

    // The longest text.
    uint8_t zeros[CSOCK_UNIX_NAME_MAX] = {0};
    char text[CSOCK_ADDRESS_TEXT_MAX];
    CHECK_INT(csock_address_set_unix_abstract(&address, zeros, sizeof zeros), 0);
    CHECK_INT(csock_address_format(&address, text), 1 + 4 * sizeof zeros);
}

TEST(python_reads_the_same_address_from_the_descriptor) {
    enum { LENT = 100 };
    csock_address addresses[2];
    char name[32], program[256], seen[128], wanted[128];
    int length = snprintf(name, sizeof name, "csock-%d%c", (int)getpid(), 0);
    int fds[2] = {csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0), -1};
    CHECK_INT(csock_address_set_unix_abstract(&addresses[0], name, (size_t)length), 0);
    CHECK_INT(csock_bind(fds[0], &addresses[0]), 0);
    fds[1] = bound_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, &addresses[1]);
    for (int i = 0; i < 2; i++)
        CHECK_INT(dup2(fds[i], LENT + i), LENT + i); // not close-on-exec
    snprintf(program, sizeof program,
             "import socket\n"
             "for fd in %d, %d: print(socket.socket(fileno=fd).getsockname())",
             LENT, LENT + 1);
    FILE *output = python(program);
    for (int i = 0; i < 2; i++)
        CHECK_INT(csock_close(LENT + i), 0);
    close_pair(fds);
    if (!output)
        SKIP("no python3");
    CHECK(fgets(seen, sizeof seen, output) != NULL);
    snprintf(wanted, sizeof wanted, "b'\\x00csock-%d\\x00'\n", (int)getpid());
    CHECK_TEXT(seen, wanted);
    CHECK(fgets(seen, sizeof seen, output) != NULL);
    snprintf(wanted, sizeof wanted, "('127.0.0.1', %d)\n", csock_address_port(&addresses[1]));
    CHECK_TEXT(seen, wanted);
    CHECK_INT(pclose(output), 0);
}

TEST(unix_path_that_is_too_long_is_refused_and_writes_nothing) {
    char directory[32], path[200];
    // Nothing before or after the address may change.
    struct {
        uint64_t before;
        csock_address address;
        uint64_t after;
    } memory, untouched;
    memset(&memory, 0xa5, sizeof memory);
    untouched = memory;
    make_directory(directory);
    memset(path, 'x', sizeof path);
    memcpy(path, directory, strlen(directory));
    path[strlen(directory)] = '/';
    for (size_t length = CSOCK_UNIX_NAME_MAX + 1; length <= sizeof path; length++) {
        CHECK_INT(csock_address_set_unix_path(&memory.address, path, length), -CSOCK_EPATHTOOLONG);
        CHECK_INT(csock_address_set_unix_abstract(&memory.address, path, length),
                  -CSOCK_EPATHTOOLONG);
        CHECK(memcmp(&memory, &untouched, sizeof memory) == 0);
    }
    // The longest path that fits is not truncated.
    struct stat status;
    int fd = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_STREAM, 0);
    CHECK_INT(csock_address_set_unix_path(&memory.address, path, CSOCK_UNIX_NAME_MAX), 0);
    CHECK_INT(csock_bind(fd, &memory.address), 0);
    CHECK_INT(csock_close(fd), 0);
    path[CSOCK_UNIX_NAME_MAX] = 0;
    CHECK_INT(stat(path, &status), 0);
    CHECK(S_ISSOCK(status.st_mode));
    CHECK_INT(memory.before, untouched.before);
    CHECK_INT(memory.after, untouched.after);
    remove_directory(directory);
}
