// Walks extension headers, the first byte being the first Next Header, and decodes the routes of a
// routing header.
#include "fuzz.h"

static void require_result(int result, const csock_wire_error *error) {
    REQUIRE(result >= 0 || result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD);
    if (result < 0)
        require_error(error, result);
}

static void walk(uint32_t first, const uint8_t *bytes, size_t count) {
    csock_ipv6_upper upper;
    csock_wire_error error;
    int result = csock_ipv6_upper_layer(&upper, first, bytes, count, &error);
    require_result(result, &error);
    REQUIRE(upper.offset <= count && upper.headers <= CSOCK_IPV6_EXTENSION_HEADERS_MAX);
    REQUIRE(result < 0 || (size_t)result == upper.offset);
}

static void read_routes(const uint8_t *bytes, size_t count) {
    csock_layer layer;
    csock_ipv6_home_route home;
    csock_ipv6_segment_route segments;
    csock_wire_error error;
    uint8_t buffer[2048];
    if (csock_layer_decode(&layer, CSOCK_LAYER_IPV6_ROUTING, bytes, count, NULL) < 0)
        return;
    csock_bytes data = layer.ipv6_routing.data;
    int result = csock_ipv6_home_route_decode(&home, &layer.ipv6_routing, &error);
    require_result(result, &error);
    if (result >= 0) {
        REQUIRE(csock_ipv6_home_route_encode(&home, buffer, sizeof buffer, NULL) == result);
        REQUIRE(memcmp(buffer, data.start, (size_t)result) == 0);
    }
    result = csock_ipv6_segment_route_decode(&segments, &layer.ipv6_routing, &error);
    require_result(result, &error);
    if (result >= 0) {
        REQUIRE(lies_in(segments.segments, data) && lies_in(segments.tlvs, data));
        REQUIRE(csock_ipv6_segment_route_encode(&segments, buffer, sizeof buffer, NULL) == result);
        REQUIRE(memcmp(buffer, data.start, (size_t)result) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    if (count == 0)
        return 0;
    walk(bytes[0], bytes + 1, count - 1);
    read_routes(bytes + 1, count - 1);
    return 0;
}
