#include "record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void print_hex(csock_bytes bytes) {
    for (size_t i = 0; i < bytes.count; i++)
        printf("%02x", bytes.start[i]);
}

static int digit(char character) {
    const char *digits = "0123456789abcdef";
    const char *found = character ? strchr(digits, character) : NULL;
    return found ? (int)(found - digits) : -1;
}

bool parse_hex(const char *text, arena *memory, csock_bytes *bytes) {
    bytes->start = memory->bytes + memory->used;
    for (bytes->count = 0; *text; text += 2, bytes->count++) {
        int high = digit(text[0]), low = high < 0 ? -1 : digit(text[1]);
        if (low < 0 || memory->used == sizeof memory->bytes)
            return false;
        memory->bytes[memory->used++] = (uint8_t)(high << 4 | low);
    }
    return true;
}

void print_record(const record *described, const void *value) {
    printf(" %s", described->name);
    for (size_t i = 0; i < described->count; i++) {
        const csock_field *field = &described->fields[i];
        uint32_t number = csock_field_number(field, value);
        int32_t negative;
        // A number in several parts is printed once.
        if (!field->member || field->shift > 0)
            continue;
        printf(" %s=", field->member);
        if (field->kind == CSOCK_FIELD_SIGNED) {
            memcpy(&negative, &number, sizeof negative);
            printf("%" PRId32, negative);
        } else if (csock_field_is_number(field) || field->kind == CSOCK_FIELD_FORM) {
            printf("%" PRIu32, number);
        } else {
            print_hex(csock_field_bytes(field, value));
        }
    }
}

static bool parse_number(const char *text, int64_t least, int64_t most, int64_t *number) {
    char *end;
    *number = strtoll(text, &end, 10);
    return end != text && *end == 0 && least <= *number && *number <= most;
}

bool parse_field(const csock_field *field, void *value, const char *text, arena *memory) {
    uint8_t *at = (uint8_t *)value + field->offset;
    int64_t number;
    csock_bytes bytes;
    switch (field->kind) {
    case CSOCK_FIELD_SIGNED:
        if (!parse_number(text, INT32_MIN, INT32_MAX, &number))
            return false;
        memcpy(at, &(int32_t){(int32_t)number}, sizeof(int32_t));
        return true;
    case CSOCK_FIELD_FORM:
        if (!parse_number(text, 0, 1, &number))
            return false;
        *(bool *)at = number != 0;
        return true;
    case CSOCK_FIELD_BYTES:
        if (!parse_hex(text, memory, &bytes))
            return false;
        memcpy(at, &bytes, sizeof bytes);
        return true;
    default:
        break;
    }
    if (csock_field_is_number(field)) {
        if (!parse_number(text, 0, UINT32_MAX, &number))
            return false;
        memcpy(at, &(uint32_t){(uint32_t)number}, sizeof(uint32_t));
        return true;
    }
    if (!parse_hex(text, memory, &bytes) || bytes.count != field->size)
        return false;
    memcpy(at, bytes.start, bytes.count);
    return true;
}

const csock_field *find_field(const record *described, const char *name) {
    for (size_t i = 0; i < described->count; i++)
        if (described->fields[i].member && strcmp(described->fields[i].member, name) == 0)
            return &described->fields[i];
    return NULL;
}
