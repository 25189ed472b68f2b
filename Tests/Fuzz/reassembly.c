// A sequence of fragments, compared with a model that has one byte for every byte. Each fragment is
// six bytes of input: datagram and version, offset, length, more fragments, content, and the time
// until it arrives.
#include "fuzz.h"

enum { ENTRIES = 2, KEYS = 8, ROOM = 1024, STEP = 6, STEPS_MAX = 64, TIMEOUT = 1000, MOST = 5000 };

typedef struct {
    uint32_t key; // 0: free
    int given_up;
    int64_t since;
    size_t total, reach; // 0: not known
    uint8_t ecn_seen;
    uint8_t there[ROOM]; // 0: not
    uint8_t content[ROOM];
    uint16_t begins[ROOM]; // where the byte's fragment begins, and ends
    uint16_t ends[ROOM];
} model_entry;

static model_entry model[ENTRIES];
static uint8_t buffer[MOST];
static csock_reassembly_entry entries[ENTRIES];

typedef struct {
    int version;
    uint32_t key;
    size_t offset, length;
    bool more;
    uint8_t seed, ecn;
} fragment;

static uint8_t byte_of(const fragment *it, size_t i) {
    // Fragments with the same seed belong to the same content.
    return (uint8_t)((it->offset + i) * 7 + it->seed);
}

static size_t write_fragment(const fragment *it) {
    size_t head;
    if (it->version == 4) {
        csock_ipv4_header header = {.ecn = it->ecn,
                                    .total_length = (uint32_t)(20 + it->length),
                                    .identification = it->key,
                                    .flags = it->more,
                                    .fragment_offset = (uint32_t)(it->offset / 8),
                                    .protocol = 253};
        head = (size_t)csock_ipv4_header_encode(&header, buffer, 20, NULL);
    } else {
        csock_ipv6_header header = {.ecn = it->ecn,
                                    .payload_length = (uint32_t)(8 + it->length),
                                    .next_header = CSOCK_IPPROTO_FRAGMENT};
        csock_ipv6_fragment_header inner = {.next_header = 253,
                                            .fragment_offset = (uint32_t)(it->offset / 8),
                                            .more_fragments = it->more,
                                            .identification = it->key};
        head = (size_t)csock_ipv6_header_encode(&header, buffer, 40, NULL);
        head += (size_t)csock_ipv6_fragment_header_encode(&inner, buffer + head, 8, NULL);
    }
    for (size_t i = 0; i < it->length; i++)
        buffer[head + i] = byte_of(it, i);
    return head + it->length;
}

static void expire(int64_t now) {
    for (size_t i = 0; i < ENTRIES; i++)
        if (model[i].key != 0 && now - model[i].since >= TIMEOUT)
            model[i].key = 0;
}

static model_entry *find(const fragment *it, int64_t now) {
    model_entry *found = NULL;
    for (size_t i = 0; i < ENTRIES; i++)
        if (model[i].key == it->key)
            return &model[i];
    for (size_t i = 0; i < ENTRIES; i++)
        if (model[i].key == 0)
            found = &model[i];
    for (size_t i = 0; i < ENTRIES && !found; i++)
        if (model[ENTRIES - 1 - i].given_up)
            found = &model[ENTRIES - 1 - i];
    if (found) {
        memset(found, 0, sizeof *found);
        found->key = it->key;
        found->since = now;
    }
    return found;
}

static int judge(const model_entry *entry, const fragment *it) {
    size_t end = it->offset + it->length, same = 0, others = 0;
    if (it->more && entry->total > 0 && end >= entry->total)
        return CSOCK_REASSEMBLY_END;
    if (!it->more && entry->total > 0 && end != entry->total)
        return CSOCK_REASSEMBLY_END;
    if (!it->more && entry->total == 0 && end <= entry->reach)
        return CSOCK_REASSEMBLY_END;
    if (end > ROOM)
        return CSOCK_REASSEMBLY_ROOM;
    for (size_t i = it->offset; i < end; i++) {
        bool is_same = entry->there[i] && entry->begins[i] == it->offset && entry->ends[i] == end &&
                       entry->content[i] == byte_of(it, i - it->offset);
        same += is_same;
        others += entry->there[i] && !is_same;
    }
    if (others > 0 || (same > 0 && same < it->length))
        return CSOCK_REASSEMBLY_OVERLAP;
    return same > 0 ? CSOCK_REASSEMBLY_DUPLICATE : CSOCK_REASSEMBLY_STORED;
}

static int store(model_entry *entry, const fragment *it) {
    size_t end = it->offset + it->length, count = 0;
    for (size_t i = it->offset; i < end; i++) {
        entry->there[i] = 1;
        entry->content[i] = byte_of(it, i - it->offset);
        entry->begins[i] = (uint16_t)it->offset;
        entry->ends[i] = (uint16_t)end;
    }
    entry->ecn_seen |= (uint8_t)(1 << it->ecn);
    if (!it->more)
        entry->total = end;
    else if (end > entry->reach)
        entry->reach = end;
    for (size_t i = 0; i < ROOM; i++)
        count += entry->there[i];
    if (entry->total == 0 || count < entry->total)
        return CSOCK_REASSEMBLY_STORED;
    bool is_marked = entry->ecn_seen & 8, is_incapable = entry->ecn_seen & 1;
    return is_marked && is_incapable ? CSOCK_REASSEMBLY_CONGESTION : CSOCK_REASSEMBLY_COMPLETE;
}

static int expected(const fragment *it, int64_t now, model_entry **entry) {
    *entry = NULL;
    expire(now);
    if (it->version == 4 && it->offset == 0 && !it->more)
        return CSOCK_REASSEMBLY_WHOLE;
    if (it->offset + it->length > (it->version == 4 ? 65515 : 65535))
        return CSOCK_REASSEMBLY_BEYOND;
    if (it->offset == 0 && !it->more)
        return it->length > ROOM ? CSOCK_REASSEMBLY_ROOM : CSOCK_REASSEMBLY_COMPLETE;
    if (it->length == 0 || (it->more && it->length % 8 != 0))
        return CSOCK_REASSEMBLY_SHORT;
    *entry = find(it, now);
    if (!*entry)
        return CSOCK_REASSEMBLY_FULL;
    if ((*entry)->given_up)
        return (*entry)->given_up;
    int outcome = judge(*entry, it);
    if (outcome == CSOCK_REASSEMBLY_STORED)
        outcome = store(*entry, it);
    if (outcome >= CSOCK_REASSEMBLY_OVERLAP)
        (*entry)->given_up = outcome;
    if (outcome == CSOCK_REASSEMBLY_COMPLETE)
        (*entry)->key = 0;
    return outcome;
}

static void check_datagram(const fragment *it, const model_entry *entry, csock_bytes datagram) {
    csock_layer layer;
    uint32_t kind = it->version == 4 ? CSOCK_LAYER_IPV4 : CSOCK_LAYER_IPV6;
    size_t total = entry ? entry->total : it->length;
    int head = csock_layer_decode(&layer, kind, datagram.start, datagram.count, NULL);
    REQUIRE(head == (it->version == 4 ? 20 : 40));
    REQUIRE(datagram.count == (size_t)head + total);
    for (size_t i = 0; i < total; i++)
        REQUIRE(datagram.start[(size_t)head + i] == (entry ? entry->content[i] : byte_of(it, i)));
    if (it->version == 6) {
        REQUIRE(layer.ipv6.payload_length == total && layer.ipv6.next_header == 253);
        return;
    }
    REQUIRE(layer.ipv4.total_length == datagram.count && layer.ipv4.fragment_offset == 0);
    REQUIRE(layer.ipv4.flags == 0);
    REQUIRE(!entry || csock_checksum_of(datagram.start, 20) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    size_t size = csock_reassembly_memory(ENTRIES, ROOM);
    uint8_t *memory = malloc(size);
    csock_reassembler table;
    int64_t now = 0;
    memset(model, 0, sizeof model);
    REQUIRE(csock_reassembler_init(&table, entries, ENTRIES, memory, size, TIMEOUT) == ROOM);
    if (count > STEP * STEPS_MAX)
        count = STEP * STEPS_MAX;
    for (; count >= STEP; bytes += STEP, count -= STEP) {
        fragment it = {.version = bytes[0] & 1 ? 6 : 4,
                       .key = 1 + (bytes[0] & KEYS - 1u),
                       .offset = (size_t)bytes[1] * 8,
                       .length = bytes[2],
                       .more = bytes[3] & 1,
                       .seed = bytes[4] & 1,
                       .ecn = bytes[4] >> 1 & 3};
        // Sometimes a large offset and a long fragment.
        if (bytes[3] & 2)
            it.offset = (8191u - bytes[1]) * 8;
        if (bytes[3] & 4)
            it.length = (size_t)bytes[2] * 8;
        if (bytes[3] & 8)
            it.length = (size_t)bytes[2] * 16;
        now += bytes[5];
        model_entry *entry;
        csock_bytes datagram;
        size_t length = write_fragment(&it);
        uint8_t *packet = malloc(length);
        memcpy(packet, buffer, length);
        int wanted = expected(&it, now, &entry);
        int outcome = csock_reassembler_add(&table, packet, length, now, &datagram, NULL);
        REQUIRE(outcome == wanted);
        REQUIRE((datagram.count > 0) ==
                (outcome == CSOCK_REASSEMBLY_WHOLE || outcome == CSOCK_REASSEMBLY_COMPLETE));
        if (datagram.count > 0)
            check_datagram(&it, entry, datagram);
        free(packet);
    }
    free(memory);
    return 0;
}
