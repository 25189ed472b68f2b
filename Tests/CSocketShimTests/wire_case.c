#include "wire_case.h"

#include "csock/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *exact_copy(const void *bytes, size_t count) {
    // malloc(0) may return NULL.
    void *copy = malloc(count);
    if (count > 0)
        memcpy(copy, bytes, count);
    return copy;
}

static void check_encodes_to(const csock_layer *layer, const uint8_t *bytes, size_t length) {
    enum { ROOM = 4096 };
    uint8_t *buffer = malloc(ROOM);
    csock_wire_error error;
    memset(buffer, 0xa5, ROOM);
    CHECK_INT(csock_layer_encode(layer, buffer, ROOM, &error), length);
    CHECK_INT(error.code, 0);
    CHECK_BYTES(buffer, length, bytes, length);
    for (size_t i = length; i < ROOM; i++)
        if (buffer[i] != 0xa5) {
            CHECK_INT(i, ROOM);
            break;
        }
    free(buffer);
}

static void check_room(const csock_layer *layer, size_t length) {
    for (size_t room = 0; room < length; room++) {
        uint8_t *buffer = malloc(room);
        csock_wire_error error = {0};
        CHECK_INT(csock_layer_encode(layer, buffer, room, &error), -CSOCK_EPKTROOM);
        CHECK_INT(error.code, CSOCK_EPKTROOM);
        CHECK_INT(error.needed, length);
        CHECK_INT(error.available, room);
        CHECK_INT(error.layer, layer->kind);
        CHECK_INT(csock_layer_encode(layer, buffer, room, NULL), -CSOCK_EPKTROOM);
        free(buffer);
    }
}

static void check_error(const csock_wire_error *error, uint32_t kind, int result) {
    char text[CSOCK_WIRE_ERROR_TEXT_MAX];
    CHECK_INT(error->code, -result);
    CHECK_INT(error->layer, kind);
    CHECK(error->field != NULL && error->field[0] != 0);
    size_t length = csock_wire_error_format(error, text);
    CHECK_INT(length, strlen(text));
    CHECK(length < sizeof text - 1);
}

static void check_lenient(uint32_t kind, const uint8_t *bytes, size_t count, bool cut) {
    csock_layer layer;
    csock_wire_error error;
    int length = csock_layer_decode_lenient(&layer, kind, bytes, count, &error);
    if (length < 0) {
        CHECK(length == -CSOCK_EPKTFIELD);
        check_error(&error, kind, length);
        return;
    }
    CHECK((size_t)length <= count);
    if (error.code != 0) {
        check_error(&error, kind, -CSOCK_EPKTSHORT);
        CHECK(error.needed > error.available);
    }
    CHECK(!cut || error.code != 0);
}

// Decodes any bytes, strictly and leniently, from memory of the exact size.
static void check_any(uint32_t kind, const uint8_t *bytes, size_t count) {
    uint8_t *copy = exact_copy(bytes, count);
    csock_layer layer;
    csock_wire_error error;
    int length = csock_layer_decode(&layer, kind, copy, count, &error);
    if (length >= 0) {
        CHECK((size_t)length <= count);
        CHECK_INT(error.code, 0);
        check_encodes_to(&layer, copy, (size_t)length);
    } else {
        CHECK(length == -CSOCK_EPKTSHORT || length == -CSOCK_EPKTFIELD);
        check_error(&error, kind, length);
    }
    check_lenient(kind, copy, count, false);
    free(copy);
}

// RFC 9776 section 7.1: the first 8 bytes of an IGMPv3 query are an IGMPv2 query.
static bool is_short(uint32_t kind, size_t count, size_t header_length) {
    return count < header_length && !(kind == CSOCK_LAYER_IGMP && count == CSOCK_IGMP_LENGTH &&
                                      header_length >= CSOCK_IGMP_QUERY_V3_MIN);
}

csock_layer check_wire(uint32_t kind, const void *literal, size_t count, size_t header_length) {
    const uint8_t *bytes = literal;
    char name[64];
    csock_layer layer;
    csock_wire_error error;
    memset(&layer, 0xa5, sizeof layer);
    snprintf(name, sizeof name, "%s of %zu bytes", csock_layer_name(kind), count);
    set_case(name);
    CHECK_INT(csock_layer_decode(&layer, kind, bytes, count, &error), header_length);
    CHECK_INT(error.code, 0);
    CHECK_INT(layer.kind, kind);
    CHECK_INT(layer.header_length, header_length);
    check_encodes_to(&layer, bytes, header_length);
    check_room(&layer, header_length);
    for (size_t cut = 0; cut < count; cut++) {
        uint8_t *copy = exact_copy(bytes, cut);
        csock_layer part;
        int length = csock_layer_decode(&part, kind, copy, cut, &error);
        if (is_short(kind, cut, header_length) && CHECK_INT(length, -CSOCK_EPKTSHORT)) {
            check_error(&error, kind, length);
            CHECK_INT(error.available, cut);
            CHECK(error.needed > cut);
        }
        check_lenient(kind, copy, cut, is_short(kind, cut, header_length));
        free(copy);
    }
    uint8_t *flipped = exact_copy(bytes, count);
    for (size_t bit = 0; bit < count * 8; bit++) {
        flipped[bit / 8] ^= (uint8_t)(1 << bit % 8);
        check_any(kind, flipped, count);
        flipped[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    free(flipped);
    set_case(NULL);
    return layer;
}

void check_refused(uint32_t kind, const void *bytes, size_t count, int code, const char *field,
                   uint64_t needed, uint64_t available) {
    uint8_t *copy = exact_copy(bytes, count);
    csock_layer layer;
    csock_wire_error error = {0};
    CHECK_INT(csock_layer_decode(&layer, kind, copy, count, &error), -code);
    CHECK_TEXT(error.code ? error.field : "", field);
    CHECK_INT(error.needed, needed);
    CHECK_INT(error.available, available);
    CHECK_INT(csock_layer_decode(&layer, kind, copy, count, NULL), -code);
    free(copy);
}

void check_unrepresentable(const csock_layer *layer, const char *field, uint64_t value,
                           uint64_t greatest) {
    uint8_t buffer[4096], untouched[4096];
    csock_wire_error error = {0};
    memset(buffer, 0xa5, sizeof buffer);
    memset(untouched, 0xa5, sizeof untouched);
    CHECK_INT(csock_layer_encode(layer, buffer, sizeof buffer, &error), -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.code ? error.field : "", field);
    CHECK_INT(error.needed, value);
    CHECK_INT(error.available, greatest);
    CHECK_BYTES(buffer, sizeof buffer, untouched, sizeof untouched);
}
