/// Whole packets: a stack of headers and a payload, written and read by one call.
///
///     csock_layer layers[2] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
///     layers[0].ipv4.time_to_live = 64;                 // and addresses
///     layers[1].udp.destination_port = 53;
///     csock_bytes payload = {query, query_length};
///     ssize_t length = csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer,
///                                           sizeof buffer, &error);
///
/// Nothing is allocated. A payload is copied only into a composed packet.
#ifndef CSOCK_PACKET_H
#define CSOCK_PACKET_H

#include "checksum.h"
#include "constant.h"
#include "layer.h"

CSOCK_BEGIN_DECLS

/// The most layers that a packet is composed of.
enum { CSOCK_PACKET_LAYERS_MAX = 32 };

/// The fields that csock_packet_compose and csock_packet_fill fill in. All other fields are written
/// as given.
enum {
    /// Total Length of IPv4, Payload Length of IPv6, Length of UDP.
    CSOCK_FILL_LENGTHS = 1,
    /// The checksums of IPv4, UDP, UDP-Lite, TCP, ICMPv4, ICMPv6, IGMP and SCTP. UDP, UDP-Lite, TCP
    /// and ICMPv6 need an IP header before them for the pseudo-header; without one their checksum
    /// is written as given. The destination in the pseudo-header is the last address of a source
    /// route
    /// or routing header with segments left (RFC 8200 section 8.1); the source is the address of a
    /// home address option, if there is one (RFC 6275 section 11.3.1).
    CSOCK_FILL_CHECKSUMS = 2,
    /// Protocol, Next Header and EtherType of each header that another header follows: set to the
    /// number of the following header, if it has one. An EtherType before a VLAN tag becomes
    /// 0x8100, unless it already announces a tag.
    CSOCK_FILL_PROTOCOLS = 4,
    CSOCK_FILL_ALL = 7,
};

/// Writes a packet: the headers in order, then the payload. A caller-defined header
/// (csock_layer_is_own) is copied from `custom` unchanged. Returns the length of the packet.
///
/// Fails with -CSOCK_EPKTROOM if `capacity` is too small: `error->needed` is the length of the
/// whole packet, also with capacity 0; with -CSOCK_EPKTRANGE for a value that a header cannot hold,
/// a payload that is too long for a length field, and a coverage of UDP-Lite beyond the end, with
/// -CSOCK_EPKTLAYERS for more than CSOCK_PACKET_LAYERS_MAX layers, and with -EINVAL for a kind of
/// layer without a header. After a failure the content of `buffer` is undefined. The payload must
/// not overlap `buffer`. For a payload that is already in place use csock_packet_compose_headers.
ssize_t csock_packet_compose(const csock_layer *_Nullable layers, size_t count, csock_bytes payload,
                             int fill, void *_Nullable buffer, size_t capacity,
                             csock_wire_error *_Nullable error);

/// The slow path of csock_packet_compose_udp, for options and errors: csock_packet_compose with two
/// layers.
ssize_t csock_packet_compose_udp_layers(const csock_ipv4_header *_Nonnull ip,
                                        const csock_udp_header *_Nonnull udp, csock_bytes payload,
                                        void *_Nullable buffer, size_t capacity,
                                        csock_wire_error *_Nullable error);

/// Writes an IPv4 header, a UDP header and a payload with CSOCK_FILL_ALL: csock_packet_compose for
/// these two layers, but faster.
CSOCK_INLINE ssize_t csock_packet_compose_udp(const csock_ipv4_header *_Nonnull ip,
                                              const csock_udp_header *_Nonnull udp,
                                              csock_bytes payload, void *_Nullable buffer,
                                              size_t capacity, csock_wire_error *_Nullable error) {
    const size_t headers = (size_t)CSOCK_IPV4_HEADER_MIN + (size_t)CSOCK_UDP_HEADER_LENGTH;
    const uint32_t protocol = CSOCK_IPPROTO_UDP;
    size_t total = headers + payload.count;
    if (payload.count > UINT16_MAX - headers || total > capacity || ip->options.count > 0 ||
        !csock_ipv4_header_fits(ip) || !csock_udp_header_fits(udp)) {
        csock_ipv4_header ip_copy = *ip; // so that the originals may stay in registers
        csock_udp_header udp_copy = *udp;
        return csock_packet_compose_udp_layers(&ip_copy, &udp_copy, payload, buffer, capacity,
                                               error);
    }
    uint8_t *bytes = (uint8_t *)buffer;
    uint32_t length = (uint32_t)(CSOCK_UDP_HEADER_LENGTH + payload.count);
    csock_ipv4_words words = csock_ipv4_to_words(ip, (uint32_t)total, protocol, 0);
    uint64_t word = csock_udp_to_word(udp, length, 0);
    uint64_t addresses = (uint64_t)csock_load32(ip->source) + words.third;
    uint32_t ip_sum = csock_sum_fold_numbers(
        csock_sum_plus(csock_sum_plus(words.first, words.second), words.third));
    words.second |= (uint64_t)(~ip_sum & UINT16_MAX) << CSOCK_IPV4_CHECKSUM_SHIFT;
    csock_ipv4_store(bytes, words);
    // Last, so that few values are kept across the call.
    uint64_t udp_sum = csock_sum_plus(word, addresses + length + protocol);
    uint64_t payload_sum = csock_sum_copy(bytes + headers, payload.start, payload.count);
    uint16_t sum = csock_sum_fold_numbers(csock_sum_plus(udp_sum, csock_sum_of64(payload_sum)));
    csock_store64(bytes + CSOCK_IPV4_HEADER_MIN, word | csock_sum_udp((uint16_t)~sum));
    csock_wire_clear(error);
    return (ssize_t)total;
}

/// Writes the headers of a packet without its payload. Lengths and checksums are those of the whole
/// packet. The payload stays in place, to be sent as a second piece (csock_raw_send). Returns the
/// length of the headers; fails as csock_packet_compose.
ssize_t csock_packet_compose_headers(const csock_layer *_Nullable layers, size_t count,
                                     csock_bytes payload, int fill, void *_Nullable buffer,
                                     size_t capacity, csock_wire_error *_Nullable error);

/// Fills in fields of headers that are encoded already: those that `fill` selects, as
/// csock_packet_compose does. Use it after changing a packet in place, or with headers that the
/// caller has encoded.
///
/// The headers are `length` bytes and follow each other without gaps; `payload` may be anywhere.
/// Only `kind`, `offset` and `header_length` of each layer are read (csock_packet_dissect sets
/// them). All other values come from the encoded bytes.
///
/// Returns 0, or -CSOCK_EPKTRANGE for a payload that is too long for a length field and for a
/// coverage of UDP-Lite beyond the end, -CSOCK_EPKTLAYERS for more than CSOCK_PACKET_LAYERS_MAX
/// layers, -CSOCK_EPKTSHORT for a header that is shorter than its fields, and -CSOCK_EPKTFIELD for
/// layers that do not add up to `length`.
int csock_packet_fill(const csock_layer *_Nullable layers, size_t count, void *_Nullable headers,
                      size_t length, csock_bytes payload, int fill,
                      csock_wire_error *_Nullable error);

/// Flags of csock_packet_dissect.
enum {
    /// Accepts packets that end early, such as those quoted by an ICMP error. Bytes in other
    /// fragments are not reported as missing.
    CSOCK_DISSECT_LENIENT = 1,
    /// Verifies checksums, and sets `checksum` of each layer. A wrong checksum is not an error: the
    /// checksum of a packet sent by this host may not be computed yet (offload).
    CSOCK_DISSECT_CHECKSUMS = 2,
};

/// The result of csock_packet_dissect, except the headers.
typedef struct csock_packet {
    size_t count;        ///< number of layers read, also after an error
    size_t offset;       ///< of the payload, or of the layer that could not be read
    csock_bytes payload; ///< of the last layer
    csock_bytes trailer; ///< bytes after the end that the layers state, such as Ethernet padding
    uint32_t next;       ///< the kind of the payload as the last header announces it:
                         ///< csock_layer_next; CSOCK_LAYER_PAYLOAD if unknown
    bool incomplete;     ///< the headers state more bytes than the packet has
    bool fragment;       ///< the payload continues in another fragment
} csock_packet;

/// Reads the headers of a packet whose first header is of kind `first`. Reading stops at an unknown
/// kind: all bytes from there are payload. In fragments other than the first, the payload is not
/// dissected. Nor is a header that continues in the second fragment. Views point into `bytes`.
/// Returns the number of layers.
///
/// Fails with -CSOCK_EPKTSHORT, with -CSOCK_EPKTFIELD, and with -CSOCK_EPKTLAYERS for more than
/// `capacity` layers; `capacity` must be at least 1. The `offset` of the error counts from the
/// layer's start, which is at `offset` of the packet.
///
/// With CSOCK_DISSECT_LENIENT, -CSOCK_EPKTSHORT and -CSOCK_EPKTFIELD are not returned, except
/// -CSOCK_EPKTFIELD for the first layer. Instead, `error` reports the first missing or invalid
/// field, and that layer and all later bytes are payload. `error->code` is 0 if nothing is missing
/// or invalid.
int csock_packet_dissect(csock_packet *_Nonnull packet, csock_layer *_Nonnull layers,
                         size_t capacity, uint32_t first, const void *_Nullable bytes, size_t count,
                         int flags, csock_wire_error *_Nullable error);

/// A header of the caller's own in a packet that is dissected.
typedef struct csock_own_header {
    uint32_t kind; ///< csock_layer_is_own
    uint32_t
        next; ///< the kind of the layer after it: csock_layer_announced_by_ethertype and others
    size_t length; ///< in bytes
} csock_own_header;

/// Continues after a header of the caller's own. csock_packet_dissect stopped before it: the header
/// is at the start of `packet->payload`, and `packet->next` is its kind if a number announces it.
/// Adds a layer whose `custom` is the header's bytes, and dissects the bytes after it.
///
///     int count = csock_packet_dissect(&packet, layers, 8, CSOCK_LAYER_IPV4, bytes, n, 0, &error);
///     while (count >= 0 && packet.next == (CSOCK_LAYER_PROTOCOL | CSOCK_IPPROTO_GRE)) {
///         csock_own_header gre = {.kind = packet.next};
///         if (!read_gre(&gre, packet.payload)) // sets length and next
///             break;
///         count = csock_packet_dissect_further(&packet, layers, 8, &gre, bytes, n, 0, &error);
///     }
///
/// The arguments are those of csock_packet_dissect. Returns the number of all layers, or an error
/// of csock_packet_dissect; -CSOCK_EPKTSHORT for a header that is longer than the payload, and
/// -EINVAL for a kind that is not an own one, without a change to `packet`.
int csock_packet_dissect_further(csock_packet *_Nonnull packet, csock_layer *_Nonnull layers,
                                 size_t capacity, const csock_own_header *_Nonnull own,
                                 const void *_Nullable bytes, size_t count, int flags,
                                 csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
