/// Reassembly: fragments of IPv4 and IPv6 put together again, in the caller's memory. RFC 791
/// section 3.2, RFC 815; RFC 8200 section 4.5, RFC 5722, RFC 6946.
///
/// What it does with what should not be:
///
/// Overlap: a datagram of which two fragments overlap is given up, of IPv4 too, as Linux does. A
/// fragment that comes again, the same bytes at the same place, is ignored. Which of two different
/// contents a receiver sees can therefore not be chosen by whoever sends them.
///
/// Contradictions: a datagram with two ends, or with data beyond its end, is given up.
///
/// Given up means that later fragments of the datagram are dropped too, for the same reason, until
/// its time is over or another needs its place.
///
/// Limits: as many datagrams at a time as there are entries, each of as many bytes as memory was
/// given, for as long as was said, counted from the fragment that came first. Entries are searched
/// one after another: some hundred are many. Where all are taken, a new datagram's fragments are
/// dropped, as by Linux, and those that were begun can be finished.
///
/// Checksums of headers are not verified. A datagram that is whole has a new one.
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

/// What became of a packet. From CSOCK_REASSEMBLY_SHORT on it was dropped; from
/// CSOCK_REASSEMBLY_OVERLAP on its datagram was given up.
enum {
    CSOCK_REASSEMBLY_WHOLE = 0,      ///< is no fragment: it is the datagram
    CSOCK_REASSEMBLY_COMPLETE = 1,   ///< was the last that was missing
    CSOCK_REASSEMBLY_STORED = 2,     ///< others are missing
    CSOCK_REASSEMBLY_DUPLICATE = 3,  ///< was there already
    CSOCK_REASSEMBLY_SHORT = 4,      ///< no payload, or not the last and no multiple of 8 bytes
    CSOCK_REASSEMBLY_BEYOND = 5,     ///< ends after byte 65535 of a datagram ("ping of death")
    CSOCK_REASSEMBLY_HEADER = 6,     ///< is the first, without the upper layer's whole header; of
                                     ///< TCP over IPv4: without 16 bytes (RFC 1858)
    CSOCK_REASSEMBLY_FULL = 7,       ///< all entries are taken
    CSOCK_REASSEMBLY_OVERLAP = 8,    ///< overlaps with another
    CSOCK_REASSEMBLY_END = 9,        ///< contradicts where the datagram ends
    CSOCK_REASSEMBLY_ROOM = 10,      ///< the datagram takes more memory than there is, or is longer
                                     ///< than its header can say
    CSOCK_REASSEMBLY_CONGESTION = 11 ///< one is marked for congestion and another says that its
                                     ///< sender knows no such mark (RFC 3168 section 5.3)
};
enum { CSOCK_REASSEMBLY_OUTCOMES = 12 };

/// A datagram that is not complete. The members are the library's.
typedef struct csock_reassembly_entry {
    uint32_t layer; ///< CSOCK_LAYER_IPV4 or CSOCK_LAYER_IPV6; 0: the entry is free
    uint32_t identification;
    uint32_t protocol;     ///< IPv4: of the payload; IPv6: 0
    uint32_t given_up;     ///< CSOCK_REASSEMBLY_… for which it was; 0 if not
    uint8_t addresses[32]; ///< source and destination
    int64_t since_ns;
    uint8_t *_Nullable part; ///< its part of the memory: head, right-aligned, and payload
    size_t head_count;       ///< 0 until the first fragment is there
    size_t next_header;      ///< where in the head the number of the payload stands
    uint32_t next_protocol;  ///< and what it is
    uint32_t congestion;     ///< a bit for each ECN code point that was seen
    size_t count;            ///< of the payload's bytes, those that are there
    size_t reach;            ///< bytes up to the end of the farthest fragment that is not the last
    size_t total;            ///< bytes of the whole payload; 0 until the last fragment is there
    uint64_t stored[CSOCK_REASSEMBLY_WORDS]; ///< a bit for each 8 bytes that are there
    uint64_t starts[CSOCK_REASSEMBLY_WORDS]; ///< and for each at which a fragment begins
} csock_reassembly_entry;

/// A table of such datagrams. The members are the library's, except that the counts can be read. It
/// must not be used by two threads at once.
typedef struct csock_reassembler {
    csock_reassembly_entry *_Nullable entries;
    size_t entry_count;
    uint8_t *_Nullable ready; ///< the part of the memory where the last complete datagram is
    size_t payload_max;
    int64_t timeout_ns;
    uint64_t outcomes[CSOCK_REASSEMBLY_OUTCOMES]; ///< how often each came about
    uint64_t expired;                             ///< datagrams that were not complete in time
} csock_reassembler;

/// The memory that so many datagrams of so many bytes of payload take, one of which is complete and
/// being read: (datagrams + 1) * (CSOCK_REASSEMBLY_HEAD_MAX + payload_max). SIZE_MAX if that is
/// more than there can be. 65535 bytes of payload are enough for every datagram.
size_t csock_reassembly_memory(size_t datagrams, size_t payload_max);

/// Begins with an empty table: `entry_count` entries, and memory as csock_reassembly_memory says,
/// which belong to the table until it is no longer used. `timeout_ns` is how long a datagram may
/// take: RFC 8200 and RFC 1122 have 60 seconds, Linux 30 for IPv4. Returns the bytes of payload
/// that a datagram can have with that memory, or -EINVAL if there is no entry, less memory than for
/// 8 bytes, or a negative time.
int csock_reassembler_init(csock_reassembler *_Nonnull reassembler,
                           csock_reassembly_entry *_Nonnull entries, size_t entry_count,
                           void *_Nonnull memory, size_t memory_count, int64_t timeout_ns);

/// Takes a packet, IPv4 or IPv6, header first; what follows its length is no part of it. `now_ns`
/// is the time on a clock of the caller's choice that does not run backwards. What is too old is
/// forgotten first.
///
/// Returns CSOCK_REASSEMBLY_…, or, with the table as it was, -CSOCK_EPKTSHORT or -CSOCK_EPKTFIELD
/// for a packet that is none. After CSOCK_REASSEMBLY_WHOLE and CSOCK_REASSEMBLY_COMPLETE,
/// `datagram` is what it belongs to: the packet itself, or a datagram with the first fragment's
/// header, its length and IPv4 checksum made right, which stays until the next call. A mark for
/// congestion on any fragment is on the whole (RFC 3168). After any other result, `datagram` is
/// empty.
int csock_reassembler_add(csock_reassembler *_Nonnull reassembler, const void *_Nullable packet,
                          size_t count, int64_t now_ns, csock_bytes *_Nonnull datagram,
                          csock_wire_error *_Nullable error);

/// Forgets what is too old, and returns how many incomplete datagrams that were.
size_t csock_reassembler_expire(csock_reassembler *_Nonnull reassembler, int64_t now_ns);

/// A word or two about an outcome: "complete", "dropped: overlaps with another fragment". "unknown
/// outcome" for a number that is none.
const char *_Nonnull csock_reassembly_name(int outcome);

CSOCK_END_DECLS

#endif
