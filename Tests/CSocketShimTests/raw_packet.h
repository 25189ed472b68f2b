/// Headers of packets, written byte by byte and not by the library.
#ifndef RAW_PACKET_H
#define RAW_PACKET_H

#include <stddef.h>
#include <stdint.h>

/// RFC 1071, one addition at a time.
uint16_t internet_checksum(const void *bytes, size_t count);
/// 16 bits in network byte order.
uint16_t load16(const void *bytes);
void store16(void *bytes, unsigned value);

enum { IPV4_HEADER = 20, IPV6_HEADER = 40, UDP_HEADER = 8 };
/// Writes an IPv4 header for `payload` bytes from 127.0.0.1 to 127.0.0.1: TTL 64, Identification
/// 0x1234, no flags, a correct checksum.
void make_ipv4(uint8_t header[IPV4_HEADER], uint8_t protocol, size_t payload);
/// Writes an IPv6 header from ::1 to ::1 with hop limit 64.
void make_ipv6(uint8_t header[IPV6_HEADER], uint8_t next, size_t payload);
/// Writes a UDP header for `payload` bytes. Its checksum is 0: not computed.
void make_udp(uint8_t header[UDP_HEADER], uint16_t from, uint16_t to, size_t payload);
/// Writes an ICMP echo request of 8 bytes with a correct ICMPv4 checksum.
void make_echo(uint8_t message[8], uint16_t identifier, uint16_t sequence);

#endif
