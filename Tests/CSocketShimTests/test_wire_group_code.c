#include "csock/result.h"
#include "csock/wire/group_code.h"
#include "harness.h"

// RFC 9776 section 4.1.1: (mant | 0x10) << (exp + 3).
TEST(group_code_of_8_bits_is_a_time_and_back) {
    CHECK_INT(csock_group_code8_time(0), 0);
    CHECK_INT(csock_group_code8_time(127), 127);
    CHECK_INT(csock_group_code8_time(0x80), 128);
    CHECK_INT(csock_group_code8_time(0x8f), 0x1f << 3);
    CHECK_INT(csock_group_code8_time(0xa5), 0x15 << 5);
    CHECK_INT(csock_group_code8_time(255), CSOCK_GROUP_CODE8_MAX);
    CHECK_INT(csock_group_code8_time(256), 0);
    for (uint32_t code = 0; code < 256; code++) {
        uint32_t time = csock_group_code8_time(code);
        CHECK_INT(csock_group_code8(time), code);
        // Times between two codes are rounded down.
        if (code < 255)
            CHECK_INT(csock_group_code8(csock_group_code8_time(code + 1) - 1), code);
    }
    CHECK_INT(csock_group_code8(CSOCK_GROUP_CODE8_MAX + 1), -CSOCK_EPKTRANGE);
    CHECK_INT(csock_group_code8(UINT32_MAX), -CSOCK_EPKTRANGE);
}

// RFC 9777 section 5.1.3: (mant | 0x1000) << (exp + 3).
TEST(group_code_of_16_bits_is_a_time_and_back) {
    CHECK_INT(csock_group_code16_time(32767), 32767);
    CHECK_INT(csock_group_code16_time(0x8000), 32768);
    CHECK_INT(csock_group_code16_time(0xa123), 0x1123 << 5);
    CHECK_INT(csock_group_code16_time(65535), CSOCK_GROUP_CODE16_MAX);
    for (uint32_t code = 0; code < 65536; code++)
        if (csock_group_code16(csock_group_code16_time(code)) != (int)code ||
            (code < 65535 &&
             csock_group_code16(csock_group_code16_time(code + 1) - 1) != (int)code)) {
            CHECK_INT(code, -1);
            break;
        }
    CHECK_INT(csock_group_code16(CSOCK_GROUP_CODE16_MAX + 1), -CSOCK_EPKTRANGE);
    CHECK_INT(csock_group_code16(UINT32_MAX), -CSOCK_EPKTRANGE);
}
