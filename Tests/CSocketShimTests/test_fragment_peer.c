// For AF_PACKET.
#define _GNU_SOURCE

#include "csock/checksum.h"
#include "csock/constant.h"
#include "csock/raw.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "directory.h"
#include "fragment_case.h"
#include "harness.h"
#include "interfaces.h"
#include "pieces.h"
#include "process.h"
#include "random.h"
#include "raw_packet.h"
#include "sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netpacket/packet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PAYLOAD = 5000, EVERY_PROTOCOL = 3 }; // ETH_P_ALL

static int udp_socket(int version, csock_address *address) {
    int fd = csock_socket(version == 4 ? CSOCK_AF_INET : CSOCK_AF_INET6, CSOCK_SOCK_DGRAM, 0);
    csock_address any = version == 4 ? loopback(0) : ipv6_loopback(0);
    CHECK_INT(csock_bind(fd, &any), 0);
    CHECK_INT(csock_local_address(fd, address), 0);
    return fd;
}

static size_t make_udp_datagram(uint8_t *packet, int version, uint16_t port) {
    size_t head = version == 4 ? IPV4_HEADER : IPV6_HEADER, length = UDP_HEADER + PAYLOAD;
    csock_checksum sum = {0};
    if (version == 4) {
        make_ipv4(packet, CSOCK_IPPROTO_UDP, length);
        csock_checksum_pseudo_ipv4(&sum, packet + 12, packet + 16, 17, (uint32_t)length);
    } else {
        make_ipv6(packet, CSOCK_IPPROTO_UDP, length);
        csock_checksum_pseudo_ipv6(&sum, packet + 8, packet + 24, 17, (uint32_t)length);
    }
    make_udp(packet + head, 9, port, PAYLOAD);
    for (size_t i = 0; i < PAYLOAD; i++)
        packet[head + UDP_HEADER + i] = (uint8_t)(i % 251);
    csock_checksum_partial(&sum, packet + head, length);
    store16(packet + head + 6, csock_checksum_finish_udp(&sum));
    return head + length;
}

static void kernel_reassembles(int version, size_t mtu) {
    uint8_t packet[6000], got[6000];
    csock_address address, to = version == 4 ? loopback(0) : ipv6_loopback(0);
    int udp = udp_socket(version, &address);
    int raw =
        csock_raw_socket(version == 4 ? CSOCK_AF_INET : CSOCK_AF_INET6, CSOCK_IPPROTO_RAW, true, 0);
    size_t count = make_udp_datagram(packet, version, (uint16_t)csock_address_port(&address));
    packets all = cut(packet, count, mtu, 0xfedcba98);
    CHECK(all.count > 3);
    // In reverse order.
    for (size_t i = all.count; i-- > 0;) {
        CHECK_NOTHING(udp);
        CHECK_INT(raw_send(raw, all.bytes[i], all.lengths[i], NULL, 0, 0, &to, 0), all.lengths[i]);
    }
    int64_t length = receive_soon(udp, got, sizeof got);
    CHECK_BYTES(got, (size_t)length, packet + count - PAYLOAD, PAYLOAD);
    free_packets(&all);
    CHECK_INT(csock_close(raw), 0);
    CHECK_INT(csock_close(udp), 0);
}

// The next packet that is not outgoing.
static int64_t capture(int fd, uint8_t *packet, size_t capacity) {
    struct sockaddr_ll from;
    for (;;) {
        socklen_t length = sizeof from;
        ssize_t got =
            recvfrom(fd, packet, capacity, MSG_DONTWAIT, (struct sockaddr *)&from, &length);
        if (got < 0 || from.sll_pkttype != PACKET_OUTGOING)
            return got;
    }
}

static void library_reassembles(int version, size_t mtu) {
    uint8_t whole[6000];
    packets all = {0};
    csock_address address, bound;
    csock_bytes datagram = {NULL, 0};
    csock_reassembler table = make_table(1, 6000);
    int receiver = udp_socket(version, &address), sender = udp_socket(version, &bound);
    int tap = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(EVERY_PROTOCOL));
    CHECK(tap >= 0);
    uint8_t *payload = make_pattern(PAYLOAD);
    CHECK_INT(csock_send_to(sender, payload, PAYLOAD, 0, &address, 0), PAYLOAD);
    while (all.count < MOST_FRAGMENTS) {
        uint8_t packet[1500];
        int64_t length = capture(tap, packet, sizeof packet);
        if (length < 0)
            break;
        CHECK(length <= (int64_t)mtu);
        all.bytes[all.count] = malloc((size_t)length);
        memcpy(all.bytes[all.count], packet, (size_t)length);
        all.lengths[all.count++] = (size_t)length;
    }
    CHECK(all.count > 3);
    for (size_t i = all.count; i-- > 0;)
        CHECK_INT(add(&table, all.bytes[i], all.lengths[i], 0, &datagram),
                  i > 0 ? CSOCK_REASSEMBLY_STORED : CSOCK_REASSEMBLY_COMPLETE);
    if (CHECK(datagram.count > PAYLOAD)) {
        memcpy(whole, datagram.start, datagram.count);
        CHECK_BYTES(whole + datagram.count - PAYLOAD, PAYLOAD, payload, PAYLOAD);
        uint32_t identification = (uint32_t)load16(all.bytes[0] + 44) << 16;
        packets ours = cut(whole, datagram.count, mtu, identification | load16(all.bytes[0] + 46));
        CHECK_INT(ours.count, all.count);
        for (size_t i = 0; i < ours.count && i < all.count; i++)
            CHECK_BYTES(ours.bytes[i], ours.lengths[i], all.bytes[i], all.lengths[i]);
        free_packets(&ours);
    }
    free_packets(&all);
    free_table(&table);
    free(payload);
    close(tap);
    CHECK_INT(csock_close(sender), 0);
    CHECK_INT(csock_close(receiver), 0);
}

NETWORK_TEST(kernel_and_library_reassemble_each_others_ipv4_fragments) {
    set_mtu("lo", 576);
    kernel_reassembles(4, 576);
    kernel_reassembles(4, 92);
    library_reassembles(4, 576);
}

NETWORK_TEST(kernel_and_library_reassemble_each_others_ipv6_fragments) {
    csock_address address = ipv6_loopback(0);
    int fd = csock_socket(CSOCK_AF_INET6, CSOCK_SOCK_DGRAM, 0);
    bool is_there = fd >= 0 && csock_bind(fd, &address) == 0;
    if (fd >= 0)
        close(fd);
    if (!is_there)
        SKIP("no IPv6 on the loopback");
    set_mtu("lo", 1280);
    kernel_reassembles(6, 1280);
    kernel_reassembles(6, 120);
    library_reassembles(6, 1280);
}

// Prints "mtu identification packet", then one fragment a line, then an empty line.
static const char scapy_fragments[] =
    "try:\n"
    "  import logging; logging.disable()\n"
    "  from scapy.all import *\n"
    "except ImportError: raise SystemExit\n"
    "import random\n"
    "r = random.Random(7)\n"
    "for n in range(150):\n"
    "  d = bytes(r.randrange(256) for _ in range(r.randrange(300, 3000)))\n"
    "  m = r.randrange(150, 299)\n"
    "  i = r.randrange(65536)\n"
    "  if n % 2:\n"
    "    p = IP(id=i, tos=r.randrange(0, 256, 4), ttl=r.randrange(256), proto=253,"
    " src=\"192.0.2.1\", dst=\"192.0.2.2\") / Raw(d)\n"
    "    f = fragment(p, m - 20)\n"
    "  else:\n"
    "    h = IPv6(src=\"2001:db8::1\", dst=\"2001:db8::2\", fl=r.randrange(1 << 20))\n"
    "    if n % 4: h /= IPv6ExtHdrHopByHop() / IPv6ExtHdrRouting()\n"
    "    p = h.copy(); p.lastlayer().nh = 253; p /= Raw(d)\n"
    "    f = fragment6(h / IPv6ExtHdrFragment(id=i, nh=253) / Raw(d), m)\n"
    "  print(m, i, bytes(p).hex())\n"
    "  for q in f: print(bytes(q).hex())\n"
    "  print()\n";

enum { LINE_MAX_LENGTH = 2 * GREATEST_DATAGRAM };

static size_t from_hex(const char *text, uint8_t *bytes) {
    size_t count = 0;
    for (unsigned value; sscanf(text + 2 * count, "%2x", &value) == 1; count++)
        bytes[count] = (uint8_t)value;
    return count;
}

static void as_scapy_does(FILE *output, const char *line, uint8_t *packet,
                          csock_reassembler *table) {
    unsigned mtu = 0, identification = 0, fragments = 0;
    int start = 0;
    char text[1000];
    uint8_t fragment[500];
    csock_bytes datagram = {NULL, 0};
    CHECK(sscanf(line, "%u %u %n", &mtu, &identification, &start) == 2);
    size_t count = from_hex(line + start, packet);
    packets ours = cut(packet, count, mtu, identification);
    for (; fgets(text, sizeof text, output) && text[0] != '\n'; fragments++) {
        size_t length = from_hex(text, fragment);
        if (fragments < ours.count)
            CHECK_BYTES(ours.bytes[fragments], ours.lengths[fragments], fragment, length);
        CHECK_INT(add(table, fragment, length, 0, &datagram),
                  fragments + 1 < ours.count ? CSOCK_REASSEMBLY_STORED : CSOCK_REASSEMBLY_COMPLETE);
    }
    CHECK_INT(fragments, ours.count);
    CHECK_BYTES(datagram.start, datagram.count, packet, count);
    free_packets(&ours);
}

TEST(library_fragments_and_reassembles_as_scapy_does) {
    FILE *output = python(scapy_fragments);
    if (!output)
        SKIP("no Python");
    static char line[LINE_MAX_LENGTH];
    static uint8_t packet[GREATEST_DATAGRAM];
    csock_reassembler table = make_table(2, 4000);
    int datagrams = 0;
    for (; fgets(line, sizeof line, output); datagrams++)
        as_scapy_does(output, line, packet, &table);
    pclose(output);
    free_table(&table);
    if (datagrams == 0)
        SKIP("Python has no scapy");
    CHECK_INT(datagrams, 150);
}

// Reads fragments, one a line, with an empty line after each datagram, and prints the datagrams.
static const char scapy_reassembly[] =
    "try:\n"
    "  import logging; logging.disable()\n"
    "  from scapy.all import *\n"
    "except ImportError: raise SystemExit\n"
    "for g in open(\"%s\").read().strip().split(\"\\n\\n\"):\n"
    "  f = [bytes.fromhex(l) for l in g.split()]\n"
    "  if f[0][0] >> 4 == 4: d = defragment([IP(p) for p in f])[0]\n"
    "  else: d = defragment6([IPv6(p) for p in f])\n"
    "  print(bytes(d).hex())\n";

static size_t random_datagram(uint8_t *packet, int n, uint64_t *random) {
    return make_datagram(packet, n % 2 ? 4 : 6, 300 + (size_t)(next_random(random) % 2000),
                         (unsigned)n);
}

static void write_fragments(const char *path, int datagrams) {
    static uint8_t packet[3000];
    uint64_t random = 11;
    FILE *file = fopen(path, "we");
    for (int number = 0; number < datagrams; number++) {
        size_t count = random_datagram(packet, number, &random);
        packets all = cut(packet, count, 100 + (size_t)(next_random(&random) % 200), 77);
        // Scapy needs the last fragment last.
        for (size_t n = 1; n <= all.count; n++) {
            size_t i = n < all.count ? all.count - 1 - n : n - 1;
            for (size_t j = 0; j < all.lengths[i]; j++)
                fprintf(file, "%02x", all.bytes[i][j]);
            fprintf(file, "\n");
        }
        fprintf(file, "\n");
        free_packets(&all);
    }
    fclose(file);
}

TEST(scapy_reassembles_the_librarys_fragments) {
    enum { DATAGRAMS = 100 };
    static char line[LINE_MAX_LENGTH];
    static uint8_t packet[3000], got[LINE_MAX_LENGTH / 2];
    char directory[32], path[64], program[1000];
    uint64_t random = 11;
    int datagrams = 0;
    make_directory(directory);
    snprintf(path, sizeof path, "%s/fragments", directory);
    write_fragments(path, DATAGRAMS);
    snprintf(program, sizeof program, scapy_reassembly, path);
    FILE *output = python(program);
    for (; output && fgets(line, sizeof line, output); datagrams++) {
        size_t count = random_datagram(packet, datagrams, &random);
        next_random(&random); // the MTU
        size_t length = from_hex(line, got);
        CHECK_BYTES(got, length, packet, count);
    }
    if (output)
        pclose(output);
    remove_directory(directory);
    if (datagrams == 0)
        SKIP(output ? "Python has no scapy" : "no Python");
    CHECK_INT(datagrams, DATAGRAMS);
}
