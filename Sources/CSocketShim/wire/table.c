#include "wire/table.h"

// The byte after the last of a field's bits; of bytes at the end, there is no last one.
static size_t end_byte(const csock_field *field) {
    return field->kind == CSOCK_FIELD_BYTES ? SIZE_MAX : (field->bit + field->width + 7u) / 8;
}

const csock_field *csock_table_find(const csock_table *table, const char *name) {
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->fields[i].name, name) == 0)
            return &table->fields[i];
    return NULL;
}

int csock_table_fail(csock_wire_error *error, int code, const csock_table *table, const char *name,
                     uint64_t needed, uint64_t available) {
    const csock_field *field = csock_table_find(table, name);
    return csock_wire_fail(error, code, table->layer, field ? field->name : name,
                           field ? field->bit / 8u : 0, needed, available);
}

int csock_table_short(csock_wire_error *error, const csock_table *table, uint64_t needed,
                      size_t available) {
    const csock_field *field = table->fields;
    while (field < table->fields + table->count - 1 && end_byte(field) <= available)
        field++;
    return csock_wire_fail(error, CSOCK_EPKTSHORT, table->layer, field->name, field->bit / 8u,
                           needed, available);
}

int csock_table_fail_length(csock_wire_error *error, const csock_table *table, const char *field,
                            size_t length, size_t unit) {
    size_t head = table->length, count = length < head ? 0 : length - head;
    size_t fitting = head + csock_field_fitting(&table->fields[table->count - 1], count);
    return csock_table_fail(error, CSOCK_EPKTFIELD, table, field, fitting / unit, length / unit);
}

int csock_table_check(csock_wire_error *error, const csock_table *table, const void *header,
                      size_t *length) {
    *length = table->length;
    for (size_t i = 0; i < table->count; i++) {
        const csock_field *field = &table->fields[i];
        size_t count = csock_field_bytes(field, header).count;
        if (csock_field_is_number(field) && csock_field_number(field, header) > field->most)
            return csock_wire_fail(error, CSOCK_EPKTRANGE, table->layer, field->name,
                                   field->bit / 8u, csock_field_number(field, header), field->most);
        if (field->kind != CSOCK_FIELD_BYTES)
            continue;
        if (!csock_field_allows(field, count))
            return csock_wire_fail(error, CSOCK_EPKTRANGE, table->layer, field->name, *length,
                                   count, csock_field_fitting(field, count));
        *length += count;
    }
    return 0;
}

int csock_table_refuse(csock_wire_error *error, const csock_table *table, const void *header,
                       size_t capacity) {
    size_t length;
    int result = csock_table_check(error, table, header, &length);
    return result < 0 ? result
                      : csock_wire_fail(error, CSOCK_EPKTROOM, table->layer, table->fields[0].name,
                                        0, length, capacity);
}

int csock_table_encode(csock_wire_error *error, const csock_table *table, const void *header,
                       void *buffer, size_t capacity) {
    uint64_t words[CSOCK_TABLE_LENGTH_MAX / 8] = {0};
    uint8_t *bytes = (uint8_t *)buffer;
    size_t length = table->length, at = table->length;
    bool fits = true, others = false;
    for (size_t i = 0; i < table->count; i++)
        fits &= csock_table_pack(&table->fields[i], header, words, &length, &others);
    if (!fits || length > capacity)
        return csock_table_refuse(error, table, header, capacity);
    csock_words_store(words, bytes, table->length);
    for (size_t i = 0; others && i < table->count; i++)
        csock_table_store(&table->fields[i], header, bytes, &at);
    csock_wire_clear(error);
    return (int)length;
}

void csock_table_load(const csock_table *table, void *header, const uint8_t *bytes) {
    uint64_t words[CSOCK_TABLE_LENGTH_MAX / 8];
    csock_words_load(words, bytes, table->length);
    for (size_t i = 0; i < table->count; i++)
        csock_table_unpack(&table->fields[i], header, words, bytes);
}
