/// CRC32c, the checksum of SCTP (RFC 9260 appendix A; CRC-32/ISCSI, Castagnoli's polynomial), over
/// pieces of any length. Pure functions: no system call, no allocation.
///
///     uint32_t crc = csock_crc32c(0, header, 12); // its checksum field is 0
///     crc = csock_crc32c(crc, chunks, count);
///     uint32_t checksum = csock_crc32c_sctp(crc);
#ifndef CSOCK_CRC32C_H
#define CSOCK_CRC32C_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The CRC after one more piece; `crc` is the CRC of the pieces before, 0 for none. `bytes` may be
/// NULL if `count` is 0.
uint32_t csock_crc32c(uint32_t crc, const void *_Nullable bytes, size_t count);

/// The value of an SCTP checksum field for this CRC, for callers that store it most significant
/// byte first like other fields. SCTP is the only protocol that stores the least significant byte
/// first.
uint32_t csock_crc32c_sctp(uint32_t crc);

CSOCK_END_DECLS

#endif
