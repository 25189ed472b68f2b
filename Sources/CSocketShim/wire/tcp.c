#include "csock/wire/tcp.h"

#include "csock/wire/tcp_option.h"
#include "wire/print.h"
#include "wire/tables.h"

enum {
    ACKNOWLEDGMENT_NUMBER = 8,
    DATA_OFFSET = 12,
    OPTIONS = CSOCK_TCP_HEADER_MIN,
};

static void print_part(csock_text *text, const void *header, const char *part) {
    const csock_tcp_header *tcp = (const csock_tcp_header *)header;
    if (csock_print_is(part, "flag letters")) {
        text->length +=
            csock_tcp_flags_format(tcp->flags, csock_text_end(text), csock_text_room(text));
    } else if (csock_print_is(part, "ack") && tcp->flags & CSOCK_TCP_ACK) {
        csock_text_print(text, ", ack %u", tcp->acknowledgment_number);
    } else if (csock_print_is(part, "urg") && tcp->flags & CSOCK_TCP_URG) {
        csock_text_print(text, ", urg %u", tcp->urgent_pointer);
    } else if (csock_print_is(part, "list") && tcp->options.count > 0) {
        csock_text_put(text, ", options [");
        text->length +=
            csock_tcp_options_format(tcp->options, csock_text_end(text), csock_text_room(text));
        csock_text_put(text, "]");
    }
}

#define HEADER csock_tcp_header
static const csock_field fields[] = {
    CSOCK_NUMBER("Source Port", source_port, 0, 16),
    CSOCK_NUMBER("Destination Port", destination_port, 16, 16),
    CSOCK_NUMBER("Sequence Number", sequence_number, 32, 32),
    CSOCK_NUMBER("Acknowledgment Number", acknowledgment_number, ACKNOWLEDGMENT_NUMBER * 8, 32),
    CSOCK_COMPUTED("Data Offset", DATA_OFFSET * 8, 4),
    CSOCK_VALUE(RESERVED, "Reserved", reserved, 100, 3),
    CSOCK_VALUE(FLAGS, "Control Bits", flags, 103, 9),
    CSOCK_NUMBER("Window", window, 112, 16),
    CSOCK_VALUE(CHECKSUM, "Checksum", checksum, 128, 16),
    CSOCK_NUMBER("Urgent Pointer", urgent_pointer, 144, 16),
    CSOCK_BYTES("Options", options, OPTIONS * 8, 0, CSOCK_TCP_OPTIONS_MAX, 4),
};
const csock_table csock_tcp_table =
    CSOCK_TABLE(CSOCK_LAYER_TCP, CSOCK_TCP_HEADER_MIN, fields,
                "TCP {source_port} > {destination_port}, flags [{flag letters}], seq "
                "{sequence_number}{ack}, win {window}{urg}{list}",
                print_part);

size_t csock_tcp_flags_format(uint32_t flags, char *text, size_t capacity) {
    static const csock_bit_name letters[] = {
        {CSOCK_TCP_FIN, "F"}, {CSOCK_TCP_SYN, "S"}, {CSOCK_TCP_RST, "R"},
        {CSOCK_TCP_PSH, "P"}, {CSOCK_TCP_ACK, "."}, {CSOCK_TCP_URG, "U"},
        {CSOCK_TCP_ECE, "E"}, {CSOCK_TCP_CWR, "W"}, {CSOCK_TCP_AE, "e"},
    };
    csock_text written = csock_text_begin(text, capacity);
    csock_print_bits(&written, flags, letters, sizeof letters / sizeof letters[0], "", "none");
    return written.length;
}

int csock_tcp_header_encode_error(const csock_tcp_header *header, size_t capacity,
                                  csock_wire_error *error) {
    return csock_table_refuse(error, &csock_tcp_table, header, capacity);
}

static int below_minimum(size_t length, csock_wire_error *error) {
    return csock_table_fail(error, CSOCK_EPKTFIELD, &csock_tcp_table, "Data Offset",
                            CSOCK_TCP_HEADER_MIN / 4, length / 4);
}

int csock_tcp_header_decode_error(const void *bytes, size_t count, csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    if (count < CSOCK_TCP_HEADER_MIN)
        return csock_table_short(error, &csock_tcp_table, CSOCK_TCP_HEADER_MIN, count);
    size_t length = (size_t)(start[DATA_OFFSET] >> 4) * 4;
    if (length < CSOCK_TCP_HEADER_MIN)
        return below_minimum(length, error);
    if (length > count)
        return csock_table_short(error, &csock_tcp_table, length, count);
    int result = csock_wire_check_options(error, CSOCK_LAYER_TCP, OPTIONS,
                                          csock_view(start + OPTIONS, length - OPTIONS));
    return result < 0 ? result : csock_wire_unsteady(error, CSOCK_LAYER_TCP);
}

// The number of bytes that belong to the segment. An ICMP error may quote only 8 bytes (RFC 792)
// and pad them with zeros (RFC 4884 section 3): zeros after 8 bytes are not header fields.
static size_t quoted_count(const uint8_t *bytes, size_t count) {
    static const uint8_t zeros[CSOCK_TCP_HEADER_MIN];
    size_t rest = count < CSOCK_TCP_HEADER_MIN ? count : CSOCK_TCP_HEADER_MIN;
    if (rest > DATA_OFFSET &&
        memcmp(bytes + ACKNOWLEDGMENT_NUMBER, zeros, rest - ACKNOWLEDGMENT_NUMBER) == 0)
        return ACKNOWLEDGMENT_NUMBER;
    return count;
}

int csock_tcp_header_decode_lenient(csock_tcp_header *header, const void *bytes, size_t count,
                                    csock_wire_error *error) {
    const uint8_t *start = (const uint8_t *)bytes;
    uint8_t padded[CSOCK_TCP_HEADER_MIN];
    count = quoted_count(start, count);
    const uint8_t *fixed = csock_wire_pad(bytes, count, padded, sizeof padded);
    size_t length = (size_t)(fixed[DATA_OFFSET] >> 4) * 4;
    csock_tcp_header_fields(header, fixed, CSOCK_TCP_HEADER_MIN);
    header->options = csock_view(NULL, 0);
    if (count <= DATA_OFFSET) // nothing says how long it is
        length = CSOCK_TCP_HEADER_MIN;
    if (length < CSOCK_TCP_HEADER_MIN)
        return below_minimum(length, error);
    size_t there = length < count ? length : count;
    if (there > OPTIONS)
        header->options = csock_view(start + OPTIONS, there - OPTIONS);
    csock_wire_clear(error);
    if (there < length)
        csock_table_short(error, &csock_tcp_table, length, count);
    return (int)there;
}
