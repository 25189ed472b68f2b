#include "wire/wire.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/protocol.h"

#include <errno.h>
#include <stdio.h>

static const char *const layer_names[] = {
    [CSOCK_LAYER_PAYLOAD] = "payload",
    [CSOCK_LAYER_ETHERNET] = "Ethernet",
    [CSOCK_LAYER_VLAN] = "VLAN tag",
    [CSOCK_LAYER_ARP] = "ARP",
    [CSOCK_LAYER_IPV4] = "IPv4",
    [CSOCK_LAYER_IPV6] = "IPv6",
    [CSOCK_LAYER_IPV6_HOP_BY_HOP] = "hop-by-hop options",
    [CSOCK_LAYER_IPV6_DESTINATION] = "destination options",
    [CSOCK_LAYER_IPV6_ROUTING] = "routing header",
    [CSOCK_LAYER_IPV6_FRAGMENT] = "fragment header",
    [CSOCK_LAYER_UDP] = "UDP",
    [CSOCK_LAYER_UDPLITE] = "UDP-Lite",
    [CSOCK_LAYER_TCP] = "TCP",
    [CSOCK_LAYER_ICMPV4] = "ICMPv4",
    [CSOCK_LAYER_ICMPV6] = "ICMPv6",
    [CSOCK_LAYER_IGMP] = "IGMP",
    [CSOCK_LAYER_SCTP] = "SCTP",
    [CSOCK_LAYER_ICMP_EXTENSION] = "ICMP extension",
};

const char *csock_layer_name(uint32_t layer) {
    if (csock_layer_is_own(layer)) {
        uint32_t range = layer & ~(uint32_t)UINT16_MAX;
        const char *name = range == CSOCK_LAYER_PROTOCOL ? csock_protocol_name(layer & UINT16_MAX)
                           : range == CSOCK_LAYER_ETHERTYPE
                               ? csock_ethertype_name(layer & UINT16_MAX)
                               : NULL;
        return name ? name : "own header";
    }
    return layer < sizeof layer_names / sizeof layer_names[0] ? layer_names[layer]
                                                              : "unknown layer";
}

static const char *unit(int code) {
    switch (code) {
    case CSOCK_EPKTSHORT:
        return "%s: %s at byte %zu: packet too short: %llu bytes needed, %llu available";
    case CSOCK_EPKTROOM:
        return "%s: %s at byte %zu: no room: %llu bytes needed, %llu available";
    case CSOCK_EPKTRANGE:
        return "%s: %s at byte %zu: cannot hold %llu, %llu at most";
    case EMSGSIZE:
        return "%s: %s at byte %zu: %llu bytes do not fit an MTU of %llu";
    case CSOCK_EPKTLAYERS:
        return "%s: %s at byte %zu: too many: %llu, %llu at most";
    case CSOCK_EPKTSUM:
        return "%s: %s at byte %zu: should be 0x%04llx, is 0x%04llx";
    default:
        return "%s: %s at byte %zu: not valid: the bound is %llu, the value %llu";
    }
}

size_t csock_wire_error_format(const csock_wire_error *error,
                               char text[CSOCK_WIRE_ERROR_TEXT_MAX]) {
    if (error->code == 0) {
        text[0] = 0;
        return 0;
    }
    // The library's names always fit. A field of the caller's own header can have a longer one.
    size_t length = (size_t)snprintf(
        text, CSOCK_WIRE_ERROR_TEXT_MAX, unit(error->code), csock_layer_name(error->layer),
        error->field ? error->field : "", error->offset, (unsigned long long)error->needed,
        (unsigned long long)error->available);
    return length < CSOCK_WIRE_ERROR_TEXT_MAX ? length : CSOCK_WIRE_ERROR_TEXT_MAX - 1;
}

int csock_wire_fail(csock_wire_error *error, int code, uint32_t layer, const char *field,
                    size_t offset, uint64_t needed, uint64_t available) {
    if (error) {
        error->code = code;
        error->layer = layer;
        error->field = field;
        error->offset = offset;
        error->needed = needed;
        error->available = available;
    }
    return -code;
}

int csock_wire_unsteady(csock_wire_error *error, uint32_t layer) {
    return csock_wire_fail(error, CSOCK_EPKTFIELD, layer, "Bytes", 0, 0, 0);
}

int csock_wire_bad_option(csock_wire_error *error, uint32_t layer, size_t offset,
                          csock_bytes options) {
    uint64_t length = options.count < 2 ? 0 : options.start[1];
    return csock_wire_fail(error, CSOCK_EPKTFIELD, layer, "Option Length", offset + 1,
                           length < 2 ? 2 : options.count, length);
}

int csock_wire_check_options(csock_wire_error *error, uint32_t layer, size_t offset,
                             csock_bytes options) {
    while (options.count > 0) {
        size_t length = csock_header_option_length(options);
        if (length == 0)
            return csock_wire_bad_option(error, layer, offset, options);
        options = csock_view(options.start + length, options.count - length);
        offset += length;
    }
    return 0;
}

bool csock_header_options_are_whole(csock_bytes options) {
    return csock_wire_check_options(NULL, 0, 0, options) == 0;
}
