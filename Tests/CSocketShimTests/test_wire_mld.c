#include "csock/result.h"
#include "csock/wire/group_code.h"
#include "csock/wire/mld.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

#define SOURCE1 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01
#define SOURCE2 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02
#define GROUP   0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0xff, 0x61, 0x85, 0x3a

// RFC 9777 section 5.1: every field in use, two sources, and two bytes that must be ignored.
static const uint8_t query_bytes[] = {0xab, 0x7d, 0x00, 0x02, SOURCE1, SOURCE2, 0xee, 0xee};
enum { QUERY_LENGTH = 36 };

TEST(mldv2_query_is_decoded_and_encoded) {
    csock_mld_query query;
    csock_wire_error error;
    uint8_t again[QUERY_LENGTH];
    CHECK_INT(csock_mld_query_decode(&query, query_bytes, sizeof query_bytes, &error),
              QUERY_LENGTH);
    CHECK_INT(error.code, 0);
    CHECK_INT(query.flags, 10);
    CHECK_INT(query.suppress, 1);
    CHECK_INT(query.robustness, 3);
    CHECK_INT(csock_group_code8_time(query.query_interval), 125);
    CHECK(query.sources.start == query_bytes + 4);
    CHECK_INT(query.sources.count, 32);
    CHECK_INT(csock_mld_query_encode(&query, again, sizeof again, &error), QUERY_LENGTH);
    CHECK_BYTES(again, QUERY_LENGTH, query_bytes, QUERY_LENGTH);
    for (size_t cut = 0; cut < QUERY_LENGTH; cut++) {
        uint8_t *copy = exact_copy(query_bytes, cut);
        CHECK_INT(csock_mld_query_decode(&query, copy, cut, &error), -CSOCK_EPKTSHORT);
        CHECK_INT(error.needed, cut < 4 ? 4 : QUERY_LENGTH);
        CHECK_INT(error.available, cut);
        free(copy);
    }
}

TEST(encoding_an_mldv2_query_refuses_values_out_of_range) {
    const struct {
        csock_mld_query query;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{.flags = 16}, "Flags", 16, 15},
        {{.suppress = 2}, "S", 2, 1},
        {{.robustness = 8}, "QRV", 8, 7},
        {{.query_interval = 256}, "QQIC", 256, 255},
        {{.sources = {query_bytes, 15}}, "Source Address", 15, 0},
        {{.sources = {query_bytes, 65536 * 16}}, "Source Address", 65536 * 16, 65535 * 16},
        {{.sources = {query_bytes, SIZE_MAX}}, "Source Address", SIZE_MAX, 65535 * 16},
    };
    csock_wire_error error;
    uint8_t buffer[64];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_INT(csock_mld_query_encode(&cases[i].query, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
    const csock_mld_query query = {.sources = {query_bytes + 4, 32}};
    CHECK_INT(csock_mld_query_encode(&query, buffer, 35, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 36);
    CHECK_INT(error.available, 35);
}

// A record that Linux sent, and one with sources and auxiliary data: RFC 9777 section 5.2.
static const uint8_t records_bytes[] = {
    0x04, 0x00,  0x00,    0x00,    GROUP, 0x05, 0x01, 0x00,
    0x02, GROUP, SOURCE1, SOURCE2, 0xaa,  0xbb, 0xcc, 0xdd,
};

TEST(mldv2_records_are_listed_and_encoded) {
    static const csock_mld_record wanted[] = {
        {CSOCK_MLD_CHANGE_TO_EXCLUDE, {GROUP}, {records_bytes + 20, 0}, {records_bytes + 20, 0}},
        {CSOCK_MLD_ALLOW_NEW_SOURCES, {GROUP}, {records_bytes + 40, 32}, {records_bytes + 72, 4}},
    };
    csock_bytes records = {records_bytes, sizeof records_bytes};
    csock_mld_record record;
    csock_wire_error error;
    uint8_t again[sizeof records_bytes];
    size_t written = 0;
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(csock_mld_record_next(&records, &record, &error), 1);
        CHECK_INT(record.type, wanted[i].type);
        CHECK_BYTES(record.multicast_address, 16, wanted[i].multicast_address, 16);
        CHECK(record.sources.start == wanted[i].sources.start);
        CHECK_INT(record.sources.count, wanted[i].sources.count);
        CHECK(record.auxiliary.start == wanted[i].auxiliary.start);
        CHECK_INT(record.auxiliary.count, wanted[i].auxiliary.count);
        int length =
            csock_mld_record_encode(&record, again + written, sizeof again - written, &error);
        if (CHECK(length > 0))
            written += (size_t)length;
    }
    CHECK_BYTES(again, written, records_bytes, sizeof records_bytes);
    CHECK_INT(csock_mld_record_next(&records, &record, &error), 0);
    CHECK_INT(error.code, 0);
}

TEST(truncated_mldv2_records_and_values_out_of_range_are_refused) {
    const uint8_t *second = records_bytes + 20;
    csock_mld_record record;
    csock_wire_error error;
    for (size_t cut = 1; cut < 56; cut++) {
        uint8_t *copy = exact_copy(second, cut);
        csock_bytes records = {copy, cut};
        CHECK_INT(csock_mld_record_next(&records, &record, &error), -CSOCK_EPKTSHORT);
        CHECK_INT(error.needed, cut < 20 ? 20 : 56);
        CHECK_INT(error.available, cut);
        CHECK_INT(records.count, cut);
        free(copy);
    }
    const struct {
        csock_mld_record record;
        const char *field;
        uint64_t value, greatest;
    } cases[] = {
        {{.type = 256}, "Record Type", 256, 255},
        {{.sources = {second, 17}}, "Source Address", 17, 16},
        {{.sources = {second, 65536 * 16}}, "Source Address", 65536 * 16, 65535 * 16},
        {{.auxiliary = {second, 6}}, "Auxiliary Data", 6, 4},
        {{.auxiliary = {second, 1024}}, "Auxiliary Data", 1024, 1020},
    };
    uint8_t buffer[64];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_INT(csock_mld_record_encode(&cases[i].record, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, cases[i].field);
        CHECK_INT(error.needed, cases[i].value);
        CHECK_INT(error.available, cases[i].greatest);
    }
    const csock_mld_record whole = {.auxiliary = {second, 4}};
    CHECK_INT(csock_mld_record_encode(&whole, buffer, 23, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 24);
}
