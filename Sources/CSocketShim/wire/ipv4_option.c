#include "csock/wire/ipv4_option.h"

#include "wire/print.h"

// RFC 791: an option's length counts from its type.
enum { HEAD = 2, LENGTH = 1 };

#define HEADER csock_ipv4_option
#define START  CSOCK_NUMBER("Option Type", type, 0, 8), CSOCK_COMPUTED("Option Length", 8, 8)
static const csock_field plain_fields[] = {START};
static const csock_field route_fields[] = {START, CSOCK_NUMBER("Option Pointer", pointer, 16, 8)};
static const csock_field timestamp_fields[] = {
    START,
    CSOCK_NUMBER("Option Pointer", pointer, 16, 8),
    CSOCK_NUMBER("Overflow", overflow, 24, 4),
    CSOCK_NUMBER("Flag", flag, 28, 4),
};
static const csock_field alert_fields[] = {
    START,
    CSOCK_NUMBER("Router Alert Value", value, 16, 16),
};

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_ipv4_option *option = (const csock_ipv4_option *)header;
    if (csock_print_is(part, "route"))
        csock_print_addresses(text, option->data, 4, " ");
    else if (csock_print_is(part, "alert") && option->value != 0)
        csock_text_print(text, " value %u", option->value);
}

// The part of each type before `data`.
#define TABLE(fields, length, text) CSOCK_TABLE(CSOCK_LAYER_IPV4, length, fields, text, print_part)
static const csock_table plain = TABLE(plain_fields, HEAD, "unknown {type}");
static const csock_table end_of_list = TABLE(plain_fields, HEAD, "EOL");
static const csock_table no_operation = TABLE(plain_fields, HEAD, "NOP");
static const csock_table record_route = TABLE(route_fields, HEAD + 1, "RR{route}");
static const csock_table loose_route = TABLE(route_fields, HEAD + 1, "LSRR{route}");
static const csock_table strict_route = TABLE(route_fields, HEAD + 1, "SSRR{route}");
static const csock_table timestamp = TABLE(timestamp_fields, HEAD + 2, "TS");
static const csock_table router_alert = TABLE(alert_fields, HEAD + 2, "RA{alert}");

static const csock_table *table_of(uint32_t type) {
    switch (type) {
    case CSOCK_IPV4_OPTION_END:
        return &end_of_list;
    case CSOCK_IPV4_OPTION_NO_OPERATION:
        return &no_operation;
    case CSOCK_IPV4_OPTION_RECORD_ROUTE:
        return &record_route;
    case CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE:
        return &loose_route;
    case CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE:
        return &strict_route;
    case CSOCK_IPV4_OPTION_TIMESTAMP:
        return &timestamp;
    case CSOCK_IPV4_OPTION_ROUTER_ALERT:
        return &router_alert;
    default:
        return &plain;
    }
}

// The count of data nearest to that of an option that its type allows.
static size_t fitting(const csock_ipv4_option *option, const csock_table *table) {
    size_t count = option->data.count;
    if (table == &router_alert)
        return 0;
    if (table->length == HEAD)
        return count;
    size_t unit = table == &timestamp && option->flag != CSOCK_IPV4_TIMESTAMP_ONLY ? 8 : 4;
    return count / unit * unit;
}

int csock_ipv4_option_encode(const csock_ipv4_option *option, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    const csock_table *table = table_of(option->type);
    uint8_t *bytes = (uint8_t *)buffer;
    size_t head;
    int result = csock_table_check(error, table, option, &head);
    if (result < 0)
        return result;
    if (option->data.count != fitting(option, table))
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV4, "Option Data", head,
                               option->data.count, fitting(option, table));
    int length = csock_wire_put_option(error, CSOCK_LAYER_IPV4, option->type, head - HEAD,
                                       option->data, buffer, capacity);
    if (length < 0)
        return length;
    if (head > HEAD) {
        csock_table_write(table, option, bytes);
        csock_store8(bytes + LENGTH, (uint32_t)length);
    }
    csock_wire_clear(error);
    return length;
}

int csock_ipv4_option_next(csock_bytes *options, csock_ipv4_option *option,
                           csock_wire_error *error) {
    const csock_ipv4_option none = {0};
    csock_bytes rest = *options;
    *option = none;
    csock_wire_clear(error);
    int result =
        csock_wire_next_option(error, CSOCK_LAYER_IPV4, &rest, &option->type, &option->data);
    if (result <= 0)
        return result;
    const csock_table *table = table_of(option->type);
    size_t length = HEAD + option->data.count;
    if (table->length > HEAD && length >= table->length) {
        csock_table_load(table, option, options->start);
        option->data = csock_view(options->start + table->length, length - table->length);
    }
    if (length < table->length || option->data.count != fitting(option, table))
        return csock_table_fail(error, CSOCK_EPKTFIELD, table, "Option Length", table->length,
                                length);
    *options = rest;
    return 1;
}

size_t csock_ipv4_option_format(const csock_ipv4_option *option, char *text, size_t capacity) {
    return csock_print_header(table_of(option->type), option, text, capacity);
}

size_t csock_ipv4_options_format(csock_bytes options, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_ipv4_option option;
    int result;
    while ((result = csock_ipv4_option_next(&options, &option, NULL)) > 0) {
        csock_text_put(&written, written.length > 0 ? "," : "");
        csock_print_words(&written, table_of(option.type)->text, table_of(option.type), &option);
    }
    if (result < 0)
        csock_text_put(&written, written.length > 0 ? ",malformed" : "malformed");
    return written.length;
}
