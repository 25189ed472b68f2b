/// What the records of IGMPv3 and MLDv2 share.
#ifndef CSOCK_GROUP_RECORD_H
#define CSOCK_GROUP_RECORD_H

#include "wire/print.h"

/// Appends the sources of a record or query, " { 10.0.0.1 10.0.0.2 }", if there are any. They are
/// addresses of `size` bytes.
static inline void csock_print_sources(csock_text *_Nonnull text, csock_bytes sources,
                                       size_t size) {
    if (sources.count == 0)
        return;
    csock_text_put(text, " {");
    csock_print_addresses(text, sources, size, " ");
    csock_text_put(text, " }");
}

/// Appends the name of a record's type: RFC 9776 and RFC 9777 number them alike.
static inline void csock_print_record_type(csock_text *_Nonnull text, uint32_t type) {
    static const char *const names[] = {"is_in", "is_ex", "to_in", "to_ex", "allow", "block"};
    csock_print_name(text, type, 1, names, sizeof names / sizeof names[0], "type ");
}

#endif
