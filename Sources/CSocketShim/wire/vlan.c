#include "csock/wire/vlan.h"

#include "csock/wire/ethertype.h"
#include "wire/wire.h"

enum {
    TAG_CONTROL = 0,
    ETHERTYPE = 2,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_VLAN,
    {
        {TAG_CONTROL, "Tag Control Information"},
        {ETHERTYPE, "EtherType"},
        {0, NULL},
    },
};

int csock_vlan_header_encode(const csock_vlan_header *header, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Priority Code Point", TAG_CONTROL, header->priority, 7},
        {"Drop Eligible Indicator", TAG_CONTROL, header->drop_eligible, 1},
        {"VLAN Identifier", TAG_CONTROL, header->identifier, 0xfff},
        {"EtherType", ETHERTYPE, header->ethertype, 0xffff},
    };
    uint8_t *bytes = (uint8_t *)buffer;
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_VLAN, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (capacity < CSOCK_VLAN_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, TAG_CONTROL,
                                  CSOCK_VLAN_HEADER_LENGTH, capacity);
    csock_store16(bytes + TAG_CONTROL,
                  header->priority << 13 | header->drop_eligible << 12 | header->identifier);
    csock_store16(bytes + ETHERTYPE, header->ethertype);
    csock_wire_clear(error);
    return CSOCK_VLAN_HEADER_LENGTH;
}

static void read_fields(csock_vlan_header *header, const uint8_t *bytes) {
    uint32_t control = csock_load16(bytes + TAG_CONTROL);
    header->priority = control >> 13;
    header->drop_eligible = control >> 12 & 1;
    header->identifier = control & 0xfff;
    header->ethertype = csock_load16(bytes + ETHERTYPE);
}

// An EtherType that is a length, against the bytes that are there.
static int check_length(uint32_t ethertype, size_t count, csock_wire_error *error) {
    if (ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX && CSOCK_VLAN_HEADER_LENGTH + ethertype > count)
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, ETHERTYPE,
                                  CSOCK_VLAN_HEADER_LENGTH + ethertype, count);
    csock_wire_clear(error);
    return CSOCK_VLAN_HEADER_LENGTH;
}

int csock_vlan_header_decode(csock_vlan_header *header, const void *bytes, size_t count,
                             csock_wire_error *error) {
    if (count < CSOCK_VLAN_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_VLAN_HEADER_LENGTH, count);
    read_fields(header, (const uint8_t *)bytes);
    return check_length(header->ethertype, count, error);
}

int csock_vlan_header_decode_lenient(csock_vlan_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    uint8_t padded[CSOCK_VLAN_HEADER_LENGTH];
    read_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded));
    if (count < CSOCK_VLAN_HEADER_LENGTH) {
        csock_wire_short(error, &layout, CSOCK_VLAN_HEADER_LENGTH, count);
        return (int)count;
    }
    check_length(header->ethertype, count, error);
    return CSOCK_VLAN_HEADER_LENGTH;
}
