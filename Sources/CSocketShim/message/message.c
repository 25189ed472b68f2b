// For struct msghdr and the MSG_ constants under -std=c11.
#define _GNU_SOURCE

#include "csock/message.h"

#include "csock/constant.h"
#include "csock/socket.h"
#include "message/ancillary.h"
#include "message/message.h"
#include "socket/msghdr.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t csock_recv_control(int fd, void *buffer, size_t capacity, csock_flags flags,
                           csock_received *received, csock_control_buffer *control,
                           int64_t timeout_ns) {
    struct iovec piece = {.iov_base = buffer, .iov_len = capacity};
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = control->data.bytes,
                             .msg_controllen = sizeof control->data.bytes};
    ssize_t count = csock_recv_msghdr(fd, &message, flags, received, timeout_ns);
    control->length = message.msg_controllen;
    return count;
}

static ssize_t receive(int fd, void *buffer, size_t capacity, csock_flags flags,
                       csock_received *received, csock_ancillary *ancillary, int64_t timeout_ns) {
    csock_control_buffer control;
    csock_control one;
    *ancillary = (csock_ancillary){0};
    ssize_t count = csock_recv_control(fd, buffer, capacity, flags, received, &control, timeout_ns);
    csock_bytes rest = csock_view(control.data.bytes, control.length);
    while (csock_control_next(&rest, &one))
        csock_ancillary_read(&one, ancillary);
    return count;
}

ssize_t csock_recv_ancillary(int fd, void *buffer, size_t capacity, csock_flags flags,
                             csock_received *received, csock_ancillary *ancillary,
                             int64_t timeout_ns) {
    return receive(fd, buffer, capacity, flags | MSG_CMSG_CLOEXEC, received, ancillary, timeout_ns);
}

ssize_t csock_recv_frame(int fd, void *buffer, size_t capacity, csock_flags flags,
                         csock_received *received, csock_ancillary *ancillary, int64_t timeout_ns) {
    return receive(fd, buffer, capacity, flags & ~(csock_flags)MSG_CMSG_CLOEXEC, received,
                   ancillary, timeout_ns);
}

// Returns the socket's address family, which determines the control messages it accepts.
static int family_of(int fd, const csock_address *address) {
    csock_socket_info info;
    if (address)
        return csock_address_family(address);
    int result = csock_describe(fd, &info);
    return result < 0 ? result : info.family;
}

// csock_bytes has the layout of struct iovec, so that sendmsg(2) gets the caller's array without a
// copy.
_Static_assert(sizeof(csock_bytes) == sizeof(struct iovec), "struct iovec");
_Static_assert(offsetof(csock_bytes, start) == offsetof(struct iovec, iov_base), "iov_base");
_Static_assert(offsetof(csock_bytes, count) == offsetof(struct iovec, iov_len), "iov_len");

ssize_t csock_send_message(int fd, const csock_message *message, int64_t timeout_ns) {
    const csock_address *address = message->address;
    csock_control_buffer control;
    struct msghdr header = {.msg_name = address ? (void *)&address->storage : NULL,
                            .msg_namelen = address ? address->length : 0,
                            .msg_iov = (struct iovec *)message->pieces};
    if (message->piece_count > CSOCK_MESSAGE_PIECES_MAX)
        return -EMSGSIZE;
    if (message->piece_count <= 1 && !message->ancillary) {
        csock_bytes piece = message->piece_count == 1 ? message->pieces[0] : csock_view(NULL, 0);
        return csock_send_to(fd, piece.start, piece.count, message->flags, address, timeout_ns);
    }
    header.msg_iovlen = (__typeof__(header.msg_iovlen))message->piece_count;
    if (message->ancillary) {
        int family = family_of(fd, address);
        control.length = 0;
        int result =
            family < 0 ? family : csock_ancillary_write(message->ancillary, family, &control);
        if (result < 0)
            return result;
        header.msg_control = control.data.bytes;
        header.msg_controllen = (socklen_t)control.length;
    }
    return csock_send_msghdr(fd, &header, message->flags, timeout_ns);
}
