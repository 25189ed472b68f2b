/// Shared by ICMPv4 and ICMPv6: common fields, and finding the table of a type. Both structs use
/// the same names for common members.
#ifndef CSOCK_ICMP_H
#define CSOCK_ICMP_H

#include "wire/table.h"

/// The fields of every message.
#define CSOCK_ICMP_COMMON                                                                          \
    CSOCK_NUMBER("Type", type, 0, 8), CSOCK_NUMBER("Code", code, 8, 8),                            \
        CSOCK_VALUE(CHECKSUM, "Checksum", checksum, 16, 16)
/// Of echoes, and of what else has an identifier.
#define CSOCK_ICMP_IDENTIFIED                                                                      \
    CSOCK_NUMBER("Identifier", identifier, 32, 16),                                                \
        CSOCK_NUMBER("Sequence Number", sequence_number, 48, 16)
/// Of extended echoes: RFC 8335.
#define CSOCK_ICMP_EXTENDED_REQUEST                                                                \
    CSOCK_NUMBER("Identifier", identifier, 32, 16),                                                \
        CSOCK_NUMBER("Sequence Number", sequence_number, 48, 8),                                   \
        CSOCK_VALUE(RESERVED, "Reserved", unused, 56, 7), CSOCK_NUMBER("L", local, 63, 1)
#define CSOCK_ICMP_EXTENDED_REPLY                                                                  \
    CSOCK_NUMBER("Identifier", identifier, 32, 16),                                                \
        CSOCK_NUMBER("Sequence Number", sequence_number, 48, 8),                                   \
        CSOCK_NUMBER("State", state, 56, 3), CSOCK_VALUE(RESERVED, "Res", unused, 59, 2),          \
        CSOCK_NUMBER("A", active, 61, 1), CSOCK_NUMBER("4", ipv4, 62, 1),                          \
        CSOCK_NUMBER("6", ipv6, 63, 1)

/// The table of a type. Types that are not known have the fields of every message.
const csock_table *_Nonnull csock_icmpv4_table(uint32_t type);
const csock_table *_Nonnull csock_icmpv6_table(uint32_t type);

/// Decodes a header, possibly truncated, with the table of its type. `size` is the size of the
/// struct. Members that the type does not have are set to 0. Returns the number of header bytes
/// available; if some are missing, fills in the error.
static inline int csock_icmp_read(csock_wire_error *_Nullable error,
                                  const csock_table *_Nonnull table, void *_Nonnull header,
                                  size_t size, const void *_Nullable bytes, size_t count) {
    uint8_t padded[CSOCK_TABLE_LENGTH_MAX];
    memset(header, 0, size);
    csock_table_load(table, header, csock_wire_pad(bytes, count, padded, table->length));
    csock_wire_clear(error);
    if (count >= table->length)
        return table->length;
    csock_table_short(error, table, table->length, count);
    return (int)count;
}

/// The type of a message, the first byte; 0 if it is not there.
static inline uint32_t csock_icmp_type(const void *_Nullable bytes, size_t count) {
    return count > 0 ? *(const uint8_t *)bytes : 0;
}

/// The members of an extended echo: RFC 8335.
typedef struct {
    uint32_t code, local, state, active, ipv4, ipv6;
} csock_extended_echo;

/// Appends the parts of the text of an extended echo: "whose" interface it asks for, and its
/// "status".
void csock_icmp_print_extended(csock_text *_Nonnull text, const char *_Nonnull part,
                               const csock_extended_echo *_Nonnull echo);

#endif
