/// Numbers that the public headers write out, checked against the system's.
#ifndef CSOCK_SAME_H
#define CSOCK_SAME_H

/// A machine on which CSOCK_<name> is not what its headers call <name> does not compile.
#define CSOCK_SAME(name) _Static_assert((int)CSOCK_##name == (int)name, #name)

#endif
