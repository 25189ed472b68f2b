#include "csock/wire/icmp_object.h"

#include "wire/print.h"

enum {
    LAYER = CSOCK_LAYER_ICMP_EXTENSION,
    CLASS_NUM = 2,
    C_TYPE = 3,
    OBJECT_HEADER = 4,
    UNIT = 4,
    ADDRESS_HEADER = 4, // of an address in either object
    ID_ADDRESS_LENGTH = 2,
    NAME_MAX_BYTES = 64,
    PAYLOAD_MAX = 65528,
};

static size_t rounded(size_t count) {
    return (count + UNIT - 1) / UNIT * UNIT;
}

// The object's header: the C-Type of interface information is made of bits.
#define HEADER csock_icmp_interface
static const csock_field interface_fields[] = {
    CSOCK_COMPUTED("Object Length", 0, 16),      CSOCK_COMPUTED("Class-Num", CLASS_NUM * 8, 8),
    CSOCK_NUMBER("Interface Role", role, 24, 2), CSOCK_VALUE(RESERVED, "Rsvd", reserved, 26, 2),
    CSOCK_VALUE(FLAGS, "C-Type", parts, 28, 4),
};
static const csock_table interface_table = CSOCK_TABLE(LAYER, 4, interface_fields, NULL, NULL);
static const csock_field interface_address_fields[] = {
    CSOCK_NUMBER("AFI", afi, 0, 16),
    CSOCK_VALUE(RESERVED, "Reserved", address_reserved, 16, 16),
};
static const csock_table interface_address_table =
    CSOCK_TABLE(LAYER, ADDRESS_HEADER, interface_address_fields, NULL, NULL);
#undef HEADER
#define HEADER csock_icmp_interface_id
static const csock_field id_address_fields[] = {
    CSOCK_NUMBER("AFI", afi, 0, 16),
    CSOCK_COMPUTED("Address Length", ID_ADDRESS_LENGTH * 8, 8),
    CSOCK_VALUE(RESERVED, "Reserved", reserved, 24, 8),
    CSOCK_BYTES("Address", address, ADDRESS_HEADER * 8, 0, 255, 1),
};
static const csock_table id_address_table =
    CSOCK_TABLE(LAYER, ADDRESS_HEADER, id_address_fields, NULL, NULL);

static size_t address_length(uint32_t afi) {
    return afi == CSOCK_AFI_IPV4 ? 4 : afi == CSOCK_AFI_IPV6 ? 16 : 0;
}

static bool has(const csock_icmp_interface *interface, uint32_t part) {
    return (interface->parts & part) != 0;
}

static size_t name_length(const csock_icmp_interface *interface) {
    return rounded(1 + interface->name.count);
}

// Checks a part of an object that begins `offset` bytes after its start.
static int check_part(const csock_table *table, const void *part, size_t offset,
                      csock_wire_error *error) {
    size_t length;
    return csock_table_shift(error, offset, csock_table_check(error, table, part, &length));
}

static int check_interface(const csock_icmp_interface *interface, csock_wire_error *error) {
    size_t address = OBJECT_HEADER;
    if (has(interface, CSOCK_ICMP_INTERFACE_INDEX))
        address += sizeof interface->index;
    int result = check_part(&interface_table, interface, 0, error);
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_ADDRESS)) {
        result = check_part(&interface_address_table, interface, address, error);
        if (result == 0 && address_length(interface->afi) == 0)
            result = csock_wire_fail(error, CSOCK_EPKTRANGE, LAYER, "AFI", address, interface->afi,
                                     CSOCK_AFI_IPV6);
    }
    if (result == 0 && has(interface, CSOCK_ICMP_INTERFACE_NAME) &&
        interface->name.count > NAME_MAX_BYTES - 1)
        result = csock_wire_fail(error, CSOCK_EPKTRANGE, LAYER, "Interface Name", OBJECT_HEADER,
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
        return csock_wire_fail(error, CSOCK_EPKTROOM, LAYER, "Object Length", 0, length, capacity);
    memset(at, 0, length);
    csock_inline_encode(NULL, &interface_table, interface, at, OBJECT_HEADER);
    csock_store16(at, (uint32_t)length);
    csock_store8(at + CLASS_NUM, CSOCK_ICMP_CLASS_INTERFACE_INFORMATION);
    at += OBJECT_HEADER;
    if (has(interface, CSOCK_ICMP_INTERFACE_INDEX)) {
        csock_store32(at, interface->index);
        at += sizeof interface->index;
    }
    if (has(interface, CSOCK_ICMP_INTERFACE_ADDRESS)) {
        csock_inline_encode(NULL, &interface_address_table, interface, at, ADDRESS_HEADER);
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
        csock_wire_fail(reader->error, CSOCK_EPKTSHORT, LAYER, field, reader->offset,
                        reader->offset + count, reader->offset + reader->rest.count);
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
    csock_inline_load(&interface_address_table, interface, bytes);
    size_t length = address_length(interface->afi);
    if (length == 0)
        return csock_wire_fail(reader->error, CSOCK_EPKTFIELD, LAYER, "AFI",
                               reader->offset - ADDRESS_HEADER, CSOCK_AFI_IPV6, interface->afi);
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
        return csock_wire_fail(reader->error, CSOCK_EPKTFIELD, LAYER, "Interface Name",
                               reader->offset - 1,
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

// Bytes after the last part are an error.
static int finish(part_reader *reader) {
    if (reader->rest.count > 0)
        return csock_wire_fail(reader->error, CSOCK_EPKTFIELD, LAYER, "Object Length", 0,
                               reader->offset, reader->offset + reader->rest.count);
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
        return csock_wire_fail(error, CSOCK_EPKTFIELD, LAYER, "Class-Num", CLASS_NUM,
                               CSOCK_ICMP_CLASS_INTERFACE_INFORMATION, object->class_num);
    csock_inline_load(&interface_table, interface, header);
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

static int check_id(const csock_icmp_interface_id *id, csock_wire_error *error) {
    switch (id->c_type) {
    case CSOCK_ICMP_INTERFACE_ID_NAME:
        return id->name.count <= PAYLOAD_MAX
                   ? 0
                   : csock_wire_fail(error, CSOCK_EPKTRANGE, LAYER, "Interface Name", OBJECT_HEADER,
                                     id->name.count, PAYLOAD_MAX);
    case CSOCK_ICMP_INTERFACE_ID_INDEX:
        return 0;
    case CSOCK_ICMP_INTERFACE_ID_ADDRESS:
        return check_part(&id_address_table, id, OBJECT_HEADER, error);
    default:
        return csock_wire_fail(error, CSOCK_EPKTRANGE, LAYER, "C-Type", C_TYPE, id->c_type,
                               CSOCK_ICMP_INTERFACE_ID_ADDRESS);
    }
}

// Without padding.
static size_t id_count(const csock_icmp_interface_id *id) {
    if (id->c_type == CSOCK_ICMP_INTERFACE_ID_NAME)
        return id->name.count;
    return id->c_type == CSOCK_ICMP_INTERFACE_ID_INDEX ? sizeof id->index
                                                       : ADDRESS_HEADER + id->address.count;
}

int csock_icmp_interface_id_encode(const csock_icmp_interface_id *identification, void *buffer,
                                   size_t capacity, csock_wire_error *error) {
    const csock_icmp_interface_id *id = identification;
    uint8_t *bytes = (uint8_t *)buffer;
    int result = check_id(id, error);
    if (result < 0)
        return result;
    size_t length = OBJECT_HEADER + rounded(id_count(id));
    if (length > capacity)
        return csock_wire_fail(error, CSOCK_EPKTROOM, LAYER, "Object Length", 0, length, capacity);
    memset(bytes, 0, length);
    csock_store16(bytes, (uint32_t)length);
    csock_store8(bytes + CLASS_NUM, CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION);
    csock_store8(bytes + C_TYPE, id->c_type);
    bytes += OBJECT_HEADER;
    if (id->c_type == CSOCK_ICMP_INTERFACE_ID_ADDRESS) {
        csock_inline_encode(NULL, &id_address_table, id, bytes, length - OBJECT_HEADER);
        csock_store8(bytes + ID_ADDRESS_LENGTH, (uint32_t)id->address.count);
    } else if (id->c_type == CSOCK_ICMP_INTERFACE_ID_NAME) {
        csock_copy(bytes, id->name.start, id->name.count);
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
    csock_inline_load(&id_address_table, id, bytes);
    size_t count = bytes[ID_ADDRESS_LENGTH], padding = rounded(count) - count;
    bytes = take(reader, "Address", count + padding);
    if (!bytes)
        return -CSOCK_EPKTSHORT;
    id->address = csock_view(bytes, count);
    for (size_t i = count; i < count + padding; i++)
        if (bytes[i] != 0)
            return csock_wire_fail(reader->error, CSOCK_EPKTFIELD, LAYER, "Address",
                                   reader->offset - padding, 0, bytes[i]);
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
        return csock_wire_fail(error, CSOCK_EPKTFIELD, LAYER, "Class-Num", CLASS_NUM,
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
        return csock_wire_fail(error, CSOCK_EPKTFIELD, LAYER, "C-Type", C_TYPE,
                               CSOCK_ICMP_INTERFACE_ID_ADDRESS, object->c_type);
    }
    return result < 0 ? result : finish(&reader);
}

// Names are padded with zeros.
static void print_name(csock_text *text, csock_bytes name) {
    size_t count = 0;
    while (count < name.count && name.start[count] != 0)
        count++;
    csock_text_put(text, "\"");
    csock_text_append(text, (const char *)name.start, count);
    csock_text_put(text, "\"");
}

size_t csock_icmp_interface_format(const csock_icmp_interface *interface, char *text,
                                   size_t capacity) {
    static const char *const roles[] = {"incoming", "incoming sub-IP", "outgoing", "next hop"};
    csock_text written = csock_text_begin(text, capacity);
    csock_print_name(&written, interface->role, 0, roles, sizeof roles / sizeof roles[0], "role ");
    csock_text_put(&written, " interface");
    if (has(interface, CSOCK_ICMP_INTERFACE_INDEX))
        csock_text_print(&written, ", index %u", interface->index);
    if (has(interface, CSOCK_ICMP_INTERFACE_ADDRESS))
        csock_print_addresses(&written,
                              csock_view(interface->address, address_length(interface->afi)),
                              interface->afi == CSOCK_AFI_IPV4 ? 4 : 16, ", ");
    if (has(interface, CSOCK_ICMP_INTERFACE_NAME)) {
        csock_text_put(&written, ", ");
        print_name(&written, interface->name);
    }
    if (has(interface, CSOCK_ICMP_INTERFACE_MTU))
        csock_text_print(&written, ", mtu %u", interface->mtu);
    return written.length;
}

size_t csock_icmp_interface_id_format(const csock_icmp_interface_id *identification, char *text,
                                      size_t capacity) {
    const csock_icmp_interface_id *id = identification;
    csock_text written = csock_text_begin(text, capacity);
    csock_text_put(&written, "interface ");
    if (id->c_type == CSOCK_ICMP_INTERFACE_ID_NAME) {
        print_name(&written, id->name);
    } else if (id->c_type == CSOCK_ICMP_INTERFACE_ID_INDEX) {
        csock_text_print(&written, "index %u", id->index);
    } else {
        csock_text_put(&written, "address ");
        csock_text_hex(&written, id->address, "");
        csock_text_print(&written, ", family %u", id->afi);
    }
    return written.length;
}
