/// Hex dumps in the format of tcpdump(1), option -X.
#ifndef CSOCK_HEX_DUMP_H
#define CSOCK_HEX_DUMP_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Sizes of a line of a hex dump.
enum {
    CSOCK_HEX_DUMP_LINE_BYTES = 16, ///< bytes shown per line
    CSOCK_HEX_DUMP_LINE_MAX = 96,   ///< longest line in characters, with its newline
};

/// Writes one line of a hex dump: the first 16 of `count` bytes, labelled with `offset`, as in
/// `\t0x0010:  7f00 0001 7f00 0001 0800 f7ff 0001 0001  ................\n`. Non-printable bytes
/// appear as dots in the text column. The line is not NUL-terminated. Returns its length, or 0 if
/// `count` is 0.
/// See tcpdump(1).
size_t csock_hex_dump_line(const void *_Nullable bytes, size_t count, size_t offset,
                           char text[_Nonnull CSOCK_HEX_DUMP_LINE_MAX]);

CSOCK_END_DECLS

#endif
