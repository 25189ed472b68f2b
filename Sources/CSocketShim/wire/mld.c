#include "csock/wire/mld.h"

#include "wire/group_record.h"

enum {
    ADDRESS_LENGTH = 16,
    NUMBER_OF_SOURCES = 2, // in queries and records alike
    SOURCES_MAX = 65535 * ADDRESS_LENGTH,
    AUX_DATA_LENGTH = 1,
    AUX_DATA_UNIT = 4,
    AUX_DATA_MAX = 255 * AUX_DATA_UNIT,
};

static void print_record(csock_text *text, const void *header, const char *part) {
    const csock_mld_record *record = (const csock_mld_record *)header;
    if (csock_print_is(part, "type name"))
        csock_print_record_type(text, record->type);
    else if (csock_print_is(part, "list"))
        csock_print_sources(text, record->sources, ADDRESS_LENGTH);
}

#define HEADER csock_mld_query
static const csock_field query_fields[] = {
    CSOCK_VALUE(FLAGS, "Flags", flags, 0, 4),
    CSOCK_NUMBER("S", suppress, 4, 1),
    CSOCK_NUMBER("QRV", robustness, 5, 3),
    CSOCK_NUMBER("QQIC", query_interval, 8, 8),
    CSOCK_COMPUTED("Number of Sources", NUMBER_OF_SOURCES * 8, 16),
    CSOCK_BYTES("Source Address", sources, 32, 0, SOURCES_MAX, ADDRESS_LENGTH),
};
static const csock_table query_table = CSOCK_TABLE(CSOCK_LAYER_ICMPV6, 4, query_fields, NULL, NULL);
#undef HEADER
#define HEADER csock_mld_record
static const csock_field record_fields[] = {
    CSOCK_NUMBER("Record Type", type, 0, 8),
    CSOCK_COMPUTED("Aux Data Len", AUX_DATA_LENGTH * 8, 8),
    CSOCK_COMPUTED("Number of Sources", NUMBER_OF_SOURCES * 8, 16),
    CSOCK_ADDRESS(IPV6, "Multicast Address", multicast_address, 32),
    CSOCK_BYTES("Source Address", sources, 160, 0, SOURCES_MAX, ADDRESS_LENGTH),
    CSOCK_BYTES("Auxiliary Data", auxiliary, 160, 0, AUX_DATA_MAX, AUX_DATA_UNIT),
};
static const csock_table record_table =
    CSOCK_TABLE(CSOCK_LAYER_ICMPV6, 20, record_fields,
                "[gaddr {multicast_address} {type name}{list}]", print_record);

int csock_mld_query_encode(const csock_mld_query *query, void *buffer, size_t capacity,
                           csock_wire_error *error) {
    int length = csock_inline_encode(error, &query_table, query, buffer, capacity);
    if (length > 0)
        csock_store16((uint8_t *)buffer + NUMBER_OF_SOURCES,
                      (uint32_t)query->sources.count / ADDRESS_LENGTH);
    return length;
}

int csock_mld_query_decode(csock_mld_query *query, const void *bytes, size_t count,
                           csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    size_t head = query_table.length;
    if (count < head)
        return csock_table_short(error, &query_table, head, count);
    size_t sources = (size_t)csock_load16(start + NUMBER_OF_SOURCES) * ADDRESS_LENGTH;
    if (sources > count - head)
        return csock_table_short(error, &query_table, head + sources, count);
    csock_inline_load(&query_table, query, start);
    query->sources = csock_view(start + head, sources);
    csock_wire_clear(error);
    return (int)(head + sources);
}

int csock_mld_record_encode(const csock_mld_record *record, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    int length = csock_inline_encode(error, &record_table, record, buffer, capacity);
    if (length > 0) {
        csock_store8(bytes + AUX_DATA_LENGTH, (uint32_t)record->auxiliary.count / AUX_DATA_UNIT);
        csock_store16(bytes + NUMBER_OF_SOURCES, (uint32_t)record->sources.count / ADDRESS_LENGTH);
    }
    return length;
}

int csock_mld_record_next(csock_bytes *records, csock_mld_record *record, csock_wire_error *error) {
    const uint8_t *bytes = records->start;
    size_t head = record_table.length;
    csock_wire_clear(error);
    if (records->count == 0)
        return 0;
    if (records->count < head)
        return csock_table_short(error, &record_table, head, records->count);
    size_t sources = (size_t)csock_load16(bytes + NUMBER_OF_SOURCES) * ADDRESS_LENGTH;
    size_t auxiliary = (size_t)bytes[AUX_DATA_LENGTH] * AUX_DATA_UNIT;
    size_t length = head + sources + auxiliary;
    if (length > records->count)
        return csock_table_short(error, &record_table, length, records->count);
    csock_inline_load(&record_table, record, bytes);
    record->sources = csock_view(bytes + head, sources);
    record->auxiliary = csock_view(bytes + head + sources, auxiliary);
    *records = csock_view(bytes + length, records->count - length);
    return 1;
}

size_t csock_mld_record_format(const csock_mld_record *record, char *text, size_t capacity) {
    return csock_print_header(&record_table, record, text, capacity);
}
