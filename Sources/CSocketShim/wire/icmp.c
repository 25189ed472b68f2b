#include "wire/icmp.h"

#include "csock/wire/icmpv4.h"
#include "wire/print.h"

size_t csock_extended_echo_format(uint32_t state, uint32_t active, uint32_t ipv4, uint32_t ipv6,
                                  char *text, size_t capacity) {
    csock_text written = csock_text_begin(text, capacity);
    csock_text_print(&written, "%s%s%s", active ? "active" : "inactive", ipv4 ? ", IPv4" : "",
                     ipv6 ? ", IPv6" : "");
    if (state != CSOCK_EXTENDED_ECHO_RESERVED)
        csock_text_print(&written, ", state %u", state);
    return written.length;
}

void csock_icmp_print_extended(csock_text *text, const char *part,
                               const csock_extended_echo *echo) {
    if (csock_print_is(part, "whose"))
        csock_text_put(text, echo->local ? "local" : "neighbor");
    else if (csock_print_is(part, "status") && echo->code != CSOCK_EXTENDED_ECHO_NO_ERROR)
        csock_text_print(text, "code %u", echo->code);
    else if (csock_print_is(part, "status"))
        text->length +=
            csock_extended_echo_format(echo->state, echo->active, echo->ipv4, echo->ipv6,
                                       csock_text_end(text), csock_text_room(text));
}
