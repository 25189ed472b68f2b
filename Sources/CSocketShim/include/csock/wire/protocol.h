/// IP protocol numbers: which layer a number stands for, and its name.
#ifndef CSOCK_WIRE_PROTOCOL_H
#define CSOCK_WIRE_PROTOCOL_H

#include "../assigned_number.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// The kind of layer that follows a header with this protocol or next header, or
/// CSOCK_LAYER_PAYLOAD for a number without a decoder here. CSOCK_IPPROTO_HOPOPTS (0) has this
/// meaning in IPv6 only.
uint32_t csock_layer_of_protocol(uint32_t protocol);

/// The protocol number of a kind of layer, also of one of CSOCK_LAYER_PROTOCOL; -EPROTONOSUPPORT
/// for a kind without one.
int csock_protocol_of_layer(uint32_t layer);

/// The kind of the layer that an IP protocol number announces: a kind of this library, or
/// CSOCK_LAYER_PROTOCOL with the number. CSOCK_LAYER_PAYLOAD for 59, no next header, and for
/// numbers over 255.
static inline uint32_t csock_layer_announced_by_protocol(uint32_t protocol) {
    uint32_t kind = csock_layer_of_protocol(protocol);
    if (kind != CSOCK_LAYER_PAYLOAD || protocol == CSOCK_IPPROTO_NONE || protocol > UINT8_MAX)
        return kind;
    return CSOCK_LAYER_PROTOCOL | protocol;
}

/// The name of a protocol as people write it, "ICMP", "TCP", "IPv6-ICMP"; NULL if it has none here.
const char *_Nullable csock_protocol_name(uint32_t protocol);

/// Writes "UDP (17)", or "253" for a number without a name: at most `capacity` bytes, with a NUL at
/// the end unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_protocol_format(uint32_t protocol, char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
