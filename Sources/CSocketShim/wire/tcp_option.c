#include "csock/wire/tcp_option.h"

#include "wire/print.h"

enum { LENGTH = 1, HEAD = 2, BLOCK_LENGTH = 8 };

#define HEADER csock_tcp_option
#define KIND   CSOCK_NUMBER("Option Type", kind, 0, 8)
#define START  KIND, CSOCK_COMPUTED("Option Length", LENGTH * 8, 8)
// What follows the fixed part of `head` bytes.
#define DATA(head, least, most, unit)                                                              \
    CSOCK_BYTES("Option Data", data, (head) * 8, least, most, unit)
static const csock_field end_fields[] = {KIND, DATA(1, 0, 253, 1)};
static const csock_field no_operation_fields[] = {KIND, DATA(1, 0, 0, 1)};
static const csock_field other_fields[] = {START, DATA(HEAD, 0, 253, 1)};
static const csock_field segment_size_fields[] = {
    START,
    CSOCK_NUMBER("Maximum Segment Size", segment_size, 16, 16),
    DATA(4, 0, 0, 1),
};
static const csock_field window_scale_fields[] = {
    START,
    CSOCK_NUMBER("Shift Count", shift_count, 16, 8),
    DATA(3, 0, 0, 1),
};
static const csock_field sack_permitted_fields[] = {START, DATA(HEAD, 0, 0, 1)};
// Decoding takes the blocks for data first.
static const csock_field sack_fields[] = {
    START,
    DATA(HEAD, BLOCK_LENGTH, BLOCK_LENGTH *CSOCK_TCP_SACK_BLOCKS_MAX, BLOCK_LENGTH),
};
static const csock_field timestamps_fields[] = {
    START,
    CSOCK_NUMBER("TS Value", timestamp, 16, 32),
    CSOCK_NUMBER("TS Echo Reply", echo_reply, 48, 32),
    DATA(10, 0, 0, 1),
};
static const csock_field digest_fields[] = {START, DATA(HEAD, 16, 16, 1)};
static const csock_field cookie_fields[] = {START, DATA(HEAD, 4, 16, 2)};

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

#define TABLE(length, fields, text) CSOCK_TABLE(CSOCK_LAYER_TCP, length, fields, text, print_part)
static const csock_table end_of_list = TABLE(1, end_fields, "eol");
static const csock_table no_operation = TABLE(1, no_operation_fields, "nop");
static const csock_table other = TABLE(HEAD, other_fields, "unknown-{kind}{other}");
static const csock_table segment_size = TABLE(4, segment_size_fields, "mss {segment_size}");
static const csock_table window_scale = TABLE(3, window_scale_fields, "wscale {shift_count}");
static const csock_table sack_permitted = TABLE(HEAD, sack_permitted_fields, "sackOK");
static const csock_table sack = TABLE(HEAD, sack_fields, "sack {block count} {blocks}");
static const csock_table timestamps =
    TABLE(10, timestamps_fields, "TS val {timestamp} ecr {echo_reply}");
static const csock_table digest = TABLE(HEAD, digest_fields, "md5 {digits}");
static const csock_table no_cookie = TABLE(HEAD, sack_permitted_fields, "tfo cookie{cookie}");
static const csock_table cookie = TABLE(HEAD, cookie_fields, "tfo cookie{cookie}");

// Returns `call` of the table of a kind, which is a constant there.
#define BY_KIND(kind, has_data, call)                                                              \
    switch (kind) {                                                                                \
    case CSOCK_TCP_OPTION_END:                                                                     \
        return call(&end_of_list);                                                                 \
    case CSOCK_TCP_OPTION_NO_OPERATION:                                                            \
        return call(&no_operation);                                                                \
    case CSOCK_TCP_OPTION_MSS:                                                                     \
        return call(&segment_size);                                                                \
    case CSOCK_TCP_OPTION_WINDOW_SCALE:                                                            \
        return call(&window_scale);                                                                \
    case CSOCK_TCP_OPTION_SACK_PERMITTED:                                                          \
        return call(&sack_permitted);                                                              \
    case CSOCK_TCP_OPTION_SACK:                                                                    \
        return call(&sack);                                                                        \
    case CSOCK_TCP_OPTION_TIMESTAMPS:                                                              \
        return call(&timestamps);                                                                  \
    case CSOCK_TCP_OPTION_MD5:                                                                     \
        return call(&digest);                                                                      \
    case CSOCK_TCP_OPTION_FAST_OPEN:                                                               \
        if (has_data)                                                                              \
            return call(&cookie);                                                                  \
        return call(&no_cookie);                                                                   \
    default:                                                                                       \
        return call(&other);                                                                       \
    }

// Blocks are the only list of numbers in an option: they are written as data.
static int encode_blocks(const csock_tcp_option *option, void *buffer, size_t capacity,
                         csock_wire_error *error) {
    uint8_t blocks[BLOCK_LENGTH * CSOCK_TCP_SACK_BLOCKS_MAX];
    csock_tcp_option written = *option;
    if (option->block_count > CSOCK_TCP_SACK_BLOCKS_MAX)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_TCP, "Block Count", LENGTH,
                               option->block_count, CSOCK_TCP_SACK_BLOCKS_MAX);
    if (option->block_count > 0 && option->data.count > 0)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_TCP, "Option Data",
                               HEAD + (size_t)BLOCK_LENGTH * option->block_count,
                               option->data.count, 0);
    for (uint32_t i = 0; i < option->block_count; i++) {
        csock_store32(blocks + i * BLOCK_LENGTH, option->blocks[i].left_edge);
        csock_store32(blocks + i * BLOCK_LENGTH + 4, option->blocks[i].right_edge);
    }
    if (option->block_count > 0)
        written.data = csock_view(blocks, (size_t)BLOCK_LENGTH * option->block_count);
    return csock_inline_encode(error, &sack, &written, buffer, capacity);
}

CSOCK_INLINE int encode(const csock_table *table, const csock_tcp_option *option, void *buffer,
                        size_t capacity, csock_wire_error *error) {
    int length = table == &sack ? encode_blocks(option, buffer, capacity, error)
                                : csock_inline_encode(error, table, option, buffer, capacity);
    if (length > 0 && table->length >= HEAD)
        csock_store8((uint8_t *)buffer + LENGTH, (uint32_t)length);
    return length;
}

int csock_tcp_option_encode(const csock_tcp_option *option, void *buffer, size_t capacity,
                            csock_wire_error *error) {
#define ENCODE(table) encode(table, option, buffer, capacity, error)
    BY_KIND(option->kind, option->data.count > 0, ENCODE)
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

CSOCK_INLINE int take(const csock_table *table, csock_bytes *options, size_t length,
                      csock_tcp_option *option, csock_wire_error *error) {
    if (!csock_inline_take(table, option, &option->data, options->start, length))
        return csock_table_fail_length(error, table, "Option Length", length, 1);
    if (table == &sack)
        take_blocks(option);
    *options = csock_view(options->start + length, options->count - length);
    return 1;
}

int csock_tcp_option_next(csock_bytes *options, csock_tcp_option *option, csock_wire_error *error) {
    const csock_tcp_option none = {0};
    *option = none;
    csock_wire_clear(error);
    if (options->count == 0)
        return 0;
    size_t length = csock_header_option_length(*options);
    if (length == 0)
        return csock_wire_bad_option(error, CSOCK_LAYER_TCP, 0, *options);
#define TAKE(table) take(table, options, length, option, error)
    BY_KIND(options->start[0], length > HEAD, TAKE)
}

static const csock_table *table_of(const csock_tcp_option *option) {
#define SAME(table) table
    BY_KIND(option->kind, option->data.count > 0, SAME)
}

static void print(csock_text *text, const csock_tcp_option *option) {
    const csock_table *table = table_of(option);
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
