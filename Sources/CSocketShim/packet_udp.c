#include "csock/constant.h"
#include "csock/packet.h"

#include "checksum_internal.h"
#include "wire/ipv4_udp.h"

static ssize_t compose_by_layers(const csock_ipv4_header *ip, const csock_udp_header *udp,
                                 csock_bytes payload, void *buffer, size_t capacity,
                                 csock_wire_error *error) {
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
    layers[0].ipv4 = *ip;
    layers[1].udp = *udp;
    return csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, capacity, error);
}

ssize_t csock_packet_compose_udp(const csock_ipv4_header *ip, const csock_udp_header *udp,
                                 csock_bytes payload, void *buffer, size_t capacity,
                                 csock_wire_error *error) {
    enum { HEADERS = CSOCK_IPV4_HEADER_MIN + CSOCK_UDP_HEADER_LENGTH };
    uint8_t *bytes = (uint8_t *)buffer;
    size_t total = HEADERS + payload.count;
    // Options, and all that is to be refused, take the general way.
    if (payload.count > UINT16_MAX - HEADERS || total > capacity || ip->options.count > 0 ||
        !csock_ipv4_fits(ip) || !csock_udp_fits(udp))
        return compose_by_layers(ip, udp, payload, buffer, capacity, error);
    uint64_t payload_sum = csock_sum_copy(bytes + HEADERS, payload.start, payload.count);
    uint32_t length = (uint32_t)(CSOCK_UDP_HEADER_LENGTH + payload.count);
    csock_ipv4_words words = csock_ipv4_to_words(ip, (uint32_t)total, CSOCK_IPPROTO_UDP, 0);
    uint64_t word = csock_udp_to_word(udp, length, 0);
    uint64_t addresses = (uint64_t)csock_load32(ip->source) + words.third;
    uint32_t ip_sum = csock_sum_fold_numbers(
        csock_sum_plus(csock_sum_plus(words.first, words.second), words.third));
    uint32_t udp_sum = csock_sum_fold_numbers(
        csock_sum_plus(word, addresses + length + CSOCK_IPPROTO_UDP + csock_sum_fold(payload_sum)));
    uint32_t checksum = ~udp_sum & UINT16_MAX;
    words.second |= (uint64_t)(~ip_sum & UINT16_MAX) << CSOCK_IPV4_CHECKSUM_SHIFT;
    csock_ipv4_store(bytes, words);
    csock_store64(bytes + CSOCK_IPV4_HEADER_MIN, word | (checksum != 0 ? checksum : UINT16_MAX));
    csock_wire_clear(error);
    return (ssize_t)total;
}
