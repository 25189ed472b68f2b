/// Packet filters of sockets: classic BPF programs. socket(7), SO_ATTACH_FILTER;
/// networking/filter.rst in the kernel's documentation.
///
/// A program runs for each packet, forward from its first instruction, until an instruction returns
/// the number of bytes to keep: 0 drops the packet. It has an accumulator A, an index register X
/// and sixteen 32-bit words of memory. Offset 0 depends on the socket:
///
/// packet socket, CSOCK_SOCK_RAW | link-level header
/// packet socket, CSOCK_SOCK_DGRAM | IP header
/// raw IPv4 socket | IP header
/// raw IPv6 socket | payload after the IP header
/// UDP socket | UDP header
/// Unix socket | data
#ifndef CSOCK_FILTER_H
#define CSOCK_FILTER_H

#include "address.h"
#include "base.h"

CSOCK_BEGIN_DECLS

/// A BPF instruction: struct sock_filter. `tcpdump -dd` prints arrays of them.
typedef struct csock_filter_instruction {
    uint16_t code;      ///< sum of the CSOCK_BPF_… constants below
    uint8_t jump_true;  ///< instructions to skip if the condition holds
    uint8_t jump_false; ///< instructions to skip if it does not
    uint32_t k;         ///< constant operand
} csock_filter_instruction;

/// Instruction classes: the lowest three bits of `code`.
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

/// Sizes of a load: 4, 2 or 1 bytes, in network byte order.
enum { CSOCK_BPF_W = 0x00, CSOCK_BPF_H = 0x08, CSOCK_BPF_B = 0x10 };

/// Addressing modes of a load.
enum {
    CSOCK_BPF_IMM = 0x00, ///< the constant k
    CSOCK_BPF_ABS = 0x20, ///< packet bytes at offset k
    CSOCK_BPF_IND = 0x40, ///< packet bytes at offset X + k
    CSOCK_BPF_MEM = 0x60, ///< memory word k
    CSOCK_BPF_LEN = 0x80, ///< length of the packet
    CSOCK_BPF_MSH = 0xa0, ///< X: 4 * (byte k & 0xf), the length of an IPv4 header
};

/// Operations of CSOCK_BPF_ALU on A, with k or X.
enum {
    CSOCK_BPF_ADD = 0x00,
    CSOCK_BPF_SUB = 0x10,
    CSOCK_BPF_MUL = 0x20,
    CSOCK_BPF_DIV = 0x30, ///< division by 0 drops the packet, also in CSOCK_BPF_MOD
    CSOCK_BPF_OR = 0x40,
    CSOCK_BPF_AND = 0x50,
    CSOCK_BPF_LSH = 0x60, ///< shift by the low 5 bits of X, also in CSOCK_BPF_RSH
    CSOCK_BPF_RSH = 0x70,
    CSOCK_BPF_NEG = 0x80, ///< no operand
    CSOCK_BPF_MOD = 0x90,
    CSOCK_BPF_XOR = 0xa0,
};

/// Conditions of CSOCK_BPF_JMP: unsigned comparisons of A with k or X.
enum {
    CSOCK_BPF_JA = 0x00, ///< unconditional: skips k instructions
    CSOCK_BPF_JEQ = 0x10,
    CSOCK_BPF_JGT = 0x20,
    CSOCK_BPF_JGE = 0x30,
    CSOCK_BPF_JSET = 0x40, ///< (A & operand) != 0
};

/// Operand of CSOCK_BPF_ALU and CSOCK_BPF_JMP: k or X. Result of CSOCK_BPF_RET: k or A.
enum { CSOCK_BPF_K = 0x00, CSOCK_BPF_X = 0x08, CSOCK_BPF_A = 0x10 };

/// Register copies of CSOCK_BPF_MISC: A to X (TAX), X to A (TXA).
enum { CSOCK_BPF_TAX = 0x00, CSOCK_BPF_TXA = 0x80 };

/// The kernel's limits.
enum {
    CSOCK_FILTER_INSTRUCTIONS_MAX = 4096, ///< instructions of a program
    CSOCK_FILTER_MEMORY_WORDS = 16,       ///< 32-bit words of memory
};

/// Linux's extensions: at these offsets CSOCK_BPF_ABS loads metadata instead of packet bytes.
#define CSOCK_BPF_AD_PROTOCOL         UINT32_C(0xfffff000) ///< EtherType
#define CSOCK_BPF_AD_PKTTYPE          UINT32_C(0xfffff004) ///< CSOCK_PACKET_HOST, …
#define CSOCK_BPF_AD_IFINDEX          UINT32_C(0xfffff008)
#define CSOCK_BPF_AD_HATYPE           UINT32_C(0xfffff01c) ///< CSOCK_ARPHRD_…
#define CSOCK_BPF_AD_VLAN_TAG         UINT32_C(0xfffff02c) ///< tag removed from the frame
#define CSOCK_BPF_AD_VLAN_TAG_PRESENT UINT32_C(0xfffff030)
#define CSOCK_BPF_AD_VLAN_TPID        UINT32_C(0xfffff03c)
/// Base offsets: CSOCK_BPF_ABS and _IND loads at and above them are relative to the network header
/// or the link-level header.
#define CSOCK_BPF_NET_OFF UINT32_C(0xfff00000)
#define CSOCK_BPF_LL_OFF  UINT32_C(0xffe00000)

/// Loads into A. `size` is CSOCK_BPF_W, _H or _B; `mode` is CSOCK_BPF_IMM, _ABS, _IND, _MEM or
/// _LEN. Sizes other than CSOCK_BPF_W are for CSOCK_BPF_ABS and _IND only.
csock_filter_instruction csock_filter_load(int size, int mode, uint32_t k);

/// Loads into X. `mode` is CSOCK_BPF_IMM, _MEM, _LEN or _MSH.
csock_filter_instruction csock_filter_load_index(int mode, uint32_t k);

/// Stores A in memory word k.
csock_filter_instruction csock_filter_store(uint32_t k);
/// Stores X in memory word k.
csock_filter_instruction csock_filter_store_index(uint32_t k);

/// Combines A with k. `operation` is CSOCK_BPF_ADD, ….
csock_filter_instruction csock_filter_alu(int operation, uint32_t k);
/// Combines A with X. `operation` is CSOCK_BPF_ADD, ….
csock_filter_instruction csock_filter_alu_index(int operation);

/// Skips k instructions.
csock_filter_instruction csock_filter_jump(uint32_t k);

/// Compares A with k, and skips `jump_true` or `jump_false` instructions. `operation` is
/// CSOCK_BPF_JEQ, _JGT, _JGE or _JSET.
csock_filter_instruction csock_filter_jump_if(int operation, uint32_t k, uint8_t jump_true,
                                              uint8_t jump_false);
/// Compares A with X, and skips `jump_true` or `jump_false` instructions. `operation` is
/// CSOCK_BPF_JEQ, _JGT, _JGE or _JSET.
csock_filter_instruction csock_filter_jump_if_index(int operation, uint8_t jump_true,
                                                    uint8_t jump_false);

/// Ends the program and keeps k bytes of the packet: UINT32_MAX for all, 0 to drop it.
csock_filter_instruction csock_filter_return(uint32_t k);
/// Ends the program and keeps A bytes of the packet.
csock_filter_instruction csock_filter_return_a(void);

/// Copies A to X.
csock_filter_instruction csock_filter_tax(void);
/// Copies X to A.
csock_filter_instruction csock_filter_txa(void);

/// Checks whether the kernel accepts a program: it has 1 to 4096 known instructions; every jump
/// ends within the program; the last instruction returns; no constant divides by 0 or shifts by 32
/// or more; every memory word is stored before it is read. Returns 0 or -EINVAL. On failure,
/// `where`, which may be NULL, gets the index of the invalid instruction, or `count` if the
/// program's length is invalid.
/// See socket(7), SO_ATTACH_FILTER.
int csock_filter_validate(const csock_filter_instruction *_Nullable program, size_t count,
                          size_t *_Nullable where);

/// A packet and its metadata, for csock_filter_run.
typedef struct csock_filter_packet {
    const uint8_t *_Nullable bytes; ///< captured bytes; may be NULL if `count` is 0
    size_t count;                   ///< number of captured bytes
    uint32_t length;                ///< original length of the packet: CSOCK_BPF_LEN
    uint32_t network_offset;        ///< offset of the network header, for CSOCK_BPF_NET_OFF
    uint32_t interface_index;       ///< CSOCK_BPF_AD_IFINDEX
    uint16_t protocol;              ///< CSOCK_BPF_AD_PROTOCOL
    uint16_t hardware_type;         ///< CSOCK_BPF_AD_HATYPE
    uint8_t packet_type;            ///< CSOCK_BPF_AD_PKTTYPE
    bool has_vlan_tag;              ///< CSOCK_BPF_AD_VLAN_TAG_PRESENT
    uint16_t vlan_tag;              ///< CSOCK_BPF_AD_VLAN_TAG
    uint16_t vlan_protocol;         ///< CSOCK_BPF_AD_VLAN_TPID
} csock_filter_packet;

/// Runs a program on a packet as the kernel does. Any program is safe to run, valid or not. Returns
/// the number of bytes to keep, or 0 to drop the packet. A packet is also dropped if the program
/// reads outside it, uses an extension without a constant above, divides by 0, reaches an unknown
/// instruction, or ends without a return.
/// See networking/filter.rst in the kernel's documentation.
uint32_t csock_filter_run(const csock_filter_instruction *_Nullable program, size_t count,
                          const csock_filter_packet *_Nonnull packet);

// Sockets.

/// Attaches a program to a socket and replaces the previous one: CSOCK_SO_ATTACH_FILTER. Packets
/// already in the receive queue stay there; a packet socket opened with protocol 0 has received
/// none. Setting CSOCK_SO_LOCK_FILTER to 1 with csock_set_option_int prevents further changes. No
/// privilege is needed. Returns 0, -EINVAL (see csock_filter_validate), -EPERM (locked) or -ENOMEM
/// (above net.core.optmem_max).
/// See socket(7), SO_ATTACH_FILTER.
int csock_attach_filter(int fd, const csock_filter_instruction *_Nullable program, size_t count);

/// Removes the program from a socket: CSOCK_SO_DETACH_FILTER. Returns 0, -ENOENT (no program is
/// attached) or -EPERM (locked).
/// See socket(7), SO_DETACH_FILTER.
int csock_detach_filter(int fd);

/// Reads the program of a socket: SO_GET_FILTER. `capacity` is in instructions; with capacity 0
/// nothing is written. Returns the number of instructions, 0 without a program, or -EINVAL if
/// `capacity` is above 0 and too small.
/// See getsockopt(2).
int csock_get_filter(int fd, csock_filter_instruction *_Nullable program, size_t capacity);

// Ready-made programs.

/// Conditions for packets to keep. A packet must meet all of them.
typedef struct csock_filter_match {
    bool ethernet;      ///< packets start with an Ethernet header, otherwise with the IP header
    int32_t ethertype;  ///< EtherType of a frame without VLAN tags; -1: any
    int32_t protocol;   ///< IPv4 Protocol or IPv6 Next Header; -1: any
    int32_t port;       ///< source or destination port of TCP, UDP, UDP-Lite, SCTP; -1: any
    csock_address host; ///< source or destination, port ignored; length 0: any
    uint32_t keep;      ///< bytes to keep of each packet; UINT32_MAX: all
} csock_filter_match;

/// Returns a match without conditions, for packets that start with an Ethernet header: it keeps
/// every packet in full.
csock_filter_match csock_filter_match_all(void);

/// Buffer size for csock_filter_compile in instructions. Every program fits.
enum { CSOCK_FILTER_COMPILED_MAX = 80 };

/// Writes a program that keeps the packets of a match. A port is found after IPv4 headers with
/// options, but not after IPv6 extension headers, and not in fragments after the first. Returns the
/// number of instructions, or -EINVAL for a number out of range, an EtherType without `ethernet`,
/// or a host that is not an IP address.
/// See networking/filter.rst in the kernel's documentation.
int csock_filter_compile(const csock_filter_match *_Nonnull match,
                         csock_filter_instruction program[_Nonnull CSOCK_FILTER_COMPILED_MAX]);

CSOCK_END_DECLS

#endif
