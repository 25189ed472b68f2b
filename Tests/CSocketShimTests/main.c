#include "harness.h"
#include "tests.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    static const test *const tables[] = {
        result_tests,
        ip_text_tests,
        mac_text_tests,
        address_tests,
        unix_address_tests,
        mode_tests,
        socket_tests,
        option_tests,
        accept_tests,
        connect_tests,
        connect_any_tests,
        resolve_tests,
        receive_tests,
        send_tests,
        send_all_tests,
        wake_tests,
        eintr_tests,
        mistake_tests,
        checksum_tests,
        crc32c_tests,
        wire_ethernet_tests,
        wire_group_code_tests,
        wire_icmpv4_tests,
        wire_icmpv6_tests,
        wire_icmp_extension_tests,
        wire_igmp_tests,
        wire_mld_tests,
        wire_ndp_tests,
        crc32c_tests,
        wire_ipv4_tests,
        wire_ipv6_tests,
        wire_ipv6_extension_tests,
        wire_ipv6_option_tests,
        wire_ipv6_upper_tests,
        wire_sctp_tests,
        wire_tcp_tests,
        wire_udp_tests,
        wire_udplite_tests,
        fragment_tests,
        fragment_peer_tests,
        reassembly_tests,
        reassembly_limit_tests,
        packet_tests,
        packet_own_tests,
        packet_usual_tests,
        // Raw sockets.
        raw_tests,
        icmp_filter_tests,
        interface_tests,
        link_tests,
        filter_tests,
        filter_match_tests,
        ancillary_tests,
        message_tests,
        error_queue_tests,
        raw_facts_send_tests,
        raw_facts_open_tests,
        raw_facts_receive_tests,
        raw_facts_ipv6_tests,
        // The end.
        NULL,
    };
    // A line at a time: forked children must not inherit text that waits to be written.
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    bool has_exceptions = argc > 2 && strcmp(argv[1], "--except") == 0;
    int first = has_exceptions ? 3 : 1;
    return run_tests(tables, argc > first ? argv[first] : NULL, has_exceptions ? argv[2] : NULL);
}
