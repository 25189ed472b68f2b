#include "csock/filter.h"

#include "csock/option.h"

#include <errno.h>
#include <sys/socket.h>
// The kernel's header; musl does not install it.
#if __has_include(<linux/filter.h>)
#include <linux/filter.h>
_Static_assert(sizeof(csock_filter_instruction) == sizeof(struct sock_filter),
               "struct sock_filter");
_Static_assert(offsetof(csock_filter_instruction, jump_true) == offsetof(struct sock_filter, jt),
               "jt");
_Static_assert(offsetof(csock_filter_instruction, k) == offsetof(struct sock_filter, k), "k");
_Static_assert((uint32_t)SKF_AD_OFF == CSOCK_BPF_AD_PROTOCOL, "SKF_AD_OFF");
_Static_assert((uint32_t)SKF_AD_OFF + SKF_AD_HATYPE == CSOCK_BPF_AD_HATYPE, "SKF_AD_HATYPE");
_Static_assert((uint32_t)SKF_AD_OFF + SKF_AD_VLAN_TPID == CSOCK_BPF_AD_VLAN_TPID,
               "SKF_AD_VLAN_TPID");
_Static_assert((uint32_t)SKF_NET_OFF == CSOCK_BPF_NET_OFF, "SKF_NET_OFF");
_Static_assert((uint32_t)SKF_LL_OFF == CSOCK_BPF_LL_OFF, "SKF_LL_OFF");
#endif

static csock_filter_instruction make(int code, uint32_t k, uint8_t jump_true, uint8_t jump_false) {
    return (csock_filter_instruction){(uint16_t)code, jump_true, jump_false, k};
}

csock_filter_instruction csock_filter_load(int size, int mode, uint32_t k) {
    return make(CSOCK_BPF_LD | size | mode, k, 0, 0);
}

csock_filter_instruction csock_filter_load_index(int mode, uint32_t k) {
    return make(CSOCK_BPF_LDX | (mode == CSOCK_BPF_MSH ? CSOCK_BPF_B : CSOCK_BPF_W) | mode, k, 0,
                0);
}

csock_filter_instruction csock_filter_store(uint32_t k) {
    return make(CSOCK_BPF_ST, k, 0, 0);
}

csock_filter_instruction csock_filter_store_index(uint32_t k) {
    return make(CSOCK_BPF_STX, k, 0, 0);
}

csock_filter_instruction csock_filter_alu(int operation, uint32_t k) {
    return make(CSOCK_BPF_ALU | operation | CSOCK_BPF_K, k, 0, 0);
}

csock_filter_instruction csock_filter_alu_index(int operation) {
    return make(CSOCK_BPF_ALU | operation | CSOCK_BPF_X, 0, 0, 0);
}

csock_filter_instruction csock_filter_jump(uint32_t k) {
    return make(CSOCK_BPF_JMP | CSOCK_BPF_JA, k, 0, 0);
}

csock_filter_instruction csock_filter_jump_if(int operation, uint32_t k, uint8_t jump_true,
                                              uint8_t jump_false) {
    return make(CSOCK_BPF_JMP | operation | CSOCK_BPF_K, k, jump_true, jump_false);
}

csock_filter_instruction csock_filter_jump_if_index(int operation, uint8_t jump_true,
                                                    uint8_t jump_false) {
    return make(CSOCK_BPF_JMP | operation | CSOCK_BPF_X, 0, jump_true, jump_false);
}

csock_filter_instruction csock_filter_return(uint32_t k) {
    return make(CSOCK_BPF_RET | CSOCK_BPF_K, k, 0, 0);
}

csock_filter_instruction csock_filter_return_a(void) {
    return make(CSOCK_BPF_RET | CSOCK_BPF_A, 0, 0, 0);
}

csock_filter_instruction csock_filter_tax(void) {
    return make(CSOCK_BPF_MISC | CSOCK_BPF_TAX, 0, 0, 0);
}

csock_filter_instruction csock_filter_txa(void) {
    return make(CSOCK_BPF_MISC | CSOCK_BPF_TXA, 0, 0, 0);
}

// The kernel's struct sock_fprog.
typedef struct {
    unsigned short count;
    const csock_filter_instruction *program;
} filter_program;

int csock_attach_filter(int fd, const csock_filter_instruction *program, size_t count) {
    if (count > CSOCK_FILTER_INSTRUCTIONS_MAX) // larger counts do not fit `count`
        return -EINVAL;
    filter_program filter = {(unsigned short)count, program};
    return csock_set_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_ATTACH_FILTER, &filter, sizeof filter);
}

int csock_detach_filter(int fd) {
    int unused = 0;
    return csock_set_option(fd, CSOCK_SOL_SOCKET, CSOCK_SO_DETACH_FILTER, &unused, sizeof unused);
}

int csock_get_filter(int fd, csock_filter_instruction *program, size_t capacity) {
    // SO_GET_FILTER measures the length in instructions. With length 0 it returns their number
    // only.
    socklen_t length = capacity < CSOCK_FILTER_INSTRUCTIONS_MAX ? (socklen_t)capacity
                                                                : CSOCK_FILTER_INSTRUCTIONS_MAX;
    if (getsockopt(fd, SOL_SOCKET, CSOCK_SO_ATTACH_FILTER, program, &length) < 0)
        return -errno;
    return (int)length;
}
