#include "csock/wire/igmp.h"

#include "wire/group_record.h"
#include "wire/igmp_table.h"

enum { SOURCE_COUNT = 10, UNIT = 4 };

static void print_part(csock_text *text, const void *header, const char *part);

#define HEADER csock_igmp_header
#define START(name)                                                                                \
    CSOCK_NUMBER("Type", type, 0, 8), CSOCK_NUMBER(name, max_response_code, 8, 8),                 \
        CSOCK_VALUE(CHECKSUM, "Checksum", checksum, 16, 16)
static const csock_field common_fields[] = {START("Max Resp Code")};
static const csock_field group_fields[] = {
    START("Max Resp Code"),
    CSOCK_ADDRESS(IPV4, "Group Address", group, 32),
};
static const csock_field query_fields[] = {
    START("Max Resp Code"),
    CSOCK_ADDRESS(IPV4, "Group Address", group, 32),
    CSOCK_FORM("Version 3", version_3),
};
static const csock_field query_v3_fields[] = {
    START("Max Resp Code"),
    CSOCK_ADDRESS(IPV4, "Group Address", group, 32),
    CSOCK_FORM("Version 3", version_3),
    CSOCK_VALUE(FLAGS, "Flags", flags, 64, 4),
    CSOCK_NUMBER("S", suppress, 68, 1),
    CSOCK_NUMBER("QRV", robustness, 69, 3),
    CSOCK_NUMBER("QQIC", query_interval, 72, 8),
    CSOCK_COMPUTED("Number of Sources", SOURCE_COUNT * 8, 16),
    CSOCK_BYTES("Source Address", sources, 96, 0, 65535 * UNIT, UNIT),
};
static const csock_field report_v3_fields[] = {
    START("Reserved"),
    CSOCK_VALUE(FLAGS, "Flags", flags, 32, 16),
    CSOCK_NUMBER("Number of Group Records", record_count, 48, 16),
    CSOCK_BYTES("Group Records", records, 64, 0, CSOCK_IGMP_RECORDS_MAX, 1),
};
#undef HEADER

#define TABLE(length, fields, text)                                                                \
    CSOCK_TABLE(CSOCK_LAYER_IGMP, length, fields, "IGMP " text, print_part)
static const csock_table other = TABLE(CSOCK_IGMP_HEADER_MIN, common_fields, "type {type digits}");
static const csock_table query = TABLE(CSOCK_IGMP_LENGTH, query_fields, "query v{version}{asked}");
static const csock_table query_v3 =
    TABLE(CSOCK_IGMP_QUERY_V3_MIN, query_v3_fields, "query v3{asked}");
static const csock_table report_v1 = TABLE(CSOCK_IGMP_LENGTH, group_fields, "v1 report {group}");
static const csock_table report_v2 = TABLE(CSOCK_IGMP_LENGTH, group_fields, "v2 report {group}");
static const csock_table leave = TABLE(CSOCK_IGMP_LENGTH, group_fields, "leave {group}");
static const csock_table report_v3 =
    TABLE(CSOCK_IGMP_LENGTH, report_v3_fields, "v3 report, {record number} group record(s){list}");

const csock_table *csock_igmp_table(uint32_t type, bool version_3) {
    switch (type) {
    case CSOCK_IGMP_QUERY:
        return version_3 ? &query_v3 : &query;
    case CSOCK_IGMP_REPORT_V1:
        return &report_v1;
    case CSOCK_IGMP_REPORT_V2:
        return &report_v2;
    case CSOCK_IGMP_LEAVE:
        return &leave;
    case CSOCK_IGMP_REPORT_V3:
        return &report_v3;
    default:
        return &other;
    }
}

// Whether a table has the member of a field.
CSOCK_INLINE bool has_member(const csock_table *table, const csock_field *field) {
    bool found = false;
    CSOCK_UNROLL
    for (size_t i = 0; i < table->count; i++)
        found |= table->fields[i].member && table->fields[i].offset == field->offset;
    return found;
}

// Checks that the members of `others` that `table` does not have are 0: otherwise encoding would
// drop values silently.
CSOCK_INLINE int check_others(const csock_igmp_header *header, const csock_table *table,
                              const csock_table *others, csock_wire_error *error) {
    CSOCK_UNROLL
    for (size_t i = 0; i < others->count; i++) {
        const csock_field *field = &others->fields[i];
        uint64_t value = field->kind == CSOCK_FIELD_IPV4    ? csock_load32(header->group)
                         : field->kind == CSOCK_FIELD_BYTES ? csock_field_bytes(field, header).count
                         : csock_field_is_number(field)     ? csock_field_number(field, header)
                                                            : 0;
        if (!has_member(table, field) && value != 0)
            return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IGMP, field->name,
                                   field->bit / 8u, value, 0);
    }
    return 0;
}

CSOCK_INLINE int encode(const csock_table *table, const csock_igmp_header *header, void *buffer,
                        size_t capacity, csock_wire_error *error) {
    int result = check_others(header, table, &query_v3, error);
    if (result == 0)
        result = check_others(header, table, &report_v3, error);
    if (result < 0)
        return result;
    int length = csock_inline_encode(error, table, header, buffer, capacity);
    if (length > 0 && table == &query_v3)
        csock_store16((uint8_t *)buffer + SOURCE_COUNT, (uint32_t)(header->sources.count / UNIT));
    return length;
}

int csock_igmp_header_encode(const csock_igmp_header *header, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    // Each table as a constant. Reports of version 1 and 2 are written as leaves are.
    const csock_table *table = csock_igmp_table(header->type, header->version_3);
    if (table == &query_v3)
        return encode(&query_v3, header, buffer, capacity, error);
    if (table == &report_v3)
        return encode(&report_v3, header, buffer, capacity, error);
    if (table == &other)
        return encode(&other, header, buffer, capacity, error);
    return encode(&leave, header, buffer, capacity, error);
}

static void load(const csock_table *table, csock_igmp_header *header, const uint8_t *bytes) {
    if (table == &query_v3)
        csock_inline_load(&query_v3, header, bytes);
    else if (table == &report_v3)
        csock_inline_load(&report_v3, header, bytes);
    else if (table == &other)
        csock_inline_load(&other, header, bytes);
    else
        csock_inline_load(&leave, header, bytes);
}

// Finds the records of a report, which follow each other in `rest`.
static int read_records(csock_igmp_header *header, csock_bytes rest, csock_wire_error *error) {
    csock_bytes left = rest;
    csock_wire_error missing = {0};
    for (uint32_t i = 0; i < header->record_count; i++) {
        csock_igmp_record record;
        size_t offset = report_v3.length + rest.count - left.count;
        int result = csock_igmp_record_next(&left, &record, &missing);
        if (result == 0)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_IGMP, "Record Type", offset,
                                   offset + CSOCK_IGMP_RECORD_MIN, offset);
        if (result < 0)
            return csock_wire_fail(error, missing.code, CSOCK_LAYER_IGMP, missing.field,
                                   offset + missing.offset, offset + missing.needed,
                                   offset + missing.available);
        if (rest.count - left.count > CSOCK_IGMP_RECORDS_MAX)
            return csock_table_fail(error, CSOCK_EPKTFIELD, &report_v3, "Number of Group Records",
                                    i, header->record_count);
    }
    header->records = csock_view(rest.start, rest.count - left.count);
    return 0;
}

static int read_all(csock_igmp_header *header, const uint8_t *bytes, size_t count, bool lenient,
                    csock_wire_error *error) {
    const csock_igmp_header none = {0};
    uint8_t padded[CSOCK_IGMP_QUERY_V3_MIN];
    const uint8_t *start = csock_wire_pad(bytes, count, padded, sizeof padded);
    csock_bytes rest = csock_view(bytes, count);
    int result = 0;
    *header = none;
    header->version_3 = start[0] == CSOCK_IGMP_QUERY && count > CSOCK_IGMP_LENGTH;
    const csock_table *table = csock_igmp_table(start[0], header->version_3);
    load(table, header, start);
    csock_wire_clear(error);
    if (csock_wire_take(&rest, table->length).count < table->length) {
        result = csock_table_short(error, table, table->length, count);
    } else if (table == &query_v3) {
        size_t length = (size_t)csock_load16(bytes + SOURCE_COUNT) * UNIT;
        header->sources = csock_wire_take(&rest, length);
        if (header->sources.count < length)
            result = csock_table_short(error, table, table->length + length, count);
    } else if (table == &report_v3) {
        result = read_records(header, rest, error);
        // Records that end early are left to csock_igmp_record_next.
        if (result == -CSOCK_EPKTSHORT)
            header->records = rest;
    }
    if (result == -CSOCK_EPKTSHORT && lenient)
        return (int)count;
    return result < 0 ? result
                      : (int)(table->length + header->sources.count + header->records.count);
}

int csock_igmp_header_decode(csock_igmp_header *header, const void *bytes, size_t count,
                             csock_wire_error *error) {
    return read_all(header, (const uint8_t *)bytes, count, false, error);
}

int csock_igmp_header_decode_lenient(csock_igmp_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    return read_all(header, (const uint8_t *)bytes, count, true, error);
}

static void print_asked(csock_text *text, const csock_igmp_header *header) {
    if (csock_load32(header->group) == 0)
        return;
    csock_text_put(text, " [gaddr ");
    csock_print_ipv4(text, header->group);
    csock_print_sources(text, header->sources, UNIT);
    csock_text_put(text, "]");
}

// Appends the records of a report. Returns their number.
static size_t print_records(csock_text *text, csock_bytes records) {
    csock_igmp_record record;
    size_t count = 0;
    for (; csock_igmp_record_next(&records, &record, NULL) > 0; count++) {
        csock_text_put(text, " ");
        text->length +=
            csock_igmp_record_format(&record, csock_text_end(text), csock_text_room(text));
    }
    return count;
}

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_igmp_header *igmp = (const csock_igmp_header *)header;
    csock_text counted = {NULL, 0, 0};
    if (csock_print_is(part, "type digits"))
        csock_text_print(text, "0x%x", igmp->type);
    else if (csock_print_is(part, "version"))
        csock_text_put(text, igmp->max_response_code == 0 ? "1" : "2");
    else if (csock_print_is(part, "asked"))
        print_asked(text, igmp);
    else if (csock_print_is(part, "record number"))
        csock_text_print(text, "%zu", print_records(&counted, igmp->records));
    else if (csock_print_is(part, "list"))
        print_records(text, igmp->records);
}
