// The library against what one writes by hand and against its peers. Every line of a table is from
// one run in which all contenders took turns; see README.md.

#include "bench.h"
#include "packets.h"
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: The contenders, by compiler

typedef uint16_t checksum(const void *bytes, size_t count);
typedef void build(const bench_datagram *datagram, uint8_t *packet);
typedef uint64_t dissect(const uint8_t *packet, size_t count);

checksum csock_checksum_of_gcc, csock_checksum_of_clang;
checksum bench_textbook_gcc, bench_textbook_clang, bench_words_gcc, bench_words_clang;
checksum bench_chains_gcc, bench_chains_clang, bench_avx2_gcc, bench_avx2_clang;
checksum bench_avx2_halves_gcc, bench_avx2_halves_clang;
build bench_build_by_hand_gcc, bench_build_by_hand_clang;
build bench_build_udp_gcc, bench_build_udp_clang;
build bench_build_composed_gcc, bench_build_composed_clang;
build bench_build_headers_gcc, bench_build_headers_clang;
build bench_build_updated_gcc, bench_build_updated_clang;
dissect bench_dissect_gcc, bench_dissect_clang, bench_dissect_headers_gcc,
    bench_dissect_headers_clang;
#if defined(WITH_ETHERPARSE)
dissect bench_etherparse_slices, bench_etherparse_headers;
#endif
#if defined(WITH_GOPACKET)
uint64_t bench_gopacket(const uint8_t *packet, size_t count, size_t times);
#endif

static double least(double a, double b) {
    return a < b ? a : b;
}

// MARK: Checksums

enum { LONGEST = 9000 };

static uint8_t *data;

typedef struct {
    checksum *of;
    size_t count;
} checksum_case;

static void sum_often(const void *context, size_t times) {
    const checksum_case *the = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        bench_touch(data);
        result += the->of(data, the->count);
    }
    bench_use(result);
}

// Each needs the result of the one before.
static void sum_in_turn(const void *context, size_t times) {
    const checksum_case *the = context;
    size_t result = 0;
    for (size_t i = 0; i < times; i++) {
        bench_touch(data);
        result = the->of(data + (result & 2), the->count);
    }
    bench_use(result);
}

static void check(checksum *const *all, size_t number) {
    for (size_t count = 0; count <= LONGEST; count = count < 600 ? count + 1 : count + 97)
        for (size_t i = 1; i < number; i++)
            if (all[i](data, count) != all[0](data, count)) {
                fprintf(stderr, "contender %zu is wrong at %zu bytes\n", i, count);
                exit(1);
            }
}

static void checksums(const char *title, bench_body *body) {
    static const size_t counts[] = {20, 40, 64, 128, 200, 255, 256, 576, 1500, 4096, 9000};
    checksum *const all[] = {
        bench_textbook_gcc,      bench_textbook_clang,  bench_words_gcc,
        bench_words_clang,       bench_chains_gcc,      bench_chains_clang,
        bench_avx2_gcc,          bench_avx2_clang,      bench_avx2_halves_gcc,
        bench_avx2_halves_clang, csock_checksum_of_gcc, csock_checksum_of_clang};
    enum { NUMBER = sizeof all / sizeof *all };
    check(all, NUMBER);
    printf("%s\n\n", title);
    printf("| bytes | textbook | words | chains | AVX2 halves | AVX2 | csock gcc | csock clang | "
           "scalar ns | "
           "csock - scalar, ns | csock's speed / AVX2's, gcc | clang |\n"
           "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        checksum_case cases[NUMBER];
        bench_contender contenders[NUMBER];
        for (size_t j = 0; j < NUMBER; j++) {
            cases[j] = (checksum_case){all[j], counts[i]};
            contenders[j] = (bench_contender){"", body, &cases[j], 0};
        }
        bench_measure(contenders, NUMBER);
        double best[5];
        for (int j = 0; j < 5; j++)
            best[j] = least(contenders[2 * j].ns, contenders[2 * j + 1].ns);
        double scalar = least(least(best[0], best[1]), best[2]), avx2 = least(best[3], best[4]);
        double gcc = contenders[NUMBER - 2].ns, clang = contenders[NUMBER - 1].ns;
        printf("| %zu | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %+.1f %+.1f | %.2f "
               "| %.2f |\n",
               counts[i], best[0], best[1], best[2], best[4], best[3], gcc, clang, scalar,
               gcc - scalar, clang - scalar, avx2 / gcc, avx2 / clang);
        fflush(stdout);
    }
    printf("\n");
}

// MARK: Building

typedef struct {
    build *build;
    bench_datagram *datagram;
    uint8_t *packet;
} build_case;

static void build_often(const void *context, size_t times) {
    const build_case *the = context;
    for (size_t i = 0; i < times; i++) {
        the->datagram->identification = (uint16_t)i;
        the->datagram->source_port = (uint16_t)(i * 3);
        the->build(the->datagram, the->packet);
        bench_touch(the->packet);
    }
}

static void print_ratios(const bench_contender *contenders, size_t count) {
    printf("| | ns | of the first |\n|---|--:|--:|\n");
    for (size_t i = 0; i < count; i++)
        printf("| %s | %.1f | %.2f |\n", contenders[i].name, contenders[i].ns,
               contenders[i].ns / contenders[0].ns);
    printf("\n");
    fflush(stdout);
}

static void building(const char *compiler, build *const *all) {
    static const char *const names[] = {"C structs by hand", "csock_packet_compose_udp",
                                        "csock_packet_compose", "csock headers and checksums",
                                        "csock template and update"};
    enum { NUMBER = 5 };
    static uint8_t packets[NUMBER][BENCH_UDP];
    static bench_datagram datagrams[NUMBER];
    static uint8_t template[BENCH_UDP];
    build_case cases[NUMBER];
    bench_contender contenders[NUMBER];
    for (size_t i = 0; i < NUMBER; i++) {
        datagrams[i] = (bench_datagram){{192, 0, 2, 1}, {198, 51, 100, 2}, 5353,    53, 1,
                                        data,           BENCH_PAYLOAD,     template};
        cases[i] = (build_case){all[i], &datagrams[i], packets[i]};
        contenders[i] = (bench_contender){names[i], build_often, &cases[i], 0};
        all[0](&datagrams[i], template);
        all[0](&datagrams[i], packets[i]);
        build_often(&cases[i], 1000);
        if (memcmp(packets[i], packets[0], BENCH_UDP) != 0) {
            fprintf(stderr, "%s builds another packet\n", names[i]);
            exit(1);
        }
    }
    bench_measure(contenders, NUMBER);
    printf("IPv4 and UDP with both checksums, %d bytes of payload, built by %s\n\n", BENCH_PAYLOAD,
           compiler);
    print_ratios(contenders, NUMBER);
}

// MARK: Dissecting

typedef struct {
    dissect *dissect;
    const uint8_t *packet;
    size_t count;
} dissect_case;

static void dissect_often(const void *context, size_t times) {
    const dissect_case *the = context;
    uint64_t result = 0;
    for (size_t i = 0; i < times; i++) {
        bench_touch(the->packet);
        result += the->dissect(the->packet, the->count);
    }
    bench_use(result);
}

#if defined(WITH_GOPACKET)
static uint64_t gopacket_once(const uint8_t *packet, size_t count) {
    return bench_gopacket(packet, count, 1);
}

// One call for all: one into Go takes 2 us, a twentieth of a turn.
static void gopacket_often(const void *context, size_t times) {
    const dissect_case *the = context;
    bench_use(bench_gopacket(the->packet, the->count, times));
}
#endif

static void dissecting(void) {
    // A segment with the options of most: no-operation twice, timestamps; 8 bytes of payload.
    static const uint8_t packet[60] = {
        0x45, 0x00, 0x00, 0x3c, 0x1c, 0x46, 0x40, 0x00, 0x40, 0x06, 0x00, 0x00, 0xc0, 0x00, 0x02,
        0x01, 0xc6, 0x33, 0x64, 0x02, 0xc0, 0x00, 0x01, 0xbb, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc,
        0xde, 0xf0, 0x80, 0x18, 0x01, 0xf5, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01, 0x08, 0x0a, 0x00,
        0x00, 0x10, 0x00, 0x00, 0x00, 0x20, 0x00, 'p',  'a',  'y',  'l',  'o',  'a',  'd',  's'};
    static const struct {
        const char *name;
        dissect *dissect;
        bench_body *body;
    } all[] = {
#if defined(WITH_ETHERPARSE)
        {"etherparse SlicedPacket", bench_etherparse_slices, dissect_often},
        {"etherparse PacketHeaders", bench_etherparse_headers, dissect_often},
#endif
#if defined(WITH_GOPACKET)
        {"gopacket DecodingLayerParser", gopacket_once, gopacket_often},
#endif
        {"csock_packet_dissect, gcc", bench_dissect_gcc, dissect_often},
        {"csock_packet_dissect, clang", bench_dissect_clang, dissect_often},
        {"csock headers, gcc", bench_dissect_headers_gcc, dissect_often},
        {"csock headers, clang", bench_dissect_headers_clang, dissect_often},
    };
    enum { NUMBER = sizeof all / sizeof *all };
    dissect_case cases[NUMBER];
    bench_contender contenders[NUMBER];
    for (size_t i = 0; i < NUMBER; i++) {
        cases[i] = (dissect_case){all[i].dissect, packet, sizeof packet};
        contenders[i] = (bench_contender){all[i].name, all[i].body, &cases[i], 0};
        uint64_t result = all[i].dissect(packet, sizeof packet);
        if (result == 0 || result != all[0].dissect(packet, sizeof packet)) {
            fprintf(stderr, "%s reads other fields\n", all[i].name);
            exit(1);
        }
    }
    bench_measure(contenders, NUMBER);
    printf("IPv4 and TCP dissected, ten fields read\n\n");
    print_ratios(contenders, NUMBER);
}

int main(void) {
    uint64_t random = 1;
    // Where data begins decides how many loads cross a cache line.
    data = aligned_alloc(64, (LONGEST + 127) / 64 * 64);
    for (size_t i = 0; i < LONGEST + 64; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        data[i] = (uint8_t)(random >> 56);
    }
    if (!__builtin_cpu_supports("avx2")) {
        fprintf(stderr, "this benchmark needs AVX2\n");
        return 1;
    }
    checksums("Checksums, ns, one after another", sum_often);
    checksums("Checksums, ns, each waiting for the one before", sum_in_turn);
    building("gcc", (build *const[]){bench_build_by_hand_gcc, bench_build_udp_gcc,
                                     bench_build_composed_gcc, bench_build_headers_gcc,
                                     bench_build_updated_gcc});
    building("clang", (build *const[]){bench_build_by_hand_clang, bench_build_udp_clang,
                                       bench_build_composed_clang, bench_build_headers_clang,
                                       bench_build_updated_clang});
    dissecting();
    free(data);
    return 0;
}
