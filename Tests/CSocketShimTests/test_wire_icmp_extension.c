#include "csock/result.h"
#include "csock/wire/icmp_extension.h"
#include "csock/wire/icmp_object.h"
#include "harness.h"
#include "icmp_extension_case.h"
#include "wire_case.h"

#include <stdlib.h>

TEST(icmp_extension_is_decoded_verified_and_encoded) {
    csock_icmp_extension extension;
    csock_icmp_object object;
    csock_wire_error error;
    uint8_t again[sizeof icmp_structure];
    CHECK_INT(
        csock_icmp_extension_decode(&extension, icmp_structure, sizeof icmp_structure, &error),
        sizeof icmp_structure);
    CHECK_INT(error.code, 0);
    CHECK_INT(extension.version, 2);
    CHECK_INT(extension.reserved, 0);
    CHECK_INT(extension.checksum, 0x6a6a);
    CHECK(csock_icmp_extension_verify(csock_view(icmp_structure, sizeof icmp_structure)));
    CHECK_INT(csock_icmp_extension_checksum(csock_view(icmp_structure, sizeof icmp_structure)),
              0x6a6a);
    CHECK_INT(csock_icmp_extension_checksum(csock_view(icmp_structure, 3)), 0);
    // The sum is ffff. Its complement 0 would mean that there is no checksum.
    CHECK_INT(csock_icmp_extension_checksum(csock_view((const uint8_t *)"\x20\0\0\0\xdf\xff", 6)),
              0xffff);
    CHECK_INT(csock_icmp_extension_encode(&extension, again, sizeof again, &error), sizeof again);
    CHECK_BYTES(again, sizeof again, icmp_structure, sizeof icmp_structure);
    CHECK_INT(csock_icmp_extension_encode(&extension, again, sizeof again - 1, &error),
              -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, sizeof again);
    CHECK_INT(csock_icmp_extension_encode(&extension, NULL, 0, &error), -CSOCK_EPKTROOM);
    csock_bytes objects = extension.objects;
    size_t place = 4;
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(csock_icmp_object_next(&objects, &object, &error), 1);
        CHECK_INT(object.class_num, i == 0 ? CSOCK_ICMP_CLASS_MPLS : 3);
        CHECK_INT(object.c_type, 1);
        CHECK(object.payload.start == icmp_structure + place + 4);
        int length = csock_icmp_object_encode(&object, again, sizeof again, &error);
        CHECK_INT(length, i == 0 ? 12 : 8);
        CHECK_BYTES(again, (size_t)length, icmp_structure + place, (size_t)length);
        CHECK_INT(csock_icmp_object_encode(&object, again, (size_t)length - 1, &error),
                  -CSOCK_EPKTROOM);
        place += (size_t)length;
    }
    CHECK_INT(csock_icmp_object_next(&objects, &object, &error), 0);
}

TEST(icmp_extensions_with_changed_bits_or_missing_bytes_round_trip_or_fail) {
    for (size_t cut = 0; cut <= sizeof icmp_structure; cut++)
        for (size_t bit = 0; bit <= cut * 8; bit++) {
            uint8_t *copy = exact_copy(icmp_structure, cut), again[sizeof icmp_structure];
            csock_icmp_extension extension;
            csock_wire_error error;
            if (bit < cut * 8)
                copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
            int result = csock_icmp_extension_decode(&extension, copy, cut, &error);
            if (result >= 0) {
                CHECK_INT(result, cut);
                CHECK_INT(csock_icmp_extension_encode(&extension, again, sizeof again, NULL), cut);
                CHECK_BYTES(again, cut, copy, cut);
            } else {
                CHECK(result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD);
                CHECK_INT(error.code, -result);
                CHECK_INT(error.layer, CSOCK_LAYER_ICMP_EXTENSION);
                if (result == -CSOCK_EPKTSHORT) {
                    CHECK_INT(error.available, cut);
                    CHECK(error.needed > cut);
                }
            }
            int lenient = csock_icmp_extension_decode_lenient(&extension, copy, cut, &error);
            CHECK_INT(lenient, result == -CSOCK_EPKTFIELD ? result : (int)cut);
            CHECK_INT(error.code, result < 0 ? -result : 0);
            // Only a checksum of 0 means that there is none.
            if (bit < cut * 8 && cut == sizeof icmp_structure)
                CHECK(!csock_icmp_extension_verify(csock_view(copy, cut)));
            free(copy);
        }
}

TEST(decoding_an_icmp_extension_names_the_invalid_field) {
    static const struct {
        uint8_t bytes[12];
        size_t count;
        int code;
        const char *field;
        size_t offset;
        uint64_t needed, available;
    } cases[] = {
        {{0x10, 0, 0, 0}, 4, CSOCK_EPKTFIELD, "Version", 0, 2, 1},
        {{0x20, 0, 0}, 3, CSOCK_EPKTSHORT, "Checksum", 2, 4, 3},
        {{0x20, 0, 0, 0, 0, 3, 1, 1}, 8, CSOCK_EPKTFIELD, "Object Length", 4, 4, 3},
        {{0x20, 0, 0, 0, 0, 6, 1, 1, 0, 0}, 12, CSOCK_EPKTFIELD, "Object Length", 4, 4, 6},
        {{0x20, 0, 0, 0, 0, 12, 1, 1, 0, 0}, 12, CSOCK_EPKTSHORT, "Object Payload", 8, 16, 12},
        {{0x20, 0, 0, 0, 0, 4, 1, 1, 0, 4}, 10, CSOCK_EPKTSHORT, "Object Length", 8, 12, 10},
    };
    csock_icmp_extension extension;
    csock_wire_error error;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_INT(csock_icmp_extension_decode(&extension, cases[i].bytes, cases[i].count, &error),
                  -cases[i].code);
        CHECK_TEXT(error.field, cases[i].field);
        CHECK_INT(error.offset, cases[i].offset);
        CHECK_INT(error.needed, cases[i].needed);
        CHECK_INT(error.available, cases[i].available);
        CHECK_INT(csock_icmp_extension_decode(&extension, cases[i].bytes, cases[i].count, NULL),
                  -cases[i].code);
    }
    CHECK(csock_icmp_extension_verify(csock_view((const uint8_t *)"\x20\0\0\0", 4)));
    CHECK(!csock_icmp_extension_verify(csock_view(icmp_structure, 3)));
}

TEST(encoding_an_icmp_extension_refuses_values_out_of_range) {
    static const uint8_t data[8];
    csock_wire_error error;
    uint8_t buffer[16];
    const struct {
        csock_icmp_extension extension;
        const char *field;
        uint64_t value, greatest;
    } structures[] = {
        {{16, 0, 0, {NULL, 0}}, "Version", 16, 15},
        {{2, 4096, 0, {NULL, 0}}, "Reserved", 4096, 4095},
        {{2, 0, 65536, {NULL, 0}}, "Checksum", 65536, 65535},
        {{2, 0, 0, {data, SIZE_MAX}}, "Objects", SIZE_MAX, INT32_MAX - 4},
    };
    for (size_t i = 0; i < sizeof structures / sizeof structures[0]; i++) {
        CHECK_INT(csock_icmp_extension_encode(&structures[i].extension, buffer, 16, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, structures[i].field);
        CHECK_INT(error.needed, structures[i].value);
        CHECK_INT(error.available, structures[i].greatest);
    }
    const struct {
        csock_icmp_object object;
        const char *field;
        uint64_t value, greatest;
    } objects[] = {
        {{256, 0, {NULL, 0}}, "Class-Num", 256, 255},
        {{1, 256, {NULL, 0}}, "C-Type", 256, 255},
        {{1, 1, {data, 5}}, "Object Payload", 5, 4},
        {{1, 1, {data, 65532}}, "Object Payload", 65532, 65528},
    };
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        CHECK_INT(csock_icmp_object_encode(&objects[i].object, buffer, 16, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, objects[i].field);
        CHECK_INT(error.needed, objects[i].value);
        CHECK_INT(error.available, objects[i].greatest);
    }
}
