#include "csock/checksum.h"
#include "csock/result.h"
#include "csock/wire/icmp_extension.h"
#include "csock/wire/icmp_object.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// Two MPLS labels and the name of an interface: RFC 4884 sections 7 and 8, RFC 4950, RFC 8335.
static const uint8_t structure[] = {0x20, 0x00, 0x6a, 0x6a, 0x00, 0x0c, 0x01, 0x01,
                                    0x00, 0x01, 0x0a, 0x40, 0x0b, 0xcd, 0xef, 0x01,
                                    0x00, 0x08, 0x03, 0x01, 0x6c, 0x6f, 0x00, 0x00};

static csock_bytes view(const uint8_t *bytes, size_t count) {
    csock_bytes result = {bytes, count};
    return result;
}

TEST(icmp_extension) {
    csock_icmp_extension extension;
    csock_icmp_object object;
    csock_wire_error error;
    uint8_t again[sizeof structure];
    CHECK_INT(csock_icmp_extension_decode(&extension, structure, sizeof structure, &error),
              sizeof structure);
    CHECK_INT(error.code, 0);
    CHECK_INT(extension.version, 2);
    CHECK_INT(extension.reserved, 0);
    CHECK_INT(extension.checksum, 0x6a6a);
    CHECK(csock_icmp_extension_verify(view(structure, sizeof structure)));
    CHECK_INT(csock_icmp_extension_checksum(view(structure, sizeof structure)), 0x6a6a);
    CHECK_INT(csock_icmp_extension_checksum(view(structure, 3)), 0);
    // The rest of the sum is 0xffff: its complement, 0, would mean something else.
    CHECK_INT(csock_icmp_extension_checksum(view((const uint8_t *)"\x20\0\0\0\xdf\xff", 6)),
              0xffff);
    CHECK_INT(csock_icmp_extension_encode(&extension, again, sizeof again, &error), sizeof again);
    CHECK_BYTES(again, sizeof again, structure, sizeof structure);
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
        CHECK(object.payload.start == structure + place + 4);
        int length = csock_icmp_object_encode(&object, again, sizeof again, &error);
        CHECK_INT(length, i == 0 ? 12 : 8);
        CHECK_BYTES(again, (size_t)length, structure + place, (size_t)length);
        CHECK_INT(csock_icmp_object_encode(&object, again, (size_t)length - 1, &error),
                  -CSOCK_EPKTROOM);
        place += (size_t)length;
    }
    CHECK_INT(csock_icmp_object_next(&objects, &object, &error), 0);
}

// Each bit turned, and cut off at each length.
TEST(icmp_extension_turned_and_cut) {
    for (size_t cut = 0; cut <= sizeof structure; cut++)
        for (size_t bit = 0; bit <= cut * 8; bit++) {
            uint8_t *copy = exact_copy(structure, cut), again[sizeof structure];
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
            // Only a sum of 0 says that there is none.
            if (bit < cut * 8 && cut == sizeof structure)
                CHECK(!csock_icmp_extension_verify(view(copy, cut)));
            free(copy);
        }
}

TEST(icmp_extension_is_refused) {
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
    CHECK(csock_icmp_extension_verify(view((const uint8_t *)"\x20\0\0\0", 4)));
    CHECK(!csock_icmp_extension_verify(view(structure, 3)));
}

TEST(icmp_extension_cannot_hold) {
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

// A quote of `quote` bytes that count up, then the structure.
static csock_bytes payload_of(uint8_t *bytes, size_t quote) {
    for (size_t i = 0; i < quote; i++)
        bytes[i] = (uint8_t)i;
    memcpy(bytes + quote, structure, sizeof structure);
    return view(bytes, quote + sizeof structure);
}

static void check_parts(csock_bytes payload, csock_bytes datagram, csock_bytes extension,
                        size_t quote) {
    CHECK(datagram.start == payload.start);
    CHECK_INT(datagram.count, quote);
    CHECK_INT(extension.count, payload.count - quote);
    CHECK(extension.count == 0 || extension.start == payload.start + quote);
}

TEST(icmp_error_split) {
    uint8_t bytes[512];
    csock_bytes payload = payload_of(bytes, 136), datagram, extension;
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED, .length = 34};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_TIME_EXCEEDED, .length = 17};
    csock_wire_error error;
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, 136);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, 136);
    // Without a length, and of types that have none, all is quoted.
    v4.length = v6.length = 0;
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    v4 = (csock_icmpv4_header){.type = CSOCK_ICMPV4_REDIRECT, .length = 34};
    v6 = (csock_icmpv6_header){.type = CSOCK_ICMPV6_PACKET_TOO_BIG, .length = 17};
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    // A length of all that there is.
    v4 = (csock_icmpv4_header){.type = CSOCK_ICMPV4_PARAMETER_PROBLEM, .length = 5};
    CHECK_INT(csock_icmpv4_error_split(&v4, view(bytes, 20), &datagram, &extension, &error), 0);
    check_parts(view(bytes, 20), datagram, extension, 20);
}

TEST(icmp_error_split_is_refused) {
    uint8_t bytes[512];
    csock_bytes payload = payload_of(bytes, 128), datagram, extension;
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_DESTINATION_UNREACHABLE, .length = 31};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_DESTINATION_UNREACHABLE, .length = 20};
    csock_wire_error error;
    CHECK_INT(csock_icmpv4_error_split(&v4, payload, &datagram, &extension, &error),
              -CSOCK_EPKTFIELD);
    CHECK_TEXT(error.field, "Length");
    CHECK_INT(error.layer, CSOCK_LAYER_ICMPV4);
    CHECK_INT(error.offset, 5);
    CHECK_INT(error.needed, 32);
    CHECK_INT(error.available, 31);
    CHECK_INT(csock_icmpv6_error_split(&v6, payload, &datagram, &extension, &error),
              -CSOCK_EPKTSHORT);
    CHECK_TEXT(error.field, "Original Datagram");
    CHECK_INT(error.layer, CSOCK_LAYER_ICMPV6);
    CHECK_INT(error.needed, 168);
    CHECK_INT(error.available, 8 + 128 + sizeof structure);
    // Leniently, both say something.
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    CHECK_INT(error.code, 0);
    check_parts(payload, datagram, extension, 124);
    CHECK_INT(csock_icmpv6_error_split_lenient(&v6, payload, &datagram, &extension, &error), 0);
    CHECK_INT(error.code, CSOCK_EPKTSHORT);
    check_parts(payload, datagram, extension, payload.count);
    CHECK_INT(csock_icmpv6_error_split(&v6, view(NULL, 0), &datagram, &extension, NULL),
              -CSOCK_EPKTSHORT);
    CHECK_INT(csock_icmpv6_error_split_lenient(&v6, view(NULL, 0), &datagram, &extension, NULL), 0);
    CHECK_INT(datagram.count + extension.count, 0);
}

// RFC 4884 section 5.5.
TEST(icmp_extension_without_a_length) {
    uint8_t bytes[512];
    csock_bytes payload = payload_of(bytes, 128), datagram, extension;
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_TIME_EXCEEDED};
    csock_wire_error error;
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, 128);
    CHECK_INT(csock_icmpv6_error_split_lenient(&v6, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    v4.type = CSOCK_ICMPV4_REDIRECT;
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    v4.type = CSOCK_ICMPV4_TIME_EXCEEDED;
    bytes[128 + 3] ^= 1; // a wrong checksum
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    bytes[128 + 2] = bytes[128 + 3] = 0; // none proves nothing
    CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
    check_parts(payload, datagram, extension, payload.count);
    for (size_t count = 126; count < 132; count++) {
        uint8_t *copy = exact_copy(bytes, count);
        payload = view(copy, count);
        CHECK_INT(csock_icmpv4_error_split_lenient(&v4, payload, &datagram, &extension, &error), 0);
        check_parts(payload, datagram, extension, count);
        free(copy);
    }
}

TEST(icmp_error_compose) {
    static const struct {
        size_t quote, v4, v6; // and what they are padded to
    } cases[] = {
        {0, 128, 128},   {28, 128, 128},  {128, 128, 128},    {129, 132, 136},
        {132, 132, 136}, {136, 136, 136}, {1020, 1020, 1024},
    };
    uint8_t quote[2048], buffer[3000], wanted[3000];
    csock_bytes objects = view(structure + 4, sizeof structure - 4), datagram, extension;
    csock_wire_error error;
    memset(quote, 0xee, sizeof quote);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED};
        csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_DESTINATION_UNREACHABLE};
        size_t length = cases[i].v4 + sizeof structure;
        memset(wanted, 0, sizeof wanted);
        memset(wanted, 0xee, cases[i].quote);
        memcpy(wanted + cases[i].v4, structure, sizeof structure);
        memset(buffer, 0xa5, sizeof buffer);
        CHECK_INT(csock_icmpv4_error_compose(&v4, view(quote, cases[i].quote), objects, buffer,
                                             length, &error),
                  length);
        CHECK_BYTES(buffer, length, wanted, length);
        CHECK_INT(buffer[length], 0xa5);
        CHECK_INT(v4.length, cases[i].v4 / 4);
        CHECK_INT(csock_icmpv4_error_split(&v4, view(buffer, length), &datagram, &extension, NULL),
                  0);
        check_parts(view(buffer, length), datagram, extension, cases[i].v4);
        CHECK_INT(csock_icmpv4_error_compose(&v4, view(quote, cases[i].quote), objects, buffer,
                                             length - 1, &error),
                  -CSOCK_EPKTROOM);
        CHECK_INT(error.needed, length);
        length = cases[i].v6 + sizeof structure;
        CHECK_INT(csock_icmpv6_error_compose(&v6, view(quote, cases[i].quote), objects, buffer,
                                             sizeof buffer, &error),
                  length);
        CHECK_INT(v6.length, cases[i].v6 / 8);
        CHECK_INT(csock_icmpv6_error_split(&v6, view(buffer, length), &datagram, &extension, NULL),
                  0);
        check_parts(view(buffer, length), datagram, extension, cases[i].v6);
    }
}

TEST(icmp_error_compose_is_refused) {
    uint8_t quote[2048] = {0}, buffer[3000];
    csock_bytes objects = view(structure + 4, sizeof structure - 4);
    csock_icmpv4_header v4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED, .length = 7};
    csock_icmpv6_header v6 = {.type = CSOCK_ICMPV6_TIME_EXCEEDED, .length = 7};
    csock_wire_error error;
    // Without an extension: as it is.
    CHECK_INT(csock_icmpv4_error_compose(&v4, view(quote, 29), view(NULL, 0), buffer, 29, &error),
              29);
    CHECK_INT(v4.length, 0);
    CHECK_INT(
        csock_icmpv4_error_compose(&v4, view(quote, 1021), objects, buffer, sizeof buffer, &error),
        -CSOCK_EPKTRANGE);
    CHECK_INT(error.needed, 1021);
    CHECK_INT(error.available, 1020);
    CHECK_INT(
        csock_icmpv6_error_compose(&v6, view(quote, 2041), objects, buffer, sizeof buffer, &error),
        -CSOCK_EPKTRANGE);
    CHECK_INT(error.available, 2040);
    CHECK_INT(csock_icmpv6_error_compose(&v6, view(quote, 8), view(quote, SIZE_MAX), buffer,
                                         sizeof buffer, &error),
              -CSOCK_EPKTRANGE);
    v6.type = CSOCK_ICMPV6_PACKET_TOO_BIG;
    CHECK_INT(
        csock_icmpv6_error_compose(&v6, view(quote, 8), objects, buffer, sizeof buffer, &error),
        -CSOCK_EPKTRANGE);
    CHECK_TEXT(error.field, "Extension");
}

TEST(icmp_mpls_labels) {
    static const csock_mpls_label wanted[] = {{16, 5, 0, 64}, {0xbcde, 7, 1, 1}};
    csock_bytes stack = view(structure + 8, 8);
    csock_mpls_label label;
    csock_wire_error error;
    uint8_t again[4];
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(csock_mpls_label_next(&stack, &label, &error), 1);
        CHECK_BYTES(&label, sizeof label, &wanted[i], sizeof wanted[i]);
        CHECK_INT(csock_mpls_label_encode(&label, again, 4, &error), 4);
        CHECK_BYTES(again, 4, structure + 8 + 4 * i, 4);
        CHECK_INT(csock_mpls_label_encode(&label, again, 3, &error), -CSOCK_EPKTROOM);
    }
    CHECK_INT(csock_mpls_label_next(&stack, &label, &error), 0);
    stack = view(structure + 8, 3);
    CHECK_INT(csock_mpls_label_next(&stack, &label, &error), -CSOCK_EPKTSHORT);
    CHECK_INT(error.needed, 4);
    const csock_mpls_label wrong[] = {
        {1 << 20, 0, 0, 0}, {0, 8, 0, 0}, {0, 0, 2, 0}, {0, 0, 0, 256}};
    const char *const fields[] = {"Label", "TC", "S", "TTL"};
    for (size_t i = 0; i < 4; i++) {
        CHECK_INT(csock_mpls_label_encode(&wrong[i], again, 4, &error), -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, fields[i]);
    }
}

// Objects, as a whole; RFC 5837 section 4.1 and RFC 8335 section 2.1.
#define ADDRESS6 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01
static const struct {
    uint8_t bytes[48];
    size_t count;
} interfaces[] = {
    {{0, 4, 2, 0x80}, 4},                                   // says nothing
    {{0, 8, 2, 0x08, 0, 0, 0, 5}, 8},                       // an index
    {{0, 12, 2, 0xc4, 0, 1, 0, 0, 192, 0, 2, 1}, 12},       // IPv4
    {{0, 24, 2, 0x44, 0, 2, 0, 9, ADDRESS6}, 24},           // IPv6, reserved bits
    {{0, 12, 2, 0x02, 8, 'e', 't', 'h', '0', 0, 0, 0}, 12}, // a name
    {{0, 8, 2, 0x31, 0, 0, 5, 0xdc}, 8},                    // an MTU, reserved bits
    {{0,   44,  2,   0x0f, 0,   0,   0,   5,   0,   2, 0, 0, ADDRESS6, 12,  'g',
      'e', '-', '0', '/',  '0', '/', '1', '.', '5', 0, 0, 0, 5,        0xdc},
     44},
};
static const struct {
    uint8_t bytes[28];
    size_t count;
} identifications[] = {
    {{0, 8, 3, 1, 'l', 'o', 0, 0}, 8},
    {{0, 8, 3, 2, 0, 0, 0, 1}, 8},
    {{0, 12, 3, 3, 0, 1, 4, 0, 192, 0, 2, 1}, 12},
    {{0, 24, 3, 3, 0, 2, 16, 7, ADDRESS6}, 24},
    {{0, 16, 3, 3, 0x40, 0x05, 6, 0, 2, 0, 0, 0, 0, 1, 0, 0}, 16}, // a MAC address, padded
};

// Reads, and writes again if it can be read.
static int again_interface(const csock_icmp_object *object, uint8_t *again,
                           csock_wire_error *error) {
    csock_icmp_interface interface;
    int result = csock_icmp_interface_decode(&interface, object, error);
    return result < 0 ? result : csock_icmp_interface_encode(&interface, again, 64, error);
}

static int again_identification(const csock_icmp_object *object, uint8_t *again,
                                csock_wire_error *error) {
    csock_icmp_interface_id identification;
    int result = csock_icmp_interface_id_decode(&identification, object, error);
    return result < 0 ? result : csock_icmp_interface_id_encode(&identification, again, 64, error);
}

// As it is, with each bit turned, and with the object cut off at each length.
static void check_object(const uint8_t *bytes, size_t count,
                         int (*again)(const csock_icmp_object *, uint8_t *, csock_wire_error *)) {
    uint8_t written[64];
    csock_wire_error error;
    for (size_t cut = 4; cut <= count; cut++)
        for (size_t bit = 0; bit <= cut * 8; bit++) {
            uint8_t *copy = exact_copy(bytes, cut);
            if (bit < cut * 8)
                copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
            const csock_icmp_object object = {copy[2], copy[3], {copy + 4, cut - 4}};
            memset(written, 0xa5, sizeof written);
            int result = again(&object, written, &error);
            if (bit == cut * 8 && cut == count)
                CHECK_INT(result, count);
            if (result < 0) {
                CHECK(result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD);
                CHECK_INT(error.code, -result);
            } else if (cut % 4 == 0) {
                CHECK_INT(result, cut);
                CHECK_BYTES(written + 2, cut - 2, copy + 2, cut - 2);
                CHECK_INT(written[result], 0xa5);
            }
            free(copy);
        }
}

TEST(icmp_interface_objects) {
    for (size_t i = 0; i < sizeof interfaces / sizeof interfaces[0]; i++)
        check_object(interfaces[i].bytes, interfaces[i].count, again_interface);
    for (size_t i = 0; i < sizeof identifications / sizeof identifications[0]; i++)
        check_object(identifications[i].bytes, identifications[i].count, again_identification);
    const uint8_t *all = interfaces[6].bytes;
    const csock_icmp_object object = {2, 0x0f, {all + 4, 40}};
    csock_icmp_interface interface;
    CHECK_INT(csock_icmp_interface_decode(&interface, &object, NULL), 0);
    CHECK_INT(interface.role, CSOCK_ICMP_INTERFACE_INCOMING);
    CHECK_INT(interface.parts, 15);
    CHECK_INT(interface.index, 5);
    CHECK_INT(interface.afi, CSOCK_AFI_IPV6);
    CHECK_BYTES(interface.address, 16, all + 12, 16);
    CHECK_BYTES(interface.name.start, interface.name.count, "ge-0/0/1.5\0", 11);
    CHECK_INT(interface.mtu, 1500);
}

TEST(icmp_interface_objects_are_refused) {
    static const uint8_t data[70000];
    csock_wire_error error;
    uint8_t buffer[64];
    const struct {
        csock_icmp_interface interface;
        const char *field;
        uint64_t value, greatest;
    } wrong[] = {
        {{.role = 4}, "Interface Role", 4, 3},
        {{.reserved = 4}, "Rsvd", 4, 3},
        {{.parts = 16}, "C-Type", 16, 15},
        {{.parts = CSOCK_ICMP_INTERFACE_ADDRESS, .afi = 3}, "AFI", 3, 2},
        {{.parts = CSOCK_ICMP_INTERFACE_ADDRESS, .afi = 1, .address_reserved = 65536},
         "Reserved",
         65536,
         65535},
        {{.parts = CSOCK_ICMP_INTERFACE_NAME, .name = {data, 64}}, "Interface Name", 64, 63},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CHECK_INT(csock_icmp_interface_encode(&wrong[i].interface, buffer, sizeof buffer, &error),
                  -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, wrong[i].field);
        CHECK_INT(error.needed, wrong[i].value);
        CHECK_INT(error.available, wrong[i].greatest);
    }
    const struct {
        csock_icmp_interface_id identification;
        const char *field;
        uint64_t value, greatest;
    } other[] = {
        {{.c_type = 0}, "C-Type", 0, 3},
        {{.c_type = 4}, "C-Type", 4, 3},
        {{.c_type = 1, .name = {data, 65529}}, "Interface Name", 65529, 65528},
        {{.c_type = 3, .afi = 65536}, "AFI", 65536, 65535},
        {{.c_type = 3, .reserved = 256}, "Reserved", 256, 255},
        {{.c_type = 3, .address = {data, 256}}, "Address Length", 256, 255},
    };
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        CHECK_INT(
            csock_icmp_interface_id_encode(&other[i].identification, buffer, sizeof buffer, &error),
            -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, other[i].field);
        CHECK_INT(error.needed, other[i].value);
        CHECK_INT(error.available, other[i].greatest);
    }
    const csock_icmp_interface name = {.parts = CSOCK_ICMP_INTERFACE_NAME, .name = {data, 4}};
    CHECK_INT(csock_icmp_interface_encode(&name, buffer, 11, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 12);
    const csock_icmp_interface_id index = {.c_type = CSOCK_ICMP_INTERFACE_ID_INDEX};
    CHECK_INT(csock_icmp_interface_id_encode(&index, buffer, 7, &error), -CSOCK_EPKTROOM);
    CHECK_INT(error.needed, 8);
}
