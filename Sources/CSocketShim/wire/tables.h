/// The tables of all headers.
#ifndef CSOCK_TABLES_H
#define CSOCK_TABLES_H

#include "wire/table.h"

/// Of this library alone, so that compilers may use the content of a table.
#define CSOCK_TABLE_OF __attribute__((visibility("hidden"))) extern const csock_table

CSOCK_TABLE_OF csock_ethernet_table;
CSOCK_TABLE_OF csock_vlan_table;
CSOCK_TABLE_OF csock_arp_table;
CSOCK_TABLE_OF csock_ipv4_table;
CSOCK_TABLE_OF csock_ipv6_table;
CSOCK_TABLE_OF csock_ipv6_hop_by_hop_table;
CSOCK_TABLE_OF csock_ipv6_destination_table;
CSOCK_TABLE_OF csock_ipv6_routing_table;
CSOCK_TABLE_OF csock_ipv6_fragment_table;
CSOCK_TABLE_OF csock_udp_table;
CSOCK_TABLE_OF csock_udplite_table;
CSOCK_TABLE_OF csock_tcp_table;
CSOCK_TABLE_OF csock_sctp_table;

#endif
