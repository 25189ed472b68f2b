#include "csock/wire/icmpv4.h"

#include "wire/icmp.h"
#include "wire/print.h"

#define HEADER csock_icmpv4_header
#define COMMON CSOCK_ICMP_COMMON
static const csock_field common_fields[] = {COMMON};
static const csock_field identified_fields[] = {COMMON, CSOCK_ICMP_IDENTIFIED};
static const csock_field unused_fields[] = {
    COMMON,
    CSOCK_VALUE(RESERVED, "Unused", unused, 32, 32),
};
static const csock_field timestamp_fields[] = {
    COMMON,
    CSOCK_ICMP_IDENTIFIED,
    CSOCK_NUMBER("Originate Timestamp", originate_timestamp, 64, 32),
    CSOCK_NUMBER("Receive Timestamp", receive_timestamp, 96, 32),
    CSOCK_NUMBER("Transmit Timestamp", transmit_timestamp, 128, 32),
};
static const csock_field mask_fields[] = {
    COMMON,
    CSOCK_ICMP_IDENTIFIED,
    CSOCK_ADDRESS(IPV4, "Address Mask", address_mask, 64),
};
static const csock_field unreachable_fields[] = {
    COMMON,
    CSOCK_VALUE(RESERVED, "Unused", unused, 32, 8),
    CSOCK_NUMBER("Length", length, 40, 8),
    CSOCK_NUMBER("Next-Hop MTU", next_hop_mtu, 48, 16),
};
static const csock_field time_exceeded_fields[] = {
    COMMON,
    CSOCK_RESERVED_PART("Unused", unused, 32, 8, 16, 24),
    CSOCK_NUMBER("Length", length, 40, 8),
    CSOCK_RESERVED_PART("Unused", unused, 48, 16, 0, 24),
};
static const csock_field parameter_problem_fields[] = {
    COMMON,
    CSOCK_NUMBER("Pointer", pointer, 32, 8),
    CSOCK_NUMBER("Length", length, 40, 8),
    CSOCK_VALUE(RESERVED, "Unused", unused, 48, 16),
};
static const csock_field redirect_fields[] = {
    COMMON,
    CSOCK_ADDRESS(IPV4, "Gateway Internet Address", gateway, 32),
};
static const csock_field router_advertisement_fields[] = {
    COMMON,
    CSOCK_NUMBER("Num Addrs", num_addrs, 32, 8),
    CSOCK_NUMBER("Addr Entry Size", addr_entry_size, 40, 8),
    CSOCK_NUMBER("Lifetime", lifetime, 48, 16),
};
static const csock_field photuris_fields[] = {
    COMMON,
    CSOCK_VALUE(RESERVED, "Reserved", unused, 32, 16),
    CSOCK_NUMBER("Pointer", pointer, 48, 16),
};
static const csock_field extended_request_fields[] = {COMMON, CSOCK_ICMP_EXTENDED_REQUEST};
static const csock_field extended_reply_fields[] = {COMMON, CSOCK_ICMP_EXTENDED_REPLY};
#undef HEADER

static void print_unreachable(csock_text *text, const csock_icmpv4_header *header) {
    static const char *const reasons[] = {
        "net",
        "host",
        "protocol",
        "port",
        "need to frag",
        "source route failed",
        "net unknown",
        "host unknown",
        "source host isolated",
        "net prohibited",
        "host prohibited",
        "net for tos",
        "host for tos",
        "admin prohibited",
        "host precedence violation",
        "precedence cutoff",
    };
    csock_print_name(text, header->code, 0, reasons, sizeof reasons / sizeof reasons[0], "#");
    if (header->code == CSOCK_ICMPV4_FRAGMENTATION_NEEDED)
        csock_text_print(text, " (mtu %u)", header->next_hop_mtu);
}

static void print_time_exceeded(csock_text *text, uint32_t code) {
    if (code == CSOCK_ICMPV4_TTL_EXCEEDED)
        csock_text_put(text, "time exceeded in-transit");
    else if (code == CSOCK_ICMPV4_REASSEMBLY_TIME_EXCEEDED)
        csock_text_put(text, "ip reassembly time exceeded");
    else
        csock_text_print(text, "time exceeded-#%u", code);
}

static void print_part(csock_text *text, const void *header, const char *part) {
    static const char *const redirects[] = {"net", "host", "net and tos", "host and tos"};
    const csock_icmpv4_header *icmp = (const csock_icmpv4_header *)header;
    const csock_extended_echo extended = {icmp->code,   icmp->local, icmp->state,
                                          icmp->active, icmp->ipv4,  icmp->ipv6};
    if (csock_print_is(part, "reason"))
        print_unreachable(text, icmp);
    else if (csock_print_is(part, "exceeded"))
        print_time_exceeded(text, icmp->code);
    else if (csock_print_is(part, "what"))
        csock_print_name(text, icmp->code, 0, redirects, sizeof redirects / sizeof redirects[0],
                         "code ");
    else if (csock_print_is(part, "problem") && icmp->code != CSOCK_ICMPV4_POINTER_INDICATES_ERROR)
        csock_text_print(text, "code %u, ", icmp->code);
    else
        csock_icmp_print_extended(text, part, &extended);
}

#define TABLE(length, fields, text)                                                                \
    CSOCK_TABLE(CSOCK_LAYER_ICMPV4, length, fields, "ICMP " text, print_part)
#define NUMBERS ", id {identifier}, seq {sequence_number}"

static const csock_table other = TABLE(4, common_fields, "type-#{type}, code {code}");

// By type.
static const csock_table tables[] = {
    [CSOCK_ICMPV4_ECHO_REPLY] = TABLE(8, identified_fields, "echo reply" NUMBERS),
    [CSOCK_ICMPV4_DESTINATION_UNREACHABLE] = TABLE(8, unreachable_fields, "unreachable - {reason}"),
    [CSOCK_ICMPV4_SOURCE_QUENCH] = TABLE(8, unused_fields, "source quench"),
    [CSOCK_ICMPV4_REDIRECT] = TABLE(8, redirect_fields, "redirect to {what} {gateway}"),
    [CSOCK_ICMPV4_ECHO_REQUEST] = TABLE(8, identified_fields, "echo request" NUMBERS),
    [CSOCK_ICMPV4_ROUTER_ADVERTISEMENT] =
        TABLE(8, router_advertisement_fields,
              "router advertisement, lifetime {lifetime}, addresses {num_addrs}, size "
              "{addr_entry_size}"),
    [CSOCK_ICMPV4_ROUTER_SOLICITATION] = TABLE(8, unused_fields, "router solicitation"),
    [CSOCK_ICMPV4_TIME_EXCEEDED] = TABLE(8, time_exceeded_fields, "{exceeded}"),
    [CSOCK_ICMPV4_PARAMETER_PROBLEM] =
        TABLE(8, parameter_problem_fields, "parameter problem - {problem}octet {pointer}"),
    [CSOCK_ICMPV4_TIMESTAMP_REQUEST] = TABLE(20, timestamp_fields, "time stamp query" NUMBERS),
    [CSOCK_ICMPV4_TIMESTAMP_REPLY] =
        TABLE(20, timestamp_fields,
              "time stamp reply" NUMBERS ": org {originate_timestamp}, recv {receive_timestamp}, "
              "xmit {transmit_timestamp}"),
    [CSOCK_ICMPV4_INFORMATION_REQUEST] = TABLE(8, identified_fields, "information request" NUMBERS),
    [CSOCK_ICMPV4_INFORMATION_REPLY] = TABLE(8, identified_fields, "information reply" NUMBERS),
    [CSOCK_ICMPV4_ADDRESS_MASK_REQUEST] = TABLE(12, mask_fields, "address mask request"),
    [CSOCK_ICMPV4_ADDRESS_MASK_REPLY] = TABLE(12, mask_fields, "address mask is {address_mask}"),
    [CSOCK_ICMPV4_PHOTURIS] =
        TABLE(8, photuris_fields, "security failure, code {code}, octet {pointer}"),
    [CSOCK_ICMPV4_EXTENDED_ECHO_REQUEST] =
        TABLE(8, extended_request_fields, "extended echo request" NUMBERS ", {whose}"),
    [CSOCK_ICMPV4_EXTENDED_ECHO_REPLY] =
        TABLE(8, extended_reply_fields, "extended echo reply" NUMBERS ", {status}"),
};

const csock_table *csock_icmpv4_table(uint32_t type) {
    return type < sizeof tables / sizeof tables[0] && tables[type].count > 0 ? &tables[type]
                                                                             : &other;
}

size_t csock_icmpv4_header_length(uint32_t type) {
    return csock_icmpv4_table(type)->length;
}

int csock_icmpv4_header_encode(const csock_icmpv4_header *header, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return csock_table_encode(error, csock_icmpv4_table(header->type), header, buffer, capacity);
}

int csock_icmpv4_header_decode(csock_icmpv4_header *header, const void *bytes, size_t count,
                               csock_wire_error *error) {
    int there = csock_icmpv4_header_decode_lenient(header, bytes, count, error);
    return (size_t)there < csock_icmpv4_header_length(header->type) ? -CSOCK_EPKTSHORT : there;
}

int csock_icmpv4_header_decode_lenient(csock_icmpv4_header *header, const void *bytes, size_t count,
                                       csock_wire_error *error) {
    return csock_icmp_read(error, csock_icmpv4_table(csock_icmp_type(bytes, count)), header,
                           sizeof *header, bytes, count);
}

// An entry of a router advertisement.
#define HEADER csock_icmpv4_router
static const csock_field router_fields[] = {
    CSOCK_ADDRESS(IPV4, "Router Address", address, 0),
    CSOCK_VALUE(SIGNED, "Preference Level", preference_level, 32, 32),
};
static const csock_table router_table =
    CSOCK_TABLE(CSOCK_LAYER_ICMPV4, CSOCK_ICMPV4_ROUTER_LENGTH, router_fields,
                "{{{address} {preference_level}}", NULL);

enum { ENTRY_UNIT = 4 };

int csock_icmpv4_router_encode(const csock_icmpv4_router *router, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return csock_inline_encode(error, &router_table, router, buffer, capacity);
}

int csock_icmpv4_router_next(csock_bytes *payload, uint32_t addr_entry_size,
                             csock_icmpv4_router *router, csock_wire_error *error) {
    csock_wire_clear(error);
    if (payload->count == 0)
        return 0;
    if (addr_entry_size < CSOCK_ICMPV4_ROUTER_LENGTH / ENTRY_UNIT)
        return csock_table_fail(
            error, CSOCK_EPKTFIELD, csock_icmpv4_table(CSOCK_ICMPV4_ROUTER_ADVERTISEMENT),
            "Addr Entry Size", CSOCK_ICMPV4_ROUTER_LENGTH / ENTRY_UNIT, addr_entry_size);
    uint64_t length = (uint64_t)addr_entry_size * ENTRY_UNIT;
    if (length > payload->count)
        return csock_table_fail(error, CSOCK_EPKTSHORT, &router_table, "Router Address", length,
                                payload->count);
    csock_inline_load(&router_table, router, payload->start);
    csock_wire_take(payload, (size_t)length);
    return 1;
}

size_t csock_icmpv4_router_format(const csock_icmpv4_router *router, char *text, size_t capacity) {
    return csock_print_header(&router_table, router, text, capacity);
}
