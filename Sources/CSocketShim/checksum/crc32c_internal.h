/// The variants of CRC32c; csock_crc32c uses the fastest of the machine. `state` is the register:
/// the complement of the CRC.
#ifndef CSOCK_CRC32C_INTERNAL_H
#define CSOCK_CRC32C_INTERNAL_H

#include "csock/base.h"

uint32_t csock_crc32c_portable(uint32_t state, const uint8_t *_Nullable bytes, size_t count);

/// Only if csock_crc32c_has_sse42 returns true.
uint32_t csock_crc32c_sse42(uint32_t state, const uint8_t *_Nullable bytes, size_t count);
bool csock_crc32c_has_sse42(void);

#endif
