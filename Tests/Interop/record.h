/// Structs as text. One table of members is used to print and to parse a struct.
///
///     udp source_port=53 destination_port=53 length=10 checksum=0
///
/// Numbers are decimal, bytes hexadecimal. A member that is not given stays unchanged.
#ifndef RECORD_H
#define RECORD_H

#include "csock/wire/field.h"

#include <stdio.h>

/// A struct's name in the text, and its members.
typedef struct {
    const char *name;
    const csock_field *fields;
    size_t count;
} record;

/// A member of a struct that no table of the library describes.
#define MEMBER(record_type, name, kind)                                                            \
    {                                                                                              \
        #name,                                                                                     \
        #name,                                                                                     \
        0,                                                                                         \
        0,                                                                                         \
        1,                                                                                         \
        0,                                                                                         \
        0,                                                                                         \
        offsetof(record_type, name),                                                               \
        sizeof(((record_type *)NULL)->name),                                                       \
        kind,                                                                                      \
        0}
#define RECORD(name, members) {name, members, sizeof(members) / sizeof(members)[0]}

/// Memory for the bytes of one line: views into it are valid until it is reset.
typedef struct {
    uint8_t bytes[1 << 18];
    size_t used;
} arena;

void print_hex(csock_bytes bytes);
/// Appends the bytes of a hexadecimal text. Returns false for any other text.
bool parse_hex(const char *text, arena *memory, csock_bytes *bytes);

void print_record(const record *described, const void *value);
/// Sets a member to the value of a text. Returns false for a text that is not valid.
bool parse_field(const csock_field *field, void *value, const char *text, arena *memory);
/// The member of a name; NULL if there is none.
const csock_field *find_field(const record *described, const char *name);

#endif
