#include "csock/wire/mld.h"

#include "wire/format.h"

enum {
    ADDRESS_LENGTH = 16,
    NUMBER_OF_SOURCES = 2, // in queries and records alike
    NUMBER_OF_SOURCES_MAX = 65535,
    SOURCES_MAX = NUMBER_OF_SOURCES_MAX * ADDRESS_LENGTH,
    AUX_DATA_LENGTH = 1,
    AUX_DATA_UNIT = 4,
    AUX_DATA_MAX = 255 * AUX_DATA_UNIT,
};

// Numbers that follow from the views are left to the code.
static const csock_wire_format query_format = {
    4,
    {
        CSOCK_WIRE_NUMBER("Flags", csock_mld_query, flags, 0, 4),
        CSOCK_WIRE_NUMBER("S", csock_mld_query, suppress, 4, 1),
        CSOCK_WIRE_NUMBER("QRV", csock_mld_query, robustness, 5, 3),
        CSOCK_WIRE_NUMBER("QQIC", csock_mld_query, query_interval, 8, 8),
    },
};
static const csock_wire_format record_format = {
    20,
    {
        CSOCK_WIRE_NUMBER("Record Type", csock_mld_record, type, 0, 8),
        CSOCK_WIRE_ARRAY("Multicast Address", csock_mld_record, multicast_address, 32),
    },
};

static int fail(csock_wire_error *error, int code, const char *field, size_t offset,
                uint64_t needed, uint64_t available) {
    return csock_wire_fail(error, code, CSOCK_LAYER_ICMPV6, field, offset, needed, available);
}

// Checks what has a format, and that a list is of whole units and not of too many.
static int check_list(csock_wire_error *error, const char *field, size_t offset, size_t count,
                      size_t unit, size_t most) {
    if (count <= most && count % unit == 0)
        return 0;
    return fail(error, CSOCK_EPKTRANGE, field, offset, count,
                count > most ? most : count / unit * unit);
}

int csock_mld_query_encode(const csock_mld_query *query, void *buffer, size_t capacity,
                           csock_wire_error *error) {
    size_t head = query_format.length, length = head + query->sources.count;
    uint8_t *bytes = (uint8_t *)buffer;
    int result = csock_wire_format_check(error, CSOCK_LAYER_ICMPV6, &query_format, query);
    if (result == 0)
        result = check_list(error, "Source Address", head, query->sources.count, ADDRESS_LENGTH,
                            SOURCES_MAX);
    if (result < 0)
        return result;
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Flags", 0, length, capacity);
    csock_wire_format_store(&query_format, query, bytes);
    csock_store16(bytes + NUMBER_OF_SOURCES, (uint32_t)query->sources.count / ADDRESS_LENGTH);
    csock_copy(bytes + head, query->sources.start, query->sources.count);
    csock_wire_clear(error);
    return (int)length;
}

int csock_mld_query_decode(csock_mld_query *query, const void *bytes, size_t count,
                           csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    size_t head = query_format.length;
    if (count < head)
        return csock_wire_format_short(error, CSOCK_LAYER_ICMPV6, &query_format, count);
    size_t sources = (size_t)csock_load16(start + NUMBER_OF_SOURCES) * ADDRESS_LENGTH;
    if (sources > count - head)
        return fail(error, CSOCK_EPKTSHORT, "Source Address", head, head + sources, count);
    csock_wire_format_load(&query_format, query, start);
    query->sources = csock_view(start + head, sources);
    csock_wire_clear(error);
    return (int)(head + sources);
}

int csock_mld_record_encode(const csock_mld_record *record, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    size_t head = record_format.length, sources = record->sources.count;
    size_t auxiliary = record->auxiliary.count;
    uint8_t *bytes = (uint8_t *)buffer;
    int result = csock_wire_format_check(error, CSOCK_LAYER_ICMPV6, &record_format, record);
    if (result == 0)
        result = check_list(error, "Source Address", head, sources, ADDRESS_LENGTH, SOURCES_MAX);
    if (result == 0)
        result = check_list(error, "Auxiliary Data", head + sources, auxiliary, AUX_DATA_UNIT,
                            AUX_DATA_MAX);
    if (result < 0)
        return result;
    size_t length = head + sources + auxiliary;
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Record Type", 0, length, capacity);
    csock_wire_format_store(&record_format, record, bytes);
    csock_store8(bytes + AUX_DATA_LENGTH, (uint32_t)auxiliary / AUX_DATA_UNIT);
    csock_store16(bytes + NUMBER_OF_SOURCES, (uint32_t)sources / ADDRESS_LENGTH);
    csock_copy(bytes + head, record->sources.start, sources);
    csock_copy(bytes + head + sources, record->auxiliary.start, auxiliary);
    csock_wire_clear(error);
    return (int)length;
}

int csock_mld_record_next(csock_bytes *records, csock_mld_record *record, csock_wire_error *error) {
    const uint8_t *bytes = records->start;
    size_t head = record_format.length;
    csock_wire_clear(error);
    if (records->count == 0)
        return 0;
    if (records->count < head)
        return csock_wire_format_short(error, CSOCK_LAYER_ICMPV6, &record_format, records->count);
    size_t sources = (size_t)csock_load16(bytes + NUMBER_OF_SOURCES) * ADDRESS_LENGTH;
    size_t auxiliary = (size_t)bytes[AUX_DATA_LENGTH] * AUX_DATA_UNIT;
    size_t length = head + sources + auxiliary;
    if (length > records->count)
        return fail(error, CSOCK_EPKTSHORT, "Source Address", head, length, records->count);
    csock_wire_format_load(&record_format, record, bytes);
    record->sources = csock_view(bytes + head, sources);
    record->auxiliary = csock_view(bytes + head + sources, auxiliary);
    *records = csock_view(bytes + length, records->count - length);
    return 1;
}
