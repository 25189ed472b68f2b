/// Ethernet's hardware addresses as text, both ways. Pure functions, no system call.
#ifndef CSOCK_MAC_TEXT_H
#define CSOCK_MAC_TEXT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// The length of every text, without a terminating NUL.
enum { CSOCK_MAC_TEXT_LENGTH = 17 };

/// Reads six parts of two hexadecimal digits, separated by colons or all by hyphens (IEEE 802), and
/// nothing else. `text` need not be terminated, and may be NULL if `length` is 0. Returns 0 or
/// -CSOCK_EADDRTEXT; `mac` is written only on success.
int csock_mac_parse(const char *_Nullable text, size_t length, uint8_t mac[_Nonnull 6]);

/// Writes "52:54:00:12:34:56", not terminated, and returns its length, 17.
size_t csock_mac_format(const uint8_t mac[_Nonnull 6], char text[_Nonnull CSOCK_MAC_TEXT_LENGTH]);

CSOCK_END_DECLS

#endif
