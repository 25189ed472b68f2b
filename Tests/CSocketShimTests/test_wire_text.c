// The text of options, records, objects and chunks in headers and payloads.
#include "csock/wire/ethertype.h"
#include "csock/wire/icmp_object.h"
#include "csock/wire/icmpv4.h"
#include "csock/wire/igmp.h"
#include "csock/wire/ipv4_option.h"
#include "csock/wire/ipv6_option.h"
#include "csock/wire/mld.h"
#include "csock/wire/ndp_option.h"
#include "csock/wire/protocol.h"
#include "csock/wire/sctp.h"
#include "csock/wire/tcp.h"
#include "csock/wire/tcp_option.h"
#include "harness.h"

#include <string.h>

static char text[512];

// Checks the text and the result of a call that formats into `text`.
#define CHECK_FORMAT(call, wanted)                                                                 \
    do {                                                                                           \
        size_t length = call;                                                                      \
        CHECK_TEXT(text, wanted);                                                                  \
        CHECK_INT(length, strlen(wanted));                                                         \
    } while (0)
#define INTO           text, sizeof text
#define BYTES(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

TEST(ethertypes_protocols_and_flags_are_formatted) {
    CHECK_FORMAT(csock_ethertype_format(CSOCK_ETHERTYPE_IPV6, INTO), "ethertype IPv6 (0x86dd)");
    CHECK_FORMAT(csock_ethertype_format(0x88b5, INTO), "ethertype 0x88b5");
    CHECK_FORMAT(csock_ethertype_format(1500, INTO), "length 1500");
    CHECK_FORMAT(csock_protocol_format(17, INTO), "UDP (17)");
    CHECK_FORMAT(csock_protocol_format(253, INTO), "253");
    CHECK_FORMAT(csock_tcp_flags_format(CSOCK_TCP_SYN | CSOCK_TCP_ACK, INTO), "S.");
    CHECK_FORMAT(csock_tcp_flags_format(0, INTO), "none");
    CHECK_FORMAT(csock_extended_echo_format(2, 0, 0, 1, INTO), "inactive, IPv6, state 2");
    CHECK_TEXT(csock_ndp_preference_name(CSOCK_NDP_PREFERENCE_LOW), "low");
}

TEST(ip_and_tcp_options_are_formatted) {
    const csock_ipv4_option route = {.type = CSOCK_IPV4_OPTION_RECORD_ROUTE,
                                     .data = BYTES("\x0a\0\0\1\x0a\0\0\2")};
    const csock_ipv4_option alert = {.type = CSOCK_IPV4_OPTION_ROUTER_ALERT, .value = 7};
    const csock_ipv6_option alert6 = {.type = CSOCK_IPV6_OPTION_ROUTER_ALERT, .value = 0x1f};
    const csock_tcp_option mss = {.kind = CSOCK_TCP_OPTION_MSS, .segment_size = 1460};
    const csock_tcp_option sack = {
        .kind = CSOCK_TCP_OPTION_SACK, .block_count = 2, .blocks = {{1, 2}, {UINT32_MAX, 7}}};
    // A block count greater than the array in the struct.
    const csock_tcp_option many = {.kind = CSOCK_TCP_OPTION_SACK, .block_count = 9};
    const csock_tcp_option md5 = {.kind = CSOCK_TCP_OPTION_MD5, .data = BYTES("\1\2\3\4")};
    const csock_bytes none = {NULL, 0};
    CHECK_FORMAT(csock_ipv4_option_format(&route, INTO), "RR 10.0.0.1 10.0.0.2");
    CHECK_FORMAT(csock_ipv4_option_format(&alert, INTO), "RA value 7");
    CHECK_FORMAT(csock_ipv6_option_format(&alert6, INTO), "rtalert: 0x001f");
    CHECK_FORMAT(csock_tcp_option_format(&mss, INTO), "mss 1460");
    CHECK_FORMAT(csock_tcp_option_format(&sack, INTO), "sack 2 {1:2}{4294967295:7}");
    CHECK_FORMAT(csock_tcp_option_format(&many, INTO), "sack 9 {0:0}{0:0}{0:0}{0:0}");
    CHECK_FORMAT(csock_tcp_option_format(&md5, INTO), "md5 01020304");
    CHECK_FORMAT(csock_ipv4_options_format(none, INTO), "");
    CHECK_FORMAT(csock_ipv4_options_format((csock_bytes)BYTES("\1\1\0"), INTO), "NOP,NOP,EOL");
    CHECK_FORMAT(csock_ipv6_options_format((csock_bytes)BYTES("\1\0\0"), INTO), "(padn) (pad1)");
    CHECK_FORMAT(csock_tcp_options_format((csock_bytes)BYTES("\1\2\3\0"), INTO), "nop,malformed");
    CHECK_FORMAT(csock_tcp_options_format((csock_bytes)BYTES("\0\0\x9\0"), INTO), "eol");
}

TEST(igmp_and_mld_records_are_formatted) {
    const csock_igmp_record igmp = {.type = CSOCK_IGMP_BLOCK_OLD_SOURCES,
                                    .group = {232, 1, 1, 1},
                                    .sources = BYTES("\x0a\0\0\1")};
    const csock_mld_record mld = {.type = CSOCK_MLD_MODE_IS_INCLUDE,
                                  .multicast_address = {0xff, 2, [15] = 0xfb},
                                  .sources = BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1"
                                                   "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\2")};
    const csock_mld_record other = {.type = 0, .multicast_address = {0xff, 2, [15] = 0xfb}};
    CHECK_FORMAT(csock_igmp_record_format(&igmp, INTO), "[gaddr 232.1.1.1 block { 10.0.0.1 }]");
    CHECK_FORMAT(csock_mld_record_format(&mld, INTO), "[gaddr ff02::fb is_in { ::1 fe80::2 }]");
    CHECK_FORMAT(csock_mld_record_format(&other, INTO), "[gaddr ff02::fb type 0]");
}

TEST(ndp_options_are_formatted) {
    const csock_ndp_option source = {.type = 1, .data = BYTES("\x02\0\0\0\0\1")};
    const csock_ndp_option target = {.type = 2, .data = BYTES("\x02\0\0\0\0\2")};
    const csock_ndp_option prefix = {.type = 3,
                                     .prefix_length = 64,
                                     .flags = 0xe0,
                                     .valid_lifetime = CSOCK_NDP_INFINITE,
                                     .preferred_lifetime = 604800,
                                     .prefix = {0x20, 1, 0xd, 0xb8, 0, 1}};
    const csock_ndp_option packet = {.type = 4, .data = BYTES("\x60\0\0\0\0\0\0\x40")};
    const csock_ndp_option mtu = {.type = 5, .mtu = 1500};
    const csock_ndp_option nonce = {.type = 14, .data = BYTES("\xe4\x41\x86\x6f\xc2\xdb")};
    const csock_ndp_option route = {.type = 24,
                                    .prefix_length = 48,
                                    .flags = CSOCK_NDP_PREFERENCE_HIGH,
                                    .lifetime = 1800,
                                    .data = BYTES("\x20\1\xd\xb8\0\1\0\0")};
    const csock_ndp_option any = {.type = 24, .flags = CSOCK_NDP_PREFERENCE_LOW, .lifetime = 1};
    const csock_ndp_option servers = {
        .type = 25,
        .lifetime = 600,
        .data = BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\2")};
    const csock_ndp_option domains = {
        .type = 31, .lifetime = 600, .data = BYTES("\7example\3org\0\4test\0\0")};
    const csock_ndp_option broken = {.type = 31, .lifetime = 600, .data = BYTES("\1a\0\x40zzzz")};
    const csock_ndp_option other = {.type = 253, .data = BYTES("\1\2\3\4\5\6")};
    CHECK_FORMAT(csock_ndp_option_format(&source, INTO),
                 "source link-address option: 02:00:00:00:00:01");
    CHECK_FORMAT(csock_ndp_option_format(&target, INTO),
                 "destination link-address option: 02:00:00:00:00:02");
    CHECK_FORMAT(csock_ndp_option_format(&prefix, INTO),
                 "prefix info option: 2001:db8:1::/64, Flags [onlink, auto, router], valid time "
                 "infinity, pref. time 604800s");
    CHECK_FORMAT(csock_ndp_option_format(&packet, INTO), "redirected header option: length 8");
    CHECK_FORMAT(csock_ndp_option_format(&mtu, INTO), "mtu option: 1500");
    CHECK_FORMAT(csock_ndp_option_format(&nonce, INTO), "nonce option: e441866fc2db");
    CHECK_FORMAT(csock_ndp_option_format(&route, INTO),
                 "route info option: 2001:db8:1::/48, pref=high, lifetime=1800s");
    CHECK_FORMAT(csock_ndp_option_format(&any, INTO),
                 "route info option: ::/0, pref=low, lifetime=1s");
    CHECK_FORMAT(csock_ndp_option_format(&servers, INTO),
                 "rdnss option: lifetime 600s, addr: ::1 fe80::2");
    CHECK_FORMAT(csock_ndp_option_format(&domains, INTO),
                 "dnssl option: lifetime 600s, domain(s): example.org test");
    CHECK_FORMAT(csock_ndp_option_format(&broken, INTO),
                 "dnssl option: lifetime 600s, domain(s): 016100407a7a7a7a");
    CHECK_FORMAT(csock_ndp_option_format(&other, INTO), "unknown option (253): 010203040506");
}

TEST(icmp_extension_objects_are_formatted) {
    const csock_bytes stack = BYTES("\0\1\x0a\x40\xbc\xde\xef\1");
    const csock_icmp_object mpls = {CSOCK_ICMP_CLASS_MPLS, 1, stack};
    const csock_icmp_object cut = {CSOCK_ICMP_CLASS_MPLS, 1, {stack.start, 6}};
    const csock_icmp_object other = {9, 1, {stack.start, 4}};
    const csock_icmp_interface interface = {
        .role = CSOCK_ICMP_INTERFACE_OUTGOING,
        .parts = 15,
        .index = 2,
        .afi = CSOCK_AFI_IPV6,
        .address = {0xfe, 0x80, [15] = 1},
        .name = BYTES("eth0\0\0\0"),
        .mtu = 1500,
    };
    const csock_icmp_interface_id name = {.c_type = CSOCK_ICMP_INTERFACE_ID_NAME,
                                          .name = BYTES("lo\0\0")};
    const csock_icmp_interface_id index = {.c_type = CSOCK_ICMP_INTERFACE_ID_INDEX, .index = 3};
    const csock_icmp_interface_id address = {
        .c_type = CSOCK_ICMP_INTERFACE_ID_ADDRESS, .afi = 16389, .address = BYTES("\2\0\0\0\0\1")};
    const csock_icmp_extension extension = {
        .version = 2, .objects = BYTES("\0\x8\1\1\0\1\x0b\x40\0\x8\3\1lo\0\0\0\4\x9\x9")};
    const csock_mpls_label label = {16, 0, 1, 1};
    const csock_icmpv4_router router = {{10, 0, 0, 1}, -5};
    CHECK_FORMAT(csock_mpls_label_format(&label, INTO), "(label 16, tc 0, [S], ttl 1)");
    CHECK_FORMAT(csock_icmp_object_format(&mpls, INTO),
                 "MPLS (label 16, tc 5, ttl 64) (label 773614, tc 7, [S], ttl 1)");
    CHECK_FORMAT(csock_icmp_object_format(&cut, INTO), "object class 1, c-type 1, length 6");
    CHECK_FORMAT(csock_icmp_object_format(&other, INTO), "object class 9, c-type 1, length 4");
    CHECK_FORMAT(csock_icmp_interface_format(&interface, INTO),
                 "outgoing interface, index 2, fe80::1, \"eth0\", mtu 1500");
    CHECK_FORMAT(csock_icmp_interface_id_format(&name, INTO), "interface \"lo\"");
    CHECK_FORMAT(csock_icmp_interface_id_format(&index, INTO), "interface index 3");
    CHECK_FORMAT(csock_icmp_interface_id_format(&address, INTO),
                 "interface address 020000000001, family 16389");
    CHECK_FORMAT(csock_icmp_extension_format(&extension, INTO),
                 "MPLS (label 16, tc 5, [S], ttl 64), interface \"lo\", object class 9, c-type 9, "
                 "length 0");
    CHECK_FORMAT(csock_icmpv4_router_format(&router, INTO), "{10.0.0.1 -5}");
}

TEST(sctp_chunks_are_formatted) {
    const csock_sctp_chunk echo = {.type = CSOCK_SCTP_COOKIE_ECHO}, other = {.type = 66};
    CHECK_FORMAT(csock_sctp_chunk_format(&echo, INTO), "[COOKIE ECHO]");
    CHECK_FORMAT(csock_sctp_chunk_format(&other, INTO), "[type 66]");
}
