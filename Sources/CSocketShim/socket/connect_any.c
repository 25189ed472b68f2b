// For SOCK_NONBLOCK, which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/connect_any.h"

#include "core/clock.h"
#include "core/wait.h"
#include "csock/mode.h"
#include "csock/result.h"
#include "csock/socket.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

// Connection Attempt Delay: RFC 8305 section 5.
#define ATTEMPT_DELAY (250 * CSOCK_MILLISECOND)

// Maximum number of concurrent attempts. The next address waits until an attempt fails.
enum { RACERS_MAX = 16 };

void csock_interleave_families(csock_address *addresses, size_t count) {
    for (size_t place = 1; place < count; place++) {
        int before = csock_address_family(&addresses[place - 1]);
        size_t other = place;
        while (other < count && csock_address_family(&addresses[other]) == before)
            other++;
        if (other == count)
            return;
        csock_address moved = addresses[other];
        memmove(&addresses[place + 1], &addresses[place], (other - place) * sizeof moved);
        addresses[place] = moved;
    }
}

typedef struct {
    struct pollfd sockets[RACERS_MAX];
    size_t places[RACERS_MAX]; // index of each socket's address
    size_t count;
    int *results;
    int last_failure;
} racers;

static void decide(racers *race, size_t place, int result) {
    if (race->results)
        race->results[place] = result;
    if (result < 0)
        race->last_failure = result;
}

// Starts to connect to one address. Returns the descriptor if the connection is established at
// once. Otherwise returns -1: the attempt is in progress or has failed.
static int start(racers *race, size_t place, const csock_address *address, int type, int protocol) {
    int fd = csock_socket(csock_address_family(address), type | SOCK_NONBLOCK, protocol);
    if (fd < 0) {
        decide(race, place, fd);
        return -1;
    }
    int result = csock_connect_start(fd, address, 0);
    if (result == 0) {
        decide(race, place, 0);
        return fd;
    }
    if (result == -EINPROGRESS) {
        race->sockets[race->count] = (struct pollfd){.fd = fd, .events = POLLOUT};
        race->places[race->count++] = place;
    } else {
        csock_close(fd);
        decide(race, place, result);
    }
    return -1;
}

// Removes finished attempts from the race. Returns the descriptor of the first one that succeeded,
// or -1.
static int finish(racers *race) {
    int winner = -1;
    size_t kept = 0;
    for (size_t i = 0; i < race->count; i++) {
        int fd = race->sockets[i].fd;
        if (winner >= 0 || race->sockets[i].revents == 0) {
            race->sockets[kept] = race->sockets[i];
            race->places[kept++] = race->places[i];
            continue;
        }
        int result = csock_connect_finish(fd, 0, 0);
        decide(race, race->places[i], result);
        if (result == 0)
            winner = fd;
        else
            csock_close(fd);
    }
    race->count = kept;
    return winner;
}

// Runs the attempts. Returns the descriptor of the first connection, or a negative code.
static int run(racers *race, const csock_address *addresses, size_t count, int type, int protocol,
               csock_flags flags, int64_t deadline) {
    size_t next = 0;
    int64_t next_start = 0;
    for (;;) {
        bool may_start = next < count && race->count < RACERS_MAX;
        if (!may_start && race->count == 0)
            return race->last_failure;
        if (may_start && (race->count == 0 || csock_now() >= next_start)) {
            size_t before = race->count;
            int winner = start(race, next, &addresses[next], type, protocol);
            if (winner >= 0)
                return winner;
            next++;
            next_start = race->count > before ? csock_now() + ATTEMPT_DELAY : 0;
            continue;
        }
        int64_t wake = may_start ? csock_sooner(deadline, next_start) : deadline;
        int ready = csock_poll_until(race->sockets, race->count, flags, wake);
        if (ready < 0)
            return ready;
        if (ready == 0 && csock_remaining(deadline) == 0)
            return -CSOCK_ETIMEOUT;
        size_t before = race->count;
        int winner = finish(race);
        if (winner >= 0)
            return winner;
        if (race->count < before)
            next_start = 0; // after a failure, the next attempt starts at once
    }
}

int csock_connect_any(const csock_address *addresses, size_t count, int type, int protocol,
                      csock_flags flags, int64_t timeout_ns, int *results) {
    racers race = {.results = results};
    for (size_t i = 0; i < count; i++)
        decide(&race, i, -ECANCELED);
    race.last_failure = -EINVAL;
    int winner = run(&race, addresses, count, type, protocol, flags, csock_deadline(timeout_ns));
    for (size_t i = 0; i < race.count; i++) {
        csock_close(race.sockets[i].fd);
        if (winner == -CSOCK_ETIMEOUT)
            decide(&race, race.places[i], -CSOCK_ETIMEOUT);
    }
    if (winner >= 0 && (flags & SOCK_NONBLOCK) == 0)
        csock_set_blocking(winner, true);
    return winner;
}
