#include "tables.h"

static const member ethernet_members[] = {
    MEMBER(csock_ethernet_header, destination, MEMBER_ADDRESS),
    MEMBER(csock_ethernet_header, source, MEMBER_ADDRESS),
    MEMBER(csock_ethernet_header, ethertype, MEMBER_NUMBER),
};

static const member vlan_members[] = {
    MEMBER(csock_vlan_header, priority, MEMBER_NUMBER),
    MEMBER(csock_vlan_header, drop_eligible, MEMBER_NUMBER),
    MEMBER(csock_vlan_header, identifier, MEMBER_NUMBER),
    MEMBER(csock_vlan_header, ethertype, MEMBER_NUMBER),
};

static const member arp_members[] = {
    MEMBER(csock_arp_header, hardware_type, MEMBER_NUMBER),
    MEMBER(csock_arp_header, protocol_type, MEMBER_NUMBER),
    MEMBER(csock_arp_header, operation, MEMBER_NUMBER),
    MEMBER(csock_arp_header, sender_hardware, MEMBER_BYTES),
    MEMBER(csock_arp_header, sender_protocol, MEMBER_BYTES),
    MEMBER(csock_arp_header, target_hardware, MEMBER_BYTES),
    MEMBER(csock_arp_header, target_protocol, MEMBER_BYTES),
};

static const member ipv4_members[] = {
    MEMBER(csock_ipv4_header, dscp, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, ecn, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, total_length, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, identification, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, flags, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, fragment_offset, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, time_to_live, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, protocol, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, checksum, MEMBER_NUMBER),
    MEMBER(csock_ipv4_header, source, MEMBER_ADDRESS),
    MEMBER(csock_ipv4_header, destination, MEMBER_ADDRESS),
    MEMBER(csock_ipv4_header, options, MEMBER_BYTES),
};

static const member ipv6_members[] = {
    MEMBER(csock_ipv6_header, dscp, MEMBER_NUMBER),
    MEMBER(csock_ipv6_header, ecn, MEMBER_NUMBER),
    MEMBER(csock_ipv6_header, flow_label, MEMBER_NUMBER),
    MEMBER(csock_ipv6_header, payload_length, MEMBER_NUMBER),
    MEMBER(csock_ipv6_header, next_header, MEMBER_NUMBER),
    MEMBER(csock_ipv6_header, hop_limit, MEMBER_NUMBER),
    MEMBER(csock_ipv6_header, source, MEMBER_ADDRESS),
    MEMBER(csock_ipv6_header, destination, MEMBER_ADDRESS),
};

static const member ipv6_options_members[] = {
    MEMBER(csock_ipv6_options_header, next_header, MEMBER_NUMBER),
    MEMBER(csock_ipv6_options_header, options, MEMBER_BYTES),
};

static const member ipv6_routing_members[] = {
    MEMBER(csock_ipv6_routing_header, next_header, MEMBER_NUMBER),
    MEMBER(csock_ipv6_routing_header, type, MEMBER_NUMBER),
    MEMBER(csock_ipv6_routing_header, segments_left, MEMBER_NUMBER),
    MEMBER(csock_ipv6_routing_header, data, MEMBER_BYTES),
};

static const member ipv6_fragment_members[] = {
    MEMBER(csock_ipv6_fragment_header, next_header, MEMBER_NUMBER),
    MEMBER(csock_ipv6_fragment_header, reserved, MEMBER_NUMBER),
    MEMBER(csock_ipv6_fragment_header, fragment_offset, MEMBER_NUMBER),
    MEMBER(csock_ipv6_fragment_header, reserved_flags, MEMBER_NUMBER),
    MEMBER(csock_ipv6_fragment_header, more_fragments, MEMBER_NUMBER),
    MEMBER(csock_ipv6_fragment_header, identification, MEMBER_NUMBER),
};

static const member udp_members[] = {
    MEMBER(csock_udp_header, source_port, MEMBER_NUMBER),
    MEMBER(csock_udp_header, destination_port, MEMBER_NUMBER),
    MEMBER(csock_udp_header, length, MEMBER_NUMBER),
    MEMBER(csock_udp_header, checksum, MEMBER_NUMBER),
};

static const member udplite_members[] = {
    MEMBER(csock_udplite_header, source_port, MEMBER_NUMBER),
    MEMBER(csock_udplite_header, destination_port, MEMBER_NUMBER),
    MEMBER(csock_udplite_header, checksum_coverage, MEMBER_NUMBER),
    MEMBER(csock_udplite_header, checksum, MEMBER_NUMBER),
};

static const member tcp_members[] = {
    MEMBER(csock_tcp_header, source_port, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, destination_port, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, sequence_number, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, acknowledgment_number, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, reserved, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, flags, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, window, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, checksum, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, urgent_pointer, MEMBER_NUMBER),
    MEMBER(csock_tcp_header, options, MEMBER_BYTES),
};

static const member icmpv4_members[] = {
    MEMBER(csock_icmpv4_header, type, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, code, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, checksum, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, identifier, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, sequence_number, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, originate_timestamp, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, receive_timestamp, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, transmit_timestamp, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, address_mask, MEMBER_ADDRESS),
    MEMBER(csock_icmpv4_header, length, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, next_hop_mtu, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, pointer, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, gateway, MEMBER_ADDRESS),
    MEMBER(csock_icmpv4_header, num_addrs, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, addr_entry_size, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, lifetime, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, local, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, state, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, active, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, ipv4, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, ipv6, MEMBER_NUMBER),
    MEMBER(csock_icmpv4_header, unused, MEMBER_NUMBER),
};

static const member icmpv6_members[] = {
    MEMBER(csock_icmpv6_header, type, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, code, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, checksum, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, identifier, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, sequence_number, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, length, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, mtu, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, pointer, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, flags, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, cur_hop_limit, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, router_lifetime, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, reachable_time, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, retrans_timer, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, target, MEMBER_ADDRESS),
    MEMBER(csock_icmpv6_header, destination, MEMBER_ADDRESS),
    MEMBER(csock_icmpv6_header, maximum_response_code, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, multicast_address, MEMBER_ADDRESS),
    MEMBER(csock_icmpv6_header, number_of_records, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, local, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, state, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, active, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, ipv4, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, ipv6, MEMBER_NUMBER),
    MEMBER(csock_icmpv6_header, unused, MEMBER_NUMBER),
};

static const member igmp_members[] = {
    MEMBER(csock_igmp_header, type, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, max_response_code, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, checksum, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, group, MEMBER_ADDRESS),
    MEMBER(csock_igmp_header, flags, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, version_3, MEMBER_BOOL),
    MEMBER(csock_igmp_header, suppress, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, robustness, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, query_interval, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, sources, MEMBER_BYTES),
    MEMBER(csock_igmp_header, record_count, MEMBER_NUMBER),
    MEMBER(csock_igmp_header, records, MEMBER_BYTES),
};

static const member sctp_members[] = {
    MEMBER(csock_sctp_header, source_port, MEMBER_NUMBER),
    MEMBER(csock_sctp_header, destination_port, MEMBER_NUMBER),
    MEMBER(csock_sctp_header, verification_tag, MEMBER_NUMBER),
    MEMBER(csock_sctp_header, checksum, MEMBER_NUMBER),
};

const record header_records[] = {
    [CSOCK_LAYER_ETHERNET] = RECORD("ethernet", ethernet_members),
    [CSOCK_LAYER_VLAN] = RECORD("vlan", vlan_members),
    [CSOCK_LAYER_ARP] = RECORD("arp", arp_members),
    [CSOCK_LAYER_IPV4] = RECORD("ipv4", ipv4_members),
    [CSOCK_LAYER_IPV6] = RECORD("ipv6", ipv6_members),
    [CSOCK_LAYER_IPV6_HOP_BY_HOP] = RECORD("hop_by_hop", ipv6_options_members),
    [CSOCK_LAYER_IPV6_DESTINATION] = RECORD("destination", ipv6_options_members),
    [CSOCK_LAYER_IPV6_ROUTING] = RECORD("routing", ipv6_routing_members),
    [CSOCK_LAYER_IPV6_FRAGMENT] = RECORD("fragment", ipv6_fragment_members),
    [CSOCK_LAYER_UDP] = RECORD("udp", udp_members),
    [CSOCK_LAYER_UDPLITE] = RECORD("udplite", udplite_members),
    [CSOCK_LAYER_TCP] = RECORD("tcp", tcp_members),
    [CSOCK_LAYER_ICMPV4] = RECORD("icmpv4", icmpv4_members),
    [CSOCK_LAYER_ICMPV6] = RECORD("icmpv6", icmpv6_members),
    [CSOCK_LAYER_IGMP] = RECORD("igmp", igmp_members),
    [CSOCK_LAYER_SCTP] = RECORD("sctp", sctp_members),
};

const size_t header_record_count = sizeof header_records / sizeof header_records[0];
