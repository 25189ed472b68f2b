#include "csock/filter.h"

#include "filter/filter_code.h"

#include <errno.h>
#include <string.h>

bool csock_filter_knows(uint16_t code) {
    int rest = code & ~7;
    switch (code & 7) {
    case CSOCK_BPF_LD:
        switch (rest) {
        case CSOCK_BPF_W | CSOCK_BPF_ABS:
        case CSOCK_BPF_H | CSOCK_BPF_ABS:
        case CSOCK_BPF_B | CSOCK_BPF_ABS:
        case CSOCK_BPF_W | CSOCK_BPF_IND:
        case CSOCK_BPF_H | CSOCK_BPF_IND:
        case CSOCK_BPF_B | CSOCK_BPF_IND:
        case CSOCK_BPF_IMM:
        case CSOCK_BPF_MEM:
        case CSOCK_BPF_LEN:
            return true;
        default:
            return false;
        }
    case CSOCK_BPF_LDX:
        return rest == CSOCK_BPF_IMM || rest == CSOCK_BPF_MEM || rest == CSOCK_BPF_LEN ||
               rest == (CSOCK_BPF_B | CSOCK_BPF_MSH);
    case CSOCK_BPF_ST:
    case CSOCK_BPF_STX:
        return rest == 0;
    case CSOCK_BPF_ALU:
        return rest == CSOCK_BPF_NEG ||
               ((rest & ~CSOCK_BPF_X) <= CSOCK_BPF_XOR && (rest & ~CSOCK_BPF_X) != CSOCK_BPF_NEG);
    case CSOCK_BPF_JMP:
        return rest == CSOCK_BPF_JA || (rest >= CSOCK_BPF_JEQ && rest <= (CSOCK_BPF_JSET | 8));
    case CSOCK_BPF_RET:
        return rest == CSOCK_BPF_K || rest == CSOCK_BPF_A;
    default:
        return rest == CSOCK_BPF_TAX || rest == CSOCK_BPF_TXA;
    }
}

bool csock_filter_is_conditional(uint16_t code) {
    return (code & 7) == CSOCK_BPF_JMP && code != (CSOCK_BPF_JMP | CSOCK_BPF_JA);
}

static bool uses_memory(uint16_t code) {
    return code == CSOCK_BPF_ST || code == CSOCK_BPF_STX ||
           code == (CSOCK_BPF_LD | CSOCK_BPF_MEM) || code == (CSOCK_BPF_LDX | CSOCK_BPF_MEM);
}

// Returns whether an instruction is valid by itself. `after` is the number of instructions that
// follow it.
static bool is_sound(const csock_filter_instruction *one, size_t after) {
    if (!csock_filter_knows(one->code))
        return false;
    if (uses_memory(one->code))
        return one->k < CSOCK_FILTER_MEMORY_WORDS;
    if (csock_filter_is_conditional(one->code))
        return one->jump_true < after && one->jump_false < after;
    switch (one->code) {
    case CSOCK_BPF_ALU | CSOCK_BPF_DIV:
    case CSOCK_BPF_ALU | CSOCK_BPF_MOD:
        return one->k != 0;
    case CSOCK_BPF_ALU | CSOCK_BPF_LSH:
    case CSOCK_BPF_ALU | CSOCK_BPF_RSH:
        return one->k < 32;
    case CSOCK_BPF_JMP | CSOCK_BPF_JA:
        return one->k < after;
    case CSOCK_BPF_LD | CSOCK_BPF_W | CSOCK_BPF_ABS:
    case CSOCK_BPF_LD | CSOCK_BPF_H | CSOCK_BPF_ABS:
    case CSOCK_BPF_LD | CSOCK_BPF_B | CSOCK_BPF_ABS:
        // Extensions are at every fourth offset, up to the VLAN tag's protocol.
        return one->k < CSOCK_BPF_AD_PROTOCOL ||
               (one->k <= CSOCK_BPF_AD_VLAN_TPID && one->k % 4 == 0);
    default:
        return true;
    }
}

// Checks that every memory word is stored before it is read. `stored` has a bit set per
// instruction: the words that are stored on every path to it.
static int check_memory(const csock_filter_instruction *program, size_t count, size_t *where) {
    uint16_t stored[CSOCK_FILTER_INSTRUCTIONS_MAX];
    uint16_t words = 0;
    memset(stored, 0xff, count * sizeof stored[0]);
    for (size_t i = 0; i < count; i++) {
        const csock_filter_instruction *one = &program[i];
        words &= stored[i];
        switch (one->code) {
        case CSOCK_BPF_ST:
        case CSOCK_BPF_STX:
            words |= (uint16_t)(1 << one->k);
            break;
        case CSOCK_BPF_LD | CSOCK_BPF_MEM:
        case CSOCK_BPF_LDX | CSOCK_BPF_MEM:
            if (!(words >> one->k & 1)) {
                *where = i;
                return -EINVAL;
            }
            break;
        case CSOCK_BPF_JMP | CSOCK_BPF_JA:
            stored[i + 1 + one->k] &= words;
            words = UINT16_MAX;
            break;
        default:
            if (!csock_filter_is_conditional(one->code))
                break;
            stored[i + 1 + one->jump_true] &= words;
            stored[i + 1 + one->jump_false] &= words;
            words = UINT16_MAX;
        }
    }
    return 0;
}

int csock_filter_validate(const csock_filter_instruction *program, size_t count, size_t *where) {
    size_t unused;
    if (!where)
        where = &unused;
    *where = count;
    if (count == 0 || count > CSOCK_FILTER_INSTRUCTIONS_MAX)
        return -EINVAL;
    for (size_t i = 0; i < count; i++)
        if (!is_sound(&program[i], count - 1 - i)) {
            *where = i;
            return -EINVAL;
        }
    if ((program[count - 1].code & 7) != CSOCK_BPF_RET) {
        *where = count - 1;
        return -EINVAL;
    }
    return check_memory(program, count, where);
}
