/// The tables of tests, one for each file.
#ifndef TESTS_H
#define TESTS_H

#include "harness.h"

extern const test result_tests[];
extern const test ip_text_tests[];
extern const test mac_text_tests[];
extern const test address_tests[];
extern const test unix_address_tests[];
extern const test error_queue_tests[];
extern const test icmp_filter_tests[];
extern const test interface_tests[];
extern const test mode_tests[];
extern const test option_tests[];
extern const test socket_tests[];
extern const test accept_tests[];
extern const test ancillary_tests[];
extern const test message_tests[];
extern const test filter_tests[];
extern const test filter_match_tests[];
extern const test connect_tests[];
extern const test connect_any_tests[];
extern const test link_tests[];
extern const test raw_tests[];
extern const test raw_facts_send_tests[];
extern const test raw_facts_open_tests[];
extern const test raw_facts_receive_tests[];
extern const test raw_facts_ipv6_tests[];
extern const test resolve_tests[];
extern const test receive_tests[];
extern const test send_tests[];
extern const test send_all_tests[];
extern const test wake_tests[];
extern const test eintr_tests[];
extern const test mistake_tests[];
extern const test packet_tests[];
extern const test packet_own_tests[];
extern const test packet_usual_tests[];
extern const test checksum_tests[];
extern const test fragment_tests[];
extern const test fragment_peer_tests[];
extern const test reassembly_tests[];
extern const test reassembly_limit_tests[];
extern const test wire_ethernet_tests[];
extern const test wire_group_code_tests[];
extern const test wire_icmpv4_tests[];
extern const test wire_icmpv6_tests[];
extern const test wire_icmp_extension_tests[];
extern const test wire_mld_tests[];
extern const test wire_ndp_tests[];
extern const test crc32c_tests[];
extern const test wire_ipv4_tests[];
extern const test wire_ipv6_tests[];
extern const test wire_ipv6_extension_tests[];
extern const test wire_ipv6_option_tests[];
extern const test wire_igmp_tests[];
extern const test wire_sctp_tests[];
extern const test wire_ipv6_upper_tests[];
extern const test wire_tcp_tests[];
extern const test wire_udp_tests[];
extern const test wire_udplite_tests[];

#endif
