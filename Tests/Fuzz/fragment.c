// Splits a packet into fragments and reassembles them. The first two bytes are the MTU, the third
// selects the order.
#include "fuzz.h"

enum { FRAGMENTS = 8192, MEMORY = 2 * (CSOCK_REASSEMBLY_HEAD_MAX + 65535) };

static csock_reassembly_entry entry;
static uint8_t memory[MEMORY];

// Corrects the checksum of an IPv4 header.
static void check_same(csock_bytes datagram, csock_bytes packet) {
    REQUIRE(datagram.count == packet.count);
    if (packet.start[0] >> 4 == 6) {
        REQUIRE(memcmp(datagram.start, packet.start, packet.count) == 0);
        return;
    }
    REQUIRE(memcmp(datagram.start, packet.start, 10) == 0);
    REQUIRE(memcmp(datagram.start + 12, packet.start + 12, packet.count - 12) == 0);
    REQUIRE(csock_checksum_of(datagram.start, (datagram.start[0] & 15u) * 4) == 0);
}

// Whether the packet is a fragment already, or has a header that no first fragment may lack.
static bool is_whole(csock_reassembler *table, csock_bytes packet, csock_bytes *datagram) {
    return csock_reassembler_add(table, packet.start, packet.count, 0, datagram, NULL) ==
           CSOCK_REASSEMBLY_WHOLE;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    if (count < 3)
        return 0;
    size_t mtu = (size_t)bytes[0] << 8 | bytes[1], written = 0;
    csock_bytes packet = {bytes + 3, count - 3}, datagram;
    csock_fragmenter fragmenter;
    csock_reassembler table;
    csock_wire_error error;
    REQUIRE(csock_reassembler_init(&table, &entry, 1, memory, sizeof memory, 1) == 65535);
    int result = csock_fragmenter_init(&fragmenter, packet.start, packet.count, mtu, 99, &error);
    if (result < 0) {
        REQUIRE(result == -EMSGSIZE || result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD ||
                result == -CSOCK_EPKTRANGE);
        require_error(&error, result);
        return 0;
    }
    bool whole = is_whole(&table, packet, &datagram);
    packet.count = whole ? datagram.count : packet.count;
    uint8_t *fragments[FRAGMENTS];
    int lengths[FRAGMENTS];
    uint8_t *buffer = malloc(mtu);
    while ((result = csock_fragmenter_next(&fragmenter, buffer, mtu, &error)) > 0) {
        REQUIRE((size_t)result <= mtu && written < FRAGMENTS);
        REQUIRE(bytes[3] >> 4 == 6 || csock_checksum_of(buffer, (buffer[0] & 15u) * 4) == 0);
        fragments[written] = malloc((size_t)result);
        memcpy(fragments[written], buffer, (size_t)result);
        lengths[written++] = result;
    }
    REQUIRE(result == 0 && written > 0);
    free(buffer);
    for (size_t i = 0; i < written; i++) {
        // In order, from any fragment on.
        size_t which = (i + bytes[2]) % written;
        int outcome = csock_reassembler_add(&table, fragments[which], (size_t)lengths[which], 0,
                                            &datagram, NULL);
        if (!whole || outcome == CSOCK_REASSEMBLY_HEADER || outcome == CSOCK_REASSEMBLY_ROOM)
            whole = false;
        else if (written == 1)
            REQUIRE(outcome == CSOCK_REASSEMBLY_WHOLE);
        else
            REQUIRE(outcome ==
                    (i + 1 < written ? CSOCK_REASSEMBLY_STORED : CSOCK_REASSEMBLY_COMPLETE));
    }
    if (whole)
        check_same(datagram, packet);
    for (size_t i = 0; i < written; i++)
        free(fragments[i]);
    return 0;
}
