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
        const member *one = &described->members[i];
        const uint8_t *at = (const uint8_t *)value + one->offset;
        uint32_t number = 0;
        int32_t signed_number = 0;
        csock_bytes bytes = {at, one->size};
        printf(" %s=", one->name);
        switch (one->type) {
        case MEMBER_NUMBER:
            memcpy(&number, at, sizeof number);
            printf("%" PRIu32, number);
            break;
        case MEMBER_SIGNED:
            memcpy(&signed_number, at, sizeof signed_number);
            printf("%" PRId32, signed_number);
            break;
        case MEMBER_BOOL:
            printf("%d", *(const bool *)at);
            break;
        case MEMBER_BYTES:
            memcpy(&bytes, at, sizeof bytes);
            // fall through
        case MEMBER_ADDRESS:
            print_hex(bytes);
            break;
        }
    }
}

static bool parse_number(const char *text, int64_t least, int64_t most, int64_t *number) {
    char *end;
    *number = strtoll(text, &end, 10);
    return end != text && *end == 0 && least <= *number && *number <= most;
}

static bool parse_value(const member *one, uint8_t *at, const char *text, arena *memory) {
    int64_t number;
    csock_bytes bytes;
    switch (one->type) {
    case MEMBER_NUMBER:
        if (!parse_number(text, 0, UINT32_MAX, &number))
            return false;
        memcpy(at, &(uint32_t){(uint32_t)number}, sizeof(uint32_t));
        return true;
    case MEMBER_SIGNED:
        if (!parse_number(text, INT32_MIN, INT32_MAX, &number))
            return false;
        memcpy(at, &(int32_t){(int32_t)number}, sizeof(int32_t));
        return true;
    case MEMBER_BOOL:
        if (!parse_number(text, 0, 1, &number))
            return false;
        *(bool *)at = number != 0;
        return true;
    case MEMBER_ADDRESS:
        if (!parse_hex(text, memory, &bytes) || bytes.count != one->size)
            return false;
        memcpy(at, bytes.start, bytes.count);
        return true;
    case MEMBER_BYTES:
        if (!parse_hex(text, memory, &bytes))
            return false;
        memcpy(at, &bytes, sizeof bytes);
        return true;
    }
    return false;
}

bool parse_member(const record *described, void *value, const char *name, const char *text,
                  arena *memory) {
    for (size_t i = 0; i < described->count; i++)
        if (strcmp(described->members[i].name, name) == 0)
            return parse_value(&described->members[i],
                               (uint8_t *)value + described->members[i].offset, text, memory);
    return false;
}
