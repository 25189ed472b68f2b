#include "csock/wire/ipv4_option.h"

#include "wire/wire.h"

// What precedes the data of a typed option, after type and length.
enum {
    POINTER = 0,
    ROUTE_HEAD = 1,
    OVERFLOW_FLAG = 1,
    TIMESTAMP_HEAD = 2,
    ROUTER_ALERT_HEAD = 2,
};

// RFC 791: an option's offsets count from its type.
enum { HEAD = 2 };

static size_t head_length(uint32_t type) {
    switch (type) {
    case CSOCK_IPV4_OPTION_RECORD_ROUTE:
    case CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE:
    case CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE:
        return ROUTE_HEAD;
    case CSOCK_IPV4_OPTION_TIMESTAMP:
        return TIMESTAMP_HEAD;
    case CSOCK_IPV4_OPTION_ROUTER_ALERT:
        return ROUTER_ALERT_HEAD;
    default:
        return 0;
    }
}

// The data of a typed option is a whole number of these.
static size_t data_unit(const csock_ipv4_option *option) {
    if (option->type == CSOCK_IPV4_OPTION_TIMESTAMP && option->flag != CSOCK_IPV4_TIMESTAMP_ONLY)
        return 8;
    return 4;
}

static bool data_fits(const csock_ipv4_option *option, size_t head) {
    if (option->type == CSOCK_IPV4_OPTION_ROUTER_ALERT)
        return option->data.count == 0;
    return head == 0 || option->data.count % data_unit(option) == 0;
}

int csock_ipv4_option_encode(const csock_ipv4_option *option, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Option Pointer", HEAD + POINTER, option->pointer, 0xff},
        {"Overflow", HEAD + OVERFLOW_FLAG, option->overflow, 0xf},
        {"Flag", HEAD + OVERFLOW_FLAG, option->flag, 0xf},
        {"Router Alert Value", HEAD, option->value, 0xffff},
    };
    size_t head = head_length(option->type);
    uint8_t *body;
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_IPV4, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (!data_fits(option, head))
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV4, "Option Data", HEAD + head,
                               option->data.count,
                               option->type == CSOCK_IPV4_OPTION_ROUTER_ALERT
                                   ? 0
                                   : option->data.count / data_unit(option) * data_unit(option));
    int length = csock_wire_put_option(error, CSOCK_LAYER_IPV4, option->type, head, option->data,
                                       buffer, capacity, &body);
    if (length < 0)
        return length;
    if (head == ROUTER_ALERT_HEAD && option->type == CSOCK_IPV4_OPTION_ROUTER_ALERT) {
        csock_store16(body, option->value);
    } else if (head > 0) {
        csock_store8(body + POINTER, option->pointer);
        if (head == TIMESTAMP_HEAD)
            csock_store8(body + OVERFLOW_FLAG, option->overflow << 4 | option->flag);
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
    size_t head = head_length(option->type);
    const uint8_t *body = option->data.start;
    size_t length = option->data.count;
    if (length >= head) {
        if (option->type == CSOCK_IPV4_OPTION_ROUTER_ALERT) {
            option->value = csock_load16(body);
        } else if (head > 0) {
            option->pointer = body[POINTER];
            if (head == TIMESTAMP_HEAD) {
                option->overflow = body[OVERFLOW_FLAG] >> 4;
                option->flag = body[OVERFLOW_FLAG] & 0xf;
            }
        }
        option->data = csock_view(body + head, length - head);
    }
    if (length < head || !data_fits(option, head))
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV4, "Option Length", 1,
                               HEAD + head, HEAD + length);
    *options = rest;
    return 1;
}
