/// Compile-time comparison of the public headers' constants with the system headers'.
#ifndef CSOCK_SAME_H
#define CSOCK_SAME_H

/// Fails to compile if CSOCK_<name> differs from the system's <name>.
#define CSOCK_SAME(name) _Static_assert((int)CSOCK_##name == (int)name, #name)

#endif
