#include "wire/print.h"

#include "csock/ip_text.h"
#include "csock/mac_text.h"
#include "csock/wire/ethertype.h"
#include "csock/wire/protocol.h"

void csock_print_ipv4(csock_text *text, const uint8_t *address) {
    char characters[CSOCK_IPV4_TEXT_MAX];
    csock_text_append(text, characters, csock_ipv4_format(address, characters));
}

void csock_print_ipv6(csock_text *text, const uint8_t *address) {
    char characters[CSOCK_IPV6_TEXT_MAX];
    csock_text_append(text, characters, csock_ipv6_format(address, characters));
}

static void print_mac(csock_text *text, const uint8_t *address) {
    char characters[CSOCK_MAC_TEXT_LENGTH];
    csock_text_append(text, characters, csock_mac_format(address, characters));
}

void csock_print_addresses(csock_text *text, csock_bytes addresses, size_t size,
                           const char *before) {
    for (size_t at = 0; addresses.count - at >= size; at += size) {
        csock_text_put(text, before);
        if (size == 4)
            csock_print_ipv4(text, addresses.start + at);
        else
            csock_print_ipv6(text, addresses.start + at);
    }
}

void csock_print_bits(csock_text *text, uint32_t bits, const csock_bit_name *names, size_t count,
                      const char *between, const char *none) {
    bool any = false;
    for (size_t i = 0; i < count; i++)
        if (bits & names[i].bit) {
            csock_text_put(text, any ? between : "");
            csock_text_put(text, names[i].name);
            any = true;
        }
    if (!any)
        csock_text_put(text, none);
}

void csock_print_name(csock_text *text, uint32_t number, uint32_t first, const char *const *names,
                      size_t count, const char *other) {
    if (number >= first && number - first < count)
        csock_text_put(text, names[number - first]);
    else
        csock_text_print(text, "%s%u", other, number);
}

void csock_print_field(csock_text *text, const csock_field *field, const void *header) {
    uint32_t number = csock_field_number(field, header);
    csock_bytes bytes = csock_field_bytes(field, header);
    switch (field->kind) {
    case CSOCK_FIELD_NUMBER:
    case CSOCK_FIELD_FORM:
        csock_text_print(text, "%u", number);
        break;
    case CSOCK_FIELD_HEX:
    case CSOCK_FIELD_FLAGS:
    case CSOCK_FIELD_CHECKSUM:
    case CSOCK_FIELD_CRC32C:
    case CSOCK_FIELD_RESERVED:
        csock_text_print(text, "0x%x", number);
        break;
    case CSOCK_FIELD_PROTOCOL:
        text->length += csock_protocol_format(number, csock_text_end(text), csock_text_room(text));
        break;
    case CSOCK_FIELD_ETHERTYPE:
        text->length += csock_ethertype_format(number, csock_text_end(text), csock_text_room(text));
        break;
    case CSOCK_FIELD_SIGNED:
        csock_text_print(text, number >> 31 ? "-%u" : "%u", number >> 31 ? 0 - number : number);
        break;
    case CSOCK_FIELD_IPV4:
        csock_print_ipv4(text, bytes.start);
        break;
    case CSOCK_FIELD_IPV6:
        csock_print_ipv6(text, bytes.start);
        break;
    case CSOCK_FIELD_MAC:
        print_mac(text, bytes.start);
        break;
    case CSOCK_FIELD_BYTES:
        csock_text_hex(text, bytes, "");
        break;
    default:
        break;
    }
}

static const csock_field *find_member(const csock_table *table, const char *member) {
    for (size_t i = 0; i < table->count; i++)
        if (table->fields[i].member && strcmp(table->fields[i].member, member) == 0)
            return &table->fields[i];
    return NULL;
}

void csock_print_words(csock_text *text, const char *words, const csock_table *table,
                       const void *header) {
    enum { PART_MAX = 32 };
    for (;;) {
        char part[PART_MAX];
        size_t plain = strcspn(words, "{");
        csock_text_append(text, words, plain);
        words += plain;
        if (!*words)
            return;
        if (*++words == '{') {
            csock_text_put(text, "{");
            words++;
            continue;
        }
        size_t length = strcspn(words, "}");
        size_t kept = length < PART_MAX ? length : PART_MAX - 1;
        memcpy(part, words, kept);
        part[kept] = 0;
        words += length + 1;
        const csock_field *field = find_member(table, part);
        if (field)
            csock_print_field(text, field, header);
        else if (table->print)
            table->print(text, header, part);
    }
}

size_t csock_print_header(const csock_table *table, const void *header, char *text,
                          size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    if (table->text)
        csock_print_words(&written, table->text, table, header);
    return written.length;
}
