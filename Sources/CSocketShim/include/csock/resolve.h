#ifndef CSOCK_RESOLVE_H
#define CSOCK_RESOLVE_H
#include "base.h"
#endif
