#include "csock/result.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "directory.h"
#include "harness.h"
#include "sockets.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

TEST(datagram_of_zero_bytes_is_received_with_its_sender) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    for (int i = 0; i < 2; i++) {
        csock_address address, sender_address;
        csock_received message;
        char bytes[4];
        int receiver = bound_socket(families[i], CSOCK_SOCK_DGRAM, &address);
        int sender = bound_socket(families[i], CSOCK_SOCK_DGRAM, &sender_address);
        CHECK_INT(csock_send_to(sender, NULL, 0, 0, &address, CSOCK_SECOND), 0);
        CHECK_INT(csock_send_to(sender, "", 0, 0, &address, CSOCK_SECOND), 0);
        CHECK_INT(csock_send_to(sender, "abc", 3, 0, &address, CSOCK_SECOND), 3);
        CHECK_INT(csock_recv(receiver, bytes, 4, 0, CSOCK_SECOND), 0);
        CHECK_INT(csock_recv_message(receiver, bytes, 4, 0, &message, CSOCK_FOREVER), 0);
        CHECK_INT(message.length, 0);
        CHECK_INT(message.flags, 0);
        CHECK(
            csock_address_equal(&message.from, &sender_address)); // an end of stream has no address
        CHECK_INT(csock_recv(receiver, bytes, 4, 0, CSOCK_SECOND), 3);
        CHECK_INT(csock_recv(receiver, bytes, 4, 0, 0), -EAGAIN);
        close_pair((const int[]){receiver, sender});
    }
}

static void reply(int receiver, int sender, const csock_address *receiver_address) {
    csock_received message;
    csock_address from;
    char bytes[4];
    for (int i = 0; i < 2; i++) {
        CHECK_INT(csock_send_to(sender, "ask", 3, 0, receiver_address, CSOCK_SECOND), 3);
        if (i == 0) {
            CHECK_INT(csock_recv_from(receiver, bytes, 4, 0, &from, CSOCK_SECOND), 3);
        } else {
            CHECK_INT(csock_recv_message(receiver, bytes, 4, 0, &message, CSOCK_SECOND), 3);
            from = message.from;
        }
        CHECK_INT(csock_send_to(receiver, "told", 4, 0, &from, CSOCK_SECOND), 4);
        CHECK_INT(csock_recv_from(sender, bytes, 4, 0, &from, CSOCK_SECOND), 4);
        CHECK_BYTES(bytes, 4, "told", 4);
        CHECK(csock_address_equal(&from, receiver_address));
    }
}

TEST(reply_to_the_received_address_reaches_the_sender) {
    static const int families[] = {CSOCK_AF_INET, CSOCK_AF_UNIX};
    csock_address address, from;
    char directory[32], path[64], byte;
    for (int i = 0; i < 2; i++) {
        int receiver = bound_socket(families[i], CSOCK_SOCK_DGRAM, &address);
        int sender = bound_socket(families[i], CSOCK_SOCK_DGRAM, NULL);
        reply(receiver, sender, &address);
        close_pair((const int[]){receiver, sender});
    }
    make_directory(directory);
    int fds[2];
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%d", directory, i);
        CHECK_INT(csock_address_set_unix_path(&address, path, strlen(path)), 0);
        fds[i] = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
        CHECK_INT(csock_bind(fds[i], &address), 0);
    }
    reply(fds[1], fds[0], &address);

    // The address of a sender without a name is empty. A reply to it fails.
    int unnamed = csock_socket(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_send_to(unnamed, "x", 1, 0, &address, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv_from(fds[1], &byte, 1, 0, &from, CSOCK_SECOND), 1);
    CHECK_INT(from.length, 0);
    CHECK_INT(csock_send_to(fds[1], "x", 1, 0, &from, CSOCK_SECOND), -ENOTCONN);
    CHECK_INT(csock_close(unnamed), 0);
    close_pair(fds);
    remove_directory(directory);

    // A stream reports no address either, and a reply with that empty address reaches the peer.
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_STREAM, fds);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv_from(fds[1], &byte, 1, 0, &from, CSOCK_SECOND), 1);
    CHECK_INT(csock_send_to(fds[1], "y", 1, 0, &from, CSOCK_SECOND), 1);
    CHECK_INT(csock_recv(fds[0], &byte, 1, 0, CSOCK_SECOND), 1);
    CHECK_INT(byte, 'y');
    close_pair(fds);
}
