/// Headers described by tables. A table lists the fields of a header in wire order. The codec, the
/// errors and the text of the header use it.
///
/// The functions named inline_… are for tables that the compiler knows: it unrolls the loop over
/// the fields, and the code is as short as hand-written code. The other functions take any table at
/// run time.
#ifndef CSOCK_TABLE_H
#define CSOCK_TABLE_H

#include "core/text.h"
#include "csock/wire/field.h"
#include "wire/wire.h"

/// The fields of a header, and how it is written as text.
typedef struct csock_table {
    uint32_t layer;  ///< CSOCK_LAYER_…, for errors
    uint16_t length; ///< of the fixed part in bytes
    uint16_t count;  ///< of the fields
    const csock_field *_Nonnull fields;
    /// The text of a header. "{member}" stands for the value of a member, "{{" for a brace; `print`
    /// writes any other "{part}". NULL for the table of a part without a text.
    const char *_Nullable text;
    void (*_Nullable print)(csock_text *_Nonnull text, const void *_Nonnull header,
                            const char *_Nonnull part);
} csock_table;

#define CSOCK_TABLE(layer, length, fields, text, print)                                            \
    {layer, length, sizeof(fields) / sizeof(fields)[0], fields, text, print}

/// Entries of a table. A file defines HEADER as the type of its struct before it uses them.
#define CSOCK_FIELD_OF(kind, name, member, bit, width, shift, most, least, unit)                   \
    {name,                                                                                         \
     #member,                                                                                      \
     most,                                                                                         \
     least,                                                                                        \
     unit,                                                                                         \
     bit,                                                                                          \
     width,                                                                                        \
     offsetof(HEADER, member),                                                                     \
     sizeof(((HEADER *)0)->member),                                                                \
     kind,                                                                                         \
     shift}
#define CSOCK_BITS(width) (uint32_t)((UINT64_C(1) << (width)) - 1)

/// A number of CSOCK_FIELD_##kind, and one of CSOCK_FIELD_NUMBER.
#define CSOCK_VALUE(kind, name, member, bit, width)                                                \
    CSOCK_FIELD_OF(CSOCK_FIELD_##kind, name, member, bit, width, 0, CSOCK_BITS(width), 0, 1)
#define CSOCK_NUMBER(name, member, bit, width) CSOCK_VALUE(NUMBER, name, member, bit, width)
/// One part of a reserved number of `total` bits, which stand in several places; `shift` bits of it
/// stand in later parts.
#define CSOCK_RESERVED_PART(name, member, bit, width, shift, total)                                \
    CSOCK_FIELD_OF(CSOCK_FIELD_RESERVED, name, member, bit, width, shift, CSOCK_BITS(total), 0, 1)
/// An address: an array of bytes.
#define CSOCK_ADDRESS(kind, name, member, bit)                                                     \
    CSOCK_FIELD_OF(CSOCK_FIELD_##kind, name, member, bit, sizeof(((HEADER *)0)->member) * 8, 0, 0, \
                   0, 1)
/// Bytes after the fixed part: `least` to `most`, in units.
#define CSOCK_BYTES(name, member, bit, least, most, unit)                                          \
    CSOCK_FIELD_OF(CSOCK_FIELD_BYTES, name, member, bit, 0, 0, most, least, unit)
/// A field that the codec computes.
#define CSOCK_COMPUTED(name, bit, width)                                                           \
    {name, NULL, CSOCK_BITS(width), 0, 1, bit, width, 0, 0, CSOCK_FIELD_COMPUTED, 0}
/// A bool that says which of two forms a header has.
#define CSOCK_FORM(name, member) CSOCK_FIELD_OF(CSOCK_FIELD_FORM, name, member, 0, 0, 0, 1, 0, 1)

/// The longest fixed part.
enum { CSOCK_TABLE_LENGTH_MAX = 40 };

/// Has the compiler unroll the loop that follows.
#if defined(__clang__)
#define CSOCK_UNROLL _Pragma("clang loop unroll(full)")
#else
#define CSOCK_UNROLL _Pragma("GCC unroll 16")
#endif

/// The count of bytes nearest to `count` that a field can have, below it if possible.
static inline size_t csock_field_fitting(const csock_field *_Nonnull field, size_t count) {
    if (count <= field->least)
        return field->least;
    if (count >= field->most)
        return field->most;
    return count - (count - field->least) % field->unit;
}

/// Whether a field can have a count of bytes.
static inline bool csock_field_allows(const csock_field *_Nonnull field, size_t count) {
    return field->least <= count && count <= field->most &&
           (count - field->least) % field->unit == 0;
}

/// Adds a field to the header being encoded. A number is placed in `words`: bit 0 of the header is
/// the highest bit of words[0]. Bytes add their count to *length. Sets *others if the field is not
/// a number. Returns false if the value does not fit.
CSOCK_INLINE bool csock_table_pack(const csock_field *_Nonnull field, const void *_Nonnull header,
                                   uint64_t *_Nonnull words, size_t *_Nonnull length,
                                   bool *_Nonnull others) {
    if (csock_field_is_number(field)) {
        uint32_t number = csock_field_number(field, header), ordered = number;
        if (field->kind == CSOCK_FIELD_CRC32C)
            ordered = __builtin_bswap32(number);
        uint64_t value = ordered >> field->shift & CSOCK_BITS(field->width);
        unsigned end = field->bit % 64 + field->width;
        if (end <= 64) {
            words[field->bit / 64] |= value << (64 - end);
        } else {
            words[field->bit / 64] |= value >> (end - 64);
            words[field->bit / 64 + 1] |= value << (128 - end);
        }
        return number <= field->most;
    }
    *others = true;
    if (field->kind != CSOCK_FIELD_BYTES)
        return true;
    size_t count = csock_field_bytes(field, header).count;
    *length += count;
    return csock_field_allows(field, count);
}

/// Reads a field of the fixed part, from its words or bytes.
CSOCK_INLINE void csock_table_unpack(const csock_field *_Nonnull field, void *_Nonnull header,
                                     const uint64_t *_Nonnull words,
                                     const uint8_t *_Nonnull bytes) {
    uint8_t *member = (uint8_t *)header + field->offset;
    if (csock_field_is_number(field)) {
        unsigned end = field->bit % 64 + field->width;
        uint64_t value = words[field->bit / 64];
        if (end <= 64)
            value >>= 64 - end;
        else
            value = value << (end - 64) | words[field->bit / 64 + 1] >> (128 - end);
        uint32_t number = (uint32_t)value & CSOCK_BITS(field->width);
        if (field->kind == CSOCK_FIELD_CRC32C)
            number = __builtin_bswap32(number);
        number <<= field->shift;
        // The upper parts of a number come first.
        if (field->most > CSOCK_BITS(field->shift + field->width))
            number |= csock_field_number(field, header);
        memcpy(member, &number, sizeof number);
    } else if (csock_field_is_array(field)) {
        memcpy(member, bytes + field->bit / 8, field->size);
    }
}

/// Stores the words of a fixed part of `length` bytes.
CSOCK_INLINE void csock_words_store(const uint64_t *_Nonnull words, uint8_t *_Nonnull bytes,
                                    size_t length) {
    // Without a loop: compilers that know the length keep the words in registers.
    size_t last = length / 8, at = last * 8;
    if (last > 0)
        csock_store64(bytes, words[0]);
    if (last > 1)
        csock_store64(bytes + 8, words[1]);
    if (last > 2)
        csock_store64(bytes + 16, words[2]);
    if (last > 3)
        csock_store64(bytes + 24, words[3]);
    if (last > 4)
        csock_store64(bytes + 32, words[4]);
    if (length % 8 == 0)
        return;
    uint64_t word = words[last];
    if (length & 4) {
        csock_store32(bytes + at, (uint32_t)(word >> 32));
        word <<= 32;
        at += 4;
    }
    if (length & 2) {
        csock_store16(bytes + at, (uint32_t)(word >> 48));
        word <<= 16;
        at += 2;
    }
    if (length & 1)
        csock_store8(bytes + at, (uint32_t)(word >> 56));
}

/// Loads the words of a fixed part of `length` bytes.
CSOCK_INLINE void csock_words_load(uint64_t *_Nonnull words, const uint8_t *_Nonnull bytes,
                                   size_t length) {
    size_t last = length / 8, at = last * 8;
    if (last > 0)
        words[0] = csock_load64(bytes);
    if (last > 1)
        words[1] = csock_load64(bytes + 8);
    if (last > 2)
        words[2] = csock_load64(bytes + 16);
    if (last > 3)
        words[3] = csock_load64(bytes + 24);
    if (last > 4)
        words[4] = csock_load64(bytes + 32);
    if (length % 8 == 0)
        return;
    unsigned shift = 64;
    words[last] = 0;
    if (length & 4) {
        shift -= 32;
        words[last] |= (uint64_t)csock_load32(bytes + at) << shift;
        at += 4;
    }
    if (length & 2) {
        shift -= 16;
        words[last] |= (uint64_t)csock_load16(bytes + at) << shift;
        at += 2;
    }
    if (length & 1)
        words[last] |= (uint64_t)bytes[at] << (shift - 8);
}

/// Writes the array of a field, or its bytes after *length others.
CSOCK_INLINE void csock_table_store(const csock_field *_Nonnull field, const void *_Nonnull header,
                                    uint8_t *_Nonnull bytes, size_t *_Nonnull length) {
    if (csock_field_is_array(field)) {
        memcpy(bytes + field->bit / 8, (const uint8_t *)header + field->offset, field->size);
    } else if (field->kind == CSOCK_FIELD_BYTES) {
        csock_bytes value = csock_field_bytes(field, header);
        csock_copy(bytes + *length, value.start, value.count);
        *length += value.count;
    }
}

/// The field of a name; NULL if there is none.
const csock_field *_Nullable csock_table_find(const csock_table *_Nonnull table,
                                              const char *_Nonnull name);

/// Fills in an error about a field, by its name in the table. Returns -code.
int csock_table_fail(csock_wire_error *_Nullable error, int code, const csock_table *_Nonnull table,
                     const char *_Nonnull field, uint64_t needed, uint64_t available);

/// Moves the error of a part of a header, if `result` says that there is one, by the offset of that
/// part. Returns `result`.
static inline int csock_table_shift(csock_wire_error *_Nullable error, size_t offset, int result) {
    if (result < 0 && error)
        error->offset += offset;
    return result;
}

/// Fills in an error about the length field of an option whose table ends with the field of its
/// data: `unit` is in what the length counts. Returns -CSOCK_EPKTFIELD.
int csock_table_fail_length(csock_wire_error *_Nullable error, const csock_table *_Nonnull table,
                            const char *_Nonnull field, size_t length, size_t unit);

/// Bytes that end early: names the first field that is not whole. Returns -CSOCK_EPKTSHORT.
int csock_table_short(csock_wire_error *_Nullable error, const csock_table *_Nonnull table,
                      uint64_t needed, size_t available);

/// Fills in the reason why a header cannot be encoded: the first value that does not fit, otherwise
/// the buffer size. Returns -CSOCK_EPKTRANGE or -CSOCK_EPKTROOM.
int csock_table_refuse(csock_wire_error *_Nullable error, const csock_table *_Nonnull table,
                       const void *_Nonnull header, size_t capacity);

/// Checks that every field can hold its value, and adds up the length of the header. Returns 0 or
/// -CSOCK_EPKTRANGE.
int csock_table_check(csock_wire_error *_Nullable error, const csock_table *_Nonnull table,
                      const void *_Nonnull header, size_t *_Nonnull length);

/// Writes a header. Computed fields are left 0. Returns its length, -CSOCK_EPKTRANGE or
/// -CSOCK_EPKTROOM.
int csock_table_encode(csock_wire_error *_Nullable error, const csock_table *_Nonnull table,
                       const void *_Nonnull header, void *_Nullable buffer, size_t capacity);

/// Reads the fixed part. Members of CSOCK_FIELD_BYTES and CSOCK_FIELD_FORM stay as they are.
void csock_table_load(const csock_table *_Nonnull table, void *_Nonnull header,
                      const uint8_t *_Nonnull bytes);

/// As csock_table_load.
CSOCK_INLINE void csock_inline_load(const csock_table *_Nonnull table, void *_Nonnull header,
                                    const uint8_t *_Nonnull bytes) {
    uint64_t words[CSOCK_TABLE_LENGTH_MAX / 8];
    csock_words_load(words, bytes, table->length);
    CSOCK_UNROLL
    for (size_t i = 0; i < table->count; i++)
        csock_table_unpack(&table->fields[i], header, words, bytes);
}

/// As csock_table_encode.
CSOCK_INLINE int csock_inline_encode(csock_wire_error *_Nullable error,
                                     const csock_table *_Nonnull table, const void *_Nonnull header,
                                     void *_Nullable buffer, size_t capacity) {
    uint64_t words[CSOCK_TABLE_LENGTH_MAX / 8] = {0};
    uint8_t *bytes = (uint8_t *)buffer;
    size_t length = table->length, at = table->length;
    bool fits = true, others = false;
    CSOCK_UNROLL
    for (size_t i = 0; i < table->count; i++)
        fits &= csock_table_pack(&table->fields[i], header, words, &length, &others);
    if (!fits || length > capacity)
        return csock_table_refuse(error, table, header, capacity);
    csock_words_store(words, bytes, table->length);
    CSOCK_UNROLL
    for (size_t i = 0; i < table->count; i++)
        csock_table_store(&table->fields[i], header, bytes, &at);
    csock_wire_clear(error);
    return (int)length;
}

/// Reads an option of `length` bytes, whose table ends with the field of its data. Returns false if
/// the option cannot be as long as that.
CSOCK_INLINE bool csock_inline_take(const csock_table *_Nonnull table, void *_Nonnull option,
                                    csock_bytes *_Nonnull data, const uint8_t *_Nonnull bytes,
                                    size_t length) {
    size_t head = table->length;
    if (length < head || !csock_field_allows(&table->fields[table->count - 1], length - head))
        return false;
    csock_inline_load(table, option, bytes);
    *data = csock_view(bytes + head, length - head);
    return true;
}

/// Reads the header of a fixed length at the start of bytes. Returns its length, or
/// -CSOCK_EPKTSHORT.
CSOCK_INLINE int csock_inline_decode(csock_wire_error *_Nullable error,
                                     const csock_table *_Nonnull table, void *_Nonnull header,
                                     const void *_Nullable bytes, size_t count) {
    if (count < table->length)
        return csock_table_short(error, table, table->length, count);
    csock_inline_load(table, header, (const uint8_t *)bytes);
    csock_wire_clear(error);
    return table->length;
}

/// The same for bytes that may end early: reads zeros after them. Returns how many bytes of the
/// header there are; if they are not all, the error says what is missing.
CSOCK_INLINE int csock_inline_decode_lenient(csock_wire_error *_Nullable error,
                                             const csock_table *_Nonnull table,
                                             void *_Nonnull header, const void *_Nullable bytes,
                                             size_t count) {
    uint8_t padded[CSOCK_TABLE_LENGTH_MAX];
    csock_inline_load(table, header, csock_wire_pad(bytes, count, padded, table->length));
    csock_wire_clear(error);
    if (count >= table->length)
        return table->length;
    csock_table_short(error, table, table->length, count);
    return (int)count;
}

#endif
