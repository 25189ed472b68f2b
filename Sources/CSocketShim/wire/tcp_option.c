#include "csock/wire/tcp_option.h"

#include "wire/wire.h"

// RFC 9293: the length of an option counts from its kind.
enum { HEAD = 2 };

// What follows kind and length.
enum {
    SEGMENT_SIZE = 0,
    SEGMENT_SIZE_LENGTH = 2,
    SHIFT_COUNT = 0,
    SHIFT_COUNT_LENGTH = 1,
    TIMESTAMP = 0,
    ECHO_REPLY = 4,
    TIMESTAMPS_LENGTH = 8,
    LEFT_EDGE = 0,
    RIGHT_EDGE = 4,
    BLOCK_LENGTH = 8,
    DIGEST_LENGTH = 16,
    COOKIE_MIN = 4,
    COOKIE_MAX = 16,
    ANY_MAX = 253,
};

// How much may follow kind and length.
typedef struct {
    size_t least, most, unit;
} length_rule;

static length_rule rule_for(uint32_t kind, size_t length) {
    const length_rule segment_size = {SEGMENT_SIZE_LENGTH, SEGMENT_SIZE_LENGTH, 1};
    const length_rule shift_count = {SHIFT_COUNT_LENGTH, SHIFT_COUNT_LENGTH, 1};
    const length_rule nothing = {0, 0, 1};
    const length_rule blocks = {BLOCK_LENGTH, BLOCK_LENGTH * CSOCK_TCP_SACK_BLOCKS_MAX,
                                BLOCK_LENGTH};
    const length_rule timestamps = {TIMESTAMPS_LENGTH, TIMESTAMPS_LENGTH, 1};
    const length_rule digest = {DIGEST_LENGTH, DIGEST_LENGTH, 1};
    const length_rule cookie = {COOKIE_MIN, COOKIE_MAX, 2};
    const length_rule any = {0, ANY_MAX, 1};
    switch (kind) {
    case CSOCK_TCP_OPTION_MSS:
        return segment_size;
    case CSOCK_TCP_OPTION_WINDOW_SCALE:
        return shift_count;
    case CSOCK_TCP_OPTION_SACK_PERMITTED:
        return nothing;
    case CSOCK_TCP_OPTION_SACK:
        return blocks;
    case CSOCK_TCP_OPTION_TIMESTAMPS:
        return timestamps;
    case CSOCK_TCP_OPTION_MD5:
        return digest;
    case CSOCK_TCP_OPTION_FAST_OPEN:
        return length == 0 ? nothing : cookie;
    default:
        return any;
    }
}

// The length itself if the kind can have it, else one that it can.
static size_t nearest_length(uint32_t kind, size_t length) {
    length_rule rule = rule_for(kind, length);
    if (length < rule.least)
        return rule.least;
    return length > rule.most ? rule.most : length / rule.unit * rule.unit;
}

// How much of the body consists of numbers. The rest is `data`.
static size_t number_length(const csock_tcp_option *option) {
    switch (option->kind) {
    case CSOCK_TCP_OPTION_MSS:
        return SEGMENT_SIZE_LENGTH;
    case CSOCK_TCP_OPTION_WINDOW_SCALE:
        return SHIFT_COUNT_LENGTH;
    case CSOCK_TCP_OPTION_SACK:
        return BLOCK_LENGTH * option->block_count;
    case CSOCK_TCP_OPTION_TIMESTAMPS:
        return TIMESTAMPS_LENGTH;
    default:
        return 0;
    }
}

static void put_numbers(const csock_tcp_option *option, uint8_t *body) {
    switch (option->kind) {
    case CSOCK_TCP_OPTION_MSS:
        csock_store16(body + SEGMENT_SIZE, option->segment_size);
        break;
    case CSOCK_TCP_OPTION_WINDOW_SCALE:
        csock_store8(body + SHIFT_COUNT, option->shift_count);
        break;
    case CSOCK_TCP_OPTION_SACK:
        for (uint32_t i = 0; i < option->block_count; i++, body += BLOCK_LENGTH) {
            csock_store32(body + LEFT_EDGE, option->blocks[i].left_edge);
            csock_store32(body + RIGHT_EDGE, option->blocks[i].right_edge);
        }
        break;
    case CSOCK_TCP_OPTION_TIMESTAMPS:
        csock_store32(body + TIMESTAMP, option->timestamp);
        csock_store32(body + ECHO_REPLY, option->echo_reply);
        break;
    default:
        break;
    }
}

int csock_tcp_option_encode(const csock_tcp_option *option, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Maximum Segment Size", HEAD + SEGMENT_SIZE, option->segment_size, 0xffff},
        {"Shift Count", HEAD + SHIFT_COUNT, option->shift_count, 0xff},
        {"Block Count", 1, option->block_count, CSOCK_TCP_SACK_BLOCKS_MAX},
    };
    uint8_t *body;
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_TCP, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    size_t numbers = number_length(option);
    if (numbers > 0 && option->data.count > 0)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_TCP, "Option Data",
                               HEAD + numbers, option->data.count, 0);
    size_t length = numbers + option->data.count; // one of them is 0
    size_t nearest = nearest_length(option->kind, length);
    if (length != nearest)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_TCP, "Option Length", 1,
                               HEAD + (uint64_t)length, HEAD + nearest);
    int written = csock_wire_put_option(error, CSOCK_LAYER_TCP, option->kind, numbers, option->data,
                                        buffer, capacity, &body);
    if (written < 0)
        return written;
    if (body)
        put_numbers(option, body);
    csock_wire_clear(error);
    return written;
}

static void take_numbers(csock_tcp_option *option) {
    const uint8_t *body = option->data.start;
    switch (option->kind) {
    case CSOCK_TCP_OPTION_MSS:
        option->segment_size = csock_load16(body + SEGMENT_SIZE);
        break;
    case CSOCK_TCP_OPTION_WINDOW_SCALE:
        option->shift_count = body[SHIFT_COUNT];
        break;
    case CSOCK_TCP_OPTION_SACK:
        option->block_count = (uint32_t)option->data.count / BLOCK_LENGTH;
        for (uint32_t i = 0; i < option->block_count; i++, body += BLOCK_LENGTH) {
            option->blocks[i].left_edge = csock_load32(body + LEFT_EDGE);
            option->blocks[i].right_edge = csock_load32(body + RIGHT_EDGE);
        }
        break;
    case CSOCK_TCP_OPTION_TIMESTAMPS:
        option->timestamp = csock_load32(body + TIMESTAMP);
        option->echo_reply = csock_load32(body + ECHO_REPLY);
        break;
    default:
        return;
    }
    option->data = csock_view(NULL, 0);
}

int csock_tcp_option_next(csock_bytes *options, csock_tcp_option *option, csock_wire_error *error) {
    const csock_tcp_option none = {0};
    csock_bytes rest = *options;
    *option = none;
    csock_wire_clear(error);
    int result =
        csock_wire_next_option(error, CSOCK_LAYER_TCP, &rest, &option->kind, &option->data);
    if (result <= 0)
        return result;
    size_t length = option->data.count;
    size_t nearest = nearest_length(option->kind, length);
    if (length != nearest)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_TCP, "Option Length", 1,
                               HEAD + nearest, HEAD + length);
    take_numbers(option);
    *options = rest;
    return 1;
}
