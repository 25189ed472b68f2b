/// Where the fields of IP headers stand, in bytes: RFC 791 section 3.1, RFC 8200 section 3.
#ifndef CSOCK_IP_OFFSET_H
#define CSOCK_IP_OFFSET_H

enum {
    CSOCK_IPV4_AT_VERSION = 0, ///< and IHL
    CSOCK_IPV4_AT_DSCP = 1,    ///< and ECN
    CSOCK_IPV4_AT_TOTAL_LENGTH = 2,
    CSOCK_IPV4_AT_IDENTIFICATION = 4,
    CSOCK_IPV4_AT_FLAGS = 6, ///< and fragment offset
    CSOCK_IPV4_AT_TIME_TO_LIVE = 8,
    CSOCK_IPV4_AT_PROTOCOL = 9,
    CSOCK_IPV4_AT_CHECKSUM = 10,
    CSOCK_IPV4_AT_SOURCE = 12,
    CSOCK_IPV4_AT_DESTINATION = 16,
    CSOCK_IPV4_AT_OPTIONS = 20,
};

/// Of the 16 bits at CSOCK_IPV4_AT_FLAGS.
enum { CSOCK_IPV4_OFFSET_MASK = 0x1fff, CSOCK_IPV4_FLAGS_SHIFT = 13 };

enum {
    CSOCK_IPV6_AT_VERSION = 0, ///< with traffic class and flow label
    CSOCK_IPV6_AT_PAYLOAD_LENGTH = 4,
    CSOCK_IPV6_AT_NEXT_HEADER = 6,
    CSOCK_IPV6_AT_HOP_LIMIT = 7,
    CSOCK_IPV6_AT_SOURCE = 8,
    CSOCK_IPV6_AT_DESTINATION = 24,
};

#endif
