#include "fragment_case.h"

#include "csock/checksum.h"
#include "csock/wire/ipv4.h"
#include "csock/wire/ipv6.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

size_t make_datagram(uint8_t *buffer, int version, size_t payload, unsigned seed) {
    int head;
    if (version == 4) {
        csock_ipv4_header header = {.total_length = (uint32_t)(20 + payload),
                                    .identification = 0x1234,
                                    .time_to_live = 64,
                                    .protocol = 253,
                                    .source = {192, 0, 2, 1},
                                    .destination = {198, 51, 100, 2}};
        csock_ipv4_header_encode(&header, buffer, 20, NULL);
        header.checksum = csock_checksum_of(buffer, 20);
        head = csock_ipv4_header_encode(&header, buffer, 20, NULL);
    } else {
        csock_ipv6_header header = {.flow_label = 0x12345,
                                    .payload_length = (uint32_t)payload,
                                    .next_header = 253,
                                    .hop_limit = 64,
                                    .source = {0x20, 1, 0xd, 0xb8, [15] = 1},
                                    .destination = {0x20, 1, 0xd, 0xb8, [15] = 2}};
        head = csock_ipv6_header_encode(&header, buffer, 40, NULL);
    }
    CHECK_INT(head, version == 4 ? 20 : 40);
    for (size_t i = 0; i < payload; i++)
        buffer[(size_t)head + i] = (uint8_t)((i + seed) % 251);
    return (size_t)head + payload;
}

packets cut(const void *packet, size_t count, size_t mtu, uint32_t identification) {
    packets all = {0};
    csock_fragmenter fragmenter;
    csock_wire_error error;
    uint8_t *buffer = malloc(GREATEST_DATAGRAM);
    int length = csock_fragmenter_init(&fragmenter, packet, count, mtu, identification, &error);
    CHECK_INT(length, 0);
    while (all.count < MOST_FRAGMENTS && length >= 0) {
        length = csock_fragmenter_next(&fragmenter, buffer, mtu, &error);
        CHECK_BETWEEN(length, 0, mtu);
        if (length <= 0)
            break;
        all.bytes[all.count] = exact_copy(buffer, (size_t)length);
        all.lengths[all.count++] = (size_t)length;
    }
    CHECK_INT(length, 0);
    CHECK_INT(csock_fragmenter_next(&fragmenter, buffer, mtu, &error), 0);
    free(buffer);
    return all;
}

void free_packets(packets *all) {
    for (size_t i = 0; i < all->count; i++)
        free(all->bytes[i]);
    all->count = 0;
}

csock_reassembler make_table(size_t datagrams, size_t payload_max) {
    csock_reassembler table;
    size_t size = csock_reassembly_memory(datagrams, payload_max);
    csock_reassembly_entry *entries = malloc(datagrams * sizeof *entries);
    CHECK_INT(
        csock_reassembler_init(&table, entries, datagrams, malloc(size), size, 30 * CSOCK_SECOND),
        payload_max);
    return table;
}

void free_table(csock_reassembler *table) {
    // The reassembler exchanges parts of the memory. The lowest part is its start.
    uint8_t *start = table->ready;
    for (size_t i = 0; i < table->entry_count; i++)
        if (table->entries[i].part < start)
            start = table->entries[i].part;
    free(start);
    free(table->entries);
}

int add(csock_reassembler *table, const void *packet, size_t count, int64_t now_ns,
        csock_bytes *datagram) {
    uint8_t *copy = exact_copy(packet, count);
    csock_wire_error error = {0};
    int outcome = csock_reassembler_add(table, copy, count, now_ns, datagram, &error);
    CHECK_INT(error.code, outcome < 0 ? -outcome : 0);
    CHECK_INT(datagram->count > 0,
              outcome == CSOCK_REASSEMBLY_WHOLE || outcome == CSOCK_REASSEMBLY_COMPLETE);
    if (outcome == CSOCK_REASSEMBLY_WHOLE)
        datagram->start = (const uint8_t *)packet + (datagram->start - copy);
    free(copy);
    return outcome;
}

size_t make_fragment(uint8_t *buffer, int version, size_t units, size_t payload, bool more) {
    size_t count;
    if (version == 4) {
        count = make_datagram(buffer, 4, payload, (unsigned)units * 8);
        buffer[6] = (uint8_t)(units >> 8 | (more ? 0x20 : 0));
        buffer[7] = (uint8_t)units;
        return count;
    }
    count = make_datagram(buffer, 6, payload + 8, 0);
    buffer[6] = 44;
    const uint8_t header[] = {
        253, 0, (uint8_t)(units >> 5), (uint8_t)(units << 3 | more), 0xca, 0xfe, 0xba, 0xbe};
    memcpy(buffer + 40, header, 8);
    for (size_t i = 0; i < payload; i++)
        buffer[48 + i] = (uint8_t)((units * 8 + i) % 251);
    return count;
}

int add_made(csock_reassembler *table, int version, size_t units, size_t payload, bool more) {
    uint8_t *buffer = malloc(GREATEST_DATAGRAM);
    csock_bytes datagram;
    size_t count = make_fragment(buffer, version, units, payload, more);
    int outcome = add(table, buffer, count, 0, &datagram);
    if (outcome == CSOCK_REASSEMBLY_COMPLETE) {
        size_t length =
            make_datagram(buffer, version, datagram.count - (version == 4 ? 20 : 40), 0);
        CHECK_BYTES(datagram.start, datagram.count, buffer, length);
    }
    free(buffer);
    return outcome;
}
