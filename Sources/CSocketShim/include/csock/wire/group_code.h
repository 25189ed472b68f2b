/// Codes for times in fields of IGMPv3 and MLDv2: RFC 9776 sections 4.1.1 and 4.1.7, RFC 9777
/// sections 5.1.3 and 5.1.9. A code in the lower half of the range is the time itself. A code in
/// the upper half is a floating-point number: exponent and mantissa. The unit of a time is that of
/// the field: tenths of a second, milliseconds or seconds.
#ifndef CSOCK_WIRE_GROUP_CODE_H
#define CSOCK_WIRE_GROUP_CODE_H

#include "../base.h"

CSOCK_BEGIN_DECLS

/// The greatest times.
enum {
    CSOCK_GROUP_CODE8_MAX = 31744,
    CSOCK_GROUP_CODE16_MAX = 8387584,
};

/// The time of an 8-bit code: IGMPv3's Max Resp Code, and the Querier's Query Interval Code of
/// both. Higher bits are ignored.
uint32_t csock_group_code8_time(uint32_t code);

/// The time of a 16-bit code: MLDv2's Maximum Response Code. Higher bits are ignored.
uint32_t csock_group_code16_time(uint32_t code);

/// The 8-bit code of a time, or of the next shorter time that has a code. Returns -CSOCK_EPKTRANGE
/// for a time over CSOCK_GROUP_CODE8_MAX.
int csock_group_code8(uint32_t time);

/// The 16-bit code of a time, or of the next shorter time that has a code. Returns -CSOCK_EPKTRANGE
/// for a time over CSOCK_GROUP_CODE16_MAX.
int csock_group_code16(uint32_t time);

CSOCK_END_DECLS

#endif
