#include "raw_packet.h"

#include <string.h>

uint16_t load16(const void *bytes) {
    const uint8_t *byte = bytes;
    return (uint16_t)(byte[0] << 8 | byte[1]);
}

void store16(void *bytes, unsigned value) {
    uint8_t *byte = bytes;
    byte[0] = (uint8_t)(value >> 8);
    byte[1] = (uint8_t)value;
}

uint16_t internet_checksum(const void *bytes, size_t count) {
    const uint8_t *byte = bytes;
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += i % 2 ? byte[i] : (uint32_t)byte[i] << 8;
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return (uint16_t)~sum;
}

void make_ipv4(uint8_t header[IPV4_HEADER], uint8_t protocol, size_t payload) {
    const uint8_t start[IPV4_HEADER] = {0x45, 0, 0,   0, 0x12, 0x34, 0,   0, 64, protocol,
                                        0,    0, 127, 0, 0,    1,    127, 0, 0,  1};
    memcpy(header, start, sizeof start);
    store16(header + 2, (unsigned)(IPV4_HEADER + payload));
    store16(header + 10, internet_checksum(header, IPV4_HEADER));
}

void make_ipv6(uint8_t header[IPV6_HEADER], uint8_t next, size_t payload) {
    const uint8_t start[IPV6_HEADER] = {0x60, [6] = next, 64, [23] = 1, [39] = 1};
    memcpy(header, start, sizeof start);
    store16(header + 4, (unsigned)payload);
}

void make_udp(uint8_t header[UDP_HEADER], uint16_t from, uint16_t to, size_t payload) {
    store16(header, from);
    store16(header + 2, to);
    store16(header + 4, (unsigned)(UDP_HEADER + payload));
    store16(header + 6, 0);
}

void make_echo(uint8_t message[8], uint16_t identifier, uint16_t sequence) {
    memcpy(message, (const uint8_t[8]){8}, 8);
    store16(message + 4, identifier);
    store16(message + 6, sequence);
    store16(message + 2, internet_checksum(message, 8));
}
