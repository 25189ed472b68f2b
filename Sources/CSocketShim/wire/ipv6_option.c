#include "csock/wire/ipv6_option.h"

#include "wire/ipv6_extension.h"

enum {
    TYPE = 0,
    LENGTH = 1,
    DATA = 2,
    DATA_MAX = 255,
};

// Where options begin in their header.
enum { OPTIONS = 2 };

// Whether the data of a type is of a certain length, and which.
static bool has_fixed_length(uint32_t type, size_t *length) {
    switch (type) {
    case CSOCK_IPV6_OPTION_TUNNEL_LIMIT:
        *length = 1;
        return true;
    case CSOCK_IPV6_OPTION_ROUTER_ALERT:
        *length = 2;
        return true;
    case CSOCK_IPV6_OPTION_JUMBO_PAYLOAD:
        *length = 4;
        return true;
    case CSOCK_IPV6_OPTION_HOME_ADDRESS:
        *length = 16;
        return true;
    default:
        return false;
    }
}

static void put_data(const csock_ipv6_option *option, uint8_t *data) {
    switch (option->type) {
    case CSOCK_IPV6_OPTION_TUNNEL_LIMIT:
        csock_store8(data, option->value);
        break;
    case CSOCK_IPV6_OPTION_ROUTER_ALERT:
        csock_store16(data, option->value);
        break;
    case CSOCK_IPV6_OPTION_JUMBO_PAYLOAD:
        csock_store32(data, option->value);
        break;
    case CSOCK_IPV6_OPTION_HOME_ADDRESS:
        memcpy(data, option->address, sizeof option->address);
        break;
    default:
        csock_copy(data, option->data.start, option->data.count);
        break;
    }
}

static int out_of_range(const csock_ipv6_option *option, csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Option Type", TYPE, option->type, 0xff},
        {"Tunnel Encapsulation Limit", DATA,
         option->type == CSOCK_IPV6_OPTION_TUNNEL_LIMIT ? option->value : 0, 0xff},
        {"Router Alert Value", DATA,
         option->type == CSOCK_IPV6_OPTION_ROUTER_ALERT ? option->value : 0, 0xffff},
    };
    return csock_wire_out_of_range(error, CSOCK_LAYER_IPV6, limits,
                                   sizeof limits / sizeof limits[0]);
}

int csock_ipv6_option_encode(const csock_ipv6_option *option, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    bool alone = option->type == CSOCK_IPV6_OPTION_PAD1;
    size_t data = option->data.count;
    int result = out_of_range(option, error);
    if (result < 0)
        return result;
    bool fixed = has_fixed_length(option->type, &data);
    size_t most = alone || fixed ? 0 : DATA_MAX;
    if (option->data.count > most)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV6, "Opt Data Len", LENGTH,
                               option->data.count, most);
    size_t length = alone ? 1 : DATA + data;
    if (length > capacity)
        return csock_wire_fail(error, CSOCK_EPKTROOM, CSOCK_LAYER_IPV6, "Option Type", TYPE, length,
                               capacity);
    csock_store8(bytes + TYPE, option->type);
    if (!alone) {
        csock_store8(bytes + LENGTH, (uint32_t)data);
        put_data(option, bytes + DATA);
    }
    csock_wire_clear(error);
    return (int)length;
}

// How many bytes the first option of a list takes, or 0 if they are not there.
static size_t option_length(csock_bytes options) {
    if (options.start[TYPE] == CSOCK_IPV6_OPTION_PAD1)
        return 1;
    if (options.count < DATA || options.start[LENGTH] > options.count - DATA)
        return 0;
    return DATA + (size_t)options.start[LENGTH];
}

static int bad_length(csock_wire_error *error, uint32_t layer, size_t offset, csock_bytes options) {
    size_t room = options.count < DATA ? 0 : options.count - DATA;
    return csock_wire_fail(error, CSOCK_EPKTFIELD, layer, "Opt Data Len", offset + LENGTH, room,
                           options.count < DATA ? 0 : options.start[LENGTH]);
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

static void take_data(csock_ipv6_option *option, const uint8_t *data, size_t length) {
    switch (option->type) {
    case CSOCK_IPV6_OPTION_TUNNEL_LIMIT:
        option->value = data[0];
        break;
    case CSOCK_IPV6_OPTION_ROUTER_ALERT:
        option->value = csock_load16(data);
        break;
    case CSOCK_IPV6_OPTION_JUMBO_PAYLOAD:
        option->value = csock_load32(data);
        break;
    case CSOCK_IPV6_OPTION_HOME_ADDRESS:
        memcpy(option->address, data, sizeof option->address);
        break;
    default:
        option->data = csock_view(data, length);
        break;
    }
}

int csock_ipv6_option_next(csock_bytes *options, csock_ipv6_option *option,
                           csock_wire_error *error) {
    const csock_ipv6_option none = {0};
    size_t wanted;
    *option = none;
    csock_wire_clear(error);
    if (options->count == 0)
        return 0;
    size_t length = option_length(*options);
    if (length == 0)
        return bad_length(error, CSOCK_LAYER_IPV6, 0, *options);
    option->type = options->start[TYPE];
    if (has_fixed_length(option->type, &wanted) && length != DATA + wanted)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_IPV6, "Opt Data Len", LENGTH,
                               wanted, length - DATA);
    if (length > 1)
        take_data(option, options->start + DATA, length - DATA);
    *options = csock_view(options->start + length, options->count - length);
    return 1;
}

int csock_ipv6_option_pad(void *options, size_t count, size_t capacity, uint32_t multiple,
                          uint32_t rest, csock_wire_error *error) {
    static const uint8_t zeros[CSOCK_EXTENSION_UNIT];
    csock_ipv6_option padding = {0};
    const csock_wire_limit limits[] = {
        {"Alignment", OPTIONS, multiple == 0 ? UINT32_MAX : multiple, CSOCK_EXTENSION_UNIT},
        {"Alignment", OPTIONS, rest, multiple - 1},
        {"Options", OPTIONS, count, CSOCK_EXTENSION_MAX - OPTIONS},
    };
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_IPV6, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    size_t missing = (rest + (size_t)multiple - (OPTIONS + count) % multiple) % multiple;
    csock_wire_clear(error);
    if (missing == 0)
        return (int)count;
    if (capacity < count || capacity - count < missing)
        return csock_wire_fail(error, CSOCK_EPKTROOM, CSOCK_LAYER_IPV6, "Options", OPTIONS,
                               count + missing, capacity);
    if (missing > 1) {
        padding.type = CSOCK_IPV6_OPTION_PADN;
        padding.data = csock_view(zeros, missing - DATA);
    }
    result = csock_ipv6_option_encode(&padding, (uint8_t *)options + count, missing, error);
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
