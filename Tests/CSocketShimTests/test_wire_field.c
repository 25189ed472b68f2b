// Compares the tables of fields with the codecs. The inline codecs do not use the tables.
#include "csock/packet_text.h"
#include "csock/result.h"
#include "harness.h"
#include "random.h"
#include "wire/tables.h"

#include <string.h>

enum { ROOM = 128 };

// Calls `visit` for a layer of each kind, type and form that has a table of its own.
static void for_each_header(void (*visit)(csock_layer *layer)) {
    for (uint32_t kind = CSOCK_LAYER_ETHERNET; kind <= CSOCK_LAYER_SCTP; kind++) {
        bool typed =
            kind == CSOCK_LAYER_ICMPV4 || kind == CSOCK_LAYER_ICMPV6 || kind == CSOCK_LAYER_IGMP;
        for (uint32_t type = 0; type < (typed ? 256 : 1); type++) {
            csock_layer layer = {.kind = kind};
            if (kind == CSOCK_LAYER_ICMPV4)
                layer.icmpv4.type = type;
            else if (kind == CSOCK_LAYER_ICMPV6)
                layer.icmpv6.type = type;
            else if (kind == CSOCK_LAYER_IGMP)
                layer.igmp.type = type;
            set_case(csock_layer_name(kind));
            visit(&layer);
            if (kind == CSOCK_LAYER_IGMP && type == CSOCK_IGMP_QUERY) {
                layer.igmp = (csock_igmp_header){.type = type, .version_3 = true};
                visit(&layer);
            }
        }
    }
}

static void check_places(csock_layer *layer) {
    size_t count, at = 0;
    const csock_field *fields = csock_layer_header_fields(layer, &count);
    bool ended = false;
    CHECK(count > 0);
    for (size_t i = 0; i < count; i++) {
        const csock_field *field = &fields[i];
        CHECK(field->name[0] != 0);
        CHECK((field->member == NULL) == (field->kind == CSOCK_FIELD_COMPUTED));
        if (field->kind == CSOCK_FIELD_FORM)
            continue;
        CHECK_INT(field->bit, at);
        at += field->width;
        ended |= field->kind == CSOCK_FIELD_BYTES;
        CHECK_INT(field->kind == CSOCK_FIELD_BYTES, ended);
        CHECK(field->kind != CSOCK_FIELD_BYTES ||
              (field->width == 0 && field->unit > 0 &&
               (field->most - field->least) % field->unit == 0));
    }
    CHECK_INT(at % 8, 0);
    csock_wire_error error;
    uint8_t bytes[ROOM] = {0};
    CHECK(csock_layer_decode_lenient(layer, layer->kind, bytes, 0, &error) >= 0);
    CHECK_TEXT(error.field, fields[0].name);
}

TEST(field_tables_have_no_gaps) {
    for_each_header(check_places);
}

// Sets the fields for which 0 is invalid.
static void make_valid(csock_layer *layer) {
    static const uint8_t zeros[8];
    if (layer->kind == CSOCK_LAYER_IPV4)
        layer->ipv4.total_length = 0xffff;
    else if (layer->kind == CSOCK_LAYER_UDP)
        layer->udp.length = 0xffff;
    else if (layer->kind == CSOCK_LAYER_IPV6_HOP_BY_HOP ||
             layer->kind == CSOCK_LAYER_IPV6_DESTINATION)
        layer->ipv6_options.options = csock_view(zeros, 6);
    else if (layer->kind == CSOCK_LAYER_IPV6_ROUTING)
        layer->ipv6_routing.data = csock_view(zeros, 4);
}

// Whether a bit is set. Bit 0 is the highest bit of the first byte, as in the tables.
static bool bit_of(const uint8_t *bytes, size_t bit) {
    return bytes[bit / 8] >> (7 - bit % 8) & 1;
}

static void set_member(csock_layer *layer, const csock_field *field, uint32_t number) {
    uint8_t *member = (uint8_t *)&layer->ethernet + field->offset;
    if (csock_field_is_array(field))
        memset(member, 0xff, field->size);
    else
        memcpy(member, &number, sizeof number);
}

// Checks that encoding a field of all ones sets the bits of the field and no others, that decoding
// gives the greatest value, and that encoding refuses a greater value.
static void check_ones(const csock_layer *base, const csock_field *field) {
    const bool number = csock_field_is_number(field);
    csock_layer layer = *base, read = {0};
    uint8_t zero[ROOM] = {0}, ones[ROOM] = {0};
    csock_wire_error error;
    int length = csock_layer_encode(base, zero, ROOM, NULL);
    set_member(&layer, field, field->most);
    CHECK_INT(csock_layer_encode(&layer, ones, ROOM, &error), length);
    size_t last = (size_t)field->bit + field->width;
    // The bytes of a CRC32c are in reverse order. All ones are the same in both orders.
    for (size_t bit = 0; bit < (size_t)length * 8; bit++) {
        bool inside = field->bit <= bit && bit < last;
        if (inside ? !bit_of(ones, bit) : bit_of(ones, bit) != bit_of(zero, bit))
            CHECK_TEXT(field->name, "set where its table says");
    }
    CHECK(csock_layer_decode_lenient(&read, layer.kind, ones, (size_t)length, NULL) > 0);
    if (number)
        CHECK_INT(csock_field_number(field, &read.ethernet), field->most);
    else
        CHECK_BYTES(csock_field_bytes(field, &read.ethernet).start, field->size,
                    ones + field->bit / 8, field->size);
    if (number && field->most < UINT32_MAX) {
        set_member(&layer, field, field->most + 1);
        CHECK_INT(csock_layer_encode(&layer, ones, ROOM, &error), -CSOCK_EPKTRANGE);
        CHECK_TEXT(error.field, field->name);
        CHECK_INT(error.offset, field->bit / 8);
        CHECK_INT(error.needed, field->most + UINT64_C(1));
        CHECK_INT(error.available, field->most);
    }
}

static void check_fields(csock_layer *layer) {
    size_t count;
    const csock_field *fields = csock_layer_header_fields(layer, &count);
    make_valid(layer);
    for (size_t i = 0; i < count; i++) {
        bool partial =
            csock_field_is_number(&fields[i]) && fields[i].most >> (fields[i].width - 1) > 1;
        bool type = fields[i].bit == 0 &&
                    (layer->kind == CSOCK_LAYER_ICMPV4 || layer->kind == CSOCK_LAYER_ICMPV6 ||
                     layer->kind == CSOCK_LAYER_IGMP);
        if (!partial && !type &&
            (csock_field_is_number(&fields[i]) || csock_field_is_array(&fields[i])))
            check_ones(layer, &fields[i]);
    }
}

TEST(each_field_is_encoded_and_decoded_where_its_table_says) {
    for_each_header(check_fields);
}

TEST(field_in_two_parts_is_encoded_and_decoded) {
    const csock_layer layer = {.kind = CSOCK_LAYER_ICMPV4,
                               .icmpv4 = {.type = CSOCK_ICMPV4_TIME_EXCEEDED, .unused = 0xabcdef}};
    uint8_t bytes[8];
    csock_layer read;
    CHECK_INT(csock_layer_encode(&layer, bytes, sizeof bytes, NULL), 8);
    CHECK_BYTES(bytes, 8, "\x0b\0\0\0\xab\0\xcd\xef", 8);
    CHECK_INT(csock_layer_decode(&read, CSOCK_LAYER_ICMPV4, bytes, 8, NULL), 8);
    CHECK_INT(read.icmpv4.unused, 0xabcdef);
}

// Random numbers and addresses within the limits.
static void fill(csock_layer *layer, const csock_table *table, uint64_t *state) {
    for (size_t i = 0; i < table->count; i++) {
        const csock_field *field = &table->fields[i];
        uint32_t random = (uint32_t)next_random(state);
        uint8_t *member = (uint8_t *)&layer->ethernet + field->offset;
        if (csock_field_is_number(field))
            set_member(layer, field,
                       field->most == UINT32_MAX ? random : random % (field->most + 1));
        for (size_t j = 0; csock_field_is_array(field) && j < field->size; j++)
            member[j] = (uint8_t)next_random(state);
    }
}

TEST(inline_codecs_agree_with_their_tables) {
    static const struct {
        uint32_t kind;
        const csock_table *table;
    } hot[] = {
        {CSOCK_LAYER_IPV4, &csock_ipv4_table},
        {CSOCK_LAYER_IPV6, &csock_ipv6_table},
        {CSOCK_LAYER_UDP, &csock_udp_table},
        {CSOCK_LAYER_TCP, &csock_tcp_table},
    };
    uint64_t state = 7;
    for (size_t i = 0; i < sizeof hot / sizeof hot[0]; i++)
        for (int round = 0; round < 1000; round++) {
            csock_layer layer = {.kind = hot[i].kind}, read = {0}, by_table = {0};
            uint8_t own[ROOM], other[ROOM];
            set_case(csock_layer_name(hot[i].kind));
            fill(&layer, hot[i].table, &state);
            int length = csock_layer_encode(&layer, own, ROOM, NULL);
            CHECK_INT(csock_table_encode(NULL, hot[i].table, &layer.ethernet, other, ROOM), length);
            csock_table_load(hot[i].table, &by_table.ethernet, own);
            for (size_t j = 0; j < hot[i].table->count; j++) {
                const csock_field *field = &hot[i].table->fields[j];
                // The table leaves computed fields 0.
                for (unsigned bit = field->bit; bit < (unsigned)field->bit + field->width; bit++)
                    if (field->kind == CSOCK_FIELD_COMPUTED)
                        other[bit / 8] |= (uint8_t)(own[bit / 8] & 0x80u >> bit % 8);
                CHECK_INT(csock_field_number(field, &by_table.ethernet),
                          csock_field_number(field, &layer.ethernet));
            }
            CHECK_BYTES(own, (size_t)length, other, (size_t)length);
            if (csock_layer_decode_lenient(&read, layer.kind, own, (size_t)length, NULL) > 0)
                for (size_t j = 0; j < hot[i].table->count; j++) {
                    const csock_field *field = &hot[i].table->fields[j];
                    csock_bytes address = csock_field_bytes(field, &layer.ethernet);
                    CHECK_INT(csock_field_number(field, &read.ethernet),
                              csock_field_number(field, &layer.ethernet));
                    if (csock_field_is_array(field))
                        CHECK_BYTES(csock_field_bytes(field, &read.ethernet).start, address.count,
                                    address.start, address.count);
                }
        }
}

TEST(layer_kinds_without_a_header_have_no_fields) {
    size_t count = 1;
    CHECK(csock_layer_fields(CSOCK_LAYER_PAYLOAD, &count) == NULL);
    CHECK_INT(count, 0);
    CHECK(csock_layer_fields(UINT32_MAX, &count) == NULL);
    const csock_field *fields = csock_layer_fields(CSOCK_LAYER_ICMPV6, &count);
    CHECK_INT(count, 3);
    CHECK_TEXT(fields[2].name, "Checksum");
}
