#include "csock/filter.h"

#include "core/ip_offset.h"
#include "csock/assigned_number.h"
#include "csock/byte_order.h"
#include "csock/constant.h"

#include <errno.h>

enum { ETHERTYPE_AT = 12, ETHERNET_SIZE = 14 };
enum { IPV6_SIZE = 40 };

// Placeholders for jumps to the end of the program. finish() replaces them once the end's position
// is known.
enum { ACCEPT = 254, REJECT = 255 };

// A program under construction.
typedef struct {
    csock_filter_instruction *program;
    size_t count;
    uint32_t ip; // offset of the IP header
} writer;

static void add(writer *it, csock_filter_instruction one) {
    it->program[it->count++] = one;
}

static void load(writer *it, int size, uint32_t at) {
    add(it, csock_filter_load(size, CSOCK_BPF_ABS, at));
}

static void jump_if(writer *it, int operation, uint32_t k, uint8_t jump_true, uint8_t jump_false) {
    add(it, csock_filter_jump_if(operation, k, jump_true, jump_false));
}

// Continues if A is the number of a protocol with ports, and rejects other packets.
static void add_protocols_with_ports(writer *it) {
    jump_if(it, CSOCK_BPF_JEQ, CSOCK_IPPROTO_TCP, 3, 0);
    jump_if(it, CSOCK_BPF_JEQ, CSOCK_IPPROTO_UDP, 2, 0);
    jump_if(it, CSOCK_BPF_JEQ, CSOCK_IPPROTO_SCTP, 1, 0);
    jump_if(it, CSOCK_BPF_JEQ, CSOCK_IPPROTO_UDPLITE, 0, REJECT);
}

// Accepts a packet whose source or destination port matches. The source port is at offset `at`,
// from the packet's start or from X.
static void add_port(writer *it, int mode, uint32_t at, uint32_t port) {
    add(it, csock_filter_load(CSOCK_BPF_H, mode, at));
    jump_if(it, CSOCK_BPF_JEQ, port, ACCEPT, 0);
    add(it, csock_filter_load(CSOCK_BPF_H, mode, at + 2));
    jump_if(it, CSOCK_BPF_JEQ, port, ACCEPT, REJECT);
}

static void add_protocol(writer *it, uint32_t at, const csock_filter_match *match) {
    if (match->protocol < 0 && match->port < 0)
        return;
    load(it, CSOCK_BPF_B, at);
    if (match->protocol >= 0)
        jump_if(it, CSOCK_BPF_JEQ, (uint32_t)match->protocol, 0, REJECT);
    if (match->port >= 0)
        add_protocols_with_ports(it);
}

// Continues if the source address at `at`, or the destination address after it, matches. Each has
// `words` 32-bit words.
static void add_host(writer *it, uint32_t at, const uint8_t *host, uint8_t words) {
    for (uint8_t side = 0; side < 2; side++)
        for (uint8_t i = 0; i < words; i++) {
            bool last = i + 1 == words;
            // A matching source skips the destination's instructions: two per word.
            uint8_t found = !last ? 0 : side == 0 ? (uint8_t)(2 * words) : 0;
            uint8_t other = side == 0 ? (uint8_t)(2 * (words - 1 - i)) : REJECT;
            load(it, CSOCK_BPF_W, at + 4u * (unsigned)(side * words + i));
            jump_if(it, CSOCK_BPF_JEQ, csock_load32(host + 4 * i), found, other);
        }
}

static void add_ipv4(writer *it, const csock_filter_match *match, const uint8_t *host) {
    add_protocol(it, it->ip + CSOCK_IPV4_AT_PROTOCOL, match);
    if (host)
        add_host(it, it->ip + CSOCK_IPV4_AT_SOURCE, host, 1);
    if (match->port >= 0) {
        load(it, CSOCK_BPF_H, it->ip + CSOCK_IPV4_AT_FLAGS);
        jump_if(it, CSOCK_BPF_JSET, CSOCK_IPV4_OFFSET_MASK, REJECT, 0);
        add(it, csock_filter_load_index(CSOCK_BPF_MSH, it->ip));
        add_port(it, CSOCK_BPF_IND, it->ip, (uint32_t)match->port);
    } else {
        // An unconditional accept: A is never less than 0.
        jump_if(it, CSOCK_BPF_JGE, 0, ACCEPT, 0);
    }
}

static void add_ipv6(writer *it, const csock_filter_match *match, const uint8_t *host) {
    add_protocol(it, it->ip + CSOCK_IPV6_AT_NEXT_HEADER, match);
    if (host)
        add_host(it, it->ip + CSOCK_IPV6_AT_SOURCE, host, 4);
    if (match->port >= 0)
        add_port(it, CSOCK_BPF_ABS, it->ip + IPV6_SIZE, (uint32_t)match->port);
    else
        jump_if(it, CSOCK_BPF_JGE, 0, ACCEPT, 0);
}

// Adds the conditions for IPv4 and IPv6, or for one of them if a host is given.
static void add_ip(writer *it, const csock_filter_match *match) {
    uint8_t host[16];
    uint16_t port;
    uint32_t flow_info, scope_id;
    bool is_ipv4 = csock_address_get_ipv4(&match->host, host, &port) == 0;
    bool is_ipv6 = csock_address_get_ipv6(&match->host, host, &port, &flow_info, &scope_id) == 0;
    uint32_t ipv4 = match->ethernet ? CSOCK_ETHERTYPE_IPV4 : 4;
    uint32_t ipv6 = match->ethernet ? CSOCK_ETHERTYPE_IPV6 : 6;
    size_t fork = it->count;
    if (is_ipv6) {
        jump_if(it, CSOCK_BPF_JEQ, ipv6, 0, REJECT);
        add_ipv6(it, match, host);
        return;
    }
    jump_if(it, CSOCK_BPF_JEQ, ipv4, 0, REJECT);
    add_ipv4(it, match, is_ipv4 ? host : NULL);
    if (is_ipv4)
        return;
    it->program[fork].jump_false = (uint8_t)(it->count - fork - 1);
    jump_if(it, CSOCK_BPF_JEQ, ipv6, 0, REJECT);
    add_ipv6(it, match, NULL);
}

// Appends the two return instructions and resolves the jumps to them.
static void finish(writer *it, uint32_t keep) {
    size_t accept = it->count;
    add(it, csock_filter_return(keep));
    add(it, csock_filter_return(0));
    for (size_t i = 0; i < accept; i++) {
        uint8_t *const jumps[] = {&it->program[i].jump_true, &it->program[i].jump_false};
        for (int side = 0; side < 2; side++)
            if (*jumps[side] >= ACCEPT)
                *jumps[side] = (uint8_t)(accept - i - 1 + (*jumps[side] == REJECT));
    }
}

csock_filter_match csock_filter_match_all(void) {
    return (csock_filter_match){
        .ethernet = true, .ethertype = -1, .protocol = -1, .port = -1, .keep = UINT32_MAX};
}

int csock_filter_compile(const csock_filter_match *match,
                         csock_filter_instruction program[CSOCK_FILTER_COMPILED_MAX]) {
    int family = csock_address_family(&match->host);
    bool has_host = family != CSOCK_AF_UNSPEC;
    bool wants_ip = has_host || match->protocol >= 0 || match->port >= 0;
    writer it = {.program = program, .ip = match->ethernet ? ETHERNET_SIZE : 0};
    if (match->ethertype < -1 || match->ethertype > UINT16_MAX || match->protocol < -1 ||
        match->protocol > UINT8_MAX || match->port < -1 || match->port > UINT16_MAX ||
        (match->ethertype >= 0 && !match->ethernet) ||
        (has_host && family != CSOCK_AF_INET && family != CSOCK_AF_INET6))
        return -EINVAL;
    if (match->ethernet && (wants_ip || match->ethertype >= 0)) {
        load(&it, CSOCK_BPF_H, ETHERTYPE_AT);
        if (match->ethertype >= 0)
            jump_if(&it, CSOCK_BPF_JEQ, (uint32_t)match->ethertype, 0, REJECT);
    } else if (wants_ip) {
        load(&it, CSOCK_BPF_B, 0);
        add(&it, csock_filter_alu(CSOCK_BPF_RSH, 4));
    }
    if (wants_ip)
        add_ip(&it, match);
    finish(&it, match->keep);
    return (int)it.count;
}
