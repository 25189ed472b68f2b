#include "wire/format.h"

static bool is_array(const csock_wire_member *field) {
    return field->total == 0;
}

// The bytes in which a number stands: its first, and the one after its last.
static size_t first_byte(const csock_wire_member *field) {
    return field->bit / 8u;
}

static size_t end_byte(const csock_wire_member *field) {
    return (field->bit + field->width + 7u) / 8;
}

// How many bits of its last byte follow a number.
static unsigned bits_after(const csock_wire_member *field) {
    return (unsigned)end_byte(field) * 8 - field->bit - field->width;
}

static uint64_t greatest(unsigned width) {
    return (UINT64_C(1) << width) - 1;
}

static uint32_t number(const csock_wire_member *field, const void *header) {
    uint32_t value;
    memcpy(&value, (const uint8_t *)header + field->member, sizeof value);
    return value;
}

int csock_wire_format_check(csock_wire_error *error, uint32_t layer,
                            const csock_wire_format *format, const void *header) {
    for (const csock_wire_member *field = format->members; field->name; field++) {
        if (is_array(field) || number(field, header) <= greatest(field->total))
            continue;
        return csock_wire_fail(error, CSOCK_EPKTRANGE, layer, field->name, first_byte(field),
                               number(field, header), greatest(field->total));
    }
    return 0;
}

void csock_wire_format_store(const csock_wire_format *format, const void *header, uint8_t *bytes) {
    memset(bytes, 0, format->length);
    for (const csock_wire_member *field = format->members; field->name; field++) {
        if (is_array(field)) {
            memcpy(bytes + first_byte(field), (const uint8_t *)header + field->member,
                   field->width / 8u);
            continue;
        }
        uint64_t value = (number(field, header) >> field->shift & greatest(field->width))
                         << bits_after(field);
        for (size_t i = end_byte(field); i > first_byte(field); value >>= 8)
            bytes[--i] |= (uint8_t)value;
    }
}

void csock_wire_format_load(const csock_wire_format *format, void *header, const uint8_t *bytes) {
    for (const csock_wire_member *field = format->members; field->name; field++) {
        uint8_t *member = (uint8_t *)header + field->member;
        if (is_array(field)) {
            memcpy(member, bytes + first_byte(field), field->width / 8u);
            continue;
        }
        uint64_t value = 0;
        for (size_t i = first_byte(field); i < end_byte(field); i++)
            value = value << 8 | bytes[i];
        value = (value >> bits_after(field) & greatest(field->width)) << field->shift;
        // The upper part of a number in two comes first.
        uint32_t whole = (uint32_t)value;
        if (field->shift + field->width < field->total)
            whole |= number(field, header);
        memcpy(member, &whole, sizeof whole);
    }
}

int csock_wire_format_short(csock_wire_error *error, uint32_t layer,
                            const csock_wire_format *format, size_t available) {
    const csock_wire_member *field = format->members;
    while (field[1].name && end_byte(field) <= available)
        field++;
    return csock_wire_fail(error, CSOCK_EPKTSHORT, layer, field->name, first_byte(field),
                           format->length, available);
}

int csock_wire_format_encode(csock_wire_error *error, uint32_t layer,
                             const csock_wire_format *format, const void *header, void *buffer,
                             size_t capacity) {
    int result = csock_wire_format_check(error, layer, format, header);
    if (result < 0)
        return result;
    if (format->length > capacity)
        return csock_wire_fail(error, CSOCK_EPKTROOM, layer, format->members[0].name, 0,
                               format->length, capacity);
    csock_wire_format_store(format, header, (uint8_t *)buffer);
    csock_wire_clear(error);
    return format->length;
}
