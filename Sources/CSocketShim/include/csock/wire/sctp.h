/// The SCTP common header, and chunks: RFC 9260 section 3.
#ifndef CSOCK_WIRE_SCTP_H
#define CSOCK_WIRE_SCTP_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_SCTP_HEADER_LENGTH = 12,
    CSOCK_SCTP_CHUNK_MIN = 4,
};

/// An SCTP common header. Chunks follow it, to the packet's end.
typedef struct csock_sctp_header {
    uint32_t source_port;      ///< 16 bits
    uint32_t destination_port; ///< 16 bits
    uint32_t verification_tag; ///< 0 with an INIT chunk
    uint32_t checksum; ///< CRC32c of header and chunks, computed with this field 0; sent least
                       ///< significant byte first, unlike every other field: RFC 9260 appendix A
} csock_sctp_header;

/// Writes a header. Returns 12. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_sctp_header_encode(const csock_sctp_header *_Nonnull header, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Reads the header of a packet. Returns 12. Fails with -CSOCK_EPKTSHORT.
int csock_sctp_header_decode(csock_sctp_header *_Nonnull header, const void *_Nullable bytes,
                             size_t count, csock_wire_error *_Nullable error);

/// The same for a packet that ends early. Never fails.
int csock_sctp_header_decode_lenient(csock_sctp_header *_Nonnull header,
                                     const void *_Nullable bytes, size_t count,
                                     csock_wire_error *_Nullable error);

/// `type` of a chunk. Its two highest bits say how a receiver treats a chunk of an unknown type.
enum {
    CSOCK_SCTP_DATA = 0,
    CSOCK_SCTP_INIT = 1,
    CSOCK_SCTP_INIT_ACK = 2,
    CSOCK_SCTP_SACK = 3,
    CSOCK_SCTP_HEARTBEAT = 4,
    CSOCK_SCTP_HEARTBEAT_ACK = 5,
    CSOCK_SCTP_ABORT = 6,
    CSOCK_SCTP_SHUTDOWN = 7,
    CSOCK_SCTP_SHUTDOWN_ACK = 8,
    CSOCK_SCTP_ERROR = 9,
    CSOCK_SCTP_COOKIE_ECHO = 10,
    CSOCK_SCTP_COOKIE_ACK = 11,
    CSOCK_SCTP_ECNE = 12,
    CSOCK_SCTP_CWR = 13,
    CSOCK_SCTP_SHUTDOWN_COMPLETE = 14,
    CSOCK_SCTP_AUTH = 15,         ///< RFC 4895
    CSOCK_SCTP_I_DATA = 64,       ///< RFC 8260
    CSOCK_SCTP_ASCONF_ACK = 128,  ///< RFC 5061
    CSOCK_SCTP_RE_CONFIG = 130,   ///< RFC 6525
    CSOCK_SCTP_PAD = 132,         ///< RFC 4820
    CSOCK_SCTP_FORWARD_TSN = 192, ///< RFC 3758
    CSOCK_SCTP_ASCONF = 193,      ///< RFC 5061
    CSOCK_SCTP_I_FORWARD_TSN = 194,
};

/// Returns the RFC's name of a chunk type, "COOKIE ECHO", or NULL for an unknown type.
const char *_Nullable csock_sctp_chunk_name(uint32_t type);

/// A chunk. Its length field is 4 plus the count of `value`.
typedef struct csock_sctp_chunk {
    uint32_t type;       ///< CSOCK_SCTP_… or another, 8 bits
    uint32_t flags;      ///< meaning depends on the type, 8 bits
    csock_bytes value;   ///< 0 to 65531 bytes
    csock_bytes padding; ///< 0 to 3 bytes up to a multiple of 4; should be zeros
} csock_sctp_chunk;

/// Writes a chunk and its padding; zeros fill up padding that is too short. Returns the number of
/// bytes written, a multiple of 4. Fails with -CSOCK_EPKTRANGE, also for padding that is too long,
/// and -CSOCK_EPKTROOM.
int csock_sctp_chunk_encode(const csock_sctp_chunk *_Nonnull chunk, void *_Nullable buffer,
                            size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next chunk from the bytes after a header. Returns 1; 0 when none is left;
/// -CSOCK_EPKTSHORT for one that ends early, also without its padding, and -CSOCK_EPKTFIELD for a
/// length below 4. The chunks stay unchanged after an error. The error's offset is from the chunk's
/// start.
int csock_sctp_chunk_next(csock_bytes *_Nonnull chunks, csock_sctp_chunk *_Nonnull chunk,
                          csock_wire_error *_Nullable error);

/// Writes "[COOKIE ECHO]", or "[type 66]": at most `capacity` bytes, with a NUL at the end unless
/// `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_sctp_chunk_format(const csock_sctp_chunk *_Nonnull chunk, char *_Nullable text,
                               size_t capacity);

CSOCK_END_DECLS

#endif
