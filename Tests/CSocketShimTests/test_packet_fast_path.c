#include "csock/packet.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

// Common packets take a fast path through dissection. With CSOCK_DISSECT_CHECKSUMS, all packets
// take the general path. Both must agree, for packets that take the fast path and for those that
// differ by one bit or end early.

enum { CAPACITY = 6 };

typedef struct {
    csock_packet packet;
    csock_layer layers[CAPACITY];
    csock_wire_error error;
    int result;
} findings;

static void dissect(findings *found, size_t capacity, uint32_t first, csock_bytes bytes,
                    int flags) {
    memset(found, 0xa5, sizeof *found);
    found->result = csock_packet_dissect(&found->packet, found->layers, capacity, first,
                                         bytes.start, bytes.count, flags, &found->error);
}

static bool is_same_view(csock_bytes a, csock_bytes b) {
    return a.count == b.count && (a.count == 0 || a.start == b.start);
}

// The start of an empty view is not defined.
static void forget_empty_views(csock_layer *layer) {
    if (layer->kind == CSOCK_LAYER_IPV4 && layer->ipv4.options.count == 0)
        layer->ipv4.options.start = NULL;
    if (layer->kind == CSOCK_LAYER_TCP && layer->tcp.options.count == 0)
        layer->tcp.options.start = NULL;
}

static void check_both_ways(size_t capacity, uint32_t first, csock_bytes bytes, int flags) {
    findings usual, any;
    dissect(&usual, capacity, first, bytes, flags);
    dissect(&any, capacity, first, bytes, flags | CSOCK_DISSECT_CHECKSUMS);
    CHECK_INT(usual.result, any.result);
    CHECK_INT(usual.error.code, any.error.code);
    CHECK(any.error.code == 0 ||
          (usual.error.layer == any.error.layer && usual.error.field == any.error.field &&
           usual.error.offset == any.error.offset && usual.error.needed == any.error.needed &&
           usual.error.available == any.error.available));
    CHECK_INT(usual.packet.offset, any.packet.offset);
    CHECK(is_same_view(usual.packet.payload, any.packet.payload));
    CHECK(is_same_view(usual.packet.trailer, any.packet.trailer));
    if (!CHECK_INT(usual.packet.count, any.packet.count))
        return;
    for (size_t i = 0; i < any.packet.count; i++) {
        CHECK_INT(usual.layers[i].checksum, CSOCK_CHECKSUM_UNVERIFIED);
        any.layers[i].checksum = CSOCK_CHECKSUM_UNVERIFIED;
        forget_empty_views(&usual.layers[i]);
        forget_empty_views(&any.layers[i]);
        CHECK_BYTES(&usual.layers[i], sizeof(csock_layer), &any.layers[i], sizeof(csock_layer));
    }
}

static void check_ways(uint32_t first, csock_bytes bytes) {
    for (size_t capacity = 1; capacity <= CAPACITY; capacity++) {
        check_both_ways(capacity, first, bytes, 0);
        check_both_ways(capacity, first, bytes, CSOCK_DISSECT_LENIENT);
    }
}

static void check_all_like(const csock_layer *layers, size_t count, size_t payload_count) {
    static const uint8_t zeros[16];
    uint8_t whole[256] = {0};
    csock_bytes payload = {zeros, payload_count};
    uint32_t first = layers[0].kind;
    ssize_t length =
        csock_packet_compose(layers, count, payload, CSOCK_FILL_ALL, whole, sizeof whole, NULL);
    if (!CHECK(length > 0))
        return;
    for (size_t end = 0; end <= (size_t)length + 9; end++) {
        uint8_t *copy = exact_copy(whole, end);
        csock_bytes bytes = {copy, end};
        check_ways(first, bytes);
        free(copy);
    }
    uint8_t *copy = exact_copy(whole, (size_t)length);
    csock_bytes bytes = {copy, (size_t)length};
    for (size_t bit = 0; bit < bytes.count * 8; bit++) {
        copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
        check_ways(first, bytes);
        copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    free(copy);
}

TEST(fast_path_of_dissection_agrees_with_the_general_path) {
    static const uint8_t timestamps[] = {1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2};
    static const uint8_t others[] = {2, 4, 5, 0xb4, 1, 1, 4, 2};
    static const uint8_t router_alert[] = {0x94, 4, 0, 0};
    const csock_layer ethernet = {.kind = CSOCK_LAYER_ETHERNET};
    const csock_layer vlan = {.kind = CSOCK_LAYER_VLAN};
    csock_layer ips[3] = {
        {.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_IPV6}, {.kind = CSOCK_LAYER_IPV4}};
    csock_layer uppers[5] = {{.kind = CSOCK_LAYER_UDP},
                             {.kind = CSOCK_LAYER_TCP},
                             {.kind = CSOCK_LAYER_TCP},
                             {.kind = CSOCK_LAYER_TCP},
                             {.kind = CSOCK_LAYER_ICMPV4}};
    ips[2].ipv4.options = csock_view(router_alert, sizeof router_alert);
    uppers[2].tcp.options = csock_view(timestamps, sizeof timestamps);
    uppers[3].tcp.options = csock_view(others, sizeof others);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 5; j++) {
            csock_layer layers[] = {ethernet, vlan, ips[i], uppers[j]};
            check_all_like(layers + 2, 2, 3);
            check_all_like(layers + 1, 3, 0);
            layers[1] = ethernet;
            check_all_like(layers + 1, 3, 3);
        }
    check_ways(CSOCK_LAYER_IPV4, csock_view(NULL, 0));
    check_ways(CSOCK_LAYER_PAYLOAD, csock_view(timestamps, sizeof timestamps));
}
