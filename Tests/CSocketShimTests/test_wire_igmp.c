#include "csock/result.h"
#include "csock/wire/group_code.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// RFC 9776: a query with flags 8, S, QRV 2 and two sources; a report with two records, the second
// with auxiliary data.
static const uint8_t query_v3[] = {0x11, 0x9a, 0x66, 0xce, 0xe8, 0x01, 0x01, 0x01, 0x8a, 0x8f,
                                   0x00, 0x02, 0x0a, 0x00, 0x00, 0x01, 0x0a, 0x00, 0x00, 0x02};
static const uint8_t report_v3[] = {
    0x22, 0x00, 0xd8, 0x5a, 0x80, 0x00, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00,
    0xe0, 0x00, 0x00, 0xfb, 0x06, 0x01, 0x00, 0x02, 0xe8, 0x01, 0x01, 0x01,
    0x0a, 0x00, 0x00, 0x01, 0x0a, 0x00, 0x00, 0x02, 0xde, 0xad, 0xbe, 0xef,
};
enum { RECORDS = 8 };

TEST(igmpv1_and_igmpv2_messages_are_decoded_and_encoded) {
    static const struct {
        const char *bytes;
        uint32_t type, code, checksum;
        uint8_t group[4];
    } cases[] = {
        {"\x11\x00\xee\xff\x00\x00\x00\x00", CSOCK_IGMP_QUERY, 0, 0xeeff, {0, 0, 0, 0}},
        {"\x11\x64\xee\x9b\x00\x00\x00\x00", CSOCK_IGMP_QUERY, 100, 0xee9b, {0, 0, 0, 0}},
        {"\x12\x00\x0d\x04\xe0\x00\x00\xfb", CSOCK_IGMP_REPORT_V1, 0, 0x0d04, {224, 0, 0, 251}},
        {"\x16\x00\x09\x04\xe0\x00\x00\xfb", CSOCK_IGMP_REPORT_V2, 0, 0x0904, {224, 0, 0, 251}},
        {"\x17\x00\x08\x04\xe0\x00\x00\xfb", CSOCK_IGMP_LEAVE, 0, 0x0804, {224, 0, 0, 251}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_layer layer = check_wire(CSOCK_LAYER_IGMP, cases[i].bytes, 8, 8);
        CHECK_INT(layer.igmp.type, cases[i].type);
        CHECK_INT(layer.igmp.max_response_code, cases[i].code);
        CHECK_INT(layer.igmp.checksum, cases[i].checksum);
        CHECK_BYTES(layer.igmp.group, 4, cases[i].group, 4);
        CHECK(!layer.igmp.version_3);
    }
}

TEST(igmpv3_query_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IGMP, query_v3, sizeof query_v3, sizeof query_v3);
    CHECK_INT(layer.igmp.type, CSOCK_IGMP_QUERY);
    CHECK(layer.igmp.version_3);
    CHECK_INT(csock_group_code8_time(layer.igmp.max_response_code), 416);
    CHECK_BYTES(layer.igmp.group, 4, query_v3 + 4, 4);
    CHECK_INT(layer.igmp.flags, 8);
    CHECK_INT(layer.igmp.suppress, 1);
    CHECK_INT(layer.igmp.robustness, 2);
    CHECK_INT(layer.igmp.query_interval, 0x8f);
    CHECK(layer.igmp.sources.start == query_v3 + 12);
    CHECK_INT(layer.igmp.sources.count, 8);
    layer = check_wire(CSOCK_LAYER_IGMP, "\x11\x64\xec\x1e\0\0\0\0\x02\x7d\0\0", 12, 12);
    CHECK(layer.igmp.version_3);
    CHECK_INT(layer.igmp.suppress, 0);
    CHECK_INT(layer.igmp.sources.count, 0);
    // RFC 9776 section 4.1.11: more bytes than the fields need are allowed.
    check_wire(CSOCK_LAYER_IGMP, "\x11\x64\xec\x1e\0\0\0\0\x02\x7d\0\0tail", 16, 12);
}

TEST(igmpv3_report_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_IGMP, report_v3, sizeof report_v3, sizeof report_v3);
    CHECK_INT(layer.igmp.type, CSOCK_IGMP_REPORT_V3);
    CHECK_INT(layer.igmp.checksum, 0xd85a);
    CHECK_INT(layer.igmp.flags, 0x8000);
    CHECK_INT(layer.igmp.record_count, 2);
    CHECK(layer.igmp.records.start == report_v3 + RECORDS);
    CHECK_INT(layer.igmp.records.count, sizeof report_v3 - RECORDS);
    check_wire(CSOCK_LAYER_IGMP, "\x22\0\xdd\xff\0\0\0\0", 8, 8);
    check_wire(CSOCK_LAYER_IGMP, "\x22\0\xf9\x02\0\0\0\x01\x04\0\0\0\xe0\0\0\xfb", 16, 16);
}

// IGMPv0 and multicast router discovery (RFC 4286).
TEST(igmp_messages_of_other_types_have_4_bytes) {
    csock_layer layer = check_wire(CSOCK_LAYER_IGMP, "\x31\x00\xce\xff", 4, 4);
    CHECK_INT(layer.igmp.type, 0x31);
    CHECK_INT(layer.igmp.checksum, 0xceff);
    check_wire(CSOCK_LAYER_IGMP, "\x01\x00\x00\x00some payload", 16, 4);
}

TEST(igmp_records_of_a_report_are_listed) {
    csock_bytes records = {report_v3 + RECORDS, sizeof report_v3 - RECORDS};
    csock_igmp_record record;
    uint8_t again[28];
    CHECK_INT(csock_igmp_record_next(&records, &record, NULL), 1);
    CHECK_INT(record.type, CSOCK_IGMP_CHANGE_TO_EXCLUDE);
    CHECK_BYTES(record.group, 4, "\xe0\x00\x00\xfb", 4);
    CHECK_INT(record.sources.count, 0);
    CHECK_INT(record.auxiliary.count, 0);
    CHECK_INT(csock_igmp_record_encode(&record, again, sizeof again, NULL), 8);
    CHECK_INT(csock_igmp_record_next(&records, &record, NULL), 1);
    CHECK_INT(record.type, CSOCK_IGMP_BLOCK_OLD_SOURCES);
    CHECK_BYTES(record.group, 4, "\xe8\x01\x01\x01", 4);
    CHECK_BYTES(record.sources.start, record.sources.count, report_v3 + 24, 8);
    CHECK_BYTES(record.auxiliary.start, record.auxiliary.count, "\xde\xad\xbe\xef", 4);
    csock_wire_error error;
    CHECK_INT(csock_igmp_record_encode(&record, again + 8, 19, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 20);
    CHECK_INT(csock_igmp_record_encode(&record, again + 8, 20, NULL), 20);
    CHECK_BYTES(again, 28, report_v3 + RECORDS, 28);
    CHECK_INT(csock_igmp_record_next(&records, &record, NULL), 0);
}

TEST(decoding_a_truncated_igmp_message_names_the_missing_field) {
    static const struct {
        size_t count;
        const char *field;
        uint64_t needed;
    } cases[] = {
        {0, "Type", 4},
        {2, "Checksum", 8},
        {7, "Number of Group Records", 8},
        {8, "Record Type", 16},
        {11, "Number of Sources", 16},
        {15, "Multicast Address", 16},
        {16, "Record Type", 24},
        {31, "Source Address", 36},
        {33, "Auxiliary Data", 36},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_refused(CSOCK_LAYER_IGMP, report_v3, cases[i].count, CSOCK_EPKTSHORT, cases[i].field,
                      cases[i].needed, cases[i].count);
    check_refused(CSOCK_LAYER_IGMP, query_v3, 7, CSOCK_EPKTSHORT, "Group Address", 8, 7);
    // RFC 9776 section 7.1: neither version 2 nor 3.
    check_refused(CSOCK_LAYER_IGMP, query_v3, 9, CSOCK_EPKTSHORT, "QQIC", 12, 9);
    check_refused(CSOCK_LAYER_IGMP, query_v3, 19, CSOCK_EPKTSHORT, "Source Address", 20, 19);
}

TEST(igmp_report_longer_than_a_datagram_is_refused) {
    enum { COUNT = RECORDS + 8 * 65535 };
    uint8_t *bytes = calloc(1, COUNT);
    bytes[0] = CSOCK_IGMP_REPORT_V3;
    bytes[6] = bytes[7] = 0xff;
    check_refused(CSOCK_LAYER_IGMP, bytes, COUNT, CSOCK_EPKTFIELD, "Number of Group Records",
                  CSOCK_IGMP_RECORDS_MAX / 8, 65535);
    free(bytes);
}

TEST(lenient_decoding_of_a_truncated_igmp_message_keeps_what_is_there) {
    csock_igmp_header header;
    csock_wire_error error;
    CHECK_INT(csock_igmp_header_decode_lenient(&header, query_v3, 18, &error), 18);
    CHECK_INT(error.needed, 20);
    CHECK_INT(header.sources.count, 6);
    CHECK_INT(csock_igmp_header_decode_lenient(&header, report_v3, 26, &error), 26);
    CHECK_TEXT(error.field, "Source Address");
    CHECK_INT(error.offset, 24);
    CHECK_INT(error.needed, 36);
    CHECK_INT(error.available, 26);
    CHECK_INT(header.record_count, 2);
    CHECK_INT(header.records.count, 18);
    csock_igmp_record record;
    CHECK_INT(csock_igmp_record_next(&header.records, &record, NULL), 1);
    CHECK_INT(csock_igmp_record_next(&header.records, &record, &error), -CSOCK_EPKTSHORT);
    CHECK_INT(header.records.count, 10);
}

TEST(encoding_igmp_refuses_values_out_of_range) {
    static const uint8_t many[4 * 65536 + CSOCK_IGMP_RECORDS_MAX];
    csock_layer query = {.kind = CSOCK_LAYER_IGMP,
                         .igmp = {.type = CSOCK_IGMP_QUERY, .version_3 = true}};
    csock_layer report = {.kind = CSOCK_LAYER_IGMP, .igmp = {.type = CSOCK_IGMP_REPORT_V3}};
    csock_layer changed;
    query.igmp.sources.start = report.igmp.records.start = many;
#define HOLDS_NOT(layer, member, field, value, greatest)                                           \
    changed = layer;                                                                               \
    changed.igmp.member = value;                                                                   \
    check_unrepresentable(&changed, field, value, greatest)
    HOLDS_NOT(query, type, "Type", 256, 255);
    HOLDS_NOT(query, max_response_code, "Max Resp Code", 256, 255);
    HOLDS_NOT(query, checksum, "Checksum", 65536, 65535);
    HOLDS_NOT(query, flags, "Flags", 16, 15);
    HOLDS_NOT(query, suppress, "S", 2, 1);
    HOLDS_NOT(query, robustness, "QRV", 8, 7);
    HOLDS_NOT(query, query_interval, "QQIC", 256, 255);
    HOLDS_NOT(query, sources.count, "Source Address", 7, 4);
    HOLDS_NOT(query, sources.count, "Source Address", 4 * 65536, 4 * 65535);
    HOLDS_NOT(report, max_response_code, "Reserved", 256, 255);
    HOLDS_NOT(report, flags, "Flags", 65536, 65535);
    HOLDS_NOT(report, record_count, "Number of Group Records", 65536, 65535);
    HOLDS_NOT(report, records.count, "Group Records", CSOCK_IGMP_RECORDS_MAX + 1,
              CSOCK_IGMP_RECORDS_MAX);
}

TEST(encoding_igmp_refuses_members_that_the_type_does_not_have) {
    static const uint8_t sources[4] = {10, 0, 0, 1};
    const csock_layer report = {.kind = CSOCK_LAYER_IGMP, .igmp = {.type = CSOCK_IGMP_REPORT_V3}};
    const csock_layer query = {.kind = CSOCK_LAYER_IGMP, .igmp = {.type = CSOCK_IGMP_QUERY}};
    const csock_layer other = {.kind = CSOCK_LAYER_IGMP, .igmp = {.type = 0x31}};
    csock_layer changed;
    HOLDS_NOT(report, group[3], "Group Address", 1, 0);
    HOLDS_NOT(other, group[3], "Group Address", 1, 0);
    HOLDS_NOT(query, flags, "Flags", 1, 0);
    HOLDS_NOT(query, suppress, "S", 1, 0);
    HOLDS_NOT(query, robustness, "QRV", 1, 0);
    HOLDS_NOT(report, query_interval, "QQIC", 1, 0);
    HOLDS_NOT(query, record_count, "Number of Group Records", 1, 0);
    changed = query;
    changed.igmp.sources = (csock_bytes){sources, 4};
    check_unrepresentable(&changed, "Source Address", 4, 0);
    changed = query;
    changed.igmp.records = (csock_bytes){sources, 4};
    check_unrepresentable(&changed, "Group Records", 4, 0);
}

TEST(encoding_an_igmp_record_refuses_values_out_of_range) {
    static const uint8_t many[4 * 65536];
    static const struct {
        csock_igmp_record record;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{.type = 256}, "Record Type", 256, 255},
        {{.sources = {many, 5}}, "Source Address", 5, 4},
        {{.sources = {many, 4 * 65536}}, "Source Address", 4 * 65536, 4 * 65535},
        {{.auxiliary = {many, 3}}, "Auxiliary Data", 3, 0},
        {{.auxiliary = {many, 1024}}, "Auxiliary Data", 1024, 1020},
    };
    uint8_t buffer[16];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_wire_error error = {0};
        CHECK_INT(csock_igmp_record_encode(&cases[i].record, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.code ? error.field : "", cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
}
