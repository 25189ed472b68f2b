/// What the values of options have to be: kind, range and unit.
#ifndef CSOCK_OPTION_RULE_H
#define CSOCK_OPTION_RULE_H

#include "csock/base.h"

/// How an option's value is stored.
typedef enum {
    OPTION_INT,      // the kernel's int
    OPTION_UNSIGNED, // 32 bits that are no int
    OPTION_WIDE,     // 64 bits
    OPTION_NETWORK,  // 32 bits in network byte order
    OPTION_TIMEVAL,
    OPTION_LINGER,
} csock_option_kind;

/// What an option accepts. Most have no rule: they take an int, and the kernel refuses what is
/// wrong. A rule is for an option whose value the kernel would change silently, or that is no int.
typedef struct {
    csock_option_kind kind;
    bool minus_one; // -1 is allowed beside the range
    int64_t least, most;
    int64_t unit_ns; // of times
} csock_option_rule;

/// The rule of an option.
const csock_option_rule *_Nonnull csock_option_rule_of(int level, int name);

/// The system's number of an option. That of some differs by the width of time_t, and on PowerPC.
int csock_option_system_name(int level, int name);

/// Whether a value is within a rule's range.
static inline bool csock_option_allows(const csock_option_rule *_Nonnull rule, int64_t value) {
    return (rule->least <= value && value <= rule->most) || (rule->minus_one && value == -1);
}

#endif
