/// The Internet checksum (RFC 1071) of IPv4, ICMP, IGMP, UDP, UDP-Lite and TCP: data in any number
/// of pieces of any length, pseudo-headers, and incremental updates (RFC 1624). Pure functions: no
/// system call, no allocation. Bytes may be at any address; nothing is read beyond the last one.
/// SCTP has another checksum: csock/crc32c.h.
///
///     csock_checksum sum = {0};
///     csock_checksum_pseudo_ipv4(&sum, source, destination, 17, (uint32_t)(8 + count));
///     csock_checksum_partial(&sum, header, 8); // its checksum field is 0
///     csock_checksum_partial(&sum, payload, count);
///     uint16_t checksum = csock_checksum_finish_udp(&sum);
///
/// A checksum is a number in host byte order, like all header fields of this library. On the wire,
/// 0x1234 is the bytes 0x12, 0x34.
#ifndef CSOCK_CHECKSUM_H
#define CSOCK_CHECKSUM_H

#include "inline/sum.h"

CSOCK_BEGIN_DECLS

/// A running sum. A zeroed sum is empty. It is a plain value: a copy continues on its own.
typedef struct csock_checksum {
    uint64_t sum;   ///< ones' complement sum of 64-bit words, each loaded in memory order
    uint64_t count; ///< bytes in all pieces so far; if odd, the next piece begins at an odd offset
} csock_checksum;

/// Adds a piece, which follows all pieces added before. Their total length may be odd. `bytes` may
/// be NULL if `count` is 0.
void csock_checksum_partial(csock_checksum *_Nonnull sum, const void *_Nullable bytes,
                            size_t count);

/// Adds a piece as csock_checksum_partial does, but only the part within the first `covered` bytes
/// of all pieces: the partial coverage of UDP-Lite.
void csock_checksum_partial_covered(csock_checksum *_Nonnull sum, const void *_Nullable bytes,
                                    size_t count, uint64_t covered);

/// Copies a piece and adds it. The buffers must not overlap; both may be NULL if `count` is 0.
void csock_checksum_copy(csock_checksum *_Nonnull sum, void *_Nullable to,
                         const void *_Nullable from, size_t count);

/// Appends a sum that was made separately, as if its pieces followed here.
static inline void csock_checksum_add(csock_checksum *_Nonnull sum,
                                      const csock_checksum *_Nonnull next) {
    sum->sum = csock_sum_plus(sum->sum, csock_sum_at(next->sum, sum->count));
    sum->count += next->count;
}

/// Adds a number of 16 or 32 bits at an even offset: a field of a header. It is not counted as a
/// piece, so the order of calls does not matter.
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

/// Returns the ones' complement sum so far, folded to 16 bits. It is 0 only if all bytes added are
/// 0.
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

/// Returns whether the checksum is correct; the sum must include the checksum field. In UDP over
/// IPv4 a field of 0 means no checksum: the caller must check for it first.
static inline bool csock_checksum_verify(const csock_checksum *_Nonnull sum) {
    return csock_sum_fold(sum->sum) == UINT16_MAX;
}

/// The checksum of bytes in one piece: csock_checksum_partial and csock_checksum_finish.
uint16_t csock_checksum_of(const void *_Nullable bytes, size_t count);

/// The checksum after a field at an even offset has changed (RFC 1624, equation 3). The result
/// equals a checksum computed from the new bytes, unless all covered bytes are now 0, which does
/// not occur with real headers.
static inline uint16_t csock_checksum_replace16(uint16_t checksum, uint16_t before,
                                                uint16_t after) {
    // HC' = ~(~HC + ~m + m'). If nothing changes, the checksum is returned as it is: 0xFFFF, the
    // checksum of zeros, would become 0.
    uint32_t sum = 3u * UINT16_MAX - checksum - before + after; // one more, which is 0, for all 0
    return before == after ? checksum : (uint16_t)~csock_sum_fold_numbers32(sum);
}
static inline uint16_t csock_checksum_replace32(uint16_t checksum, uint32_t before,
                                                uint32_t after) {
    // The same: adding 32-bit numbers and folding adds their 16-bit halves.
    uint64_t sum = (uint64_t)(uint16_t)~checksum + ~before + after;
    return before == after ? checksum : (uint16_t)~csock_sum_fold_numbers(sum);
}

/// The checksum after `count` bytes have changed. `offset` is their position in the covered bytes;
/// it may be odd. `before` and `after` may be NULL if `count` is 0.
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
