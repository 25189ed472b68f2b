/// What every packet must prove when it is dissected and composed.
#ifndef PACKET_CASE_H
#define PACKET_CASE_H

#include "csock/packet.h"

/// IPv4, UDP and 5 bytes, built by scapy 2.6.
extern const uint8_t udp_packet[33];
/// IPv4, SCTP and a chunk, built by scapy 2.6.
extern const uint8_t sctp_packet[36];

/// The expected kind and checksum state of a layer.
typedef struct {
    uint32_t kind;
    uint32_t checksum;
} wanted_layer;

/// Dissects a packet into `wanted` layers, of which the last is followed by one of kind 0. Checks
/// that composing the layers gives the same bytes: with the fields as they are, and with those
/// filled in that depend on others. Checks the same of every packet that differs by one bit, and
/// that a packet that ends early is refused, or dissected leniently with an error.
csock_packet check_packet(uint32_t first, const uint8_t *bytes, size_t count,
                          const wanted_layer *wanted, csock_layer *layers);

/// Checks that a packet of any bytes, if it can be dissected, is composed to the same bytes.
void check_any_packet(uint32_t first, const uint8_t *bytes, size_t count);

#endif
