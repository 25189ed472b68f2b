/// The options of a TCP header: RFC 9293 section 3.2, RFC 7323 (window scale, timestamps), RFC 2018
/// (SACK), RFC 7413 (fast open), RFC 2385 (MD5).
#ifndef CSOCK_WIRE_TCP_OPTION_H
#define CSOCK_WIRE_TCP_OPTION_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Kinds.
enum {
    CSOCK_TCP_OPTION_END = 0,
    CSOCK_TCP_OPTION_NO_OPERATION = 1,
    CSOCK_TCP_OPTION_MSS = 2, ///< maximum segment size
    CSOCK_TCP_OPTION_WINDOW_SCALE = 3,
    CSOCK_TCP_OPTION_SACK_PERMITTED = 4,
    CSOCK_TCP_OPTION_SACK = 5,
    CSOCK_TCP_OPTION_TIMESTAMPS = 8,
    CSOCK_TCP_OPTION_MD5 = 19,
    CSOCK_TCP_OPTION_USER_TIMEOUT = 28, ///< RFC 5482
    CSOCK_TCP_OPTION_AO = 29,           ///< authentication: RFC 5925
    CSOCK_TCP_OPTION_MPTCP = 30,        ///< RFC 8684
    CSOCK_TCP_OPTION_FAST_OPEN = 34,
};

/// The largest number of SACK blocks in 40 bytes of options.
enum { CSOCK_TCP_SACK_BLOCKS_MAX = 4 };

/// Bytes that arrived while earlier ones are missing: RFC 2018 section 3.
typedef struct csock_tcp_sack_block {
    uint32_t left_edge;  ///< the first sequence number
    uint32_t right_edge; ///< the one after the last
} csock_tcp_sack_block;

/// An option. Which members count depends on its kind; the others are 0.
typedef struct csock_tcp_option {
    uint32_t kind;         ///< CSOCK_TCP_OPTION_… or another, 8 bits
    uint32_t segment_size; ///< MSS: in bytes, 16 bits
    uint32_t shift_count;  ///< window scale: 8 bits; RFC 7323 treats more than 14 as 14
    uint32_t timestamp;    ///< timestamps: the sender's clock, TSval
    uint32_t echo_reply;   ///< timestamps: the last TSval of the receiver, TSecr
    uint32_t block_count;  ///< SACK: 1 to 4
    csock_tcp_sack_block blocks[CSOCK_TCP_SACK_BLOCKS_MAX]; ///< SACK
    csock_bytes data; ///< fast open: a cookie of 4 to 16 bytes, even length, or empty to request
                      ///< one; MD5: a digest of 16 bytes; end of list: the padding after it; other
                      ///< kinds: the bytes after kind and length
} csock_tcp_option;

/// Writes an option. Returns its length. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM. A list of
/// them goes into a header padded with zeros to a multiple of 4 bytes.
int csock_tcp_option_encode(const csock_tcp_option *_Nonnull option, void *_Nullable buffer,
                            size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next option from the options of a header. Returns 1; 0 when none is left;
/// -CSOCK_EPKTFIELD for a length that the kind cannot have or that reaches beyond the bytes. The
/// options stay unchanged after an error.
int csock_tcp_option_next(csock_bytes *_Nonnull options, csock_tcp_option *_Nonnull option,
                          csock_wire_error *_Nullable error);

/// Writes the text of an option, "mss 1460": at most `capacity` bytes, with a NUL at the end
/// unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_tcp_option_format(const csock_tcp_option *_Nonnull option, char *_Nullable text,
                               size_t capacity);

/// Writes the text of the options of a header, "mss 1460,nop,wscale 7", in the same way. Options
/// that cannot be read are "malformed".
size_t csock_tcp_options_format(csock_bytes options, char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
