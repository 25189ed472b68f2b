#include "csock/wire/ndp_option.h"

#include "csock/wire/icmpv6.h"
#include "wire/print.h"

enum {
    LENGTH = 1,
    LENGTH_UNIT = 8,
    PREFIX_BITS_MAX = 128,
};

static void print_part(csock_text *text, const void *header, const char *part);

#define HEADER csock_ndp_option
#define START                                                                                      \
    CSOCK_NUMBER("Option Type", type, 0, 8), CSOCK_COMPUTED("Option Length", LENGTH * 8, 8)
// What follows the fixed part of `head` bytes.
#define DATA(head, least, most, unit)                                                              \
    CSOCK_BYTES("Option Data", data, (head) * 8, least, most, unit)
static const csock_field other_fields[] = {START, DATA(2, 6, 2038, 8)};
static const csock_field prefix_information_fields[] = {
    START,
    CSOCK_NUMBER("Prefix Length", prefix_length, 16, 8),
    CSOCK_VALUE(FLAGS, "Flags", flags, 24, 8),
    CSOCK_NUMBER("Valid Lifetime", valid_lifetime, 32, 32),
    CSOCK_NUMBER("Preferred Lifetime", preferred_lifetime, 64, 32),
    CSOCK_VALUE(RESERVED, "Reserved2", reserved2, 96, 32),
    CSOCK_ADDRESS(IPV6, "Prefix", prefix, 128),
    DATA(32, 0, 0, 8),
};
static const csock_field redirected_header_fields[] = {
    START,
    CSOCK_VALUE(RESERVED, "Reserved", reserved1, 16, 16),
    CSOCK_VALUE(RESERVED, "Reserved", reserved2, 32, 32),
    DATA(8, 0, 2032, 8),
};
static const csock_field mtu_fields[] = {
    START,
    CSOCK_VALUE(RESERVED, "Reserved", reserved1, 16, 16),
    CSOCK_NUMBER("MTU", mtu, 32, 32),
    DATA(8, 0, 0, 8),
};
static const csock_field route_information_fields[] = {
    START,
    CSOCK_NUMBER("Prefix Length", prefix_length, 16, 8),
    CSOCK_VALUE(FLAGS, "Flags", flags, 24, 8),
    CSOCK_NUMBER("Route Lifetime", lifetime, 32, 32),
    DATA(8, 0, 16, 8),
};
#define DNS                                                                                        \
    START, CSOCK_VALUE(RESERVED, "Reserved", reserved1, 16, 16),                                   \
        CSOCK_NUMBER("Lifetime", lifetime, 32, 32)
static const csock_field recursive_dns_server_fields[] = {DNS, DATA(8, 16, 2032, 16)};
static const csock_field dns_search_list_fields[] = {DNS, DATA(8, 8, 2032, 8)};

#define TABLE(length, fields, text)                                                                \
    CSOCK_TABLE(CSOCK_LAYER_ICMPV6, length, fields, text, print_part)
static const csock_table other = TABLE(2, other_fields, "unknown option ({type}): {data}");
static const csock_table source_link_layer_address =
    TABLE(2, other_fields, "source link-address option: {link address}");
static const csock_table target_link_layer_address =
    TABLE(2, other_fields, "destination link-address option: {link address}");
static const csock_table nonce = TABLE(2, other_fields, "nonce option: {data}");
static const csock_table prefix_information =
    TABLE(32, prefix_information_fields,
          "prefix info option: {prefix}/{prefix_length}, Flags [{flag names}], valid time {valid}, "
          "pref. time {preferred}");
static const csock_table redirected_header =
    TABLE(8, redirected_header_fields, "redirected header option: length {data length}");
static const csock_table mtu = TABLE(8, mtu_fields, "mtu option: {mtu}");
static const csock_table route_information =
    TABLE(8, route_information_fields,
          "route info option: {route}/{prefix_length}, pref={preference}, lifetime={time}");
static const csock_table recursive_dns_server =
    TABLE(8, recursive_dns_server_fields, "rdnss option: lifetime {time}, addr:{servers}");
static const csock_table dns_search_list =
    TABLE(8, dns_search_list_fields, "dnssl option: lifetime {time}, domain(s): {domains}");

// Returns `call` of the table of a type, which is a constant there.
#define BY_TYPE(type, call)                                                                        \
    switch (type) {                                                                                \
    case CSOCK_NDP_OPTION_SOURCE_LINK_LAYER_ADDRESS:                                               \
        return call(&source_link_layer_address);                                                   \
    case CSOCK_NDP_OPTION_TARGET_LINK_LAYER_ADDRESS:                                               \
        return call(&target_link_layer_address);                                                   \
    case CSOCK_NDP_OPTION_PREFIX_INFORMATION:                                                      \
        return call(&prefix_information);                                                          \
    case CSOCK_NDP_OPTION_REDIRECTED_HEADER:                                                       \
        return call(&redirected_header);                                                           \
    case CSOCK_NDP_OPTION_MTU:                                                                     \
        return call(&mtu);                                                                         \
    case CSOCK_NDP_OPTION_NONCE:                                                                   \
        return call(&nonce);                                                                       \
    case CSOCK_NDP_OPTION_ROUTE_INFORMATION:                                                       \
        return call(&route_information);                                                           \
    case CSOCK_NDP_OPTION_RECURSIVE_DNS_SERVER:                                                    \
        return call(&recursive_dns_server);                                                        \
    case CSOCK_NDP_OPTION_DNS_SEARCH_LIST:                                                         \
        return call(&dns_search_list);                                                             \
    default:                                                                                       \
        return call(&other);                                                                       \
    }

// The greatest length of the prefix of an option with `count` bytes of data. RFC 4191 section 2.3:
// the prefix of a route is as long as the option has room for, or shorter.
CSOCK_INLINE size_t prefix_bits(const csock_table *table, size_t count) {
    return table == &route_information ? count * 8 : PREFIX_BITS_MAX;
}

CSOCK_INLINE bool has_prefix(const csock_table *table) {
    return table == &prefix_information || table == &route_information;
}

CSOCK_INLINE int encode(const csock_table *table, const csock_ndp_option *option, void *buffer,
                        size_t capacity, csock_wire_error *error) {
    size_t length, most = prefix_bits(table, option->data.count);
    if (has_prefix(table) && option->prefix_length > most) {
        int result = csock_table_check(error, table, option, &length);
        return result < 0 ? result
                          : csock_table_fail(error, CSOCK_EPKTRANGE, table, "Prefix Length",
                                             option->prefix_length, most);
    }
    int written = csock_inline_encode(error, table, option, buffer, capacity);
    if (written > 0)
        csock_store8((uint8_t *)buffer + LENGTH, (uint32_t)written / LENGTH_UNIT);
    return written;
}

int csock_ndp_option_encode(const csock_ndp_option *option, void *buffer, size_t capacity,
                            csock_wire_error *error){
#define ENCODE(table) encode(table, option, buffer, capacity, error)
    BY_TYPE(option -> type, ENCODE)}

CSOCK_INLINE int take(const csock_table *table, csock_bytes *options, size_t length,
                      csock_ndp_option *option, csock_wire_error *error) {
    if (!csock_inline_take(table, option, &option->data, options->start, length))
        return csock_table_fail_length(error, table, "Option Length", length, LENGTH_UNIT);
    size_t most = prefix_bits(table, option->data.count);
    if (has_prefix(table) && option->prefix_length > most)
        return csock_table_fail(error, CSOCK_EPKTFIELD, table, "Prefix Length", most,
                                option->prefix_length);
    *options = csock_view(options->start + length, options->count - length);
    return 1;
}

int csock_ndp_option_next(csock_bytes *options, csock_ndp_option *option, csock_wire_error *error) {
    static const csock_ndp_option none;
    *option = none;
    csock_wire_clear(error);
    if (options->count == 0)
        return 0;
    uint32_t units = options->count > LENGTH ? options->start[LENGTH] : 0;
    size_t length = (size_t)units * LENGTH_UNIT;
    if (length == 0)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &other, "Option Length", 1, 0);
    if (length > options->count)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &other, "Option Length",
                                options->count / LENGTH_UNIT, units);
#define TAKE(table) take(table, options, length, option, error)
    BY_TYPE(options->start[0], TAKE)
}

static const csock_table *table_of(uint32_t type) {
#define SAME(table) table
    BY_TYPE(type, SAME)
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

static int domain_fail(csock_wire_error *error, int code, size_t offset, uint64_t needed,
                       uint64_t available) {
    return csock_wire_fail(error, code, CSOCK_LAYER_ICMPV6, "Domain Names", offset, needed,
                           available);
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
            return domain_fail(error, CSOCK_EPKTSHORT, at, (uint64_t)at + 1, names->count);
        size_t label = names->start[at];
        if (label > LABEL_MAX)
            return domain_fail(error, CSOCK_EPKTFIELD, at, LABEL_MAX, label);
        at++;
        if (label == 0)
            break;
        // The root's label, of one byte, has to follow.
        if (at + label + 1 > NAME_MAX_BYTES)
            return domain_fail(error, CSOCK_EPKTFIELD, at, NAME_MAX_BYTES, at + label + 1);
        if (label > names->count - at)
            return domain_fail(error, CSOCK_EPKTSHORT, at, (uint64_t)at + label, names->count);
        if (written > 0)
            text[written++] = '.';
        for (size_t end = at + label; at < end; at++)
            written += put_byte(text + written, names->start[at]);
    }
    text[written] = 0;
    *names = csock_view(names->start + at, names->count - at);
    return (int)written;
}

static void print_time(csock_text *text, uint32_t seconds) {
    if (seconds == CSOCK_NDP_INFINITE)
        csock_text_put(text, "infinity");
    else
        csock_text_print(text, "%us", seconds);
}

// The prefix of a route, whose last bytes may be left out.
static void print_route(csock_text *text, csock_bytes data) {
    uint8_t address[16] = {0};
    csock_copy(address, data.start, data.count < sizeof address ? data.count : sizeof address);
    csock_print_ipv6(text, address);
}

// Names that cannot be read are written as bytes.
static void print_domains(csock_text *text, csock_bytes data) {
    char name[CSOCK_NDP_DOMAIN_TEXT_MAX];
    csock_text before = *text;
    csock_bytes left = data;
    int length;
    while ((length = csock_ndp_domain_next(&left, name, NULL)) > 0) {
        csock_text_put(text, text->length > before.length ? " " : "");
        csock_text_append(text, name, (size_t)length);
    }
    if (length < 0) {
        *text = before;
        csock_text_hex(text, data, "");
    }
}

static void print_part(csock_text *text, const void *header, const char *part) {
    static const csock_bit_name flags[] = {
        {CSOCK_NDP_PREFIX_ON_LINK, "onlink"},
        {CSOCK_NDP_PREFIX_AUTONOMOUS, "auto"},
        {CSOCK_NDP_PREFIX_ROUTER_ADDRESS, "router"},
    };
    const csock_ndp_option *option = (const csock_ndp_option *)header;
    if (csock_print_is(part, "link address"))
        csock_text_hex(text, option->data, ":");
    else if (csock_print_is(part, "flag names"))
        csock_print_bits(text, option->flags, flags, sizeof flags / sizeof flags[0], ", ", "");
    else if (csock_print_is(part, "valid"))
        print_time(text, option->valid_lifetime);
    else if (csock_print_is(part, "preferred"))
        print_time(text, option->preferred_lifetime);
    else if (csock_print_is(part, "time"))
        print_time(text, option->lifetime);
    else if (csock_print_is(part, "data length"))
        csock_text_print(text, "%zu", option->data.count);
    else if (csock_print_is(part, "route"))
        print_route(text, option->data);
    else if (csock_print_is(part, "preference"))
        csock_text_put(text, csock_ndp_preference_name(option->flags));
    else if (csock_print_is(part, "servers"))
        csock_print_addresses(text, option->data, 16, " ");
    else if (csock_print_is(part, "domains"))
        print_domains(text, option->data);
}

size_t csock_ndp_option_format(const csock_ndp_option *option, char *text, size_t capacity) {
    return csock_print_header(table_of(option->type), option, text, capacity);
}
