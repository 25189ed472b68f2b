#include "csock/wire/icmp_object.h"

#include "wire/format.h"

enum {
    OBJECT_HEADER = 4,
    UNIT = 4,
    ADDRESS_HEADER = 4, // of an address in either object
    NAME_MAX_BYTES = 64,
    PAYLOAD_MAX = 65528,
};

static int fail(csock_wire_error *error, int code, const char *field, size_t offset,
                uint64_t needed, uint64_t available) {
    return csock_wire_fail(error, code, CSOCK_LAYER_ICMP_EXTENSION, field, offset, needed,
                           available);
}

static size_t rounded(size_t count) {
    return (count + UNIT - 1) / UNIT * UNIT;
}

static const csock_wire_format label_format = {
    4,
    {
        CSOCK_WIRE_NUMBER("Label", csock_mpls_label, label, 0, 20),
        CSOCK_WIRE_NUMBER("TC", csock_mpls_label, traffic_class, 20, 3),
        CSOCK_WIRE_NUMBER("S", csock_mpls_label, bottom_of_stack, 23, 1),
        CSOCK_WIRE_NUMBER("TTL", csock_mpls_label, time_to_live, 24, 8),
    },
};

int csock_mpls_label_encode(const csock_mpls_label *label, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    return csock_wire_format_encode(error, CSOCK_LAYER_ICMP_EXTENSION, &label_format, label, buffer,
                                    capacity);
}

int csock_mpls_label_next(csock_bytes *stack, csock_mpls_label *label, csock_wire_error *error) {
    size_t length = label_format.length;
    csock_wire_clear(error);
    if (stack->count == 0)
        return 0;
    if (stack->count < length)
        return csock_wire_format_short(error, CSOCK_LAYER_ICMP_EXTENSION, &label_format,
                                       stack->count);
    csock_wire_format_load(&label_format, label, stack->start);
    *stack = csock_view(stack->start + length, stack->count - length);
    return 1;
}

// The object's header: the C-Type of interface information is made of bits.
static const csock_wire_format interface_format = {
    4,
    {
        CSOCK_WIRE_NUMBER("Interface Role", csock_icmp_interface, role, 24, 2),
        CSOCK_WIRE_NUMBER("Rsvd", csock_icmp_interface, reserved, 26, 2),
        CSOCK_WIRE_NUMBER("C-Type", csock_icmp_interface, parts, 28, 4),
    },
};
static const csock_wire_format interface_address_format = {
    4,
    {
        CSOCK_WIRE_NUMBER("AFI", csock_icmp_interface, afi, 0, 16),
        CSOCK_WIRE_NUMBER("Reserved", csock_icmp_interface, address_reserved, 16, 16),
    },
};

static size_t address_length(uint32_t afi) {
    return afi == CSOCK_AFI_IPV4 ? 4 : afi == CSOCK_AFI_IPV6 ? 16 : 0;
}

static bool has(const csock_icmp_interface *interface, uint32_t part) {
    return (interface->parts & part) != 0;
}

static size_t name_length(const csock_icmp_interface *interface) {
    return rounded(1 + interface->name.count);
}

static int check_interface(const csock_icmp_interface *interface, csock_wire_error *error) {
    int result =
        csock_wire_format_check(error, CSOCK_LAYER_ICMP_EXTENSION, &interface_format, interface);
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_ADDRESS)) {
        result = csock_wire_format_check(error, CSOCK_LAYER_ICMP_EXTENSION,
                                         &interface_address_format, interface);
        if (result == 0 && address_length(interface->afi) == 0)
            result =
                fail(error, CSOCK_EPKTRANGE, "AFI", OBJECT_HEADER, interface->afi, CSOCK_AFI_IPV6);
    }
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_NAME) &&
        interface->name.count > NAME_MAX_BYTES - 1)
        result = fail(error, CSOCK_EPKTRANGE, "Interface Name", OBJECT_HEADER,
                      interface->name.count, NAME_MAX_BYTES - 1);
    return result;
}

static size_t interface_length(const csock_icmp_interface *interface) {
    size_t length = OBJECT_HEADER;
    if (has(interface, CSOCK_ICMP_INTERFACE_INDEX))
        length += sizeof interface->index;
    if (has(interface, CSOCK_ICMP_INTERFACE_ADDRESS))
        length += ADDRESS_HEADER + address_length(interface->afi);
    if (has(interface, CSOCK_ICMP_INTERFACE_NAME))
        length += name_length(interface);
    if (has(interface, CSOCK_ICMP_INTERFACE_MTU))
        length += sizeof interface->mtu;
    return length;
}

int csock_icmp_interface_encode(const csock_icmp_interface *interface, void *buffer,
                                size_t capacity, csock_wire_error *error) {
    uint8_t *at = (uint8_t *)buffer;
    int result = check_interface(interface, error);
    if (result < 0)
        return result;
    size_t length = interface_length(interface);
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Object Length", 0, length, capacity);
    memset(at, 0, length);
    csock_wire_format_store(&interface_format, interface, at);
    csock_store16(at, (uint32_t)length);
    csock_store8(at + 2, CSOCK_ICMP_CLASS_INTERFACE_INFORMATION);
    at += OBJECT_HEADER;
    if (has(interface, CSOCK_ICMP_INTERFACE_INDEX)) {
        csock_store32(at, interface->index);
        at += sizeof interface->index;
    }
    if (has(interface, CSOCK_ICMP_INTERFACE_ADDRESS)) {
        csock_wire_format_store(&interface_address_format, interface, at);
        memcpy(at + ADDRESS_HEADER, interface->address, address_length(interface->afi));
        at += ADDRESS_HEADER + address_length(interface->afi);
    }
    if (has(interface, CSOCK_ICMP_INTERFACE_NAME)) {
        csock_store8(at, (uint32_t)name_length(interface));
        csock_copy(at + 1, interface->name.start, interface->name.count);
        at += name_length(interface);
    }
    if (has(interface, CSOCK_ICMP_INTERFACE_MTU))
        csock_store32(at, interface->mtu);
    csock_wire_clear(error);
    return (int)length;
}

// A walk over the payload of an object.
typedef struct {
    csock_bytes rest;
    size_t offset; // in the object
    csock_wire_error *error;
} part_reader;

// Takes `count` bytes; NULL, with an error, if they are not there.
static const uint8_t *take(part_reader *reader, const char *field, size_t count) {
    const uint8_t *start = reader->rest.start;
    if (count > reader->rest.count) {
        fail(reader->error, CSOCK_EPKTSHORT, field, reader->offset, reader->offset + count,
             reader->offset + reader->rest.count);
        return NULL;
    }
    reader->rest = csock_view(start + count, reader->rest.count - count);
    reader->offset += count;
    return start;
}

static int read_address(part_reader *reader, csock_icmp_interface *interface) {
    const uint8_t *bytes = take(reader, "AFI", ADDRESS_HEADER);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    csock_wire_format_load(&interface_address_format, interface, bytes);
    size_t length = address_length(interface->afi);
    if (length == 0)
        return fail(reader->error, CSOCK_EPKTFIELD, "AFI", reader->offset - ADDRESS_HEADER,
                    CSOCK_AFI_IPV6, interface->afi);
    bytes = take(reader, "IP Address", length);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    memcpy(interface->address, bytes, length);
    return 0;
}

static int read_name(part_reader *reader, csock_icmp_interface *interface) {
    const uint8_t *bytes = take(reader, "Interface Name", 1);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    size_t length = bytes[0];
    if (length == 0 || length > NAME_MAX_BYTES || length % UNIT != 0)
        return fail(reader->error, CSOCK_EPKTFIELD, "Interface Name", reader->offset - 1,
                    length == 0               ? UNIT
                    : length > NAME_MAX_BYTES ? NAME_MAX_BYTES
                                              : length / UNIT * UNIT,
                    length);
    bytes = take(reader, "Interface Name", length - 1);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    interface->name = csock_view(bytes, length - 1);
    return 0;
}

static int read_number(part_reader *reader, const char *field, uint32_t *number) {
    const uint8_t *bytes = take(reader, field, sizeof *number);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    *number = csock_load32(bytes);
    return 0;
}

// What is left belongs to nothing.
static int finish(part_reader *reader) {
    if (reader->rest.count > 0)
        return fail(reader->error, CSOCK_EPKTFIELD, "Object Length", 0, reader->offset,
                    reader->offset + reader->rest.count);
    csock_wire_clear(reader->error);
    return 0;
}

int csock_icmp_interface_decode(csock_icmp_interface *interface, const csock_icmp_object *object,
                                csock_wire_error *error) {
    static const csock_icmp_interface none;
    const uint8_t header[OBJECT_HEADER] = {0, 0, 0, (uint8_t)object->c_type};
    part_reader reader = {object->payload, OBJECT_HEADER, error};
    int result = 0;
    *interface = none;
    if (object->class_num != CSOCK_ICMP_CLASS_INTERFACE_INFORMATION)
        return fail(error, CSOCK_EPKTFIELD, "Class-Num", 2, CSOCK_ICMP_CLASS_INTERFACE_INFORMATION,
                    object->class_num);
    csock_wire_format_load(&interface_format, interface, header);
    if (has(interface, CSOCK_ICMP_INTERFACE_INDEX))
        result = read_number(&reader, "Interface Index", &interface->index);
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_ADDRESS))
        result = read_address(&reader, interface);
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_NAME))
        result = read_name(&reader, interface);
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_MTU))
        result = read_number(&reader, "MTU", &interface->mtu);
    return result < 0 ? result : finish(&reader);
}

int csock_icmp_interface_id_encode(const csock_icmp_interface_id *identification, void *buffer,
                                   size_t capacity, csock_wire_error *error) {
    const csock_icmp_interface_id *id = identification;
    bool is_address = id->c_type == CSOCK_ICMP_INTERFACE_ID_ADDRESS;
    size_t count = id->c_type == CSOCK_ICMP_INTERFACE_ID_NAME ? id->name.count
                   : is_address                               ? id->address.count
                                                              : sizeof id->index;
    size_t most = is_address ? 255 : PAYLOAD_MAX;
    uint8_t *bytes = (uint8_t *)buffer;
    if (id->c_type < CSOCK_ICMP_INTERFACE_ID_NAME || id->c_type > CSOCK_ICMP_INTERFACE_ID_ADDRESS)
        return fail(error, CSOCK_EPKTRANGE, "C-Type", 3, id->c_type,
                    CSOCK_ICMP_INTERFACE_ID_ADDRESS);
    if (count > most)
        return fail(error, CSOCK_EPKTRANGE, is_address ? "Address Length" : "Interface Name",
                    OBJECT_HEADER, count, most);
    if (is_address && id->afi > 0xffff)
        return fail(error, CSOCK_EPKTRANGE, "AFI", OBJECT_HEADER, id->afi, 0xffff);
    if (is_address && id->reserved > 0xff)
        return fail(error, CSOCK_EPKTRANGE, "Reserved", OBJECT_HEADER + 3, id->reserved, 0xff);
    size_t length = OBJECT_HEADER + (is_address ? (size_t)ADDRESS_HEADER : 0) + rounded(count);
    if (length > capacity)
        return fail(error, CSOCK_EPKTROOM, "Object Length", 0, length, capacity);
    memset(bytes, 0, length);
    csock_store16(bytes, (uint32_t)length);
    csock_store8(bytes + 2, CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION);
    csock_store8(bytes + 3, id->c_type);
    bytes += OBJECT_HEADER;
    if (is_address) {
        csock_store16(bytes, id->afi);
        csock_store8(bytes + 2, (uint32_t)count);
        csock_store8(bytes + 3, id->reserved);
        csock_copy(bytes + ADDRESS_HEADER, id->address.start, count);
    } else if (id->c_type == CSOCK_ICMP_INTERFACE_ID_NAME) {
        csock_copy(bytes, id->name.start, count);
    } else {
        csock_store32(bytes, id->index);
    }
    csock_wire_clear(error);
    return (int)length;
}

static int read_id_address(part_reader *reader, csock_icmp_interface_id *id) {
    const uint8_t *bytes = take(reader, "AFI", ADDRESS_HEADER);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    id->afi = csock_load16(bytes);
    id->reserved = bytes[3];
    size_t count = bytes[2], padding = rounded(count) - count;
    bytes = take(reader, "Address", count + padding);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    id->address = csock_view(bytes, count);
    for (size_t i = count; i < count + padding; i++)
        if (bytes[i] != 0)
            return fail(reader->error, CSOCK_EPKTFIELD, "Address", reader->offset - padding, 0,
                        bytes[i]);
    return 0;
}

int csock_icmp_interface_id_decode(csock_icmp_interface_id *identification,
                                   const csock_icmp_object *object, csock_wire_error *error) {
    static const csock_icmp_interface_id none;
    part_reader reader = {object->payload, OBJECT_HEADER, error};
    int result = 0;
    *identification = none;
    identification->c_type = object->c_type;
    if (object->class_num != CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION)
        return fail(error, CSOCK_EPKTFIELD, "Class-Num", 2,
                    CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION, object->class_num);
    switch (object->c_type) {
    case CSOCK_ICMP_INTERFACE_ID_NAME:
        identification->name = object->payload;
        take(&reader, "Interface Name", object->payload.count);
        break;
    case CSOCK_ICMP_INTERFACE_ID_INDEX:
        result = read_number(&reader, "Interface Index", &identification->index);
        break;
    case CSOCK_ICMP_INTERFACE_ID_ADDRESS:
        result = read_id_address(&reader, identification);
        break;
    default:
        return fail(error, CSOCK_EPKTFIELD, "C-Type", 3, CSOCK_ICMP_INTERFACE_ID_ADDRESS,
                    object->c_type);
    }
    return result < 0 ? result : finish(&reader);
}
