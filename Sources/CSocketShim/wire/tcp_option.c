#include "csock/wire/tcp_option.h"

#include "wire/print.h"

// RFC 9293: an option's length counts from its kind.
enum { HEAD = 2, LENGTH = 1, BLOCK_LENGTH = 8 };

#define HEADER csock_tcp_option
#define START  CSOCK_NUMBER("Option Type", kind, 0, 8), CSOCK_COMPUTED("Option Length", 8, 8)
static const csock_field plain_fields[] = {START};
static const csock_field segment_size_fields[] = {
    START,
    CSOCK_NUMBER("Maximum Segment Size", segment_size, 16, 16),
};
static const csock_field shift_count_fields[] = {
    START,
    CSOCK_NUMBER("Shift Count", shift_count, 16, 8),
};
static const csock_field timestamp_fields[] = {
    START,
    CSOCK_NUMBER("TS Value", timestamp, 16, 32),
    CSOCK_NUMBER("TS Echo Reply", echo_reply, 48, 32),
};

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_tcp_option *option = (const csock_tcp_option *)header;
    if (csock_print_is(part, "blocks")) {
        for (uint32_t i = 0; i < option->block_count && i < CSOCK_TCP_SACK_BLOCKS_MAX; i++)
            csock_text_print(text, "{%u:%u}", option->blocks[i].left_edge,
                             option->blocks[i].right_edge);
    } else if (csock_print_is(part, "block count")) {
        csock_text_print(text, "%u", option->block_count);
    } else if (csock_print_is(part, "digits")) {
        csock_text_hex(text, option->data, "");
    } else if (csock_print_is(part, "cookie")) {
        csock_text_put(text, option->data.count > 0 ? " " : "req");
        csock_text_hex(text, option->data, "");
    } else if (csock_print_is(part, "other")) {
        csock_text_put(text, option->data.count > 0 ? " 0x" : "");
        csock_text_hex(text, option->data, "");
    }
}

// The part of each kind that consists of numbers at fixed places, and how many bytes may follow it.
typedef struct {
    csock_table table;
    uint16_t least, most, unit;
} option_rule;

#define TABLE(fields, length, text) CSOCK_TABLE(CSOCK_LAYER_TCP, length, fields, text, print_part)
static const option_rule other = {TABLE(plain_fields, HEAD, "unknown-{kind}{other}"), 0, 253, 1};
static const option_rule end_of_list = {TABLE(plain_fields, HEAD, "eol"), 0, 253, 1};
static const option_rule no_operation = {TABLE(plain_fields, HEAD, "nop"), 0, 253, 1};
static const option_rule segment_size = {TABLE(segment_size_fields, 4, "mss {segment_size}"), 0, 0,
                                         1};
static const option_rule window_scale = {TABLE(shift_count_fields, 3, "wscale {shift_count}"), 0, 0,
                                         1};
static const option_rule sack_permitted = {TABLE(plain_fields, HEAD, "sackOK"), 0, 0, 1};
static const option_rule sack = {TABLE(plain_fields, HEAD, "sack {block count} {blocks}"),
                                 BLOCK_LENGTH, BLOCK_LENGTH *CSOCK_TCP_SACK_BLOCKS_MAX,
                                 BLOCK_LENGTH};
static const option_rule timestamps = {
    TABLE(timestamp_fields, 10, "TS val {timestamp} ecr {echo_reply}"), 0, 0, 1};
static const option_rule digest = {TABLE(plain_fields, HEAD, "md5 {digits}"), 16, 16, 1};
static const option_rule no_cookie = {TABLE(plain_fields, HEAD, "tfo cookie{cookie}"), 0, 0, 1};
static const option_rule cookie = {TABLE(plain_fields, HEAD, "tfo cookie{cookie}"), 4, 16, 2};

// `count` is how many bytes follow kind and length.
static const option_rule *rule_of(uint32_t kind, size_t count) {
    switch (kind) {
    case CSOCK_TCP_OPTION_END:
        return &end_of_list;
    case CSOCK_TCP_OPTION_NO_OPERATION:
        return &no_operation;
    case CSOCK_TCP_OPTION_MSS:
        return &segment_size;
    case CSOCK_TCP_OPTION_WINDOW_SCALE:
        return &window_scale;
    case CSOCK_TCP_OPTION_SACK_PERMITTED:
        return &sack_permitted;
    case CSOCK_TCP_OPTION_SACK:
        return &sack;
    case CSOCK_TCP_OPTION_TIMESTAMPS:
        return &timestamps;
    case CSOCK_TCP_OPTION_MD5:
        return &digest;
    case CSOCK_TCP_OPTION_FAST_OPEN:
        return count == 0 ? &no_cookie : &cookie;
    default:
        return &other;
    }
}

// The length of an option nearest to `length` that a rule allows.
static size_t fitting(const option_rule *rule, size_t length) {
    size_t least = rule->table.length + (size_t)rule->least;
    size_t most = rule->table.length + (size_t)rule->most;
    if (length < least)
        return least;
    return length > most ? most : length - (length - least) % rule->unit;
}

static void put_blocks(const csock_tcp_option *option, uint8_t *bytes) {
    for (uint32_t i = 0; i < option->block_count; i++, bytes += BLOCK_LENGTH) {
        csock_store32(bytes, option->blocks[i].left_edge);
        csock_store32(bytes + 4, option->blocks[i].right_edge);
    }
}

int csock_tcp_option_encode(const csock_tcp_option *option, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    const option_rule *rule = rule_of(option->kind, option->data.count);
    uint8_t *bytes = (uint8_t *)buffer;
    size_t head;
    int result = csock_table_check(error, &rule->table, option, &head);
    if (result < 0)
        return result;
    if (option->block_count > CSOCK_TCP_SACK_BLOCKS_MAX)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_TCP, "Block Count", LENGTH,
                               option->block_count, CSOCK_TCP_SACK_BLOCKS_MAX);
    if (rule == &sack)
        head += (size_t)BLOCK_LENGTH * option->block_count;
    if (head > HEAD && option->data.count > 0)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_TCP, "Option Data", head,
                               option->data.count, 0);
    size_t needed = head + option->data.count; // one of them is no more than HEAD
    if (needed != fitting(rule, needed))
        return csock_table_fail(error, CSOCK_EPKTRANGE, &rule->table, "Option Length", needed,
                                fitting(rule, needed));
    int length = csock_wire_put_option(error, CSOCK_LAYER_TCP, option->kind, head - HEAD,
                                       option->data, buffer, capacity);
    if (length < 0)
        return length;
    if (head > HEAD) {
        csock_table_write(&rule->table, option, bytes);
        csock_store8(bytes + LENGTH, (uint32_t)length);
        if (rule == &sack)
            put_blocks(option, bytes + HEAD);
    }
    csock_wire_clear(error);
    return length;
}

static void take_blocks(csock_tcp_option *option) {
    const uint8_t *bytes = option->data.start;
    option->block_count = (uint32_t)option->data.count / BLOCK_LENGTH;
    for (uint32_t i = 0; i < option->block_count; i++, bytes += BLOCK_LENGTH) {
        option->blocks[i].left_edge = csock_load32(bytes);
        option->blocks[i].right_edge = csock_load32(bytes + 4);
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
    const option_rule *rule = rule_of(option->kind, option->data.count);
    size_t length = HEAD + option->data.count;
    if (length != fitting(rule, length))
        return csock_table_fail(error, CSOCK_EPKTFIELD, &rule->table, "Option Length",
                                fitting(rule, length), length);
    if (rule == &sack) {
        take_blocks(option);
    } else if (rule->table.length > HEAD) {
        csock_table_load(&rule->table, option, options->start);
        option->data = csock_view(NULL, 0);
    }
    *options = rest;
    return 1;
}

static void print(csock_text *text, const csock_tcp_option *option) {
    const csock_table *table = &rule_of(option->kind, option->data.count)->table;
    csock_print_words(text, table->text, table, option);
}

size_t csock_tcp_option_format(const csock_tcp_option *option, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    print(&written, option);
    return written.length;
}

size_t csock_tcp_options_format(csock_bytes options, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_tcp_option option;
    int result;
    while ((result = csock_tcp_option_next(&options, &option, NULL)) > 0) {
        csock_text_put(&written, written.length > 0 ? "," : "");
        print(&written, &option);
    }
    if (result < 0)
        csock_text_put(&written, written.length > 0 ? ",malformed" : "malformed");
    return written.length;
}
