#include "csock/wire/group_code.h"

#include "csock/result.h"

// A code: 1 bit that says that it is a floating-point number, an exponent of 3, and the mantissa
// without its highest bit, which is always 1.
enum {
    MANTISSA8 = 4,
    MANTISSA16 = 12,
    EXPONENT_BIAS = 3,
};

static uint32_t time_of(uint32_t code, unsigned mantissa_bits) {
    uint32_t exact = UINT32_C(1) << (mantissa_bits + 3), hidden = UINT32_C(1) << mantissa_bits;
    code &= exact * 2 - 1;
    if (code < exact)
        return code;
    return ((code & (hidden - 1)) | hidden) << ((code >> mantissa_bits & 7) + EXPONENT_BIAS);
}

// `time` is at most the greatest, whose exponent is 7.
static int code_of(uint32_t time, unsigned mantissa_bits) {
    uint32_t exact = UINT32_C(1) << (mantissa_bits + 3), hidden = UINT32_C(1) << mantissa_bits;
    uint32_t exponent = 0;
    if (time < exact)
        return (int)time;
    while (time >> (exponent + EXPONENT_BIAS) >= hidden * 2)
        exponent++;
    return (int)(exact | exponent << mantissa_bits |
                 (time >> (exponent + EXPONENT_BIAS) & (hidden - 1)));
}

uint32_t csock_group_code8_time(uint32_t code) {
    return time_of(code, MANTISSA8);
}

uint32_t csock_group_code16_time(uint32_t code) {
    return time_of(code, MANTISSA16);
}

int csock_group_code8(uint32_t time) {
    return time > CSOCK_GROUP_CODE8_MAX ? -CSOCK_EPKTRANGE : code_of(time, MANTISSA8);
}

int csock_group_code16(uint32_t time) {
    return time > CSOCK_GROUP_CODE16_MAX ? -CSOCK_EPKTRANGE : code_of(time, MANTISSA16);
}
