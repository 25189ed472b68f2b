#include "csock/reassembly.h"

#include "core/ip_offset.h"
#include "csock/checksum.h"
#include "csock/wire/ipv4.h"
#include "csock/wire/ipv6.h"
#include "fragment/fragment_parts.h"
#include "wire/wire.h"

#include <errno.h>

enum { UNIT = 8, WORD = 64, GREATEST_PACKET = 65535 };

// ECN: RFC 3168 section 5. The two bits are the last of the second byte of the IPv4 header, and
// precede the flow label in the IPv6 header.
enum { SECOND = 1, NOT_ECT = 0, CE = 3, IPV6_SHIFT = 4 };

const char *csock_reassembly_name(int outcome) {
    static const char *const names[CSOCK_REASSEMBLY_OUTCOMES] = {
        "no fragment",
        "complete",
        "stored",
        "duplicate",
        "dropped: length of a fragment",
        "dropped: ends beyond 65535 bytes",
        "dropped: upper layer's header not in the first fragment",
        "dropped: too many datagrams",
        "dropped: overlaps with another fragment",
        "dropped: contradicts the datagram's end",
        "dropped: datagram too long",
        "dropped: marked for congestion and not capable of it",
    };
    return outcome >= 0 && outcome < CSOCK_REASSEMBLY_OUTCOMES ? names[outcome] : "unknown outcome";
}

// The bits [first, end) of a bitmap that lie in one word.
static uint64_t bits_in(size_t word, size_t first, size_t end) {
    size_t start = word * WORD;
    uint64_t bits = UINT64_MAX;
    if (first > start)
        bits &= UINT64_MAX << (first - start);
    if (end < start + WORD)
        bits &= ~(UINT64_MAX << (end - start));
    return bits;
}

static bool has_any(const uint64_t *map, size_t first, size_t end) {
    for (size_t word = first / WORD; word * WORD < end; word++)
        if (map[word] & bits_in(word, first, end))
            return true;
    return false;
}

static bool has_all(const uint64_t *map, size_t first, size_t end) {
    for (size_t word = first / WORD; word * WORD < end; word++)
        if (bits_in(word, first, end) & ~map[word])
            return false;
    return true;
}

static void set_all(uint64_t *map, size_t first, size_t end) {
    for (size_t word = first / WORD; word * WORD < end; word++)
        map[word] |= bits_in(word, first, end);
}

static bool has(const uint64_t *map, size_t bit) {
    return map[bit / WORD] >> bit % WORD & 1;
}

size_t csock_reassembly_memory(size_t datagrams, size_t payload_max) {
    if (datagrams == SIZE_MAX || payload_max > SIZE_MAX - CSOCK_REASSEMBLY_HEAD_MAX ||
        CSOCK_REASSEMBLY_HEAD_MAX + payload_max > SIZE_MAX / (datagrams + 1))
        return SIZE_MAX;
    return (datagrams + 1) * (CSOCK_REASSEMBLY_HEAD_MAX + payload_max);
}

int csock_reassembler_init(csock_reassembler *reassembler, csock_reassembly_entry *entries,
                           size_t entry_count, void *memory, size_t memory_count,
                           int64_t timeout_ns) {
    if (entry_count == 0 || entry_count == SIZE_MAX || timeout_ns < 0 ||
        memory_count / (entry_count + 1) < CSOCK_REASSEMBLY_HEAD_MAX + UNIT)
        return -EINVAL;
    size_t part = memory_count / (entry_count + 1);
    if (part > CSOCK_REASSEMBLY_HEAD_MAX + GREATEST_PACKET)
        part = CSOCK_REASSEMBLY_HEAD_MAX + GREATEST_PACKET;
    memset(reassembler, 0, sizeof *reassembler);
    reassembler->entries = entries;
    reassembler->entry_count = entry_count;
    reassembler->ready = (uint8_t *)memory + entry_count * part;
    reassembler->payload_max = part - CSOCK_REASSEMBLY_HEAD_MAX;
    reassembler->timeout_ns = timeout_ns;
    for (size_t i = 0; i < entry_count; i++) {
        entries[i].layer = 0;
        entries[i].part = (uint8_t *)memory + i * part;
    }
    return (int)reassembler->payload_max;
}

size_t csock_reassembler_expire(csock_reassembler *reassembler, int64_t now_ns) {
    size_t count = 0;
    for (size_t i = 0; i < reassembler->entry_count; i++) {
        csock_reassembly_entry *entry = &reassembler->entries[i];
        // The difference of any two times fits an unsigned number.
        if (entry->layer == 0 || now_ns < entry->since_ns ||
            (uint64_t)now_ns - (uint64_t)entry->since_ns < (uint64_t)reassembler->timeout_ns)
            continue;
        count += entry->given_up == 0;
        entry->layer = 0;
    }
    reassembler->expired += count;
    return count;
}

// The protocol is part of a datagram's identity in IPv4, but not in IPv6: RFC 791, RFC 8200.
static uint32_t key_protocol(const csock_parts *parts) {
    return parts->layer == CSOCK_LAYER_IPV4 ? parts->protocol : 0;
}

static bool belongs(const csock_reassembly_entry *entry, const csock_parts *parts) {
    return entry->layer == parts->layer && entry->identification == parts->identification &&
           entry->protocol == key_protocol(parts) &&
           memcmp(entry->addresses, parts->addresses, parts->address_count) == 0;
}

static void begin(csock_reassembly_entry *entry, const csock_parts *parts, int64_t now_ns) {
    uint8_t *part = entry->part;
    memset(entry, 0, sizeof *entry);
    entry->part = part;
    entry->layer = parts->layer;
    entry->identification = parts->identification;
    entry->protocol = key_protocol(parts);
    memcpy(entry->addresses, parts->addresses, parts->address_count);
    entry->since_ns = now_ns;
}

// The datagram's entry, a new one if it has none, or NULL. A datagram that was given up makes room
// for a new one.
static csock_reassembly_entry *find(csock_reassembler *reassembler, const csock_parts *parts,
                                    int64_t now_ns) {
    csock_reassembly_entry *usable = NULL;
    for (size_t i = 0; i < reassembler->entry_count; i++) {
        csock_reassembly_entry *entry = &reassembler->entries[i];
        if (belongs(entry, parts))
            return entry;
        if (entry->layer == 0 || (entry->given_up && (!usable || usable->layer != 0)))
            usable = entry;
    }
    if (usable)
        begin(usable, parts, now_ns);
    return usable;
}

static uint32_t congestion_of(const csock_parts *parts) {
    uint32_t byte = parts->head.start[SECOND];
    return parts->layer == CSOCK_LAYER_IPV4 ? byte & CE : byte >> IPV6_SHIFT & CE;
}

// Whether the same fragment was stored before.
static bool is_duplicate(const csock_reassembly_entry *entry, const csock_parts *parts,
                         size_t first, size_t end) {
    // The end of a last fragment has been compared with the end of the datagram before.
    bool ends =
        parts->more ? !has(entry->stored, end) || has(entry->starts, end) : entry->total > 0;
    return ends && has_all(entry->stored, first, end) && has(entry->starts, first) &&
           !has_any(entry->starts, first + 1, end) &&
           memcmp(entry->part + CSOCK_REASSEMBLY_HEAD_MAX + parts->offset, parts->payload.start,
                  parts->payload.count) == 0;
}

// The reason to give up the datagram of a fragment, or the outcome for the fragment.
static int judge(const csock_reassembler *reassembler, const csock_reassembly_entry *entry,
                 const csock_parts *parts) {
    size_t end = parts->offset + parts->payload.count;
    size_t first_unit = parts->offset / UNIT, end_unit = (end + UNIT - 1) / UNIT;
    if (parts->more        ? entry->total > 0 && end >= entry->total
        : entry->total > 0 ? end != entry->total
                           : end <= entry->reach)
        return CSOCK_REASSEMBLY_END;
    if (end > reassembler->payload_max ||
        (parts->offset == 0 && parts->head.count > CSOCK_REASSEMBLY_HEAD_MAX))
        return CSOCK_REASSEMBLY_ROOM;
    if (!has_any(entry->stored, first_unit, end_unit))
        return CSOCK_REASSEMBLY_STORED;
    return is_duplicate(entry, parts, first_unit, end_unit) ? CSOCK_REASSEMBLY_DUPLICATE
                                                            : CSOCK_REASSEMBLY_OVERLAP;
}

static void keep_head(csock_reassembly_entry *entry, const csock_parts *parts) {
    entry->head_count = parts->head.count;
    entry->next_header = parts->next_header;
    entry->next_protocol = parts->protocol;
    memcpy(entry->part + CSOCK_REASSEMBLY_HEAD_MAX - parts->head.count, parts->head.start,
           parts->head.count);
}

static void store(csock_reassembly_entry *entry, const csock_parts *parts) {
    size_t end = parts->offset + parts->payload.count, first = parts->offset / UNIT;
    memcpy(entry->part + CSOCK_REASSEMBLY_HEAD_MAX + parts->offset, parts->payload.start,
           parts->payload.count);
    set_all(entry->stored, first, (end + UNIT - 1) / UNIT);
    set_all(entry->starts, first, first + 1);
    entry->count += parts->payload.count;
    entry->congestion |= 1u << congestion_of(parts);
    if (!parts->more)
        entry->total = end;
    else if (end > entry->reach)
        entry->reach = end;
    if (parts->offset == 0)
        keep_head(entry, parts);
}

// Changes the first fragment's header to that of the datagram.
static int finish(csock_reassembly_entry *entry, csock_bytes *datagram) {
    uint8_t *head = entry->part + CSOCK_REASSEMBLY_HEAD_MAX - entry->head_count;
    bool ipv4 = entry->layer == CSOCK_LAYER_IPV4;
    size_t length = entry->head_count + entry->total;
    if (length - (ipv4 ? 0 : CSOCK_IPV6_HEADER_LENGTH) > GREATEST_PACKET)
        return CSOCK_REASSEMBLY_ROOM;
    if (entry->congestion & 1u << CE) {
        if (entry->congestion & 1u << NOT_ECT)
            return CSOCK_REASSEMBLY_CONGESTION;
        head[SECOND] |= (uint8_t)(ipv4 ? CE : CE << IPV6_SHIFT);
    }
    if (ipv4) {
        uint32_t flags = csock_load16(head + CSOCK_IPV4_AT_FLAGS) >> CSOCK_IPV4_FLAGS_SHIFT;
        csock_store16(head + CSOCK_IPV4_AT_TOTAL_LENGTH, (uint32_t)length);
        csock_store16(head + CSOCK_IPV4_AT_FLAGS, (flags & ~(uint32_t)CSOCK_IPV4_MORE_FRAGMENTS)
                                                      << CSOCK_IPV4_FLAGS_SHIFT);
        csock_store16(head + CSOCK_IPV4_AT_CHECKSUM, 0);
        csock_store16(head + CSOCK_IPV4_AT_CHECKSUM, csock_checksum_of(head, entry->head_count));
    } else {
        csock_store16(head + CSOCK_IPV6_AT_PAYLOAD_LENGTH,
                      (uint32_t)(length - CSOCK_IPV6_HEADER_LENGTH));
        csock_store8(head + entry->next_header, entry->next_protocol);
    }
    *datagram = csock_view(head, length);
    return CSOCK_REASSEMBLY_COMPLETE;
}

// A fragment that is first and last is a datagram of its own, independent of other fragments: RFC
// 6946.
static int add_alone(csock_reassembler *reassembler, const csock_parts *parts,
                     csock_bytes *datagram) {
    csock_reassembly_entry alone = {.part = reassembler->ready, .layer = parts->layer};
    if (parts->payload.count > reassembler->payload_max ||
        parts->head.count > CSOCK_REASSEMBLY_HEAD_MAX)
        return CSOCK_REASSEMBLY_ROOM;
    // The packet may be in the memory of the datagram that was completed last, where this one is
    // written.
    uint8_t head[CSOCK_REASSEMBLY_HEAD_MAX];
    csock_parts apart = *parts;
    csock_copy(head, parts->head.start, parts->head.count);
    apart.head = csock_view(head, parts->head.count);
    if (parts->payload.count > 0)
        memmove(alone.part + CSOCK_REASSEMBLY_HEAD_MAX, parts->payload.start, parts->payload.count);
    keep_head(&alone, &apart);
    alone.total = parts->payload.count;
    return finish(&alone, datagram);
}

static int add_fragment(csock_reassembler *reassembler, const csock_parts *parts, int64_t now_ns,
                        csock_bytes *datagram) {
    size_t end = parts->offset + parts->payload.count;
    size_t head = parts->layer == CSOCK_LAYER_IPV4 ? parts->head.count : 0;
    if (end > GREATEST_PACKET - head)
        return CSOCK_REASSEMBLY_BEYOND;
    if (parts->offset == 0 && !csock_parts_have_header(parts))
        return CSOCK_REASSEMBLY_HEADER;
    if (parts->offset == 0 && !parts->more)
        return add_alone(reassembler, parts, datagram);
    if (parts->payload.count == 0 || (parts->more && parts->payload.count % UNIT != 0))
        return CSOCK_REASSEMBLY_SHORT;
    csock_reassembly_entry *entry = find(reassembler, parts, now_ns);
    if (!entry)
        return CSOCK_REASSEMBLY_FULL;
    if (entry->given_up)
        return (int)entry->given_up;
    int outcome = judge(reassembler, entry, parts);
    if (outcome == CSOCK_REASSEMBLY_STORED) {
        store(entry, parts);
        if (entry->count == entry->total)
            outcome = finish(entry, datagram);
    }
    if (outcome >= CSOCK_REASSEMBLY_OVERLAP)
        entry->given_up = (uint32_t)outcome;
    if (outcome == CSOCK_REASSEMBLY_COMPLETE) {
        uint8_t *free_part = reassembler->ready;
        reassembler->ready = entry->part;
        entry->part = free_part;
        entry->layer = 0;
    }
    return outcome;
}

int csock_reassembler_add(csock_reassembler *reassembler, const void *packet, size_t count,
                          int64_t now_ns, csock_bytes *datagram, csock_wire_error *error) {
    csock_parts parts;
    int outcome = CSOCK_REASSEMBLY_WHOLE;
    *datagram = csock_view(NULL, 0);
    csock_reassembler_expire(reassembler, now_ns);
    int result = csock_parts_find(&parts, packet, count, error);
    if (result < 0)
        return result;
    if (parts.is_fragment)
        outcome = add_fragment(reassembler, &parts, now_ns, datagram);
    else
        *datagram = csock_view(parts.head.start, (size_t)(parts.payload.start +
                                                          parts.payload.count - parts.head.start));
    reassembler->outcomes[outcome]++;
    return outcome;
}
