#include "csock/wire/ipv6_option.h"

#include "wire/ipv6_extension.h"
#include "wire/print.h"

enum { TYPE = 0, LENGTH = 1, HEAD = 2 };

// Where options begin in their header.
enum { OPTIONS = 2 };

#define HEADER csock_ipv6_option
#define START                                                                                      \
    CSOCK_NUMBER("Option Type", type, TYPE * 8, 8), CSOCK_COMPUTED("Opt Data Len", LENGTH * 8, 8)
// What follows the fixed part of `head` bytes.
#define DATA(head, most) CSOCK_BYTES("Option Data", data, (head) * 8, 0, most, 1)
static const csock_field pad1_fields[] = {CSOCK_NUMBER("Option Type", type, 0, 8), DATA(1, 0)};
static const csock_field other_fields[] = {START, DATA(HEAD, 255)};
static const csock_field limit_fields[] = {
    START,
    CSOCK_NUMBER("Tunnel Encapsulation Limit", value, 16, 8),
    DATA(3, 0),
};
static const csock_field alert_fields[] = {
    START,
    CSOCK_NUMBER("Router Alert Value", value, 16, 16),
    DATA(4, 0),
};
static const csock_field jumbo_fields[] = {
    START,
    CSOCK_NUMBER("Jumbo Payload Length", value, 16, 32),
    DATA(6, 0),
};
static const csock_field home_fields[] = {
    START,
    CSOCK_ADDRESS(IPV6, "Home Address", address, 16),
    DATA(18, 0),
};

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_ipv6_option *option = (const csock_ipv6_option *)header;
    if (csock_print_is(part, "alert"))
        csock_text_print(text, "%04x", option->value & 0xffff);
    else if (csock_print_is(part, "type digits"))
        csock_text_print(text, "%02x", option->type & 0xff);
    else if (csock_print_is(part, "length"))
        csock_text_print(text, "%zu", option->data.count);
}

#define TABLE(length, fields, text) CSOCK_TABLE(CSOCK_LAYER_IPV6, length, fields, text, print_part)
static const csock_table pad1 = TABLE(1, pad1_fields, "pad1");
static const csock_table padn = TABLE(HEAD, other_fields, "padn");
static const csock_table other = TABLE(HEAD, other_fields, "type 0x{type digits}: len={length}");
static const csock_table limit = TABLE(3, limit_fields, "tunnel limit: {value}");
static const csock_table alert = TABLE(4, alert_fields, "rtalert: 0x{alert}");
static const csock_table jumbo = TABLE(6, jumbo_fields, "jumbo: {value}");
static const csock_table home = TABLE(18, home_fields, "homeaddr: {address}");

// Returns `call` of the table of a type, which is a constant there.
#define BY_TYPE(type, call)                                                                        \
    switch (type) {                                                                                \
    case CSOCK_IPV6_OPTION_PAD1:                                                                   \
        return call(&pad1);                                                                        \
    case CSOCK_IPV6_OPTION_PADN:                                                                   \
        return call(&padn);                                                                        \
    case CSOCK_IPV6_OPTION_TUNNEL_LIMIT:                                                           \
        return call(&limit);                                                                       \
    case CSOCK_IPV6_OPTION_ROUTER_ALERT:                                                           \
        return call(&alert);                                                                       \
    case CSOCK_IPV6_OPTION_JUMBO_PAYLOAD:                                                          \
        return call(&jumbo);                                                                       \
    case CSOCK_IPV6_OPTION_HOME_ADDRESS:                                                           \
        return call(&home);                                                                        \
    default:                                                                                       \
        return call(&other);                                                                       \
    }

CSOCK_INLINE int encode(const csock_table *table, const csock_ipv6_option *option, void *buffer,
                        size_t capacity, csock_wire_error *error) {
    int length = csock_inline_encode(error, table, option, buffer, capacity);
    if (length > 0 && table->length >= HEAD)
        csock_store8((uint8_t *)buffer + LENGTH, (uint32_t)length - HEAD);
    return length;
}

int csock_ipv6_option_encode(const csock_ipv6_option *option, void *buffer, size_t capacity,
                             csock_wire_error *error) {
#define ENCODE(table) encode(table, option, buffer, capacity, error)
    BY_TYPE(option->type, ENCODE)
}

// How many bytes the first option of a list takes, or 0 if they are not there.
static size_t option_length(csock_bytes options) {
    if (options.start[TYPE] == CSOCK_IPV6_OPTION_PAD1)
        return 1;
    if (options.count < HEAD || options.start[LENGTH] > options.count - HEAD)
        return 0;
    return HEAD + (size_t)options.start[LENGTH];
}

static int bad_length(csock_wire_error *error, uint32_t layer, size_t offset, csock_bytes options) {
    size_t room = options.count < HEAD ? 0 : options.count - HEAD;
    return csock_wire_fail(error, CSOCK_EPKTFIELD, layer, "Opt Data Len", offset + LENGTH, room,
                           options.count < HEAD ? 0 : options.start[LENGTH]);
}

int csock_extension_check_options(csock_wire_error *error, uint32_t layer, size_t offset,
                                  csock_bytes options) {
    while (options.count > 0) {
        size_t length = option_length(options);
        if (length == 0)
            return bad_length(error, layer, offset, options);
        options = csock_view(options.start + length, options.count - length);
        offset += length;
    }
    return 0;
}

CSOCK_INLINE int take(const csock_table *table, csock_bytes *options, size_t length,
                      csock_ipv6_option *option, csock_wire_error *error) {
    if (!csock_inline_take(table, option, &option->data, options->start, length))
        return csock_table_fail(error, CSOCK_EPKTFIELD, table, "Opt Data Len",
                                (size_t)table->length - HEAD, length - HEAD);
    *options = csock_view(options->start + length, options->count - length);
    return 1;
}

int csock_ipv6_option_next(csock_bytes *options, csock_ipv6_option *option,
                           csock_wire_error *error) {
    const csock_ipv6_option none = {0};
    *option = none;
    csock_wire_clear(error);
    if (options->count == 0)
        return 0;
    size_t length = option_length(*options);
    if (length == 0)
        return bad_length(error, CSOCK_LAYER_IPV6, 0, *options);
#define TAKE(table) take(table, options, length, option, error)
    BY_TYPE(options->start[TYPE], TAKE)
}

static const csock_table *table_of(uint32_t type) {
#define SAME(table) table
    BY_TYPE(type, SAME)
}

int csock_ipv6_option_pad(void *options, size_t count, size_t capacity, uint32_t multiple,
                          uint32_t rest, csock_wire_error *error) {
    static const uint8_t zeros[CSOCK_EXTENSION_UNIT];
    csock_ipv6_option padding = {0};
    if (multiple == 0 || multiple > CSOCK_EXTENSION_UNIT)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV6, "Alignment", OPTIONS,
                               multiple == 0 ? UINT32_MAX : multiple, CSOCK_EXTENSION_UNIT);
    if (rest >= multiple)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV6, "Alignment", OPTIONS, rest,
                               multiple - 1);
    if (count > CSOCK_EXTENSION_MAX - OPTIONS)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV6, "Options", OPTIONS, count,
                               CSOCK_EXTENSION_MAX - OPTIONS);
    size_t missing = (rest + (size_t)multiple - (OPTIONS + count) % multiple) % multiple;
    csock_wire_clear(error);
    if (missing == 0)
        return (int)count;
    if (capacity < count || capacity - count < missing)
        return csock_wire_fail(error, CSOCK_EPKTROOM, CSOCK_LAYER_IPV6, "Options", OPTIONS,
                               count + missing, capacity);
    if (missing > 1) {
        padding.type = CSOCK_IPV6_OPTION_PADN;
        padding.data = csock_view(zeros, missing - HEAD);
    }
    int result = csock_ipv6_option_encode(&padding, (uint8_t *)options + count, missing, error);
    return result < 0 ? result : (int)(count + missing);
}

// Where an option of a type may begin: at multiple·n + rest from the start of its header.
static void find_alignment(uint32_t type, uint32_t *multiple, uint32_t *rest) {
    *multiple = 1;
    *rest = 0;
    if (type == CSOCK_IPV6_OPTION_ROUTER_ALERT) {
        *multiple = 2;
    } else if (type == CSOCK_IPV6_OPTION_JUMBO_PAYLOAD) {
        *multiple = 4;
        *rest = 2;
    } else if (type == CSOCK_IPV6_OPTION_HOME_ADDRESS) {
        *multiple = 8;
        *rest = 6;
    }
}

int csock_ipv6_option_append(const csock_ipv6_option *option, void *options, size_t count,
                             size_t capacity, csock_wire_error *error) {
    uint32_t multiple, rest;
    find_alignment(option->type, &multiple, &rest);
    int start = csock_ipv6_option_pad(options, count, capacity, multiple, rest, error);
    if (start < 0)
        return start;
    size_t room = capacity > (size_t)start ? capacity - (size_t)start : 0;
    int length =
        csock_ipv6_option_encode(option, room > 0 ? (uint8_t *)options + start : NULL, room, error);
    if (length == -CSOCK_EPKTROOM && error) {
        error->needed += (uint64_t)start;
        error->available = capacity;
    }
    return length < 0 ? length : start + length;
}

size_t csock_ipv6_option_format(const csock_ipv6_option *option, char *text, size_t capacity) {
    return csock_print_header(table_of(option->type), option, text, capacity);
}

size_t csock_ipv6_options_format(csock_bytes options, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_ipv6_option option;
    int result;
    while ((result = csock_ipv6_option_next(&options, &option, NULL)) > 0) {
        csock_text_put(&written, written.length > 0 ? " (" : "(");
        csock_print_words(&written, table_of(option.type)->text, table_of(option.type), &option);
        csock_text_put(&written, ")");
    }
    if (result < 0)
        csock_text_put(&written, written.length > 0 ? " (malformed)" : "(malformed)");
    return written.length;
}
