#include "csock/wire/igmp.h"

#include "wire/wire.h"

enum {
    TYPE = 0,
    AUXILIARY_LENGTH = 1,
    SOURCE_COUNT = 2,
    GROUP = 4,
    SOURCES = CSOCK_IGMP_RECORD_MIN,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_IGMP,
    {
        {TYPE, "Record Type"},
        {AUXILIARY_LENGTH, "Aux Data Len"},
        {SOURCE_COUNT, "Number of Sources"},
        {GROUP, "Multicast Address"},
        {SOURCES, "Source Address"},
        {0, NULL},
    },
};

int csock_igmp_record_encode(const csock_igmp_record *record, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if (record->type > 0xff)
        return csock_wire_fail_at(error, CSOCK_EPKTRANGE, &layout, TYPE, record->type, 0xff);
    int result = csock_wire_check_units(error, CSOCK_LAYER_IGMP, "Source Address", SOURCES,
                                        record->sources.count, 4, 0xffff);
    if (result < 0)
        return result;
    size_t auxiliary = SOURCES + record->sources.count;
    result = csock_wire_check_units(error, CSOCK_LAYER_IGMP, "Auxiliary Data", auxiliary,
                                    record->auxiliary.count, 4, 0xff);
    if (result < 0)
        return result;
    size_t length = auxiliary + record->auxiliary.count;
    if (length > capacity)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, TYPE, length, capacity);
    csock_store8(bytes + TYPE, record->type);
    csock_store8(bytes + AUXILIARY_LENGTH, (uint32_t)(record->auxiliary.count / 4));
    csock_store16(bytes + SOURCE_COUNT, (uint32_t)(record->sources.count / 4));
    memcpy(bytes + GROUP, record->group, sizeof record->group);
    csock_copy(bytes + SOURCES, record->sources.start, record->sources.count);
    csock_copy(bytes + auxiliary, record->auxiliary.start, record->auxiliary.count);
    csock_wire_clear(error);
    return (int)length;
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
    if (rest.count < SOURCES)
        return csock_wire_short(error, &layout, SOURCES, rest.count);
    size_t sources = csock_load16(bytes + SOURCE_COUNT) * 4;
    size_t auxiliary = bytes[AUXILIARY_LENGTH] * 4u;
    size_t length = SOURCES + sources + auxiliary;
    if (rest.count < SOURCES + sources)
        return csock_wire_short(error, &layout, length, rest.count);
    if (rest.count < length)
        return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_IGMP, "Auxiliary Data",
                               SOURCES + sources, length, rest.count);
    record->type = bytes[TYPE];
    memcpy(record->group, bytes + GROUP, sizeof record->group);
    csock_wire_take(&rest, SOURCES);
    record->sources = csock_wire_take(&rest, sources);
    record->auxiliary = csock_wire_take(&rest, auxiliary);
    *records = rest;
    return 1;
}
