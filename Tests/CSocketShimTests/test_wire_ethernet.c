#include "csock/result.h"
#include "harness.h"
#include "wire_case.h"

#include <errno.h>
#include <string.h>

// A broadcast frame from 52:54:00:12:34:56, captured on a trunk: service VLAN 100, customer VLAN 42
// with priority 5 and drop eligible, and an ARP request.
static const uint8_t frame[] = {
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 0x88,
    0xa8, 0x00, 0x64, 0x81, 0x00, 0xb0, 0x2a, 0x08, 0x06, 0x00, 0x01, 0x08, 0x00,
    0x06, 0x04, 0x00, 0x01, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 0xc0, 0x00, 0x02,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x02, 0xfe,
};
enum { SERVICE_TAG = 14, CUSTOMER_TAG = 18, ARP = 22 };

TEST(ethernet_header_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_ETHERNET, frame, sizeof frame, 14);
    CHECK_BYTES(layer.ethernet.destination, 6, frame, 6);
    CHECK_BYTES(layer.ethernet.source, 6, frame + 6, 6);
    CHECK_INT(layer.ethernet.ethertype, CSOCK_ETHERTYPE_SERVICE_VLAN);
    layer.ethernet.ethertype = 0x10000;
    check_unrepresentable(&layer, "EtherType", 0x10000, 0xffff);
    check_refused(CSOCK_LAYER_ETHERNET, frame, 13, CSOCK_EPKTSHORT, "EtherType", 14, 13);
    check_refused(CSOCK_LAYER_ETHERNET, frame, 7, CSOCK_EPKTSHORT, "Source Address", 14, 7);
    check_refused(CSOCK_LAYER_ETHERNET, NULL, 0, CSOCK_EPKTSHORT, "Destination Address", 14, 0);
}

// IEEE 802.3.
TEST(ethertype_up_to_1500_is_a_length) {
    static const uint8_t tagged[] = {0, 1, 0, 3, 0x42, 0x42, 3};
    uint8_t bytes[17] = {[13] = 3};
    csock_ethernet_header header;
    csock_wire_error error;
    check_wire(CSOCK_LAYER_ETHERNET, bytes, sizeof bytes, 14);
    check_wire(CSOCK_LAYER_VLAN, tagged, 7, 4);
    check_refused(CSOCK_LAYER_ETHERNET, bytes, 16, CSOCK_EPKTSHORT, "EtherType", 17, 16);
    check_refused(CSOCK_LAYER_VLAN, tagged, 6, CSOCK_EPKTSHORT, "EtherType", 7, 6);
    CHECK_INT(csock_ethernet_header_decode_lenient(&header, bytes, 16, &error), 14);
    CHECK_INT(error.needed, 17);
    bytes[12] = 0x05;
    bytes[13] = 0xdd; // 1501: neither a length nor an EtherType
    check_wire(CSOCK_LAYER_ETHERNET, bytes, sizeof bytes, 14);
}

TEST(ethertypes_map_to_layers_and_names) {
    static const struct {
        uint32_t ethertype, layer, sent;
        const char *name;
    } cases[] = {
        {0x0800, CSOCK_LAYER_IPV4, 0x0800, "IPv4"},
        {0x86dd, CSOCK_LAYER_IPV6, 0x86dd, "IPv6"},
        {0x0806, CSOCK_LAYER_ARP, 0x0806, "ARP"},
        {0x8035, CSOCK_LAYER_ARP, 0x0806, "Reverse ARP"},
        {0x8100, CSOCK_LAYER_VLAN, 0x8100, "802.1Q"},
        {0x88a8, CSOCK_LAYER_VLAN, 0x8100, "802.1Q-QinQ"},
        {0x9100, CSOCK_LAYER_VLAN, 0x8100, "802.1Q-9100"},
        {0x88cc, CSOCK_LAYER_PAYLOAD, 0, "LLDP"},
        {0x88b5, CSOCK_LAYER_PAYLOAD, 0, NULL},
        {38, CSOCK_LAYER_PAYLOAD, 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *name = csock_ethertype_name(cases[i].ethertype);
        CHECK_INT(csock_layer_of_ethertype(cases[i].ethertype), cases[i].layer);
        CHECK_TEXT(name ? name : "none", cases[i].name ? cases[i].name : "none");
        CHECK_INT(csock_ethertype_of_layer(cases[i].layer),
                  cases[i].sent ? (int)cases[i].sent : -EPROTONOSUPPORT);
        CHECK(csock_ethertype_is_vlan(cases[i].ethertype) == (cases[i].layer == CSOCK_LAYER_VLAN));
    }
}

TEST(vlan_tag_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_VLAN, frame + SERVICE_TAG, 8, 4);
    CHECK_INT(layer.vlan.priority, 0);
    CHECK_INT(layer.vlan.drop_eligible, 0);
    CHECK_INT(layer.vlan.identifier, 100);
    CHECK_INT(layer.vlan.ethertype, CSOCK_ETHERTYPE_VLAN);
    layer = check_wire(CSOCK_LAYER_VLAN, frame + CUSTOMER_TAG, 32, 4);
    CHECK_INT(layer.vlan.priority, 5);
    CHECK_INT(layer.vlan.drop_eligible, 1);
    CHECK_INT(layer.vlan.identifier, 42);
    CHECK_INT(layer.vlan.ethertype, CSOCK_ETHERTYPE_ARP);
    check_refused(CSOCK_LAYER_VLAN, frame + CUSTOMER_TAG, 1, CSOCK_EPKTSHORT, "VLAN Identifier", 4,
                  1);
    check_refused(CSOCK_LAYER_VLAN, frame + CUSTOMER_TAG, 3, CSOCK_EPKTSHORT, "EtherType", 4, 3);
}

TEST(encoding_a_vlan_tag_refuses_values_out_of_range) {
    const csock_layer layer = {.kind = CSOCK_LAYER_VLAN, .vlan = {7, 1, 4095, 0xffff}};
    uint8_t buffer[4];
    csock_layer changed;
    CHECK_INT(csock_layer_encode(&layer, buffer, sizeof buffer, NULL), 4);
    CHECK_BYTES(buffer, 4, "\xff\xff\xff\xff", 4);
#define HOLDS_NOT(member, field, value)                                                            \
    changed = layer;                                                                               \
    changed.vlan.member = value;                                                                   \
    check_unrepresentable(&changed, field, value, value - 1)
    HOLDS_NOT(priority, "Priority Code Point", 8);
    HOLDS_NOT(drop_eligible, "Drop Eligible Indicator", 2);
    HOLDS_NOT(identifier, "VLAN Identifier", 4096);
    HOLDS_NOT(ethertype, "EtherType", 0x10000);
}

TEST(arp_packet_is_decoded_and_encoded) {
    csock_layer layer = check_wire(CSOCK_LAYER_ARP, frame + ARP, 28, CSOCK_ARP_IPV4_LENGTH);
    CHECK_INT(layer.arp.hardware_type, CSOCK_ARPHRD_ETHER);
    CHECK_INT(layer.arp.protocol_type, CSOCK_ETHERTYPE_IPV4);
    CHECK_INT(layer.arp.operation, CSOCK_ARP_REQUEST);
    CHECK(layer.arp.sender_hardware.start == frame + ARP + 8);
    CHECK_INT(layer.arp.sender_hardware.count, 6);
    CHECK(layer.arp.sender_protocol.start == frame + ARP + 14);
    CHECK_INT(layer.arp.sender_protocol.count, 4);
    CHECK(layer.arp.target_hardware.start == frame + ARP + 18);
    CHECK_INT(layer.arp.target_hardware.count, 6);
    CHECK(layer.arp.target_protocol.start == frame + ARP + 24);
    CHECK_INT(layer.arp.target_protocol.count, 4);
}

// IP over InfiniBand (RFC 4391) has hardware addresses of 20 bytes. Some links have none.
TEST(arp_addresses_have_any_length) {
    uint8_t bytes[8 + 2 * (20 + 4)] = {0, 32, 8, 0, 20, 4, 0, 2};
    for (size_t i = 8; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)i;
    csock_layer layer = check_wire(CSOCK_LAYER_ARP, bytes, sizeof bytes, sizeof bytes);
    CHECK_INT(layer.arp.hardware_type, CSOCK_ARPHRD_INFINIBAND);
    CHECK_BYTES(layer.arp.target_hardware.start, layer.arp.target_hardware.count, bytes + 32, 20);
    check_wire(CSOCK_LAYER_ARP, "\x00\x0f\x08\x00\x00\x04\x00\x01sendtarg", 16, 16);
    check_wire(CSOCK_LAYER_ARP, "\x00\x01\x08\x00\x00\x00\x00\x01", 8, 8);
    memset(bytes, 0xff, sizeof bytes);
    check_refused(CSOCK_LAYER_ARP, bytes, sizeof bytes, CSOCK_EPKTSHORT, "Sender Hardware Address",
                  1028, sizeof bytes);
}

TEST(decoding_a_truncated_arp_packet_names_the_missing_field) {
    static const struct {
        size_t count;
        const char *field;
        uint64_t needed;
    } cases[] = {
        {0, "Hardware Type", 8},
        {3, "Protocol Type", 8},
        {5, "Protocol Address Length", 8},
        {7, "Operation", 8},
        {8, "Sender Hardware Address", 28},
        {13, "Sender Hardware Address", 28},
        {14, "Sender Protocol Address", 28},
        {18, "Target Hardware Address", 28},
        {27, "Target Protocol Address", 28},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_refused(CSOCK_LAYER_ARP, frame + ARP, cases[i].count, CSOCK_EPKTSHORT, cases[i].field,
                      cases[i].needed, cases[i].count);
}

TEST(lenient_decoding_of_a_truncated_arp_packet_keeps_what_is_there) {
    csock_arp_header header;
    csock_wire_error error;
    CHECK_INT(csock_arp_header_decode_lenient(&header, frame + ARP, 16, &error), 16);
    CHECK_TEXT(error.field, "Sender Protocol Address");
    CHECK_INT(error.offset, 14);
    CHECK_INT(header.sender_hardware.count, 6);
    CHECK_BYTES(header.sender_protocol.start, header.sender_protocol.count, "\xc0\x00", 2);
    CHECK_INT(header.target_hardware.count, 0);
    CHECK_INT(header.target_protocol.count, 0);
}

TEST(encoding_an_arp_packet_refuses_values_out_of_range) {
    static const uint8_t many[256];
    csock_layer layer = check_wire(CSOCK_LAYER_ARP, frame + ARP, 28, 28);
    csock_layer changed;
#define ARP_HOLDS_NOT(member, field, value, greatest)                                              \
    changed = layer;                                                                               \
    changed.arp.member = value;                                                                    \
    check_unrepresentable(&changed, field, value, greatest)
    ARP_HOLDS_NOT(hardware_type, "Hardware Type", 0x10000, 0xffff);
    ARP_HOLDS_NOT(protocol_type, "Protocol Type", 0x10000, 0xffff);
    ARP_HOLDS_NOT(operation, "Operation", 0x10000, 0xffff);
    ARP_HOLDS_NOT(target_hardware.count, "Target Hardware Address", 5, 6);
    ARP_HOLDS_NOT(target_protocol.count, "Target Protocol Address", 5, 4);
    layer.arp.sender_hardware.start = layer.arp.sender_protocol.start = many;
    ARP_HOLDS_NOT(sender_hardware.count, "Sender Hardware Address", 256, 255);
    ARP_HOLDS_NOT(sender_protocol.count, "Sender Protocol Address", 256, 255);
}
