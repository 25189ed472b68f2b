/// An ICMP extension structure for the tests of extensions and of the errors that carry them.
#ifndef ICMP_EXTENSION_CASE_H
#define ICMP_EXTENSION_CASE_H

#include <stdint.h>

/// Two MPLS labels and the name of an interface: RFC 4884 sections 7 and 8, RFC 4950, RFC 8335.
static const uint8_t icmp_structure[] = {0x20, 0x00, 0x6a, 0x6a, 0x00, 0x0c, 0x01, 0x01,
                                         0x00, 0x01, 0x0a, 0x40, 0x0b, 0xcd, 0xef, 0x01,
                                         0x00, 0x08, 0x03, 0x01, 0x6c, 0x6f, 0x00, 0x00};

#endif
