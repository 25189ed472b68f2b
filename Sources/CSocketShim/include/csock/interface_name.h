/// Names and indices of network interfaces: netdevice(7).
///
/// Interfaces are looked up in the calling thread's network namespace. Each function opens a
/// descriptor and closes it again, and can fail with -EMFILE and -ENFILE.
#ifndef CSOCK_INTERFACE_NAME_H
#define CSOCK_INTERFACE_NAME_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Buffer size for an interface name with its terminating NUL: IF_NAMESIZE.
enum { CSOCK_INTERFACE_NAME_SIZE = 16 };

/// Returns the index of the interface with a name, or -ENODEV. `name` need not be NUL-terminated.
/// See if_nametoindex(3).
int csock_interface_index(const char *_Nullable name, size_t length);

/// Writes the name of the interface with an index, NUL-terminated. Returns the name's length, or
/// -ENODEV.
/// See if_indextoname(3).
int csock_interface_name(uint32_t index, char name[_Nonnull CSOCK_INTERFACE_NAME_SIZE]);

CSOCK_END_DECLS

#endif
