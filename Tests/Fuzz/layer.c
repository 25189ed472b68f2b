// A header of the kind that FUZZ_NAME says: IPV4, TCP and so on.
#include "fuzz.h"

#define JOIN(a, b)  JOIN_(a, b)
#define JOIN_(a, b) a##b

enum { KIND = JOIN(CSOCK_LAYER_, FUZZ_NAME) };

static void check_encoding(const csock_layer *layer, const uint8_t *bytes, size_t length) {
    csock_wire_error error;
    uint8_t *buffer = malloc(length);
    REQUIRE(csock_layer_encode(layer, buffer, length, &error) == (int)length);
    REQUIRE(error.code == 0);
    REQUIRE(length == 0 || memcmp(buffer, bytes, length) == 0);
    if (length > 0) {
        REQUIRE(csock_layer_encode(layer, buffer, length - 1, &error) == -CSOCK_EPKTROOM);
        REQUIRE(error.needed == length && error.available == length - 1);
    }
    free(buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    csock_layer strict, lenient;
    csock_wire_error error, lenient_error;
    int length = csock_layer_decode(&strict, KIND, bytes, count, &error);
    int there = csock_layer_decode_lenient(&lenient, KIND, bytes, count, &lenient_error);
    REQUIRE(there >= 0 || there == -CSOCK_EPKTFIELD);
    REQUIRE(there < 0 || (size_t)there <= count);
    if (there < 0 || lenient_error.code != 0) {
        require_error(&lenient_error, there < 0 ? there : -CSOCK_EPKTSHORT);
        require_field(&lenient_error, &lenient);
    }
    if (there >= 0)
        REQUIRE_TEXT(csock_layer_format, &lenient, count);
    if (length < 0) {
        REQUIRE(length == -CSOCK_EPKTSHORT || length == -CSOCK_EPKTFIELD);
        require_error(&error, length);
        require_field(&error, &lenient);
        return 0;
    }
    REQUIRE((size_t)length <= count && error.code == 0);
    REQUIRE(there == length && lenient_error.code == 0);
    check_encoding(&strict, bytes, (size_t)length);
    check_encoding(&lenient, bytes, (size_t)length);
    return 0;
}
