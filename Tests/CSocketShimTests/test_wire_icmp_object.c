#include "csock/result.h"
#include "csock/wire/icmp_extension.h"
#include "csock/wire/icmp_object.h"
#include "harness.h"
#include "icmp_extension_case.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

TEST(icmp_mpls_labels_are_decoded_and_encoded) {
    static const csock_mpls_label wanted[] = {{16, 5, 0, 64}, {0xbcde, 7, 1, 1}};
    csock_bytes stack = csock_view(icmp_structure + 8, 8);
    csock_mpls_label label;
    csock_wire_error error;
    uint8_t again[4];
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(csock_mpls_label_next(&stack, &label, &error), 1);
        CHECK_BYTES(&label, sizeof label, &wanted[i], sizeof wanted[i]);
        CHECK_INT(csock_mpls_label_encode(&label, again, 4, &error), 4);
        CHECK_BYTES(again, 4, icmp_structure + 8 + 4 * i, 4);
        CHECK_INT(csock_mpls_label_encode(&label, again, 3, &error), -CSOCK_EPKTROOM);
    }
    CHECK_INT(csock_mpls_label_next(&stack, &label, &error), 0);
    stack = csock_view(icmp_structure + 8, 3);
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

// Whole objects: RFC 5837 section 4.1 and RFC 8335 section 2.1.
#define ADDRESS6 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01
static const struct {
    uint8_t bytes[48];
    size_t count;
} interfaces[] = {
    {{0, 4, 2, 0x80}, 4},                                   // without any part
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

// Decodes, and encodes what was decoded.
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

// The object as it is, with each bit changed, and truncated at each length.
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

TEST(icmp_interface_objects_are_decoded_and_encoded) {
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

TEST(encoding_icmp_interface_objects_refuses_values_out_of_range) {
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
        {{.c_type = 3, .address = {data, 256}}, "Address", 256, 255},
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
