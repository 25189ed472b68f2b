/// Packet filters: classic BPF, as sockets take it (the kernel's networking/filter.rst).
///
/// A program runs for each packet, from its first instruction forward until it returns how many
/// bytes of the packet to keep: 0 drops it. It has an accumulator A, an index X and sixteen words
/// of memory. What it sees begins where the socket's bytes do: a packet socket of CSOCK_SOCK_RAW at
/// the link-level header, CSOCK_SOCK_DGRAM and raw IP sockets at the IP header (of IPv6 raw sockets
/// behind it), UDP at the UDP header, Unix sockets at the bytes.
// Not CSOCK_BPF_H, which is the size of a load.
#ifndef CSOCK_FILTER_H
#define CSOCK_FILTER_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// An instruction: struct sock_filter. `tcpdump -dd` prints arrays of them.
typedef struct csock_filter_instruction {
    uint16_t code;      ///< a sum of what follows
    uint8_t jump_true;  ///< how many instructions to leave out
    uint8_t jump_false; ///< the same, if the condition does not hold
    uint32_t k;
} csock_filter_instruction;

/// Classes of instructions: the first summand of `code`.
enum {
    CSOCK_BPF_LD = 0x00,
    CSOCK_BPF_LDX = 0x01,
    CSOCK_BPF_ST = 0x02,
    CSOCK_BPF_STX = 0x03,
    CSOCK_BPF_ALU = 0x04,
    CSOCK_BPF_JMP = 0x05,
    CSOCK_BPF_RET = 0x06,
    CSOCK_BPF_MISC = 0x07,
};

/// What a load takes: 4, 2 or 1 bytes, in network byte order.
enum { CSOCK_BPF_W = 0x00, CSOCK_BPF_H = 0x08, CSOCK_BPF_B = 0x10 };

/// Where a load takes it from.
enum {
    CSOCK_BPF_IMM = 0x00, ///< k itself
    CSOCK_BPF_ABS = 0x20, ///< the packet, k bytes from its start
    CSOCK_BPF_IND = 0x40, ///< the packet, X + k bytes from its start
    CSOCK_BPF_MEM = 0x60, ///< word k of the memory
    CSOCK_BPF_LEN = 0x80, ///< the packet's length
    CSOCK_BPF_MSH = 0xa0, ///< four times the lower half of byte k: an IPv4 header's length, for X
};

/// What CSOCK_BPF_ALU does to A, with k or X.
enum {
    CSOCK_BPF_ADD = 0x00,
    CSOCK_BPF_SUB = 0x10,
    CSOCK_BPF_MUL = 0x20,
    CSOCK_BPF_DIV = 0x30, ///< by an X of 0: the packet is dropped, as for CSOCK_BPF_MOD
    CSOCK_BPF_OR = 0x40,
    CSOCK_BPF_AND = 0x50,
    CSOCK_BPF_LSH = 0x60, ///< by the lower 5 bits of X, as for CSOCK_BPF_RSH
    CSOCK_BPF_RSH = 0x70,
    CSOCK_BPF_NEG = 0x80, ///< without an operand
    CSOCK_BPF_MOD = 0x90,
    CSOCK_BPF_XOR = 0xa0,
};

/// How CSOCK_BPF_JMP compares A with k or X, as unsigned numbers.
enum {
    CSOCK_BPF_JA = 0x00, ///< not at all: leaves out k instructions
    CSOCK_BPF_JEQ = 0x10,
    CSOCK_BPF_JGT = 0x20,
    CSOCK_BPF_JGE = 0x30,
    CSOCK_BPF_JSET = 0x40, ///< whether they have a bit in common
};

/// The operand of CSOCK_BPF_ALU and CSOCK_BPF_JMP; what CSOCK_BPF_RET returns is k or A.
enum { CSOCK_BPF_K = 0x00, CSOCK_BPF_X = 0x08, CSOCK_BPF_A = 0x10 };

/// CSOCK_BPF_MISC: A to X, X to A.
enum { CSOCK_BPF_TAX = 0x00, CSOCK_BPF_TXA = 0x80 };

/// What the kernel allows.
enum {
    CSOCK_FILTER_INSTRUCTIONS_MAX = 4096,
    CSOCK_FILTER_MEMORY_WORDS = 16,
};

/// What CSOCK_BPF_ABS finds at these places is not of the packet: Linux's extensions.
#define CSOCK_BPF_AD_PROTOCOL         UINT32_C(0xfffff000) ///< the EtherType
#define CSOCK_BPF_AD_PKTTYPE          UINT32_C(0xfffff004) ///< CSOCK_PACKET_HOST and so on
#define CSOCK_BPF_AD_IFINDEX          UINT32_C(0xfffff008)
#define CSOCK_BPF_AD_HATYPE           UINT32_C(0xfffff01c) ///< CSOCK_ARPHRD_…
#define CSOCK_BPF_AD_VLAN_TAG         UINT32_C(0xfffff02c) ///< of a tag taken out of the frame
#define CSOCK_BPF_AD_VLAN_TAG_PRESENT UINT32_C(0xfffff030)
#define CSOCK_BPF_AD_VLAN_TPID        UINT32_C(0xfffff03c)
/// From here on CSOCK_BPF_ABS and _IND read from the network header, and from the link-level one.
#define CSOCK_BPF_NET_OFF UINT32_C(0xfff00000)
#define CSOCK_BPF_LL_OFF  UINT32_C(0xffe00000)

/// Loads into A: `size` CSOCK_BPF_W, _H or _B, `mode` CSOCK_BPF_IMM, _ABS, _IND, _MEM or _LEN; only
/// CSOCK_BPF_ABS and _IND have sizes other than CSOCK_BPF_W.
csock_filter_instruction csock_filter_load(int size, int mode, uint32_t k);

/// Loads into X: `mode` CSOCK_BPF_IMM, _MEM, _LEN or _MSH.
csock_filter_instruction csock_filter_load_index(int mode, uint32_t k);

/// Stores A, or X, in word k of the memory.
csock_filter_instruction csock_filter_store(uint32_t k);
csock_filter_instruction csock_filter_store_index(uint32_t k);

/// Calculates A with k, or with X: `operation` is CSOCK_BPF_ADD and so on.
csock_filter_instruction csock_filter_alu(int operation, uint32_t k);
csock_filter_instruction csock_filter_alu_index(int operation);

/// Leaves out k instructions.
csock_filter_instruction csock_filter_jump(uint32_t k);

/// Compares A with k, or with X, and leaves out as many instructions: `operation` is CSOCK_BPF_JEQ,
/// _JGT, _JGE or _JSET.
csock_filter_instruction csock_filter_jump_if(int operation, uint32_t k, uint8_t jump_true,
                                              uint8_t jump_false);
csock_filter_instruction csock_filter_jump_if_index(int operation, uint8_t jump_true,
                                                    uint8_t jump_false);

/// Ends with k, or with A, bytes of the packet: UINT32_MAX for all.
csock_filter_instruction csock_filter_return(uint32_t k);
csock_filter_instruction csock_filter_return_a(void);

/// Copies A to X, and X to A.
csock_filter_instruction csock_filter_tax(void);
csock_filter_instruction csock_filter_txa(void);

/// Whether the kernel would take a program: 1 to 4096 instructions that it knows; every jump ends
/// within the program, whose last instruction returns; no constant division by 0 or shift by 32 and
/// more; no word of the memory is read that could not have been stored. Returns 0, or -EINVAL;
/// `where` then gets the index of the instruction at fault, or `count`, where it is none alone.
int csock_filter_validate(const csock_filter_instruction *_Nullable program, size_t count,
                          size_t *_Nullable where);

/// A packet for csock_filter_run.
typedef struct csock_filter_packet {
    const uint8_t *_Nullable bytes;
    size_t count;            ///< how many bytes are there
    uint32_t length;         ///< how many the packet had: CSOCK_BPF_LEN
    uint32_t network_offset; ///< where the network header begins, for CSOCK_BPF_NET_OFF
    uint32_t interface_index;
    uint16_t protocol;
    uint16_t hardware_type;
    uint8_t packet_type;
    bool has_vlan_tag;
    uint16_t vlan_tag;
    uint16_t vlan_protocol;
} csock_filter_packet;

/// Runs a program as the kernel does, on any bytes. Returns how many bytes it keeps, 0 if it drops
/// the packet: also where it reads outside, uses an extension that is not named above, or comes to
/// an instruction that is none or to its end without a return. csock_filter_validate looks at all
/// of a program; here it does no harm whatever it is.
uint32_t csock_filter_run(const csock_filter_instruction *_Nullable program, size_t count,
                          const csock_filter_packet *_Nonnull packet);

// Sockets.

/// Attaches a program to a socket, in place of the one that it has: CSOCK_SO_ATTACH_FILTER,
/// socket(7). What has been received before stays; a packet socket opened with protocol 0 has
/// received nothing. CSOCK_SO_LOCK_FILTER of 1, by csock_set_option_int, makes it final. Needs no
/// privilege. Returns 0, -EINVAL (see csock_filter_validate), -EPERM (locked), -ENOMEM (over
/// net.core.optmem_max).
int csock_attach_filter(int fd, const csock_filter_instruction *_Nullable program, size_t count);

/// Takes the program away: CSOCK_SO_DETACH_FILTER. Returns 0, -ENOENT (there is none), -EPERM
/// (locked).
int csock_detach_filter(int fd);

/// Reads the program of a socket: SO_GET_FILTER. Returns the number of its instructions, 0 without
/// one, or -EINVAL if there are more than `capacity`, unless that is 0.
int csock_get_filter(int fd, csock_filter_instruction *_Nullable program, size_t capacity);

// Ready-made programs.

/// Which packets to keep: all that meet every condition.
typedef struct csock_filter_match {
    bool ethernet;     ///< whether they begin with an Ethernet header; otherwise with the IP header
    int32_t ethertype; ///< of an Ethernet frame without VLAN tags; -1 for any
    int32_t protocol;  ///< of IPv4, or that follows the IPv6 header; -1 for any
    int32_t port;      ///< source or destination of TCP, UDP, UDP-Lite, SCTP; -1 for any
    csock_address host; ///< IPv4 or IPv6 source or destination; its port does not count; or none
    uint32_t keep;      ///< how many bytes of each: UINT32_MAX for all
} csock_filter_match;

/// A match of every packet.
csock_filter_match csock_filter_match_all(void);

/// Room for every program that csock_filter_compile writes.
enum { CSOCK_FILTER_COMPILED_MAX = 80 };

/// Writes the program of a match. A port is looked for behind IPv4 headers with options, not behind
/// IPv6 extension headers, and not in fragments but the first. Returns the number of instructions,
/// or -EINVAL: a number that is out of its range, an EtherType without `ethernet`, a host that is
/// no IP address.
int csock_filter_compile(const csock_filter_match *_Nonnull match,
                         csock_filter_instruction program[_Nonnull CSOCK_FILTER_COMPILED_MAX]);

CSOCK_END_DECLS

#endif
