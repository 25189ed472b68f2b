/// The Internet checksum (RFC 1071) of IPv4, ICMP, IGMP, UDP, UDP-Lite and TCP: pieces of any
/// length in any split, pseudo-headers, and updates of a checksum without the data (RFC 1624). Pure
/// functions: no system call, no allocation. Bytes may be at any address; nothing is read beyond
/// the last one. SCTP has another checksum: csock/crc32c.h.
///
///     csock_checksum sum = {0};
///     csock_checksum_pseudo_ipv4(&sum, source, destination, 17, (uint32_t)(8 + count));
///     csock_checksum_partial(&sum, header, 8); // its checksum field is 0
///     csock_checksum_partial(&sum, payload, count);
///     uint16_t checksum = csock_checksum_finish_udp(&sum);
///
/// A checksum is a number in the machine's byte order, as the fields of headers are: 0x1234 is
/// stored as the bytes 0x12, 0x34.
#ifndef CSOCK_CHECKSUM_H
#define CSOCK_CHECKSUM_H

#include "inline/sum.h"

CSOCK_BEGIN_DECLS

/// A running sum. A zeroed sum is empty. It is a plain value: a copy continues on its own.
typedef struct csock_checksum {
    uint64_t sum; ///< ones' complement, of 64-bit numbers in the order in which memory has them
    uint64_t
        count; ///< bytes in all pieces so far; where it is odd, the next begins at an odd place
} csock_checksum;

/// Adds a piece: the next bytes after those of all pieces before, of which there may be an odd
/// number. `bytes` may be NULL if `count` is 0.
void csock_checksum_partial(csock_checksum *_Nonnull sum, const void *_Nullable bytes,
                            size_t count);

/// Adds a piece as csock_checksum_partial does, but only the part within the first `covered` bytes
/// of all pieces: the partial coverage of UDP-Lite.
void csock_checksum_partial_covered(csock_checksum *_Nonnull sum, const void *_Nullable bytes,
                                    size_t count, uint64_t covered);

/// Copies a piece and adds it. The two places must not overlap; both may be NULL if `count` is 0.
void csock_checksum_copy(csock_checksum *_Nonnull sum, void *_Nullable to,
                         const void *_Nullable from, size_t count);

/// Appends a sum that was made separately, as if its pieces followed here.
static inline void csock_checksum_add(csock_checksum *_Nonnull sum,
                                      const csock_checksum *_Nonnull next) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_at(next->sum, sum->count));
    sum->count += next->count;
}

/// Adds a number of 16 or 32 bits at an even offset: a field of a header. It does not count as a
/// piece, so a field may be added at any time.
static inline void csock_checksum_add16(csock_checksum *_Nonnull sum, uint16_t number) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_of16(number));
}
static inline void csock_checksum_add32(csock_checksum *_Nonnull sum, uint32_t number) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_of32(number));
}

/// Adds the pseudo-header of UDP, UDP-Lite and TCP over IPv4 (RFC 768, RFC 9293 section 3.1), at
/// any time. `length` counts the header and payload of the upper layer in bytes, also for UDP-Lite
/// with partial coverage. The pseudo-header has 8 bits for `protocol` and 16 for `length`.
void csock_checksum_pseudo_ipv4(csock_checksum *_Nonnull sum, const uint8_t source[_Nonnull 4],
                                const uint8_t destination[_Nonnull 4], uint32_t protocol,
                                uint32_t length);

/// Adds the pseudo-header of IPv6 (RFC 8200 section 8.1), which ICMPv6 has too. `next_header` is
/// the upper layer's number, even after extension headers. `destination` is the final destination
/// if there is a routing header. `length` counts the upper layer; a jumbogram (RFC 2675) uses all
/// 32 bits.
void csock_checksum_pseudo_ipv6(csock_checksum *_Nonnull sum, const uint8_t source[_Nonnull 16],
                                const uint8_t destination[_Nonnull 16], uint32_t next_header,
                                uint32_t length);

/// The ones' complement sum so far in 16 bits. 0 only if all bytes added were 0.
static inline uint16_t csock_checksum_fold(const csock_checksum *_Nonnull sum) {
    return csock_sum_fold(sum->sum);
}

/// The checksum for the header: the complement of the sum. The checksum field must have been 0 in
/// the sum.
static inline uint16_t csock_checksum_finish(const csock_checksum *_Nonnull sum) {
    return (uint16_t)~csock_sum_fold(sum->sum);
}

/// The checksum for a UDP header. A result of 0 becomes 0xFFFF, because 0 means no checksum (RFC
/// 768, RFC 8200 section 8.1). UDP-Lite too (RFC 3828 section 3.1).
static inline uint16_t csock_checksum_finish_udp(const csock_checksum *_Nonnull sum) {
    return csock_sum_udp(csock_checksum_finish(sum));
}

/// Whether the data is intact, by a sum that includes the checksum of the header. The caller must
/// treat a field of 0 in UDP over IPv4, no checksum, separately.
static inline bool csock_checksum_verify(const csock_checksum *_Nonnull sum) {
    return csock_sum_fold(sum->sum) == UINT16_MAX;
}

/// The checksum of bytes in one piece: csock_checksum_partial and csock_checksum_finish.
uint16_t csock_checksum_of(const void *_Nullable bytes, size_t count);

/// The checksum after a field at an even offset has changed (RFC 1624, equation 3). It equals that
/// of a new sum unless all covered bytes are 0 now, which no header has.
static inline uint16_t csock_checksum_replace16(uint16_t checksum, uint16_t before,
                                                uint16_t after) {
    // HC' = ~(~HC + ~m + m'). No change is a case of its own for a checksum of 0xFFFF, that of
    // zeros, which would become 0.
    uint32_t sum = 3u * UINT16_MAX - checksum - before + after; // one more, which is 0, for all 0
    return before == after ? checksum : (uint16_t)~csock_sum_fold_numbers32(sum);
}
static inline uint16_t csock_checksum_replace32(uint16_t checksum, uint32_t before,
                                                uint32_t after) {
    // The same with halves of 16 bits added as well as numbers of 16.
    uint64_t sum = (uint64_t)(uint16_t)~checksum + ~before + after;
    return before == after ? checksum : (uint16_t)~csock_sum_fold_numbers(sum);
}

/// The checksum after `count` bytes have changed. They begin `offset` bytes into the covered bytes;
/// the offset may be odd. `before` and `after` may be NULL if `count` is 0.
uint16_t csock_checksum_replace_bytes(uint16_t checksum, size_t offset,
                                      const void *_Nullable before, const void *_Nullable after,
                                      size_t count);

/// The same for UDP: 0, no checksum, stays 0, and a result of 0 becomes 0xFFFF.
static inline uint16_t csock_checksum_replace16_udp(uint16_t checksum, uint16_t before,
                                                    uint16_t after) {
    return checksum == 0 ? 0 : csock_sum_udp(csock_checksum_replace16(checksum, before, after));
}
static inline uint16_t csock_checksum_replace32_udp(uint16_t checksum, uint32_t before,
                                                    uint32_t after) {
    return checksum == 0 ? 0 : csock_sum_udp(csock_checksum_replace32(checksum, before, after));
}
uint16_t csock_checksum_replace_bytes_udp(uint16_t checksum, size_t offset,
                                          const void *_Nullable before, const void *_Nullable after,
                                          size_t count);

/// The number of bytes that a UDP-Lite checksum covers, from the start of the header: `coverage` is
/// the header's field, `length` the length of header and payload. A coverage of 0 means all bytes.
/// A coverage of 1 to 7 or above `length` is not valid, and the packet must be dropped (RFC 3828
/// section 3.1). Returns whether it is valid; `covered` is written only then.
bool csock_checksum_coverage(uint32_t coverage, size_t length, uint64_t *_Nonnull covered);

CSOCK_END_DECLS

#endif
