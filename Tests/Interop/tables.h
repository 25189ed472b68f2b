/// The tables of all headers, and of the options and records in them.
#ifndef TABLES_H
#define TABLES_H

#include "csock/packet_text.h"
#include "csock/wire/icmp_extension.h"
#include "csock/wire/ipv4_option.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/ipv6_route.h"
#include "csock/wire/mld.h"
#include "csock/wire/ndp_option.h"
#include "csock/wire/tcp_option.h"
#include "record.h"

/// The name and the members of a header, by the library's table.
record header_record(const csock_layer *layer);
/// The kind of a header's name; CSOCK_LAYER_PAYLOAD if there is none.
uint32_t header_kind(const char *name);
/// The member of a kind of header, of any type of it; NULL if there is none.
const csock_field *header_field(uint32_t kind, const char *name);

/// An option, a record, a chunk: one of several in a header's bytes or in a payload.
typedef struct {
    record described;
    /// As csock_x_next: 1, 0 when none is left, or a negative result.
    int (*next)(csock_bytes *left, void *item, const csock_layer *layer);
    int (*encode)(const void *item, void *buffer, size_t capacity, csock_wire_error *error);
} item_kind;

extern const item_kind item_kinds[];
extern const size_t item_kind_count;

/// The quote of an ICMP error before an extension, with its padding.
typedef struct {
    csock_bytes datagram;
} icmp_quote;

/// Room for any item.
typedef union {
    csock_ipv4_option ipv4_option;
    csock_ipv6_option ipv6_option;
    csock_tcp_option tcp_option;
    csock_igmp_record igmp_record;
    csock_ipv6_home_route home_route;
    csock_ipv6_segment_route segment_route;
    csock_icmpv4_router router;
    csock_ndp_option ndp_option;
    csock_mld_query mld_query;
    csock_mld_record mld_record;
    csock_sctp_chunk sctp_chunk;
    icmp_quote icmp_quote;
    csock_icmp_object icmp_object;
    csock_icmp_extension icmp_extension;
} any_item;

/// The bytes of a header that consist of items, and the kind of these; NULL if it has none.
csock_bytes *header_items(csock_layer *layer, const item_kind **kind);
/// The kind of the items in the payload of a layer; NULL if it has none.
const item_kind *payload_items(const csock_layer *layer);

/// The parts of an ICMP error with an extension: a quote, objects, and the structure that contains
/// them.
extern const item_kind *const icmp_quote_kind, *const icmp_object_kind, *const icmp_extension_kind;

#endif
