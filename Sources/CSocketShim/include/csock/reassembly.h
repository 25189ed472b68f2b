/// Reassembly of IPv4 and IPv6 fragments in the caller's memory. RFC 791 section 3.2, RFC 815; RFC
/// 8200 section 4.5, RFC 5722, RFC 6946.
///
/// Fragments that should not occur, and limits:
///
/// Overlap: a datagram with overlapping fragments is given up, also in IPv4, as Linux does. So a
/// sender cannot choose which of two contents a receiver sees. A duplicate, the same bytes at the
/// same offset, is ignored.
///
/// Contradictions: a datagram with two different ends, or with data beyond its end, is given up.
///
/// After giving up, later fragments of the datagram are dropped for the same reason, until the
/// timeout expires or another datagram needs the entry.
///
/// Limits: the number of entries bounds the datagrams at a time, the memory bounds their size, and
/// the timeout counts from the first fragment that arrived. Entries are searched one after another,
/// so use at most some hundred. If all entries are in use, fragments of new datagrams are dropped,
/// as Linux does; datagrams in the table can still be completed.
///
/// Checksums of headers are not verified. A complete datagram gets a new header checksum.
#ifndef CSOCK_REASSEMBLY_H
#define CSOCK_REASSEMBLY_H

#include "wire/base.h"

CSOCK_BEGIN_DECLS

enum {
    /// Bytes that a datagram takes beside its payload: IPv4's header, or IPv6's with hop-by-hop
    /// options and a routing header (RFC 8504 section 5.3 lets a host limit these).
    CSOCK_REASSEMBLY_HEAD_MAX = 256,
    CSOCK_REASSEMBLY_WORDS = 128,
};

/// The outcome for a packet. From CSOCK_REASSEMBLY_SHORT on, the packet was dropped; from
/// CSOCK_REASSEMBLY_OVERLAP on, its datagram was given up.
enum {
    CSOCK_REASSEMBLY_WHOLE = 0,      ///< not a fragment: it is the datagram
    CSOCK_REASSEMBLY_COMPLETE = 1,   ///< the last missing fragment
    CSOCK_REASSEMBLY_STORED = 2,     ///< stored; other fragments are missing
    CSOCK_REASSEMBLY_DUPLICATE = 3,  ///< stored before
    CSOCK_REASSEMBLY_SHORT = 4,      ///< no payload, or not the last and no multiple of 8 bytes
    CSOCK_REASSEMBLY_BEYOND = 5,     ///< ends after byte 65535 of a datagram ("ping of death")
    CSOCK_REASSEMBLY_HEADER = 6,     ///< first fragment without the upper layer's header; of
                                     ///< TCP over IPv4: without 16 bytes (RFC 1858)
    CSOCK_REASSEMBLY_FULL = 7,       ///< all entries are in use
    CSOCK_REASSEMBLY_OVERLAP = 8,    ///< overlaps with another
    CSOCK_REASSEMBLY_END = 9,        ///< contradicts the end of the datagram
    CSOCK_REASSEMBLY_ROOM = 10,      ///< the datagram takes more memory than there is, or is longer
                                     ///< than its header can say
    CSOCK_REASSEMBLY_CONGESTION = 11 ///< one is marked for congestion and another says that its
                                     ///< sender knows no such mark (RFC 3168 section 5.3)
};
enum { CSOCK_REASSEMBLY_OUTCOMES = 12 };

/// An incomplete datagram. The members are private.
typedef struct csock_reassembly_entry {
    uint32_t layer; ///< CSOCK_LAYER_IPV4 or CSOCK_LAYER_IPV6; 0: the entry is free
    uint32_t identification;
    uint32_t protocol;     ///< IPv4: of the payload; IPv6: 0
    uint32_t given_up;     ///< CSOCK_REASSEMBLY_… for which it was; 0 if not
    uint8_t addresses[32]; ///< source and destination
    int64_t since_ns;
    uint8_t *_Nullable part; ///< its part of the memory: head, right-aligned, and payload
    size_t head_count;       ///< 0 until the first fragment is there
    size_t next_header;      ///< offset in the head of the payload's number
    uint32_t next_protocol;  ///< that number
    uint32_t congestion;     ///< a bit for each ECN code point that was seen
    size_t count;            ///< bytes of the payload received
    size_t reach;            ///< bytes up to the end of the farthest fragment that is not the last
    size_t total;            ///< bytes of the whole payload; 0 until the last fragment is there
    uint64_t stored[CSOCK_REASSEMBLY_WORDS]; ///< a bit for each 8 bytes received
    uint64_t starts[CSOCK_REASSEMBLY_WORDS]; ///< a bit for each 8 bytes that begin a fragment
} csock_reassembly_entry;

/// A table of incomplete datagrams. The members are private, but the counts may be read. Two
/// threads must not use it at the same time.
typedef struct csock_reassembler {
    csock_reassembly_entry *_Nullable entries;
    size_t entry_count;
    uint8_t *_Nullable ready; ///< the part of the memory where the last complete datagram is
    size_t payload_max;
    int64_t timeout_ns;
    uint64_t outcomes[CSOCK_REASSEMBLY_OUTCOMES]; ///< how often each came about
    uint64_t expired;                             ///< datagrams that were not complete in time
} csock_reassembler;

/// The memory for this many incomplete datagrams with this many bytes of payload each, and for a
/// complete one that is being read: (datagrams + 1) * (CSOCK_REASSEMBLY_HEAD_MAX + payload_max).
/// SIZE_MAX if the result does not fit. 65535 bytes of payload are enough for every datagram.
size_t csock_reassembly_memory(size_t datagrams, size_t payload_max);

/// Initializes an empty table with `entry_count` entries and memory of the size that
/// csock_reassembly_memory returns; both belong to the table as long as it is used. `timeout_ns` is
/// the time that a datagram may take: 60 seconds in RFC 8200 and RFC 1122, 30 in Linux for IPv4.
/// Returns the bytes of payload that a datagram can have in that memory, or -EINVAL without an
/// entry, with memory for fewer than 8 bytes, or for a negative timeout.
int csock_reassembler_init(csock_reassembler *_Nonnull reassembler,
                           csock_reassembly_entry *_Nonnull entries, size_t entry_count,
                           void *_Nonnull memory, size_t memory_count, int64_t timeout_ns);

/// Adds an IPv4 or IPv6 packet. Bytes after the length that its header states are ignored. `now_ns`
/// is the time of any clock that never goes backwards. Datagrams whose timeout has expired are
/// removed first.
///
/// Returns CSOCK_REASSEMBLY_…, or -CSOCK_EPKTSHORT or -CSOCK_EPKTFIELD for a packet that is not
/// valid; the table stays unchanged then. After CSOCK_REASSEMBLY_WHOLE, `datagram` is the packet
/// itself. After CSOCK_REASSEMBLY_COMPLETE it is the datagram with the first fragment's header, a
/// corrected length and a new IPv4 checksum; it is valid until the next call. If any fragment has a
/// congestion mark, the datagram has it too (RFC 3168). After any other result, `datagram` is
/// empty.
int csock_reassembler_add(csock_reassembler *_Nonnull reassembler, const void *_Nullable packet,
                          size_t count, int64_t now_ns, csock_bytes *_Nonnull datagram,
                          csock_wire_error *_Nullable error);

/// Removes datagrams whose timeout has expired. Returns their number.
size_t csock_reassembler_expire(csock_reassembler *_Nonnull reassembler, int64_t now_ns);

/// The text of an outcome: "complete", "dropped: overlaps with another fragment". "unknown outcome"
/// for any other number.
const char *_Nonnull csock_reassembly_name(int outcome);

CSOCK_END_DECLS

#endif
