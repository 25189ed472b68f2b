#include "csock/wire/vlan.h"

#include "wire/ethertype_length.h"
#include "wire/print.h"
#include "wire/tables.h"

static void print_part(csock_text *text, const void *header, const char *part) {
    if (csock_print_is(part, "DEI") && ((const csock_vlan_header *)header)->drop_eligible)
        csock_text_put(text, ", DEI");
}

#define HEADER csock_vlan_header
static const csock_field fields[] = {
    CSOCK_NUMBER("Priority Code Point", priority, 0, 3),
    CSOCK_NUMBER("Drop Eligible Indicator", drop_eligible, 3, 1),
    CSOCK_NUMBER("VLAN Identifier", identifier, 4, 12),
    CSOCK_VALUE(ETHERTYPE, "EtherType", ethertype, 16, 16),
};
const csock_table csock_vlan_table =
    CSOCK_TABLE(CSOCK_LAYER_VLAN, CSOCK_VLAN_HEADER_LENGTH, fields,
                "VLAN {identifier}, p {priority}{DEI}, {ethertype}", print_part);

int csock_vlan_header_encode(const csock_vlan_header *header, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    return csock_inline_encode(error, &csock_vlan_table, header, buffer, capacity);
}

int csock_vlan_header_decode(csock_vlan_header *header, const void *bytes, size_t count,
                             csock_wire_error *error) {
    if (count < csock_vlan_table.length)
        return csock_table_short(error, &csock_vlan_table, csock_vlan_table.length, count);
    csock_inline_load(&csock_vlan_table, header, (const uint8_t *)bytes);
    return csock_ethertype_check(error, &csock_vlan_table, header->ethertype, count);
}

int csock_vlan_header_decode_lenient(csock_vlan_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    int length = csock_inline_decode_lenient(error, &csock_vlan_table, header, bytes, count);
    if (length == csock_vlan_table.length)
        csock_ethertype_check(error, &csock_vlan_table, header->ethertype, count);
    return length;
}
