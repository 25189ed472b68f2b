/// Extensions of ICMP errors: objects after the quoted datagram, RFC 4884. For ICMPv4 and ICMPv6.
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
/// extended echo requests (RFC 8335) have an extension as payload, and no quote.
#ifndef CSOCK_WIRE_ICMP_EXTENSION_H
#define CSOCK_WIRE_ICMP_EXTENSION_H

#include "icmpv4.h"
#include "icmpv6.h"

CSOCK_BEGIN_DECLS

enum {
    CSOCK_ICMP_EXTENSION_VERSION = 2,
    CSOCK_ICMP_EXTENSION_MIN = 4,
    CSOCK_ICMP_QUOTE_MIN = 128, ///< minimum bytes of a quote before an extension; zero-padded
};

/// An extension structure: section 7.
typedef struct csock_icmp_extension {
    uint32_t version;    ///< CSOCK_ICMP_EXTENSION_VERSION, 4 bits
    uint32_t reserved;   ///< 12 bits
    uint32_t checksum;   ///< of the structure, 16 bits; 0: no checksum
    csock_bytes objects; ///< csock_icmp_object_next
} csock_icmp_extension;

/// Writes a structure. Returns its length. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmp_extension_encode(const csock_icmp_extension *_Nonnull extension,
                                void *_Nullable buffer, size_t capacity,
                                csock_wire_error *_Nullable error);

/// Reads a structure that takes all the bytes. Returns their number. Fails with -CSOCK_EPKTSHORT,
/// and -CSOCK_EPKTFIELD for another version and for objects whose lengths are wrong.
int csock_icmp_extension_decode(csock_icmp_extension *_Nonnull extension,
                                const void *_Nullable bytes, size_t count,
                                csock_wire_error *_Nullable error);

/// The same for a structure that ends early, possibly within an object. Fails with -CSOCK_EPKTFIELD
/// only.
int csock_icmp_extension_decode_lenient(csock_icmp_extension *_Nonnull extension,
                                        const void *_Nullable bytes, size_t count,
                                        csock_wire_error *_Nullable error);

/// The checksum for a structure of these bytes, whatever its checksum field holds. A computed 0
/// becomes 0xFFFF, because 0 means no checksum. Returns 0 only for fewer than 4 bytes.
uint16_t csock_icmp_extension_checksum(csock_bytes structure);

/// Whether the checksum of a structure is right. A field of 0, no checksum, counts as right.
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
/// that ends early, and -CSOCK_EPKTFIELD for a length that no object has. The objects stay
/// unchanged after an error.
int csock_icmp_object_next(csock_bytes *_Nonnull objects, csock_icmp_object *_Nonnull object,
                           csock_wire_error *_Nullable error);

/// Splits an error's payload into the quoted datagram, which may be padded with zeros, and the
/// extension structure, of 0 bytes if there is none. Both are views of the payload. Returns 0.
/// Fails with -CSOCK_EPKTSHORT for a quote that ends early, and -CSOCK_EPKTFIELD for a quote of
/// fewer than 128 bytes before an extension.
int csock_icmpv4_error_split(const csock_icmpv4_header *_Nonnull header, csock_bytes payload,
                             csock_bytes *_Nonnull datagram, csock_bytes *_Nonnull extension,
                             csock_wire_error *_Nullable error);

/// The same for an ICMPv6 error.
int csock_icmpv6_error_split(const csock_icmpv6_header *_Nonnull header, csock_bytes payload,
                             csock_bytes *_Nonnull datagram, csock_bytes *_Nonnull extension,
                             csock_wire_error *_Nullable error);

/// The same for a payload that may end early, and for any length of the quote. If the length field
/// is 0, as from routers older than RFC 4884, bytes after the first 128 are an extension if its
/// version and checksum are correct (section 5.5). Returns 0; the error says what is missing.
int csock_icmpv4_error_split_lenient(const csock_icmpv4_header *_Nonnull header,
                                     csock_bytes payload, csock_bytes *_Nonnull datagram,
                                     csock_bytes *_Nonnull extension,
                                     csock_wire_error *_Nullable error);

/// The same for an ICMPv6 error. ICMPv6 has no extensions without a length.
int csock_icmpv6_error_split_lenient(const csock_icmpv6_header *_Nonnull header,
                                     csock_bytes payload, csock_bytes *_Nonnull datagram,
                                     csock_bytes *_Nonnull extension,
                                     csock_wire_error *_Nullable error);

/// Writes an error's payload: the quote, padded with zeros to at least 128 bytes and to whole
/// units, and an extension structure with its checksum; without objects only the quote. Sets the
/// header's `length`. Returns the payload's length. Fails with -CSOCK_EPKTROOM, and
/// -CSOCK_EPKTRANGE for a quote of more than 1020 bytes before an extension, and for a type without
/// extensions.
int csock_icmpv4_error_compose(csock_icmpv4_header *_Nonnull header, csock_bytes datagram,
                               csock_bytes objects, void *_Nullable buffer, size_t capacity,
                               csock_wire_error *_Nullable error);

/// The same for an ICMPv6 error. The quote may have up to 2040 bytes; RFC 4443 limits the whole
/// packet to 1280.
int csock_icmpv6_error_compose(csock_icmpv6_header *_Nonnull header, csock_bytes datagram,
                               csock_bytes objects, void *_Nullable buffer, size_t capacity,
                               csock_wire_error *_Nullable error);

CSOCK_END_DECLS

#endif
