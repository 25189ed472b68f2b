/// Bytes for people to read.
#ifndef CSOCK_HEX_DUMP_H
#define CSOCK_HEX_DUMP_H

#include "base.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_HEX_DUMP_LINE_BYTES = 16,
    CSOCK_HEX_DUMP_LINE_MAX = 96, ///< the longest line, with its newline
};

/// Writes one line of a hex dump as `tcpdump -X` does, of the first 16 bytes at most, that stand at
/// `offset`: `\t0x0010:  7f00 0001 7f00 0001 0800 f7ff 0001 0001  ................\n`. Bytes that
/// are no printable ASCII are dots. Not terminated. Returns the length of the text, 0 for no bytes.
size_t csock_hex_dump_line(const void *_Nullable bytes, size_t count, size_t offset,
                           char text[_Nonnull CSOCK_HEX_DUMP_LINE_MAX]);

CSOCK_END_DECLS

#endif
