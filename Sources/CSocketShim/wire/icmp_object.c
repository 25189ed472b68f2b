#include "csock/wire/icmp_object.h"

#include "wire/print.h"

static void print_label(csock_text *text, const void *header, const char *part) {
    if (csock_print_is(part, "S") && ((const csock_mpls_label *)header)->bottom_of_stack)
        csock_text_put(text, ", [S]");
}

#define HEADER csock_mpls_label
static const csock_field label_fields[] = {
    CSOCK_NUMBER("Label", label, 0, 20),
    CSOCK_NUMBER("TC", traffic_class, 20, 3),
    CSOCK_NUMBER("S", bottom_of_stack, 23, 1),
    CSOCK_NUMBER("TTL", time_to_live, 24, 8),
};
static const csock_table label_table =
    CSOCK_TABLE(CSOCK_LAYER_ICMP_EXTENSION, CSOCK_MPLS_LABEL_LENGTH, label_fields,
                "(label {label}, tc {traffic_class}{S}, ttl {time_to_live})", print_label);
#undef HEADER

int csock_mpls_label_encode(const csock_mpls_label *label, void *buffer, size_t capacity,
                            csock_wire_error *error) {
    return csock_inline_encode(error, &label_table, label, buffer, capacity);
}

int csock_mpls_label_next(csock_bytes *stack, csock_mpls_label *label, csock_wire_error *error) {
    csock_wire_clear(error);
    if (stack->count == 0)
        return 0;
    if (stack->count < label_table.length)
        return csock_table_short(error, &label_table, label_table.length, stack->count);
    csock_inline_load(&label_table, label, stack->start);
    csock_wire_take(stack, label_table.length);
    return 1;
}

size_t csock_mpls_label_format(const csock_mpls_label *label, char *text, size_t capacity) {
    return csock_print_header(&label_table, label, text, capacity);
}

static bool print_labels(csock_text *text, csock_bytes stack) {
    csock_mpls_label label;
    csock_text_put(text, "MPLS");
    int result;
    while ((result = csock_mpls_label_next(&stack, &label, NULL)) > 0) {
        csock_text_put(text, " ");
        csock_print_words(text, label_table.text, &label_table, &label);
    }
    return result == 0;
}

// Writes an object of a known class. Returns false, with *text as it was, for any other and for one
// that cannot be read.
static bool print_known(csock_text *text, const csock_icmp_object *object) {
    csock_icmp_interface interface;
    csock_icmp_interface_id id;
    csock_text before = *text;
    switch (object->class_num) {
    case CSOCK_ICMP_CLASS_MPLS:
        if (object->c_type == CSOCK_ICMP_MPLS_INCOMING_STACK && print_labels(text, object->payload))
            return true;
        *text = before;
        return false;
    case CSOCK_ICMP_CLASS_INTERFACE_INFORMATION:
        if (csock_icmp_interface_decode(&interface, object, NULL) < 0)
            return false;
        text->length +=
            csock_icmp_interface_format(&interface, csock_text_end(text), csock_text_room(text));
        return true;
    case CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION:
        if (csock_icmp_interface_id_decode(&id, object, NULL) < 0)
            return false;
        text->length +=
            csock_icmp_interface_id_format(&id, csock_text_end(text), csock_text_room(text));
        return true;
    default:
        return false;
    }
}

static void print_object(csock_text *text, const csock_icmp_object *object) {
    if (!print_known(text, object))
        csock_text_print(text, "object class %u, c-type %u, length %zu", object->class_num,
                         object->c_type, object->payload.count);
}

size_t csock_icmp_object_format(const csock_icmp_object *object, char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    print_object(&written, object);
    return written.length;
}

size_t csock_icmp_extension_format(const csock_icmp_extension *extension, char *text,
                                   size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_bytes objects = extension->objects;
    csock_icmp_object object;
    while (csock_icmp_object_next(&objects, &object, NULL) > 0) {
        csock_text_put(&written, written.length > 0 ? ", " : "");
        print_object(&written, &object);
    }
    return written.length;
}
