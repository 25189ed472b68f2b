#include "csock/connect_any.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>

static int connect_any(const csock_address *addresses, size_t count, int64_t timeout_ns,
                       int *results) {
    return csock_connect_any(addresses, count, CSOCK_SOCK_STREAM, 0, 0, timeout_ns, results);
}

// An address where nobody listens.
static csock_address refusing(void) {
    csock_address address;
    csock_close(bound_socket(CSOCK_AF_INET, CSOCK_SOCK_STREAM, &address));
    return address;
}

TEST(families_take_turns) {
    static const uint8_t host[16] = {0};
    csock_address addresses[6];
    for (uint16_t i = 0; i < 6; i++) {
        if (i < 4)
            csock_address_set_ipv6(&addresses[i], host, i, 0, 0);
        else
            csock_address_set_ipv4(&addresses[i], host, i);
    }
    csock_interleave_families(addresses, 6);
    static const int ports[] = {0, 4, 1, 5, 2, 3};
    for (size_t i = 0; i < 6; i++)
        CHECK_INT(csock_address_port(&addresses[i]), ports[i]);
    csock_interleave_families(NULL, 0);
    csock_interleave_families(addresses, 1);
    CHECK_INT(csock_address_port(&addresses[0]), 0);
}

TEST(the_first_that_listens_wins) {
    csock_address addresses[3] = {refusing()};
    int listening = listener(CSOCK_AF_INET, 5, &addresses[1]);
    addresses[2] = addresses[1];
    int results[3];
    for (csock_flags nonblocking = 0; nonblocking <= CSOCK_SOCK_NONBLOCK;
         nonblocking += CSOCK_SOCK_NONBLOCK) {
        int fd = csock_connect_any(addresses, 3, CSOCK_SOCK_STREAM, 0, nonblocking, CSOCK_SECOND,
                                   results);
        csock_address peer;
        CHECK_INT(csock_peer_address(fd, &peer), 0);
        CHECK(csock_address_equal(&peer, &addresses[1]));
        CHECK_INT(csock_get_blocking(fd), nonblocking == 0);
        CHECK_INT(results[0], -ECONNREFUSED);
        CHECK_INT(results[1], 0);
        CHECK_INT(results[2], -ECANCELED);
        csock_close(fd);
    }
    csock_close(listening);
}

TEST(a_silent_one_does_not_hold_up_the_next) {
    full_listener silent = make_full_listener(CSOCK_AF_INET);
    csock_address addresses[3] = {silent.address, silent.address};
    int listening = listener(CSOCK_AF_INET, 5, &addresses[2]);
    int results[3];
    int before = open_descriptors();
    int64_t start = monotonic_now();
    int fd = connect_any(addresses, 3, 30 * CSOCK_SECOND, results);
    CHECK_BETWEEN(monotonic_now() - start, 500 * CSOCK_MILLISECOND, 900 * CSOCK_MILLISECOND);
    CHECK_INT(results[0], -ECANCELED);
    CHECK_INT(results[1], -ECANCELED);
    CHECK_INT(results[2], 0);
    CHECK_INT(open_descriptors(), before + 1);
    csock_close(fd);
    csock_close(listening);
    close_full_listener(&silent);
}

// An attempt that fails at once lets the next one begin, while a silent one goes on.
TEST(a_failure_lets_the_next_begin) {
    full_listener silent = make_full_listener(CSOCK_AF_INET);
    csock_address addresses[3] = {silent.address, refusing()};
    int listening = listener(CSOCK_AF_INET, 5, &addresses[2]);
    int results[3];
    int64_t start = monotonic_now();
    int fd = connect_any(addresses, 3, 30 * CSOCK_SECOND, results);
    CHECK_BETWEEN(monotonic_now() - start, 250 * CSOCK_MILLISECOND, 450 * CSOCK_MILLISECOND);
    CHECK(results[1] < 0);
    CHECK_INT(results[2], 0);
    csock_close(fd);
    fd = csock_connect_any(&addresses[2], 1, CSOCK_SOCK_STREAM, 0, 0, CSOCK_SECOND, NULL);
    CHECK(fd >= 0);
    csock_close(fd);
    CHECK_INT(csock_connect_any(&addresses[1], 1, CSOCK_SOCK_STREAM, 0, 0, CSOCK_SECOND, NULL),
              -ECONNREFUSED);
    csock_close(listening);
    close_full_listener(&silent);
}

TEST(nobody_answers) {
    csock_address addresses[2] = {refusing(), refusing()};
    int results[2];
    int before = open_descriptors();
    CHECK_INT(connect_any(addresses, 2, CSOCK_FOREVER, results), -ECONNREFUSED);
    CHECK_INT(results[0], -ECONNREFUSED);
    CHECK_INT(results[1], -ECONNREFUSED);
    CHECK_INT(connect_any(NULL, 0, CSOCK_FOREVER, NULL), -EINVAL);
    CHECK_INT(open_descriptors(), before);
}

TEST(the_deadline_is_for_all_together) {
    enum { COUNT = 40 }; // more than race at once
    full_listener silent = make_full_listener(CSOCK_AF_INET);
    csock_address addresses[COUNT];
    int results[COUNT];
    for (int i = 0; i < COUNT; i++)
        addresses[i] = silent.address;
    int before = open_descriptors();
    int64_t start = monotonic_now();
    CHECK_INT(connect_any(addresses, COUNT, 600 * CSOCK_MILLISECOND, results), -CSOCK_ETIMEOUT);
    CHECK_BETWEEN(monotonic_now() - start, 600 * CSOCK_MILLISECOND, 900 * CSOCK_MILLISECOND);
    for (int i = 0; i < COUNT; i++) // one begins every 250 ms
        CHECK_INT(results[i], i < 3 ? -CSOCK_ETIMEOUT : -ECANCELED);
    CHECK_INT(connect_any(addresses, 1, 0, results), -CSOCK_ETIMEOUT);
    CHECK_INT(open_descriptors(), before);
    close_full_listener(&silent);
}
