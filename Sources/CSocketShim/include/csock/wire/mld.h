/// The parts of version 2 multicast listener discovery messages after the header: RFC 9777
/// (obsoletes RFC 3810). csock/wire/icmpv6.h has the headers, csock/wire/group_code.h the codes for
/// times.
#ifndef CSOCK_WIRE_MLD_H
#define CSOCK_WIRE_MLD_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The second part of a version 2 query: section 5.1.
typedef struct csock_mld_query {
    uint32_t flags;          ///< 4 bits
    uint32_t suppress;       ///< suppress router-side processing (S), 1 bit
    uint32_t robustness;     ///< querier's robustness variable (QRV), 3 bits
    uint32_t query_interval; ///< querier's (QQIC): csock_group_code8_time, in seconds, 8 bits
    csock_bytes sources;     ///< addresses of 16 bytes
} csock_mld_query;

/// Writes the second part of a query, which follows its header. Returns its length. Fails with
/// -CSOCK_EPKTRANGE, also for sources that are no whole addresses or more than 65535, and
/// -CSOCK_EPKTROOM.
int csock_mld_query_encode(const csock_mld_query *_Nonnull query, void *_Nullable buffer,
                           size_t capacity, csock_wire_error *_Nullable error);

/// Reads the payload of a query. Returns the length of the second part; bytes after it must be
/// ignored. Fails with -CSOCK_EPKTSHORT, also for a payload of 0 bytes: that is a version 1 query.
int csock_mld_query_decode(csock_mld_query *_Nonnull query, const void *_Nullable bytes,
                           size_t count, csock_wire_error *_Nullable error);

/// `type` of csock_mld_record.
enum {
    CSOCK_MLD_MODE_IS_INCLUDE = 1,
    CSOCK_MLD_MODE_IS_EXCLUDE = 2,
    CSOCK_MLD_CHANGE_TO_INCLUDE = 3,
    CSOCK_MLD_CHANGE_TO_EXCLUDE = 4,
    CSOCK_MLD_ALLOW_NEW_SOURCES = 5,
    CSOCK_MLD_BLOCK_OLD_SOURCES = 6,
};

/// A multicast address record: section 5.2.
typedef struct csock_mld_record {
    uint32_t type; ///< CSOCK_MLD_…, 8 bits
    uint8_t multicast_address[16];
    csock_bytes sources;   ///< addresses of 16 bytes
    csock_bytes auxiliary; ///< a multiple of 4 bytes, up to 1020; RFC 9777 defines none
} csock_mld_record;

/// Writes a record. Returns its length. Fails with -CSOCK_EPKTRANGE, also for sources that are no
/// whole addresses or more than 65535, and -CSOCK_EPKTROOM.
int csock_mld_record_encode(const csock_mld_record *_Nonnull record, void *_Nullable buffer,
                            size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next record from the payload of a report. Returns 1; 0 when no byte is left;
/// -CSOCK_EPKTSHORT. The records stay unchanged after an error. The header's `number_of_records`
/// says how many records there are; bytes after those are no records.
int csock_mld_record_next(csock_bytes *_Nonnull records, csock_mld_record *_Nonnull record,
                          csock_wire_error *_Nullable error);

/// Writes the text of a record, "[gaddr ff02::fb to_ex]": at most `capacity` bytes, with a NUL at
/// the end unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_mld_record_format(const csock_mld_record *_Nonnull record, char *_Nullable text,
                               size_t capacity);

CSOCK_END_DECLS

#endif
