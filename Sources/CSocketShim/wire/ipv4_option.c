#include "csock/wire/ipv4_option.h"

#include "wire/print.h"

enum { LENGTH = 1, HEAD = 2, LENGTH_MAX = 255 };

#define HEADER csock_ipv4_option
#define START                                                                                      \
    CSOCK_NUMBER("Option Type", type, 0, 8), CSOCK_COMPUTED("Option Length", LENGTH * 8, 8)
// What follows the fixed part of `head` bytes.
#define DATA(head, unit)                                                                           \
    CSOCK_BYTES("Option Data", data, (head) * 8, 0, (LENGTH_MAX - (head)) / (unit) * (unit), unit)
static const csock_field end_fields[] = {CSOCK_NUMBER("Option Type", type, 0, 8), DATA(1, 1)};
static const csock_field no_operation_fields[] = {
    CSOCK_NUMBER("Option Type", type, 0, 8),
    CSOCK_BYTES("Option Data", data, 8, 0, 0, 1),
};
static const csock_field other_fields[] = {START, DATA(HEAD, 1)};
static const csock_field route_fields[] = {
    START,
    CSOCK_NUMBER("Option Pointer", pointer, 16, 8),
    DATA(3, 4),
};
#define TIMESTAMP                                                                                  \
    START, CSOCK_NUMBER("Option Pointer", pointer, 16, 8),                                         \
        CSOCK_NUMBER("Overflow", overflow, 24, 4), CSOCK_NUMBER("Flag", flag, 28, 4)
static const csock_field timestamp_fields[] = {TIMESTAMP, DATA(4, 4)};
static const csock_field addressed_timestamp_fields[] = {TIMESTAMP, DATA(4, 8)};
static const csock_field alert_fields[] = {
    START,
    CSOCK_NUMBER("Router Alert Value", value, 16, 16),
    CSOCK_BYTES("Option Data", data, 32, 0, 0, 1),
};

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_ipv4_option *option = (const csock_ipv4_option *)header;
    if (csock_print_is(part, "route"))
        csock_print_addresses(text, option->data, 4, " ");
    else if (csock_print_is(part, "alert") && option->value != 0)
        csock_text_print(text, " value %u", option->value);
}

#define TABLE(length, fields, text) CSOCK_TABLE(CSOCK_LAYER_IPV4, length, fields, text, print_part)
static const csock_table end_of_list = TABLE(1, end_fields, "EOL");
static const csock_table no_operation = TABLE(1, no_operation_fields, "NOP");
static const csock_table other = TABLE(HEAD, other_fields, "unknown {type}");
static const csock_table record_route = TABLE(3, route_fields, "RR{route}");
static const csock_table loose_route = TABLE(3, route_fields, "LSRR{route}");
static const csock_table strict_route = TABLE(3, route_fields, "SSRR{route}");
static const csock_table timestamp = TABLE(4, timestamp_fields, "TS");
static const csock_table addressed_timestamp = TABLE(4, addressed_timestamp_fields, "TS");
static const csock_table router_alert = TABLE(4, alert_fields, "RA{alert}");

// Calls `call` with the table of the type as a constant, so that the compiler unrolls it.
#define BY_TYPE(type, flag, call)                                                                  \
    switch (type) {                                                                                \
    case CSOCK_IPV4_OPTION_END:                                                                    \
        return call(&end_of_list);                                                                 \
    case CSOCK_IPV4_OPTION_NO_OPERATION:                                                           \
        return call(&no_operation);                                                                \
    case CSOCK_IPV4_OPTION_RECORD_ROUTE:                                                           \
        return call(&record_route);                                                                \
    case CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE:                                                     \
        return call(&loose_route);                                                                 \
    case CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE:                                                    \
        return call(&strict_route);                                                                \
    case CSOCK_IPV4_OPTION_TIMESTAMP:                                                              \
        if ((flag) == CSOCK_IPV4_TIMESTAMP_ONLY)                                                   \
            return call(&timestamp);                                                               \
        return call(&addressed_timestamp);                                                         \
    case CSOCK_IPV4_OPTION_ROUTER_ALERT:                                                           \
        return call(&router_alert);                                                                \
    default:                                                                                       \
        return call(&other);                                                                       \
    }

CSOCK_INLINE int encode(const csock_table *table, const csock_ipv4_option *option, void *buffer,
                        size_t capacity, csock_wire_error *error) {
    int length = csock_inline_encode(error, table, option, buffer, capacity);
    if (length > 0 && table->length >= HEAD)
        csock_store8((uint8_t *)buffer + LENGTH, (uint32_t)length);
    return length;
}

int csock_ipv4_option_encode(const csock_ipv4_option *option, void *buffer, size_t capacity,
                             csock_wire_error *error){
#define ENCODE(table) encode(table, option, buffer, capacity, error)
    BY_TYPE(option -> type, option->flag, ENCODE)}

CSOCK_INLINE int take(const csock_table *table, csock_bytes *options, size_t length,
                      csock_ipv4_option *option, csock_wire_error *error) {
    if (!csock_inline_take(table, option, &option->data, options->start, length))
        return csock_table_fail_length(error, table, "Option Length", length, 1);
    *options = csock_view(options->start + length, options->count - length);
    return 1;
}

int csock_ipv4_option_next(csock_bytes *options, csock_ipv4_option *option,
                           csock_wire_error *error) {
    const csock_ipv4_option none = {0};
    *option = none;
    csock_wire_clear(error);
    if (options->count == 0)
        return 0;
    size_t length = csock_header_option_length(*options);
    if (length == 0)
        return csock_wire_bad_option(error, CSOCK_LAYER_IPV4, 0, *options);
    // The flag of a timestamp is in its fourth byte.
    uint32_t flag = length > 3 ? options->start[3] & 0xf : 0;
#define TAKE(table) take(table, options, length, option, error)
    BY_TYPE(options->start[0], flag, TAKE)
}

static const csock_table *table_of(const csock_ipv4_option *option){
#define SAME(table) table
    BY_TYPE(option -> type, option->flag, SAME)}

size_t csock_ipv4_option_format(const csock_ipv4_option *option, char *text, size_t capacity) {
    return csock_print_header(table_of(option), option, text, capacity);
}

size_t csock_ipv4_options_format(csock_bytes options, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_ipv4_option option;
    int result;
    while ((result = csock_ipv4_option_next(&options, &option, NULL)) > 0) {
        csock_text_put(&written, written.length > 0 ? "," : "");
        csock_print_words(&written, table_of(&option)->text, table_of(&option), &option);
    }
    if (result < 0)
        csock_text_put(&written, written.length > 0 ? ",malformed" : "malformed");
    return written.length;
}
