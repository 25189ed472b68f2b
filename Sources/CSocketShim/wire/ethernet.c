#include "csock/wire/ethernet.h"

#include "wire/ethertype_length.h"
#include "wire/tables.h"

#define HEADER csock_ethernet_header
static const csock_field fields[] = {
    CSOCK_ADDRESS(MAC, "Destination Address", destination, 0),
    CSOCK_ADDRESS(MAC, "Source Address", source, 48),
    CSOCK_VALUE(ETHERTYPE, "EtherType", ethertype, 96, 16),
};
const csock_table csock_ethernet_table =
    CSOCK_TABLE(CSOCK_LAYER_ETHERNET, CSOCK_ETHERNET_HEADER_LENGTH, fields,
                "Ethernet {source} > {destination}, {ethertype}", NULL);

int csock_ethernet_header_encode(const csock_ethernet_header *header, void *buffer, size_t capacity,
                                 csock_wire_error *error) {
    return csock_inline_encode(error, &csock_ethernet_table, header, buffer, capacity);
}

int csock_ethernet_header_decode(csock_ethernet_header *header, const void *bytes, size_t count,
                                 csock_wire_error *error) {
    if (count < csock_ethernet_table.length)
        return csock_table_short(error, &csock_ethernet_table, csock_ethernet_table.length, count);
    csock_inline_load(&csock_ethernet_table, header, (const uint8_t *)bytes);
    return csock_ethertype_check(error, &csock_ethernet_table, header->ethertype, count);
}

int csock_ethernet_header_decode_lenient(csock_ethernet_header *header, const void *bytes,
                                         size_t count, csock_wire_error *error) {
    int length = csock_inline_decode_lenient(error, &csock_ethernet_table, header, bytes, count);
    if (length == csock_ethernet_table.length)
        csock_ethertype_check(error, &csock_ethernet_table, header->ethertype, count);
    return length;
}
