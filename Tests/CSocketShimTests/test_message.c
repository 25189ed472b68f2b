#include "csock/message.h"

#include "csock/constant.h"
#include "csock/socket.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <string.h>

TEST(send_message_sends_its_pieces_as_one_datagram_in_order) {
    const csock_bytes pieces[] = {csock_view((const uint8_t *)"a", 1), csock_view(NULL, 0),
                                  csock_view((const uint8_t *)"bc", 2),
                                  csock_view((const uint8_t *)"def", 3)};
    uint8_t bytes[8];
    int fds[2];
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    for (size_t count = 0; count <= 4; count++) {
        static const size_t lengths[] = {0, 1, 1, 3, 6};
        const csock_message message = {.pieces = count > 0 ? pieces : NULL, .piece_count = count};
        CHECK_INT(csock_send_message(fds[0], &message, 0), lengths[count]);
        CHECK_INT(csock_recv(fds[1], bytes, sizeof bytes, 0, CSOCK_SECOND), lengths[count]);
        CHECK_BYTES(bytes, lengths[count], "abcdef", lengths[count]);
    }
    close_pair(fds);
}

TEST(send_message_with_more_pieces_than_the_kernel_takes_is_emsgsize) {
    static csock_bytes pieces[CSOCK_MESSAGE_PIECES_MAX + 1];
    static uint8_t bytes[CSOCK_MESSAGE_PIECES_MAX + 1];
    csock_message message = {.pieces = pieces, .piece_count = CSOCK_MESSAGE_PIECES_MAX};
    int fds[2];
    for (size_t i = 0; i <= CSOCK_MESSAGE_PIECES_MAX; i++)
        pieces[i] = csock_view((const uint8_t *)"x", 1);
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, fds);
    CHECK_INT(csock_send_message(fds[0], &message, 0), CSOCK_MESSAGE_PIECES_MAX);
    CHECK_INT(csock_recv(fds[1], bytes, sizeof bytes, 0, CSOCK_SECOND), CSOCK_MESSAGE_PIECES_MAX);
    message.piece_count++;
    CHECK_INT(csock_send_message(fds[0], &message, 0), -EMSGSIZE);
    message.piece_count = SIZE_MAX;
    CHECK_INT(csock_send_message(fds[0], &message, 0), -EMSGSIZE);
    CHECK_INT(csock_recv(fds[1], bytes, sizeof bytes, 0, 0), -EAGAIN);
    close_pair(fds);
}

// All flags of the kernel are in the lower 32 bits. There, a flag of the library would change the
// call or make it fail.
TEST(own_flags_of_the_library_are_not_passed_to_the_kernel) {
    const csock_flags own = CSOCK_INTERRUPTIBLE | CSOCK_MODE_IN_STEP;
    const csock_bytes piece = csock_view((const uint8_t *)"x", 1);
    uint8_t byte;
    int fds[2];
    CHECK_INT((own & UINT32_MAX) == 0, 1);
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, fds);
    for (int peek = 0; peek < 2; peek++) {
        const csock_message message = {.pieces = &piece, .piece_count = 1, .flags = own};
        const csock_flags flags = own | (peek ? CSOCK_MSG_PEEK : 0);
        CHECK_INT(csock_send_message(fds[0], &message, 0), 1);
        CHECK_INT(csock_recv(fds[1], &byte, 1, flags, 0), 1);
        CHECK_INT(csock_recv(fds[1], &byte, 1, own, 0), peek ? 1 : -EAGAIN);
    }
    close_pair(fds);
}

TEST(send_message_with_a_negative_descriptor_is_ebadf) {
    const csock_message message = {.flags = 0};
    CHECK_INT(csock_send_message(-1, &message, 0), -EBADF);
}
