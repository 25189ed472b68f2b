/// Calls of the library with their arguments as data, to be run here or in another thread.
#ifndef CALL_H
#define CALL_H

#include "csock/address.h"
#include "csock/transfer.h"
#include "harness.h"

#include <pthread.h>
#include <stdatomic.h>

/// A call with its arguments and its results.
typedef struct call {
    int64_t (*_Nonnull run)(struct call *_Nonnull);
    int fd;
    csock_flags flags;
    int64_t timeout_ns;
    const csock_address *_Nullable address;
    void *_Nullable bytes;
    size_t count;

    int64_t result;
    int64_t elapsed_ns;
    int64_t queued_ns; // the part of elapsed_ns in which the thread waited for a processor
    int64_t cpu_ns;
    size_t sent;
    csock_address from;
    csock_received message;

    pthread_t thread;
    atomic_int thread_id;
    atomic_bool ended;
} call;

int64_t call_recv(call *_Nonnull it);
int64_t call_recv_from(call *_Nonnull it);
int64_t call_recv_message(call *_Nonnull it);
int64_t call_send(call *_Nonnull it);
int64_t call_send_all(call *_Nonnull it);
int64_t call_accept(call *_Nonnull it);
int64_t call_connect(call *_Nonnull it);
int64_t call_wait(call *_Nonnull it);

/// Checks that the call ended at its deadline: not before, and at most half of the timeout later.
/// The time in which the thread waited for a processor does not count.
#define CHECK_ON_TIME(it, timeout)                                                                 \
    (CHECK_BETWEEN((it).elapsed_ns, timeout, INT64_MAX),                                           \
     CHECK_BETWEEN((it).elapsed_ns - (it).queued_ns, 0, (timeout) * 3 / 2))

/// Runs the call here and returns its result.
int64_t call_now(call *_Nonnull it);
/// Runs the call in a thread that blocks SIGALRM.
void call_start(call *_Nonnull it);
/// Waits until the call sleeps in the kernel. False if the call ends instead.
bool call_sleeps(call *_Nonnull it);
/// Waits until the call ends, and returns its result.
int64_t call_end(call *_Nonnull it);

int this_thread_id(void);
/// Whether a thread sleeps in a system call other than futex(2).
bool thread_sleeps(int thread_id);

/// Sends SIGALRM to this thread about every millisecond, with a handler that interrupts calls.
void start_signals(void);
int signals_seen(void);
void stop_signals(void);

#endif
