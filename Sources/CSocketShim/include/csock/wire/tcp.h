/// The TCP header: RFC 9293, RFC 3168 (ECN), RFC 9768 (accurate ECN).
#ifndef CSOCK_WIRE_TCP_H
#define CSOCK_WIRE_TCP_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_TCP_HEADER_MIN = 20,
    CSOCK_TCP_HEADER_MAX = 60,
    CSOCK_TCP_OPTIONS_MAX = 40,
};

/// `flags` of csock_tcp_header: the control bits.
enum {
    CSOCK_TCP_FIN = 0x001,
    CSOCK_TCP_SYN = 0x002,
    CSOCK_TCP_RST = 0x004,
    CSOCK_TCP_PSH = 0x008,
    CSOCK_TCP_ACK = 0x010,
    CSOCK_TCP_URG = 0x020,
    CSOCK_TCP_ECE = 0x040, ///< RFC 3168
    CSOCK_TCP_CWR = 0x080, ///< RFC 3168
    CSOCK_TCP_AE = 0x100,  ///< RFC 9768; before it, NS of RFC 3540
};

/// A TCP header. Its length, which TCP calls the data offset, follows from the options.
typedef struct csock_tcp_header {
    uint32_t source_port;      ///< 16 bits
    uint32_t destination_port; ///< 16 bits
    uint32_t sequence_number;
    uint32_t acknowledgment_number; ///< valid only with CSOCK_TCP_ACK
    uint32_t reserved;              ///< should be 0, 3 bits
    uint32_t flags;                 ///< CSOCK_TCP_FIN, … (above), 9 bits
    uint32_t window;                ///< in bytes, before scaling (RFC 7323), 16 bits
    uint32_t checksum;              ///< of pseudo-header, header and payload, 16 bits
    uint32_t urgent_pointer;        ///< valid only with CSOCK_TCP_URG, 16 bits
    csock_bytes options; ///< 0 to 40 bytes, padded to a multiple of 4: csock/wire/tcp_option.h
} csock_tcp_header;

/// Writes a header. Returns its length, 20 to 60. Fails with -CSOCK_EPKTRANGE, also for options of
/// more than 40 bytes or of a length that is no multiple of 4, and -CSOCK_EPKTROOM.
CSOCK_INLINE int csock_tcp_header_encode(const csock_tcp_header *_Nonnull header,
                                         void *_Nullable buffer, size_t capacity,
                                         csock_wire_error *_Nullable error);

/// Reads the header of a segment. The length of the segment comes from the IP header. Returns the
/// header's length, 20 to 60: the payload begins there. Fails with -CSOCK_EPKTSHORT, and
/// -CSOCK_EPKTFIELD for a data offset below 5 and options whose lengths are wrong.
CSOCK_INLINE int csock_tcp_header_decode(csock_tcp_header *_Nonnull header,
                                         const void *_Nullable bytes, size_t count,
                                         csock_wire_error *_Nullable error);

/// The same for a segment that ends early, such as the 8 bytes that RFC 792 quotes. Zeros that pad
/// a quote (RFC 4884) are not read as header fields. Options may be cut off. Fails with
/// -CSOCK_EPKTFIELD only.
int csock_tcp_header_decode_lenient(csock_tcp_header *_Nonnull header, const void *_Nullable bytes,
                                    size_t count, csock_wire_error *_Nullable error);

/// Writes the control bits as tcpdump(8) does, "S.", or "none": at most `capacity` bytes, with a
/// NUL at the end unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_tcp_flags_format(uint32_t flags, char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#include "../inline/tcp.h"

#endif
