// The text of whole headers and packets.
#include "csock/packet_text.h"
#include "harness.h"

#include <stdlib.h>
#include <string.h>

// Writes the bytes of hexadecimal text, which may contain blanks. Returns their number.
static size_t parse(const char *hex, uint8_t *bytes) {
    size_t count = 0;
    for (; *hex; hex++)
        if (*hex != ' ') {
            char digits[3] = {hex[0], hex[1], 0};
            bytes[count++] = (uint8_t)strtoul(digits, NULL, 16);
            hex++;
        }
    return count;
}

static void check_layer(uint32_t kind, const char *hex, const char *wanted) {
    enum { ROOM = 512 };
    uint8_t bytes[ROOM];
    char text[ROOM], cut[ROOM];
    csock_layer layer;
    size_t count = parse(hex, bytes);
    set_case(wanted);
    CHECK(csock_layer_decode_lenient(&layer, kind, bytes, count, NULL) >= 0);
    size_t length = csock_layer_format(&layer, text, sizeof text);
    CHECK_TEXT(text, wanted);
    CHECK_INT(length, strlen(wanted));
    CHECK_INT(csock_layer_format(&layer, NULL, 0), length);
    for (size_t room = 1; room <= length + 1; room++) {
        memset(cut, 0x5a, sizeof cut);
        CHECK_INT(csock_layer_format(&layer, cut, room), length);
        if (memcmp(cut, text, room - 1) != 0 || cut[room - 1] != 0 || cut[room] != 0x5a)
            CHECK_INT(room, 0);
    }
}

TEST(ethernet_and_vlan_headers_are_formatted) {
    check_layer(CSOCK_LAYER_ETHERNET, "ffffffffffff 525400123456 88a8",
                "Ethernet 52:54:00:12:34:56 > ff:ff:ff:ff:ff:ff, ethertype 802.1Q-QinQ (0x88a8)");
    check_layer(CSOCK_LAYER_ETHERNET, "ffffffffffff 525400123456 0026",
                "Ethernet 52:54:00:12:34:56 > ff:ff:ff:ff:ff:ff, length 38");
    check_layer(CSOCK_LAYER_ETHERNET, "ffffffffffff 525400123456 88b5",
                "Ethernet 52:54:00:12:34:56 > ff:ff:ff:ff:ff:ff, ethertype 0x88b5");
    check_layer(CSOCK_LAYER_VLAN, "b02a 0806", "VLAN 42, p 5, DEI, ethertype ARP (0x0806)");
    check_layer(CSOCK_LAYER_VLAN, "002a 0800", "VLAN 42, p 0, ethertype IPv4 (0x0800)");
}

TEST(arp_packets_are_formatted) {
#define ARP_ADDRESSES "525400123456 c0000201 000000000000 c00002fe"
    check_layer(CSOCK_LAYER_ARP, "0001 0800 06 04 0001" ARP_ADDRESSES,
                "ARP Request who-has 192.0.2.254 tell 192.0.2.1");
    check_layer(CSOCK_LAYER_ARP, "0001 0800 06 04 0002" ARP_ADDRESSES,
                "ARP Reply 192.0.2.1 is-at 52:54:00:12:34:56");
    check_layer(CSOCK_LAYER_ARP, "0001 0800 06 04 0003" ARP_ADDRESSES,
                "ARP Reverse Request who-is 00:00:00:00:00:00 tell 52:54:00:12:34:56");
    check_layer(CSOCK_LAYER_ARP, "0001 0800 06 04 0004" ARP_ADDRESSES,
                "ARP Reverse Reply 00:00:00:00:00:00 at 192.0.2.254");
    check_layer(CSOCK_LAYER_ARP, "0001 0800 06 04 0008" ARP_ADDRESSES,
                "ARP Inverse Request who-is 00:00:00:00:00:00 tell 52:54:00:12:34:56");
    check_layer(CSOCK_LAYER_ARP, "0001 0800 06 04 0009" ARP_ADDRESSES,
                "ARP Inverse Reply 52:54:00:12:34:56 at 192.0.2.1");
    check_layer(CSOCK_LAYER_ARP, "0006 0805 02 02 00ff 0102 0304 0506 0708",
                "ARP operation 255 01:02 03:04 > 05:06 07:08");
}

TEST(ipv4_and_ipv6_headers_are_formatted) {
    check_layer(CSOCK_LAYER_IPV4, "45b90020 1c464000 4001367b c0000201 c6336402 0800f7fd",
                "IPv4 192.0.2.1 > 198.51.100.2, tos 0xb9, ttl 64, id 7238, offset 0, flags [DF], "
                "proto ICMP (1), length 32");
    check_layer(CSOCK_LAYER_IPV4,
                "4f00003c 0001a0b5 40fd0000 c0000201 c6336402 94040000 0707080a 00000244 0c0d310a "
                "00000300 01020383 07040a00 00048903 04014202 00005a00",
                "IPv4 192.0.2.1 > 198.51.100.2, tos 0x0, ttl 64, id 1, offset 1448, flags [+,MF], "
                "proto 253, length 60, options (RA,RR 10.0.0.2,TS,LSRR 10.0.0.4,SSRR,NOP,unknown "
                "66,EOL)");
    check_layer(CSOCK_LAYER_IPV4, "46000018 00000000 40060000 c0000201 c6336402 01020500",
                "IPv4 192.0.2.1 > 198.51.100.2, tos 0x0, ttl 64, id 0, offset 0, flags [none], "
                "proto TCP (6), length 24, options (NOP,malformed)");
    check_layer(CSOCK_LAYER_IPV6,
                "60000000 0008 11 40 20010db8000000000000000000000001 "
                "20010db8000000000000000000000002",
                "IPv6 2001:db8::1 > 2001:db8::2, hlim 64, next-header UDP (17), payload length 8");
    check_layer(CSOCK_LAYER_IPV6,
                "6b9beef5 0000 3b ff 00000000000000000000000000000000 "
                "00000000000000000000000000000001",
                "IPv6 :: > ::1, class 0xb9, flowlabel 0xbeef5, hlim 255, next-header IPv6-NoNxt "
                "(59), payload length 0");
}

TEST(ipv6_extension_headers_are_formatted) {
    check_layer(CSOCK_LAYER_IPV6_HOP_BY_HOP, "3a00 05020000 0100",
                "HBH (rtalert: 0x0000) (padn), next-header IPv6-ICMP (58)");
    check_layer(CSOCK_LAYER_IPV6_DESTINATION,
                "3b03 040105 c204 00010000 c910 20010db8000000000000000000000007 1e01ff",
                "DSTOPT (tunnel limit: 5) (jumbo: 65536) (homeaddr: 2001:db8::7) (type "
                "0x1e: len=1), next-header IPv6-NoNxt (59)");
    check_layer(CSOCK_LAYER_IPV6_DESTINATION, "3b00 0005 ff000000",
                "DSTOPT (pad1) (malformed), next-header IPv6-NoNxt (59)");
    check_layer(CSOCK_LAYER_IPV6_ROUTING, "3b02 0201 00000000 20010db8000000000000000000000007",
                "srcrt type 2, segleft 1, [0]2001:db8::7, next-header IPv6-NoNxt (59)");
    check_layer(CSOCK_LAYER_IPV6_ROUTING,
                "1104 0401 01000000 20010db8000000000000000000000001 "
                "20010db8000000000000000000000002",
                "srcrt type 4, segleft 1, [0]2001:db8::1, [1]2001:db8::2, next-header UDP (17)");
    check_layer(CSOCK_LAYER_IPV6_ROUTING, "3b02 0401 01000000 20010db8000000000000000000000007",
                "srcrt type 4, segleft 1, next-header IPv6-NoNxt (59)");
    check_layer(CSOCK_LAYER_IPV6_ROUTING, "3b00 fd00 00000000",
                "srcrt type 253, segleft 0, next-header IPv6-NoNxt (59)");
    check_layer(CSOCK_LAYER_IPV6_FRAGMENT, "1100 05a9 deadbeef",
                "frag id 0xdeadbeef, offset 1448, flags [MF], next-header UDP (17)");
    check_layer(CSOCK_LAYER_IPV6_FRAGMENT, "0600 0000 00000000",
                "frag id 0x0, offset 0, flags [none], next-header TCP (6)");
}

TEST(transport_headers_are_formatted) {
    check_layer(CSOCK_LAYER_UDP, "d0a3 0035 000c 1234", "UDP 53411 > 53, length 12");
    check_layer(CSOCK_LAYER_UDPLITE, "04d2 162e 000a 0000", "UDP-Lite 1234 > 5678, coverage 10");
    check_layer(CSOCK_LAYER_SCTP, "d431 0b59 8a7b6c5d 00000000",
                "SCTP 54321 > 2905, tag 0x8a7b6c5d");
    check_layer(CSOCK_LAYER_TCP, "0001 0002 00000000 00000000 5000 0000 0000 0000",
                "TCP 1 > 2, flags [none], seq 0, win 0");
    check_layer(CSOCK_LAYER_TCP,
                "a062 0050 11223344 00000001 a0ff faf0 0000 0007 "
                "020405b4 0402 080a 00000001 00000002 01 030307",
                "TCP 41058 > 80, flags [FSRP.UEW], seq 287454020, ack 1, win 64240, urg 7, options "
                "[mss 1460,sackOK,TS val 1 ecr 2,nop,wscale 7]");
    check_layer(CSOCK_LAYER_TCP,
                "0001 0002 00000000 00000000 f101 0000 0000 0000 050a 00000001 00000002 2202 "
                "2206c00c1e0a 1c04801e fe02 1302 00 000000 00000000 000000000000",
                "TCP 1 > 2, flags [Fe], seq 0, win 0, options [sack 1 {1:2},tfo cookiereq,tfo "
                "cookie c00c1e0a,unknown-28 0x801e,unknown-254,malformed]");
}

TEST(icmpv4_messages_are_formatted) {
#define V4(hex, text) check_layer(CSOCK_LAYER_ICMPV4, hex, "ICMP " text)
    V4("0000 0000 0001 0002", "echo reply, id 1, seq 2");
    V4("0304 0000 0000 05dc", "unreachable - need to frag (mtu 1500)");
    V4("0303 0000 0000 0000", "unreachable - port");
    V4("0310 0000 0000 0000", "unreachable - #16");
    V4("0400 0000 0000 0000", "source quench");
    V4("0501 0000 c0000201", "redirect to host 192.0.2.1");
    V4("0504 0000 c0000201", "redirect to code 4 192.0.2.1");
    V4("0800 0000 0001 0001", "echo request, id 1, seq 1");
    V4("0900 0000 02 02 0708", "router advertisement, lifetime 1800, addresses 2, size 2");
    V4("0a00 0000 00000000", "router solicitation");
    V4("0b00 0000 00000000", "time exceeded in-transit");
    V4("0b01 0000 00000000", "ip reassembly time exceeded");
    V4("0b02 0000 00000000", "time exceeded-#2");
    V4("0c00 0000 14000000", "parameter problem - octet 20");
    V4("0c01 0000 14000000", "parameter problem - code 1, octet 20");
    V4("0d00 0000 1234 0001 01020304 00000000 00000000", "time stamp query, id 4660, seq 1");
    V4("0e00 0000 1234 0001 01020304 04bce1a8 04bce1a9",
       "time stamp reply, id 4660, seq 1: org 16909060, recv 79487400, xmit 79487401");
    V4("0f00 0000 0001 0002", "information request, id 1, seq 2");
    V4("1000 0000 0001 0002", "information reply, id 1, seq 2");
    V4("1100 0000 0001 0002 00000000", "address mask request");
    V4("1200 0000 0001 0002 ffffff00", "address mask is 255.255.255.0");
    V4("2804 0000 1234 0014", "security failure, code 4, octet 20");
    V4("2a00 0000 4321 07 01", "extended echo request, id 17185, seq 7, local");
    V4("2b00 0000 4321 07 07", "extended echo reply, id 17185, seq 7, active, IPv4, IPv6");
    V4("2b02 0000 4321 fe 51", "extended echo reply, id 17185, seq 254, code 2");
    V4("c801 0203", "type-#200, code 1");
}

TEST(icmpv6_messages_are_formatted) {
#define V6(hex, text) check_layer(CSOCK_LAYER_ICMPV6, hex, "ICMP6, " text)
#define TARGET        "fd000000000000000000000000000002"
#define GROUP         "ff0200000000000000000001ff000001"
    V6("0104 0000 00000000", "destination unreachable, unreachable port");
    V6("0109 0000 00000000", "destination unreachable, code 9");
    V6("0200 0000 00000500", "packet too big, mtu 1280");
    V6("0300 0000 00000000", "time exceeded in-transit");
    V6("0301 0000 00000000", "time exceeded in-reassembly");
    V6("0302 0000 00000000", "time exceeded, code 2");
    V6("0402 0000 80000028", "parameter problem, option - octet 2147483688");
    V6("0404 0000 00000000", "parameter problem, code 4 - octet 0");
    V6("8000 0000 abe9 0001", "echo request, id 44009, seq 1");
    V6("8100 0000 0007 0001", "echo reply, id 7, seq 1");
    V6("8200 0000 03e8 0000" GROUP,
       "multicast listener query max resp delay: 1000 addr: ff02::1:ff00:1");
    V6("8300 0000 0000 0000" GROUP, "multicast listener report addr: ff02::1:ff00:1");
    V6("8400 0000 0000 0000" GROUP, "multicast listener done addr: ff02::1:ff00:1");
    V6("8500 0000 00000000", "router solicitation");
    V6("8600 0000 40 c8 0708 00007530 000003e8",
       "router advertisement, hop limit 64, flags [managed, other stateful], pref high, router "
       "lifetime 1800s, reachable time 30000ms, retrans timer 1000ms");
    V6("8600 0000 00 10 0000 00000000 00000000",
       "router advertisement, hop limit 0, flags [none], pref reserved, router lifetime 0s, "
       "reachable time 0ms, retrans timer 0ms");
    V6("8700 0000 00000000" TARGET, "neighbor solicitation, who has fd00::2");
    V6("8800 0000 60000001" TARGET,
       "neighbor advertisement, tgt is fd00::2, flags [solicited, override]");
    V6("8900 0000 00000000" TARGET "00000000000000000000000000000001", "redirect, ::1 to fd00::2");
    V6("8f00 0000 8000 0002", "multicast listener report v2, 2 group record(s)");
    V6("a000 0000 4321 07 00", "extended echo request, id 17185, seq 7, neighbor");
    V6("a100 0000 4321 07 45", "extended echo reply, id 17185, seq 7, active, IPv6, state 2");
    V6("8b00 1234", "type-#139, code 0");
}

TEST(igmp_messages_are_formatted) {
#define IGMP(hex, text) check_layer(CSOCK_LAYER_IGMP, hex, "IGMP " text)
    IGMP("1100 0000 00000000", "query v1");
    IGMP("110a 0df9 e00000fb", "query v2 [gaddr 224.0.0.251]");
    IGMP("119a 66ce e8010101 8a 8f 0002 0a000001 0a000002",
         "query v3 [gaddr 232.1.1.1 { 10.0.0.1 10.0.0.2 }]");
    IGMP("1200 0d04 e00000fb", "v1 report 224.0.0.251");
    IGMP("1600 0904 e00000fb", "v2 report 224.0.0.251");
    IGMP("1700 0804 e00000fb", "leave 224.0.0.251");
    IGMP("2200 d85a 8000 0002 04000000 e00000fb 06010002 e8010101 0a000001 0a000002 deadbeef",
         "v3 report, 2 group record(s) [gaddr 224.0.0.251 to_ex] [gaddr 232.1.1.1 block { 10.0.0.1 "
         "10.0.0.2 }]");
    IGMP("2200 0000 0000 0001 09000000 e00000fb",
         "v3 report, 1 group record(s) [gaddr 224.0.0.251 type 9]");
    IGMP("3100 ceff", "type 0x31");
}

TEST(payload_and_headers_of_the_caller_are_formatted_with_their_length) {
    char text[64];
    const csock_layer payload = {.kind = CSOCK_LAYER_PAYLOAD, .header_length = 4};
    const csock_layer own = {.kind = CSOCK_LAYER_PROTOCOL | CSOCK_IPPROTO_GRE, .header_length = 8};
    CHECK_INT(csock_layer_format(&payload, text, sizeof text), 17);
    CHECK_TEXT(text, "payload, length 4");
    csock_layer_format(&own, text, sizeof text);
    CHECK_TEXT(text, "GRE, length 8");
}

TEST(packet_is_formatted_with_one_layer_a_line) {
    static const char wanted[] =
        "Ethernet 52:54:00:12:34:56 > ff:ff:ff:ff:ff:ff, ethertype IPv4 (0x0800)\n"
        "IPv4 192.0.2.1 > 198.51.100.2, tos 0x0, ttl 64, id 0, offset 0, flags [none], proto UDP "
        "(17), length 32\n"
        "UDP 1 > 2, length 12\n"
        "payload, length 4\n"
        "trailer, length 2";
    uint8_t bytes[64];
    csock_layer layers[4];
    csock_packet packet;
    char text[512], cut[20];
    size_t count = parse("ffffffffffff 525400123456 0800 45000020 00000000 40110000 c0000201 "
                         "c6336402 0001 0002 000c 0000 deadbeef 0000",
                         bytes);
    CHECK_INT(csock_packet_dissect(&packet, layers, 4, CSOCK_LAYER_ETHERNET, bytes, count, 0, NULL),
              3);
    CHECK_INT(csock_packet_format(&packet, layers, text, sizeof text), sizeof wanted - 1);
    CHECK_TEXT(text, wanted);
    CHECK_INT(csock_packet_format(&packet, layers, NULL, 0), sizeof wanted - 1);
    CHECK_INT(csock_packet_format(&packet, layers, cut, sizeof cut), sizeof wanted - 1);
    CHECK_TEXT(cut, "Ethernet 52:54:00:1");
    packet = (csock_packet){0};
    CHECK_INT(csock_packet_format(&packet, NULL, text, sizeof text), 0);
    CHECK_TEXT(text, "");
}

TEST(single_fields_are_formatted) {
    const csock_tcp_header tcp = {.source_port = 80, .checksum = 0xbeef};
    size_t count;
    char text[32];
    const csock_field *fields = csock_layer_fields(CSOCK_LAYER_TCP, &count);
    CHECK_INT(csock_field_format(&fields[0], &tcp, text, sizeof text), 2);
    CHECK_TEXT(text, "80");
    CHECK_TEXT(fields[8].name, "Checksum");
    csock_field_format(&fields[8], &tcp, text, sizeof text);
    CHECK_TEXT(text, "0xbeef");
    CHECK_TEXT(fields[4].name, "Data Offset");
    CHECK_INT(csock_field_format(&fields[4], &tcp, text, sizeof text), 0);
}
