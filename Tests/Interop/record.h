/// Structs as text, by tables: a table of a struct's members both prints and reads it.
///
///     udp source_port=53 destination_port=53 length=10 checksum=0
///
/// Numbers are decimal, bytes hexadecimal. A member that is not given stays as it is.
#ifndef RECORD_H
#define RECORD_H

#include "csock/wire/base.h"

#include <stdio.h>

typedef enum {
    MEMBER_NUMBER,  // uint32_t
    MEMBER_SIGNED,  // int32_t
    MEMBER_BOOL,    // bool
    MEMBER_ADDRESS, // an array of bytes
    MEMBER_BYTES,   // csock_bytes
} member_type;

typedef struct {
    const char *name;
    member_type type;
    size_t offset, size;
} member;

typedef struct {
    const char *name;
    const member *members;
    size_t count;
} record;

#define MEMBER(record_type, name, type)                                                            \
    {#name, type, offsetof(record_type, name), sizeof(((record_type *)NULL)->name)}
#define RECORD(name, members) {name, members, sizeof(members) / sizeof(members)[0]}

/// Memory for the bytes of one line: views into it stay until it is reset.
typedef struct {
    uint8_t bytes[1 << 18];
    size_t used;
} arena;

void print_hex(csock_bytes bytes);
/// Appends the bytes that hexadecimal text stands for. Returns false for text that is none.
bool parse_hex(const char *text, arena *memory, csock_bytes *bytes);

void print_record(const record *described, const void *value);
/// Sets the member that `name` says. Returns false for a member or a value that is none.
bool parse_member(const record *described, void *value, const char *name, const char *text,
                  arena *memory);

#endif
