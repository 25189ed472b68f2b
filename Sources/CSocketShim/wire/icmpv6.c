#include "csock/wire/icmpv6.h"

#include "csock/wire/icmpv4.h"
#include "wire/icmp.h"
#include "wire/print.h"

#define HEADER csock_icmpv6_header
#define COMMON CSOCK_ICMP_COMMON
static const csock_field common_fields[] = {COMMON};
static const csock_field extensible_error_fields[] = {
    COMMON,
    CSOCK_NUMBER("Length", length, 32, 8),
    CSOCK_VALUE(RESERVED, "Unused", unused, 40, 24),
};
static const csock_field too_big_fields[] = {COMMON, CSOCK_NUMBER("MTU", mtu, 32, 32)};
static const csock_field parameter_problem_fields[] = {
    COMMON,
    CSOCK_NUMBER("Pointer", pointer, 32, 32),
};
static const csock_field echo_fields[] = {COMMON, CSOCK_ICMP_IDENTIFIED};
static const csock_field listener_fields[] = {
    COMMON,
    CSOCK_NUMBER("Maximum Response Code", maximum_response_code, 32, 16),
    CSOCK_VALUE(RESERVED, "Reserved", unused, 48, 16),
    CSOCK_ADDRESS(IPV6, "Multicast Address", multicast_address, 64),
};
static const csock_field listener_report_v2_fields[] = {
    COMMON,
    CSOCK_VALUE(FLAGS, "Flags", flags, 32, 16),
    CSOCK_NUMBER("Nr of Mcast Address Records", number_of_records, 48, 16),
};
static const csock_field router_solicitation_fields[] = {
    COMMON,
    CSOCK_VALUE(RESERVED, "Reserved", unused, 32, 32),
};
static const csock_field router_advertisement_fields[] = {
    COMMON,
    CSOCK_NUMBER("Cur Hop Limit", cur_hop_limit, 32, 8),
    CSOCK_VALUE(FLAGS, "Flags", flags, 40, 8),
    CSOCK_NUMBER("Router Lifetime", router_lifetime, 48, 16),
    CSOCK_NUMBER("Reachable Time", reachable_time, 64, 32),
    CSOCK_NUMBER("Retrans Timer", retrans_timer, 96, 32),
};
static const csock_field neighbor_solicitation_fields[] = {
    COMMON,
    CSOCK_VALUE(RESERVED, "Reserved", unused, 32, 32),
    CSOCK_ADDRESS(IPV6, "Target Address", target, 64),
};
static const csock_field neighbor_advertisement_fields[] = {
    COMMON,
    CSOCK_VALUE(FLAGS, "Flags", flags, 32, 3),
    CSOCK_VALUE(RESERVED, "Reserved", unused, 35, 29),
    CSOCK_ADDRESS(IPV6, "Target Address", target, 64),
};
static const csock_field redirect_fields[] = {
    COMMON,
    CSOCK_VALUE(RESERVED, "Reserved", unused, 32, 32),
    CSOCK_ADDRESS(IPV6, "Target Address", target, 64),
    CSOCK_ADDRESS(IPV6, "Destination Address", destination, 192),
};
static const csock_field extended_request_fields[] = {COMMON, CSOCK_ICMP_EXTENDED_REQUEST};
static const csock_field extended_reply_fields[] = {COMMON, CSOCK_ICMP_EXTENDED_REPLY};
#undef HEADER

static void print_code(csock_text *text, const csock_icmpv6_header *header) {
    static const char *const reasons[] = {
        "unreachable route",   "unreachable prohibited", "beyond scope",
        "unreachable address", "unreachable port",       "source policy failed",
        "route rejected",      "source routing error",   "headers too long",
    };
    static const char *const problems[] = {"erroneous", "next header", "option",
                                           "incomplete header chain"};
    if (header->type == CSOCK_ICMPV6_DESTINATION_UNREACHABLE)
        csock_print_name(text, header->code, 0, reasons, sizeof reasons / sizeof reasons[0],
                         "code ");
    else if (header->type == CSOCK_ICMPV6_PARAMETER_PROBLEM)
        csock_print_name(text, header->code, 0, problems, sizeof problems / sizeof problems[0],
                         "code ");
    else if (header->code == CSOCK_ICMPV6_HOP_LIMIT_EXCEEDED)
        csock_text_put(text, " in-transit");
    else if (header->code == CSOCK_ICMPV6_REASSEMBLY_TIME_EXCEEDED)
        csock_text_put(text, " in-reassembly");
    else
        csock_text_print(text, ", code %u", header->code);
}

static void print_router_flags(csock_text *text, uint32_t flags) {
    static const csock_bit_name names[] = {
        {CSOCK_NDP_MANAGED, "managed"},
        {CSOCK_NDP_OTHER, "other stateful"},
        {CSOCK_NDP_HOME_AGENT, "home agent"},
        {CSOCK_NDP_PROXY, "proxy"},
    };
    csock_print_bits(text, flags, names, sizeof names / sizeof names[0], ", ", "none");
}

static void print_neighbor_flags(csock_text *text, uint32_t flags) {
    static const csock_bit_name names[] = {
        {CSOCK_NDP_ROUTER, "router"},
        {CSOCK_NDP_SOLICITED, "solicited"},
        {CSOCK_NDP_OVERRIDE, "override"},
    };
    csock_print_bits(text, flags, names, sizeof names / sizeof names[0], ", ", "none");
}

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_icmpv6_header *icmp = (const csock_icmpv6_header *)header;
    const csock_extended_echo extended = {icmp->code,   icmp->local, icmp->state,
                                          icmp->active, icmp->ipv4,  icmp->ipv6};
    if (csock_print_is(part, "code name"))
        print_code(text, icmp);
    else if (csock_print_is(part, "router flags"))
        print_router_flags(text, icmp->flags);
    else if (csock_print_is(part, "neighbor flags"))
        print_neighbor_flags(text, icmp->flags);
    else if (csock_print_is(part, "preference"))
        csock_text_put(text, csock_ndp_preference_name(icmp->flags));
    else
        csock_icmp_print_extended(text, part, &extended);
}

#define TABLE(length, fields, text)                                                                \
    CSOCK_TABLE(CSOCK_LAYER_ICMPV6, length, fields, "ICMP6, " text, print_part)
#define NUMBERS ", id {identifier}, seq {sequence_number}"

static const csock_table other = TABLE(4, common_fields, "type-#{type}, code {code}");

// By type.
static const csock_table tables[] = {
    [CSOCK_ICMPV6_DESTINATION_UNREACHABLE] =
        TABLE(8, extensible_error_fields, "destination unreachable, {code name}"),
    [CSOCK_ICMPV6_PACKET_TOO_BIG] = TABLE(8, too_big_fields, "packet too big, mtu {mtu}"),
    [CSOCK_ICMPV6_TIME_EXCEEDED] = TABLE(8, extensible_error_fields, "time exceeded{code name}"),
    [CSOCK_ICMPV6_PARAMETER_PROBLEM] =
        TABLE(8, parameter_problem_fields, "parameter problem, {code name} - octet {pointer}"),
    [CSOCK_ICMPV6_ECHO_REQUEST] = TABLE(8, echo_fields, "echo request" NUMBERS),
    [CSOCK_ICMPV6_ECHO_REPLY] = TABLE(8, echo_fields, "echo reply" NUMBERS),
    [CSOCK_ICMPV6_MULTICAST_LISTENER_QUERY] =
        TABLE(24, listener_fields,
              "multicast listener query max resp delay: {maximum_response_code} addr: "
              "{multicast_address}"),
    [CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT] =
        TABLE(24, listener_fields, "multicast listener report addr: {multicast_address}"),
    [CSOCK_ICMPV6_MULTICAST_LISTENER_DONE] =
        TABLE(24, listener_fields, "multicast listener done addr: {multicast_address}"),
    [CSOCK_ICMPV6_ROUTER_SOLICITATION] =
        TABLE(8, router_solicitation_fields, "router solicitation"),
    [CSOCK_ICMPV6_ROUTER_ADVERTISEMENT] =
        TABLE(16, router_advertisement_fields,
              "router advertisement, hop limit {cur_hop_limit}, flags [{router flags}], pref "
              "{preference}, router lifetime {router_lifetime}s, reachable time "
              "{reachable_time}ms, retrans timer {retrans_timer}ms"),
    [CSOCK_ICMPV6_NEIGHBOR_SOLICITATION] =
        TABLE(24, neighbor_solicitation_fields, "neighbor solicitation, who has {target}"),
    [CSOCK_ICMPV6_NEIGHBOR_ADVERTISEMENT] =
        TABLE(24, neighbor_advertisement_fields,
              "neighbor advertisement, tgt is {target}, flags [{neighbor flags}]"),
    [CSOCK_ICMPV6_REDIRECT] = TABLE(40, redirect_fields, "redirect, {destination} to {target}"),
    [CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT_V2] =
        TABLE(8, listener_report_v2_fields,
              "multicast listener report v2, {number_of_records} group record(s)"),
    [CSOCK_ICMPV6_EXTENDED_ECHO_REQUEST] =
        TABLE(8, extended_request_fields, "extended echo request" NUMBERS ", {whose}"),
    [CSOCK_ICMPV6_EXTENDED_ECHO_REPLY] =
        TABLE(8, extended_reply_fields, "extended echo reply" NUMBERS ", {status}"),
};

const csock_table *csock_icmpv6_table(uint32_t type) {
    return type < sizeof tables / sizeof tables[0] && tables[type].count > 0 ? &tables[type]
                                                                             : &other;
}

size_t csock_icmpv6_header_length(uint32_t type) {
    return csock_icmpv6_table(type)->length;
}

int csock_icmpv6_header_encode(const csock_icmpv6_header *header, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return csock_table_encode(error, csock_icmpv6_table(header->type), header, buffer, capacity);
}

int csock_icmpv6_header_decode(csock_icmpv6_header *header, const void *bytes, size_t count,
                               csock_wire_error *error) {
    int there = csock_icmpv6_header_decode_lenient(header, bytes, count, error);
    return (size_t)there < csock_icmpv6_header_length(header->type) ? -CSOCK_EPKTSHORT : there;
}

int csock_icmpv6_header_decode_lenient(csock_icmpv6_header *header, const void *bytes, size_t count,
                                       csock_wire_error *error) {
    return csock_icmp_read(error, csock_icmpv6_table(csock_icmp_type(bytes, count)), header,
                           sizeof *header, bytes, count);
}

const char *csock_ndp_preference_name(uint32_t flags) {
    switch (flags & CSOCK_NDP_PREFERENCE_MASK) {
    case CSOCK_NDP_PREFERENCE_HIGH:
        return "high";
    case CSOCK_NDP_PREFERENCE_LOW:
        return "low";
    case CSOCK_NDP_PREFERENCE_RESERVED:
        return "reserved";
    default:
        return "medium";
    }
}
