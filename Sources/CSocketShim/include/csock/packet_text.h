/// Packets as text in the style of tcpdump(8), one line per layer; and the tables of header fields.
///
///     IPv4 192.0.2.1 > 192.0.2.2, tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto UDP (17), …
///     UDP 53411 > 53, length 12
///     payload, length 4
///
/// Each function writes at most `capacity` bytes, with a NUL at the end unless `capacity` is 0, and
/// returns the length of the whole text without the NUL, as snprintf(3) does: a result of
/// `capacity` or more means that the text was truncated.
#ifndef CSOCK_PACKET_TEXT_H
#define CSOCK_PACKET_TEXT_H

#include "packet.h"
#include "wire/field.h"

CSOCK_BEGIN_DECLS

/// The fields of a kind of layer, in the order of the wire. Sets *count. Of ICMPv4, ICMPv6 and IGMP
/// these are the fields that all types share; csock_layer_header_fields has those of a message.
/// NULL and 0 for a kind without a header here.
const csock_field *_Nullable csock_layer_fields(uint32_t kind, size_t *_Nonnull count);

/// Returns the fields of this header; they depend on its kind, its message type and its form (IGMP
/// query version). Sets *count. NULL and 0 for a kind without a header here.
const csock_field *_Nullable csock_layer_header_fields(const csock_layer *_Nonnull layer,
                                                       size_t *_Nonnull count);

/// Writes the value of a field: "53", "0x8a7b6c5d", "UDP (17)", "192.0.2.1", hexadecimal digits for
/// bytes; nothing for CSOCK_FIELD_COMPUTED. `header` is the struct that contains the field, such as
/// csock_udp_header.
size_t csock_field_format(const csock_field *_Nonnull field, const void *_Nonnull header,
                          char *_Nullable text, size_t capacity);

/// Writes the text of a header: "UDP 53411 > 53, length 12". For a kind without a codec, writes the
/// name of the kind and header_length.
size_t csock_layer_format(const csock_layer *_Nonnull layer, char *_Nullable text, size_t capacity);

/// Writes the text of the layers of a packet, as csock_packet_dissect returns them, then of payload
/// and trailer. Lines are separated by newlines; the last has none.
size_t csock_packet_format(const csock_packet *_Nonnull packet, const csock_layer *_Nullable layers,
                           char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
