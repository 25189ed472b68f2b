/// The fields of headers as tables: for each field its name, its bits on the wire, the member of
/// the struct that holds it, and its limits. Encoding, decoding, printing and error messages read
/// the same tables.
///
/// csock_layer_fields of csock/packet_text.h returns the table of each kind of layer.
#ifndef CSOCK_WIRE_FIELD_H
#define CSOCK_WIRE_FIELD_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// `kind` of csock_field: the type of the member, and how people write its value.
enum {
    // uint32_t.
    CSOCK_FIELD_NUMBER = 0,
    CSOCK_FIELD_HEX = 1,       ///< people write it in hexadecimal
    CSOCK_FIELD_FLAGS = 2,     ///< each bit has a meaning of its own
    CSOCK_FIELD_CHECKSUM = 3,  ///< of the header or more
    CSOCK_FIELD_CRC32C = 4,    ///< SCTP's checksum: its first byte is the least significant
    CSOCK_FIELD_RESERVED = 5,  ///< without a meaning; should be 0
    CSOCK_FIELD_PROTOCOL = 6,  ///< CSOCK_IPPROTO_…
    CSOCK_FIELD_ETHERTYPE = 7, ///< CSOCK_ETHERTYPE_…
    // int32_t.
    CSOCK_FIELD_SIGNED = 8,
    // uint8_t[4], [16], [6].
    CSOCK_FIELD_IPV4 = 9,
    CSOCK_FIELD_IPV6 = 10,
    CSOCK_FIELD_MAC = 11,
    // csock_bytes. They follow the fields of fixed length, in the order of the table.
    CSOCK_FIELD_BYTES = 12,
    // No member: a constant, or a length or count that follows from the other fields.
    CSOCK_FIELD_COMPUTED = 13,
    // bool with no bits on the wire: selects one of two forms of the header (IGMP queries).
    CSOCK_FIELD_FORM = 14,
};

/// A field of a header.
typedef struct csock_field {
    const char *_Nonnull name;    ///< as the RFC writes it: "Source Port"
    const char *_Nullable member; ///< of the header's struct; NULL for CSOCK_FIELD_COMPUTED
    uint32_t most;                ///< the greatest number; of CSOCK_FIELD_BYTES the greatest count
    uint16_t least;               ///< of CSOCK_FIELD_BYTES: the smallest count, else 0
    uint16_t unit;   ///< for CSOCK_FIELD_BYTES: the count is `least` plus a multiple of `unit`;
                     ///< otherwise 1
    uint16_t bit;    ///< first bit, counted from the header's start as RFCs draw it
    uint16_t width;  ///< in bits; 0 for CSOCK_FIELD_BYTES and CSOCK_FIELD_FORM
    uint16_t offset; ///< of the member in the struct, in bytes
    uint16_t size;   ///< of the member, in bytes
    uint8_t kind;    ///< CSOCK_FIELD_…
    uint8_t
        shift; ///< for a number split into parts: number of lower bits in later parts; otherwise 0
} csock_field;

/// Whether a field is a number, a uint32_t or int32_t of the struct.
static inline bool csock_field_is_number(const csock_field *_Nonnull field) {
    return field->kind <= CSOCK_FIELD_SIGNED;
}

/// Whether a field is an address, an array of the struct.
static inline bool csock_field_is_array(const csock_field *_Nonnull field) {
    return field->kind >= CSOCK_FIELD_IPV4 && field->kind <= CSOCK_FIELD_MAC;
}

/// The number that a header's struct holds for a field: CSOCK_FIELD_SIGNED as two's complement,
/// CSOCK_FIELD_FORM as 0 or 1; 0 for a field that is no number.
static inline uint32_t csock_field_number(const csock_field *_Nonnull field,
                                          const void *_Nonnull header) {
    const uint8_t *member = (const uint8_t *)header + field->offset;
    uint32_t number = 0;
    if (csock_field_is_number(field))
        memcpy(&number, member, sizeof number);
    else if (field->kind == CSOCK_FIELD_FORM)
        number = *member;
    return number;
}

/// The bytes that a header's struct holds for a field: a view of an array in the struct, or the
/// view that is the member of CSOCK_FIELD_BYTES. No bytes for a field of another kind.
static inline csock_bytes csock_field_bytes(const csock_field *_Nonnull field,
                                            const void *_Nonnull header) {
    const uint8_t *member = (const uint8_t *)header + field->offset;
    csock_bytes bytes = csock_view(NULL, 0);
    if (csock_field_is_array(field))
        bytes = csock_view(member, field->size);
    else if (field->kind == CSOCK_FIELD_BYTES)
        memcpy(&bytes, member, sizeof bytes);
    return bytes;
}

CSOCK_END_DECLS

#endif
