/// Classification of BPF instructions, for validating and running programs: csock/filter.h.
#ifndef CSOCK_FILTER_CODE_H
#define CSOCK_FILTER_CODE_H

#include "csock/base.h"

/// Returns whether the kernel knows an instruction.
bool csock_filter_knows(uint16_t code);

/// Returns whether an instruction is a conditional jump.
bool csock_filter_is_conditional(uint16_t code);

#endif
