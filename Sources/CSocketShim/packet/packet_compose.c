#include "csock/packet.h"

#include "packet/packet_fill.h"
#include "wire/wire.h"

// A header did not fit: reports the size of the whole packet.
static ssize_t no_room(const csock_layer *layers, size_t count, size_t payload_count,
                       size_t capacity, csock_wire_error *error) {
    uint64_t needed = payload_count;
    for (size_t i = 0; i < count; i++) {
        csock_wire_error sizing = {0};
        int result = csock_layer_encode(&layers[i], NULL, 0, &sizing);
        if (result < 0 && result != -CSOCK_EPKTROOM) {
            if (error)
                *error = sizing;
            return result;
        }
        needed += sizing.needed;
    }
    return csock_wire_fail(error, CSOCK_EPKTROOM,
                           count > 0 ? layers[0].kind : (uint32_t)CSOCK_LAYER_PAYLOAD, "Packet", 0,
                           needed, capacity);
}

ssize_t csock_packet_compose_headers(const csock_layer *layers, size_t count, csock_bytes payload,
                                     int fill, void *buffer, size_t capacity,
                                     csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    csock_layer placed[CSOCK_PACKET_LAYERS_MAX]; // of each, three members are set and read
    size_t end = 0;
    if (count > CSOCK_PACKET_LAYERS_MAX)
        return csock_wire_fail(error, CSOCK_EPKTLAYERS, layers[CSOCK_PACKET_LAYERS_MAX].kind,
                               "Layers", 0, count, CSOCK_PACKET_LAYERS_MAX);
    for (size_t i = 0; i < count; i++) {
        int length =
            csock_layer_encode(&layers[i], bytes ? bytes + end : NULL, capacity - end, error);
        if (length == -CSOCK_EPKTROOM)
            return no_room(layers, count, 0, capacity, error);
        if (length < 0)
            return length;
        placed[i].kind = layers[i].kind;
        placed[i].offset = end;
        placed[i].header_length = (uint32_t)length;
        end += (size_t)length;
    }
    int result = csock_fill_layers(placed, count, bytes, end, payload, fill, error);
    return result < 0 ? result : (ssize_t)end;
}

ssize_t csock_packet_compose(const csock_layer *layers, size_t count, csock_bytes payload, int fill,
                             void *buffer, size_t capacity, csock_wire_error *error) {
    csock_wire_error ignored;
    csock_wire_error *told = error ? error : &ignored;
    size_t room = capacity > payload.count ? capacity - payload.count : 0;
    ssize_t length = csock_packet_compose_headers(layers, count, payload, fill, buffer, room, told);
    if (length == -CSOCK_EPKTROOM || (length >= 0 && (size_t)length + payload.count > capacity))
        return no_room(layers, count, payload.count, capacity, told);
    if (length < 0)
        return length;
    if (payload.count > 0)
        memcpy((uint8_t *)buffer + length, payload.start, payload.count);
    return length + (ssize_t)payload.count;
}

ssize_t csock_packet_compose_udp_layers(const csock_ipv4_header *ip, const csock_udp_header *udp,
                                        csock_bytes payload, void *buffer, size_t capacity,
                                        csock_wire_error *error) {
    csock_layer layers[] = {{.kind = CSOCK_LAYER_IPV4}, {.kind = CSOCK_LAYER_UDP}};
    layers[0].ipv4 = *ip;
    layers[1].udp = *udp;
    return csock_packet_compose(layers, 2, payload, CSOCK_FILL_ALL, buffer, capacity, error);
}
