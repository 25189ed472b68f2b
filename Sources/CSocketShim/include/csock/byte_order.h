/// Integers in network byte order (big-endian) at any alignment, as packet headers hold them:
/// byteorder(3).
///
/// Implemented with fixed-size copies: not every compiler turns byte shifts into one load.
#ifndef CSOCK_BYTE_ORDER_H
#define CSOCK_BYTE_ORDER_H

#include "base.h"

#include <string.h>

CSOCK_BEGIN_DECLS

/// Converts between host and network byte order; the conversion is its own inverse.
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define CSOCK_NETWORK16(number) (number)
#define CSOCK_NETWORK32(number) (number)
#define CSOCK_NETWORK64(number) (number)
#else
#define CSOCK_NETWORK16(number) __builtin_bswap16(number)
#define CSOCK_NETWORK32(number) __builtin_bswap32(number)
#define CSOCK_NETWORK64(number) __builtin_bswap64(number)
#endif

/// Reads a 16-bit integer in network byte order.
static inline uint16_t csock_load16(const uint8_t *_Nonnull bytes) {
    uint16_t value;
    memcpy(&value, bytes, sizeof value);
    return CSOCK_NETWORK16(value);
}

/// Reads a 32-bit integer in network byte order.
static inline uint32_t csock_load32(const uint8_t *_Nonnull bytes) {
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return CSOCK_NETWORK32(value);
}

/// Reads a 64-bit integer in network byte order.
static inline uint64_t csock_load64(const uint8_t *_Nonnull bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return CSOCK_NETWORK64(value);
}

/// Writes the low 8 bits of an integer.
static inline void csock_store8(uint8_t *_Nonnull bytes, uint32_t value) {
    bytes[0] = (uint8_t)value;
}

/// Writes the low 16 bits of an integer in network byte order.
static inline void csock_store16(uint8_t *_Nonnull bytes, uint32_t value) {
    uint16_t ordered = CSOCK_NETWORK16((uint16_t)value);
    memcpy(bytes, &ordered, sizeof ordered);
}

/// Writes a 32-bit integer in network byte order.
static inline void csock_store32(uint8_t *_Nonnull bytes, uint32_t value) {
    uint32_t ordered = CSOCK_NETWORK32(value);
    memcpy(bytes, &ordered, sizeof ordered);
}

/// Writes a 64-bit integer in network byte order.
static inline void csock_store64(uint8_t *_Nonnull bytes, uint64_t value) {
    uint64_t ordered = CSOCK_NETWORK64(value);
    memcpy(bytes, &ordered, sizeof ordered);
}

CSOCK_END_DECLS

#endif
