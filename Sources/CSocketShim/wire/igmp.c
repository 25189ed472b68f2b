#include "csock/wire/igmp.h"

#include "wire/wire.h"

enum {
    TYPE = 0,
    MAX_RESPONSE_CODE = 1,
    CHECKSUM = 2,
    GROUP = 4,
    // Queries of version 3.
    FLAGS_S_QRV = 8,
    QUERY_INTERVAL = 9,
    SOURCE_COUNT = 10,
    SOURCES = CSOCK_IGMP_QUERY_V3_MIN,
    // Reports of version 3.
    REPORT_FLAGS = 4,
    RECORD_COUNT = 6,
    RECORDS = 8,
};

static const csock_wire_layout query_layout = {
    CSOCK_LAYER_IGMP,
    {
        {TYPE, "Type"},
        {MAX_RESPONSE_CODE, "Max Resp Code"},
        {CHECKSUM, "Checksum"},
        {GROUP, "Group Address"},
        {FLAGS_S_QRV, "Flags"},
        {QUERY_INTERVAL, "QQIC"},
        {SOURCE_COUNT, "Number of Sources"},
        {SOURCES, "Source Address"},
        {0, NULL},
    },
};

static const csock_wire_layout report_layout = {
    CSOCK_LAYER_IGMP,
    {
        {TYPE, "Type"},
        {MAX_RESPONSE_CODE, "Reserved"},
        {CHECKSUM, "Checksum"},
        {REPORT_FLAGS, "Flags"},
        {RECORD_COUNT, "Number of Group Records"},
        {RECORDS, "Group Records"},
        {0, NULL},
    },
};

static const csock_wire_layout *layout_of(uint32_t type) {
    return type == CSOCK_IGMP_REPORT_V3 ? &report_layout : &query_layout;
}

// Without sources and records.
static size_t fixed_length(uint32_t type, bool version_3) {
    switch (type) {
    case CSOCK_IGMP_QUERY:
        return version_3 ? SOURCES : CSOCK_IGMP_LENGTH;
    case CSOCK_IGMP_REPORT_V1:
    case CSOCK_IGMP_REPORT_V2:
    case CSOCK_IGMP_LEAVE:
        return CSOCK_IGMP_LENGTH;
    case CSOCK_IGMP_REPORT_V3:
        return RECORDS;
    default:
        return CSOCK_IGMP_HEADER_MIN;
    }
}

// What a message of the type has no room for must be 0: nothing is left out silently.
static int check_ranges(const csock_igmp_header *header, size_t fixed, csock_wire_error *error) {
    bool query = fixed == SOURCES, report = header->type == CSOCK_IGMP_REPORT_V3;
    bool group = fixed > GROUP && !report;
    const csock_wire_limit limits[] = {
        {"Type", TYPE, header->type, 0xff},
        {report ? "Reserved" : "Max Resp Code", MAX_RESPONSE_CODE, header->max_response_code, 0xff},
        {"Checksum", CHECKSUM, header->checksum, 0xffff},
        {"Group Address", GROUP, group ? 0 : csock_load32(header->group), 0},
        {"Flags", query ? FLAGS_S_QRV : REPORT_FLAGS, header->flags,
         query    ? 0xf
         : report ? 0xffff
                  : 0},
        {"S", FLAGS_S_QRV, header->suppress, query ? 1 : 0},
        {"QRV", FLAGS_S_QRV, header->robustness, query ? 7 : 0},
        {"QQIC", QUERY_INTERVAL, header->query_interval, query ? 0xff : 0},
        {"Number of Group Records", RECORD_COUNT, header->record_count, report ? 0xffff : 0},
        {"Group Records", RECORDS, header->records.count, report ? CSOCK_IGMP_RECORDS_MAX : 0},
    };
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_IGMP, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    return csock_wire_check_units(error, CSOCK_LAYER_IGMP, "Source Address", SOURCES,
                                  header->sources.count, 4, query ? 0xffff : 0);
}

int csock_igmp_header_encode(const csock_igmp_header *header, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    size_t fixed = fixed_length(header->type, header->version_3);
    csock_bytes rest = csock_view(NULL, 0);
    int result = check_ranges(header, fixed, error);
    if (result < 0)
        return result;
    if (fixed == SOURCES)
        rest = header->sources;
    else if (header->type == CSOCK_IGMP_REPORT_V3)
        rest = header->records;
    size_t length = fixed + rest.count;
    if (length > capacity)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, layout_of(header->type), TYPE, length,
                                  capacity);
    csock_store8(bytes + TYPE, header->type);
    csock_store8(bytes + MAX_RESPONSE_CODE, header->max_response_code);
    csock_store16(bytes + CHECKSUM, header->checksum);
    if (header->type == CSOCK_IGMP_REPORT_V3) {
        csock_store16(bytes + REPORT_FLAGS, header->flags);
        csock_store16(bytes + RECORD_COUNT, header->record_count);
    } else if (fixed > GROUP) {
        memcpy(bytes + GROUP, header->group, sizeof header->group);
    }
    if (fixed == SOURCES) {
        csock_store8(bytes + FLAGS_S_QRV,
                     header->flags << 4 | header->suppress << 3 | header->robustness);
        csock_store8(bytes + QUERY_INTERVAL, header->query_interval);
        csock_store16(bytes + SOURCE_COUNT, (uint32_t)(rest.count / 4));
    }
    csock_copy(bytes + fixed, rest.start, rest.count);
    csock_wire_clear(error);
    return (int)length;
}

// The members that are numbers. Returns the length of the fields that they are from.
static size_t read_fields(csock_igmp_header *header, const uint8_t *bytes, size_t count) {
    const csock_igmp_header none = {0};
    *header = none;
    header->type = bytes[TYPE];
    header->version_3 = header->type == CSOCK_IGMP_QUERY && count > CSOCK_IGMP_LENGTH;
    header->max_response_code = bytes[MAX_RESPONSE_CODE];
    header->checksum = csock_load16(bytes + CHECKSUM);
    size_t fixed = fixed_length(header->type, header->version_3);
    if (header->type == CSOCK_IGMP_REPORT_V3) {
        header->flags = csock_load16(bytes + REPORT_FLAGS);
        header->record_count = csock_load16(bytes + RECORD_COUNT);
    } else if (fixed > GROUP) {
        memcpy(header->group, bytes + GROUP, sizeof header->group);
    }
    if (header->version_3) {
        header->flags = bytes[FLAGS_S_QRV] >> 4;
        header->suppress = bytes[FLAGS_S_QRV] >> 3 & 1;
        header->robustness = bytes[FLAGS_S_QRV] & 7;
        header->query_interval = bytes[QUERY_INTERVAL];
    }
    return fixed;
}

// Finds the records of a report, which follow each other in `rest`.
static int read_records(csock_igmp_header *header, csock_bytes rest, csock_wire_error *error) {
    csock_bytes left = rest;
    csock_wire_error missing = {0};
    for (uint32_t i = 0; i < header->record_count; i++) {
        csock_igmp_record record;
        size_t offset = RECORDS + rest.count - left.count;
        int result = csock_igmp_record_next(&left, &record, &missing);
        if (result == 0)
            return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_IGMP, "Record Type", offset,
                                   offset + CSOCK_IGMP_RECORD_MIN, offset);
        if (result < 0)
            return csock_wire_fail(error, missing.code, CSOCK_LAYER_IGMP, missing.field,
                                   offset + missing.offset, offset + missing.needed,
                                   offset + missing.available);
        if (rest.count - left.count > CSOCK_IGMP_RECORDS_MAX)
            return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &report_layout, RECORD_COUNT, i,
                                      header->record_count);
    }
    header->records = csock_view(rest.start, rest.count - left.count);
    return 0;
}

static int read_all(csock_igmp_header *header, const uint8_t *bytes, size_t count, bool lenient,
                    csock_wire_error *error) {
    uint8_t padded[SOURCES];
    size_t fixed = read_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded), count);
    csock_bytes rest = csock_view(bytes, count);
    int result = 0;
    csock_wire_clear(error);
    if (csock_wire_take(&rest, fixed).count < fixed)
        result = csock_wire_short(error, layout_of(header->type), fixed, count);
    else if (header->version_3) {
        size_t length = csock_load16(bytes + SOURCE_COUNT) * 4;
        header->sources = csock_wire_take(&rest, length);
        if (header->sources.count < length)
            result = csock_wire_short(error, &query_layout, SOURCES + length, count);
    } else if (header->type == CSOCK_IGMP_REPORT_V3) {
        result = read_records(header, rest, error);
        // What is there of records that end early is for csock_igmp_record_next to find.
        if (result == -CSOCK_EPKTSHORT)
            header->records = rest;
    }
    if (result == -CSOCK_EPKTSHORT && lenient)
        return (int)count;
    return result < 0 ? result : (int)(fixed + header->sources.count + header->records.count);
}

int csock_igmp_header_decode(csock_igmp_header *header, const void *bytes, size_t count,
                             csock_wire_error *error) {
    return read_all(header, (const uint8_t *)bytes, count, false, error);
}

int csock_igmp_header_decode_lenient(csock_igmp_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    return read_all(header, (const uint8_t *)bytes, count, true, error);
}
