/// IGMP messages: RFC 1112 (version 1), RFC 2236 (version 2), RFC 9776 (version 3).
#ifndef CSOCK_WIRE_IGMP_H
#define CSOCK_WIRE_IGMP_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_IGMP_HEADER_MIN = 4,      ///< for a type not listed here; the bytes after it are payload
    CSOCK_IGMP_LENGTH = 8,          ///< of versions 1 and 2
    CSOCK_IGMP_QUERY_V3_MIN = 12,   ///< of a query of version 3, without sources
    CSOCK_IGMP_RECORD_MIN = 8,      ///< of a group record, without sources
    CSOCK_IGMP_RECORDS_MAX = 65507, ///< bytes of group records that a datagram can hold
};

/// `type` of csock_igmp_header.
enum {
    CSOCK_IGMP_QUERY = 0x11,
    CSOCK_IGMP_REPORT_V1 = 0x12,
    CSOCK_IGMP_REPORT_V2 = 0x16,
    CSOCK_IGMP_LEAVE = 0x17,
    CSOCK_IGMP_REPORT_V3 = 0x22,
};

/// An IGMP message. The type says which members count; the others must be 0, and decoding sets them
/// to 0.
typedef struct csock_igmp_header {
    uint32_t type;              ///< CSOCK_IGMP_… or another, 8 bits
    uint32_t max_response_code; ///< queries: tenths of a second (version 2), a code of
                                ///< csock/wire/group_code.h (version 3), 0 (version 1); other
                                ///< types: reserved; 8 bits
    uint32_t checksum;          ///< of the whole message, 16 bits
    uint8_t group[4];           ///< not in version 3 reports; 0.0.0.0 in a general query
    uint32_t flags;             ///< reserved: 4 bits in a query of version 3, 16 in a report
    // Queries of version 3.
    bool version_3;    ///< query only: the next four members are present; otherwise the query has 8
                       ///< bytes
    uint32_t suppress; ///< suppress router-side processing (S), 1 bit
    uint32_t robustness;     ///< the querier's robustness variable (QRV), 3 bits
    uint32_t query_interval; ///< the querier's query interval code (QQIC), in seconds,
                             ///< csock/wire/group_code.h, 8 bits
    csock_bytes sources;     ///< addresses of 4 bytes, 65535 at most
    // Reports of version 3.
    uint32_t record_count; ///< 16 bits
    csock_bytes records;   ///< group records: csock_igmp_record_next
} csock_igmp_header;

/// Writes a message. Returns its length. Fails with -CSOCK_EPKTRANGE, also for sources that are no
/// multiple of 4 bytes and for members that the type does not have, and -CSOCK_EPKTROOM.
/// `record_count` is written as given; it is not compared with the records.
int csock_igmp_header_encode(const csock_igmp_header *_Nonnull header, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Reads a message of `count` bytes. A query is of version 3 if it has more than 8: RFC 9776
/// section 7.1. Returns its length. Bytes after it are covered by the checksum too. Fails with
/// -CSOCK_EPKTSHORT, and -CSOCK_EPKTFIELD for records of over CSOCK_IGMP_RECORDS_MAX bytes.
int csock_igmp_header_decode(csock_igmp_header *_Nonnull header, const void *_Nullable bytes,
                             size_t count, csock_wire_error *_Nullable error);

/// The same for a message that ends early. Sources and records may be cut off. Fails with
/// -CSOCK_EPKTFIELD only.
int csock_igmp_header_decode_lenient(csock_igmp_header *_Nonnull header,
                                     const void *_Nullable bytes, size_t count,
                                     csock_wire_error *_Nullable error);

/// `type` of a group record.
enum {
    CSOCK_IGMP_MODE_IS_INCLUDE = 1,
    CSOCK_IGMP_MODE_IS_EXCLUDE = 2,
    CSOCK_IGMP_CHANGE_TO_INCLUDE = 3,
    CSOCK_IGMP_CHANGE_TO_EXCLUDE = 4,
    CSOCK_IGMP_ALLOW_NEW_SOURCES = 5,
    CSOCK_IGMP_BLOCK_OLD_SOURCES = 6,
};

/// A group record of a report of version 3.
typedef struct csock_igmp_record {
    uint32_t type; ///< CSOCK_IGMP_… or another, 8 bits
    uint8_t group[4];
    csock_bytes sources;   ///< addresses of 4 bytes, 65535 at most
    csock_bytes auxiliary; ///< 0 to 1020 bytes, a multiple of 4; IGMPv3 defines none
} csock_igmp_record;

/// Writes a record. Returns its length. Fails with -CSOCK_EPKTRANGE, also for bytes that are no
/// multiple of 4, and -CSOCK_EPKTROOM.
int csock_igmp_record_encode(const csock_igmp_record *_Nonnull record, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next record from the records of a report. Returns 1; 0 when none is left;
/// -CSOCK_EPKTSHORT for one that ends early. The records stay unchanged after an error. The error's
/// offset is from the record's start.
int csock_igmp_record_next(csock_bytes *_Nonnull records, csock_igmp_record *_Nonnull record,
                           csock_wire_error *_Nullable error);

/// Writes the text of a record, "[gaddr 224.0.0.251 to_ex]": at most `capacity` bytes, with a NUL
/// at the end unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_igmp_record_format(const csock_igmp_record *_Nonnull record, char *_Nullable text,
                                size_t capacity);

CSOCK_END_DECLS

#endif
