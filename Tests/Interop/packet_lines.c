// Converts packets to lines of text and back, for tests that compare them with other programs. Each
// line of input has one line of output.
//
//     dissect KIND FLAGS HEX      KIND and FLAGS as csock_packet_dissect takes them
//     compose FILL LAYERS         FILL as csock_packet_compose takes it
//
// Layers are records (record.h) one after another; the items of a header or payload follow their
// layer. `compose` accepts what `dissect` prints: items replace the bytes that they were taken
// from, and words that begin with @ are ignored. A request that fails is answered by "error" and a
// text.

// For getline(3) and strtok_r(3).
#define _GNU_SOURCE

#include "csock/packet.h"
#include "csock/result.h"
#include "tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const csock_field payload_members[] = {MEMBER(csock_packet, payload, CSOCK_FIELD_BYTES)};
static const record payload_record = RECORD("rest", payload_members);

// Memory for parsed bytes, the items of headers, the payload, and the packet.
static arena parsed, encoded, payload, composed;

static void print_error(int result, const csock_wire_error *error) {
    char text[CSOCK_WIRE_ERROR_TEXT_MAX] = "";
    if (error->code != 0)
        csock_wire_error_format(error, text);
    printf("error %s %s\n", csock_result_name(result), text);
}

// Prints the items; *left are the bytes after the last.
static void print_items(const item_kind *kind, csock_bytes *left, const csock_layer *layer) {
    any_item item;
    while (kind->next(left, &item, layer) > 0)
        print_record(&kind->described, &item);
}

static void print_layer(csock_layer *layer) {
    static const char *const states[] = {"unverified", "good", "bad", "off"};
    const item_kind *kind;
    csock_bytes *items = header_items(layer, &kind);
    const record described = header_record(layer);
    print_record(&described, &layer->ethernet);
    printf(" @offset=%zu @header_length=%u @length=%zu @checksum=%s", layer->offset,
           (unsigned)layer->header_length, layer->length, states[layer->checksum]);
    if (items) {
        csock_bytes all = *items, left = *items;
        any_item item;
        int result;
        while ((result = kind->next(&left, &item, layer)) > 0)
            continue;
        if (result == 0) // of a header that ends early, its bytes alone are printed
            print_items(kind, &all, layer);
    }
}

// The payload of an ICMP error that has an extension.
static void print_extension(const csock_layer *layer, csock_bytes *left) {
    icmp_quote quote;
    csock_icmp_extension extension;
    csock_bytes structure, objects;
    int result =
        layer->kind == CSOCK_LAYER_ICMPV4
            ? csock_icmpv4_error_split(&layer->icmpv4, *left, &quote.datagram, &structure, NULL)
        : layer->kind == CSOCK_LAYER_ICMPV6
            ? csock_icmpv6_error_split(&layer->icmpv6, *left, &quote.datagram, &structure, NULL)
            : -EINVAL;
    if (result < 0 || structure.count == 0 ||
        csock_icmp_extension_decode(&extension, structure.start, structure.count, NULL) < 0)
        return;
    print_record(&icmp_quote_kind->described, &quote);
    objects = extension.objects;
    print_items(icmp_object_kind, &objects, layer);
    print_record(&icmp_extension_kind->described, &extension);
    printf(" @checksum=%s", csock_icmp_extension_verify(structure) ? "good" : "bad");
    left->count = 0;
}

static void dissect(char *arguments) {
    csock_layer layers[CSOCK_PACKET_LAYERS_MAX];
    csock_packet packet;
    csock_wire_error error = {0};
    csock_bytes bytes;
    unsigned kind;
    int flags, used = 0;
    if (sscanf(arguments, "%u %d %n", &kind, &flags, &used) != 2 || used == 0 ||
        !parse_hex(arguments + used, &parsed, &bytes)) {
        printf("error no request\n");
        return;
    }
    // A copy of the exact size, so that sanitizers notice reads beyond it.
    uint8_t *copy = malloc(bytes.count > 0 ? bytes.count : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes.start, bytes.count);
    int result = csock_packet_dissect(&packet, layers, CSOCK_PACKET_LAYERS_MAX, kind, copy,
                                      bytes.count, flags, &error);
    if (result < 0) {
        print_error(result, &error);
    } else {
        for (size_t i = 0; i < packet.count; i++)
            print_layer(&layers[i]);
        csock_layer *last = packet.count > 0 ? &layers[packet.count - 1] : NULL;
        const item_kind *items = last ? payload_items(last) : NULL;
        if (items)
            print_items(items, &packet.payload, last);
        else if (last)
            print_extension(last, &packet.payload);
        print_record(&payload_record, &packet);
        printf(" @trailer=");
        print_hex(packet.trailer);
        printf(" @missing=%d\n", error.code);
    }
    free(copy);
}

// A stack of layers that is being parsed.
typedef struct {
    csock_layer layers[CSOCK_PACKET_LAYERS_MAX];
    size_t count;
    any_item item;
    const item_kind *kind;   // of the item that is being read, or NULL
    bool has_items;          // of the last layer's header: the first one replaces its bytes
    csock_bytes objects;     // of an ICMP extension, before it
    csock_packet packet;     // for the payload
    const record *described; // NULL: a header, of kind `header`
    uint32_t header;
    void *value;
} stack;

// Encodes the item that was parsed last into its header or payload.
static int end_item(stack *now, csock_wire_error *error) {
    if (!now->kind)
        return 0;
    const item_kind *kind = NULL;
    csock_layer *layer = now->count > 0 ? &now->layers[now->count - 1] : NULL;
    csock_bytes *items = layer ? header_items(layer, &kind) : NULL;
    bool in_header = items && kind == now->kind;
    if (now->kind == icmp_object_kind) {
        items = &now->objects;
        in_header = true;
    }
    if (now->kind == icmp_extension_kind)
        now->item.icmp_extension.objects = now->objects;
    arena *memory = in_header ? &encoded : &payload;
    if (in_header && !now->has_items) {
        *items = (csock_bytes){encoded.bytes + encoded.used, 0};
        now->has_items = true;
    }
    int length = now->kind->encode(&now->item, memory->bytes + memory->used,
                                   sizeof memory->bytes - memory->used, error);
    if (length < 0)
        return length;
    memory->used += (size_t)length;
    if (in_header)
        items->count += (size_t)length;
    now->kind = NULL;
    return 0;
}

static bool begin_record(stack *now, const char *name) {
    now->header = header_kind(name);
    now->described = NULL;
    if (now->header != CSOCK_LAYER_PAYLOAD) {
        if (now->count == CSOCK_PACKET_LAYERS_MAX)
            return false;
        now->layers[now->count] = (csock_layer){.kind = now->header};
        now->value = &now->layers[now->count++].ethernet;
        now->has_items = false;
        return true;
    }
    for (size_t i = 0; i < item_kind_count; i++)
        if (strcmp(item_kinds[i].described.name, name) == 0) {
            now->kind = &item_kinds[i];
            now->described = &now->kind->described;
            memset(&now->item, 0, sizeof now->item);
            now->value = &now->item;
            return true;
        }
    now->described = &payload_record;
    now->value = &now->packet;
    return strcmp(name, payload_record.name) == 0;
}

static int parse_word(stack *now, char *word, csock_wire_error *error) {
    char *equals = strchr(word, '=');
    if (word[0] == '@')
        return 0;
    if (!equals) {
        int result = end_item(now, error);
        return result < 0 ? result : begin_record(now, word) ? 0 : -CSOCK_EPKTFIELD;
    }
    *equals = 0;
    const csock_field *field =
        now->described ? find_field(now->described, word) : header_field(now->header, word);
    return field && parse_field(field, now->value, equals + 1, &parsed) ? 0 : -CSOCK_EPKTFIELD;
}

static void compose(char *arguments) {
    stack now = {0};
    csock_wire_error error = {0};
    char *rest, *word = strtok_r(arguments, " ", &rest);
    int fill = word ? atoi(word) : 0;
    ssize_t result = 0;
    while (result == 0 && (word = strtok_r(NULL, " ", &rest)))
        result = parse_word(&now, word, &error);
    if (result == 0)
        result = end_item(&now, &error);
    if (result == 0 && now.packet.payload.count <= sizeof payload.bytes - payload.used) {
        if (now.packet.payload.count > 0)
            memcpy(payload.bytes + payload.used, now.packet.payload.start,
                   now.packet.payload.count);
        csock_bytes all = {payload.bytes, payload.used + now.packet.payload.count};
        memset(composed.bytes, 0xa5, 256); // an unwritten byte shows
        result = csock_packet_compose(now.layers, now.count, all, fill, composed.bytes,
                                      sizeof composed.bytes, &error);
    }
    if (result < 0) {
        print_error((int)result, &error);
        return;
    }
    print_hex((csock_bytes){composed.bytes, (size_t)result});
    printf("\n");
}

int main(void) {
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = 0;
        parsed.used = encoded.used = payload.used = 0;
        if (strncmp(line, "dissect ", 8) == 0)
            dissect(line + 8);
        else if (strncmp(line, "compose ", 8) == 0)
            compose(line + 8);
        else
            printf("error no request\n");
    }
    free(line);
    return 0;
}
