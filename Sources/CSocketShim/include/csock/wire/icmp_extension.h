/// What ICMP errors say beyond the datagram that they quote: RFC 4884. ICMPv4 and ICMPv6 alike.
///
///     csock_bytes quote, extension;
///     csock_icmp_extension structure;
///     csock_icmp_object object;
///     csock_icmpv4_error_split(&header, payload, &quote, &extension, NULL);
///     if (csock_icmp_extension_decode(&structure, extension.start, extension.count, NULL) > 0)
///         while (csock_icmp_object_next(&structure.objects, &object, NULL) > 0)
///             // csock/wire/icmp_object.h
///
/// Destination unreachable, time exceeded and ICMPv4's parameter problem may have an extension;
/// extended echo requests (RFC 8335) have one for payload, and quote nothing.
#ifndef CSOCK_WIRE_ICMP_EXTENSION_H
#define CSOCK_WIRE_ICMP_EXTENSION_H

#include "icmpv4.h"
#include "icmpv6.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ICMP_EXTENSION_VERSION = 2,
    CSOCK_ICMP_EXTENSION_MIN = 4,
    CSOCK_ICMP_QUOTE_MIN = 128, ///< bytes of a quote that an extension follows: padded with zeros
};

/// An extension structure: section 7.
typedef struct csock_icmp_extension {
    uint32_t version;    ///< CSOCK_ICMP_EXTENSION_VERSION, 4 bits
    uint32_t reserved;   ///< 12 bits
    uint32_t checksum;   ///< of the structure, 16 bits; 0: none was made
    csock_bytes objects; ///< csock_icmp_object_next
} csock_icmp_extension;

/// Writes a structure. Returns its length. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmp_extension_encode(const csock_icmp_extension *_Nonnull extension,
                                void *_Nullable buffer, size_t capacity,
                                csock_wire_error *_Nullable error);

/// Reads a structure, which takes all the bytes. Returns their number. Fails with
/// -CSOCK_EPKTSHORT, and -CSOCK_EPKTFIELD for another version and for objects whose lengths are
/// wrong.
int csock_icmp_extension_decode(csock_icmp_extension *_Nonnull extension,
                                const void *_Nullable bytes, size_t count,
                                csock_wire_error *_Nullable error);

/// The same of a structure that ends early, maybe within an object. Fails with -CSOCK_EPKTFIELD
/// only.
int csock_icmp_extension_decode_lenient(csock_icmp_extension *_Nonnull extension,
                                        const void *_Nullable bytes, size_t count,
                                        csock_wire_error *_Nullable error);

/// The checksum for a structure of these bytes, whatever stands in its place: never 0, which would
/// say that there is none. 0 for less than 4 bytes.
uint16_t csock_icmp_extension_checksum(csock_bytes structure);

/// Whether the checksum goes with the bytes of a structure; it does where there is none.
bool csock_icmp_extension_verify(csock_bytes structure);

/// An object: section 8.
typedef struct csock_icmp_object {
    uint32_t class_num;  ///< CSOCK_ICMP_CLASS_… of csock/wire/icmp_object.h or another, 8 bits
    uint32_t c_type;     ///< what it means depends on the class, 8 bits
    csock_bytes payload; ///< a multiple of 4 bytes, up to 65528
} csock_icmp_object;

/// Writes an object. Returns its length. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmp_object_encode(const csock_icmp_object *_Nonnull object, void *_Nullable buffer,
                             size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next object of a structure. Returns 1; 0 when none is left; -CSOCK_EPKTSHORT for one
/// that is not all there and -CSOCK_EPKTFIELD for a length that no object has, with the objects as
/// they were.
int csock_icmp_object_next(csock_bytes *_Nonnull objects, csock_icmp_object *_Nonnull object,
                           csock_wire_error *_Nullable error);

/// Parts an error's payload: the datagram that it quotes, which may have been padded with zeros,
/// and the extension structure, of 0 bytes if there is none. Both are views of the payload. Returns
/// 0. Fails with -CSOCK_EPKTSHORT for a quote that is not all there, and -CSOCK_EPKTFIELD for a
/// quote of less than 128 bytes before an extension.
int csock_icmpv4_error_split(const csock_icmpv4_header *_Nonnull header, csock_bytes payload,
                             csock_bytes *_Nonnull datagram, csock_bytes *_Nonnull extension,
                             csock_wire_error *_Nullable error);

/// The same of an ICMPv6 error.
int csock_icmpv6_error_split(const csock_icmpv6_header *_Nonnull header, csock_bytes payload,
                             csock_bytes *_Nonnull datagram, csock_bytes *_Nonnull extension,
                             csock_wire_error *_Nullable error);

/// The same of a payload that may end early, with any length of the quote. Where the header has no
/// length, as routers from before RFC 4884 send it, an extension is looked for after 128 bytes
/// (section 5.5); it counts if its version and checksum are right. Returns 0; the error says what
/// is missing.
int csock_icmpv4_error_split_lenient(const csock_icmpv4_header *_Nonnull header,
                                     csock_bytes payload, csock_bytes *_Nonnull datagram,
                                     csock_bytes *_Nonnull extension,
                                     csock_wire_error *_Nullable error);

/// The same of an ICMPv6 error, which never had an extension without a length.
int csock_icmpv6_error_split_lenient(const csock_icmpv6_header *_Nonnull header,
                                     csock_bytes payload, csock_bytes *_Nonnull datagram,
                                     csock_bytes *_Nonnull extension,
                                     csock_wire_error *_Nullable error);

/// Writes an error's payload: the quote, padded with zeros to 128 bytes and to whole units, and an
/// extension structure with its checksum; without objects the quote alone. Sets the header's
/// `length`. Returns the payload's length. Fails with -CSOCK_EPKTROOM, and -CSOCK_EPKTRANGE for a
/// quote of over 1020 bytes before an extension and for a type that can have none.
int csock_icmpv4_error_compose(csock_icmpv4_header *_Nonnull header, csock_bytes datagram,
                               csock_bytes objects, void *_Nullable buffer, size_t capacity,
                               csock_wire_error *_Nullable error);

/// The same of an ICMPv6 error, whose quote may have 2040 bytes; RFC 4443 limits the whole packet
/// to 1280.
int csock_icmpv6_error_compose(csock_icmpv6_header *_Nonnull header, csock_bytes datagram,
                               csock_bytes objects, void *_Nullable buffer, size_t capacity,
                               csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
