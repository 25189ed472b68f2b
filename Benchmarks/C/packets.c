#include "packets.h"

#include "csock/checksum.h"
#include "csock/packet.h"

#include <arpa/inet.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <string.h>

// MARK: By hand, as one does with the system's structs

static inline uint64_t plus(uint64_t a, uint64_t b) {
    uint64_t sum = a + b;
    return sum + (sum < a);
}

static inline uint64_t sum_words(uint64_t sum, const void *start, size_t count) {
    const uint8_t *bytes = start;
    uint64_t word;
    for (; count >= sizeof word; count -= sizeof word, bytes += sizeof word) {
        memcpy(&word, bytes, sizeof word);
        sum = plus(sum, word);
    }
    word = 0;
    for (size_t i = 0; i < count; i++)
        word |= (uint64_t)bytes[i] << 8 * i;
    return plus(sum, word);
}

static inline uint16_t fold(uint64_t sum) {
    sum = (sum & UINT32_MAX) + (sum >> 32);
    sum = (sum & UINT32_MAX) + (sum >> 32);
    sum = (sum & UINT16_MAX) + (sum >> 16);
    sum = (sum & UINT16_MAX) + (sum >> 16);
    return (uint16_t)~sum;
}

void bench_build_by_hand(const bench_datagram *datagram, uint8_t *packet) {
    struct iphdr ip;
    struct udphdr udp;
    ip.version = 4;
    ip.ihl = 5;
    ip.tos = 0;
    ip.tot_len = htons((uint16_t)(28 + datagram->payload_count));
    ip.id = htons(datagram->identification);
    ip.frag_off = htons(0x4000);
    ip.ttl = 64;
    ip.protocol = IPPROTO_UDP;
    ip.check = 0;
    memcpy(&ip.saddr, datagram->source, 4);
    memcpy(&ip.daddr, datagram->destination, 4);
    ip.check = fold(sum_words(0, &ip, sizeof ip));
    udp.source = htons(datagram->source_port);
    udp.dest = htons(datagram->destination_port);
    udp.len = htons((uint16_t)(8 + datagram->payload_count));
    udp.check = 0;
    uint64_t sum = (uint64_t)ip.saddr + ip.daddr + htons(IPPROTO_UDP) + udp.len;
    sum = sum_words(sum_words(sum, &udp, sizeof udp), datagram->payload, datagram->payload_count);
    udp.check = fold(sum);
    if (udp.check == 0)
        udp.check = 0xffff;
    memcpy(packet, &ip, sizeof ip);
    memcpy(packet + 20, &udp, sizeof udp);
    memcpy(packet + 28, datagram->payload, datagram->payload_count);
}

// MARK: With the library

// In place, as a program does: gcc copies a struct that is returned.
static inline void set_ipv4(csock_ipv4_header *header, const bench_datagram *datagram) {
    memset(header, 0, sizeof *header);
    header->total_length = (uint32_t)(28 + datagram->payload_count);
    header->identification = datagram->identification;
    header->flags = CSOCK_IPV4_DONT_FRAGMENT;
    header->time_to_live = 64;
    header->protocol = IPPROTO_UDP;
    memcpy(header->source, datagram->source, 4);
    memcpy(header->destination, datagram->destination, 4);
}

static inline void set_udp(csock_udp_header *header, const bench_datagram *datagram) {
    header->source_port = datagram->source_port;
    header->destination_port = datagram->destination_port;
    header->length = (uint32_t)(8 + datagram->payload_count);
    header->checksum = 0;
}

void bench_build_udp(const bench_datagram *datagram, uint8_t *packet) {
    csock_ipv4_header ip;
    csock_udp_header udp;
    set_ipv4(&ip, datagram);
    set_udp(&udp, datagram);
    csock_bytes payload = {datagram->payload, datagram->payload_count};
    csock_packet_compose_udp(&ip, &udp, payload, packet, BENCH_UDP, NULL);
}

void bench_build_composed(const bench_datagram *datagram, uint8_t *packet) {
    csock_layer layers[2];
    layers[0].kind = CSOCK_LAYER_IPV4;
    set_ipv4(&layers[0].ipv4, datagram);
    layers[1].kind = CSOCK_LAYER_UDP;
    set_udp(&layers[1].udp, datagram);
    csock_bytes payload = {datagram->payload, datagram->payload_count};
    csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, packet, BENCH_UDP, NULL);
}

void bench_build_headers(const bench_datagram *datagram, uint8_t *packet) {
    csock_ipv4_header ip;
    csock_udp_header udp;
    csock_checksum sum = {0};
    set_ipv4(&ip, datagram);
    set_udp(&udp, datagram);
    csock_ipv4_header_encode(&ip, packet, 20, NULL);
    csock_store16(packet + 10, csock_checksum_of(packet, 20));
    csock_udp_header_encode(&udp, packet + 20, 8, NULL);
    memcpy(packet + 28, datagram->payload, datagram->payload_count);
    csock_checksum_pseudo_ipv4(&sum, ip.source, ip.destination, IPPROTO_UDP, udp.length);
    csock_checksum_partial(&sum, packet + 20, udp.length);
    csock_store16(packet + 26, csock_checksum_finish_udp(&sum));
}

void bench_build_updated(const bench_datagram *datagram, uint8_t *packet) {
    const uint8_t *like = datagram->template;
    uint16_t identification = datagram->identification, source_port = datagram->source_port;
    uint16_t ip_checksum = (uint16_t)csock_load16(like + 10),
             udp_checksum = (uint16_t)csock_load16(like + 26);
    csock_store16(packet + 4, identification);
    csock_store16(packet + 10, csock_checksum_replace16(
                                   ip_checksum, (uint16_t)csock_load16(like + 4), identification));
    csock_store16(packet + 20, source_port);
    csock_store16(packet + 26, csock_checksum_replace16_udp(
                                   udp_checksum, (uint16_t)csock_load16(like + 20), source_port));
}

// MARK: Dissecting

// Added and xored in turn, as peers do: of a mere sum, compilers read several fields at once, which
// has to wait where they were written one by one a moment ago.
static inline uint64_t fields_of(const csock_ipv4_header *ip, const csock_tcp_header *tcp,
                                 size_t payload) {
    uint64_t result = ip->source[3];
    result ^= ip->destination[3];
    result += ip->time_to_live;
    result ^= ip->identification;
    result += tcp->source_port;
    result ^= tcp->destination_port;
    result += tcp->sequence_number;
    result ^= tcp->acknowledgment_number;
    result += tcp->window;
    return result ^ payload;
}

uint64_t bench_dissect(const uint8_t *packet, size_t count) {
    csock_packet whole;
    csock_layer layers[8];
    if (csock_packet_dissect(&whole, layers, 8, CSOCK_LAYER_IPV4, packet, count, 0, NULL) != 2 ||
        layers[1].kind != CSOCK_LAYER_TCP)
        return 0;
    return fields_of(&layers[0].ipv4, &layers[1].tcp, whole.payload.count);
}

uint64_t bench_dissect_headers(const uint8_t *packet, size_t count) {
    csock_ipv4_header ip;
    csock_tcp_header tcp;
    int first = csock_ipv4_header_decode(&ip, packet, count, NULL);
    if (first < 0 || ip.protocol != IPPROTO_TCP)
        return 0;
    int second =
        csock_tcp_header_decode(&tcp, packet + first, ip.total_length - (size_t)first, NULL);
    return second < 0 ? 0 : fields_of(&ip, &tcp, ip.total_length - (size_t)first - (size_t)second);
}
