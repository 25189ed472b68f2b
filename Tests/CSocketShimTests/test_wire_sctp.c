#include "csock/result.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// COOKIE ECHO of three bytes and DATA of five. The CRC32c 0x9728b422 has its least significant byte
// first.
static const uint8_t packet[] = {
    0xd4, 0x31, 0x0b, 0x59, 0x8a, 0x7b, 0x6c, 0x5d, 0x22, 0xb4, 0x28, 0x97, 0x0a, 0x00, 0x00,
    0x07, 0xaa, 0xbb, 0xcc, 0x00, 0x00, 0x03, 0x00, 0x15, 0x00, 0x00, 0x00, 0x01, 0x00, 0x02,
    0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x00, 0x00, 0x00,
};

TEST(sctp_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_SCTP, packet, sizeof packet, 12);
    CHECK_INT(layer.sctp.source_port, 54321);
    CHECK_INT(layer.sctp.destination_port, 2905);
    CHECK_INT(layer.sctp.verification_tag, 0x8a7b6c5d);
    CHECK_INT(layer.sctp.checksum, 0x9728b422);
    check_refused(CSOCK_LAYER_SCTP, packet, 11, CSOCK_EPKTSHORT, "Checksum", 12, 11);
    check_refused(CSOCK_LAYER_SCTP, packet, 4, CSOCK_EPKTSHORT, "Verification Tag", 12, 4);
    layer.sctp.source_port = 0x10000;
    check_unrepresentable(&layer, "Source Port Number", 0x10000, 0xffff);
    layer.sctp.source_port = 0;
    layer.sctp.destination_port = 0x10000;
    check_unrepresentable(&layer, "Destination Port Number", 0x10000, 0xffff);
}

static void check_chunks(csock_bytes chunks) {
    uint8_t again[sizeof packet];
    size_t written = 0;
    csock_bytes all = chunks;
    csock_sctp_chunk chunk;
    while (csock_sctp_chunk_next(&chunks, &chunk, NULL) == 1) {
        int length = csock_sctp_chunk_encode(&chunk, again + written, sizeof again - written, NULL);
        if (!CHECK(length > 0))
            return;
        written += (size_t)length;
    }
    CHECK_INT(written, all.count - chunks.count);
    CHECK_BYTES(again, written, all.start, written);
}

TEST(sctp_chunks_are_listed_and_encoded) {
    csock_bytes chunks = {packet + 12, sizeof packet - 12};
    csock_sctp_chunk chunk;
    csock_wire_error error;
    check_chunks(chunks);
    CHECK_INT(csock_sctp_chunk_next(&chunks, &chunk, &error), 1);
    CHECK_INT(error.code, 0);
    CHECK_INT(chunk.type, CSOCK_SCTP_COOKIE_ECHO);
    CHECK_INT(chunk.flags, 0);
    CHECK(chunk.value.start == packet + 16);
    CHECK_INT(chunk.value.count, 3);
    CHECK(chunk.padding.start == packet + 19);
    CHECK_INT(chunk.padding.count, 1);
    CHECK_INT(csock_sctp_chunk_next(&chunks, &chunk, &error), 1);
    CHECK_INT(chunk.type, CSOCK_SCTP_DATA);
    CHECK_INT(chunk.flags, 3);
    CHECK_INT(chunk.value.count, 17);
    CHECK_INT(chunk.padding.count, 3);
    CHECK_INT(csock_sctp_chunk_next(&chunks, &chunk, &error), 0);
    CHECK_INT(chunks.count, 0);
}

TEST(sctp_chunk_types_have_names) {
    CHECK_TEXT(csock_sctp_chunk_name(CSOCK_SCTP_DATA), "DATA");
    CHECK_TEXT(csock_sctp_chunk_name(CSOCK_SCTP_COOKIE_ECHO), "COOKIE ECHO");
    CHECK_TEXT(csock_sctp_chunk_name(CSOCK_SCTP_I_FORWARD_TSN), "I-FORWARD-TSN");
    const uint32_t unnamed[] = {16, 63, 65, 195, 255, 256, UINT32_MAX};
    for (size_t i = 0; i < sizeof unnamed / sizeof unnamed[0]; i++)
        CHECK(csock_sctp_chunk_name(unnamed[i]) == NULL);
}

TEST(sctp_chunks_with_a_changed_bit_round_trip) {
    uint8_t *bytes = exact_copy(packet + 12, sizeof packet - 12);
    for (size_t bit = 0; bit < (sizeof packet - 12) * 8; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        check_chunks((csock_bytes){bytes, sizeof packet - 12});
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    free(bytes);
}

TEST(decoding_sctp_chunks_names_the_invalid_field) {
    static const struct {
        uint8_t bytes[8];
        size_t count;
        int code;
        const char *field;
        uint64_t needed;
        uint64_t available;
    } cases[] = {
        {{0}, 1, CSOCK_EPKTSHORT, "Chunk Flags", 4, 1},
        {{0, 0, 0}, 3, CSOCK_EPKTSHORT, "Chunk Length", 4, 3},
        {{0, 0, 0, 3}, 4, CSOCK_EPKTFIELD, "Chunk Length", 4, 3},
        {{0, 0, 0, 0}, 4, CSOCK_EPKTFIELD, "Chunk Length", 4, 0},
        {{0, 0, 0, 8, 1, 2}, 6, CSOCK_EPKTSHORT, "Chunk Value", 8, 6},
        {{0, 0, 0xff, 0xff, 1, 2}, 8, CSOCK_EPKTSHORT, "Chunk Value", 65535, 8},
        {{0, 0, 0, 6, 1, 2}, 6, CSOCK_EPKTSHORT, "Chunk Padding", 8, 6},
        {{0, 0, 0, 6, 1, 2, 0}, 7, CSOCK_EPKTSHORT, "Chunk Padding", 8, 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t *copy = exact_copy(cases[i].bytes, cases[i].count);
        csock_bytes chunks = {copy, cases[i].count};
        csock_sctp_chunk chunk;
        csock_wire_error error = {0};
        CHECK_INT(csock_sctp_chunk_next(&chunks, &chunk, &error), -cases[i].code);
        CHECK_TEXT(error.code ? error.field : "", cases[i].field);
        CHECK_INT(error.needed, cases[i].needed);
        CHECK_INT(error.available, cases[i].available);
        CHECK_INT(chunks.count, cases[i].count);
        CHECK_INT(csock_sctp_chunk_next(&chunks, &chunk, NULL), -cases[i].code);
        free(copy);
    }
}

TEST(sctp_chunks_are_padded_to_4_bytes) {
    uint8_t buffer[16];
    const csock_sctp_chunk chunk = {CSOCK_SCTP_ERROR, 0, {(const uint8_t *)"hello", 5}, {NULL, 0}};
    csock_wire_error error;
    memset(buffer, 0xa5, sizeof buffer);
    CHECK_INT(csock_sctp_chunk_encode(&chunk, buffer, sizeof buffer, &error), 12);
    CHECK_BYTES(buffer, 13, "\x09\0\0\x09hello\0\0\0\xa5", 13);
    CHECK_INT(csock_sctp_chunk_encode(&chunk, buffer, 11, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 12);
    CHECK_INT(error.available, 11);
}

TEST(encoding_an_sctp_chunk_refuses_values_out_of_range) {
    static const uint8_t value[65532];
    uint8_t *buffer = malloc(65540);
    csock_wire_error error = {0};
    csock_sctp_chunk chunk;
#define REFUSED(field_name, ...)                                                                   \
    chunk = (csock_sctp_chunk){__VA_ARGS__};                                                       \
    CHECK_INT(csock_sctp_chunk_encode(&chunk, buffer, 65540, &error), -CSOCK_EPKTRANGE);           \
    CHECK_TEXT(error.code ? error.field : "", field_name)
    REFUSED("Chunk Type", 256, 0, {NULL, 0}, {NULL, 0});
    REFUSED("Chunk Flags", 0, 256, {NULL, 0}, {NULL, 0});
    REFUSED("Chunk Value", 0, 0, {value, 65532}, {NULL, 0});
    CHECK_INT(error.available, 65531);
    REFUSED("Chunk Padding", 0, 0, {value, 6}, {value, 3});
    CHECK_INT(error.available, 2);
    REFUSED("Chunk Padding", 0, 0, {value, 8}, {value, 4});
    chunk = (csock_sctp_chunk){0, 0, {value, 65531}, {NULL, 0}};
    CHECK_INT(csock_sctp_chunk_encode(&chunk, buffer, 65540, &error), 65536);
    free(buffer);
}
