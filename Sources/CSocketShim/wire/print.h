/// Values of headers as text.
#ifndef CSOCK_PRINT_H
#define CSOCK_PRINT_H

#include "wire/table.h"

void csock_print_ipv4(csock_text *_Nonnull text, const uint8_t *_Nonnull address);
void csock_print_ipv6(csock_text *_Nonnull text, const uint8_t *_Nonnull address);

/// Appends addresses of `size` bytes, 4 or 16, with a string before each.
void csock_print_addresses(csock_text *_Nonnull text, csock_bytes addresses, size_t size,
                           const char *_Nonnull before);

/// A bit, and its name.
typedef struct {
    uint32_t bit;
    const char *_Nonnull name;
} csock_bit_name;

/// Appends the names of the bits that are set, in the order of the list, with a string between
/// them; `none` if there is no such bit.
void csock_print_bits(csock_text *_Nonnull text, uint32_t bits,
                      const csock_bit_name *_Nonnull names, size_t count,
                      const char *_Nonnull between, const char *_Nonnull none);

/// Appends the name of a number in a list from `first` on, or "`other`NUMBER".
void csock_print_name(csock_text *_Nonnull text, uint32_t number, uint32_t first,
                      const char *_Nonnull const *_Nonnull names, size_t count,
                      const char *_Nonnull other);

/// Appends the value of a field of a header, by its kind.
void csock_print_field(csock_text *_Nonnull text, const csock_field *_Nonnull field,
                       const void *_Nonnull header);

/// Appends words about a header, with values for each "{part}": see csock_table.
void csock_print_words(csock_text *_Nonnull text, const char *_Nonnull words,
                       const csock_table *_Nonnull table, const void *_Nonnull header);

/// Returns whether `part` is this placeholder of the table's text.
static inline bool csock_print_is(const char *_Nonnull part, const char *_Nonnull name) {
    return strcmp(part, name) == 0;
}

/// Writes the text of a header into a buffer: at most `capacity` bytes, with a NUL at the end
/// unless `capacity` is 0. Returns the length of the whole text without the NUL.
size_t csock_print_header(const csock_table *_Nonnull table, const void *_Nonnull header,
                          char *_Nullable text, size_t capacity);

#endif
