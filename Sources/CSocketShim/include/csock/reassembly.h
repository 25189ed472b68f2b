/// Reassembly of IPv4 and IPv6 fragments in the caller's memory. RFC 791 section 3.2, RFC 815; RFC
/// 8200 section 4.5, RFC 5722, RFC 6946.
///
/// Fragments that should not occur, and limits:
///
/// Overlap: a datagram with overlapping fragments is given up, in IPv4 too, as Linux does.
/// Otherwise a sender could choose which of two contents the receiver sees. A duplicate, the same
/// bytes at the same offset, is ignored.
///
/// Contradictions: a datagram is given up if its fragments state two different lengths, or if a
/// fragment reaches beyond the end.
///
/// After giving up, later fragments of the datagram are dropped for the same reason, until the
/// timeout expires or another datagram needs the entry.
///
/// Limits: the number of entries limits the datagrams in progress; the memory limits their size;
/// the timeout starts when the first fragment arrives. The search is linear: use at most a few
/// hundred entries. If all entries are in use, fragments of new datagrams are dropped, as Linux
/// does; datagrams in the table can still be completed.
///
/// Checksums of headers are not verified. A complete datagram gets a new header checksum.
#ifndef CSOCK_REASSEMBLY_H
#define CSOCK_REASSEMBLY_H

#include "wire/base.h"

CSOCK_BEGIN_DECLS

enum {
    /// Bytes reserved for the headers of a datagram: IPv4's header, or IPv6's with hop-by-hop
    /// options and a routing header (RFC 8504 section 5.3 lets a host limit these).
    CSOCK_REASSEMBLY_HEAD_MAX = 256,
    CSOCK_REASSEMBLY_WORDS = 128,
};

/// The outcome for a packet. From CSOCK_REASSEMBLY_SHORT on, the packet was dropped; from
/// CSOCK_REASSEMBLY_OVERLAP on, its datagram was given up.
enum {
    CSOCK_REASSEMBLY_WHOLE = 0,     ///< not a fragment: it is the datagram
    CSOCK_REASSEMBLY_COMPLETE = 1,  ///< the last missing fragment
    CSOCK_REASSEMBLY_STORED = 2,    ///< stored; other fragments are missing
    CSOCK_REASSEMBLY_DUPLICATE = 3, ///< stored before
    CSOCK_REASSEMBLY_SHORT = 4,     ///< no payload, or not the last and no multiple of 8 bytes
    CSOCK_REASSEMBLY_BEYOND = 5,    ///< ends after byte 65535 of a datagram ("ping of death")
    CSOCK_REASSEMBLY_HEADER = 6,    ///< first fragment without the upper layer's header; of
                                    ///< TCP over IPv4: without 16 bytes (RFC 1858)
    CSOCK_REASSEMBLY_FULL = 7,      ///< all entries are in use
    CSOCK_REASSEMBLY_OVERLAP = 8,   ///< overlaps with another
    CSOCK_REASSEMBLY_END = 9,       ///< contradicts the end of the datagram
    CSOCK_REASSEMBLY_ROOM = 10,     ///< too long: payload over `payload_max`, headers over
                                ///< CSOCK_REASSEMBLY_HEAD_MAX, or the whole over its length field
    CSOCK_REASSEMBLY_CONGESTION =
        11 ///< one fragment is CE, another is Not-ECT (RFC 3168 section 5.3)
};
enum { CSOCK_REASSEMBLY_OUTCOMES = 12 };

/// An incomplete datagram. The members are private.
typedef struct csock_reassembly_entry {
    uint32_t layer; ///< CSOCK_LAYER_IPV4 or CSOCK_LAYER_IPV6; 0: the entry is free
    uint32_t identification;
    uint32_t protocol;     ///< IPv4: of the payload; IPv6: 0
    uint32_t given_up;     ///< reason for giving up, CSOCK_REASSEMBLY_…; 0 if not given up
    uint8_t addresses[32]; ///< source and destination
    int64_t since_ns;
    uint8_t *_Nullable part; ///< its part of the memory: head, right-aligned, and payload
    size_t head_count;       ///< 0 until the first fragment has arrived
    size_t next_header;      ///< offset in the head of the payload's number
    uint32_t next_protocol;  ///< that number
    uint32_t congestion;     ///< a bit for each ECN code point that was seen
    size_t count;            ///< bytes of the payload received
    size_t reach;            ///< highest end offset of the fragments with More Fragments set
    size_t total;            ///< bytes of the whole payload; 0 until the last fragment has arrived
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
    uint64_t outcomes[CSOCK_REASSEMBLY_OUTCOMES]; ///< number of packets with each outcome
    uint64_t expired;                             ///< incomplete datagrams whose timeout expired
} csock_reassembler;

/// Returns the memory needed for `datagrams` incomplete datagrams of `payload_max` bytes each, plus
/// one complete datagram that the caller reads: (datagrams + 1) * (CSOCK_REASSEMBLY_HEAD_MAX +
/// payload_max). SIZE_MAX if the result does not fit. 65535 bytes of payload are enough for every
/// datagram.
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

/// Removes datagrams whose timeout has expired. Returns the number of incomplete ones; datagrams
/// that were given up are removed too, but not counted.
size_t csock_reassembler_expire(csock_reassembler *_Nonnull reassembler, int64_t now_ns);

/// The text of an outcome: "complete", "dropped: overlaps with another fragment". "unknown outcome"
/// for any other number.
const char *_Nonnull csock_reassembly_name(int outcome);

CSOCK_END_DECLS

#endif
