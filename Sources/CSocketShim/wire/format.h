/// Headers described by tables: for each field, which bits of the bytes it is and which member of
/// the struct holds it. For messages of many formats, of which C would repeat the same four
/// functions for each.
#ifndef CSOCK_WIRE_FORMAT_H
#define CSOCK_WIRE_FORMAT_H

#include "wire/wire.h"

/// A field: a number of up to 32 bits in a uint32_t, or an address in an array.
typedef struct {
    const char *_Nullable name; ///< NULL: no further field
    uint16_t member;            ///< where the struct has it
    uint16_t bit;               ///< where the header has it: its first bit, as RFCs draw it
    uint8_t width;              ///< bits that stand there
    uint8_t shift;              ///< bits of the number that stand elsewhere, below these
    uint8_t total;              ///< bits of the whole number; 0: an array
} csock_wire_member;

/// A number.
#define CSOCK_WIRE_NUMBER(name, type, member, bit, width)                                          \
    {name, offsetof(type, member), bit, width, 0, width}
/// A part of a number of `total` bits that does not stand in one piece.
#define CSOCK_WIRE_PART(name, type, member, bit, width, shift, total)                              \
    {name, offsetof(type, member), bit, width, shift, total}
/// An array of bytes.
#define CSOCK_WIRE_ARRAY(name, type, member, bit)                                                  \
    {name, offsetof(type, member), bit, sizeof(((type *)0)->member) * 8, 0, 0}

/// The format of a header: what follows its fields is payload.
typedef struct {
    uint8_t length; ///< in bytes
    csock_wire_member members[15];
} csock_wire_format;

/// Checks that the fields hold the numbers of the struct. Returns 0 or -CSOCK_EPKTRANGE.
int csock_wire_format_check(csock_wire_error *_Nullable error, uint32_t layer,
                            const csock_wire_format *_Nonnull format, const void *_Nonnull header);

/// Writes `length` bytes: those of the fields, and zeros where there is none.
void csock_wire_format_store(const csock_wire_format *_Nonnull format, const void *_Nonnull header,
                             uint8_t *_Nonnull bytes);

/// Reads the fields from `length` bytes.
void csock_wire_format_load(const csock_wire_format *_Nonnull format, void *_Nonnull header,
                            const uint8_t *_Nonnull bytes);

/// Bytes that end early: the first field that is not whole is missing. Returns -CSOCK_EPKTSHORT.
int csock_wire_format_short(csock_wire_error *_Nullable error, uint32_t layer,
                            const csock_wire_format *_Nonnull format, size_t available);

/// Checks and writes a header that is nothing but a format. Returns its length,
/// -CSOCK_EPKTRANGE or -CSOCK_EPKTROOM.
int csock_wire_format_encode(csock_wire_error *_Nullable error, uint32_t layer,
                             const csock_wire_format *_Nonnull format, const void *_Nonnull header,
                             void *_Nullable buffer, size_t capacity);

#endif
