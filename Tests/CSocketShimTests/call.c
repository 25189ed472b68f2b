// For RUSAGE_THREAD.
#define _GNU_SOURCE

#include "call.h"

#include "csock/mode.h"
#include "csock/socket.h"
#include "csock/wait.h"
#include "process.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

int64_t call_recv(call *it) {
    return csock_recv(it->fd, it->bytes, it->count, it->flags, it->timeout_ns);
}

int64_t call_recv_from(call *it) {
    return csock_recv_from(it->fd, it->bytes, it->count, it->flags, &it->from, it->timeout_ns);
}

int64_t call_recv_message(call *it) {
    return csock_recv_message(it->fd, it->bytes, it->count, it->flags, &it->message,
                              it->timeout_ns);
}

int64_t call_send(call *it) {
    return csock_send_to(it->fd, it->bytes, it->count, it->flags, it->address, it->timeout_ns);
}

int64_t call_send_all(call *it) {
    return csock_send_all(it->fd, it->bytes, it->count, it->flags, it->timeout_ns, &it->sent);
}

int64_t call_accept(call *it) {
    return csock_accept(it->fd, &it->from, it->flags, it->timeout_ns);
}

int64_t call_connect(call *it) {
    return csock_connect(it->fd, it->address, it->flags, it->timeout_ns);
}

int64_t call_wait(call *it) {
    return csock_wait(it->fd, CSOCK_READABLE, it->flags, it->timeout_ns);
}

static bool read_thread_file(int thread_id, const char *name, char text[512]) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/%s", thread_id, name);
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    bool there = fgets(text, 512, file) != NULL;
    fclose(file);
    return there;
}

static int64_t cpu_time(void) {
    struct rusage usage;
    getrusage(RUSAGE_THREAD, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * CSOCK_SECOND +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * INT64_C(1000);
}

// proc_pid_schedstat(5). 0 where the kernel does not keep it.
static int64_t queued_time(void) {
    char text[512];
    long long running, queued = 0;
    if (read_thread_file(this_thread_id(), "schedstat", text))
        CHECK_INT(sscanf(text, "%lld %lld", &running, &queued), 2);
    return queued;
}

int64_t call_now(call *it) {
    int64_t queued = queued_time(), cpu = cpu_time(), start = monotonic_now();
    it->result = it->run(it);
    it->elapsed_ns = monotonic_now() - start;
    it->cpu_ns = cpu_time() - cpu;
    it->queued_ns = queued_time() - queued;
    if (it->queued_ns > it->elapsed_ns) // some of it was outside the call
        it->queued_ns = it->elapsed_ns;
    it->ended = true;
    return it->result;
}

static void *run_call(void *argument) {
    call *it = argument;
    it->thread_id = this_thread_id();
    call_now(it);
    return NULL;
}

void call_start(call *it) {
    sigset_t alarm, before;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    it->thread_id = 0;
    it->ended = false;
    pthread_sigmask(SIG_BLOCK, &alarm, &before);
    CHECK_INT(-pthread_create(&it->thread, NULL, run_call, it), 0);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

bool call_sleeps(call *it) {
    while (!it->ended && !(it->thread_id != 0 && thread_sleeps(it->thread_id)))
        poll(NULL, 0, 1);
    return !it->ended;
}

int64_t call_end(call *it) {
    CHECK_INT(-pthread_join(it->thread, NULL), 0);
    return it->result;
}

int this_thread_id(void) {
    return (int)syscall(SYS_gettid);
}

bool thread_sleeps(int thread_id) {
    char text[512];
    if (!read_thread_file(thread_id, "stat", text))
        return false;
    const char *name_end = strrchr(text, ')');
    if (!name_end || name_end[2] != 'S')
        return false;
    // Not every kernel has this file.
    if (!read_thread_file(thread_id, "syscall", text))
        return true;
    return text[0] != 'r' && strtol(text, NULL, 10) != SYS_futex;
}

static atomic_int signals;

static void count_signal(int number) {
    (void)number;
    signals++;
}

void start_signals(void) {
    struct sigaction action = {.sa_handler = count_signal};
    struct itimerval every = {.it_interval.tv_usec = 1000, .it_value.tv_usec = 1000};
    signals = 0;
    CHECK_INT(sigaction(SIGALRM, &action, NULL), 0);
    CHECK_INT(setitimer(ITIMER_REAL, &every, NULL), 0);
}

int signals_seen(void) {
    return signals;
}

void stop_signals(void) {
    struct itimerval never = {0};
    CHECK_INT(setitimer(ITIMER_REAL, &never, NULL), 0);
    signal(SIGALRM, SIG_IGN); // a signal may be pending
    signal(SIGALRM, SIG_DFL);
}
