#include "call.h"
#include "csock/connect_any.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"
#include "harness.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>

static int64_t call_connect_any(call *it) {
    return csock_connect_any(it->address, it->count, CSOCK_SOCK_STREAM, 0, 0, it->timeout_ns,
                             it->bytes);
}

static call connecting_to(const csock_address *addresses, size_t count, int64_t timeout_ns,
                          int *results) {
    call it = {.run = call_connect_any,
               .timeout_ns = timeout_ns,
               .address = addresses,
               .bytes = results,
               .count = count};
    return it;
}

// Checks how long the call took, without the time in which it waited for a processor.
static void check_duration(const call *it, int64_t least, int64_t most) {
    CHECK_BETWEEN(it->elapsed_ns, least, INT64_MAX);
    CHECK_BETWEEN(it->elapsed_ns - it->queued_ns, 0, most);
}

TEST(interleave_families_alternates_ipv6_and_ipv4) {
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

TEST(connect_any_returns_the_first_address_that_accepts) {
    csock_address addresses[3];
    int refusing = refusing_socket(CSOCK_SOCK_STREAM, &addresses[0]);
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
    close_pair((const int[]){listening, refusing});
}

TEST(connect_any_tries_the_next_address_after_250_ms) {
    full_listener silent = make_full_listener(CSOCK_AF_INET);
    csock_address addresses[3] = {silent.address, silent.address};
    int listening = listener(CSOCK_AF_INET, 5, &addresses[2]);
    int results[3];
    int before = open_descriptors();
    call connecting = connecting_to(addresses, 3, 30 * CSOCK_SECOND, results);
    int fd = (int)call_now(&connecting);
    check_duration(&connecting, 500 * CSOCK_MILLISECOND, 900 * CSOCK_MILLISECOND);
    CHECK_INT(results[0], -ECANCELED);
    CHECK_INT(results[1], -ECANCELED);
    CHECK_INT(results[2], 0);
    CHECK_INT(open_descriptors(), before + 1);
    csock_close(fd);
    csock_close(listening);
    close_full_listener(&silent);
}

// The first address does not answer, and its attempt goes on.
TEST(connect_any_tries_the_next_address_at_once_after_a_failure) {
    full_listener silent = make_full_listener(CSOCK_AF_INET);
    csock_address addresses[3] = {silent.address};
    int refusing = refusing_socket(CSOCK_SOCK_STREAM, &addresses[1]);
    int listening = listener(CSOCK_AF_INET, 5, &addresses[2]);
    int results[3];
    call connecting = connecting_to(addresses, 3, 30 * CSOCK_SECOND, results);
    int fd = (int)call_now(&connecting);
    check_duration(&connecting, 250 * CSOCK_MILLISECOND, 450 * CSOCK_MILLISECOND);
    CHECK(results[1] < 0);
    CHECK_INT(results[2], 0);
    csock_close(fd);
    fd = csock_connect_any(&addresses[2], 1, CSOCK_SOCK_STREAM, 0, 0, CSOCK_SECOND, NULL);
    CHECK(fd >= 0);
    csock_close(fd);
    CHECK_INT(csock_connect_any(&addresses[1], 1, CSOCK_SOCK_STREAM, 0, 0, CSOCK_SECOND, NULL),
              -ECONNREFUSED);
    close_pair((const int[]){listening, refusing});
    close_full_listener(&silent);
}

TEST(connect_any_reports_the_failure_when_all_addresses_fail) {
    csock_address addresses[2];
    int refusing[] = {refusing_socket(CSOCK_SOCK_STREAM, &addresses[0]),
                      refusing_socket(CSOCK_SOCK_STREAM, &addresses[1])};
    int results[2];
    int before = open_descriptors();
    call connecting = connecting_to(addresses, 2, CSOCK_FOREVER, results);
    CHECK_INT(call_now(&connecting), -ECONNREFUSED);
    CHECK_INT(results[0], -ECONNREFUSED);
    CHECK_INT(results[1], -ECONNREFUSED);
    CHECK_INT(csock_connect_any(NULL, 0, CSOCK_SOCK_STREAM, 0, 0, CSOCK_FOREVER, NULL), -EINVAL);
    CHECK_INT(open_descriptors(), before);
    close_pair(refusing);
}

TEST(connect_any_has_one_deadline_for_all_addresses) {
    enum { COUNT = 40 }; // more than the library tries at a time
    full_listener silent = make_full_listener(CSOCK_AF_INET);
    csock_address addresses[COUNT];
    int results[COUNT];
    for (int i = 0; i < COUNT; i++)
        addresses[i] = silent.address;
    int before = open_descriptors();
    call connecting = connecting_to(addresses, COUNT, 625 * CSOCK_MILLISECOND, results);
    CHECK_INT(call_now(&connecting), -CSOCK_ETIMEOUT);
    CHECK_ON_TIME(connecting, connecting.timeout_ns);
    for (int i = 0; i < COUNT; i++) // a new attempt every 250 ms
        CHECK_INT(results[i], i < 3 ? -CSOCK_ETIMEOUT : -ECANCELED);
    connecting = connecting_to(addresses, 1, 0, results);
    CHECK_INT(call_now(&connecting), -CSOCK_ETIMEOUT);
    CHECK_INT(open_descriptors(), before);
    close_full_listener(&silent);
}
