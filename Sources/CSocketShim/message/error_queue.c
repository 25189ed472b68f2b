// For all types of <netinet/in.h> and <sys/socket.h> under -std=c11.
#define _GNU_SOURCE

#include "csock/error_queue.h"

#include "csock/constant.h"
#include "csock/option_constant.h"
#include "message/ancillary.h"
#include "message/message.h"

#include <netinet/in.h>
#include <sys/socket.h>

// The kernel's struct sock_extended_err, which musl does not define.
typedef struct {
    uint32_t code;
    uint8_t origin, type, icmp_code, padding;
    uint32_t info, data;
} extended_error;

static bool is_error(const csock_control *one) {
    return (one->level == CSOCK_SOL_IP && one->type == CSOCK_IP_RECVERR) ||
           (one->level == CSOCK_SOL_IPV6 && one->type == CSOCK_IPV6_RECVERR) ||
           (one->level == CSOCK_SOL_PACKET && one->type == 16); // PACKET_TX_TIMESTAMP
}

// Reads struct sock_extended_err and the offender's address that follows it. The address has family
// 0 if there is none.
static void read_error(const csock_control *one, csock_received_error *error) {
    extended_error extended;
    if (!csock_control_get(one, &extended, sizeof extended))
        return;
    error->code = (int)extended.code;
    error->origin = extended.origin;
    error->type = extended.type;
    error->icmp_code = extended.icmp_code;
    error->info = extended.info;
    error->data = extended.data;
    size_t rest = one->data.count - sizeof extended;
    csock_address offender;
    if (csock_address_set_bytes(&offender, one->data.start + sizeof extended, rest) < 0)
        return;
    size_t wanted = csock_address_family(&offender) == CSOCK_AF_INET ? sizeof(struct sockaddr_in)
                    : csock_address_family(&offender) == CSOCK_AF_INET6
                        ? sizeof(struct sockaddr_in6)
                        : 0;
    if (wanted > 0 && rest >= wanted)
        csock_address_set_bytes(&error->offender, one->data.start + sizeof extended, wanted);
}

ssize_t csock_recv_error(int fd, void *buffer, size_t capacity, csock_flags flags,
                         csock_received_error *error, int64_t timeout_ns) {
    csock_control_buffer control;
    csock_control one;
    *error = (csock_received_error){0};
    // The kernel never waits for the error queue, even in blocking mode. INT64_MAX, unlike a
    // negative timeout, makes csock_recv_control wait with ppoll(2).
    ssize_t count = csock_recv_control(fd, buffer, capacity, flags | MSG_ERRQUEUE, &error->received,
                                       &control, timeout_ns < 0 ? INT64_MAX : timeout_ns);
    csock_bytes rest = csock_view(control.data.bytes, control.length);
    while (csock_control_next(&rest, &one)) {
        if (is_error(&one))
            read_error(&one, error);
        else
            csock_ancillary_read(&one, &error->ancillary);
    }
    return count;
}
