// The body of checksum_x86.c, included once for each width.

typedef uint64_t WITH(lanes) __attribute__((vector_size(WIDTH)));

// Keeps a value in a register: gcc would load each word again at each use.
TARGET static inline WITH(lanes) WITH(load)(const void *bytes) {
    WITH(lanes) word;
    memcpy(&word, bytes, sizeof word);
    __asm__("" : "+" REGISTER(word));
    return word;
}

TARGET static inline WITH(lanes) WITH(average)(WITH(lanes) a, WITH(lanes) b) {
    return (WITH(lanes))AVERAGE((INTRINSIC)a, (INTRINSIC)b);
}

// At least four vectors. The last vector ends with the last byte and overlaps the one before; bytes
// that were summed already are masked.
TARGET uint64_t NAME(const uint8_t *bytes, size_t count) {
    enum { FOUR = 4 * WIDTH };
    WITH(lanes) one = {0}, two = {0}, three = {0}, four = {0}, tops = {0};
    uint64_t odd = count % 2 ? bytes[count - 1] : 0;
    count -= count % 2;
    for (; count >= 2 * FOUR; count -= 2 * FOUR, bytes += 2 * FOUR) {
        WITH(lanes) a = WITH(load)(bytes), b = WITH(load)(bytes + WIDTH);
        WITH(lanes) c = WITH(load)(bytes + 2 * WIDTH), d = WITH(load)(bytes + 3 * WIDTH);
        WITH(lanes) e = WITH(load)(bytes + 4 * WIDTH), f = WITH(load)(bytes + 5 * WIDTH);
        WITH(lanes) g = WITH(load)(bytes + 6 * WIDTH), h = WITH(load)(bytes + 7 * WIDTH);
        one += a;
        two += b;
        three += c;
        four += d;
        one += e;
        two += f;
        three += g;
        four += h;
        tops += WITH(average)(WITH(average)(WITH(average)(a, b), WITH(average)(c, d)),
                              WITH(average)(WITH(average)(e, f), WITH(average)(g, h))) >>
                48;
    }
    tops += tops; // of eight, counted as of four
    if (count >= FOUR) {
        WITH(lanes) a = WITH(load)(bytes), b = WITH(load)(bytes + WIDTH);
        WITH(lanes) c = WITH(load)(bytes + 2 * WIDTH), d = WITH(load)(bytes + 3 * WIDTH);
        one += a;
        two += b;
        three += c;
        four += d;
        tops += WITH(average)(WITH(average)(a, b), WITH(average)(c, d)) >> 48;
        count -= FOUR, bytes += FOUR;
    }
    if (count > 0) {
        const int8_t *mask = masks + 256 - FOUR + count;
        bytes += count;
        WITH(lanes) a = WITH(load)(bytes - FOUR) & WITH(load)(mask);
        WITH(lanes) b = WITH(load)(bytes - FOUR + WIDTH) & WITH(load)(mask + WIDTH);
        WITH(lanes) c = WITH(load)(bytes - FOUR + 2 * WIDTH) & WITH(load)(mask + 2 * WIDTH);
        WITH(lanes) d = WITH(load)(bytes - FOUR + 3 * WIDTH) & WITH(load)(mask + 3 * WIDTH);
        one += a;
        two += b;
        three += c;
        four += d;
        tops += WITH(average)(WITH(average)(a, b), WITH(average)(c, d)) >> 48;
    }
    one += two;
    three += four;
    one += three;
    return finish(HALF((INTRINSIC)one), HALF((INTRINSIC)tops), odd);
}

#undef NAME
#undef WIDTH
#undef TARGET
#undef AVERAGE
#undef HALF
#undef INTRINSIC
#undef REGISTER
#undef WITH
