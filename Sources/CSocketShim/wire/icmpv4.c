#include "csock/wire/icmpv4.h"

#include "wire/format.h"

#define NUMBER(name, member, bit, width)                                                           \
    CSOCK_WIRE_NUMBER(name, csock_icmpv4_header, member, bit, width)
#define PART(name, member, bit, width, shift, total)                                               \
    CSOCK_WIRE_PART(name, csock_icmpv4_header, member, bit, width, shift, total)
#define ARRAY(name, member, bit) CSOCK_WIRE_ARRAY(name, csock_icmpv4_header, member, bit)
#define COMMON                                                                                     \
    NUMBER("Type", type, 0, 8), NUMBER("Code", code, 8, 8), NUMBER("Checksum", checksum, 16, 16)
#define IDENTIFIED                                                                                 \
    NUMBER("Identifier", identifier, 32, 16), NUMBER("Sequence Number", sequence_number, 48, 16)

static const csock_wire_format other = {4, {COMMON}};
static const csock_wire_format identified = {8, {COMMON, IDENTIFIED}};
static const csock_wire_format unused = {8, {COMMON, NUMBER("Unused", unused, 32, 32)}};
static const csock_wire_format timestamp = {
    20,
    {
        COMMON,
        IDENTIFIED,
        NUMBER("Originate Timestamp", originate_timestamp, 64, 32),
        NUMBER("Receive Timestamp", receive_timestamp, 96, 32),
        NUMBER("Transmit Timestamp", transmit_timestamp, 128, 32),
    },
};
static const csock_wire_format mask = {
    12,
    {COMMON, IDENTIFIED, ARRAY("Address Mask", address_mask, 64)},
};
static const csock_wire_format unreachable = {
    8,
    {
        COMMON,
        NUMBER("Unused", unused, 32, 8),
        NUMBER("Length", length, 40, 8),
        NUMBER("Next-Hop MTU", next_hop_mtu, 48, 16),
    },
};
static const csock_wire_format time_exceeded = {
    8,
    {
        COMMON,
        PART("Unused", unused, 32, 8, 16, 24),
        NUMBER("Length", length, 40, 8),
        PART("Unused", unused, 48, 16, 0, 24),
    },
};
static const csock_wire_format parameter_problem = {
    8,
    {
        COMMON,
        NUMBER("Pointer", pointer, 32, 8),
        NUMBER("Length", length, 40, 8),
        NUMBER("Unused", unused, 48, 16),
    },
};
static const csock_wire_format redirect = {
    8,
    {COMMON, ARRAY("Gateway Internet Address", gateway, 32)},
};
static const csock_wire_format router_advertisement = {
    8,
    {
        COMMON,
        NUMBER("Num Addrs", num_addrs, 32, 8),
        NUMBER("Addr Entry Size", addr_entry_size, 40, 8),
        NUMBER("Lifetime", lifetime, 48, 16),
    },
};
static const csock_wire_format photuris = {
    8,
    {COMMON, NUMBER("Reserved", unused, 32, 16), NUMBER("Pointer", pointer, 48, 16)},
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
    case CSOCK_ICMPV4_ECHO_REPLY:
    case CSOCK_ICMPV4_ECHO_REQUEST:
    case CSOCK_ICMPV4_INFORMATION_REQUEST:
    case CSOCK_ICMPV4_INFORMATION_REPLY:
        return &identified;
    case CSOCK_ICMPV4_DESTINATION_UNREACHABLE:
        return &unreachable;
    case CSOCK_ICMPV4_SOURCE_QUENCH:
    case CSOCK_ICMPV4_ROUTER_SOLICITATION:
        return &unused;
    case CSOCK_ICMPV4_REDIRECT:
        return &redirect;
    case CSOCK_ICMPV4_ROUTER_ADVERTISEMENT:
        return &router_advertisement;
    case CSOCK_ICMPV4_TIME_EXCEEDED:
        return &time_exceeded;
    case CSOCK_ICMPV4_PARAMETER_PROBLEM:
        return &parameter_problem;
    case CSOCK_ICMPV4_TIMESTAMP_REQUEST:
    case CSOCK_ICMPV4_TIMESTAMP_REPLY:
        return &timestamp;
    case CSOCK_ICMPV4_ADDRESS_MASK_REQUEST:
    case CSOCK_ICMPV4_ADDRESS_MASK_REPLY:
        return &mask;
    case CSOCK_ICMPV4_PHOTURIS:
        return &photuris;
    case CSOCK_ICMPV4_EXTENDED_ECHO_REQUEST:
        return &extended_request;
    case CSOCK_ICMPV4_EXTENDED_ECHO_REPLY:
        return &extended_reply;
    default:
        return &other;
    }
}

size_t csock_icmpv4_header_length(uint32_t type) {
    return format_of(type)->length;
}

int csock_icmpv4_header_encode(const csock_icmpv4_header *header, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return csock_wire_format_encode(error, CSOCK_LAYER_ICMPV4, format_of(header->type), header,
                                    buffer, capacity);
}

int csock_icmpv4_header_decode(csock_icmpv4_header *header, const void *bytes, size_t count,
                               csock_wire_error *error) {
    int there = csock_icmpv4_header_decode_lenient(header, bytes, count, error);
    return (size_t)there < csock_icmpv4_header_length(header->type) ? -CSOCK_EPKTSHORT : there;
}

int csock_icmpv4_header_decode_lenient(csock_icmpv4_header *header, const void *bytes, size_t count,
                                       csock_wire_error *error) {
    static const csock_icmpv4_header none;
    uint8_t padded[CSOCK_ICMPV4_HEADER_MAX];
    const uint8_t *start = csock_wire_pad(bytes, count, padded, sizeof padded);
    const csock_wire_format *format = format_of(start[0]);
    *header = none;
    csock_wire_format_load(format, header, start);
    csock_wire_clear(error);
    if (count >= format->length)
        return format->length;
    csock_wire_format_short(error, CSOCK_LAYER_ICMPV4, format, count);
    return (int)count;
}

// An entry of a router advertisement.
enum {
    ADDRESS = 0,
    PREFERENCE_LEVEL = 4,
    ENTRY_UNIT = 4,
};

int csock_icmpv4_router_encode(const csock_icmpv4_router *router, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if (capacity < CSOCK_ICMPV4_ROUTER_LENGTH)
        return csock_wire_fail(error, CSOCK_EPKTROOM, CSOCK_LAYER_ICMPV4, "Router Address", 0,
                               CSOCK_ICMPV4_ROUTER_LENGTH, capacity);
    memcpy(bytes + ADDRESS, router->address, sizeof router->address);
    csock_store32(bytes + PREFERENCE_LEVEL, (uint32_t)router->preference_level);
    csock_wire_clear(error);
    return CSOCK_ICMPV4_ROUTER_LENGTH;
}

int csock_icmpv4_router_next(csock_bytes *payload, uint32_t addr_entry_size,
                             csock_icmpv4_router *router, csock_wire_error *error) {
    csock_wire_clear(error);
    if (payload->count == 0)
        return 0;
    if (addr_entry_size < CSOCK_ICMPV4_ROUTER_LENGTH / ENTRY_UNIT)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, CSOCK_LAYER_ICMPV4, "Addr Entry Size", 5,
                               CSOCK_ICMPV4_ROUTER_LENGTH / ENTRY_UNIT, addr_entry_size);
    uint64_t length = (uint64_t)addr_entry_size * ENTRY_UNIT;
    if (length > payload->count)
        return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_ICMPV4, "Router Address", 0,
                               length, payload->count);
    memcpy(router->address, payload->start + ADDRESS, sizeof router->address);
    // Two's complement, as RFC 1256 has it, without a conversion that C leaves to the machine.
    uint32_t level = csock_load32(payload->start + PREFERENCE_LEVEL);
    memcpy(&router->preference_level, &level, sizeof level);
    *payload = csock_view(payload->start + (size_t)length, payload->count - (size_t)length);
    return 1;
}
