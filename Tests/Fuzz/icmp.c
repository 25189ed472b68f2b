// Parts of ICMP messages that are not in lists: quotes with extensions, objects, routers, queries
// and domain names. The first two bytes select the part.
#include "fuzz.h"

static void require_result(int result, const csock_wire_error *error) {
    REQUIRE(result >= 0 || result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD);
    if (result < 0)
        require_error(error, result);
}

#define CHECK_ENCODING(encode, value, read_bytes, length)                                          \
    do {                                                                                           \
        uint8_t *buffer = malloc(length);                                                          \
        REQUIRE(encode(value, buffer, length, NULL) == (int)(length));                             \
        REQUIRE((length) == 0 || memcmp(buffer, read_bytes, length) == 0);                         \
        free(buffer);                                                                              \
    } while (0)

static void read_objects(csock_bytes objects) {
    csock_icmp_object object;
    csock_wire_error error;
    while (csock_icmp_object_next(&objects, &object, NULL) > 0) {
        csock_icmp_interface interface;
        csock_icmp_interface_id identification;
        csock_mpls_label label;
        csock_bytes stack = object.payload;
        require_result(csock_icmp_interface_decode(&interface, &object, &error), &error);
        require_result(csock_icmp_interface_id_decode(&identification, &object, &error), &error);
        while (csock_mpls_label_next(&stack, &label, NULL) > 0)
            CHECK_ENCODING(csock_mpls_label_encode, &label, stack.start - 4, (size_t)4);
    }
}

static void read_extension(csock_bytes bytes) {
    csock_icmp_extension strict, lenient;
    csock_wire_error error;
    int length = csock_icmp_extension_decode(&strict, bytes.start, bytes.count, &error);
    require_result(length, &error);
    int there = csock_icmp_extension_decode_lenient(&lenient, bytes.start, bytes.count, &error);
    require_result(there, &error);
    csock_icmp_extension_verify(bytes);
    if (there >= 0)
        read_objects(lenient.objects);
    if (length < 0)
        return;
    REQUIRE(there == length);
    CHECK_ENCODING(csock_icmp_extension_encode, &strict, bytes.start, (size_t)length);
}

static void split_ipv4(const csock_layer *layer, csock_bytes payload) {
    csock_bytes quote, extension;
    csock_wire_error error;
    int result = csock_icmpv4_error_split(&layer->icmpv4, payload, &quote, &extension, &error);
    require_result(result, &error);
    if (result >= 0) {
        REQUIRE(lies_in(quote, payload) && lies_in(extension, payload));
        read_extension(extension);
    }
    if (csock_icmpv4_error_split_lenient(&layer->icmpv4, payload, &quote, &extension, NULL) >= 0)
        REQUIRE(lies_in(quote, payload) && lies_in(extension, payload));
}

static void split_ipv6(const csock_layer *layer, csock_bytes payload) {
    csock_bytes quote, extension;
    csock_wire_error error;
    int result = csock_icmpv6_error_split(&layer->icmpv6, payload, &quote, &extension, &error);
    require_result(result, &error);
    if (result >= 0) {
        REQUIRE(lies_in(quote, payload) && lies_in(extension, payload));
        read_extension(extension);
    }
    if (csock_icmpv6_error_split_lenient(&layer->icmpv6, payload, &quote, &extension, NULL) >= 0)
        REQUIRE(lies_in(quote, payload) && lies_in(extension, payload));
}

static void read_error(uint32_t kind, csock_bytes bytes) {
    csock_layer layer;
    int length = csock_layer_decode(&layer, kind, bytes.start, bytes.count, NULL);
    if (length < 0)
        return;
    csock_bytes payload = {bytes.start + length, bytes.count - (size_t)length};
    if (kind == CSOCK_LAYER_ICMPV4)
        split_ipv4(&layer, payload);
    else
        split_ipv6(&layer, payload);
}

static void read_query(csock_bytes bytes) {
    csock_mld_query query;
    csock_wire_error error;
    int length = csock_mld_query_decode(&query, bytes.start, bytes.count, &error);
    require_result(length, &error);
    if (length >= 0)
        CHECK_ENCODING(csock_mld_query_encode, &query, bytes.start, (size_t)length);
}

static void read_routers(uint32_t size, csock_bytes bytes) {
    csock_icmpv4_router router;
    csock_wire_error error;
    int result;
    while ((result = csock_icmpv4_router_next(&bytes, size, &router, &error)) > 0)
        REQUIRE(error.code == 0);
    require_result(result, &error);
}

static void read_domains(csock_bytes bytes) {
    char text[CSOCK_NDP_DOMAIN_TEXT_MAX];
    csock_wire_error error;
    int result;
    while ((result = csock_ndp_domain_next(&bytes, text, &error)) > 0)
        REQUIRE(strlen(text) < sizeof text);
    require_result(result, &error);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    if (count < 2)
        return 0;
    csock_bytes rest = {bytes + 2, count - 2};
    switch (bytes[0] % 6) {
    case 0:
        read_error(CSOCK_LAYER_ICMPV4, rest);
        break;
    case 1:
        read_error(CSOCK_LAYER_ICMPV6, rest);
        break;
    case 2:
        read_extension(rest);
        break;
    case 3:
        read_query(rest);
        break;
    case 4:
        read_routers(bytes[1], rest);
        break;
    default:
        read_domains(rest);
    }
    return 0;
}
