// A whole packet: the first byte says what it begins with.
#include "fuzz.h"

enum { CAPACITY = 12 };

static const uint32_t firsts[] = {CSOCK_LAYER_ETHERNET, CSOCK_LAYER_IPV4, CSOCK_LAYER_IPV6,
                                  CSOCK_LAYER_ICMPV4,   CSOCK_LAYER_ARP,  CSOCK_LAYER_VLAN};

static void check_layers(const csock_packet *packet, const csock_layer *layers, csock_bytes whole) {
    size_t offset = 0;
    REQUIRE(lies_in(packet->payload, whole) && lies_in(packet->trailer, whole));
    for (size_t i = 0; i < packet->count; i++) {
        REQUIRE(layers[i].offset == offset);
        REQUIRE(layers[i].header_length <= whole.count - offset);
        offset += layers[i].header_length;
    }
    REQUIRE(packet->offset == offset);
}

// Headers in a first fragment may continue in the next one; they are decoded leniently.
static bool may_be_cut(const csock_packet *packet, const csock_layer *layers) {
    for (size_t i = 0; i < packet->count; i++)
        if ((layers[i].kind == CSOCK_LAYER_IPV4 &&
             layers[i].ipv4.flags & CSOCK_IPV4_MORE_FRAGMENTS) ||
            (layers[i].kind == CSOCK_LAYER_IPV6_FRAGMENT && layers[i].ipv6_fragment.more_fragments))
            return true;
    return false;
}

// A dissected packet composes to the same bytes; with all fields filled in, to a packet with as
// many layers and good checksums.
static void check_composing(const csock_packet *packet, csock_layer *layers, uint32_t first,
                            csock_bytes whole) {
    csock_packet again;
    csock_layer read[CAPACITY];
    csock_wire_error error;
    size_t length = packet->offset + packet->payload.count;
    uint8_t *buffer = malloc(whole.count);
    REQUIRE(length <= whole.count && packet->trailer.count == whole.count - length);
    if (packet->trailer.count > 0)
        memcpy(buffer + length, packet->trailer.start, packet->trailer.count);
    REQUIRE(csock_packet_compose(layers, packet->count, packet->payload, 0, buffer, length,
                                 &error) == (ssize_t)length);
    REQUIRE(length == 0 || memcmp(buffer, whole.start, length) == 0);
    ssize_t filled = csock_packet_compose(layers, packet->count, packet->payload,
                                          CSOCK_FILL_CHECKSUMS, buffer, length, &error);
    // UDP-Lite cannot be summed if its coverage continues in another fragment.
    if (filled == -CSOCK_EPKTRANGE && may_be_cut(packet, layers)) {
        free(buffer);
        return;
    }
    REQUIRE(filled == (ssize_t)length);
    // Filling in the encoded headers gives the same bytes as composing.
    uint8_t *copy = malloc(whole.count);
    memcpy(copy, whole.start, length);
    REQUIRE(csock_packet_fill(layers, packet->count, copy, packet->offset, packet->payload,
                              CSOCK_FILL_CHECKSUMS, &error) == 0);
    REQUIRE(length == 0 || memcmp(copy, buffer, length) == 0);
    free(copy);
    int count = csock_packet_dissect(&again, read, CAPACITY, first, buffer, whole.count,
                                     CSOCK_DISSECT_CHECKSUMS, &error);
    REQUIRE(count == (int)packet->count);
    for (int i = 0; i < count; i++)
        REQUIRE(read[i].checksum != CSOCK_CHECKSUM_BAD);
    free(buffer);
}

// A packet with its layers, as one argument.
typedef struct {
    const csock_packet *packet;
    const csock_layer *layers;
} dissected;

static size_t format_dissected(const dissected *all, char *text, size_t capacity) {
    return csock_packet_format(all->packet, all->layers, text, capacity);
}

// Most packets without checksums take a fast path, which must find the same layers.
static void check_usual(const csock_packet *packet, const csock_layer *layers, int result,
                        const csock_wire_error *error, uint32_t first, csock_bytes whole,
                        int flags) {
    csock_packet usual;
    csock_layer read[CAPACITY];
    csock_wire_error usual_error;
    REQUIRE(csock_packet_dissect(&usual, read, CAPACITY, first, whole.start, whole.count, flags,
                                 &usual_error) == result);
    REQUIRE(usual_error.code == error->code);
    REQUIRE(error->code == 0 ||
            (usual_error.field == error->field && usual_error.offset == error->offset));
    REQUIRE(usual.payload.count == 0 || usual.payload.start == packet->payload.start);
    REQUIRE(usual.trailer.count == 0 || usual.trailer.start == packet->trailer.start);
    REQUIRE(usual.count == packet->count && usual.offset == packet->offset &&
            usual.payload.count == packet->payload.count &&
            usual.trailer.count == packet->trailer.count);
    for (size_t i = 0; i < usual.count; i++)
        REQUIRE(read[i].kind == layers[i].kind && read[i].offset == layers[i].offset &&
                read[i].length == layers[i].length &&
                read[i].header_length == layers[i].header_length);
}

// Goes on behind headers of the caller's own, whose first two bytes say their length and what
// follows.
static void check_further(uint32_t first, csock_bytes whole) {
    csock_packet packet;
    csock_layer layers[CAPACITY];
    csock_wire_error error;
    const int flags = CSOCK_DISSECT_LENIENT | CSOCK_DISSECT_CHECKSUMS;
    int result = csock_packet_dissect(&packet, layers, CAPACITY, first, whole.start, whole.count,
                                      flags, &error);
    while (result >= 0 && csock_layer_is_own(packet.next) && packet.payload.count >= 2) {
        csock_own_header own = {packet.next,
                                csock_layer_announced_by_protocol(packet.payload.start[0]),
                                packet.payload.start[1]};
        result = csock_packet_dissect_further(&packet, layers, CAPACITY, &own, whole.start,
                                              whole.count, flags, &error);
        REQUIRE(result >= 0 || result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTLAYERS ||
                result == -CSOCK_EPKTFIELD);
        check_layers(&packet, layers, whole);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    csock_packet packet, lenient;
    csock_layer layers[CAPACITY], lenient_layers[CAPACITY];
    csock_wire_error error, missing;
    if (count == 0)
        return 0;
    uint32_t first = firsts[bytes[0] % (sizeof firsts / sizeof firsts[0])];
    csock_bytes whole = {bytes + 1, count - 1};
    int result = csock_packet_dissect(&packet, layers, CAPACITY, first, whole.start, whole.count,
                                      CSOCK_DISSECT_CHECKSUMS, &error);
    check_further(first, whole);
    int there =
        csock_packet_dissect(&lenient, lenient_layers, CAPACITY, first, whole.start, whole.count,
                             CSOCK_DISSECT_LENIENT | CSOCK_DISSECT_CHECKSUMS, &missing);
    check_layers(&packet, layers, whole);
    check_layers(&lenient, lenient_layers, whole);
    if (there > 0)
        REQUIRE_TEXT(format_dissected, &((dissected){&lenient, lenient_layers}), whole.count);
    check_usual(&packet, layers, result, &error, first, whole, 0);
    check_usual(&lenient, lenient_layers, there, &missing, first, whole, CSOCK_DISSECT_LENIENT);
    if (result < 0) {
        REQUIRE(result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD ||
                result == -CSOCK_EPKTLAYERS);
        require_error(&error, result);
        return 0;
    }
    REQUIRE((size_t)result == packet.count && error.code == 0);
    REQUIRE(there == result ||
            (may_be_cut(&packet, layers) && (there > result || there == -CSOCK_EPKTLAYERS)));
    check_composing(&packet, layers, first, whole);
    return 0;
}
