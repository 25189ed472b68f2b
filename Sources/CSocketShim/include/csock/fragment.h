/// Fragmentation: splits a datagram into packets that fit a link. Each call writes one packet into
/// the caller's memory. RFC 791 sections 2.3 and 3.2 (IPv4), RFC 8200 section 4.5 (IPv6).
///
///     csock_fragmenter fragmenter;
///     int length = csock_fragmenter_init(&fragmenter, packet, count, 1500, identification, NULL);
///     while (length >= 0 && (length = csock_fragmenter_next(&fragmenter, buffer, 1500, NULL)) > 0)
///         csock_send(fd, buffer, (size_t)length, 0, CSOCK_FOREVER);
///
/// A datagram that fits the MTU is written unchanged. csock/reassembly.h reassembles fragments.
#ifndef CSOCK_FRAGMENT_H
#define CSOCK_FRAGMENT_H

#include "wire/base.h"
#include "wire/ipv4.h"

CSOCK_BEGIN_DECLS

/// A datagram that is being fragmented. The members are private. It refers to the memory of
/// payload, options and packet, which must stay unchanged until the last fragment is written.
typedef struct csock_fragmenter {
    uint32_t layer;                         ///< CSOCK_LAYER_IPV4 or CSOCK_LAYER_IPV6
    csock_ipv4_header ipv4;                 ///< of the datagram
    uint8_t copied[CSOCK_IPV4_OPTIONS_MAX]; ///< the options of later IPv4 fragments
    size_t copied_count;
    csock_bytes head;   ///< what each IPv6 fragment begins with
    size_t next_header; ///< offset in `head` of the Next Header field that is set to 44 (fragment
                        ///< header)
    uint32_t identification; ///< IPv6's
    csock_bytes payload;
    size_t written; ///< bytes of the payload
    size_t mtu;
    bool whole; ///< it fits the MTU
    bool done;
} csock_fragmenter;

/// Begins to fragment an IPv4 datagram of a header and a payload of `count` bytes, for links that
/// take packets of up to `mtu` bytes. The total length and the checksum of `header` are ignored:
/// each fragment gets its own. The first fragment carries all options, later ones those whose type
/// has its highest bit set. The header may be that of a fragment, which is fragmented further, as a
/// router does.
///
/// Returns 0. Fails with -EMSGSIZE for a datagram that does not fit and has the flag
/// CSOCK_IPV4_DONT_FRAGMENT, or an MTU smaller than the header plus 8 bytes; with
/// -CSOCK_EPKTRANGE for a value that a header cannot hold, a datagram of more than 65535 bytes (a
/// fragment: one that ends beyond byte 65535), and a payload that is not a multiple of 8 bytes if
/// more fragments follow; with -CSOCK_EPKTFIELD for options whose lengths are wrong.
int csock_fragmenter_init_ipv4(csock_fragmenter *_Nonnull fragmenter,
                               const csock_ipv4_header *_Nonnull header,
                               const void *_Nullable payload, size_t count, size_t mtu,
                               csock_wire_error *_Nullable error);

/// Begins to fragment an IPv4 or IPv6 packet. Bytes after the length that its header states are
/// ignored. `identification` is for the IPv6 fragment header; it must not repeat soon between the
/// same addresses (RFC 7739). IPv4 uses the identification of the header. Every IPv6 fragment
/// carries the hop-by-hop options, the routing header and the headers before it.
///
/// Returns 0. Fails as csock_fragmenter_init_ipv4 does; with -CSOCK_EPKTSHORT and -CSOCK_EPKTFIELD
/// for a packet that is not valid; with -EMSGSIZE also for an IPv6 fragment, because only its
/// sender may fragment.
int csock_fragmenter_init(csock_fragmenter *_Nonnull fragmenter, const void *_Nullable packet,
                          size_t count, size_t mtu, uint32_t identification,
                          csock_wire_error *_Nullable error);

/// Writes the next fragment, ready to send, with its header checksum. Returns its length, at most
/// the MTU, or 0 after the last. Fails with -CSOCK_EPKTROOM if the capacity is too small; the call
/// can be repeated.
int csock_fragmenter_next(csock_fragmenter *_Nonnull fragmenter, void *_Nullable buffer,
                          size_t capacity, csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
