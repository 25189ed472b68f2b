// Sends a line to a TCP server and prints the complete answer. Suits line-based protocols: finger,
// whois, gopher, time.
//
//     tcp-ask HOST PORT [TEXT]
#include <CSocketShim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ADDRESSES_MAX = 16 };

#define TIMEOUT (10 * CSOCK_SECOND)

static int complain(const char *what, int64_t result) {
    fprintf(stderr, "tcp-ask: %s: %s (%s)\n", what, csock_result_message(result),
            csock_result_name(result));
    return EXIT_FAILURE;
}

// Connects to the first address of `host` that answers. Returns the descriptor or a negative result
// code.
static int connect_to(const char *host, uint16_t port) {
    csock_address addresses[ADDRESSES_MAX];
    int results[ADDRESSES_MAX];
    ssize_t found = csock_resolve(host, strlen(host), port, CSOCK_AF_UNSPEC, CSOCK_SOCK_STREAM,
                                  addresses, ADDRESSES_MAX);
    if (found < 0)
        return (int)found;
    size_t count = found < ADDRESSES_MAX ? (size_t)found : ADDRESSES_MAX;
    csock_interleave_families(addresses, count);
    return csock_connect_any(addresses, count, CSOCK_SOCK_STREAM, CSOCK_IPPROTO_TCP, 0, TIMEOUT,
                             results);
}

static int ask(int fd, const char *text) {
    size_t sent;
    int result = csock_send_all(fd, text, strlen(text), CSOCK_MSG_MORE, TIMEOUT, &sent);
    if (result == 0)
        result = csock_send_all(fd, "\r\n", 2, 0, TIMEOUT, &sent);
    return result;
}

// Prints everything received until the end of the stream. Returns 0 or a negative result code.
static int print_answer(int fd) {
    char buffer[4096];
    ssize_t count;
    while ((count = csock_recv(fd, buffer, sizeof buffer, 0, TIMEOUT)) > 0)
        fwrite(buffer, 1, (size_t)count, stdout);
    return (int)count;
}

int main(int argc, char **argv) {
    char *end;
    unsigned long port = argc > 2 ? strtoul(argv[2], &end, 10) : 0;
    if (argc < 3 || argc > 4 || port == 0 || port > 65535 || *end != 0) {
        fprintf(stderr, "usage: tcp-ask HOST PORT [TEXT]\n");
        return 2;
    }
    int fd = connect_to(argv[1], (uint16_t)port);
    if (fd < 0)
        return complain(argv[1], fd);
    int result = argc == 4 ? ask(fd, argv[3]) : 0;
    if (result == 0)
        result = print_answer(fd);
    csock_close(fd);
    if (result < 0)
        return complain(argv[1], result);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("tcp-ask: standard output");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
