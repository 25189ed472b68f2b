#include "csock/wire/icmpv6.h"

#include "wire/format.h"

#define NUMBER(name, member, bit, width)                                                           \
    CSOCK_WIRE_NUMBER(name, csock_icmpv6_header, member, bit, width)
#define ARRAY(name, member, bit) CSOCK_WIRE_ARRAY(name, csock_icmpv6_header, member, bit)
#define COMMON                                                                                     \
    NUMBER("Type", type, 0, 8), NUMBER("Code", code, 8, 8), NUMBER("Checksum", checksum, 16, 16)

static const csock_wire_format other = {4, {COMMON}};
static const csock_wire_format extensible_error = {
    8,
    {COMMON, NUMBER("Length", length, 32, 8), NUMBER("Unused", unused, 40, 24)},
};
static const csock_wire_format too_big = {8, {COMMON, NUMBER("MTU", mtu, 32, 32)}};
static const csock_wire_format parameter_problem = {
    8,
    {COMMON, NUMBER("Pointer", pointer, 32, 32)},
};
static const csock_wire_format echo = {
    8,
    {
        COMMON,
        NUMBER("Identifier", identifier, 32, 16),
        NUMBER("Sequence Number", sequence_number, 48, 16),
    },
};
static const csock_wire_format listener = {
    24,
    {
        COMMON,
        NUMBER("Maximum Response Code", maximum_response_code, 32, 16),
        NUMBER("Reserved", unused, 48, 16),
        ARRAY("Multicast Address", multicast_address, 64),
    },
};
static const csock_wire_format listener_report_v2 = {
    8,
    {
        COMMON,
        NUMBER("Flags", flags, 32, 16),
        NUMBER("Nr of Mcast Address Records", number_of_records, 48, 16),
    },
};
static const csock_wire_format router_solicitation = {
    8,
    {COMMON, NUMBER("Reserved", unused, 32, 32)},
};
static const csock_wire_format router_advertisement = {
    16,
    {
        COMMON,
        NUMBER("Cur Hop Limit", cur_hop_limit, 32, 8),
        NUMBER("Flags", flags, 40, 8),
        NUMBER("Router Lifetime", router_lifetime, 48, 16),
        NUMBER("Reachable Time", reachable_time, 64, 32),
        NUMBER("Retrans Timer", retrans_timer, 96, 32),
    },
};
static const csock_wire_format neighbor_solicitation = {
    24,
    {COMMON, NUMBER("Reserved", unused, 32, 32), ARRAY("Target Address", target, 64)},
};
static const csock_wire_format neighbor_advertisement = {
    24,
    {
        COMMON,
        NUMBER("Flags", flags, 32, 3),
        NUMBER("Reserved", unused, 35, 29),
        ARRAY("Target Address", target, 64),
    },
};
static const csock_wire_format redirect = {
    40,
    {
        COMMON,
        NUMBER("Reserved", unused, 32, 32),
        ARRAY("Target Address", target, 64),
        ARRAY("Destination Address", destination, 192),
    },
};
static const csock_wire_format extended_request = {
    8,
    {
        COMMON,
        NUMBER("Identifier", identifier, 32, 16),
        NUMBER("Sequence Number", sequence_number, 48, 8),
        NUMBER("Reserved", unused, 56, 7),
        NUMBER("L", local, 63, 1),
    },
};
static const csock_wire_format extended_reply = {
    8,
    {
        COMMON,
        NUMBER("Identifier", identifier, 32, 16),
        NUMBER("Sequence Number", sequence_number, 48, 8),
        NUMBER("State", state, 56, 3),
        NUMBER("Res", unused, 59, 2),
        NUMBER("A", active, 61, 1),
        NUMBER("4", ipv4, 62, 1),
        NUMBER("6", ipv6, 63, 1),
    },
};

static const csock_wire_format *format_of(uint32_t type) {
    switch (type) {
    case CSOCK_ICMPV6_DESTINATION_UNREACHABLE:
    case CSOCK_ICMPV6_TIME_EXCEEDED:
        return &extensible_error;
    case CSOCK_ICMPV6_PACKET_TOO_BIG:
        return &too_big;
    case CSOCK_ICMPV6_PARAMETER_PROBLEM:
        return &parameter_problem;
    case CSOCK_ICMPV6_ECHO_REQUEST:
    case CSOCK_ICMPV6_ECHO_REPLY:
        return &echo;
    case CSOCK_ICMPV6_MULTICAST_LISTENER_QUERY:
    case CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT:
    case CSOCK_ICMPV6_MULTICAST_LISTENER_DONE:
        return &listener;
    case CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT_V2:
        return &listener_report_v2;
    case CSOCK_ICMPV6_ROUTER_SOLICITATION:
        return &router_solicitation;
    case CSOCK_ICMPV6_ROUTER_ADVERTISEMENT:
        return &router_advertisement;
    case CSOCK_ICMPV6_NEIGHBOR_SOLICITATION:
        return &neighbor_solicitation;
    case CSOCK_ICMPV6_NEIGHBOR_ADVERTISEMENT:
        return &neighbor_advertisement;
    case CSOCK_ICMPV6_REDIRECT:
        return &redirect;
    case CSOCK_ICMPV6_EXTENDED_ECHO_REQUEST:
        return &extended_request;
    case CSOCK_ICMPV6_EXTENDED_ECHO_REPLY:
        return &extended_reply;
    default:
        return &other;
    }
}

size_t csock_icmpv6_header_length(uint32_t type) {
    return format_of(type)->length;
}

int csock_icmpv6_header_encode(const csock_icmpv6_header *header, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return csock_wire_format_encode(error, CSOCK_LAYER_ICMPV6, format_of(header->type), header,
                                    buffer, capacity);
}

int csock_icmpv6_header_decode(csock_icmpv6_header *header, const void *bytes, size_t count,
                               csock_wire_error *error) {
    int there = csock_icmpv6_header_decode_lenient(header, bytes, count, error);
    return (size_t)there < csock_icmpv6_header_length(header->type) ? -CSOCK_EPKTSHORT : there;
}

int csock_icmpv6_header_decode_lenient(csock_icmpv6_header *header, const void *bytes, size_t count,
                                       csock_wire_error *error) {
    static const csock_icmpv6_header none;
    uint8_t padded[CSOCK_ICMPV6_HEADER_MAX];
    const uint8_t *start = csock_wire_pad(bytes, count, padded, sizeof padded);
    const csock_wire_format *format = format_of(start[0]);
    *header = none;
    csock_wire_format_load(format, header, start);
    csock_wire_clear(error);
    if (count >= format->length)
        return format->length;
    csock_wire_format_short(error, CSOCK_LAYER_ICMPV6, format, count);
    return (int)count;
}
