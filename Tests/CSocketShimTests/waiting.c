#include "waiting.h"

#include "csock/mode.h"
#include "csock/socket.h"
#include "csock/wait.h"
#include "harness.h"

#define INET CSOCK_AF_INET
#define UNIX CSOCK_AF_UNIX

const waiting_case waiting_cases[] = {
    {"recv, TCP", WAITS_TO_RECEIVE, INET, CSOCK_SOCK_STREAM, call_recv, 1, false},
    {"recv, UDP", WAITS_TO_RECEIVE, INET, CSOCK_SOCK_DGRAM, call_recv, 1, false},
    {"recv, Unix stream", WAITS_TO_RECEIVE, UNIX, CSOCK_SOCK_STREAM, call_recv, 1, false},
    {"recv_from, UDP", WAITS_TO_RECEIVE, INET, CSOCK_SOCK_DGRAM, call_recv_from, 1, false},
    {"recv_from, Unix datagram", WAITS_TO_RECEIVE, UNIX, CSOCK_SOCK_DGRAM, call_recv_from, 1,
     false},
    {"recv_message, TCP", WAITS_TO_RECEIVE, INET, CSOCK_SOCK_STREAM, call_recv_message, 1, false},
    {"recv_message, UDP", WAITS_TO_RECEIVE, INET, CSOCK_SOCK_DGRAM, call_recv_message, 1, false},
    {"wait, TCP", WAITS_TO_RECEIVE, INET, CSOCK_SOCK_STREAM, call_wait, 1, false},
    {"accept, TCP", WAITS_TO_ACCEPT, INET, CSOCK_SOCK_STREAM, call_accept, 0, false},
    {"accept, Unix", WAITS_TO_ACCEPT, UNIX, CSOCK_SOCK_STREAM, call_accept, 0, false},
    {"connect, TCP", WAITS_TO_CONNECT, INET, CSOCK_SOCK_STREAM, call_connect, 0, true},
    {"connect, Unix", WAITS_TO_CONNECT, UNIX, CSOCK_SOCK_STREAM, call_connect, 0, false},
    {"send, TCP", WAITS_TO_SEND, INET, CSOCK_SOCK_STREAM, call_send, 1, false},
    {"send, Unix stream", WAITS_TO_SEND, UNIX, CSOCK_SOCK_STREAM, call_send, 1, false},
    {"send, Unix datagram", WAITS_TO_SEND, UNIX, CSOCK_SOCK_DGRAM, call_send, 1, false},
    {"send_all, TCP", WAITS_TO_SEND, INET, CSOCK_SOCK_STREAM, call_send_all, 0, false},
    {"send_all, Unix stream", WAITS_TO_SEND, UNIX, CSOCK_SOCK_STREAM, call_send_all, 0, false},
    {0},
};

void waiting_prepare(waiting *it, const waiting_case *the, waiting_mode mode) {
    int fds[2] = {-1, -1};
    *it = (waiting){.the = the, .full = {.fd = -1}};
    switch (the->kind) {
    case WAITS_TO_RECEIVE:
    case WAITS_TO_SEND:
        connected_pair(the->family, the->type, fds);
        if (the->kind == WAITS_TO_SEND)
            fill(fds[0]);
        break;
    case WAITS_TO_ACCEPT:
        fds[0] = listener(the->family, 1, &it->full.address);
        break;
    case WAITS_TO_CONNECT:
        it->full = make_full_listener(the->family);
        fds[0] = csock_socket(the->family, the->type, 0);
    }
    it->peer = fds[1];
    CHECK_INT(csock_set_blocking(fds[0], mode != NONBLOCKING_FOR_EVER), 0);
    it->call.run = the->run;
    it->call.fd = fds[0];
    it->call.timeout_ns = mode == WITH_DEADLINE ? 30 * CSOCK_SECOND : CSOCK_FOREVER;
    it->call.bytes = &it->byte;
    it->call.count = 1;
    // A connected datagram socket takes no address.
    it->call.address = the->kind == WAITS_TO_CONNECT ? &it->full.address : NULL;
}

void waiting_release(waiting *it) {
    size_t drained = 0;
    switch (it->the->kind) {
    case WAITS_TO_RECEIVE:
        CHECK_INT(csock_send(it->peer, "x", 1, 0, CSOCK_SECOND), 1);
        break;
    case WAITS_TO_SEND:
        // Several times, because the send buffer of TCP fills the window of the peer again.
        do {
            csock_wait(it->peer, CSOCK_READABLE, 0, 10 * CSOCK_MILLISECOND);
            drained += drain(it->peer);
        } while (!it->call.ended);
        CHECK(drained > 0);
        break;
    case WAITS_TO_ACCEPT:
        it->peer = csock_socket(it->the->family, it->the->type, 0);
        CHECK_INT(csock_connect(it->peer, &it->full.address, 0, CSOCK_SECOND), 0);
        break;
    case WAITS_TO_CONNECT:
        make_room(&it->full);
    }
}

void waiting_clean_up(waiting *it) {
    CHECK_INT(csock_close(it->call.fd), 0);
    if (it->peer >= 0)
        CHECK_INT(csock_close(it->peer), 0);
    if (it->the->kind == WAITS_TO_ACCEPT && it->call.result >= 0)
        CHECK_INT(csock_close((int)it->call.result), 0);
    if (it->full.fd >= 0)
        close_full_listener(&it->full);
}
