// For struct ifreq.
#define _GNU_SOURCE

#include "interfaces.h"

#include "csock/filter.h"
#include "csock/link.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "own_network.h"
#include "process.h"
#include "sockets.h"

#include <errno.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

// rtnetlink(7) and veth(4), for C libraries without the kernel's headers.
enum {
    NEW_LINK = 16,          // RTM_NEWLINK
    GET_LINK = 18,          // RTM_GETLINK
    REQUEST = 0x1 | 0x4,    // NLM_F_REQUEST, NLM_F_ACK
    CREATE = 0x400 | 0x200, // NLM_F_CREATE, NLM_F_EXCL
    ERROR = 2,              // NLMSG_ERROR
    INTERFACE_NAME = 3,     // IFLA_IFNAME
    LINK_INFO = 18,         // IFLA_LINKINFO
    INFO_KIND = 1,          // IFLA_INFO_KIND
    INFO_DATA = 2,          // IFLA_INFO_DATA
    VETH_PEER = 1,          // VETH_INFO_PEER
    LINK_MESSAGE = 16,      // sizeof(struct ifinfomsg)
};

typedef struct {
    uint32_t length;
    uint16_t type, flags;
    uint32_t sequence, port;
    uint8_t body[200];
} link_message;

static size_t open_attribute(link_message *message, uint16_t type) {
    size_t start = message->length;
    memcpy((uint8_t *)message + start + 2, &type, sizeof type);
    message->length += 4;
    return start;
}

static void close_attribute(link_message *message, size_t start) {
    uint16_t length = (uint16_t)(message->length - start);
    memcpy((uint8_t *)message + start, &length, sizeof length);
    message->length = (message->length + 3) & ~UINT32_C(3);
}

static void add_text(link_message *message, uint16_t type, const char *text) {
    size_t start = open_attribute(message, type);
    memcpy((uint8_t *)message + message->length, text, strlen(text) + 1);
    message->length += (uint32_t)strlen(text) + 1;
    close_attribute(message, start);
}

// Sends the message, receives the answer and returns its length.
static size_t ask(link_message *message, void *answer, size_t capacity) {
    int fd = csock_socket(CSOCK_AF_NETLINK, CSOCK_SOCK_RAW, 0);
    CHECK_INT(csock_send(fd, message, message->length, 0, 0), message->length);
    ssize_t count = csock_recv(fd, answer, capacity, 0, CSOCK_SECOND);
    CHECK(count > 0);
    CHECK_INT(csock_close(fd), 0);
    return count < 0 ? 0 : (size_t)count;
}

static int add_pair(const char *name, const char *peer) {
    link_message message = {
        .length = 16 + LINK_MESSAGE, .type = NEW_LINK, .flags = REQUEST | CREATE};
    struct {
        uint32_t length;
        uint16_t type, flags;
        uint32_t sequence, port;
        int32_t error;
        uint8_t rest[300];
    } answer = {.error = -EIO};
    add_text(&message, INTERFACE_NAME, name);
    size_t info = open_attribute(&message, LINK_INFO);
    add_text(&message, INFO_KIND, "veth");
    size_t data = open_attribute(&message, INFO_DATA);
    size_t end = open_attribute(&message, VETH_PEER);
    message.length += LINK_MESSAGE;
    add_text(&message, INTERFACE_NAME, peer);
    close_attribute(&message, end);
    close_attribute(&message, data);
    close_attribute(&message, info);

    ask(&message, &answer, sizeof answer);
    return answer.type == ERROR ? answer.error : -EIO;
}

uint32_t link_number(const char *interface, uint16_t attribute) {
    enum { BEGIN = 16 + LINK_MESSAGE };
    link_message message = {.length = BEGIN, .type = GET_LINK, .flags = 0x1};
    uint8_t answer[8192];
    add_text(&message, INTERFACE_NAME, interface);
    size_t count = ask(&message, answer, sizeof answer);
    uint16_t length, type;
    for (size_t at = BEGIN; at + 8 <= count; at += (length + 3u) & ~3u) {
        uint32_t number;
        memcpy(&length, answer + at, sizeof length);
        memcpy(&type, answer + at + 2, sizeof type);
        memcpy(&number, answer + at + 4, sizeof number);
        if (type == attribute)
            return number;
        if (length < 4)
            break;
    }
    return UINT32_MAX;
}

static bool change_interface(const char *name, uint16_t request, struct ifreq *change) {
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    snprintf(change->ifr_name, sizeof change->ifr_name, "%s", name);
    bool changed = ioctl(fd, request, change) == 0;
    close(fd);
    return changed;
}

bool bring_up(const char *name) {
    struct ifreq flags = {0};
    bool read = change_interface(name, SIOCGIFFLAGS, &flags);
    flags.ifr_flags |= IFF_UP;
    return read && change_interface(name, SIOCSIFFLAGS, &flags);
}

void set_mtu(const char *interface, int mtu) {
    struct ifreq change = {.ifr_mtu = mtu};
    CHECK(change_interface(interface, SIOCSIFMTU, &change));
}

static bool set_hardware_address(const char *name, uint8_t last) {
    struct ifreq change = {.ifr_hwaddr.sa_family = ARPHRD_ETHER};
    memcpy(change.ifr_hwaddr.sa_data, (uint8_t[]){2, 0, 0, 0, 0, last}, 6);
    return change_interface(name, SIOCSIFHWADDR, &change);
}

static bool set_ipv4(const char *name, uint16_t request, const uint8_t host[4]) {
    csock_address address;
    struct ifreq change = {0};
    csock_address_set_ipv4(&address, host, 0);
    memcpy(&change.ifr_addr, address.storage.bytes, sizeof change.ifr_addr);
    return change_interface(name, request, &change);
}

// Waits until frames arrive: the kernel drops those that are sent before both ends have a carrier.
static bool carries(const char *from, const char *to) {
    enum { PROBE = 0x88b6 };
    static const uint8_t frame[60] = {[0] = 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, [12] = 0x88, 0xb6};
    uint8_t bytes[sizeof frame];
    int64_t deadline = monotonic_now() + 10 * CSOCK_SECOND;
    int out = csock_link_socket(CSOCK_SOCK_RAW, 0), in = csock_link_socket(CSOCK_SOCK_RAW, 0);
    bool arrived = false;
    CHECK_INT(csock_link_bind(out, if_nametoindex(from), PROBE), 0);
    CHECK_INT(csock_link_bind(in, if_nametoindex(to), PROBE), 0);
    while (!arrived && monotonic_now() < deadline) {
        csock_send(out, frame, sizeof frame, 0, 0);
        arrived = csock_recv(in, bytes, sizeof bytes, 0, CSOCK_MILLISECOND) > 0;
    }
    close_pair((const int[]){out, in});
    return arrived;
}

bool make_cable(void) {
    int result = add_pair("va", "vb");
    if (result < 0)
        return false;
    // Disable IPv6, whose neighbour discovery would send frames of its own.
    set_sysctl("ipv6/conf/va/disable_ipv6", "1");
    set_sysctl("ipv6/conf/vb/disable_ipv6", "1");
    return CHECK(set_hardware_address("va", 0xa)) && CHECK(set_hardware_address("vb", 0xb)) &&
           CHECK(set_ipv4("va", SIOCSIFADDR, (const uint8_t[]){10, 9, 0, 1})) &&
           CHECK(set_ipv4("va", SIOCSIFNETMASK, (const uint8_t[]){255, 255, 255, 0})) &&
           CHECK(bring_up("va")) && CHECK(bring_up("vb")) && CHECK(carries("va", "vb")) &&
           CHECK(carries("vb", "va"));
}

int watch_interface(const char *interface, uint16_t protocol) {
    // Drops outgoing frames. CSOCK_PACKET_IGNORE_OUTGOING would do that too, but qemu-user does not
    // have it.
    const csock_filter_instruction incoming[] = {
        csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_ABS, CSOCK_BPF_AD_PKTTYPE),
        csock_filter_jump_if(CSOCK_BPF_JEQ, CSOCK_PACKET_OUTGOING, 0, 1),
        csock_filter_return(0),
        csock_filter_return(UINT32_MAX),
    };
    int fd = csock_link_socket(CSOCK_SOCK_DGRAM, 0);
    CHECK_INT(csock_attach_filter(fd, incoming, 4), 0);
    CHECK_INT(csock_link_bind(fd, if_nametoindex(interface), protocol), 0);
    return fd;
}

int watch_loopback(uint16_t protocol) {
    return watch_interface("lo", protocol);
}
