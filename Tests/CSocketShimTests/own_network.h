/// Network namespaces.
#ifndef OWN_NETWORK_H
#define OWN_NETWORK_H

#include <stdbool.h>

/// Runs `body` in a child process with a network namespace of its own, in which only the loopback
/// interface is up: once as root if this process is root, and once as an ordinary user who is root
/// of a user namespace. The failed checks of the child fail this test. If one of the two is not
/// allowed here, prints the reason. If none is allowed, skips the test.
void run_in_own_network(void (*body)(void));

/// Writes a file below /proc/sys/net. False if that is not allowed.
bool set_sysctl(const char *path, const char *value);

#endif
