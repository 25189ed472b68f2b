/// What validating and running packet filters share.
#ifndef CSOCK_FILTER_CODE_H
#define CSOCK_FILTER_CODE_H

#include "csock/base.h"

/// Whether the kernel knows an instruction at all.
bool csock_filter_knows(uint16_t code);

/// Whether it jumps on a condition.
bool csock_filter_is_conditional(uint16_t code);

#endif
