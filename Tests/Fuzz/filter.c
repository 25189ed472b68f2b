// A filter program, and a packet for it. The first byte says how many instructions of 8 bytes
// follow.
#include "fuzz.h"

enum { INSTRUCTION = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    if (count == 0)
        return 0;
    size_t instructions = bytes[0], where = SIZE_MAX;
    if (instructions > (count - 1) / INSTRUCTION)
        instructions = (count - 1) / INSTRUCTION;
    csock_filter_instruction *program = malloc(instructions * sizeof *program);
    for (size_t i = 0; i < instructions; i++) {
        const uint8_t *at = bytes + 1 + i * INSTRUCTION;
        program[i].code = (uint16_t)(at[0] | at[1] << 8);
        program[i].jump_true = at[2];
        program[i].jump_false = at[3];
        memcpy(&program[i].k, at + 4, sizeof program[i].k);
    }
    const uint8_t *packet = bytes + 1 + instructions * INSTRUCTION;
    size_t left = count - 1 - instructions * INSTRUCTION;
    csock_filter_packet seen = {.bytes = packet,
                                .count = left,
                                .length = (uint32_t)left + 7,
                                .network_offset = left > 0 ? packet[0] : 0,
                                .protocol = 0x0800};
    int result = csock_filter_validate(program, instructions, &where);
    REQUIRE(result == 0 || (result == -EINVAL && where <= instructions));
    csock_filter_run(program, instructions, &seen);
    free(program);
    return 0;
}
