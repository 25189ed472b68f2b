#include "csock/wire/icmp_extension.h"

#include "csock/checksum.h"
#include "wire/format.h"

enum {
    CHECKSUM = 2,
    OBJECTS = CSOCK_ICMP_EXTENSION_MIN,
    // Of an object.
    OBJECT_HEADER = 4,
    OBJECT_UNIT = 4,
    OBJECT_PAYLOAD_MAX = 65528,
};

static const csock_wire_format structure_format = {
    4,
    {
        CSOCK_WIRE_NUMBER("Version", csock_icmp_extension, version, 0, 4),
        CSOCK_WIRE_NUMBER("Reserved", csock_icmp_extension, reserved, 4, 12),
        CSOCK_WIRE_NUMBER("Checksum", csock_icmp_extension, checksum, 16, 16),
    },
};
// The length follows from the payload.
static const csock_wire_format object_format = {
    4,
    {
        CSOCK_WIRE_NUMBER("Class-Num", csock_icmp_object, class_num, 16, 8),
        CSOCK_WIRE_NUMBER("C-Type", csock_icmp_object, c_type, 24, 8),
    },
};

static int fail(csock_wire_error *error, int code, const char *field, size_t offset,
                uint64_t needed, uint64_t available) {
    return csock_wire_fail(error, code, CSOCK_LAYER_ICMP_EXTENSION, field, offset, needed,
                           available);
}

int csock_icmp_extension_encode(const csock_icmp_extension *extension, void *buffer,
                                size_t capacity, csock_wire_error *error) {
    size_t room = capacity < OBJECTS ? 0 : capacity - OBJECTS;
    uint8_t *bytes = (uint8_t *)buffer;
    int result =
        csock_wire_format_check(error, CSOCK_LAYER_ICMP_EXTENSION, &structure_format, extension);
    if (result < 0)
        return result;
    if (extension->objects.count > INT32_MAX - OBJECTS)
        return fail(error, CSOCK_EPKTRANGE, "Objects", OBJECTS, extension->objects.count,
                    INT32_MAX - OBJECTS);
    if (capacity < OBJECTS || extension->objects.count > room)
        return fail(error, CSOCK_EPKTROOM, "Version", 0,
                    OBJECTS + (uint64_t)extension->objects.count, capacity);
    csock_wire_format_store(&structure_format, extension, bytes);
    csock_copy(bytes + OBJECTS, extension->objects.start, extension->objects.count);
    csock_wire_clear(error);
    return (int)(OBJECTS + extension->objects.count);
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
    csock_wire_format_load(&structure_format, extension,
                           csock_wire_pad(bytes, count, padded, sizeof padded));
    csock_wire_clear(error);
    if (count > INT32_MAX)
        return fail(error, CSOCK_EPKTFIELD, "Objects", OBJECTS, INT32_MAX, count);
    if (count > 0 && extension->version != CSOCK_ICMP_EXTENSION_VERSION)
        return fail(error, CSOCK_EPKTFIELD, "Version", 0, CSOCK_ICMP_EXTENSION_VERSION,
                    extension->version);
    if (count < OBJECTS) {
        csock_wire_format_short(error, CSOCK_LAYER_ICMP_EXTENSION, &structure_format, count);
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
    return csock_checksum_finish_udp(&sum); // which keeps 0 for "none", too
}

bool csock_icmp_extension_verify(csock_bytes structure) {
    if (structure.count < OBJECTS)
        return false;
    return csock_load16(structure.start + CHECKSUM) == 0 ||
           csock_checksum_of(structure.start, structure.count) == 0;
}

int csock_icmp_object_encode(const csock_icmp_object *object, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    size_t count = object->payload.count;
    uint8_t *bytes = (uint8_t *)buffer;
    int result = csock_wire_format_check(error, CSOCK_LAYER_ICMP_EXTENSION, &object_format, object);
    if (result < 0)
        return result;
    if (count > OBJECT_PAYLOAD_MAX || count % OBJECT_UNIT != 0)
        return fail(error, CSOCK_EPKTRANGE, "Object Payload", OBJECT_HEADER, count,
                    count > OBJECT_PAYLOAD_MAX ? OBJECT_PAYLOAD_MAX
                                               : count / OBJECT_UNIT * OBJECT_UNIT);
    size_t length = OBJECT_HEADER + count;
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Object Length", 0, length, capacity);
    csock_wire_format_store(&object_format, object, bytes);
    csock_store16(bytes, (uint32_t)length);
    csock_copy(bytes + OBJECT_HEADER, object->payload.start, count);
    csock_wire_clear(error);
    return (int)length;
}

int csock_icmp_object_next(csock_bytes *objects, csock_icmp_object *object,
                           csock_wire_error *error) {
    const uint8_t *bytes = objects->start;
    csock_wire_clear(error);
    if (objects->count == 0)
        return 0;
    if (objects->count < OBJECT_HEADER)
        return fail(error, CSOCK_EPKTSHORT, "Object Length", 0, OBJECT_HEADER, objects->count);
    size_t length = csock_load16(bytes);
    if (length < OBJECT_HEADER)
        return fail(error, CSOCK_EPKTFIELD, "Object Length", 0, OBJECT_HEADER, length);
    if (length % OBJECT_UNIT != 0)
        return fail(error, CSOCK_EPKTFIELD, "Object Length", 0, length / OBJECT_UNIT * OBJECT_UNIT,
                    length);
    if (length > objects->count)
        return fail(error, CSOCK_EPKTSHORT, "Object Payload", OBJECT_HEADER, length,
                    objects->count);
    csock_wire_format_load(&object_format, object, bytes);
    object->payload = csock_view(bytes + OBJECT_HEADER, length - OBJECT_HEADER);
    *objects = csock_view(bytes + length, objects->count - length);
    return 1;
}

// How a version of ICMP says how long a quote is.
typedef struct {
    uint32_t layer;
    size_t unit;   // bytes in which the length counts: RFC 4884 section 4
    size_t offset; // of the length in the header
    bool extensible;
    uint32_t length;
} quote_rule;

enum {
    HEADER_LENGTH = 8, // of the errors of both
    LENGTH_MAX = 255,
};

static quote_rule rule_of_icmpv4(const csock_icmpv4_header *header) {
    quote_rule rule = {CSOCK_LAYER_ICMPV4, 4, 5, false, 0};
    rule.extensible = header->type == CSOCK_ICMPV4_DESTINATION_UNREACHABLE ||
                      header->type == CSOCK_ICMPV4_TIME_EXCEEDED ||
                      header->type == CSOCK_ICMPV4_PARAMETER_PROBLEM;
    rule.length = rule.extensible ? header->length : 0;
    return rule;
}

static quote_rule rule_of_icmpv6(const csock_icmpv6_header *header) {
    quote_rule rule = {CSOCK_LAYER_ICMPV6, 8, 4, false, 0};
    rule.extensible = header->type == CSOCK_ICMPV6_DESTINATION_UNREACHABLE ||
                      header->type == CSOCK_ICMPV6_TIME_EXCEEDED;
    rule.length = rule.extensible ? header->length : 0;
    return rule;
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

// RFC 4884 section 5.5. A checksum that was not made proves nothing, and bytes of a datagram may
// look like a version.
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
