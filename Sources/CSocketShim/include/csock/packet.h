/// Whole packets: a stack of headers and a payload, written and read in one call.
///
///     csock_layer layers[2] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
///     layers[0].ipv4.time_to_live = 64;                 // and addresses
///     layers[1].udp.destination_port = 53;
///     csock_bytes payload = {query, query_length};
///     ssize_t length = csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer,
///                                           sizeof buffer, &error);
///
/// Nothing is allocated, and a payload is copied only where it is written.
#ifndef CSOCK_PACKET_H
#define CSOCK_PACKET_H

#include "checksum.h"
#include "constant.h"
#include "layer.h"

CSOCK_BEGIN_DECLS

/// The most layers that a packet is composed of.
enum { CSOCK_PACKET_LAYERS_MAX = 32 };

/// What csock_packet_compose fills in, whatever the headers say; the rest is written as it is
/// given.
enum {
    /// Total Length of IPv4, Payload Length of IPv6, Length of UDP.
    CSOCK_FILL_LENGTHS = 1,
    /// The checksums of IPv4, UDP, UDP-Lite, TCP, ICMPv4, ICMPv6, IGMP and SCTP. Those with a
    /// pseudo-header need an IP header before them, or they are written as given. The
    /// pseudo-header's destination is the last one of a source route or routing header that is not
    /// yet at its end (RFC 8200 section 8.1); its source is a home address option's address, if
    /// there is one (RFC 6275 section 11.3.1).
    CSOCK_FILL_CHECKSUMS = 2,
    /// Protocol, Next Header and EtherType of each header, where the next one is of another kind.
    /// An EtherType before a VLAN tag becomes 0x8100, unless it is one of a tag.
    CSOCK_FILL_PROTOCOLS = 4,
    CSOCK_FILL_ALL = 7,
};

/// Writes headers one after another and a payload behind them. Returns the length of the whole.
/// Fails with -CSOCK_EPKTROOM (the error says what the whole packet takes, so a capacity of 0 asks
/// for it), with -CSOCK_EPKTRANGE for what a header cannot hold, a payload too long for its length
/// field and a coverage of UDP-Lite beyond the end among it, with -CSOCK_EPKTLAYERS for more than
/// CSOCK_PACKET_LAYERS_MAX layers, and with -EINVAL for a kind of layer without a header. What was
/// written by then is no packet. The payload must not lie in `buffer`: csock_packet_compose_headers
/// is for one that is in place.
ssize_t csock_packet_compose(const csock_layer *_Nullable layers, size_t count, csock_bytes payload,
                             int fill, void *_Nullable buffer, size_t capacity,
                             csock_wire_error *_Nullable error);

/// The general way of csock_packet_compose_udp, for options and failures: csock_packet_compose of
/// two layers.
ssize_t csock_packet_compose_udp_layers(const csock_ipv4_header *_Nonnull ip,
                                        const csock_udp_header *_Nonnull udp, csock_bytes payload,
                                        void *_Nullable buffer, size_t capacity,
                                        csock_wire_error *_Nullable error);

/// Writes an IPv4 header, a UDP header and a payload, with all that CSOCK_FILL_ALL fills in: what
/// csock_packet_compose does of these two layers, faster.
CSOCK_INLINE ssize_t csock_packet_compose_udp(const csock_ipv4_header *_Nonnull ip,
                                              const csock_udp_header *_Nonnull udp,
                                              csock_bytes payload, void *_Nullable buffer,
                                              size_t capacity, csock_wire_error *_Nullable error) {
    const size_t headers = (size_t)CSOCK_IPV4_HEADER_MIN + (size_t)CSOCK_UDP_HEADER_LENGTH;
    const uint32_t protocol = CSOCK_IPPROTO_UDP;
    size_t total = headers + payload.count;
    if (payload.count > UINT16_MAX - headers || total > capacity || ip->options.count > 0 ||
        !csock_ipv4_header_fits(ip) || !csock_udp_header_fits(udp)) {
        csock_ipv4_header ip_copy = *ip; // the caller's may stay in registers
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
    // Late, so that little has to be kept across the call.
    uint64_t udp_sum = csock_sum_plus(word, addresses + length + protocol);
    uint64_t payload_sum = csock_sum_copy(bytes + headers, payload.start, payload.count);
    uint16_t sum = csock_sum_fold_numbers(csock_sum_plus(udp_sum, csock_sum_of64(payload_sum)));
    csock_store64(bytes + CSOCK_IPV4_HEADER_MIN, word | csock_sum_udp((uint16_t)~sum));
    csock_wire_clear(error);
    return (ssize_t)total;
}

/// What csock_packet_compose does, of the headers alone: lengths and checksums are those of the
/// whole, while the payload stays where it is, to be sent as a second piece (csock_raw_send).
/// Returns the length of the headers.
ssize_t csock_packet_compose_headers(const csock_layer *_Nullable layers, size_t count,
                                     csock_bytes payload, int fill, void *_Nullable buffer,
                                     size_t capacity, csock_wire_error *_Nullable error);

/// How csock_packet_dissect reads.
enum {
    /// Accepts packets that end early, as those that an ICMP error quotes. What other fragments
    /// have is not missing.
    CSOCK_DISSECT_LENIENT = 1,
    /// Verifies checksums: `checksum` of each layer tells. Wrong ones are no failure: a packet that
    /// was sent by this machine has none yet, where the hardware is to add it.
    CSOCK_DISSECT_CHECKSUMS = 2,
};

/// What is beside the headers.
typedef struct csock_packet {
    size_t count;        ///< of the layers that were read, of a packet that is refused too
    size_t offset;       ///< where the layer begins that was not read
    csock_bytes payload; ///< of the last layer
    csock_bytes trailer; ///< what follows where the last layer says that it ends, as the padding of
                         ///< Ethernet
} csock_packet;

/// Reads a packet that begins with a header of the kind `first`, as far as the kinds are known: the
/// rest is payload, as is that of fragments but the first, in which headers may be cut off. Views
/// are of `bytes`. Returns the number of layers. Fails with -CSOCK_EPKTSHORT, with
/// -CSOCK_EPKTFIELD, and with -CSOCK_EPKTLAYERS if there are more than `capacity`, which has to be
/// 1 at least. In the error, `offset` is from the layer's start, and that is at the packet's
/// `offset`.
///
/// Leniently, the last two are no failures, but for -CSOCK_EPKTFIELD of the first layer. The
/// error tells the first thing that is missing, or the field that is not valid: its layer and what
/// follows are payload then. Its `code` is 0 if there is nothing to tell.
int csock_packet_dissect(csock_packet *_Nonnull packet, csock_layer *_Nonnull layers,
                         size_t capacity, uint32_t first, const void *_Nullable bytes, size_t count,
                         int flags, csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
