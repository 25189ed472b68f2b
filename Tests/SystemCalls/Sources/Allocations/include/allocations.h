/// Counts what this process allocates, by standing before the C library's allocator.
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

/// How often memory was asked for so far.
long allocations(void);

#endif
