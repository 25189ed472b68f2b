#include "csock/crc32c.h"

#include "checksum/crc32c_internal.h"

#include <string.h>

// Eight bytes at a time: slice k is the effect of a byte on the register k bytes later. The
// remainder is linear: that of a byte is the combination of those of its eight bits, listed here
// from 1 to 128.
#define BIT(byte, number, of) ((byte) >> (number) & 1 ? (of) : 0u)
#define ENTRY(byte, a, b, c, d, e, f, g, h)                                                        \
    (BIT(byte, 0, a) ^ BIT(byte, 1, b) ^ BIT(byte, 2, c) ^ BIT(byte, 3, d) ^ BIT(byte, 4, e) ^     \
     BIT(byte, 5, f) ^ BIT(byte, 6, g) ^ BIT(byte, 7, h))
#define FOUR(byte, ...)                                                                            \
    ENTRY(byte, __VA_ARGS__), ENTRY((byte) + 1, __VA_ARGS__), ENTRY((byte) + 2, __VA_ARGS__),      \
        ENTRY((byte) + 3, __VA_ARGS__)
#define SIXTEEN(byte, ...)                                                                         \
    FOUR(byte, __VA_ARGS__), FOUR((byte) + 4, __VA_ARGS__), FOUR((byte) + 8, __VA_ARGS__),         \
        FOUR((byte) + 12, __VA_ARGS__)
#define SIXTY_FOUR(byte, ...)                                                                      \
    SIXTEEN(byte, __VA_ARGS__), SIXTEEN((byte) + 16, __VA_ARGS__),                                 \
        SIXTEEN((byte) + 32, __VA_ARGS__), SIXTEEN((byte) + 48, __VA_ARGS__)
#define SLICE(...)                                                                                 \
    {SIXTY_FOUR(0, __VA_ARGS__), SIXTY_FOUR(64, __VA_ARGS__), SIXTY_FOUR(128, __VA_ARGS__),        \
     SIXTY_FOUR(192, __VA_ARGS__)}

static const uint32_t slices[8][256] = {
    SLICE(0xf26b8303, 0xe13b70f7, 0xc79a971f, 0x8ad958cf, 0x105ec76f, 0x20bd8ede, 0x417b1dbc,
          0x82f63b78),
    SLICE(0x13a29877, 0x274530ee, 0x4e8a61dc, 0x9d14c3b8, 0x3fc5f181, 0x7f8be302, 0xff17c604,
          0xfbc3faf9),
    SLICE(0xa541927e, 0x4f6f520d, 0x9edea41a, 0x38513ec5, 0x70a27d8a, 0xe144fb14, 0xc76580d9,
          0x8b277743),
    SLICE(0xdd45aab8, 0xbf672381, 0x7b2231f3, 0xf64463e6, 0xe964b13d, 0xd725148b, 0xaba65fe7,
          0x52a0c93f),
    SLICE(0x38116fac, 0x7022df58, 0xe045beb0, 0xc5670b91, 0x8f2261d3, 0x1ba8b557, 0x37516aae,
          0x6ea2d55c),
    SLICE(0xef306b19, 0xdb8ca0c3, 0xb2f53777, 0x6006181f, 0xc00c303e, 0x85f4168d, 0x0e045beb,
          0x1c08b7d6),
    SLICE(0x68032cc8, 0xd0065990, 0xa5e0c5d1, 0x4e2dfd53, 0x9c5bfaa6, 0x3d5b83bd, 0x7ab7077a,
          0xf56e0ef4),
    SLICE(0x493c7d27, 0x9278fa4e, 0x211d826d, 0x423b04da, 0x847609b4, 0x0d006599, 0x1a00cb32,
          0x34019664),
};

static uint32_t load_little_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

uint32_t csock_crc32c_portable(uint32_t state, const uint8_t *bytes, size_t count) {
    for (; count >= 8; count -= 8, bytes += 8) {
        uint32_t low = state ^ load_little_endian(bytes), high = load_little_endian(bytes + 4);
        state = slices[7][low & 0xff] ^ slices[6][low >> 8 & 0xff] ^ slices[5][low >> 16 & 0xff] ^
                slices[4][low >> 24] ^ slices[3][high & 0xff] ^ slices[2][high >> 8 & 0xff] ^
                slices[1][high >> 16 & 0xff] ^ slices[0][high >> 24];
    }
    for (; count > 0; count--, bytes++)
        state = state >> 8 ^ slices[0][(state ^ *bytes) & 0xff];
    return state;
}

#if defined(__x86_64__)

bool csock_crc32c_has_sse42(void) {
    return __builtin_cpu_supports("sse4.2");
}

__attribute__((target("sse4.2"))) uint32_t csock_crc32c_sse42(uint32_t state, const uint8_t *bytes,
                                                              size_t count) {
    uint64_t wide = state;
    for (; count >= 8; count -= 8, bytes += 8) {
        uint64_t word;
        memcpy(&word, bytes, sizeof word);
        wide = __builtin_ia32_crc32di(wide, word);
    }
    state = (uint32_t)wide;
    for (; count > 0; count--, bytes++)
        state = __builtin_ia32_crc32qi(state, *bytes);
    return state;
}

#else

bool csock_crc32c_has_sse42(void) {
    return false;
}

uint32_t csock_crc32c_sse42(uint32_t state, const uint8_t *bytes, size_t count) {
    return csock_crc32c_portable(state, bytes, count);
}

#endif

uint32_t csock_crc32c(uint32_t crc, const void *bytes, size_t count) {
    return ~(csock_crc32c_has_sse42() ? csock_crc32c_sse42(~crc, bytes, count)
                                      : csock_crc32c_portable(~crc, bytes, count));
}

uint32_t csock_crc32c_sctp(uint32_t crc) {
    return __builtin_bswap32(crc);
}
