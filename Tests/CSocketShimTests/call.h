/// Calls of the library with their arguments as data: to run here or in another thread, under
/// signals.
#ifndef CALL_H
#define CALL_H

#include "csock/address.h"
#include "csock/transfer.h"
#include "harness.h"

#include <pthread.h>
#include <stdatomic.h>

/// A call with its arguments, and what it did.
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
    int64_t queued_ns; // of elapsed_ns: ready to run, on a machine with no processor free
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

/// The call ended when its time was over: never early, and late by at most half of it. How busy the
/// machine is does not count.
#define CHECK_ON_TIME(it, timeout)                                                                 \
    (CHECK_BETWEEN((it).elapsed_ns, timeout, INT64_MAX),                                           \
     CHECK_BETWEEN((it).elapsed_ns - (it).queued_ns, 0, (timeout) * 3 / 2))

/// Runs the call here and returns its result.
int64_t call_now(call *_Nonnull it);
/// Runs it in a thread that no SIGALRM reaches.
void call_start(call *_Nonnull it);
/// Waits for the call to sleep in the kernel. False if it ends instead.
bool call_sleeps(call *_Nonnull it);
/// Waits for the end of it and returns its result.
int64_t call_end(call *_Nonnull it);

int this_thread_id(void);
/// Whether a thread sleeps in a system call that is not a lock's.
bool thread_sleeps(int thread_id);

/// SIGALRM about every millisecond, in this thread, with a handler that interrupts calls.
void start_signals(void);
int signals_seen(void);
void stop_signals(void);

#endif
