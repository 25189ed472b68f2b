#include "csock/filter.h"

#include "csock/constant.h"
#include "csock/link.h"
#include "csock/option.h"
#include "csock/socket.h"
#include "csock/transfer.h"
#include "harness.h"
#include "random.h"
#include "sockets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same(csock_filter_instruction a, csock_filter_instruction b) {
    return a.code == b.code && a.jump_true == b.jump_true && a.jump_false == b.jump_false &&
           a.k == b.k;
}

TEST(filter_constructors_give_the_codes_of_bpf_asm) {
    const struct {
        csock_filter_instruction made, wanted;
    } cases[] = {
        {csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_ABS, 9), {0x20, 0, 0, 9}},
        {csock_filter_load(CSOCK_BPF_H, CSOCK_BPF_ABS, 12), {0x28, 0, 0, 12}},
        {csock_filter_load(CSOCK_BPF_B, CSOCK_BPF_IND, 1), {0x50, 0, 0, 1}},
        {csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_IMM, 5), {0x00, 0, 0, 5}},
        {csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_MEM, 3), {0x60, 0, 0, 3}},
        {csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_LEN, 0), {0x80, 0, 0, 0}},
        {csock_filter_load_index(CSOCK_BPF_MSH, 14), {0xb1, 0, 0, 14}},
        {csock_filter_load_index(CSOCK_BPF_IMM, 7), {0x01, 0, 0, 7}},
        {csock_filter_store(2), {0x02, 0, 0, 2}},
        {csock_filter_store_index(2), {0x03, 0, 0, 2}},
        {csock_filter_alu(CSOCK_BPF_AND, 0xff), {0x54, 0, 0, 0xff}},
        {csock_filter_alu_index(CSOCK_BPF_ADD), {0x0c, 0, 0, 0}},
        {csock_filter_alu(CSOCK_BPF_NEG, 0), {0x84, 0, 0, 0}},
        {csock_filter_jump(3), {0x05, 0, 0, 3}},
        {csock_filter_jump_if(CSOCK_BPF_JEQ, 0x800, 1, 2), {0x15, 1, 2, 0x800}},
        {csock_filter_jump_if(CSOCK_BPF_JSET, 0x1fff, 6, 0), {0x45, 6, 0, 0x1fff}},
        {csock_filter_jump_if_index(CSOCK_BPF_JGT, 1, 2), {0x2d, 1, 2, 0}},
        {csock_filter_return(UINT32_MAX), {0x06, 0, 0, UINT32_MAX}},
        {csock_filter_return_a(), {0x16, 0, 0, 0}},
        {csock_filter_tax(), {0x07, 0, 0, 0}},
        {csock_filter_txa(), {0x87, 0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (!CHECK(same(cases[i].made, cases[i].wanted)))
            printf("case %zu\n", i);
}

TEST(filter_validation_reports_the_bad_instruction) {
    const csock_filter_instruction cases[][3] = {
        {{0x06, 0, 0, 1}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}}, // valid
        {{0x06, 0, 0, 1}, {0x06, 0, 0, 1}, {0x00, 0, 0, 1}}, // ends without a return
        {{0x05, 0, 0, 2}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}}, // jumps beyond the end
        {{0x05, 0, 0, UINT32_MAX}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}},
        {{0x06, 0, 0, 1}, {0x15, 0, 1, 1}, {0x06, 0, 0, 1}},
        {{0x34, 0, 0, 0}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}},  // divides by 0
        {{0x64, 0, 0, 32}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}}, // shifts by 32
        {{0x02, 0, 0, 16}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}}, // word 16
        {{0x02, 0, 0, 1}, {0x60, 0, 0, 2}, {0x06, 0, 0, 1}},  // word 2 is not stored
        {{0xffff, 0, 0, 1}, {0x06, 0, 0, 1}, {0x06, 0, 0, 1}},
    };
    static const size_t places[] = {3, 2, 0, 0, 1, 0, 0, 0, 1, 0};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        size_t where = 99;
        CHECK_INT(csock_filter_validate(cases[i], 3, &where), i == 0 ? 0 : -EINVAL);
        CHECK_INT(where, places[i]);
    }
    CHECK_INT(csock_filter_validate(NULL, 0, NULL), -EINVAL);
}

static uint32_t below(uint64_t *random, uint32_t limit) {
    return (uint32_t)(next_random(random) % limit);
}

static uint32_t random_k(uint64_t *random) {
    static const uint32_t edges[] = {0, 1, 31, 32, 0xff, 0x7fffffff, 0x80000000, UINT32_MAX};
    return below(random, 4) ? below(random, 24) : edges[below(random, 8)];
}

// Mostly valid instructions, so that many programs are valid.
static size_t random_program(uint64_t *random, csock_filter_instruction *program, size_t most) {
    static const uint16_t codes[] = {
        0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x00, 0x60, 0x80, 0x01, 0x61, 0x81, 0xb1,
        0x02, 0x02, 0x02, 0x03, 0x03, 0x04, 0x0c, 0x14, 0x1c, 0x24, 0x2c, 0x34, 0x3c,
        0x44, 0x4c, 0x54, 0x5c, 0x64, 0x6c, 0x74, 0x7c, 0x84, 0x94, 0x9c, 0xa4, 0xac,
        0x05, 0x15, 0x1d, 0x25, 0x2d, 0x35, 0x3d, 0x45, 0x4d, 0x07, 0x87, 0x06, 0x16};
    size_t count = 1 + below(random, (uint32_t)most);
    for (size_t i = 0; i < count; i++) {
        uint32_t room = (uint32_t)(count - i);
        uint16_t code = codes[below(random, sizeof codes / sizeof codes[0])];
        bool jumps = (code & 7) == CSOCK_BPF_JMP;
        program[i] =
            (csock_filter_instruction){code, (uint8_t)(jumps ? below(random, room) : 0),
                                       (uint8_t)(jumps ? below(random, room) : 0),
                                       code == 0x05 ? below(random, room) : random_k(random)};
        if ((code & 0xe7) == 0x02 || (code & 0xe7) == 0x03 || (code & 0xe6) == 0x60)
            program[i].k = below(random, 3);
    }
    program[count - 1] =
        below(random, 2) ? csock_filter_return_a() : csock_filter_return(UINT32_MAX);
    return count;
}

// Valid programs, programs with one changed bit, and single instructions of every code.
TEST(filter_validation_agrees_with_the_kernel) {
    csock_filter_instruction program[12];
    uint64_t random = 20;
    int accepted = 0, fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    for (int round = 0; round < 20000; round++) {
        size_t count = random_program(&random, program, 12);
        if (round % 2)
            ((uint8_t *)program)[below(&random, (uint32_t)(count * sizeof program[0]))] ^=
                (uint8_t)(1u << below(&random, 8));
        int valid = csock_filter_validate(program, count, NULL);
        accepted += valid == 0;
        if (!CHECK_INT(csock_attach_filter(fd, program, count), valid))
            break;
    }
    CHECK_BETWEEN(accepted, 2000, 18000);
    for (uint32_t code = 0; code < 0x10000; code++)
        for (uint32_t k = 0; k <= 1; k++) {
            program[0] = (csock_filter_instruction){(uint16_t)code, 0, 0, k};
            program[1] = program[2] = csock_filter_return(1);
            int valid = csock_filter_validate(program, 3, NULL);
            if (code >= 0x400 && valid == -EINVAL)
                continue; // the kernel refuses them too, by the same rule
            CHECK_INT(csock_attach_filter(fd, program, 3), valid);
        }
    for (uint32_t k = 0xffffefff; k != 0; k++) { // the addresses of the extensions
        program[0] = csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_ABS, k);
        program[1] = csock_filter_return(1);
        if (!CHECK_INT(csock_attach_filter(fd, program, 2),
                       csock_filter_validate(program, 2, NULL)))
            break;
        if (k == 0xfffff100)
            k = 0xffffff00; // there are no extensions in between
    }
    CHECK_INT(csock_close(fd), 0);
}

TEST(filter_programs_have_1_to_4096_instructions) {
    csock_filter_instruction *program = calloc(70000, sizeof *program);
    int fd = csock_socket(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, 0);
    for (size_t i = 0; i < 70000; i++)
        program[i] = csock_filter_return(1);
    CHECK_INT(csock_filter_validate(program, 4096, NULL), 0);
    CHECK_INT(csock_filter_validate(program, 4097, NULL), -EINVAL);
    CHECK_INT(csock_attach_filter(fd, program, 0), -EINVAL);
    CHECK_INT(csock_attach_filter(fd, program, 4097), -EINVAL);
    CHECK_INT(csock_attach_filter(fd, program, 65537), -EINVAL); // not truncated to 1
    CHECK_INT(csock_get_filter(fd, NULL, 0), 0);
    free(program);
    CHECK_INT(csock_close(fd), 0);
}

// A Unix socket runs its program on the bytes of a datagram and truncates it to the result.
TEST(filter_run_agrees_with_the_kernel) {
    csock_filter_instruction program[12];
    uint8_t bytes[40], received[40];
    uint64_t random = 7;
    int fds[2], kept = 0, dropped = 0;
    connected_pair(CSOCK_AF_UNIX, CSOCK_SOCK_DGRAM, fds);
    while (kept + dropped < 20000) {
        size_t count = random_program(&random, program, 12);
        if (csock_filter_validate(program, count, NULL) != 0)
            continue;
        size_t length = 1 + below(&random, sizeof bytes);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (uint8_t)below(&random, 3) ? (uint8_t)below(&random, 256) : 0;
        const csock_filter_packet packet = {
            .bytes = bytes, .count = length, .length = (uint32_t)length};
        uint32_t keep = csock_filter_run(program, count, &packet);
        CHECK_INT(csock_attach_filter(fds[1], program, count), 0);
        CHECK_INT(csock_send(fds[0], bytes, length, 0, 0), length);
        ssize_t wanted = keep == 0 ? -EAGAIN : keep < length ? (ssize_t)keep : (ssize_t)length;
        if (!CHECK_INT(csock_recv(fds[1], received, sizeof received, 0, 0), wanted))
            break;
        ++*(keep ? &kept : &dropped);
    }
    CHECK_BETWEEN(kept, 5000, 18000);
    close_pair(fds);
}

TEST(filter_run_of_any_program_ends_and_stays_in_bounds) {
    csock_filter_instruction program[6];
    uint8_t bytes[20] = {1, 2, 3};
    uint64_t random = 3;
    for (int round = 0; round < 200000; round++) {
        const csock_filter_packet packet = {.bytes = bytes,
                                            .count = below(&random, 21),
                                            .length = UINT32_MAX,
                                            .network_offset = random_k(&random)};
        for (int i = 0; i < 6; i++)
            program[i] = (csock_filter_instruction){(uint16_t)below(&random, 0x100),
                                                    (uint8_t)random_k(&random),
                                                    (uint8_t)random_k(&random), random_k(&random)};
        csock_filter_run(program, 6, &packet);
    }
    CHECK_INT(csock_filter_run(NULL, 0, &(csock_filter_packet){0}), 0);
}

TEST(filter_run_loads_the_extensions_from_the_packets_metadata) {
    static const struct {
        uint32_t k, value;
    } cases[] = {{CSOCK_BPF_AD_PROTOCOL, 0x800},     {CSOCK_BPF_AD_PKTTYPE, 4},
                 {CSOCK_BPF_AD_IFINDEX, 70000},      {CSOCK_BPF_AD_HATYPE, 772},
                 {CSOCK_BPF_AD_VLAN_TAG, 0x2005},    {CSOCK_BPF_AD_VLAN_TAG_PRESENT, 1},
                 {CSOCK_BPF_AD_VLAN_TPID, 0x8100},   {CSOCK_BPF_NET_OFF + 1, 0x03040506},
                 {CSOCK_BPF_LL_OFF + 1, 0x02030405}, {CSOCK_BPF_AD_PROTOCOL + 56, 0}};
    static const uint8_t bytes[] = {1, 2, 3, 4, 5, 6};
    static const csock_filter_packet packet = {bytes, 6, 6,    1,      70000, 0x800,
                                               772,   4, true, 0x2005, 0x8100};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const csock_filter_instruction program[] = {
            csock_filter_load(CSOCK_BPF_W, CSOCK_BPF_ABS, cases[i].k), csock_filter_return_a()};
        CHECK_INT(csock_filter_run(program, 2, &packet), cases[i].value);
    }
}

TEST(filters_are_attached_read_locked_and_detached) {
    const csock_filter_instruction drop = csock_filter_return(0);
    csock_filter_instruction read[2] = {{9, 9, 9, 9}, {9, 9, 9, 9}};
    int fds[2];
    char byte;
    connected_pair(CSOCK_AF_INET, CSOCK_SOCK_DGRAM, fds);
    CHECK_INT(csock_detach_filter(fds[1]), -ENOENT);
    CHECK_INT(csock_attach_filter(fds[1], &drop, 1), 0);
    CHECK_INT(csock_get_filter(fds[1], NULL, 0), 1);
    CHECK_INT(csock_get_filter(fds[1], read, 2), 1);
    CHECK(same(read[0], drop));
    CHECK_INT(read[1].code, 9);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, 0), 1);
    CHECK_NOTHING(fds[1]);
    CHECK_INT(csock_detach_filter(fds[1]), 0);
    CHECK_INT(csock_send(fds[0], "x", 1, 0, 0), 1);
    CHECK_INT(csock_recv(fds[1], &byte, 1, 0, CSOCK_SECOND), 1);

    CHECK_INT(csock_attach_filter(fds[1], &drop, 1), 0);
    CHECK_INT(csock_set_option_int(fds[1], CSOCK_SOL_SOCKET, CSOCK_SO_LOCK_FILTER, 1), 0);
    CHECK_INT(csock_detach_filter(fds[1]), -EPERM);
    CHECK_INT(csock_attach_filter(fds[1], &drop, 1), -EPERM);
    close_pair(fds);
    CHECK_INT(csock_attach_filter(-1, &drop, 1), -EBADF);
    CHECK_INT(csock_detach_filter(-1), -EBADF);
    CHECK_INT(csock_get_filter(-1, NULL, 0), -EBADF);
}
