#include "csock/mac_text.h"
#include "csock/result.h"
#include "harness.h"
#include "wire_case.h"

#include <stdlib.h>
#include <string.h>

static const uint8_t address[] = {0x52, 0x54, 0x00, 0x1f, 0xa3, 0xe6};

static int parse(const char *text, size_t length, uint8_t *mac) {
    char *copy = exact_copy(text, length);
    int result = csock_mac_parse(copy, length, mac);
    free(copy);
    return result;
}

TEST(mac_text_is_written_with_colons_and_parsed_with_colons_or_hyphens) {
    char text[CSOCK_MAC_TEXT_LENGTH];
    uint8_t mac[6];
    CHECK_INT(csock_mac_format(address, text), 17);
    CHECK_BYTES(text, 17, "52:54:00:1f:a3:e6", 17);
    static const char *const same[] = {"52:54:00:1f:a3:e6", "52-54-00-1f-a3-e6",
                                       "52:54:00:1F:A3:E6", "52-54-00-1F-a3-e6"};
    for (size_t i = 0; i < 4; i++) {
        memset(mac, 0xa5, sizeof mac);
        CHECK_INT(parse(same[i], 17, mac), 0);
        CHECK_BYTES(mac, 6, address, 6);
    }
}

TEST(mac_text_of_every_byte_round_trips) {
    for (unsigned value = 0; value < 256; value++) {
        uint8_t mac[6], again[6];
        char text[CSOCK_MAC_TEXT_LENGTH];
        memset(mac, (int)value, sizeof mac);
        CHECK_INT(csock_mac_format(mac, text), 17);
        CHECK_INT(parse(text, 17, again), 0);
        CHECK_BYTES(again, 6, mac, 6);
    }
}

TEST(mac_text_of_any_other_form_is_refused) {
    static const char *const texts[] = {
        "",
        "52:54:00:1f:a3",
        "52:54:00:1f:a3:e",
        "52:54:00:1f:a3:e6:",
        "52:54:00:1f:a3:e6:00",
        "52:54:00-1f:a3:e6",
        "52-54-00-1f-a3:e6",
        "52.54.00.1f.a3.e6",
        "5254.001f.a3e6",
        "5254001fa3e6",
        "5:54:00:1f:a3:e6 ",
        "52:54:00:1f:a3:g6",
        " 2:54:00:1f:a3:e6",
        "0x:54:00:1f:a3:e6",
        "+2:54:00:1f:a3:e6",
    };
    uint8_t mac[6];
    memset(mac, 0xa5, sizeof mac);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        set_case(texts[i]);
        CHECK_INT(parse(texts[i], strlen(texts[i]), mac), -CSOCK_EADDRTEXT);
        CHECK_BYTES(mac, 6, "\xa5\xa5\xa5\xa5\xa5\xa5", 6);
    }
    set_case(NULL);
    CHECK_INT(csock_mac_parse(NULL, 0, mac), -CSOCK_EADDRTEXT);
    CHECK_INT(parse("52:54:00:1f:a3:e6\0", 18, mac), -CSOCK_EADDRTEXT);
}
