#include "csock/wire/igmp.h"

#include "wire/group_record.h"

enum { AUXILIARY_LENGTH = 1, SOURCE_COUNT = 2, UNIT = 4 };

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_igmp_record *record = (const csock_igmp_record *)header;
    if (csock_print_is(part, "type name"))
        csock_print_record_type(text, record->type);
    else if (csock_print_is(part, "list"))
        csock_print_sources(text, record->sources, UNIT);
}

#define HEADER csock_igmp_record
static const csock_field fields[] = {
    CSOCK_NUMBER("Record Type", type, 0, 8),
    CSOCK_COMPUTED("Aux Data Len", AUXILIARY_LENGTH * 8, 8),
    CSOCK_COMPUTED("Number of Sources", SOURCE_COUNT * 8, 16),
    CSOCK_ADDRESS(IPV4, "Multicast Address", group, 32),
    CSOCK_BYTES("Source Address", sources, 64, 0, 65535 * UNIT, UNIT),
    CSOCK_BYTES("Auxiliary Data", auxiliary, 64, 0, 255 * UNIT, UNIT),
};
static const csock_table table = CSOCK_TABLE(CSOCK_LAYER_IGMP, CSOCK_IGMP_RECORD_MIN, fields,
                                             "[gaddr {group} {type name}{list}]", print_part);

int csock_igmp_record_encode(const csock_igmp_record *record, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    int length = csock_inline_encode(error, &table, record, buffer, capacity);
    if (length > 0) {
        csock_store8(bytes + AUXILIARY_LENGTH, (uint32_t)(record->auxiliary.count / UNIT));
        csock_store16(bytes + SOURCE_COUNT, (uint32_t)(record->sources.count / UNIT));
    }
    return length;
}

int csock_igmp_record_next(csock_bytes *records, csock_igmp_record *record,
                           csock_wire_error *error) {
    const csock_igmp_record none = {0};
    const uint8_t *bytes = records->start;
    csock_bytes rest = *records;
    *record = none;
    csock_wire_clear(error);
    if (rest.count == 0)
        return 0;
    if (rest.count < table.length)
        return csock_table_short(error, &table, table.length, rest.count);
    size_t sources = (size_t)csock_load16(bytes + SOURCE_COUNT) * UNIT;
    size_t auxiliary = (size_t)bytes[AUXILIARY_LENGTH] * UNIT;
    size_t length = table.length + sources + auxiliary;
    if (rest.count < table.length + sources)
        return csock_table_short(error, &table, length, rest.count);
    if (rest.count < length)
        return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_IGMP, "Auxiliary Data",
                               table.length + sources, length, rest.count);
    csock_inline_load(&table, record, bytes);
    csock_wire_take(&rest, table.length);
    record->sources = csock_wire_take(&rest, sources);
    record->auxiliary = csock_wire_take(&rest, auxiliary);
    *records = rest;
    return 1;
}

size_t csock_igmp_record_format(const csock_igmp_record *record, char *text, size_t capacity) {
    return csock_print_header(&table, record, text, capacity);
}
