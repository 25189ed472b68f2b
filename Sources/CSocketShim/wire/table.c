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

int csock_table_check(csock_wire_error *error, const csock_table *table, const void *header,
                      size_t *length) {
    *length = table->length;
    for (size_t i = 0; i < table->count; i++) {
        const csock_field *field = &table->fields[i];
        size_t before = *length;
        if (csock_table_fits(field, header, length))
            continue;
        if (field->kind == CSOCK_FIELD_BYTES)
            return csock_wire_fail(error, CSOCK_EPKTRANGE, table->layer, field->name, before,
                                   *length - before, csock_field_fitting(field, *length - before));
        return csock_wire_fail(error, CSOCK_EPKTRANGE, table->layer, field->name, field->bit / 8u,
                               csock_field_number(field, header), field->most);
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

void csock_table_write(const csock_table *table, const void *header, uint8_t *bytes) {
    uint64_t words[CSOCK_TABLE_LENGTH_MAX / 8] = {0};
    size_t length = table->length;
    for (size_t i = 0; i < table->count; i++)
        csock_table_pack(&table->fields[i], header, words);
    csock_words_store(words, bytes, length);
    for (size_t i = 0; i < table->count; i++) {
        csock_table_store_array(&table->fields[i], header, bytes);
        csock_table_store_bytes(&table->fields[i], header, bytes, &length);
    }
}

int csock_table_encode(csock_wire_error *error, const csock_table *table, const void *header,
                       void *buffer, size_t capacity) {
    size_t length = table->length;
    bool fits = true;
    for (size_t i = 0; i < table->count; i++)
        fits &= csock_table_fits(&table->fields[i], header, &length);
    if (!fits || length > capacity)
        return csock_table_refuse(error, table, header, capacity);
    csock_table_write(table, header, (uint8_t *)buffer);
    csock_wire_clear(error);
    return (int)length;
}

void csock_table_load(const csock_table *table, void *header, const uint8_t *bytes) {
    uint64_t words[CSOCK_TABLE_LENGTH_MAX / 8];
    csock_words_load(words, bytes, table->length);
    for (size_t i = 0; i < table->count; i++) {
        csock_table_unpack(&table->fields[i], header, words);
        csock_table_load_array(&table->fields[i], header, bytes);
    }
}
