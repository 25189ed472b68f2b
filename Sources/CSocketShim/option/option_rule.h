/// Type, range and unit of socket options' values, where they differ from an int that the kernel
/// checks itself: setsockopt(2).
#ifndef CSOCK_OPTION_RULE_H
#define CSOCK_OPTION_RULE_H

#include "csock/base.h"

/// The kernel's representation of an option's value.
typedef enum {
    OPTION_INT,      // int
    OPTION_UNSIGNED, // uint32_t
    OPTION_WIDE,     // int64_t or uint64_t
    OPTION_NETWORK,  // uint32_t in network byte order
    OPTION_TIMEVAL,  // struct timeval
    OPTION_LINGER,   // struct linger
} csock_option_kind;

/// The values that an option accepts. Most options have no rule: they are ints, and the kernel
/// refuses invalid values. A rule exists for each option that is not an int, or whose invalid
/// values the kernel would silently adjust.
typedef struct {
    csock_option_kind kind;
    bool minus_one; // -1 is also allowed
    int64_t least, most;
    int64_t unit_ns; // of a time, in nanoseconds; 0: not a time
} csock_option_rule;

/// Returns the rule of an option: for options without one, a rule that accepts every int.
const csock_option_rule *_Nonnull csock_option_rule_of(int level, int name);

/// Returns this system's number of an option. Some numbers depend on the width of time_t or differ
/// on PowerPC.
int csock_option_system_name(int level, int name);

/// Returns whether a rule allows a value.
static inline bool csock_option_allows(const csock_option_rule *_Nonnull rule, int64_t value) {
    return (rule->least <= value && value <= rule->most) || (rule->minus_one && value == -1);
}

#endif
