#include "csock/wire/ethernet.h"

#include "wire/wire.h"

enum {
    DESTINATION = 0,
    SOURCE = 6,
    ETHERTYPE = 12,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_ETHERNET,
    {
        {DESTINATION, "Destination Address"},
        {SOURCE, "Source Address"},
        {ETHERTYPE, "EtherType"},
        {0, NULL},
    },
};

int csock_ethernet_header_encode(const csock_ethernet_header *header, void *buffer, size_t capacity,
                                 csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if (header->ethertype > 0xffff)
        return csock_wire_fail_at(error, CSOCK_EPKTRANGE, &layout, ETHERTYPE, header->ethertype,
                                  0xffff);
    if (capacity < CSOCK_ETHERNET_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, DESTINATION,
                                  CSOCK_ETHERNET_HEADER_LENGTH, capacity);
    memcpy(bytes + DESTINATION, header->destination, sizeof header->destination);
    memcpy(bytes + SOURCE, header->source, sizeof header->source);
    csock_store16(bytes + ETHERTYPE, header->ethertype);
    csock_wire_clear(error);
    return CSOCK_ETHERNET_HEADER_LENGTH;
}

static void read_fields(csock_ethernet_header *header, const uint8_t *bytes) {
    memcpy(header->destination, bytes + DESTINATION, sizeof header->destination);
    memcpy(header->source, bytes + SOURCE, sizeof header->source);
    header->ethertype = csock_load16(bytes + ETHERTYPE);
}

// An EtherType that is a length, against the bytes that are there.
static int check_length(uint32_t ethertype, size_t count, csock_wire_error *error) {
    if (ethertype <= CSOCK_ETHERTYPE_LENGTH_MAX && CSOCK_ETHERNET_HEADER_LENGTH + ethertype > count)
        return csock_wire_fail_at(error, CSOCK_EPKTSHORT, &layout, ETHERTYPE,
                                  CSOCK_ETHERNET_HEADER_LENGTH + ethertype, count);
    csock_wire_clear(error);
    return CSOCK_ETHERNET_HEADER_LENGTH;
}

int csock_ethernet_header_decode(csock_ethernet_header *header, const void *bytes, size_t count,
                                 csock_wire_error *error) {
    if (count < CSOCK_ETHERNET_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_ETHERNET_HEADER_LENGTH, count);
    read_fields(header, (const uint8_t *)bytes);
    return check_length(header->ethertype, count, error);
}

int csock_ethernet_header_decode_lenient(csock_ethernet_header *header, const void *bytes,
                                         size_t count, csock_wire_error *error) {
    uint8_t padded[CSOCK_ETHERNET_HEADER_LENGTH];
    read_fields(header, csock_wire_pad(bytes, count, padded, sizeof padded));
    if (count < CSOCK_ETHERNET_HEADER_LENGTH) {
        csock_wire_short(error, &layout, CSOCK_ETHERNET_HEADER_LENGTH, count);
        return (int)count;
    }
    check_length(header->ethertype, count, error);
    return CSOCK_ETHERNET_HEADER_LENGTH;
}
