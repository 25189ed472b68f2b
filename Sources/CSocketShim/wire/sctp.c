#include "csock/wire/sctp.h"

#include "wire/wire.h"

enum {
    SOURCE_PORT = 0,
    DESTINATION_PORT = 2,
    VERIFICATION_TAG = 4,
    CHECKSUM = 8,
};

static const csock_wire_layout layout = {
    CSOCK_LAYER_SCTP,
    {
        {SOURCE_PORT, "Source Port Number"},
        {DESTINATION_PORT, "Destination Port Number"},
        {VERIFICATION_TAG, "Verification Tag"},
        {CHECKSUM, "Checksum"},
        {0, NULL},
    },
};

// RFC 9260 appendix A: the CRC's bytes stand in the order in which the polynomial's bits do.
static uint32_t load_checksum(const uint8_t *bytes) {
    return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

static void store_checksum(uint8_t *bytes, uint32_t checksum) {
    for (size_t i = 0; i < 4; i++)
        csock_store8(bytes + i, checksum >> 8 * i & 0xff);
}

int csock_sctp_header_encode(const csock_sctp_header *header, void *buffer, size_t capacity,
                             csock_wire_error *error) {
    const csock_wire_limit limits[] = {
        {"Source Port Number", SOURCE_PORT, header->source_port, 0xffff},
        {"Destination Port Number", DESTINATION_PORT, header->destination_port, 0xffff},
    };
    uint8_t *bytes = (uint8_t *)buffer;
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_SCTP, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    if (capacity < CSOCK_SCTP_HEADER_LENGTH)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &layout, SOURCE_PORT,
                                  CSOCK_SCTP_HEADER_LENGTH, capacity);
    csock_store16(bytes + SOURCE_PORT, header->source_port);
    csock_store16(bytes + DESTINATION_PORT, header->destination_port);
    csock_store32(bytes + VERIFICATION_TAG, header->verification_tag);
    store_checksum(bytes + CHECKSUM, header->checksum);
    csock_wire_clear(error);
    return CSOCK_SCTP_HEADER_LENGTH;
}

int csock_sctp_header_decode(csock_sctp_header *header, const void *bytes, size_t count,
                             csock_wire_error *error) {
    if (count < CSOCK_SCTP_HEADER_LENGTH)
        return csock_wire_short(error, &layout, CSOCK_SCTP_HEADER_LENGTH, count);
    return csock_sctp_header_decode_lenient(header, bytes, count, error);
}

int csock_sctp_header_decode_lenient(csock_sctp_header *header, const void *bytes, size_t count,
                                     csock_wire_error *error) {
    uint8_t padded[CSOCK_SCTP_HEADER_LENGTH];
    const uint8_t *start = csock_wire_pad(bytes, count, padded, sizeof padded);
    header->source_port = csock_load16(start + SOURCE_PORT);
    header->destination_port = csock_load16(start + DESTINATION_PORT);
    header->verification_tag = csock_load32(start + VERIFICATION_TAG);
    header->checksum = load_checksum(start + CHECKSUM);
    csock_wire_clear(error);
    if (count >= CSOCK_SCTP_HEADER_LENGTH)
        return CSOCK_SCTP_HEADER_LENGTH;
    csock_wire_short(error, &layout, CSOCK_SCTP_HEADER_LENGTH, count);
    return (int)count;
}

// Of a chunk.
enum {
    TYPE = 0,
    FLAGS = 1,
    LENGTH = 2,
    VALUE = CSOCK_SCTP_CHUNK_MIN,
};

static const csock_wire_layout chunk_layout = {
    CSOCK_LAYER_SCTP,
    {
        {TYPE, "Chunk Type"},
        {FLAGS, "Chunk Flags"},
        {LENGTH, "Chunk Length"},
        {VALUE, "Chunk Value"},
        {0, NULL},
    },
};

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

static size_t padding_after(size_t length) {
    return (4 - length % 4) % 4;
}

int csock_sctp_chunk_encode(const csock_sctp_chunk *chunk, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    size_t padding = padding_after(chunk->value.count);
    const csock_wire_limit limits[] = {
        {"Chunk Type", TYPE, chunk->type, 0xff},
        {"Chunk Flags", FLAGS, chunk->flags, 0xff},
        {"Chunk Value", VALUE, chunk->value.count, 0xffff - VALUE},
        {"Chunk Padding", VALUE + chunk->value.count, chunk->padding.count, padding},
    };
    uint8_t *bytes = (uint8_t *)buffer;
    int result =
        csock_wire_out_of_range(error, CSOCK_LAYER_SCTP, limits, sizeof limits / sizeof limits[0]);
    if (result < 0)
        return result;
    size_t length = VALUE + chunk->value.count;
    if (length + padding > capacity)
        return csock_wire_fail_at(error, CSOCK_EPKTROOM, &chunk_layout, TYPE, length + padding,
                                  capacity);
    csock_store8(bytes + TYPE, chunk->type);
    csock_store8(bytes + FLAGS, chunk->flags);
    csock_store16(bytes + LENGTH, (uint32_t)length);
    csock_copy(bytes + VALUE, chunk->value.start, chunk->value.count);
    memset(bytes + length, 0, padding);
    csock_copy(bytes + length, chunk->padding.start, chunk->padding.count);
    csock_wire_clear(error);
    return (int)(length + padding);
}

int csock_sctp_chunk_next(csock_bytes *chunks, csock_sctp_chunk *chunk, csock_wire_error *error) {
    const csock_sctp_chunk none = {0};
    csock_bytes rest = *chunks;
    *chunk = none;
    csock_wire_clear(error);
    if (rest.count == 0)
        return 0;
    if (rest.count < VALUE)
        return csock_wire_short(error, &chunk_layout, VALUE, rest.count);
    size_t length = csock_load16(rest.start + LENGTH);
    if (length < VALUE)
        return csock_wire_fail_at(error, CSOCK_EPKTFIELD, &chunk_layout, LENGTH, VALUE, length);
    if (rest.count < length)
        return csock_wire_short(error, &chunk_layout, length, rest.count);
    if (rest.count - length < padding_after(length))
        return csock_wire_fail(error, CSOCK_EPKTSHORT, CSOCK_LAYER_SCTP, "Chunk Padding", length,
                               length + padding_after(length), rest.count);
    chunk->type = rest.start[TYPE];
    chunk->flags = rest.start[FLAGS];
    csock_wire_take(&rest, VALUE);
    chunk->value = csock_wire_take(&rest, length - VALUE);
    chunk->padding = csock_wire_take(&rest, padding_after(length));
    *chunks = rest;
    return 1;
}
