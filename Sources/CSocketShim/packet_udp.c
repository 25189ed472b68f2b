#include "csock/packet.h"

ssize_t csock_packet_compose_udp_layers(const csock_ipv4_header *ip, const csock_udp_header *udp,
                                        csock_bytes payload, void *buffer, size_t capacity,
                                        csock_wire_error *error) {
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
    layers[0].ipv4 = *ip;
    layers[1].udp = *udp;
    return csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, capacity, error);
}
