#include "csock/wire/ndp_option.h"

#include "wire/format.h"

enum {
    LENGTH = 1,
    LENGTH_UNIT = 8,
    LENGTH_MAX = 255,
    PREFIX_LENGTH = 2,
    PREFIX_BITS_MAX = 128,
};

#define NUMBER(name, member, bit, width)                                                           \
    CSOCK_WIRE_NUMBER(name, csock_ndp_option, member, bit, width)
#define TYPE NUMBER("Option Type", type, 0, 8)

// A format, and what may follow it: from `least` to `most` bytes, in units.
typedef struct {
    csock_wire_format format;
    uint16_t least, most, unit;
} option_rule;

static const option_rule other = {{2, {TYPE}}, 6, 2038, 8};
static const option_rule prefix_information = {
    {
        32,
        {
            TYPE,
            NUMBER("Prefix Length", prefix_length, 16, 8),
            NUMBER("Flags", flags, 24, 8),
            NUMBER("Valid Lifetime", valid_lifetime, 32, 32),
            NUMBER("Preferred Lifetime", preferred_lifetime, 64, 32),
            NUMBER("Reserved2", reserved2, 96, 32),
            CSOCK_WIRE_ARRAY("Prefix", csock_ndp_option, prefix, 128),
        },
    },
    0,
    0,
    8,
};
static const option_rule redirected_header = {
    {8, {TYPE, NUMBER("Reserved", reserved1, 16, 16), NUMBER("Reserved", reserved2, 32, 32)}},
    0,
    2032,
    8,
};
static const option_rule mtu = {
    {8, {TYPE, NUMBER("Reserved", reserved1, 16, 16), NUMBER("MTU", mtu, 32, 32)}},
    0,
    0,
    8,
};
static const option_rule route_information = {
    {
        8,
        {
            TYPE,
            NUMBER("Prefix Length", prefix_length, 16, 8),
            NUMBER("Flags", flags, 24, 8),
            NUMBER("Route Lifetime", lifetime, 32, 32),
        },
    },
    0,
    16,
    8,
};
#define DNS                                                                                        \
    {                                                                                              \
        8, {                                                                                       \
            TYPE, NUMBER("Reserved", reserved1, 16, 16), NUMBER("Lifetime", lifetime, 32, 32)      \
        }                                                                                          \
    }
static const option_rule recursive_dns_server = {DNS, 16, 2032, 16};
static const option_rule dns_search_list = {DNS, 8, 2032, 8};

static const option_rule *rule_of(uint32_t type) {
    switch (type) {
    case CSOCK_NDP_OPTION_PREFIX_INFORMATION:
        return &prefix_information;
    case CSOCK_NDP_OPTION_REDIRECTED_HEADER:
        return &redirected_header;
    case CSOCK_NDP_OPTION_MTU:
        return &mtu;
    case CSOCK_NDP_OPTION_ROUTE_INFORMATION:
        return &route_information;
    case CSOCK_NDP_OPTION_RECURSIVE_DNS_SERVER:
        return &recursive_dns_server;
    case CSOCK_NDP_OPTION_DNS_SEARCH_LIST:
        return &dns_search_list;
    default:
        return &other;
    }
}

// The count of data that the type allows and that is next to `count`: at most that, if there is
// one.
static size_t allowed(const option_rule *rule, size_t count) {
    if (count <= rule->least)
        return rule->least;
    if (count >= rule->most)
        return rule->most;
    return rule->least + (count - rule->least) / rule->unit * rule->unit;
}

// RFC 4191 section 2.3: the prefix is as long as the option has room for, or shorter.
static size_t prefix_bits(const csock_ndp_option *option) {
    return option->type == CSOCK_NDP_OPTION_ROUTE_INFORMATION ? option->data.count * 8
                                                              : PREFIX_BITS_MAX;
}

static int fail(csock_wire_error *error, int code, const char *field, size_t offset,
                uint64_t needed, uint64_t available) {
    return csock_wire_fail(error, code, CSOCK_LAYER_ICMPV6, field, offset, needed, available);
}

int csock_ndp_option_encode(const csock_ndp_option *option, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    const option_rule *rule = rule_of(option->type);
    size_t head = rule->format.length;
    uint8_t *bytes = (uint8_t *)buffer;
    int result = csock_wire_format_check(error, CSOCK_LAYER_ICMPV6, &rule->format, option);
    if (result < 0)
        return result;
    if (option->data.count != allowed(rule, option->data.count))
        return fail(error, CSOCK_EPKTRANGE, "Option Data", head, option->data.count,
                    allowed(rule, option->data.count));
    if (rule == &prefix_information || rule == &route_information)
        if (option->prefix_length > prefix_bits(option))
            return fail(error, CSOCK_EPKTRANGE, "Prefix Length", PREFIX_LENGTH,
                        option->prefix_length, prefix_bits(option));
    size_t length = head + option->data.count;
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Option Type", 0, length, capacity);
    csock_wire_format_store(&rule->format, option, bytes);
    csock_store8(bytes + LENGTH, (uint32_t)length / LENGTH_UNIT);
    csock_copy(bytes + head, option->data.start, option->data.count);
    csock_wire_clear(error);
    return (int)length;
}

int csock_ndp_option_next(csock_bytes *options, csock_ndp_option *option, csock_wire_error *error) {
    static const csock_ndp_option none;
    const uint8_t *bytes = options->start;
    *option = none;
    csock_wire_clear(error);
    if (options->count == 0)
        return 0;
    uint32_t units = options->count > LENGTH ? bytes[LENGTH] : 0;
    size_t length = (size_t)units * LENGTH_UNIT;
    if (length == 0)
        return fail(error, CSOCK_EPKTFIELD, "Option Length", LENGTH, 1, 0);
    if (length > options->count)
        return fail(error, CSOCK_EPKTFIELD, "Option Length", LENGTH, options->count / LENGTH_UNIT,
                    units);
    const option_rule *rule = rule_of(bytes[0]);
    size_t head = rule->format.length, data = length < head ? 0 : length - head;
    if (length < head || data != allowed(rule, data))
        return fail(error, CSOCK_EPKTFIELD, "Option Length", LENGTH,
                    (head + allowed(rule, data)) / LENGTH_UNIT, units);
    csock_wire_format_load(&rule->format, option, bytes);
    option->data = csock_view(bytes + head, data);
    if (option->prefix_length > prefix_bits(option))
        return fail(error, CSOCK_EPKTFIELD, "Prefix Length", PREFIX_LENGTH, prefix_bits(option),
                    option->prefix_length);
    *options = csock_view(bytes + length, options->count - length);
    return 1;
}

// RFC 1035 section 3.1.
enum {
    LABEL_MAX = 63,
    NAME_MAX_BYTES = 255,
};

// A byte of a label as text: RFC 4343 section 2.1.
static size_t put_byte(char *text, uint8_t byte) {
    if (byte > ' ' && byte < 0x7f && byte != '.' && byte != '\\') {
        text[0] = (char)byte;
        return 1;
    }
    text[0] = '\\';
    text[1] = (char)('0' + byte / 100);
    text[2] = (char)('0' + byte / 10 % 10);
    text[3] = (char)('0' + byte % 10);
    return 4;
}

int csock_ndp_domain_next(csock_bytes *names, char text[CSOCK_NDP_DOMAIN_TEXT_MAX],
                          csock_wire_error *error) {
    size_t at = 0, written = 0;
    text[0] = 0;
    csock_wire_clear(error);
    if (names->count == 0 || names->start[0] == 0)
        return 0;
    for (;;) {
        if (at >= names->count)
            return fail(error, CSOCK_EPKTSHORT, "Domain Names", at, (uint64_t)at + 1, names->count);
        size_t label = names->start[at];
        if (label > LABEL_MAX)
            return fail(error, CSOCK_EPKTFIELD, "Domain Names", at, LABEL_MAX, label);
        at++;
        if (label == 0)
            break;
        // The root's label, of one byte, has to follow.
        if (at + label + 1 > NAME_MAX_BYTES)
            return fail(error, CSOCK_EPKTFIELD, "Domain Names", at, NAME_MAX_BYTES, at + label + 1);
        if (label > names->count - at)
            return fail(error, CSOCK_EPKTSHORT, "Domain Names", at, (uint64_t)at + label,
                        names->count);
        if (written > 0)
            text[written++] = '.';
        for (size_t end = at + label; at < end; at++)
            written += put_byte(text + written, names->start[at]);
    }
    text[written] = 0;
    *names = csock_view(names->start + at, names->count - at);
    return (int)written;
}
