/// Names and indices of network interfaces: netdevice(7).
///
/// The calling thread's network namespace decides. Each function takes a descriptor for a moment
/// and can fail with -EMFILE and -ENFILE.
#ifndef CSOCK_INTERFACE_NAME_H
#define CSOCK_INTERFACE_NAME_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Room for an interface's name with its NUL: IF_NAMESIZE.
enum { CSOCK_INTERFACE_NAME_SIZE = 16 };

/// Finds an interface by its name, which need not be terminated. Returns its index, or -ENODEV.
/// if_nametoindex(3).
int csock_interface_index(const char *_Nullable name, size_t length);

/// Writes the name of the interface with an index, terminated, and returns its length, or -ENODEV.
/// if_indextoname(3).
int csock_interface_name(uint32_t index, char name[_Nonnull CSOCK_INTERFACE_NAME_SIZE]);

CSOCK_END_DECLS

#endif
