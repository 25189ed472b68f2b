/// The clock and the open descriptors of this process, and child processes.
#ifndef PROCESS_H
#define PROCESS_H

#include <stdint.h>
#include <stdio.h>

/// CLOCK_MONOTONIC in nanoseconds.
int64_t monotonic_now(void);
/// The number of open descriptors of this process.
int open_descriptors(void);

/// Runs `function` in a child process without privileges, and returns its result.
int64_t unprivileged(int64_t (*function)(void));
/// Runs `function` in a child process whose network has no interface that is up, and returns its
/// result; -EPERM where the system does not allow that.
int64_t without_network(int64_t (*function)(void));

/// The output of a Python program, to be closed with pclose(3). NULL if there is no Python.
FILE *python(const char *program);

#endif
