#include "csock/wire/icmp_extension.h"

#include "csock/checksum.h"
#include "wire/icmp.h"

enum {
    CHECKSUM = 2,
    OBJECTS = CSOCK_ICMP_EXTENSION_MIN,
    OBJECT_HEADER = 4,
    OBJECT_UNIT = 4,
};

#define HEADER csock_icmp_extension
static const csock_field structure_fields[] = {
    CSOCK_NUMBER("Version", version, 0, 4),
    CSOCK_VALUE(RESERVED, "Reserved", reserved, 4, 12),
    CSOCK_VALUE(CHECKSUM, "Checksum", checksum, CHECKSUM * 8, 16),
    CSOCK_BYTES("Objects", objects, OBJECTS * 8, 0, INT32_MAX - OBJECTS, 1),
};
static const csock_table structure_table =
    CSOCK_TABLE(CSOCK_LAYER_ICMP_EXTENSION, OBJECTS, structure_fields, NULL, NULL);
#undef HEADER
#define HEADER csock_icmp_object
static const csock_field object_fields[] = {
    CSOCK_COMPUTED("Object Length", 0, 16),
    CSOCK_NUMBER("Class-Num", class_num, 16, 8),
    CSOCK_NUMBER("C-Type", c_type, 24, 8),
    CSOCK_BYTES("Object Payload", payload, OBJECT_HEADER * 8, 0, 65528, OBJECT_UNIT),
};
static const csock_table object_table =
    CSOCK_TABLE(CSOCK_LAYER_ICMP_EXTENSION, OBJECT_HEADER, object_fields, NULL, NULL);
#undef HEADER

int csock_icmp_extension_encode(const csock_icmp_extension *extension, void *buffer,
                                size_t capacity, csock_wire_error *error) {
    return csock_inline_encode(error, &structure_table, extension, buffer, capacity);
}

// Checks the lengths of all objects, up to the one that ends early.
static int check_objects(csock_bytes objects, csock_wire_error *error) {
    csock_icmp_object object;
    size_t count = objects.count;
    int result;
    while ((result = csock_icmp_object_next(&objects, &object, error)) > 0)
        continue;
    if (result < 0 && error) {
        size_t offset = OBJECTS + count - objects.count;
        error->offset += offset;
        if (result == -CSOCK_EPKTSHORT) {
            error->needed += offset;
            error->available += offset;
        }
    }
    return result;
}

int csock_icmp_extension_decode(csock_icmp_extension *extension, const void *bytes, size_t count,
                                csock_wire_error *error) {
    csock_wire_error own;
    int result = csock_icmp_extension_decode_lenient(extension, bytes, count, &own);
    if (error)
        *error = own;
    return result < 0 ? result : own.code != 0 ? -own.code : result;
}

int csock_icmp_extension_decode_lenient(csock_icmp_extension *extension, const void *bytes,
                                        size_t count, csock_wire_error *error) {
    static const csock_icmp_extension none;
    const uint8_t *start = (const uint8_t *)bytes;
    uint8_t padded[OBJECTS];
    *extension = none;
    csock_inline_load(&structure_table, extension,
                      csock_wire_pad(bytes, count, padded, sizeof padded));
    csock_wire_clear(error);
    if (count > INT32_MAX)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &structure_table, "Objects", INT32_MAX,
                                count);
    if (count > 0 && extension->version != CSOCK_ICMP_EXTENSION_VERSION)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &structure_table, "Version",
                                CSOCK_ICMP_EXTENSION_VERSION, extension->version);
    if (count < OBJECTS) {
        csock_table_short(error, &structure_table, OBJECTS, count);
        return (int)count;
    }
    extension->objects = csock_view(start + OBJECTS, count - OBJECTS);
    int result = check_objects(extension->objects, error);
    return result == -CSOCK_EPKTFIELD ? result : (int)count;
}

uint16_t csock_icmp_extension_checksum(csock_bytes structure) {
    csock_checksum sum = {0};
    if (structure.count < OBJECTS)
        return 0;
    csock_checksum_partial(&sum, structure.start, CHECKSUM);
    csock_checksum_partial(&sum, structure.start + OBJECTS, structure.count - OBJECTS);
    return csock_checksum_finish_udp(&sum); // 0 means no checksum here, as in UDP
}

bool csock_icmp_extension_verify(csock_bytes structure) {
    if (structure.count < OBJECTS)
        return false;
    return csock_load16(structure.start + CHECKSUM) == 0 ||
           csock_checksum_of(structure.start, structure.count) == 0;
}

int csock_icmp_object_encode(const csock_icmp_object *object, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    int length = csock_inline_encode(error, &object_table, object, buffer, capacity);
    if (length > 0)
        csock_store16((uint8_t *)buffer, (uint32_t)length);
    return length;
}

int csock_icmp_object_next(csock_bytes *objects, csock_icmp_object *object,
                           csock_wire_error *error) {
    const uint8_t *bytes = objects->start;
    csock_wire_clear(error);
    if (objects->count == 0)
        return 0;
    if (objects->count < OBJECT_HEADER)
        return csock_table_fail(error, CSOCK_EPKTSHORT, &object_table, "Object Length",
                                OBJECT_HEADER, objects->count);
    size_t length = csock_load16(bytes);
    if (length < OBJECT_HEADER)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &object_table, "Object Length",
                                OBJECT_HEADER, length);
    if (length % OBJECT_UNIT != 0)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &object_table, "Object Length",
                                length / OBJECT_UNIT * OBJECT_UNIT, length);
    if (length > objects->count)
        return csock_table_short(error, &object_table, length, objects->count);
    csock_inline_load(&object_table, object, bytes);
    object->payload = csock_view(bytes + OBJECT_HEADER, length - OBJECT_HEADER);
    *objects = csock_view(bytes + length, objects->count - length);
    return 1;
}

// How a message says how long its quote is.
typedef struct {
    uint32_t layer;
    size_t unit;     // bytes in which the length counts: RFC 4884 section 4
    size_t offset;   // of the length in the header
    bool extensible; // there is a length: an extension may follow the quote
    uint32_t length;
} quote_rule;

enum {
    HEADER_LENGTH = 8, // of the errors of both
    LENGTH_MAX = 255,
};

// The messages that can have an extension are those with a field for the length of the quote.
static quote_rule rule_of(const csock_table *table, const void *header) {
    const csock_field *field = csock_table_find(table, "Length");
    quote_rule rule = {table->layer, table->layer == CSOCK_LAYER_ICMPV4 ? 4 : 8, 0, false, 0};
    if (field) {
        rule.offset = field->bit / 8u;
        rule.extensible = true;
        rule.length = csock_field_number(field, header);
    }
    return rule;
}

static quote_rule rule_of_icmpv4(const csock_icmpv4_header *header) {
    return rule_of(csock_icmpv4_table(header->type), header);
}

static quote_rule rule_of_icmpv6(const csock_icmpv6_header *header) {
    return rule_of(csock_icmpv6_table(header->type), header);
}

static void part(csock_bytes payload, size_t at, csock_bytes *datagram, csock_bytes *extension) {
    *datagram = csock_view(payload.start, at);
    *extension = at < payload.count ? csock_view(payload.start + at, payload.count - at)
                                    : csock_view(NULL, 0);
}

static int split(quote_rule rule, csock_bytes payload, csock_bytes *datagram,
                 csock_bytes *extension, csock_wire_error *error) {
    uint64_t quote = (uint64_t)rule.length * rule.unit;
    csock_wire_clear(error);
    if (quote > payload.count) {
        part(payload, payload.count, datagram, extension);
        return csock_wire_fail(error, CSOCK_EPKTSHORT, rule.layer, "Original Datagram",
                               HEADER_LENGTH, HEADER_LENGTH + quote,
                               (uint64_t)HEADER_LENGTH + payload.count);
    }
    part(payload, quote > 0 ? (size_t)quote : payload.count, datagram, extension);
    if (extension->count > 0 && quote < CSOCK_ICMP_QUOTE_MIN)
        return csock_wire_fail(error, CSOCK_EPKTFIELD, rule.layer, "Length", rule.offset,
                               CSOCK_ICMP_QUOTE_MIN / rule.unit, rule.length);
    return 0;
}

static void split_lenient(quote_rule rule, csock_bytes payload, csock_bytes *datagram,
                          csock_bytes *extension, csock_wire_error *error) {
    if (split(rule, payload, datagram, extension, error) == -CSOCK_EPKTFIELD)
        csock_wire_clear(error);
}

int csock_icmpv4_error_split(const csock_icmpv4_header *header, csock_bytes payload,
                             csock_bytes *datagram, csock_bytes *extension,
                             csock_wire_error *error) {
    return split(rule_of_icmpv4(header), payload, datagram, extension, error);
}

int csock_icmpv6_error_split(const csock_icmpv6_header *header, csock_bytes payload,
                             csock_bytes *datagram, csock_bytes *extension,
                             csock_wire_error *error) {
    return split(rule_of_icmpv6(header), payload, datagram, extension, error);
}

// RFC 4884 section 5.5. A checksum of 0 (none) does not identify an extension, because bytes of the
// datagram can look like a valid version.
static bool is_old_extension(csock_bytes structure) {
    return structure.count >= OBJECTS && structure.start[0] >> 4 == CSOCK_ICMP_EXTENSION_VERSION &&
           csock_load16(structure.start + CHECKSUM) != 0 && csock_icmp_extension_verify(structure);
}

int csock_icmpv4_error_split_lenient(const csock_icmpv4_header *header, csock_bytes payload,
                                     csock_bytes *datagram, csock_bytes *extension,
                                     csock_wire_error *error) {
    quote_rule rule = rule_of_icmpv4(header);
    split_lenient(rule, payload, datagram, extension, error);
    if (rule.extensible && rule.length == 0 && payload.count > CSOCK_ICMP_QUOTE_MIN) {
        part(payload, CSOCK_ICMP_QUOTE_MIN, datagram, extension);
        if (!is_old_extension(*extension))
            part(payload, payload.count, datagram, extension);
    }
    return 0;
}

int csock_icmpv6_error_split_lenient(const csock_icmpv6_header *header, csock_bytes payload,
                                     csock_bytes *datagram, csock_bytes *extension,
                                     csock_wire_error *error) {
    split_lenient(rule_of_icmpv6(header), payload, datagram, extension, error);
    return 0;
}

// Writes a payload, and tells the length for the header.
static int compose(quote_rule rule, csock_bytes datagram, csock_bytes objects, uint8_t *bytes,
                   size_t capacity, uint32_t *length, csock_wire_error *error) {
    csock_icmp_extension extension = {CSOCK_ICMP_EXTENSION_VERSION, 0, 0, objects};
    bool extended = objects.count > 0;
    size_t most = extended ? LENGTH_MAX * rule.unit : INT32_MAX - OBJECTS;
    if (extended && !rule.extensible)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, rule.layer, "Extension", HEADER_LENGTH,
                               objects.count, 0);
    if (datagram.count > most)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, rule.layer, "Original Datagram",
                               HEADER_LENGTH, datagram.count, most);
    size_t quote = datagram.count;
    if (extended)
        quote = quote < CSOCK_ICMP_QUOTE_MIN ? CSOCK_ICMP_QUOTE_MIN
                                             : (quote + rule.unit - 1) / rule.unit * rule.unit;
    if (objects.count > INT32_MAX - OBJECTS - quote)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, rule.layer, "Extension",
                               HEADER_LENGTH + quote, objects.count, INT32_MAX - OBJECTS - quote);
    size_t needed = quote + (extended ? OBJECTS + objects.count : 0);
    if (needed > capacity)
        return csock_wire_fail(error, CSOCK_EPKTROOM, rule.layer, "Original Datagram",
                               HEADER_LENGTH, needed, capacity);
    csock_copy(bytes, datagram.start, datagram.count);
    *length = extended ? (uint32_t)(quote / rule.unit) : 0;
    if (extended) {
        uint8_t *structure = bytes + quote;
        size_t structure_length = needed - quote;
        memset(bytes + datagram.count, 0, quote - datagram.count);
        csock_icmp_extension_encode(&extension, structure, structure_length, NULL);
        csock_store16(structure + CHECKSUM,
                      csock_icmp_extension_checksum(csock_view(structure, structure_length)));
    }
    csock_wire_clear(error);
    return (int)needed;
}

int csock_icmpv4_error_compose(csock_icmpv4_header *header, csock_bytes datagram,
                               csock_bytes objects, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return compose(rule_of_icmpv4(header), datagram, objects, (uint8_t *)buffer, capacity,
                   &header->length, error);
}

int csock_icmpv6_error_compose(csock_icmpv6_header *header, csock_bytes datagram,
                               csock_bytes objects, void *buffer, size_t capacity,
                               csock_wire_error *error) {
    return compose(rule_of_icmpv6(header), datagram, objects, (uint8_t *)buffer, capacity,
                   &header->length, error);
}
