#include "csock/wire/sctp.h"

#include "wire/print.h"
#include "wire/tables.h"

#define HEADER csock_sctp_header
static const csock_field fields[] = {
    CSOCK_NUMBER("Source Port Number", source_port, 0, 16),
    CSOCK_NUMBER("Destination Port Number", destination_port, 16, 16),
    CSOCK_VALUE(HEX, "Verification Tag", verification_tag, 32, 32),
    CSOCK_VALUE(CRC32C, "Checksum", checksum, 64, 32),
};
#undef HEADER
const csock_table csock_sctp_table =
    CSOCK_TABLE(CSOCK_LAYER_SCTP, CSOCK_SCTP_HEADER_LENGTH, fields,
                "SCTP {source_port} > {destination_port}, tag {verification_tag}", NULL);

int csock_sctp_header_encode(const csock_sctp_header *header, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    return csock_inline_encode(error, &csock_sctp_table, header, buffer, capacity);
}

int csock_sctp_header_decode(csock_sctp_header *header, const void *bytes, size_t count,
                             csock_wire_error *error) {
    return csock_inline_decode(error, &csock_sctp_table, header, bytes, count);
}

int csock_sctp_header_decode_lenient(csock_sctp_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    return csock_inline_decode_lenient(error, &csock_sctp_table, header, bytes, count);
}

const char *csock_sctp_chunk_name(uint32_t type) {
    static const char *const names[] = {
        [CSOCK_SCTP_DATA] = "DATA",
        [CSOCK_SCTP_INIT] = "INIT",
        [CSOCK_SCTP_INIT_ACK] = "INIT ACK",
        [CSOCK_SCTP_SACK] = "SACK",
        [CSOCK_SCTP_HEARTBEAT] = "HEARTBEAT",
        [CSOCK_SCTP_HEARTBEAT_ACK] = "HEARTBEAT ACK",
        [CSOCK_SCTP_ABORT] = "ABORT",
        [CSOCK_SCTP_SHUTDOWN] = "SHUTDOWN",
        [CSOCK_SCTP_SHUTDOWN_ACK] = "SHUTDOWN ACK",
        [CSOCK_SCTP_ERROR] = "ERROR",
        [CSOCK_SCTP_COOKIE_ECHO] = "COOKIE ECHO",
        [CSOCK_SCTP_COOKIE_ACK] = "COOKIE ACK",
        [CSOCK_SCTP_ECNE] = "ECNE",
        [CSOCK_SCTP_CWR] = "CWR",
        [CSOCK_SCTP_SHUTDOWN_COMPLETE] = "SHUTDOWN COMPLETE",
        [CSOCK_SCTP_AUTH] = "AUTH",
        [CSOCK_SCTP_I_DATA] = "I-DATA",
        [CSOCK_SCTP_ASCONF_ACK] = "ASCONF-ACK",
        [CSOCK_SCTP_RE_CONFIG] = "RE-CONFIG",
        [CSOCK_SCTP_PAD] = "PAD",
        [CSOCK_SCTP_FORWARD_TSN] = "FORWARD TSN",
        [CSOCK_SCTP_ASCONF] = "ASCONF",
        [CSOCK_SCTP_I_FORWARD_TSN] = "I-FORWARD-TSN",
    };
    return type < sizeof names / sizeof names[0] ? names[type] : NULL;
}

static void print_chunk(csock_text *text, const void *header, const char *part) {
    uint32_t type = ((const csock_sctp_chunk *)header)->type;
    const char *name = csock_sctp_chunk_name(type);
    (void)part;
    csock_text_print(text, name ? "[%s]" : "[%stype %u]", name ? name : "", type);
}

enum { LENGTH = 2, PADDING_MAX = 3 };

#define HEADER csock_sctp_chunk
static const csock_field chunk_fields[] = {
    CSOCK_NUMBER("Chunk Type", type, 0, 8),
    CSOCK_VALUE(FLAGS, "Chunk Flags", flags, 8, 8),
    CSOCK_COMPUTED("Chunk Length", LENGTH * 8, 16),
    CSOCK_BYTES("Chunk Value", value, 32, 0, 65531, 1),
    CSOCK_BYTES("Chunk Padding", padding, 32, 0, PADDING_MAX, 1),
};
#undef HEADER
static const csock_table chunk_table =
    CSOCK_TABLE(CSOCK_LAYER_SCTP, CSOCK_SCTP_CHUNK_MIN, chunk_fields, "{type name}", print_chunk);

static size_t padding_after(size_t length) {
    return (4 - length % 4) % 4;
}

// Zeros stand for padding that is left out.
int csock_sctp_chunk_encode(const csock_sctp_chunk *chunk, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    uint8_t bytes[PADDING_MAX] = {0};
    csock_sctp_chunk padded = *chunk;
    size_t count, length = CSOCK_SCTP_CHUNK_MIN + chunk->value.count;
    size_t padding = padding_after(length);
    if (chunk->padding.count > padding) {
        int result = csock_table_check(error, &chunk_table, chunk, &count);
        return result < 0 ? result
                          : csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_SCTP,
                                            "Chunk Padding", length, chunk->padding.count, padding);
    }
    csock_copy(bytes, chunk->padding.start, chunk->padding.count);
    padded.padding = csock_view(bytes, padding);
    int written = csock_inline_encode(error, &chunk_table, &padded, buffer, capacity);
    if (written > 0)
        csock_store16((uint8_t *)buffer + LENGTH, (uint32_t)length);
    return written;
}

int csock_sctp_chunk_next(csock_bytes *chunks, csock_sctp_chunk *chunk, csock_wire_error *error) {
    const csock_sctp_chunk none = {0};
    csock_bytes rest = *chunks;
    *chunk = none;
    csock_wire_clear(error);
    if (rest.count == 0)
        return 0;
    if (rest.count < CSOCK_SCTP_CHUNK_MIN)
        return csock_table_short(error, &chunk_table, CSOCK_SCTP_CHUNK_MIN, rest.count);
    size_t length = csock_load16(rest.start + LENGTH), padding = padding_after(length);
    if (length < CSOCK_SCTP_CHUNK_MIN)
        return csock_table_fail(error, CSOCK_EPKTFIELD, &chunk_table, "Chunk Length",
                                CSOCK_SCTP_CHUNK_MIN, length);
    if (rest.count < length)
        return csock_table_short(error, &chunk_table, length, rest.count);
    if (rest.count - length < padding)
        return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_SCTP, "Chunk Padding", length,
                               length + padding, rest.count);
    csock_inline_load(&chunk_table, chunk, rest.start);
    csock_wire_take(&rest, CSOCK_SCTP_CHUNK_MIN);
    chunk->value = csock_wire_take(&rest, length - CSOCK_SCTP_CHUNK_MIN);
    chunk->padding = csock_wire_take(&rest, padding);
    *chunks = rest;
    return 1;
}

size_t csock_sctp_chunk_format(const csock_sctp_chunk *chunk, char *text, size_t capacity) {
    return csock_print_header(&chunk_table, chunk, text, capacity);
}
