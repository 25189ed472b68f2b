#include "csock/filter.h"

#include "csock/byte_order.h"
#include "filter/filter_code.h"

// The registers and the memory of a running program.
typedef struct {
    uint32_t a, x;
    uint32_t memory[CSOCK_FILTER_MEMORY_WORDS];
} machine;

// Loads the value of a Linux extension from the packet's metadata. Returns false for an extension
// that is not supported.
static bool load_extension(uint32_t k, const csock_filter_packet *packet, uint32_t *value) {
    switch (k) {
    case CSOCK_BPF_AD_PROTOCOL:
        *value = packet->protocol;
        return true;
    case CSOCK_BPF_AD_PKTTYPE:
        *value = packet->packet_type;
        return true;
    case CSOCK_BPF_AD_IFINDEX:
        *value = packet->interface_index;
        return true;
    case CSOCK_BPF_AD_HATYPE:
        *value = packet->hardware_type;
        return true;
    case CSOCK_BPF_AD_VLAN_TAG:
        *value = packet->vlan_tag;
        return true;
    case CSOCK_BPF_AD_VLAN_TAG_PRESENT:
        *value = packet->has_vlan_tag;
        return true;
    case CSOCK_BPF_AD_VLAN_TPID:
        *value = packet->vlan_protocol;
        return true;
    default:
        return false;
    }
}

static bool load_packet(uint32_t offset, int size, const csock_filter_packet *packet,
                        uint32_t *value) {
    uint64_t start = offset;
    size_t width = size == CSOCK_BPF_W ? 4 : size == CSOCK_BPF_H ? 2 : 1;
    if (offset >= CSOCK_BPF_NET_OFF)
        start = (uint64_t)(offset - CSOCK_BPF_NET_OFF) + packet->network_offset;
    else if (offset >= CSOCK_BPF_LL_OFF)
        start = offset - CSOCK_BPF_LL_OFF;
    if (start > packet->count || packet->count - start < width)
        return false;
    const uint8_t *bytes = packet->bytes + start;
    *value = width == 4 ? csock_load32(bytes) : width == 2 ? csock_load16(bytes) : bytes[0];
    return true;
}

// Executes a load into A or X. Returns false if it reads outside the packet.
static bool load(const csock_filter_instruction *one, const machine *it,
                 const csock_filter_packet *packet, uint32_t *value) {
    switch (one->code & 0xe0) {
    case CSOCK_BPF_IMM:
        *value = one->k;
        return true;
    case CSOCK_BPF_MEM:
        *value = it->memory[one->k % CSOCK_FILTER_MEMORY_WORDS];
        return true;
    case CSOCK_BPF_LEN:
        *value = packet->length;
        return true;
    case CSOCK_BPF_IND:
        return load_packet(it->x + one->k, one->code & 0x18, packet, value);
    case CSOCK_BPF_MSH:
        if (!load_packet(one->k, CSOCK_BPF_B, packet, value))
            return false;
        *value = (*value & 0xf) * 4;
        return true;
    default:
        return one->k >= CSOCK_BPF_AD_PROTOCOL
                   ? load_extension(one->k, packet, value)
                   : load_packet(one->k, one->code & 0x18, packet, value);
    }
}

// Executes an arithmetic instruction. Returns false for a division by 0.
static bool calculate(int operation, uint32_t *a, uint32_t operand) {
    switch (operation) {
    case CSOCK_BPF_ADD:
        *a += operand;
        return true;
    case CSOCK_BPF_SUB:
        *a -= operand;
        return true;
    case CSOCK_BPF_MUL:
        *a *= operand;
        return true;
    case CSOCK_BPF_OR:
        *a |= operand;
        return true;
    case CSOCK_BPF_AND:
        *a &= operand;
        return true;
    case CSOCK_BPF_LSH:
        *a <<= operand & 31;
        return true;
    case CSOCK_BPF_RSH:
        *a >>= operand & 31;
        return true;
    case CSOCK_BPF_NEG:
        *a = 0 - *a;
        return true;
    case CSOCK_BPF_XOR:
        *a ^= operand;
        return true;
    case CSOCK_BPF_DIV:
        *a = operand == 0 ? 0 : *a / operand;
        return operand != 0;
    default:
        *a = operand == 0 ? 0 : *a % operand;
        return operand != 0;
    }
}

static bool compare(int operation, uint32_t a, uint32_t operand) {
    switch (operation) {
    case CSOCK_BPF_JEQ:
        return a == operand;
    case CSOCK_BPF_JGT:
        return a > operand;
    case CSOCK_BPF_JGE:
        return a >= operand;
    default:
        return (a & operand) != 0;
    }
}

uint32_t csock_filter_run(const csock_filter_instruction *program, size_t count,
                          const csock_filter_packet *packet) {
    machine it = {0};
    // The loop ends: all jumps go forward.
    for (size_t next = 0; next < count; next++) {
        const csock_filter_instruction *one = &program[next];
        if (!csock_filter_knows(one->code))
            return 0;
        uint32_t operand = one->code & CSOCK_BPF_X ? it.x : one->k;
        switch (one->code & 7) {
        case CSOCK_BPF_LD:
            if (!load(one, &it, packet, &it.a))
                return 0;
            break;
        case CSOCK_BPF_LDX:
            if (!load(one, &it, packet, &it.x))
                return 0;
            break;
        case CSOCK_BPF_ST:
            it.memory[one->k % CSOCK_FILTER_MEMORY_WORDS] = it.a;
            break;
        case CSOCK_BPF_STX:
            it.memory[one->k % CSOCK_FILTER_MEMORY_WORDS] = it.x;
            break;
        case CSOCK_BPF_ALU:
            if (!calculate(one->code & 0xf0, &it.a, operand))
                return 0;
            break;
        case CSOCK_BPF_JMP:
            if (!csock_filter_is_conditional(one->code))
                next = one->k < count - next ? next + one->k : count;
            else
                next += compare(one->code & 0x70, it.a, operand) ? one->jump_true : one->jump_false;
            break;
        case CSOCK_BPF_RET:
            return one->code & CSOCK_BPF_A ? it.a : one->k;
        default:
            if (one->code & CSOCK_BPF_TXA)
                it.a = it.x;
            else
                it.x = it.a;
        }
        if (next >= count)
            break;
    }
    return 0;
}
