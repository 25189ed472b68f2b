/// EtherTypes that are lengths: IEEE 802.3.
#ifndef CSOCK_ETHERTYPE_LENGTH_H
#define CSOCK_ETHERTYPE_LENGTH_H

#include "csock/wire/ethertype.h"
#include "wire/table.h"

/// Checks that the payload is there whose length an EtherType is. Returns the header's length, or
/// -CSOCK_EPKTSHORT.
CSOCK_INLINE int csock_ethertype_check(csock_wire_error *_Nullable error,
                                       const csock_table *_Nonnull table, uint32_t ethertype,
                                       size_t count) {
    size_t length = table->length + (size_t)ethertype;
    if (ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX && length > count)
        return csock_table_fail(error, CSOCK_EPKTSHORT, table, "EtherType", length, count);
    csock_wire_clear(error);
    return table->length;
}

#endif
