/// The objects of ICMP extensions: RFC 4950 (MPLS), RFC 5837 (interfaces), RFC 8335 (interface
/// identification). csock/wire/icmp_extension.h has the structure that contains them.
#ifndef CSOCK_WIRE_ICMP_OBJECT_H
#define CSOCK_WIRE_ICMP_OBJECT_H

#include "icmp_extension.h"

CSOCK_BEGIN_DECLS

/// `class_num` of csock_icmp_object.
enum {
    CSOCK_ICMP_CLASS_MPLS = 1,
    CSOCK_ICMP_CLASS_INTERFACE_INFORMATION = 2,
    CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION = 3,
};

/// `c_type` of an MPLS object: the stack that the packet came in with.
enum { CSOCK_ICMP_MPLS_INCOMING_STACK = 1 };

/// An entry of an MPLS label stack: RFC 3032 section 2.1, RFC 5462.
typedef struct csock_mpls_label {
    uint32_t label;           ///< 20 bits
    uint32_t traffic_class;   ///< 3 bits; once "Exp"
    uint32_t bottom_of_stack; ///< 1 bit: it is the last
    uint32_t time_to_live;    ///< 8 bits
} csock_mpls_label;

enum { CSOCK_MPLS_LABEL_LENGTH = 4 };

/// Writes an entry. Returns 4. Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_mpls_label_encode(const csock_mpls_label *_Nonnull label, void *_Nullable buffer,
                            size_t capacity, csock_wire_error *_Nullable error);

/// Takes the next entry from the payload of an MPLS object. Returns 1; 0 when no byte is left;
/// -CSOCK_EPKTSHORT. The stack stays unchanged after an error.
int csock_mpls_label_next(csock_bytes *_Nonnull stack, csock_mpls_label *_Nonnull label,
                          csock_wire_error *_Nullable error);

/// Families of addresses, as IANA numbers them.
enum {
    CSOCK_AFI_IPV4 = 1,
    CSOCK_AFI_IPV6 = 2,
};

/// `role` of csock_icmp_interface: RFC 5837 section 4.1.
enum {
    CSOCK_ICMP_INTERFACE_INCOMING = 0,      ///< the packet arrived there
    CSOCK_ICMP_INTERFACE_INCOMING_PART = 1, ///< the sub-IP part of that interface
    CSOCK_ICMP_INTERFACE_OUTGOING = 2,      ///< the packet would have left there
    CSOCK_ICMP_INTERFACE_NEXT_HOP = 3,      ///< the next hop of the packet
};

/// `parts` of csock_icmp_interface.
enum {
    CSOCK_ICMP_INTERFACE_INDEX = 8,
    CSOCK_ICMP_INTERFACE_ADDRESS = 4,
    CSOCK_ICMP_INTERFACE_NAME = 2,
    CSOCK_ICMP_INTERFACE_MTU = 1,
};

/// Interface information: RFC 5837 section 4.
typedef struct csock_icmp_interface {
    uint32_t role;     ///< CSOCK_ICMP_INTERFACE_INCOMING, …, 2 bits
    uint32_t reserved; ///< 2 bits
    uint32_t
        parts; ///< which of the next members are present: CSOCK_ICMP_INTERFACE_INDEX, …, 4 bits
    uint32_t index;            ///< the ifIndex of SNMP
    uint32_t afi;              ///< CSOCK_AFI_…, which says how long the address is
    uint32_t address_reserved; ///< 16 bits
    uint8_t address[16];       ///< of IPv4 the first 4 bytes
    csock_bytes name;          ///< up to 63 bytes, UTF-8, padded with zeros
    uint32_t mtu;
} csock_icmp_interface;

/// Writes a whole object, the name padded to a multiple of 4 bytes. Returns its length. Fails with
/// -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmp_interface_encode(const csock_icmp_interface *_Nonnull interface,
                                void *_Nullable buffer, size_t capacity,
                                csock_wire_error *_Nullable error);

/// Reads an object of interface information. Returns 0; fails with -CSOCK_EPKTSHORT for missing
/// parts, and -CSOCK_EPKTFIELD for a family that is neither IPv4 nor IPv6, a name with a wrong
/// length, and for bytes that belong to no part.
int csock_icmp_interface_decode(csock_icmp_interface *_Nonnull interface,
                                const csock_icmp_object *_Nonnull object,
                                csock_wire_error *_Nullable error);

/// `c_type` of csock_icmp_interface_id.
enum {
    CSOCK_ICMP_INTERFACE_ID_NAME = 1,
    CSOCK_ICMP_INTERFACE_ID_INDEX = 2,
    CSOCK_ICMP_INTERFACE_ID_ADDRESS = 3,
};

/// Which interface an extended echo request asks for: RFC 8335 section 2.1.
typedef struct csock_icmp_interface_id {
    uint32_t c_type;   ///< CSOCK_ICMP_INTERFACE_ID_…: which of the following counts
    csock_bytes name;  ///< padded with zeros
    uint32_t index;    ///< the ifIndex of SNMP
    uint32_t afi;      ///< of the address: CSOCK_AFI_… or another, 16 bits; 16389 is a MAC address
    uint32_t reserved; ///< of the address, 8 bits
    csock_bytes address; ///< up to 255 bytes
} csock_icmp_interface_id;

/// Writes a whole object, name and address padded to a multiple of 4 bytes. Returns its length.
/// Fails with -CSOCK_EPKTRANGE and -CSOCK_EPKTROOM.
int csock_icmp_interface_id_encode(const csock_icmp_interface_id *_Nonnull identification,
                                   void *_Nullable buffer, size_t capacity,
                                   csock_wire_error *_Nullable error);

/// Reads an object of interface identification. Returns 0; fails with -CSOCK_EPKTSHORT, and
/// -CSOCK_EPKTFIELD for another `c_type` and for bytes after index or address other than padding.
int csock_icmp_interface_id_decode(csock_icmp_interface_id *_Nonnull identification,
                                   const csock_icmp_object *_Nonnull object,
                                   csock_wire_error *_Nullable error);

/// Writes the text of an entry of a label stack, "(label 16, tc 0, [S], ttl 1)": at most `capacity`
/// bytes, with a NUL at the end unless `capacity` is 0. Returns the length of the whole text
/// without the NUL.
size_t csock_mpls_label_format(const csock_mpls_label *_Nonnull label, char *_Nullable text,
                               size_t capacity);

/// Writes the text of interface information, "incoming interface, index 2, mtu 1500", in the same
/// way.
size_t csock_icmp_interface_format(const csock_icmp_interface *_Nonnull interface,
                                   char *_Nullable text, size_t capacity);

/// Writes the text of an interface identification, "interface index 2", in the same way.
size_t csock_icmp_interface_id_format(const csock_icmp_interface_id *_Nonnull identification,
                                      char *_Nullable text, size_t capacity);

/// Writes the text of an object in the same way: that of its class, or "object class 9, c-type 1,
/// length 4".
size_t csock_icmp_object_format(const csock_icmp_object *_Nonnull object, char *_Nullable text,
                                size_t capacity);

/// Writes the texts of the objects of an extension in the same way, with ", " between them.
size_t csock_icmp_extension_format(const csock_icmp_extension *_Nonnull extension,
                                   char *_Nullable text, size_t capacity);

CSOCK_END_DECLS

#endif
