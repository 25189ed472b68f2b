#include "csock/wire/arp.h"

#include "wire/wire.h"

enum {
    HARDWARE_TYPE = 0,
    PROTOCOL_TYPE = 2,
    HARDWARE_LENGTH = 4,
    PROTOCOL_LENGTH = 5,
    OPERATION = 6,
    ADDRESSES = CSOCK_ARP_HEADER_MIN,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_ARP,
    {
        {HARDWARE_TYPE, "Hardware Type"},
        {PROTOCOL_TYPE, "Protocol Type"},
        {HARDWARE_LENGTH, "Hardware Address Length"},
        {PROTOCOL_LENGTH, "Protocol Address Length"},
        {OPERATION, "Operation"},
        {ADDRESSES, "Sender Hardware Address"},
        {0, NULL},
    },
};

static size_t total_length(size_t hardware, size_t protocol) {
    return ADDRESSES + 2 * (hardware + protocol);
}

// Where each address begins.
static csock_wire_layout address_layout(size_t hardware, size_t protocol) {
    csock_wire_layout addresses = {
        CSOCK_LAYER_ARP,
        {
            {ADDRESSES, "Sender Hardware Address"},
            {(uint16_t)(ADDRESSES + hardware), "Sender Protocol Address"},
            {(uint16_t)(ADDRESSES + hardware + protocol), "Target Hardware Address"},
            {(uint16_t)(ADDRESSES + 2 * hardware + protocol), "Target Protocol Address"},
            {0, NULL},
        },
    };
    return addresses;
}

static int check_ranges(const csock_arp_header *header, csock_wire_error *error) {
    size_t hardware = header->sender_hardware.count, protocol = header->sender_protocol.count;
    const csock_wire_limit limits[] = {
        {"Hardware Type", HARDWARE_TYPE, header->hardware_type, 0xffff},
        {"Protocol Type", PROTOCOL_TYPE, header->protocol_type, 0xffff},
        {"Operation", OPERATION, header->operation, 0xffff},
        {"Sender Hardware Address", ADDRESSES, hardware, 0xff},
        {"Sender Protocol Address", ADDRESSES + hardware, protocol, 0xff},
    };
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_ARP, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (header->target_hardware.count != hardware)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_ARP, "Target Hardware Address",
                               ADDRESSES + hardware + protocol, header->target_hardware.count,
                               hardware);
    if (header->target_protocol.count != protocol)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_ARP, "Target Protocol Address",
                               ADDRESSES + 2 * hardware + protocol, header->target_protocol.count,
                               protocol);
    return 0;
}

int csock_arp_header_encode(const csock_arp_header *header, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    const csock_bytes addresses[] = {header->sender_hardware, header->sender_protocol,
                                     header->target_hardware, header->target_protocol};
    uint8_t *bytes = (uint8_t *)buffer;
    int result = check_ranges(header, error);
    if (result < 0)
        return result;
    size_t length = total_length(addresses[0].count, addresses[1].count);
    if (length > capacity)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, HARDWARE_TYPE, length, capacity);
    csock_store16(bytes + HARDWARE_TYPE, header->hardware_type);
    csock_store16(bytes + PROTOCOL_TYPE, header->protocol_type);
    csock_store8(bytes + HARDWARE_LENGTH, (uint32_t)addresses[0].count);
    csock_store8(bytes + PROTOCOL_LENGTH, (uint32_t)addresses[1].count);
    csock_store16(bytes + OPERATION, header->operation);
    bytes += ADDRESSES;
    for (size_t i = 0; i < 4; i++) {
        csock_copy(bytes, addresses[i].start, addresses[i].count);
        bytes += addresses[i].count;
    }
    csock_wire_clear(error);
    return (int)length;
}

int csock_arp_header_decode(csock_arp_header *header, const void *bytes, size_t count,
                            csock_wire_error *error) {
    csock_wire_error missing = {0};
    int length = csock_arp_header_decode_lenient(header, bytes, count, &missing);
    if (error)
        *error = missing;
    return missing.code ? -missing.code : length;
}

int csock_arp_header_decode_lenient(csock_arp_header *header, const void *bytes, size_t count,
                                    csock_wire_error *error) {
    csock_bytes *const addresses[] = {&header->sender_hardware, &header->sender_protocol,
                                      &header->target_hardware, &header->target_protocol};
    uint8_t padded[ADDRESSES];
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t lengths[] = {fixed[HARDWARE_LENGTH], fixed[PROTOCOL_LENGTH]};
    csock_bytes rest = csock_view(NULL, 0);
    header->hardware_type = csock_load16(fixed + HARDWARE_TYPE);
    header->protocol_type = csock_load16(fixed + PROTOCOL_TYPE);
    header->operation = csock_load16(fixed + OPERATION);
    if (count > ADDRESSES)
        rest = csock_view((const uint8_t *)bytes + ADDRESSES, count - ADDRESSES);
    for (size_t i = 0; i < 4; i++)
        *addresses[i] = csock_wire_take(&rest, lengths[i % 2]);
    csock_wire_clear(error);
    size_t length = total_length(lengths[0], lengths[1]);
    if (count >= length)
        return (int)length;
    if (count < ADDRESSES) {
        csock_wire_short(error, &layout, ADDRESSES, count);
    } else {
        const csock_wire_layout places = address_layout(lengths[0], lengths[1]);
        csock_wire_short(error, &places, length, count);
    }
    return (int)count;
}
