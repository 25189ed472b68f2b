/// Conversion between Ethernet hardware addresses (MAC addresses) and text: ether_aton(3). No
/// function makes a system call.
#ifndef CSOCK_MAC_TEXT_H
#define CSOCK_MAC_TEXT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Length of every text in bytes, without a terminating NUL.
enum { CSOCK_MAC_TEXT_LENGTH = 17 };

/// Parses exactly six pairs of hexadecimal digits, all separated by colons or all by hyphens.
/// `text` need not be NUL-terminated, and may be NULL if `length` is 0. Returns 0 or
/// -CSOCK_EADDRTEXT; `mac` is written on success only.
/// See IEEE 802.
int csock_mac_parse(const char *_Nullable text, size_t length, uint8_t mac[_Nonnull 6]);

/// Writes "52:54:00:12:34:56", in lower case, not NUL-terminated. Returns the text's length, 17.
/// See IEEE 802.
size_t csock_mac_format(const uint8_t mac[_Nonnull 6], char text[_Nonnull CSOCK_MAC_TEXT_LENGTH]);

CSOCK_END_DECLS

#endif
