#include "csock/wire/arp.h"

#include "csock/wire/ethertype.h"
#include "wire/print.h"
#include "wire/tables.h"

enum { HARDWARE_LENGTH = 4, PROTOCOL_LENGTH = 5, FIRST_ADDRESS = 5, ADDRESS_COUNT = 4 };

static void print_part(csock_text *text, const void *header, const char *part);

#define HEADER csock_arp_header
static const csock_field fields[] = {
    CSOCK_NUMBER("Hardware Type", hardware_type, 0, 16),
    CSOCK_VALUE(ETHERTYPE, "Protocol Type", protocol_type, 16, 16),
    CSOCK_COMPUTED("Hardware Address Length", HARDWARE_LENGTH * 8, 8),
    CSOCK_COMPUTED("Protocol Address Length", PROTOCOL_LENGTH * 8, 8),
    CSOCK_NUMBER("Operation", operation, 48, 16),
    CSOCK_BYTES("Sender Hardware Address", sender_hardware, 64, 0, 255, 1),
    CSOCK_BYTES("Sender Protocol Address", sender_protocol, 64, 0, 255, 1),
    CSOCK_BYTES("Target Hardware Address", target_hardware, 64, 0, 255, 1),
    CSOCK_BYTES("Target Protocol Address", target_protocol, 64, 0, 255, 1),
};
const csock_table csock_arp_table =
    CSOCK_TABLE(CSOCK_LAYER_ARP, CSOCK_ARP_HEADER_MIN, fields, "ARP {what}", print_part);

// Both addresses of a kind have the length that one field says.
static int check_lengths(csock_wire_error *error, const csock_arp_header *header) {
    const csock_bytes addresses[ADDRESS_COUNT] = {header->sender_hardware, header->sender_protocol,
                                                  header->target_hardware, header->target_protocol};
    size_t length;
    int result = csock_table_check(error, &csock_arp_table, header, &length);
    size_t offset = CSOCK_ARP_HEADER_MIN;
    for (size_t i = 0; i < ADDRESS_COUNT && result == 0; i++) {
        if (addresses[i].count != addresses[i % 2].count)
            result = csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_ARP,
                                     fields[FIRST_ADDRESS + i].name, offset, addresses[i].count,
                                     addresses[i % 2].count);
        offset += addresses[i].count;
    }
    return result;
}

int csock_arp_header_encode(const csock_arp_header *header, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    if (header->target_hardware.count != header->sender_hardware.count ||
        header->target_protocol.count != header->sender_protocol.count)
        return check_lengths(error, header);
    int length = csock_inline_encode(error, &csock_arp_table, header, buffer, capacity);
    if (length < 0)
        return length;
    csock_store8(bytes + HARDWARE_LENGTH, (uint32_t)header->sender_hardware.count);
    csock_store8(bytes + PROTOCOL_LENGTH, (uint32_t)header->sender_protocol.count);
    return length;
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
    csock_bytes *const addresses[ADDRESS_COUNT] = {
        &header->sender_hardware, &header->sender_protocol, &header->target_hardware,
        &header->target_protocol};
    uint8_t padded[CSOCK_ARP_HEADER_MIN];
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t lengths[] = {fixed[HARDWARE_LENGTH], fixed[PROTOCOL_LENGTH]};
    csock_bytes rest = csock_view((const uint8_t *)bytes, count);
    csock_inline_load(&csock_arp_table, header, fixed);
    csock_wire_take(&rest, CSOCK_ARP_HEADER_MIN);
    for (size_t i = 0; i < ADDRESS_COUNT; i++)
        *addresses[i] = csock_wire_take(&rest, lengths[i % 2]);
    csock_wire_clear(error);
    size_t length = CSOCK_ARP_HEADER_MIN + 2 * (lengths[0] + lengths[1]);
    if (count >= length)
        return (int)length;
    if (count < CSOCK_ARP_HEADER_MIN) {
        csock_table_short(error, &csock_arp_table, CSOCK_ARP_HEADER_MIN, count);
        return (int)count;
    }
    size_t offset = CSOCK_ARP_HEADER_MIN, i = 0;
    while (offset + lengths[i % 2] <= count)
        offset += lengths[i++ % 2];
    csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_ARP, fields[FIRST_ADDRESS + i].name, offset,
                    length, count);
    return (int)count;
}

static void print_protocol_address(csock_text *text, const csock_arp_header *header,
                                   csock_bytes address) {
    if (header->protocol_type == CSOCK_ETHERTYPE_IPV4 && address.count == 4)
        csock_print_ipv4(text, address.start);
    else
        csock_text_hex(text, address, ":");
}

// The text of each operation is that of tcpdump(8).
static const char *words(uint32_t operation) {
    switch (operation) {
    case CSOCK_ARP_REQUEST:
        return "Request who-has {target} tell {sender}";
    case CSOCK_ARP_REPLY:
        return "Reply {sender} is-at {sender hardware}";
    case CSOCK_RARP_REQUEST:
        return "Reverse Request who-is {target hardware} tell {sender hardware}";
    case CSOCK_RARP_REPLY:
        return "Reverse Reply {target hardware} at {target}";
    case CSOCK_INARP_REQUEST:
        return "Inverse Request who-is {target hardware} tell {sender hardware}";
    case CSOCK_INARP_REPLY:
        return "Inverse Reply {sender hardware} at {sender}";
    default:
        return "operation {operation} {sender hardware} {sender} > {target hardware} {target}";
    }
}

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_arp_header *arp = (const csock_arp_header *)header;
    if (csock_print_is(part, "what"))
        csock_print_words(text, words(arp->operation), &csock_arp_table, header);
    else if (csock_print_is(part, "sender"))
        print_protocol_address(text, arp, arp->sender_protocol);
    else if (csock_print_is(part, "target"))
        print_protocol_address(text, arp, arp->target_protocol);
    else if (csock_print_is(part, "sender hardware"))
        csock_text_hex(text, arp->sender_hardware, ":");
    else if (csock_print_is(part, "target hardware"))
        csock_text_hex(text, arp->target_hardware, ":");
}
