// A list of options, records, chunks or objects, of the kind that FUZZ_NAME says: tcp_option and so
// on.
#include "fuzz.h"

#define JOIN(a, b)  JOIN_(a, b)
#define JOIN_(a, b) csock_##a##b

#define item   JOIN(FUZZ_NAME, )
#define next   JOIN(FUZZ_NAME, _next)
#define encode JOIN(FUZZ_NAME, _encode)
#define format JOIN(FUZZ_NAME, _format)

// A decoded item must encode to the same bytes.
static void check_encoding(const item *one, csock_bytes read) {
    csock_wire_error error;
    uint8_t *buffer = malloc(read.count);
    int length = encode(one, buffer, read.count, &error);
    // An end of list takes all bytes after it, here more than a header can have.
    if (read.start[0] == 0 && read.count > 255 && length == -CSOCK_EPKTRANGE) {
        free(buffer);
        return;
    }
    REQUIRE(length == (int)read.count);
    REQUIRE(memcmp(buffer, read.start, read.count) == 0);
    REQUIRE(encode(one, buffer, read.count - 1, &error) == -CSOCK_EPKTROOM);
    REQUIRE(error.needed == read.count);
    free(buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    csock_bytes list = {bytes, count};
    while (list.count > 0) {
        csock_bytes before = list;
        csock_wire_error error;
        item one;
        int result = next(&list, &one, &error);
        if (result < 0) {
            REQUIRE(list.start == before.start && list.count == before.count);
            REQUIRE(result == -CSOCK_EPKTSHORT || result == -CSOCK_EPKTFIELD);
            require_error(&error, result);
            break;
        }
        REQUIRE(result == 1 && error.code == 0);
        REQUIRE(list.count < before.count && lies_in(list, before));
        REQUIRE_TEXT(format, &one, count);
        check_encoding(&one, (csock_bytes){before.start, before.count - list.count});
    }
    item none;
    csock_bytes empty = {bytes, 0};
    REQUIRE(next(&empty, &none, NULL) == 0);
    return 0;
}
