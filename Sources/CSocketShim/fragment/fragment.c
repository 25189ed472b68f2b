#include "csock/fragment.h"

#include "core/ip_offset.h"
#include "csock/checksum.h"
#include "csock/wire/ipv4_option.h"
#include "csock/wire/ipv6.h"
#include "csock/wire/ipv6_fragment.h"
#include "csock/wire/protocol.h"
#include "fragment/fragment_parts.h"
#include "wire/wire.h"

#include <errno.h>

// RFC 791: offsets of fragments are in units of 8 bytes; an option with this bit is copied to later
// fragments.
enum { UNIT = 8, OPTION_COPIED = 0x80 };

enum { GREATEST_PACKET = 65535 };

static int too_big(csock_wire_error *error, const csock_fragmenter *fragmenter, const char *field,
                   size_t offset, size_t needed) {
    return csock_wire_fail(error, EMSGSIZE, fragmenter->layer, field, offset, needed,
                           fragmenter->mtu);
}

static int copy_options(csock_fragmenter *fragmenter, csock_wire_error *error) {
    csock_bytes options = fragmenter->ipv4.options;
    fragmenter->copied_count = 0;
    while (options.count > 0) {
        size_t length = csock_header_option_length(options);
        if (length == 0)
            return csock_wire_bad_option(error, CSOCK_LAYER_IPV4, 0, options);
        if (options.start[0] & OPTION_COPIED) {
            csock_copy(fragmenter->copied + fragmenter->copied_count, options.start, length);
            fragmenter->copied_count += length;
        }
        csock_wire_take(&options, length);
    }
    while (fragmenter->copied_count % 4 != 0)
        fragmenter->copied[fragmenter->copied_count++] = CSOCK_IPV4_OPTION_END;
    return 0;
}

int csock_fragmenter_init_ipv4(csock_fragmenter *fragmenter, const csock_ipv4_header *header,
                               const void *payload, size_t count, size_t mtu,
                               csock_wire_error *error) {
    uint8_t encoded[CSOCK_IPV4_HEADER_MAX];
    memset(fragmenter, 0, sizeof *fragmenter);
    fragmenter->layer = CSOCK_LAYER_IPV4;
    fragmenter->ipv4 = *header;
    fragmenter->ipv4.total_length = fragmenter->ipv4.checksum = 0;
    fragmenter->payload = csock_view((const uint8_t *)payload, count);
    fragmenter->mtu = mtu;
    fragmenter->done = true; // until everything is known to be right
    int length = csock_ipv4_header_encode(&fragmenter->ipv4, encoded, sizeof encoded, error);
    if (length < 0)
        return length;
    size_t greatest = GREATEST_PACKET - (size_t)length;
    size_t before = (size_t)header->fragment_offset * UNIT;
    if (before > greatest || count > greatest - before)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV4, "Total Length",
                               CSOCK_IPV4_AT_TOTAL_LENGTH,
                               (uint64_t)count + before + (size_t)length, GREATEST_PACKET);
    if (header->flags & CSOCK_IPV4_MORE_FRAGMENTS && count % UNIT != 0)
        return csock_wire_fail(error, CSOCK_EPKTRANGE, CSOCK_LAYER_IPV4, "Payload", (size_t)length,
                               count, count / UNIT * UNIT);
    int result = copy_options(fragmenter, error);
    if (result < 0)
        return result;
    fragmenter->whole = count + (size_t)length <= mtu;
    if (!fragmenter->whole && header->flags & CSOCK_IPV4_DONT_FRAGMENT)
        return too_big(error, fragmenter, "Don't Fragment", CSOCK_IPV4_AT_FLAGS,
                       count + (size_t)length);
    if (!fragmenter->whole && mtu < (size_t)length + UNIT)
        return too_big(error, fragmenter, "Total Length", CSOCK_IPV4_AT_TOTAL_LENGTH,
                       (size_t)length + UNIT);
    fragmenter->done = false;
    csock_wire_clear(error);
    return 0;
}

static int init_ipv6(csock_fragmenter *fragmenter, const csock_parts *parts,
                     csock_wire_error *error) {
    size_t least = parts->head.count + CSOCK_IPV6_FRAGMENT_HEADER_LENGTH + UNIT;
    size_t length = (size_t)(parts->payload.start + parts->payload.count - parts->head.start);
    fragmenter->whole = length <= fragmenter->mtu;
    fragmenter->done = !fragmenter->whole;
    if (!fragmenter->whole && (parts->is_fragment || fragmenter->mtu < least))
        return too_big(error, fragmenter, "Payload Length", CSOCK_IPV6_AT_PAYLOAD_LENGTH,
                       parts->is_fragment ? length : least);
    fragmenter->done = false;
    return 0;
}

int csock_fragmenter_init(csock_fragmenter *fragmenter, const void *packet, size_t count,
                          size_t mtu, uint32_t identification, csock_wire_error *error) {
    csock_parts parts;
    memset(fragmenter, 0, sizeof *fragmenter);
    fragmenter->done = true;
    int result = csock_parts_find(&parts, packet, count, error);
    if (result < 0)
        return result;
    if (parts.layer == CSOCK_LAYER_IPV4) {
        csock_ipv4_header header;
        result = csock_ipv4_header_decode(&header, packet, count, error);
        return result < 0 ? result
                          : csock_fragmenter_init_ipv4(fragmenter, &header, parts.payload.start,
                                                       parts.payload.count, mtu, error);
    }
    fragmenter->layer = parts.layer;
    fragmenter->head = parts.head;
    fragmenter->next_header = parts.next_header;
    fragmenter->identification = identification;
    fragmenter->payload = parts.payload;
    fragmenter->mtu = mtu;
    return init_ipv6(fragmenter, &parts, error);
}

// The payload of the next fragment, whose headers take `head` bytes.
static csock_bytes next_piece(const csock_fragmenter *fragmenter, size_t head, bool *more) {
    size_t left = fragmenter->payload.count - fragmenter->written;
    size_t room = fragmenter->mtu - head;
    *more = left > room;
    return csock_view(left > 0 ? fragmenter->payload.start + fragmenter->written : NULL,
                      *more ? room / UNIT * UNIT : left);
}

static int no_room(csock_wire_error *error, const csock_fragmenter *fragmenter, size_t length,
                   size_t capacity) {
    return csock_wire_fail(error, CSOCK_EPKTROOM, fragmenter->layer, "Version", 0, length,
                           capacity);
}

static int next_ipv4(csock_fragmenter *fragmenter, uint8_t *buffer, size_t capacity,
                     csock_wire_error *error) {
    csock_ipv4_header header = fragmenter->ipv4;
    bool more;
    if (fragmenter->written > 0)
        header.options = csock_view(fragmenter->copied, fragmenter->copied_count);
    csock_bytes piece = next_piece(fragmenter, CSOCK_IPV4_HEADER_MIN + header.options.count, &more);
    header.total_length = (uint32_t)(CSOCK_IPV4_HEADER_MIN + header.options.count + piece.count);
    header.fragment_offset += (uint32_t)(fragmenter->written / UNIT);
    if (more)
        header.flags |= CSOCK_IPV4_MORE_FRAGMENTS;
    if (header.total_length > capacity)
        return no_room(error, fragmenter, header.total_length, capacity);
    int length = csock_ipv4_header_encode(&header, buffer, capacity, error);
    if (length < 0)
        return length;
    csock_store16(buffer + CSOCK_IPV4_AT_CHECKSUM, csock_checksum_of(buffer, (size_t)length));
    csock_copy(buffer + length, piece.start, piece.count);
    fragmenter->written += piece.count;
    fragmenter->done = !more;
    return (int)header.total_length;
}

static int next_ipv6(csock_fragmenter *fragmenter, uint8_t *buffer, size_t capacity,
                     csock_wire_error *error) {
    size_t head = fragmenter->head.count, headers = head + CSOCK_IPV6_FRAGMENT_HEADER_LENGTH;
    bool more;
    csock_bytes piece = next_piece(fragmenter, headers, &more);
    size_t length = headers + piece.count;
    if (length > capacity)
        return no_room(error, fragmenter, length, capacity);
    csock_copy(buffer, fragmenter->head.start, head);
    csock_store16(buffer + CSOCK_IPV6_AT_PAYLOAD_LENGTH,
                  (uint32_t)(length - CSOCK_IPV6_HEADER_LENGTH));
    const csock_ipv6_fragment_header fragment = {
        .next_header = buffer[fragmenter->next_header],
        .fragment_offset = (uint32_t)(fragmenter->written / UNIT),
        .more_fragments = more,
        .identification = fragmenter->identification,
    };
    int result =
        csock_ipv6_fragment_header_encode(&fragment, buffer + head, capacity - head, error);
    if (result < 0)
        return result;
    csock_store8(buffer + fragmenter->next_header, CSOCK_IPPROTO_FRAGMENT);
    csock_copy(buffer + headers, piece.start, piece.count);
    fragmenter->written += piece.count;
    fragmenter->done = !more;
    return (int)length;
}

// IPv6 packets that fit get no fragment header: RFC 8021.
static int whole_ipv6(csock_fragmenter *fragmenter, uint8_t *buffer, size_t capacity,
                      csock_wire_error *error) {
    size_t length =
        (size_t)(fragmenter->payload.start + fragmenter->payload.count - fragmenter->head.start);
    if (length > capacity)
        return no_room(error, fragmenter, length, capacity);
    csock_copy(buffer, fragmenter->head.start, length);
    fragmenter->done = true;
    return (int)length;
}

int csock_fragmenter_next(csock_fragmenter *fragmenter, void *buffer, size_t capacity,
                          csock_wire_error *error) {
    uint8_t *bytes = (uint8_t *)buffer;
    csock_wire_clear(error);
    if (fragmenter->done)
        return 0;
    if (fragmenter->layer == CSOCK_LAYER_IPV4)
        return next_ipv4(fragmenter, bytes, capacity, error);
    return fragmenter->whole ? whole_ipv6(fragmenter, bytes, capacity, error)
                             : next_ipv6(fragmenter, bytes, capacity, error);
}
